"""How a report introduces a person: the words of role and affiliation beside the name.

Four forms, each with its words as a Claim: before the name ("Russia expert NAME", "Sen. NAME"), after it between
commas ("NAME, Commander of the Armed Forces of Ukraine,"), by a copula ("NAME is Deputy Head of …"), and the name as
the apposition of a role ("the foreign minister, NAME").  The last word before a name must be a noun that
`offices.tsv` knows, or there is no role: a wrong one is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.naming.countries import find_country
from lagebild.reading.naming.honorifics import HONORIFICS
from lagebild.reading.naming.mentions import Mention, span_of, text_of
from lagebild.reading.naming.roles import read_role
from lagebild.reading.naming.terms import find_term
from lagebild.reading.tables import read_words
from lagebild.records import Claim

EXPERT_NOUNS = read_words("expert_nouns")
_NO_NAMES = read_words("no_names")
_LONGEST_TITLE = 6  # tokens
_REACH = 12  # words looked at on either side of a name
_ROLE_TAGS = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "PART"])
_FILLERS = frozenset(["-", "–", "/", "&", "of", "for", "and"])
_ENDS = read_words("ends")
_RELATIVES = frozenset(["who", "whose", "whom", "which", "that", "where"])
_NO_ROLES = read_words("no_roles")
_AFFILIATION_CUES = frozenset(["at", "with", "from"])


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the text says of one person at one place: role, affiliation, or both; and whether as an expert."""

    role: Claim | None
    affiliation: Claim | None = None
    expert: bool = False


def read_introductions(doc: Doc, mention: Mention) -> Iterator[Introduction]:
    """All introductions of a person at one mention of the name."""
    for first, last in (
        _find_title(doc, mention),
        _find_before(doc, mention),
        _find_after(doc, mention),
        _find_copula(doc, mention),
        _find_host(doc, mention),
    ):
        introduction = _make_introduction(doc, first, last) if first <= last else None
        if introduction is not None:
            yield introduction


NOTHING = (1, 0)


