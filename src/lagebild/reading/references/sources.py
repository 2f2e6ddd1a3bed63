"""What the source of a statement is made of: a name, a pronoun, a role, or words for somebody unnamed."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from lagebild.reading.naming.honorifics import HONORIFICS
from lagebild.reading.naming.terms import find_term
from lagebild.reading.references.pronouns import FIRST, GENDERS, MANY, THINGS
from lagebild.reading.tables import read_words
from lagebild.records import Actor, Span

SourceSort = Literal["pronoun", "first person", "relative", "name", "several", "description", "nobody"]

_NOBODY = read_words("nobody")
_RELATIVES = frozenset(["who", "which", "whom", "whose"])
_SINGLING = frozenset(["a", "an", "one", "another", "two", "three", "some", "many", "several", "few", "most", "other"])
_AWAY = frozenset(["by", "for", "with", "to", "about", "from", "against", "on", "near", "at", "close"])
_BETWEEN = read_words("between")
_DETERMINERS = frozenset(["a", "an", "the", "another", "one", "his", "her", "their", "its"])
_PERSON_NOUNS = read_words("person_nouns")
_NOUN_PHRASE = frozenset(["DET", "ADJ", "NOUN", "PRON", "NUM"])
_SHORT = 4  # words of a description before a comma and a name
_LONGEST_INTRODUCTION = 8  # words between two names
_LINKS = read_words("links")


@dataclass(frozen=True, slots=True)
class Source:
    """A source as read: its sort, the token that heads it, and the named actor it holds (sort "name" only)."""

    sort: SourceSort
    span: Span
    head: Token | None
    actor: str | None = None


class MentionIndex:
    """The mentions of all actors by place; looked up by bisection so that many statements stay cheap."""

    def __init__(self, actors: tuple[Actor, ...]) -> None:
        entries = sorted((span.start, span.end, actor.id) for actor in actors for span in actor.mentions)
        self._entries = entries
        self._starts = [entry[0] for entry in entries]

    def within(self, span: Span) -> list[tuple[Span, str]]:
        """Mentions that lie inside a stretch, in order."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [(Span(s, e), actor) for s, e, actor in self._entries[low:high] if e <= span.end]

    def around(self, position: int) -> str | None:
        """The actor in whose mention a character stands, or None."""
        at = bisect_right(self._starts, position) - 1
        while at >= 0 and position - self._starts[at] < 200:
            if self._entries[at][1] > position:
                return self._entries[at][2]
            at -= 1
        return None


class TokenIndex:
    """Tokens by character, by bisection."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts = [token.idx for token in doc]

    def at(self, position: int) -> Token | None:
        """The token that covers a character, or the one before it."""
        index = bisect_right(self._starts, position) - 1
        return self.doc[index] if index >= 0 else None

    def within(self, span: Span) -> list[Token]:
        """Tokens that begin inside a stretch, without blanks, and without quotation marks at its ends."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        tokens = [token for token in self.doc[low:high] if not token.is_space]
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        while tokens and tokens[0].is_punct:
            tokens.pop(0)
        return tokens


def read_source(tokens: TokenIndex, mentions: MentionIndex, spans: tuple[Span, ...]) -> Source | None:
    """The source of a statement, None when it has none; of several stretches the first with words counts."""
    for span in spans:
        words = tokens.within(span)
        if words:
            return _read_words(words, Span(span.start, span.end), mentions)
    return None


_PRONOUN_SORTS: tuple[tuple[frozenset[str], SourceSort], ...] = (
    (FIRST, "first person"),
    (frozenset(GENDERS) | THINGS | MANY, "pronoun"),
    (_RELATIVES, "relative"),
    (_NOBODY, "nobody"),
)


