"""What is judged across reports: one actor under many names, questions, two versions of one report."""

from __future__ import annotations

from collections.abc import Mapping

from gold import Names, Row, Tally, bare_words, locate, may_be

from lagebild.asking import ask
from lagebild.records import Citation, Evidence, Situation, Stored
from lagebild.situation import compare_versions
from lagebild.store import Store


def judge_figures(tally: Tally, situation: Situation, gold: Row, names: Names) -> None:
    """How many names of an actor lead to one figure, how many to that one only, and which figures mix actors."""
    borne = [{bare_words(n) for n in (f.name, *f.names)} for f in situation.figures]
    for group, kind in names.groups:
        fitting = [i for i, f in enumerate(situation.figures) if may_be(f.kind, kind)]
        held = {name: {i for i in fitting if bare_words(name) in borne[i]} for name in group}
        main = max(fitting, key=lambda i: sum(i in figures for figures in held.values()), default=None)
        for name, figures in held.items():
            where = f"leads to {[situation.figures[i].name for i in figures]}" if figures else "leads to nobody"
            tally.judge("same_actor", main in figures, f"{group[0]}: {name!r} {where}")
            if figures:
                tally.judge("unsplit_names", len(figures) == 1, f"{name!r} leads to {len(figures)} figures")
    speakers = {s["speaker"] for row in gold["pages"] for s in row["statements"]}
    known = {bare_words(speaker): names.aliases(speaker)[0] for speaker in speakers}
    for figure, its_names in zip(situation.figures, borne, strict=True):
        told = [known[n] for n in its_names if n in known]
        if told:
            strangers = [two for one in told for two in told if not _may_be_one(one, two)]
            tally.judge("unmixed_figures", not strangers, f"{figure.name} is {figure.names}")


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two actors of the gold can be one: they share a name, or one's name is a part of the other's."""
    pairs = [(bare_words(a), bare_words(b)) for a in one for b in other]
    return any(a <= b or b <= a for a, b in pairs)


def judge_question(tally: Tally, row: Row, store: Store, stored: Mapping[str, Stored], names: Names) -> None:
    """Which passages of the gold the answer brings, and which way each is said to point."""
    evidence = ask(row["question"], store).evidence
    if not row["passages"]:
        tally.judge("no_answer", not evidence, f"{row['question']} has {len(evidence)} passages, not none")
        return
    for wanted in row["passages"]:
        here = f"{row['question']} {wanted['page'][:2]} {wanted['speaker']}: {wanted['words'][:50]!r}"
        found = _find_passage(evidence, stored[wanted["page"]], wanted, names)
        tally.judge("passages_found", found is not None, here)
        if found is None:
            continue
        said, due = found.direction, wanted["direction"]
        tally.judge("direction_right", said == due, f"{said}, not {due}: {here}")
        tally.judge("direction_not_wrong", said in {due, "unclear"})


def _find_passage(evidence: tuple[Evidence, ...], stored: Stored, wanted: Row, names: Names) -> Evidence | None:
    """The evidence at this place, that of the gold's speaker before any other."""
    place = locate(stored.reading.report.text, wanted["words"])
    if place is None:
        return None

    def covers(citation: Citation) -> bool:
        shared = min(citation.end, place.end) - max(citation.start, place.start)
        return citation.key == stored.key and shared >= (place.end - place.start) / 2

    def spoken(one: Evidence) -> bool:
        due, said = names.aliases(wanted["speaker"] or "")[0], bare_words(one.speaker or "")
        return any(bool(said & bare_words(name)) for name in due) or bool(one.speaker) == bool(wanted["speaker"])

    found = [e for e in evidence if any(map(covers, (e.citation, *e.repeats)))]
    return max(found, key=lambda e: (spoken(e), covers(e.citation)), default=None)


def judge_versions(tally: Tally, row: Row, old: Stored, new: Stored) -> None:
    """Whether each change of the gold is among those found."""
    changes = compare_versions(old, new)
    pairs = [(a.old.text, a.new.text) for a in changes.altered]
    for wanted in row["changes"]:
        before, after = wanted["before"] or "", wanted["after"]
        if wanted["what"] == "speaker":
            words = wanted["words"]
            right = any(
                words in one and before.split()[-1] in one and words in two and after in two for one, two in pairs
            )
        elif before:
            right = any(before in one and after in two for one, two in pairs)
        else:
            right = any(after in citation.text for citation in changes.added)
        tally.judge("versions", right, f"{wanted['what']} not among the changes")
