"""The actor behind a statement's source."""

import re
from dataclasses import replace

import pytest

from lagebild.reading import read_report
from lagebild.reading.actors import read_actors
from lagebild.reading.parse import parse_report
from lagebild.reading.speakers import read_speakers
from lagebild.records import Part, Reading, Report, Span, Statement
from lagebild.settings import Settings

MARK = re.compile(r"\[([^\]|]*)\|([^\]]*)\]")


def read_marked(marked: str, authors: tuple[str, ...] = ()) -> Reading:
    """A reading of a text in which [source|cue] marks each statement; the content is the rest of its sentence."""
    text, statements, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        source = Span(len(text), len(text) + len(match[1]))
        text += match[1] + (" " if match[1] else "")
        cue = Span(len(text), len(text) + len(match[2]))
        text += match[2]
        statements.append((source, cue))
        last = match.end()
    text += marked[last:]
    parts, start = [], 0
    for block in text.split("\n\n"):
        end = min(len(text), start + len(block) + 2)
        parts.append(Part(start, end, "body"))
        start = end
    made = tuple(
        Statement(f"s{n}", (source,) if source.end > source.start else (), (cue,), _content(text, cue), "indirect")
        for n, (source, cue) in enumerate(statements)
    )
    report = Report(id="r", identity="r", text=text, parts=tuple(parts), language="en", authors=authors)
    parsed = parse_report(report, Settings())
    reading = replace(read_actors(parsed, Reading(report=report)), statements=made)
    return read_speakers(parsed, reading)


def _content(text: str, cue: Span) -> tuple[Span, ...]:
    quoted = [m for m in re.finditer(r"“[^”]*”", text) if abs(m.end() - cue.start) < 40 or abs(m.start() - cue.end) < 4]
    if quoted:
        nearest = min(quoted, key=lambda m: min(abs(m.end() - cue.start), abs(m.start() - cue.end)))
        return (Span(nearest.start(), nearest.end()),)
    start, end = text.find("that", cue.end), text.find(".", cue.end)
    return (Span(start, end),) if 0 <= start < end else ()


def speakers(marked: str, authors: tuple[str, ...] = ()) -> list[str | None]:
    reading = read_marked(marked, authors)
    return [actor.name if (actor := reading.actor(s.speaker)) else None for s in reading.statements]


def kinds(marked: str) -> list[str | None]:
    reading = read_marked(marked)
    return [actor.kind if (actor := reading.actor(s.speaker)) else None for s in reading.statements]


def test_a_surname_is_the_person_named_in_full_before():
    assert speakers("Minister Ewa Nowicka arrived. [Nowicka|said] that talks had failed.") == ["Ewa Nowicka"]


@pytest.mark.parametrize(
    "source", ["Ewa Nowicka, a doctor,", "Polish Health Minister Ewa Nowicka", "the health minister, Ewa Nowicka,"]
)
def test_titles_and_appositions_around_a_name_do_not_hide_it(source):
    assert speakers(f"[{source}|said] that talks had failed.") == ["Ewa Nowicka"]


@pytest.mark.parametrize(
    "source",
    [
        "Baltic Research's senior economist Ewa Nowicka",
        "Another officer, Wing Commander Ewa Nowicka,",
        "The bank's chief economist, Ewa Nowicka,",
    ],
)
def test_a_name_at_the_end_of_its_description_is_found(source):
    assert speakers(f"[{source}|said] that talks had failed.") == ["Ewa Nowicka"]


def test_the_author_of_a_study_is_not_its_speaker():
    assert kinds("[A study by professor Ewa Nowicka|found] that talks had failed.") == ["unnamed"]


def test_a_spokesman_is_not_the_one_he_speaks_for():
    text = "President Ewa Nowicka left. [A spokesman for Nowicka|said] that talks had failed."
    assert kinds(text) == ["unnamed"]


def test_somebodys_colleagues_are_not_that_person():
    assert kinds("Ewa Nowicka left. [Nowicka's colleagues|said] that talks had failed.") == ["group"]


