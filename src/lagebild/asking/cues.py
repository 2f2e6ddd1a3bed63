"""What the words of a statement's cue say of its speaker: for, against, or leaving it open, with the reasons."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from lagebild.asking.deed_words import read_deed_words
from lagebild.records import Statement
from lagebild.situation.citations import slice_spans
from lagebild.situation.claims import STANCE_SIGNS
from lagebild.situation.polarity import denies_by_itself, is_negation
from lagebild.situation.terms import split_tokens

_NEITHER = frozenset({"neither", "nor"})
_NEGATIONS = frozenset({"not", "never", "no", "neither"})


class Sign(NamedTuple):
    """1, -1 or 0 with its reasons; `silent` marks a 0 that comes of not understanding."""

    value: int
    reasons: tuple[str, ...] = ()
    silent: bool = False


def sign_of_stance(text: str, statement: Statement) -> Sign:
    """The speaker's stance as a sign, with the words of the cue as the reason."""
    cue = slice_spans(text, statement.cue)
    shown = f": “{cue}”" if cue else ""
    sign = _sign_of_plea(text, statement) or STANCE_SIGNS.get(statement.stance, 0)
    lexical = denies_by_itself(cue)
    if (sign > 0 or lexical) and _is_unsaid(text, statement):
        return Sign(0, (f"the saying itself is negated{shown}",))
    if (worded := _sign_of_doubt(cue, sign) or _sign_of_cue(cue, lexical=lexical)) is not None:
        return worded
    if statement.stance == "doubts" and _is_wondered(text, statement):
        return Sign(0, (f"only asked{shown}",))
    if statement.stance == "unknown":
        denied = Sign(-1, (f"the cue denies{shown}",))
        return denied if lexical else Sign(0, (f"how the speaker stands to it is open{shown}",), silent=True)
    return Sign(sign, (f"the speaker {statement.stance}{shown}",))


def _sign_of_doubt(cue: str, sign: int) -> Sign | None:
    """The sign of a cue that takes doubt away ("left no doubt"), or feeds rumours or ends them; else None."""
    words = [token.word for token in split_tokens(cue)]
    if any(one in {"no", "beyond", "without"} and two == "doubt" for one, two in pairwise(words)):
        return Sign(1, (f"without doubt: “{cue}”",))
    if sign <= 0 or not read_deed_words("rumoured") & set(words) or any(word.startswith("confirm") for word in words):
        return None
    ended = bool(read_deed_words("quelling") & set(words))
    return Sign(-1 if ended else 0, (f"{'puts an end to rumours' if ended else 'only rumoured'}: “{cue}”",))


def _sign_of_cue(cue: str, *, lexical: bool) -> Sign | None:
    """The sign of a cue whose words alone decide: "is suspected of", "not ready", "no longer disputes"; else None."""
    words = [token.word for token in split_tokens(cue)]
    if read_deed_words("suspected") & set(words):
        return Sign(0, (f"only suspected: “{cue}”",))
    if _NEGATIONS & set(words) and read_deed_words("willing") & set(words):
        return Sign(-1, (f"not willing: “{cue}”",))
    if not lexical:
        return None
    if _NEITHER & set(words) or ("or" in words and any(word.startswith("confirm") for word in words)):
        return Sign(0, (f"neither confirmed nor denied: “{cue}”",))
    if ("no", "longer") in pairwise(words):
        return Sign(1, (f"the denial is given up: “{cue}”",))
    return None


def _opening(text: str, statement: Statement, words: int) -> tuple[str, ...]:
    """The first words of a statement's content, folded."""
    start, end = statement.content[0] if statement.content else (0, 0)
    return tuple(token.word for token in split_tokens(text[start : min(end, start + 80)])[:words])


def _is_wondered(text: str, statement: Statement) -> bool:
    """Whether somebody only asks whether it is so, without a word of doubt: "people wonder whether"."""
    cue = {token.word for token in split_tokens(slice_spans(text, statement.cue))}
    return _opening(text, statement, 1)[:1] in {("whether",), ("if",)} and not any(w.startswith("doubt") for w in cue)


def _sign_of_plea(text: str, statement: Statement) -> int:
    """1 for who pleads guilty, or not guilty, of something in court: what is pleaded is then said; else 0."""
    cue = {token.word for token in split_tokens(slice_spans(text, statement.cue))}
    return int(bool(cue & {"plead", "pleads", "pleaded", "pled"}) and "guilty" in _opening(text, statement, 2))


def _is_unsaid(text: str, statement: Statement) -> bool:
    """Whether the cue is itself negated: "did not say that"."""
    for start, end in statement.cue:
        before = [token.word for token in split_tokens(text[max(0, start - 20) : end])][-3:]
        if any(map(is_negation, before)):
            return True
    return False


def is_undenied(text: str, statement: Statement) -> bool:
    """Whether the cue says that something is not denied, and not that it is not confirmed either."""
    start, end = statement.cue[0] if statement.cue else (0, 0)
    words = [token.word for token in split_tokens(text[max(0, start - 20) : end])]
    denial = next(
        (i for i, word in enumerate(words) if word in read_deed_words("denials") | read_deed_words("disputing")), None
    )
    if denial is None or {"neither", "nor", "or", "confirm"} & {*words, *_opening(text, statement, 2)}:
        return False
    return any(map(is_negation, words[max(0, denial - 2) : denial]))