def _find_title(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Abbreviated offices directly before the name, with the place before them: "Sen.", "Lt. Gen.", "Ardan Gov.".

    Courtesies such as "Mr." are no roles.
    """
    last = mention.first - 1
    first = mention.first
    while first > 0 and mention.first - first < 4:
        before = doc[first - 1]
        if before.text != "." and (before.lower_.rstrip(".") not in HONORIFICS or find_term(before.text) is None):
            break
        first -= 1
    while first <= last and doc[first].text == ".":
        first += 1
    while 0 < first <= last and last - first < _LONGEST_TITLE and _names_place(doc[first - 1], doc[first]):
        first -= 1
    return first, last


def _names_place(token: Token, after: Token) -> bool:
    """Whether a word before an abbreviated office belongs to it: "former Ardan Gov.", "South Ardan Sen."."""
    if token.is_sent_end or after.is_sent_start or token.lower_ in _NO_NAMES or not token.is_alpha:
        return False
    placed = token.pos_ == "PROPN" and token.text[:1].isupper() and token.dep_ == "compound"
    return token.lower_ == "former" or (placed and find_country(token.text) is None)  # Georgia has two meanings


def _find_before(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Words directly before the name, back to where the noun phrase begins."""
    last = _skip_honorifics(doc, mention.first - 1)
    if last < 0 or not _ends_in_role(doc, last):
        return NOTHING
    first = last
    while first > 0 and last - first < _REACH and _belongs(doc[first - 1], doc[first]):
        first -= 1
    for position in range(last, first, -1):  # "spokesman of President X": only "President" introduces X
        if doc[position].lower_ in ("of", "for", "and") and not _spans_term(doc, position, last):
            first = position + 1
            break
    while first < last and doc[first].lower_ in ("of", "for", "and", "-", "–", "'s", "’s", "/"):
        first += 1
    return first, last


def _skip_honorifics(doc: Doc, position: int) -> int:
    while position >= 0 and (doc[position].lower_.rstrip(".") in HONORIFICS or doc[position].text == "."):
        if doc[position].text == "." and (position == 0 or doc[position - 1].lower_ not in HONORIFICS):
            return -1
        position -= 1
    return position


def _belongs(token: Token, after: Token) -> bool:
    """Whether a token can be part of the modifiers before a name."""
    if token.is_space or token.is_sent_end or after.is_sent_start:
        return False
    if token.pos_ == "VERB":
        return token.dep_ == "amod" and token.tag_ in ("VBN", "VBG")
    if token.pos_ == "PART":
        return token.lower_ in ("'s", "’s", "'", "’")
    return token.lower_ in _FILLERS or (token.pos_ in _ROLE_TAGS and token.text not in _ENDS)


def _ends_in_role(doc: Doc, last: int) -> bool:
    """Whether the words up to `last` end in a noun for a person."""
    if doc[last].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    for length in (3, 2, 1):
        start = last - length + 1
        if start < 0:
            continue
        words = doc[start : last + 1].text
        term = find_term(words)
        if term is not None and words.lower() not in _NO_ROLES:
            return term.sort in ("person", "people")
    return False


def _spans_term(doc: Doc, position: int, last: int) -> bool:
    """Whether "of" stands inside a term ("Secretary of State") that reaches the end of the modifiers."""
    return any(find_term(doc[start : last + 1].text) is not None for start in range(max(0, position - 3), position))


def _find_after(doc: Doc, mention: Mention) -> tuple[int, int]:
    """A phrase between commas after the name, or after the name's age between commas."""
    position = mention.last + 1
    if position + 1 >= len(doc) or doc[position].text not in (",", "(", "–", "—"):
        return NOTHING
    first = position + 1
    if doc[first].like_num and first + 1 < len(doc) and doc[first + 1].text == ",":
        first += 2
    if first < len(doc) and doc[first].lower_ in ("a", "an", "the", "then", "his", "her", "their"):
        first += 1
    last = _find_phrase_end(doc, first)
    begins = first < len(doc) and doc[first].pos_ not in ("CCONJ", "SCONJ", "ADP", "AUX")
    told = begins and doc[first].pos_ == "VERB" and doc[first].dep_ != "amod"  # "NAME, told reporters"
    if last < first or not begins or told or not _starts_as_role(doc, first, last):
        return NOTHING
    return first, last


def _find_phrase_end(doc: Doc, first: int) -> int:
    """The last token before the comma, relative clause or sentence end that closes a noun phrase, brackets included."""
    position = first
    while position < len(doc) and position - first < 2 * _REACH:
        token = doc[position]
        closing = token.text == "(" and position + 2 < len(doc) and doc[position + 2].text == ")"
        if closing:
            position += 3
            continue
        if (
            token.is_space
            or token.text in _ENDS
            or token.lower_ in _RELATIVES
            or (position > first and (token.is_sent_start or token.pos_ in ("VERB", "AUX")))
        ):
            break
        position += 1
    return position - 1


def _starts_as_role(doc: Doc, first: int, last: int) -> bool:
    """Whether a phrase has a noun for a person as its head: the last word before its first preposition."""
    head = first
    while (
        head + 1 <= last
        and doc[head + 1].pos_ not in ("ADP", "PUNCT", "CCONJ", "SCONJ")
        and doc[head + 1].text not in "(,"
    ):
        head += 1
    if doc[head].pos_ not in ("NOUN", "PROPN") or any(t.pos_ == "PRON" for t in doc[first : head + 1]):
        return False
    return _ends_in_role(doc, head) or _spans_of_term(doc, first, last)


def _spans_of_term(doc: Doc, first: int, last: int) -> bool:
    """Whether the phrase begins with a term that has a preposition inside, as "Secretary of State"."""
    for end in range(first + 2, min(last, first + 4) + 1):
        term = find_term(doc[first : end + 1].text)
        if term is not None and term.sort == "person" and any(token.lower_ == "of" for token in doc[first:end]):
            return True
    return False


def _find_copula(doc: Doc, mention: Mention) -> tuple[int, int]:
    """The predicate of "NAME is …" with a singular noun for a person."""
    position = mention.last + 1
    if (
        position + 1 >= len(doc)
        or doc[position].lower_ not in ("is", "was", "'s", "’s")
        or doc[position].pos_ == "PART"
    ):
        return NOTHING
    first = position + 1
    while first < len(doc) and doc[first].lower_ in ("a", "an", "the", "also", "currently", "now"):
        first += 1
    last = _find_phrase_end(doc, first)
    if (
        last < first
        or doc[first].pos_ in ("VERB", "ADV", "PRON", "ADP", "PART")
        or not _starts_as_role(doc, first, last)
    ):
        return NOTHING
    return first, last


def _find_host(doc: Doc, mention: Mention) -> tuple[int, int]:
    """The role in "the foreign minister, NAME," and "Berg's spokesman, NAME,"."""
    comma = mention.first - 1
    if comma < 1 or doc[comma].text != "," or mention.last + 1 >= len(doc):
        return NOTHING
    if doc[mention.last + 1].text not in (",", ".", ";", ":"):
        return NOTHING
    first = last = comma - 1
    while first > 0 and last - first < _REACH and _belongs(doc[first - 1], doc[first]):
        first -= 1
    owned = doc[first].pos_ == "PROPN" and any(t.lower_ in ("'s", "’s") for t in doc[first : last + 1])
    if not owned and (first == 0 or doc[first - 1].lower_ not in ("the", "its", "his", "her", "their")):
        return NOTHING
    if doc[first].lower_ in _FILLERS or not _starts_as_role(doc, first, last):
        return NOTHING
    return first, last


def _make_introduction(doc: Doc, first: int, last: int) -> Introduction | None:
    """The words split into role and affiliation at "at" or "with" before a name."""
    while first < last and doc[first].pos_ in ("DET", "PUNCT"):
        first += 1
    while last > first and doc[last].pos_ in ("PUNCT", "CCONJ", "DET") and doc[last].text != ")":
        last -= 1
    cut = last
    affiliation = None
    for position in range(first + 1, last):
        following = doc[position + 1]
        if doc[position].lower_ in _AFFILIATION_CUES:
            start = position + 2 if following.pos_ == "DET" and position + 2 <= last else position + 1
            if doc[start].text[:1].isupper():
                affiliation = Claim(text_of(doc, start, last), span_of(doc, start, last))
                cut = position - 1
            break
    span = span_of(doc, first, cut)
    words = text_of(doc, first, cut)
    nouns = {token.lower_ for token in doc[first : cut + 1]} | {token.lemma_.lower() for token in doc[first : cut + 1]}
    if "\n" in words or not words[0].isalnum() or read_role(words).sort is None:
        return None
    return Introduction(Claim(words, span), affiliation, bool(nouns & EXPERT_NOUNS))
