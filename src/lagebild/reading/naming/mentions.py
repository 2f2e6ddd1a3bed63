"""Where persons and organisations are named: the small model's entities, corrected by grammar and tables.

The parser's entity labels are a first guess (it takes "Will Belarus" for a person and Minsk for an organisation).  A
stretch counts as a person's name when its words are capitalised names, it is no state or known body, and has none of
the words that organisations end in; what a title precedes is a person whatever the label.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Token

from lagebild.reading.naming.countries import find_capital, find_country
from lagebild.reading.naming.edges import cut_around_name, cut_at_dash, cut_before_name, extend_left, trim_edges
from lagebild.reading.naming.given_names import is_given_name
from lagebild.reading.naming.honorifics import is_honorific, read_title
from lagebild.reading.naming.names import SHORT, surname_key
from lagebild.reading.naming.shapes import is_introduced, is_organisation_name, is_person_name, means_something
from lagebild.reading.naming.terms import find_institution, find_term, may_begin_institution
from lagebild.reading.tables import read_words
from lagebild.records import Part, Span

_KIN_NOUNS = read_words("kin_nouns")
_SKIPPED_PARTS = frozenset(["teaser", "label"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at one place: tokens `first` to `last` (inclusive) without title, the words, and what the title says.

    `gender` is "m", "f" or "" as the honorific before it has it; `titled` tells that one precedes.
    """

    first: int
    last: int
    words: tuple[str, ...]
    sort: Literal["person", "organisation"]
    gender: str = ""
    titled: bool = False


def mark_own_prose(doc: Doc, parts: tuple[Part, ...]) -> list[bool]:
    """For each token whether it stands in the report's own prose, not in a label or a teaser of another report."""
    marks = [True] * len(doc)
    skipped = sorted((p.start, p.end) for p in parts if p.part in _SKIPPED_PARTS)
    if not skipped:
        return marks
    position = 0
    for token in doc:
        while position < len(skipped) and skipped[position][1] <= token.idx:
            position += 1
        marks[token.i] = not (position < len(skipped) and skipped[position][0] <= token.idx)
    return marks


def span_of(doc: Doc, first: int, last: int) -> Span:
    """The characters of tokens `first` to `last`, inclusive."""
    return Span(doc[first].idx, doc[last].idx + len(doc[last].text))


def text_of(doc: Doc, first: int, last: int) -> str:
    """The words of tokens `first` to `last`, inclusive, as they stand; `Doc.text` would build the whole text."""
    return doc[first : last + 1].text


def take_tokens(taken: bytearray, first: int, last: int) -> bool:
    """Marks tokens `first` to `last`, inclusive, as taken; False, and nothing is marked, where one of them was."""
    if any(taken[first : last + 1]):
        return False
    taken[first : last + 1] = b"\1" * (last + 1 - first)
    return True


def find_mentions(doc: Doc, own: list[bool]) -> list[Mention]:
    """Names of persons and organisations in reading order, not overlapping."""
    taken = bytearray(len(doc))
    found: list[Mention] = []
    for entity in doc.ents:
        if entity.label_ not in ("PERSON", "ORG", "GPE", "NORP", "FAC", "WORK_OF_ART", "PRODUCT", "LOC"):
            continue
        if not all(own[entity.start : entity.end]):
            continue
        mention = _read_entity(doc, entity.start, entity.end - 1, entity.label_)
        if mention is not None and take_tokens(taken, mention.first, mention.last):
            found.append(mention)
    found.extend(_find_titled(doc, own, taken))
    found.extend(_find_apposed(doc, own, taken))
    found.extend(_find_introduced(doc, own, taken))
    found.extend(_find_known_bodies(doc, own, taken))
    full = {m.words for m in found if m.sort == "person" and len(m.words) > 1}
    found = [_cut_verb(m, full) for m in found]
    surnames = {m.words[-1] for m in found if m.sort == "person" and (len(m.words) > 1 or m.titled)}
    surnames = {word for word in surnames if len(word) > 2}
    bodies = {m.words for m in found if m.sort == "organisation" and len(m.words) > 1}
    people = _find_surnamed(doc, found)
    found = [_correct_sort(m, surnames, bodies - people, people) for m in found]
    found.extend(_find_repeated(doc, own, taken, surnames))
    return sorted(found, key=lambda m: m.first)


