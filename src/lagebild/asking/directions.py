"""Which way a passage points, with the reasons: the speaker's stance times the negations in the words themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lagebild.asking.cues import Sign, is_undenied, sign_of_stance
from lagebild.asking.deed_words import read_deed_words
from lagebild.asking.passages import Passage
from lagebild.records import Direction, Reading, Stance, Statement
from lagebild.situation.citations import slice_spans
from lagebild.situation.polarity import Polarity, denies_by_itself, is_negation, weigh_denial, weigh_polarity
from lagebild.situation.tellings import find_denier
from lagebild.situation.terms import Token, fold, split_tokens

_LEADING_IN = frozenset({"to", "a", "an", "the", "any", "his", "her", "its", "their", "be"})
_NAMES: dict[int, Direction] = {1: "affirms", 0: "unclear", -1: "denies"}


@dataclass(frozen=True, slots=True)
class Pointing:
    """A direction with who answers for it (a statement, or None for the report itself) and why.

    `silent` is set where it is unclear only because words and stance do not say, and not because they leave it open.
    `conceded` is the direction that it has where the speaker is who acts: not to deny one's own deed is to own it.
    """

    direction: Direction
    statement: Statement | None
    stance: Stance
    reasons: tuple[str, ...]
    silent: bool = False
    conceded: Direction = "unclear"


def point(reading: Reading, passage: Passage) -> Pointing:
    """The direction of a passage; "unclear" wherever words or stance leave it open."""
    statement = passage.statement
    if statement is None:
        sign, reasons, silent = _sign_of_words(reading, passage, None)
        return Pointing(_NAMES[sign], None, "unknown", ("the report itself says so", *reasons), silent)
    statement = _unsaid_part(reading, statement)
    passage = replace(passage, statement=statement)
    statement = _own_opinion(reading, statement)
    stated = sign_of_stance(reading.report.text, statement)
    if _declines_deed(reading, passage):
        stated = Sign(-1, (f"the speaker declines: “{slice_spans(reading.report.text, statement.cue)}”",))
    if statement.stance != "intends" and find_denier(reading, statement) is not None:
        stated = Sign(0, ("it is denied that this was said",))
    worded = _sign_of_words(reading, passage, statement if stated.value < 0 else None)
    sign = worded.value if stated.value < 0 else stated.value * worded.value
    reasons = (*stated.reasons, *worded.reasons)
    silent = sign == 0 and all(one.silent for one in (stated, worded) if one.value == 0)
    outer = _answering(reading, statement)
    inner = sign if outer is not statement else _sign_of_words(reading, passage, None).value
    if outer is not statement:
        above, reasons, unheard = sign_of_stance(reading.report.text, outer)
        sign = -1 if above < 0 and sign >= 0 else 0 if above < 0 else above * sign
        silent = sign == 0 and (silent or unheard) and (above != 0 or unheard)
    if outer.serious is False or statement.serious is False:
        return Pointing("unclear", outer, outer.stance, (*reasons, "not in earnest, so no evidence for what it says"))
    conceded = _NAMES[inner] if is_undenied(reading.report.text, outer) else "unclear"
    return Pointing(_NAMES[sign], outer, outer.stance, reasons + _doubts(reading, passage), silent, conceded)


def _sign_of_words(reading: Reading, passage: Passage, denial: Statement | None) -> Sign:
    """What the words around the action say, looked at only inside the statement's content where there is one.

    `denial` is the statement when its speaker denies: then the sign is -1, or 0 where a negation is denied.
    """
    text = reading.report.text
    start, end = _region(passage)
    words = text[start:end]
    tokens = split_tokens(words)
    shift = passage.sentence.start - start
    places = [i for i, t in enumerate(tokens) if _inside(t, passage, shift)]
    if not places:
        return Sign(0, ("the grammar does not decide",), silent=True)
    own = {i for i in places if _is_own(tokens[i], passage, shift)}
    if denial is not None:
        lexical = denies_by_itself(slice_spans(text, denial.cue))
        polarity = weigh_denial(words, tokens, places[0], places[-1], own, lexical=lexical)
        said = (f"denies a negation: {_quote(polarity)}",) if polarity.words else ()
        return Sign(polarity.sign, said, silent=polarity.sign == 0)
    return _sign_of_polarity(tokens, weigh_polarity(words, tokens, places[0], places[-1], own))


def _sign_of_polarity(tokens: tuple[Token, ...], polarity: Polarity) -> Sign:
    """What negations and hedges around an action make of it."""
    if polarity.sign < 0:
        if _is_doubted_denial(tokens, polarity.words):
            return Sign(0, (f"doubts a denial: {_quote(polarity)}",))
        return Sign(-1, (f"negated: {_quote(polarity)}",))
    if polarity.hedged:
        return Sign(0, (f"left open: {_quote(polarity)}",))
    if polarity.sign:
        return Sign(polarity.sign)
    return Sign(0, (f"turned more than once: {_quote(polarity)}",))


def _quote(polarity: Polarity) -> str:
    """The deciding words in quotation marks."""
    return ", ".join(f"“{word}”" for word in polarity.words)


def _region(passage: Passage) -> tuple[int, int]:
    """The part of the sentence that speaks of the action: the content's stretch that holds it, or all of it."""
    sentence = passage.sentence
    place = sentence.start + passage.tokens[passage.first].start
    for start, end in passage.statement.content if passage.statement else ():
        if start <= place < end or (passage.first != passage.last and start > place and start < sentence.end):
            return max(start, sentence.start), min(end, sentence.end)
    return sentence.start, sentence.end


