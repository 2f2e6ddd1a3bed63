"""Passages found by their words, checked by the grammar of their sentences: who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Stretch

from lagebild.asking.amounts import asks_for_all, find_part
from lagebild.asking.casts import cast_deed
from lagebild.asking.declaratives import state_question
from lagebild.asking.deeds import Deed, read_deed
from lagebild.asking.mirrors import Asked, find_deed, find_opposite, is_anothers, is_same, read_asked
from lagebild.asking.passages import Passage, find_statement
from lagebild.asking.questions import LONGEST, Sought
from lagebild.asking.stages import Cast, Stage
from lagebild.asking.times import find_then
from lagebild.asking.turns import find_delay, find_turn, is_negated
from lagebild.reading.parse import PARSED_LANGUAGES
from lagebild.records import Reading, Sentence, Stored
from lagebild.situation.citations import is_prose
from lagebild.situation.terms import Match, find_terms, fold, split_tokens

MOST_SENTENCES = 80  # sentences parsed for one question
_LONGEST = 1_500  # characters; a longer sentence is not parsed
_LONG_RUN = re.compile(r"\S{400}")  # the tokeniser's time grows with the square of such a run
_BATCH = 32
_PAST_DEED = "happened already"
_BYGONE = 12  # months before a report after which a deed no longer answers what will happen

_REWORDED = "what is done is said in other words"
_SAME = Cast("fits", ("who, what and whom are named as in the question",))

Found = tuple[Stored, Passage]


def is_parsed(stored: Stored) -> bool:
    """Whether the parser reads the report's language."""
    return stored.reading.report.language in PARSED_LANGUAGES


def check_passages(found: Sequence[Found], sought: Sought, parser: Language) -> Iterator[tuple[Stored, Passage, Cast]]:
    """The passages whose grammar does not speak against the question, each with how its parts are cast.

    At most MOST_SENTENCES sentences are parsed, in the order given; passages of others are left out.
    """
    asked = _read_asked(sought, parser)
    docs = _parse_sentences(((stored, passage.sentence) for stored, passage in found), parser)
    for stored, passage in found:
        doc = docs.get((stored.key, passage.sentence.start))
        if doc is None:
            continue
        cast = _cast(stored, passage, sought, doc)
        worded = not passage.places or not sought.agents
        if asked is not None and not cast.settled and (cast.fit in {"open", "other"} or worded):
            mirrored = _mirror((stored, passage.number), asked, sought, doc, _words_of_source(passage, doc))
            if mirrored is not None:
                yield mirrored
                continue
            if cast.fit != "other" and worded:
                cast = Cast("open", (_REWORDED,))
        if asked is not None and not sought.agents and is_anothers(asked, doc):
            continue
        if (
            asked is not None
            and cast.fit == "fits"
            and not passage.elliptic
            and _misses_object(asked, doc, passage, sought)
        ):
            cast = Cast("open", (_REWORDED,))
        if cast.fit != "other":
            yield stored, passage, cast if asked is None else _check_part(cast, asked, doc)


def _misses_object(asked: Asked, doc: Doc, passage: Passage, sought: Sought) -> bool:
    """Whether a sentence holds no word for what the question's verb is done to, a thing without a name."""
    things = [t for t in asked.after if t.dep_ == "dobj" and t.head == asked.verb and t.pos_ == "NOUN"]
    held = {match.term for match in passage.places}
    for thing in things:
        terms = {match.term for match in find_terms(split_tokens(thing.text))}
        groups = [group for group in sought.groups if group & terms]
        said = any(group & held for group in groups) or any(is_same(thing, token) for token in doc)
        if groups and not said:
            return True
    return False


def _read_asked(sought: Sought, parser: Language) -> Asked | None:
    """The clause of the question, read as a statement."""
    return read_asked(parser(state_question(sought.proposition.question[:LONGEST], parser)))


def _words_of_source(passage: Passage, doc: Doc) -> list[Token]:
    """The words of a sentence that name who makes the passage's statement."""
    spans = passage.statement.source if passage.statement else ()
    return [t for t in doc if any(start <= passage.sentence.start + t.idx < end for start, end in spans)]