def _read_entity(doc: Doc, first: int, last: int, label: str) -> Mention | None:
    """An entity as a mention, or None when it is a place, a date or nothing that can act."""
    first, last = trim_edges(doc, first, last)
    if first > last:
        return None
    first, last = cut_at_dash(doc, cut_before_name(doc, first, last), last)
    if label == "PERSON":
        first = extend_left(doc, first)
    if label in ("PERSON", "WORK_OF_ART", "ORG"):
        first, last = cut_around_name(doc, first, last)
    text = text_of(doc, first, last)
    if label == "PERSON" or is_introduced(doc, first, last):
        words = tuple(token.text for token in doc[first : last + 1])
        if is_person_name(doc, first, last, text):
            gender, titled = read_title(doc, first)
            return Mention(first, last, words, "person", gender, titled)
    if find_country(text) is not None and find_institution(text) is None:
        return None
    words = tuple(token.text for token in doc[first : last + 1])
    if label in ("ORG", "PERSON", "FAC", "PRODUCT") and is_organisation_name(doc, first, last, text, label):
        return Mention(first, last, words, "organisation")
    return None


def _cut_verb(mention: Mention, full: set[tuple[str, ...]]) -> Mention:
    """A name without the capitalised verb after it, where the text has it elsewhere: "Anna Berg Slams"."""
    for length in range(2, len(mention.words)):
        if mention.words[:length] in full and mention.words[length].endswith("s"):
            return replace(mention, last=mention.first + length - 1, words=mention.words[:length])
    return mention


def _find_titled(doc: Doc, own: list[bool], taken: bytearray) -> list[Mention]:
    """Capitalised words after an honorific that the model did not see as a person."""
    found = []
    for token in doc[:-1] if len(doc) > 1 else ():
        if not is_honorific(token) or not own[token.i]:
            continue
        first = token.i + 1 + (doc[token.i + 1].text == "." and token.i + 2 < len(doc))
        last = first
        while last < len(doc) and last - first < 4 and doc[last].text[:1].isupper() and not taken[last]:
            if doc[last].pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
                break
            last += 1
        if last > first:
            take_tokens(taken, first, last - 1)
            words = tuple(t.text for t in doc[first:last])
            found.append(Mention(first, last - 1, words, "person", *read_title(doc, first)))
    return found


def _find_apposed(doc: Doc, own: list[bool], taken: bytearray) -> list[Mention]:
    """Capitalised words that the model saw nothing in, with a noun for a person in apposition: "Ban Ki-moon, the …"."""
    found = []
    for token in doc:
        if token.dep_ != "appos" or token.pos_ not in ("NOUN", "PROPN") or not own[token.i]:
            continue
        last = token.left_edge.i - 1
        if last < 1 or doc[last].text != ",":
            continue
        last -= 1
        first = last + 1
        while first > 0 and last - first < 4 and not taken[first - 1] and _is_name_part(doc[first - 1]):
            first -= 1
        while first <= last and not doc[first].text[:1].isupper():
            first += 1
        noun = find_term(token.text)
        name = doc[first : last + 1].text if first < last else ""
        if noun is None or noun.sort != "person" or not name or not is_person_name(doc, first, last, name):
            continue
        take_tokens(taken, first, last)
        found.append(
            Mention(first, last, tuple(t.text for t in doc[first : last + 1]), "person", *read_title(doc, first))
        )
    return found


def _find_introduced(doc: Doc, own: list[bool], taken: bytearray) -> list[Mention]:
    """Two or three capitalised words that the model saw nothing in, after a noun for one person: "author Asab Lidi"."""
    found = []
    for token in doc[:-2] if len(doc) > 2 else ():
        if (
            not token.text.islower()
            or token.tag_ != "NN"
            or not own[token.i]
            or not doc[token.i + 1].text[:1].isupper()
        ):
            continue
        noun = find_term(token.text)
        if token.lower_ not in _KIN_NOUNS and (noun is None or noun.sort not in ("person", "people")):
            continue
        first, last = token.i + 1, token.i + 1
        while last < len(doc) and last - first < 3 and _continues_name(doc[last], taken):
            last += 1
        last -= 1
        if last <= first or not is_person_name(doc, first, last, text_of(doc, first, last)):
            continue
        take_tokens(taken, first, last)
        words = tuple(t.text for t in doc[first : last + 1])
        found.append(Mention(first, last, words, "person", *read_title(doc, first)))
    return found