def _read_words(words: list[Token], span: Span, mentions: MentionIndex) -> Source:
    head = find_head(words)
    if len(words) == 1 or (len(words) == 2 and head.pos_ == "PRON"):
        for pronouns, sort in _PRONOUN_SORTS:
            if head.lower_ in pronouns or (sort == "relative" and head.lower_ == "that" and head.tag_ == "WDT"):
                return Source(sort, span, head)
    if len(words) == 2 and words[0].lower_ == "the" and head.lower_ in _PERSON_NOUNS and head.tag_ in ("NN", "NNP"):
        return Source("description", span, head)  # "the Republican" is a person
    inside = mentions.within(Span(words[0].idx, words[-1].idx + len(words[-1].text)))
    named = _find_named(words, head, inside)
    both = words[0].lower_ == "both" and any(t.lower_ == "and" for t in words)
    if named is not None and (both or _joins_others(words, inside, named) or _joins_unnamed(words, named)):
        return Source("several", span, head)
    actor = named[1] if named else mentions.around(words[0].idx) if len(words) == 1 else None
    return Source("name", span, head, actor) if actor else Source("description", span, head)


def find_head(words: list[Token]) -> Token:
    """The word of a phrase that all its others hang on: the first that is governed from outside the phrase."""
    first, last = words[0].i, words[-1].i
    heads = [t for t in words if not first <= t.head.i <= last or t.head.i == t.i]
    content = [t for t in heads if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return (content or heads or words)[0]


def _find_named(words: list[Token], head: Token, inside: list[tuple[Span, str]]) -> tuple[Span, str] | None:
    """The mention that the phrase is about: its head, its beginning before a comma, or its end after modifiers only."""
    if inside and len(inside) > 1 and inside[0][0].start == words[0].idx and _joins_others(words, inside, inside[0]):
        return inside[0]
    for span, actor in inside:
        if span.start <= head.idx < span.end and not _is_possessor(words, span) and not _is_one_of(words, span):
            return span, actor
    for span, actor in inside:
        before = [t for t in words if t.idx < span.start]
        after = [t for t in words if t.idx >= span.end]
        opens = all(_is_courtesy(t) for t in before)
        if opens and (not after or after[0].text in (",", "(", "-", "–", "—")):
            return span, actor
        if (not after or after[0].text in (",", "(")) and before and _modifies(before):
            return span, actor
    return None


def _is_possessor(words: list[Token], span: Span) -> bool:
    """Whether the possessive follows: "Lukashenko's spokesman" is not Lukashenko."""
    following = next((t for t in words if t.idx >= span.end), None)
    return following is not None and following.lower_ in ("'s", "’s", "'", "’")


def _is_one_of(words: list[Token], span: Span) -> bool:
    """Whether somebody of a body is meant, not the body: "one Republican", "another Hamas member"."""
    return words[0].lower_ in _SINGLING and words[0].idx < span.start


def _modifies(before: list[Token]) -> bool:
    """Whether the words before a name at the end of a source only say who that is.

    "Indeed's senior economist NAME" and "the foreign minister, NAME" are NAME; "a study by NAME", "a spokesman for
    President NAME" and "the wife of Senator NAME" are not.
    """
    if before[-1].text == ",":
        return _is_apposed(before[:-1])
    commas = [i for i, t in enumerate(before) if t.text == ","]
    if len(commas) == 1 and not any(t.lower_ in _LINKS for t in before[commas[0] :]):
        return _is_apposed(before[: commas[0]])
    if commas or any(t.lower_ in _AWAY for t in before):
        return False
    for position, token in enumerate(before[:-1]):
        inside_name = (
            position > 0 and before[position - 1].text[:1].isupper() and before[position + 1].text[:1].isupper()
        )
        if token.lower_ in ("of", "in") and not inside_name:
            return False
        if token.lower_ in ("and", "or") and not _joins_roles(before, position):
            return False
    last = before[-1]
    return last.lower_ not in _LINKS and last.pos_ in _BETWEEN


def _joins_roles(before: list[Token], position: int) -> bool:
    """Whether "and" joins two roles of one person: "director and economist", "Secretary of State and nominee"."""
    ends = [" ".join(t.text for t in before[max(0, position - length) : position]) for length in (1, 3)]
    first = any(end and find_term(end) is not None for end in ends)
    return first and (find_term(before[-1].text) is not None or before[-1].lower_ in _PERSON_NOUNS)


def _is_apposed(before: list[Token]) -> bool:
    """Whether words before a comma and a name describe that one person."""
    if not before or len(before) > 14 or any(t.lower_ == "and" for t in before):
        return False
    noun_at = next((n for n, t in enumerate(before) if t.pos_ == "ADP"), len(before)) - 1
    if noun_at >= 0 and before[noun_at].tag_ in ("NNS", "NNPS"):
        return False  # "supporters of her rival, NAME"
    if before[0].lower_ == "one" and len(before) > 1 and before[1].lower_ == "of":
        return True
    if before[0].lower_ in _DETERMINERS and len(before) <= _SHORT and not any(t.pos_ == "ADP" for t in before):
        return before[-1].tag_ == "NN"
    noun = find_term(" ".join(t.text for t in before[-2:])) or find_term(before[-1].text)
    singular = before[-1].tag_ == "NN" or (noun is not None and noun.sort == "person" and before[-1].tag_ != "NNS")
    ends_in_person = noun is not None and noun.sort in ("person", "people") and singular
    governed = any(t.pos_ == "ADP" and t.lower_ not in ("'s", "’s") for t in before)
    return ends_in_person != governed and before[-1].pos_ in ("NOUN", "PROPN", "NUM")


def _is_courtesy(token: Token) -> bool:
    """An honorific or the full stop after it."""
    return token.text == "." or token.lower_.rstrip(".") in HONORIFICS


def _joins_unnamed(words: list[Token], named: tuple[Span, str]) -> bool:
    """Whether a name is joined to people without one: "Lind and his aides", "Lind and critics in the city"."""
    after = _leave_asides([t for t in words if t.idx >= named[0].end])
    if len(after) < 2 or after[0].lower_ != "and" or words[0].idx > named[0].start:
        return False
    phrase = list(itertools.takewhile(lambda t: t.pos_ in _NOUN_PHRASE or t.dep_ == "poss", after[1:]))
    return bool(phrase) and phrase[-1].tag_ == "NNS"


def _joins_others(words: list[Token], inside: list[tuple[Span, str]], named: tuple[Span, str]) -> bool:
    """Whether the name is one of several joined by "and": "France, Britain and Spain"."""
    joined = False
    end = named[0].end
    for span, actor in inside:
        if span.start < end:
            continue
        between = [t.lower_ for t in _leave_asides(words, end, span.start) if not _is_courtesy(t)]
        if not between or not (set(between) <= {",", "and", "or", "the", "&"} or _introduces(words, end, span.start)):
            break
        whole = words[0].idx >= inside[0][0].start and words[-1].idx <= span.end  # nothing but names: "Berg, Lind"
        joint = bool({"and", "or", "&"} & set(between)) or (whole and between == [","])
        joined = joined or (actor != named[1] and joint)
        end = span.end
    return joined


def _leave_asides(words: list[Token], first: int = 0, last: int | None = None) -> list[Token]:
    """The words that begin between two offsets without what stands in brackets: "Berg (R-Thale) and Lind"."""
    left: list[Token] = []
    depth = 0
    for token in words:
        depth += token.text == "("
        if not depth and first <= token.idx and (last is None or token.idx < last):
            left.append(token)
        depth -= token.text == ")" and depth > 0
    return left


def _introduces(words: list[Token], first: int, last: int) -> bool:
    """Whether "and" and a few words about one of two people stand between them.

    "Berg and 24-year-old NAME", "Senator Berg of Thale and Senator NAME", "Berg, the former governor, and NAME".
    """
    between = [t for t in _leave_asides(words, first, last) if not _is_courtesy(t)]
    joint = next((n for n, t in enumerate(between) if t.lower_ == "and"), None)
    if joint is None or len(between) > _LONGEST_INTRODUCTION:
        return False
    before, after = between[:joint], between[joint + 1 :]
    closed = not before or before[-1].text == "," or (before[0].lower_ == "of" and before[-1].pos_ == "PROPN")
    office = find_term(after[-1].text) if after else None
    if closed and office is not None and office.sort in ("person", "people"):
        return all(t.pos_ in ("ADJ", "NOUN", "PROPN", "DET", "ADP") for t in after)
    return closed and all(
        find_term(t.text) is not None if t.text[:1].isupper() else t.pos_ in ("ADJ", "NUM", "PUNCT", "NOUN", "DET")
        for t in after
    )