def _mirror(
    place: tuple[Stored, int], asked: Asked, sought: Sought, doc: Doc, source: Sequence[Token] = ()
) -> tuple[Stored, Passage, Cast] | None:
    """The passage at a word of a sentence that names the deed asked about, or excludes it; None where none does."""
    action = find_deed(asked, doc, source)
    opposite = find_opposite(asked, doc, source) if action is None else None
    if action is not None:
        stored, passage, cast = _make_mirrored(*place, action, sought)
        return stored, passage, _check_part(cast, asked, doc)
    if opposite is None:
        return None
    stored, passage, cast = _make_mirrored(*place, opposite, sought)
    if cast.turn is not None or is_negated(opposite):
        return stored, passage, replace(cast, fit="open", settled=True)
    return stored, passage, replace(cast, turn=opposite.text, turned=True)


def _check_part(cast: Cast, asked: Asked, doc: Doc) -> Cast:
    """The same, turned around where all of something is asked about and only a part of it said."""
    if cast.turn is not None or not asks_for_all(asked.verb.doc):
        return cast
    part = next((found for t in doc if is_same(asked.verb, t) and (found := find_part(t)) is not None), None)
    return cast if part is None else replace(cast, turn=part.text, turned=True)


def _make_mirrored(stored: Stored, number: int, action: Token, sought: Sought) -> tuple[Stored, Passage, Cast]:
    """The passage at a word that names the deed asked about, with the parts asked about."""
    reading, sentence = stored.reading, stored.reading.sentences[number]
    tokens = split_tokens(reading.report.text[sentence.start : sentence.end])
    at = next((i for i, t in enumerate(tokens) if t.start <= action.idx < t.end), 0)
    statement = find_statement(reading, [sentence.start + action.idx])
    passage = Passage(number, sentence, tokens, at, at, statement, 1.0)
    deed = read_deed(action.doc[action.i : action.i + 1])
    return stored, passage, _check_turn(_check_time(_SAME, deed, sought, (reading, passage)), action, ())


def find_mirrored(
    found: Sequence[tuple[Stored, int]], sought: Sought, parser: Language
) -> Iterator[tuple[Stored, Passage, Cast]]:
    """Passages among sentences, by their numbers, in which no table finds the action, but which mirror the question."""
    asked = _read_asked(sought, parser)
    if asked is None:
        return
    likely = [(stored, n) for stored, n in found if _may_mirror(stored.reading, n, asked)]
    docs = _parse_sentences(((stored, stored.reading.sentences[n]) for stored, n in likely), parser)
    for stored, number in likely:
        doc = docs.get((stored.key, stored.reading.sentences[number].start))
        mirrored = _mirror((stored, number), asked, sought, doc) if doc is not None else None
        if mirrored is not None:
            yield mirrored


def _may_mirror(reading: Reading, number: int, asked: Asked) -> bool:
    """Whether a sentence is prose and holds a word like one of those who act, and not much less than is asked about."""
    sentence = reading.sentences[number]
    words = reading.report.text[sentence.start : sentence.end]
    if not is_prose(reading, sentence.start) or words.rstrip(" \n\"”’'»“)").endswith("?"):
        return False
    folded = fold(words)
    held = [fold(token.text)[:4] in folded for token in (*asked.before, *asked.after)]
    return sum(held) >= 0.6 * len(held)


def _parse_sentences(found: Iterable[tuple[Stored, Sentence]], parser: Language) -> dict[tuple[int, int], Doc]:
    """The first MOST_SENTENCES of the sentences parsed, by report and start; overlong ones are left out."""
    sentences: dict[tuple[int, int], str] = {}
    for stored, sentence in found:
        text = stored.reading.report.text[sentence.start : sentence.end]
        if len(sentences) < MOST_SENTENCES and len(text) <= _LONGEST and not _LONG_RUN.search(text):
            sentences.setdefault((stored.key, sentence.start), text)
    return dict(zip(sentences, _parse(sentences.values(), parser), strict=True))


def _parse(texts: Iterable[str], parser: Language) -> Iterator[Doc]:
    """Each text as one parsed sentence."""
    docs = []
    for text in texts:
        doc = parser.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
    yield from parser.pipe(docs, batch_size=_BATCH, disable=["ner"])