def _inside(token: Token, passage: Passage, shift: int) -> bool:
    """Whether a token of the region is one of the passage's action."""
    first, last = passage.tokens[passage.first].start + shift, passage.tokens[passage.last].end + shift
    return first <= token.start and token.end <= last


def _is_own(token: Token, passage: Passage, shift: int) -> bool:
    """Whether a token of the region is a word of the action itself, and no word between its parts."""
    own = [passage.tokens[i] for match in passage.places for i in range(match.first, match.last + 1)]
    own = own or [passage.tokens[passage.first]]
    return any(one.start + shift == token.start for one in own)


def _is_doubted_denial(tokens: tuple[Token, ...], negations: tuple[str, ...]) -> bool:
    """Whether the only negation is a denial that these same words call untrue."""
    return all(fold(word) in read_deed_words("denials") for word in negations) and _find_doubt(tokens) is not None


def _declines_deed(reading: Reading, passage: Passage) -> bool:
    """Whether the deed itself is what the speaker declines ("refused to sign"), and not to speak of it."""
    statement = passage.statement
    if statement is None or statement.stance != "declines":
        return False
    cue = split_tokens(slice_spans(reading.report.text, statement.cue))
    if any(is_negation(token.word) for token in cue):
        return False
    place = passage.sentence.start + passage.tokens[passage.first].start
    before = next((reading.report.text[s:place] for s, e in statement.content if s <= place < e), None)
    return before is not None and all(t.word in _LEADING_IN for t in split_tokens(before))


def _answering(reading: Reading, statement: Statement) -> Statement:
    """The statement whose speaker answers for this one: itself, or the one around it when nobody is named here.

    Who denies that a promise was given answers for it too ("rejected rumours that Ostelia had promised troops").
    """
    denier = find_denier(reading, statement) if statement.stance == "intends" else None
    if denier is not None:
        return denier
    speaker = reading.actor(statement.speaker)
    parent = reading.statement(statement.parent)
    if parent is None or (speaker is not None and speaker.kind != "unnamed"):
        return statement
    return parent


def _unsaid_part(reading: Reading, statement: Statement) -> Statement:
    """The statement around one that nobody is said to make ("plans to …" within what is said); else the same."""
    around = reading.statement(statement.parent)
    if around is None or statement.stance != "unknown" or not _holds(around, statement):
        return statement
    return around


def _own_opinion(reading: Reading, statement: Statement) -> Statement:
    """The statement around one in which the same speaker only says "in my opinion"; else the statement itself."""
    for outer in reading.statements:
        around = outer.id != statement.id and outer.speaker == statement.speaker and outer.stance != "unknown"
        if around and statement.stance == "unknown" and statement.speaker and _holds(outer, statement):
            return outer
    return statement


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether every stretch of the inner content lies in the outer one."""
    return bool(inner.content) and all(
        any(s <= start and end <= e for s, e in outer.content) for start, end in inner.content
    )


def _doubts(reading: Reading, passage: Passage) -> tuple[str, ...]:
    """What the statement says against an earlier one: by a link of the reading, or by words such as "a ruse"."""
    if passage.statement is None:
        return ()
    for link in reading.links:
        if link.type == "doubts" and link.source == passage.statement.id:
            return (f"doubts an earlier statement: “{reading.report.text[link.start : link.end]}”",)
    words = reading.report.text[passage.sentence.start : passage.sentence.end]
    doubt = _find_doubt(passage.tokens)
    refers = doubt is not None and {"this", "that", "it", "these"} & {t.word for t in passage.tokens[: doubt[0]]}
    if doubt is None or not refers:
        return ()
    first, last = passage.tokens[doubt[0]], passage.tokens[doubt[1] - 1]
    return (f"doubts what was said before: “{words[first.start : last.end]}”",)


@cache
def _doubt_phrases() -> tuple[tuple[str, ...], ...]:
    lines = (Path(__file__).parent / "doubt_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split()) for raw in lines if (line := raw.split("#", 1)[0].strip()))


def _find_doubt(tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """The first phrase of doubt in the words: its first token and the one after its last."""
    words = tuple(token.word for token in tokens)
    for at in range(len(words)):
        for phrase in _doubt_phrases():
            if words[at : at + len(phrase)] == phrase:
                return at, at + len(phrase)
    return None