def _is_one_person(token: Token) -> bool:
    """Whether a word in lower case is a noun for one person."""
    noun = find_term(token.text) if token.text.islower() and token.tag_ == "NN" else None
    return (noun is not None and noun.sort in ("person", "people")) or (token.lower_ in _KIN_NOUNS)


def _continues_name(token: Token, taken: bytearray) -> bool:
    """Whether a word can go on a name that nobody has taken: capitalised, and nothing that means something else."""
    fits = token.pos_ in ("PROPN", "NOUN", "ADJ", "X") and token.text[:1].isupper() and not taken[token.i]
    return fits and not means_something(token.text)


def _is_name_part(token: Token) -> bool:
    """A capitalised name or what hyphens split off it."""
    return token.text == "-" or token.pos_ == "PROPN" or (token.i > 0 and token.nbor(-1).text == "-")


def _find_known_bodies(doc: Doc, own: list[bool], taken: bytearray) -> list[Mention]:
    """Organisations of the table that the model did not see."""
    found = []
    for token in doc:
        if not token.text[:1].isupper() or taken[token.i] or not own[token.i] or token.lower_ == "the":
            continue
        if not may_begin_institution(token.text):
            continue
        for end in range(min(len(doc), token.i + 6), token.i, -1):
            if any(taken[token.i : end]) or "\n" in doc[end - 1].text:
                continue
            words = doc[token.i : end].text
            if find_institution(words) and not (find_country(words) and find_capital(words) is None):
                take_tokens(taken, token.i, end - 1)
                found.append(Mention(token.i, end - 1, tuple(t.text for t in doc[token.i : end]), "organisation"))
                break
    return found


def _find_surnamed(doc: Doc, found: list[Mention]) -> set[tuple[str, ...]]:
    """Names of two words taken once for a person and once for an organisation whose second word often stands alone.

    People go on by their family name; "Morgan Stanley" does not go on as "Stanley".
    """
    people = {m.words for m in found if m.sort == "person" and len(m.words) == 2}
    said = Counter(token.text for token in doc)
    whole = Counter(m.words for m in found if len(m.words) == 2)
    bodies = {m.words for m in found if m.sort == "organisation"}
    return {words for words in people & bodies if said[words[1]] > 2 * whole[words]}


def _correct_sort(
    mention: Mention, surnames: set[str], bodies: set[tuple[str, ...]], people: set[tuple[str, ...]]
) -> Mention:
    """A person where a known family name was taken for an organisation, and the other way round."""
    if mention.sort == "organisation" and mention.words in people:
        return Mention(mention.first, mention.last, mention.words, "person")
    if mention.sort == "person" and mention.words in bodies and not mention.titled:
        return Mention(mention.first, mention.last, mention.words, "organisation")
    if mention.sort == "organisation" and len(mention.words) == 1 and mention.words[0] in surnames:
        return Mention(mention.first, mention.last, mention.words, "person")
    return mention


def _is_place(token: Token) -> bool:
    """Whether a word stands where a report says where something happens."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "to", "from", "at", "near", "of", "across", "into")


def _find_repeated(doc: Doc, own: list[bool], taken: bytearray, surnames: set[str]) -> list[Mention]:
    """Family names that stand elsewhere with a given name or title, in any spelling, where the model saw no person."""
    keys = {surname_key((word,)) for word in surnames if len(word) >= SHORT}
    found = []
    for token in doc:
        if not (
            (token.text in surnames or (token.ent_type_ and len(token) >= SHORT and surname_key((token.text,)) in keys))
            and token.text[:1].isupper()
            and not (_is_place(token) and find_country(token.text))
            and not taken[token.i]
            and own[token.i]
            and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        ):
            continue
        first = token.i - (token.i > 0 and not taken[token.i - 1] and is_given_name(doc[token.i - 1].text))
        words = tuple(t.text for t in doc[first : token.i + 1])
        found.append(Mention(first, token.i, words, "person", *read_title(doc, first)))
    return found