def _cast(stored: Stored, passage: Passage, sought: Sought, doc: Doc) -> Cast:
    """How the deed that the passage names fits the question."""
    if not passage.places:
        return Cast("fits")
    stretches = [_stretch(doc, passage, match) for match in passage.places]
    held = [stretch for stretch in stretches if stretch is not None]
    if not held:
        return Cast("open", ("the grammar does not decide",))
    deed = read_deed(held[0], tuple(held[1:]))
    cast = cast_deed(Stage(stored.reading, passage.sentence, passage.statement), deed, sought)
    if cast.fit == "other":
        return cast
    own = {token.i for stretch in held for token in stretch}
    return _check_turn(_check_time(cast, deed, sought, (stored.reading, passage)), deed.action, own)


def _check_turn(cast: Cast, action: Token, own: Collection[int]) -> Cast:
    """The same, with the word above the action that makes nothing of it."""
    turn = find_turn(action, own)
    return cast if turn is None or cast.turn is not None else replace(cast, turn=turn.text, turned=not is_negated(turn))


def _check_time(cast: Cast, deed: Deed, sought: Sought, place: tuple[Reading, Passage]) -> Cast:
    """The same, open where the deed hangs on a condition or lies in another time than the one asked about."""
    reading, passage = place
    condition = deed.condition
    denied = passage.statement is not None and passage.statement.stance in {"denies", "doubts"}
    reported = condition is not None and condition.lower_ == "would" and passage.statement is not None
    if condition is not None and not denied and not reported:
        return Cast("open", (*cast.reasons, f"hangs on “{condition.text}”"), settled=True)
    if sought.past and deed.coming and not denied and find_turn(deed.action) is None:
        return Cast("open", (*cast.reasons, "still to come where it is said"), settled=True)
    ahead = find_ahead(reading, passage.sentence) if sought.past and deed.present and not denied else None
    delay = find_delay(deed.action) if cast.turn is None else None
    if delay is not None and delay != deed.action and not is_negated(delay):
        late = replace(cast, settled=True, reasons=(*cast.reasons, f"put off: “{delay.text}”"))
        return replace(late, turn=delay.text) if sought.past else replace(late, fit="open")
    bygone = find_bygone(reading, passage.sentence) if sought.future and not deed.coming else None
    bygone = bygone or (None if sought.past or deed.coming else find_then(deed.action))
    if ahead is not None or bygone is not None:
        when = f"still to come: “{ahead}”" if ahead is not None else f"long past: “{bygone}”"
        return Cast("open", (*cast.reasons, when), settled=True)
    return Cast(cast.fit, (*cast.reasons, _PAST_DEED)) if sought.future and deed.past else cast


def find_ahead(reading: Reading, sentence: Sentence) -> str | None:
    """The words of a sentence's date that lies after the report; None where there is none."""
    published = reading.report.published
    for mention in reading.dates:
        inside = sentence.start <= mention.start and mention.end <= sentence.end
        if published is None or not inside or mention.type not in {"DATE", "TIME"} or not mention.value[:4].isdecimal():
            continue
        if mention.value[:7] > f"{published:%Y-%m}" or mention.value[:10] > f"{published:%Y-%m-%d}":
            return reading.report.text[mention.start : mention.end]
    return None


def find_bygone(reading: Reading, sentence: Sentence) -> str | None:
    """The words of a sentence's date that lies more than a year before the report; None where there is none."""
    published = reading.report.published
    for mention in reading.dates:
        if published is None or not (sentence.start <= mention.start and mention.end <= sentence.end):
            continue
        year, month = mention.value[:4], mention.value[5:7]
        if mention.type not in {"DATE", "TIME"} or not year[:3].isdecimal():
            continue
        last = int(year) if year.isdecimal() else int(year[:3]) * 10 + 9
        age = (published.year - last) * 12 + published.month - (int(month) if month.isdecimal() else 12)
        if age > _BYGONE:
            return reading.report.text[mention.start : mention.end]
    return None


def _stretch(doc: Doc, passage: Passage, match: Match) -> Stretch | None:
    """The parsed words of a match of the passage's tokens."""
    start, end = passage.tokens[match.first].start, passage.tokens[match.last].end
    return doc.char_span(start, end, alignment_mode="expand")
