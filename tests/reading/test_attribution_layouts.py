"""Speech that the layout attributes: transcripts and signed quotations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagebild.reading.statements.layouts import Layout, find_layouts, yield_to_layouts
from lagebild.reading.statements.spans import Linked
from lagebild.records import Part, Span

TRANSCRIPT = """The two met on Velt Radio on Sunday. A transcript follows.

HOST: Minister, will the bridge be open by May?

SEN. BEL (Velt): It will be open by then, and I will be the first to cross it.

We have hired two hundred workers.

(LAUGHTER)

HOST: Thank you for coming today.

The programme is broadcast every week."""


def read(text: str, part: str = "body") -> tuple[Layout, ...]:
    return find_layouts(text, (Part(0, len(text), part),))  # type: ignore[arg-type]


def words(text: str, layout: Layout) -> tuple[str, list[str]]:
    return text[slice(*layout.source[0])], [text[slice(*span)] for span in layout.content]


def test_each_turn_of_a_transcript_belongs_to_its_label():
    found = [words(TRANSCRIPT, layout) for layout in read(TRANSCRIPT)]
    assert [source for source, _ in found] == ["HOST", "SEN. BEL (Velt)", "HOST"]
    assert found[0][1] == ["Minister, will the bridge be open by May?"]


def test_a_turn_goes_on_over_paragraphs_but_not_over_stage_directions():
    _, turn, last = (words(TRANSCRIPT, layout)[1] for layout in read(TRANSCRIPT))
    assert turn[1:] == ["We have hired two hundred workers."]
    assert last == ["Thank you for coming today."]


def test_questions_and_answers_are_turns():
    text = "Q: Did you see the ship?\n\nA: I saw it on Monday, off the pier.\n\nQ: Who was on it?\n\nA: Nobody I knew."
    assert [words(text, layout)[0] for layout in read(text)] == ["Q", "A", "Q", "A"]


def test_names_are_labels_when_one_of_them_speaks_again():
    text = "Ana Bel: I would build it again.\nOlaf Rask: It cost us far too much.\nBel: It was worth every coin."
    assert [words(text, layout)[0] for layout in read(text)] == ["Ana Bel", "Olaf Rask", "Bel"]


def test_lists_of_results_and_notices_are_nobodys_speech():
    assert not read("Bel: 1,200\nRask: 900\nBel: 300\nRask: 250")
    assert not read("UPDATE: The harbour has been closed since.\n\nVIDEO: See how the harbour was closed on Monday.")
    assert not read("Bel: I would build it again, whatever it costs.")


def test_a_title_with_a_colon_is_no_turn_among_labels_in_capitals():
    text = "Bel: ‘The bridge will open.’\n\nHOST: Will it be open by May?\n\nBEL: It will.\n\nHOST: Thank you."
    assert [words(text, layout)[0] for layout in read(text)] == ["HOST", "BEL", "HOST"]


def test_a_quotation_signed_with_a_name_belongs_to_it():
    text = "Letters.\n“The bridge is a disgrace. Nobody uses it.” ― Ana Bel\n“I like it.” — Olaf Rask, a baker.\n"
    found = [words(text, layout) for layout in read(text)]
    assert found[0] == ("Ana Bel", ["“The bridge is a disgrace. Nobody uses it.”"])
    assert found[1] == ("Olaf Rask, a baker", ["“I like it.”"])


def test_a_signature_may_stand_on_the_next_line():
    text = "“The bridge is a disgrace.”\n\n— Ana Bel, mayor of Velt\n\nThe council met."
    assert words(text, *read(text)) == ("Ana Bel, mayor of Velt", ["“The bridge is a disgrace.”"])


def test_a_dash_in_a_sentence_signs_nothing():
    assert not read("“We stay,” she said — The others left.")
    assert not read("“We stay” – that was her word.")


def test_nobody_speaks_in_a_teaser():
    assert not read(TRANSCRIPT, "teaser")


def test_what_crosses_a_signature_is_cut_there():
    text = "“It is ugly.” ― Ana Bel\n“It is fine.” ― Olaf Rask"
    both = Linked((Span(16, 23),), (Span(14, 15),), (Span(0, 13), Span(24, 37)), 0.8)
    assert yield_to_layouts(both, read(text)) is None


def test_a_statement_within_a_turn_stays_there():
    at = TRANSCRIPT.index("I will be")
    inner = Linked((), (Span(at, at + 6),), (Span(at + 7, len(TRANSCRIPT)),), 0.8)
    kept = yield_to_layouts(inner, read(TRANSCRIPT))
    assert kept is not None
    assert TRANSCRIPT[slice(*kept.content[-1])] == "We have hired two hundred workers."


@given(st.text(alphabet='AQ:a “”"―-.?\n(', max_size=200))
def test_layouts_are_in_order_disjoint_and_inside_the_text(text: str):
    end = 0
    for layout in read(text):
        assert end <= layout.extent.start < layout.extent.end <= len(text)
        end = layout.extent.end
