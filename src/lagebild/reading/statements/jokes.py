"""Jokes, irony, and cases that are only played through: what words around a statement say was not meant.

Only what the report says about how the words were meant counts: laughter, a wink, "sarcastically", "suppose".  Irony
that shows in nothing but the facts is not seen.  The statements left over go to the reader `earnest`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from lagebild.reading.clauses import is_negated
from lagebild.reading.statements.attitudes import forms_of
from lagebild.reading.statements.shapes import find_head
from lagebild.reading.tables import read_toml

_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»"})
_MOST_WORDS = 120  # of a sentence that are looked at, on each side of the cue
_PAIR = 3  # words within which a pair stands
_NEGATIONS = frozenset({"not", "n't", "n’t", "no", "nobody", "never", "without", "nothing", "hardly"})


@cache
def load_signs() -> Mapping[str, frozenset[str]]:
    """The lists of `data/jokes_en.toml` by name; pairs are kept as two words with a blank between."""
    return {
        name: frozenset(
            " ".join(part.split()) for part in (text.split(";") if name.endswith("pairs") else text.split())
        )
        for name, text in read_toml("jokes_en.toml").items()
    }


def is_unserious(words: Sequence[Token], held: Sequence[Token]) -> bool:
    """Whether a statement with this cue and content is a joke, irony, or a case played through."""
    if not words:
        return False
    signs = load_signs()
    around = _find_narration(words, held)
    listed = signs["joking"] | signs["irony"]
    if any(_counts(t, listed, signs) and _belongs(t, words, signs) for t in around):
        return True
    if _finds_pair(around, signs["mocking_pairs"]) or _says_so(held, signs):
        return True
    return (
        _is_played(around, signs)
        or _is_scornful(words, around, held, signs)
        or _is_supposed(words, around, held, signs)
    )


def _says_so(held: Sequence[Token], signs: Mapping[str, frozenset[str]]) -> bool:
    """Whether the speaker's own words laugh or wink: "just kidding", a winking face."""
    said = held[:_MOST_WORDS]
    return any(t.lower_ in signs["own_signs"] for t in said) or _finds_pair(said, signs["own_pairs"])


@cache
def _find_firsts(pairs: frozenset[str]) -> frozenset[str]:
    """The first words of pairs."""
    return frozenset(pair.split()[0] for pair in pairs)


def _finds_pair(tokens: Sequence[Token], pairs: frozenset[str]) -> bool:
    """Whether two words of a list of pairs stand near each other, the first not negated."""
    firsts = _find_firsts(pairs)
    for position, token in enumerate(tokens):
        if token.lower_ not in firsts:
            continue
        following = [t.lower_ for t in tokens[position + 1 : position + 1 + _PAIR]]
        if any(f"{token.lower_} {word}" in pairs for word in following) and not _is_ruled_out(token):
            return True
    return False


def _find_narration(words: Sequence[Token], held: Sequence[Token]) -> list[Token]:
    """The words of the cue's sentence outside the content, on the cue's side of quotation marks.

    Mostly that is outside them; a cue that stands in a quotation itself ("She said: “He jokingly said …”") is told of
    by the words quoted with it.
    """
    sentence = words[0].sent
    inside = {t.i for t in held}
    low, high = max(sentence.start, words[0].i - _MOST_WORDS), min(sentence.end, words[0].i + _MOST_WORDS)
    found: tuple[list[Token], list[Token]] = ([], [])
    quoted = cue_quoted = False
    for token in sentence.doc[low:high]:
        if token.text in _OPENING:
            quoted = True
        elif token.text in _CLOSING:
            quoted = False
        elif token.i not in inside:
            found[quoted].append(token)
        if token.i == words[0].i:
            cue_quoted = quoted
    return found[cue_quoted]


def _counts(token: Token, listed: frozenset[str], signs: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word of joking says so of this statement: not negated, not spoken about, not another's trade."""
    if token.lower_ not in listed or (token.dep_ in ("compound", "amod") and token.head.pos_ == "PROPN"):
        return False
    near = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]]
    twice = "not without" in " ".join(near)
    if not twice and (is_negated(token) or _NEGATIONS & set(near)):
        return False
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "intended":
        return False  # "pun intended"
    if token.pos_ == "NOUN" and any(c.lower_ in ("about", "of") and c.dep_ == "prep" for c in token.children):
        return False
    above = token
    for _ in range(4):
        above = above.head
        if above.lower_ in signs["spoken_about"] or (is_negated(above) and above.pos_ in ("NOUN", "ADJ")):
            return False
    return True