def test_a_pronoun_is_the_only_person_it_fits():
    assert speakers("Ewa Nowicka left the room. [She|said] that talks had failed.") == ["Ewa Nowicka"]


def test_a_pronoun_never_crosses_gender():
    assert speakers("Ewa Nowicka met Mr. Johan Berg. Mrs. Nowicka left. [He|said] that talks had failed.") != [
        "Ewa Nowicka"
    ]


def test_a_pronoun_between_two_equals_stays_open():
    text = "Peter Holm met David Krag. Peter Holm and David Krag left. [He|said] that talks had failed."
    assert speakers(text) == [None]


def test_a_pronoun_far_from_any_person_stays_open():
    text = "Peter Holm left.\n\nIt rained. The river rose.\n\nRoads were closed. [He|said] that talks had failed."
    assert speakers(text) == [None]


def test_a_role_is_the_only_person_who_has_it():
    text = "Foreign Minister Ewa Nowicka left. [The foreign minister|said] that talks had failed."
    assert speakers(text) == ["Ewa Nowicka"]


def test_a_role_that_two_people_have_is_neither():
    text = "Foreign Minister Ewa Nowicka met Foreign Minister Pavel Hora. [The foreign minister|said] that it failed."
    assert kinds(text) == ["unnamed"]


def test_unnamed_sources_are_kept_and_never_a_person():
    text = "Foreign Minister Ewa Nowicka left. [Two officials familiar with the matter|said] that talks had failed."
    reading = read_marked(text)
    actor = reading.actor(reading.statements[0].speaker)
    assert actor is not None
    assert (actor.kind, actor.name) == ("group", "Two officials familiar with the matter")


def test_another_unnamed_official_is_somebody_else():
    text = "[A senior official|said] that talks had failed. [A senior official|said] that talks went on."
    reading = read_marked(text)
    assert len({s.speaker for s in reading.statements}) == 2


def test_the_official_is_the_one_met_before():
    text = "[A senior official|said] that talks had failed. [The official|said] that talks went on."
    reading = read_marked(text)
    assert len({s.speaker for s in reading.statements}) == 1


def test_the_first_person_in_a_quotation_is_its_speaker():
    assert speakers("“[I|think] that talks have failed,” [Ewa Nowicka|said] on Monday.")[0] == "Ewa Nowicka"


def test_a_capital_as_source_is_its_government():
    reading = read_marked("[Warsaw|denied] that talks had failed.")
    actor = reading.actor(reading.statements[0].speaker)
    assert actor is not None
    assert (actor.country, actor.sector) == ("POL", "GOV")


def test_a_statement_without_a_source_has_no_speaker():
    assert speakers("It [|was said] that talks had failed.") == [None]


def test_who_refers_back_to_the_name_before_it():
    text = "Ewa Nowicka, spokeswoman for the Polish president, [who|said] that talks had failed, left."
    assert speakers(text) == ["Ewa Nowicka"]


def test_who_is_told_is_the_addressee():
    reading = read_marked("[Ewa Nowicka|told] reporters that talks had failed.")
    actor = reading.actor(reading.statements[0].addressee)
    assert actor is not None
    assert actor.name == "reporters"


def test_governments_of_two_states_without_a_code_are_two_actors() -> None:
    text = "The Ostelian government said that it would sign. The Karvelian government denied that. The government left."
    reading = read_report(Report("a", "a", text, (Part(0, len(text), "body"),), language="en"), Settings())
    governments = [actor.name for actor in reading.actors if "government" in actor.name]
    assert governments == ["Ostelian government", "Karvelian government"]


def test_a_description_is_the_person_in_the_foreground():
    text = "Ewa Nowicka opened the hall. [The billionaire|said] that talks had failed."
    assert speakers(text) == ["Ewa Nowicka"]


