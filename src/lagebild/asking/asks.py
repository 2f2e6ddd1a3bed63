"""A question to the passages of the store that bear on it, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from spacy.language import Language

from lagebild.asking.directions import Pointing, point
from lagebild.asking.parses import Found, check_passages, find_mirrored, is_parsed
from lagebild.asking.parties import Party, find_capitals
from lagebild.asking.passages import Passage, find_passages
from lagebild.asking.questions import LONGEST, Sought, read_question
from lagebild.asking.stages import Cast
from lagebild.asking.weigh import Draft, draft_unfound, weigh_drafts
from lagebild.errors import SettingsError
from lagebild.models.weighing import Weigher, load_weigher
from lagebild.reading.parse import load_parser
from lagebild.records import Answer, Evidence, Hit, Reading, Statement, Stored
from lagebild.settings import Settings, load_settings
from lagebild.situation.anaphora import find_denied
from lagebild.situation.citations import cite_span, number_of_sentence
from lagebild.situation.figures import similar_names
from lagebild.situation.said import SAME_WORDS, name_speaker, time_of
from lagebild.situation.terms import overlap, shingle

MOST_HITS = 300
MOST_TERMS = 120


class Searchable(Protocol):
    """What asking needs of a store."""

    def search(self, terms: Sequence[str], limit: int = 200) -> tuple[Hit, ...]:
        """Sentences of the newest versions that hold any of the terms, best first."""

    def load(self, key: int, version: int | None = None) -> Stored | None:
        """A stored report by its number; None when there is none."""

    def count(self) -> int:
        """How many reports there are."""


def ask(question: str, store: Searchable, settings: Settings | None = None, *, weighed: bool = True) -> Answer:
    """What the store holds on a question in English; nothing but its stored passages is used.

    A question that names nothing to look for, or that nothing answers, gets an answer whose `missing` says so.  With
    `weighed` false the weighing model is not asked: what the grammar leaves open then stays open.
    """
    try:
        parser = load_parser(settings or load_settings(), "en")
    except SettingsError:
        parser = None  # the question is then read by its capitals alone
    sought = read_question(question, parser)
    missing: list[str] = []
    if len(question) > LONGEST:
        missing.append(f"Only the first {LONGEST} characters of the question were read.")
    if sought.empty:
        missing.append("The question names nobody and nothing to look for.")
        return Answer(sought.proposition, (), 0, tuple(missing))
    found = tuple(load_hits(store.search(sought.proposition.terms[:MOST_TERMS], MOST_HITS), store))
    learned = _learn_capitals(sought, found)
    if learned is not sought:
        found = tuple(load_hits(store.search(learned.proposition.terms[:MOST_TERMS], MOST_HITS), store))
    drafts = tuple(_draft(found, learned, parser))
    weigher = _load_weigher(drafts) if weighed else None
    evidence = fold_evidence(drop_twins(weigh_drafts(question[:LONGEST], drafts, weigher)))
    searched = store.count()
    missing.extend(_say_missing(sought, store, searched) if not evidence else ())
    return Answer(sought.proposition, evidence, searched, tuple(missing))


def _load_weigher(drafts: Sequence[Draft]) -> Weigher | None:
    """The weighing model, loaded only where something is left to weigh."""
    return load_weigher() if any(draft.silent for draft in drafts) else None


def _learn_capitals(sought: Sought, found: Iterable[tuple[Stored, Sequence[int]]]) -> Sought:
    """The same with the capitals that the reports name for states of the question that no table knows."""
    texts = [stored.reading.report.text for stored, _ in found]

    def learn(party: Party) -> Party:
        if party.country is not None:
            return party
        return replace(party, capitals=frozenset().union(*(find_capitals(text, party) for text in texts)))

    agents, targets = (tuple(map(learn, parties)) for parties in (sought.agents, sought.targets))
    if (agents, targets) == (sought.agents, sought.targets):
        return sought
    capitals = sorted(name for party in (*agents, *targets) for name in party.capitals)
    terms = tuple(dict.fromkeys((*capitals, *sought.proposition.terms)))
    return replace(sought, agents=agents, targets=targets, proposition=replace(sought.proposition, terms=terms))


def load_hits(hits: Iterable[Hit], store: Searchable) -> Iterator[tuple[Stored, tuple[int, ...]]]:
    """Each report with hits, with the numbers of the sentences found; hits in replaced versions are left out."""
    numbers: dict[tuple[int, int], set[int]] = defaultdict(set)
    for hit in hits:
        numbers[hit.key, hit.version].add(hit.sentence)
    for (key, version), found in numbers.items():
        stored = store.load(key, version)
        if stored is not None and stored.version == stored.versions:
            yield stored, tuple(sorted(n for n in found if n < len(stored.reading.sentences)))


def _draft(found: Sequence[tuple[Stored, Sequence[int]]], sought: Sought, parser: Language | None) -> Iterator[Draft]:
    """A draft of each passage, once for each statement of a sentence; without a parser words alone decide."""
    checked: list[Found] = []
    others: list[tuple[Stored, int]] = []
    for stored, numbers in found:
        read = parser is not None and is_parsed(stored)
        passages = tuple(find_passages(stored.reading, sought, numbers, checked=read))
        if read:
            checked.extend((stored, passage) for passage in passages)
            seen = {passage.number for passage in passages}
            others.extend((stored, number) for number in numbers if number not in seen)
        else:
            for passage in passages:
                yield from _draft_all(stored, passage, None, sought)
    if parser is None:
        return
    mirrored = tuple(find_mirrored(others, sought, parser))
    for stored, passage, cast in (*check_passages(checked, sought, parser), *mirrored):
        yield from _draft_all(stored, passage, cast, sought)
    same = {(stored.key, passage.number) for stored, passage, _ in mirrored}
    for stored, number in others:
        if (stored.key, number) not in same:
            yield from draft_unfound(stored, number, sought)


def _draft_all(stored: Stored, passage: Passage, cast: Cast | None, sought: Sought) -> Iterator[Draft]:
    """The draft of one passage, and of the denials that point back to it."""
    draft = _make_draft(stored, passage, cast, sought)
    yield draft
    if passage.statement is not None and draft.evidence.direction != "unclear":
        yield from map(Draft, _find_denials(stored, passage.statement, draft.evidence))


def drop_twins(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """One evidence for each speaker and direction of a sentence; an unclear one only where there is no other."""
    kept: dict[tuple[int, int, str | None], list[Evidence]] = defaultdict(list)
    for one in evidence:
        same = kept[one.citation.key, one.citation.start, one.speaker]
        if all(one.direction != other.direction for other in same):
            same.append(one)
    for same in kept.values():
        clear = [one for one in same if one.direction != "unclear"]
        yield from clear or same


def _find_denials(stored: Stored, affirmed: Statement, evidence: Evidence) -> Iterator[Evidence]:
    """Who denies, in words that point back, what a passage says: "Lurna has denied this"."""
    reading = stored.reading
    for denial in reading.statements:
        denied = find_denied(reading, denial)
        if denied is None or denied.id != affirmed.id:
            continue
        number = number_of_sentence(reading, min(s.start for s in (*denial.content, *denial.cue)))
        sentence = reading.sentences[number]
        yield replace(
            evidence,
            citation=cite_span(stored, sentence.start, sentence.end),
            speaker=name_speaker(reading, denial),
            stance=denial.stance,
            direction="denies" if evidence.direction == "affirms" else "unclear",
            reasons=(f"{denial.stance} what {evidence.speaker or 'the sentence before'} says just before",),
            serious=denial.serious,
        )


def _make_draft(stored: Stored, passage: Passage, cast: Cast | None, sought: Sought) -> Draft:
    reading = stored.reading
    pointing = _turn(_concede(point(reading, passage), reading, sought), cast)
    reasons = pointing.reasons + (cast.reasons if cast else ())
    if passage.elliptic:
        words = reading.report.text[passage.sentence.start : passage.sentence.end]
        head = words[passage.tokens[passage.first].start : passage.tokens[passage.last].end]
        reasons = (*reasons, f"“{head}” does not say in what; the report speaks of it elsewhere")
    confidence = pointing.statement.confidence if pointing.statement else 0.5
    open_cast = cast is not None and cast.fit == "open"
    evidence = Evidence(
        citation=cite_span(stored, passage.sentence.start, passage.sentence.end),
        speaker=name_speaker(reading, pointing.statement) if pointing.statement else None,
        stance=pointing.stance,
        direction="unclear" if open_cast else pointing.direction,
        reasons=reasons,
        score=round(passage.matched * (0.5 + confidence / 2), 3),
        serious=pointing.statement.serious if pointing.statement else None,
    )
    unsaid = open_cast and not (cast is not None and cast.settled)
    decided = pointing.direction != "unclear" or pointing.silent
    return Draft(evidence, silent=is_parsed(stored) and decided and (unsaid or (pointing.silent and not open_cast)))


def _concede(pointing: Pointing, reading: Reading, sought: Sought) -> Pointing:
    """The same, owned where who is asked about as acting does not deny it."""
    speaker = reading.actor(pointing.statement.speaker) if pointing.statement else None
    own = speaker is not None and any(party.is_actor(speaker) for party in sought.agents)
    if pointing.conceded == "unclear" or not own:
        return pointing
    return replace(pointing, direction=pointing.conceded, silent=False, reasons=(*pointing.reasons, "their own deed"))


def _turn(pointing: Pointing, cast: Cast | None) -> Pointing:
    """The same, turned around where the words above the deed make nothing of it; open where they are negated."""
    if cast is None or cast.turn is None or pointing.direction == "unclear":
        return pointing
    if cast.turned and pointing.direction == "affirms":
        return replace(pointing, direction="denies", reasons=(*pointing.reasons, f"comes to nothing: “{cast.turn}”"))
    if not cast.turned and pointing.direction == "denies":
        return replace(pointing, direction="unclear", reasons=(*pointing.reasons, f"not “{cast.turn}”"), silent=True)
    return pointing


def fold_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Newest first, then text order; the same words of the same speaker in other reports fold into the earliest."""
    ordered = sorted(evidence, key=lambda e: (time_of(e.citation.published), e.citation.key, e.citation.start))
    kept: list[Evidence] = []
    for one in ordered:
        at = next((i for i, other in enumerate(kept) if _repeats(other, one)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = replace(kept[at], repeats=(*kept[at].repeats, one.citation))
    kept.sort(key=lambda e: (e.citation.key, e.citation.start))
    return tuple(sorted(kept, key=_newest_first))


def _newest_first(evidence: Evidence) -> tuple[bool, float]:
    """Dated passages by time, the latest first; undated ones after them."""
    published = evidence.citation.published
    return published is None, -time_of(published).timestamp() if published else 0.0


def _repeats(first: Evidence, later: Evidence) -> bool:
    """Whether a later passage carries the words of an earlier one of another report, by the same speaker."""
    if first.citation.key == later.citation.key or first.direction != later.direction:
        return False
    if (first.speaker is None) != (later.speaker is None):
        return False
    if first.speaker and later.speaker and not similar_names(first.speaker, later.speaker):
        return False
    one, other = shingle(first.citation.text), shingle(later.citation.text)
    return min(len(one), len(other)) >= max(len(one), len(other)) / 2 and overlap(one, other) >= SAME_WORDS


def _say_missing(sought: Sought, store: Searchable, searched: int) -> Iterator[str]:
    """What was looked for and not found, part by part."""
    asked = sought.proposition
    parts = [*asked.actors, *((asked.action,) if asked.action else ()), *asked.recipients]
    wanted = " + ".join(f"“{part}”" for part in parts)
    yield f"No passage of the {searched} stored reports bears on the question. Searched for {wanted}."
    for name in (*asked.actors, *asked.recipients):
        if not store.search((name,), 1):
            yield f"No report holds the words “{name}”."