def _belongs(token: Token, words: Sequence[Token], signs: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word of joking goes with this cue: part of it, hanging on it, joined to it, or what it hangs on."""
    if _only_describes(token, signs):
        return False
    described = token.lower_ in signs["irony"] and token.head.lower_ in signs["utterances"]
    if described or token.lower_ in signs["anywhere"]:
        return True
    inside = {t.i for t in words}
    if token.i not in inside and token.lower_ in signs["telling"] and _tells_itself(token):
        return False
    if token.i + 1 in inside or token.i in inside or _climbs_to(token, inside):
        return True
    own_cue = token.lower_ in signs["telling"] and token.pos_ == "VERB"
    head = find_head(words)
    if head is None or own_cue or "ask" in forms_of(head):
        return False
    return token.pos_ in ("NOUN", "PROPN") or _climbs_to(head, {token.i})


def _only_describes(token: Token, signs: Mapping[str, frozenset[str]]) -> bool:
    """Whether a word says what something is like, not how words were meant: "a dryly funny account", "a wry face"."""
    if token.lower_.endswith("ly") and token.head.pos_ in ("ADJ", "ADV"):
        return True
    described = token.head.lower_ in signs["utterances"] or token.lower_ in signs["anywhere"]
    return token.lower_ in signs["irony"] and token.dep_ == "amod" and not described


def _tells_itself(token: Token) -> bool:
    """Whether a verb of joking has something said of its own: "greeted them, joking that it rained"."""
    return any(c.dep_ == "ccomp" and c.i > token.i for c in token.children) and token.dep_ != "ROOT"


def _climbs_to(token: Token, goal: set[int]) -> bool:
    """Whether a word hangs, over a few others, on one of these."""
    for _ in range(6):
        if token.head.i == token.i:
            return False
        token = token.head
        if token.i in goal:
            return True
    return False


def _is_played(around: Sequence[Token], signs: Mapping[str, frozenset[str]]) -> bool:
    """Whether a comedian speaks on stage."""
    here = {t.lower_ for t in around}
    return bool(here & signs["players"]) and bool(here & signs["stages"])


def _is_scornful(
    words: Sequence[Token], around: Sequence[Token], held: Sequence[Token], signs: Mapping[str, frozenset[str]]
) -> bool:
    """Whether words of praise are sneered: an exclamation under a scornful cue."""
    first = next((t for t in held if t.is_alpha), None)
    if first is None or first.lower_ not in signs["exclaiming"] or not _is_exclaimed(first):
        return False
    near = [t for t in around if t in words or t.head in words]
    return any(set(forms_of(t)) & signs["scornful"] for t in near)


def _is_exclaimed(first: Token) -> bool:
    """Whether "what", "how" or "so" opens an exclamation ("What a triumph"), not a clause ("what he did")."""
    after = first.doc[first.i + 1] if first.i + 1 < len(first.doc) else None
    if after is None or first.lower_ not in ("what", "how", "so"):
        return after is not None
    return after.lower_ in ("a", "an") if first.lower_ == "what" else after.pos_ in ("ADJ", "ADV")


def _is_supposed(
    words: Sequence[Token], around: Sequence[Token], held: Sequence[Token], signs: Mapping[str, frozenset[str]]
) -> bool:
    """Whether what is said is a case that is only supposed."""
    first = next((t for t in held if t.is_alpha), None)
    if first is not None:
        before = first.doc[max(first.sent.start, first.i - 2) : first.i + 1]
        if any(t.lower_ in signs["supposing"] and t.tag_ in ("VB", "VBP", "VBG") and _opens(t) for t in before):
            return True
    said = held[:_MOST_WORDS]
    if any(t.lower_ in signs["hypothetical"] and not _is_ruled_out(t) for t in (*around, *said)):
        return True
    if any(_finds_pair(tokens, signs["hypothetical_pairs"]) for tokens in (around, said)):
        return True
    return any(t.lower_ in signs["cases"] and _holds_content(t, words, held) and not _is_ruled_out(t) for t in around)


def _holds_content(case: Token, words: Sequence[Token], held: Sequence[Token]) -> bool:
    """Whether a case is what the statement tells: part of its cue or hanging on it, or what the content hangs on."""
    inside = {t.i for t in words}
    first = next((t for t in held if t.is_alpha), None)
    return case.i in inside or _climbs_to(case, inside) or (first is not None and _climbs_to(first, {case.i}))


def _opens(token: Token) -> bool:
    """Whether a verb opens its sentence or quotation, as an order to suppose does."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    return before is None or before.text in ("“", '"', "‘", "``", ":", ",")


def _is_ruled_out(token: Token) -> bool:
    near = {t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]}
    return bool(near & _NEGATIONS)