def test_a_description_after_two_equals_stays_unnamed():
    text = "Ewa Nowicka and Pavel Hora opened the hall. [The billionaire|said] that talks had failed."
    assert kinds(text) == ["unnamed"]


def test_what_somebody_wrote_speaks_for_them():
    assert speakers("Ewa Nowicka left. [Nowicka's letter|said] that talks had failed.") == ["Ewa Nowicka"]


def test_who_comes_before_the_name_in_the_lead_is_found():
    text = "Judge rules on maps.\n\n[A judge|said] that talks had failed.\n\nJudge Ewa Nowicka left the hall."
    assert speakers(text) == ["Ewa Nowicka"]


def test_the_author_introduced_at_the_end_is_the_first_person():
    text = "Rain fell.\n\n[I|think] that talks have failed.\n\nEwa Nowicka is a writer in Lodz."
    assert speakers(text) == ["Ewa Nowicka"]


def test_in_an_interview_nobody_takes_the_author_for_the_one_who_answers() -> None:
    blocks = ["Ana Bel, a colonel, answers.", "Will it last?", "I think that it will last.", "Why?", "I say that. And?"]
    text = "\n\n".join([*blocks, "Kim Dorn asked the questions."])
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith("\n\n", i))]
    parts = tuple(Part(a, b, "body") for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    reading = read_report(Report("a", "a", text, parts, language="en", authors=("Kim Dorn",)), Settings())
    first_person = [s for s in reading.statements if any(text[a:b] == "I" for a, b in s.source)]
    assert first_person
    assert all(statement.speaker is None for statement in first_person)


def test_a_pronoun_takes_up_an_office_that_no_statement_hangs_on():
    assert speakers("President Olaf Berg quit.\n\nIn May the president fell ill. Later, [he|said] it was over.") == [
        "Olaf Berg"
    ]


def test_a_pronoun_takes_up_another_pronoun():
    assert speakers("Maria Holm resigned. She sold her house. She went to sea. Later, [she|said] it was over.") == [
        "Maria Holm"
    ]


def test_an_article_speaks_for_its_paper():
    assert speakers("A Brenholm Herald article praised Ana Bel in 1995. [The article|said] she was brave.") == [
        "Brenholm Herald"
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ted Oster won. He praised his wife, Hanna Oster, and his father, Karl Oster. [Oster|said] that rain fell.",
            ["Ted Oster"],
        ),
        (
            "Dora Lind met Max Lind.\n\nDora smiled. Dora sang. [Lind|said] that it rained.",
            ["Max Lind"],
        ),
        (
            "Figures came from the Federal Audit Office on Monday. Prices rose, [the agency|said] that day.",
            ["Federal Audit Office"],
        ),
        (
            "The Dock Workers of Hallow and the Farm Workers of Hallow met. [The union|said] that prices rose.",
            ["The union"],
        ),
        ("The U.S. Supreme Court met. [The Supreme Court|said] that it was late.", ["U.S. Supreme Court"]),
        ("Max Lind, a lawyer for Dora Kaya, smiled. [Kaya's attorney|said] that it rained.", ["Max Lind"]),
        ("Former President Max Lind came. [The former president|said] that it rained.", ["Max Lind"]),
        ("Farmers fear a drought. Wells are dry, [they|say] each day.", ["Farmers"]),
        ("Secretary General Ban Ki-moon came. [He|said] that it rained.", ["Ban Ki-moon"]),
    ],
)
def test_what_a_report_makes_clear_is_resolved(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_a_statement_that_a_body_issued_speaks_for_it() -> None:
    text = "The Federal Audit Office issued a statement on Monday. [The statement|noted] that prices rose."
    assert speakers(text) == ["Federal Audit Office"]


def test_that_of_a_relative_clause_is_whom_it_describes() -> None:
    reading = read_marked("The plan needs the help of states [that|doubt] that it will work.")
    actor = reading.actor(reading.statements[0].speaker)
    assert actor is not None
    assert actor.kind == "unnamed"
    assert actor.name.endswith("states")
