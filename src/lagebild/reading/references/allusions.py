"""Whom a report alludes to between its statements: "the president appeared cowed", "a Times article", "his parents".

What is said later takes these up ("he", "the article", "his father"), so they are gathered once, before the speakers.
Each rule speaks only where one actor fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from lagebild.reading.naming.given_names import gender_words
from lagebild.reading.naming.names import fold_word
from lagebild.reading.references.pronouns import Resolver
from lagebild.reading.references.sources import MentionIndex
from lagebild.reading.references.strangers import Cast
from lagebild.reading.statements.quotations import Quote, quote_at
from lagebild.reading.tables import read_words
from lagebild.records import Span

_FOREGROUND = frozenset({"nsubj", "nsubjpass", "poss"})
_LONGEST = 6  # words of a phrase for an office
_WORKS = read_words("saying_nouns") | {"article", "story", "report", "poll", "survey", "study", "editorial", "review"}
_ISSUING = read_words("issuing")
_PARENTS = {"father": "m", "dad": "m", "mother": "f", "mom": "f", "mum": "f"}
_PERSONAL = frozenset({"he", "she"})
_OWN = frozenset({"my", "his", "her", "our", "their"})
_NAMES_AHEAD = 8  # words after "parents" in which they are named


def note_phrases(doc: Doc, quotes: Sequence[Quote], cast: Cast, parents: Mapping[str, str], resolver: Resolver) -> None:
    """Tells the resolver of every phrase in the foreground that means one person by office, or as a parent.

    `cast` is asked and thrown away: what is found is no mention of the actor, only a place that a pronoun takes up.
    Phrases inside quotations stay out: the narration does not take them up.
    """
    for noun in doc:
        if noun.tag_ not in ("NN", "NNP") or noun.dep_ not in _FOREGROUND or noun.i - noun.left_edge.i >= _LONGEST:
            continue
        first = noun.left_edge
        if first.i == noun.i or quote_at(quotes, noun.idx) is not None:
            continue
        holder = find_alluded((first, noun), {}, parents) if noun.i == first.i + 1 else None
        if first.lower_ == "the":
            holder = cast.find_by_role(doc[first.i : noun.i + 1].text, noun, Span(first.idx, noun.idx + len(noun)))
        if holder is not None and cast.kind(holder) == "person":
            resolver.note(first.idx, holder, "person", weight=None)


def find_pronouns(doc: Doc, quotes: Sequence[Quote]) -> list[Token]:
    """Every "he" and "she" of the narration that is a subject."""
    subjects = (t for t in doc if t.lower_ in _PERSONAL and t.dep_ in ("nsubj", "nsubjpass"))
    return [t for t in subjects if quote_at(quotes, t.idx) is None]


def find_works(doc: Doc, mentions: MentionIndex, fuller: Mapping[str, str]) -> dict[str, str]:
    """Whose article, report or poll a text is about, by the noun: "a Times article" makes "the article" the paper's.

    Nouns that belong to several actors are left out; `fuller` gives the actor of a longer name for that of a short one.
    """
    holders: dict[str, set[str]] = {}
    for noun in doc:
        if noun.lower_ in _WORKS and noun.i and noun.pos_ == "NOUN":
            before = doc[noun.i - 1]
            if before.text in ("'s", "’s") and noun.i > 1:
                before = doc[noun.i - 2]
            holder = mentions.around(before.idx) if before.text[:1].isupper() else None
            holder = holder or _find_issuer(noun, mentions)
            if holder is not None:
                holders.setdefault(noun.lower_, set()).add(fuller.get(holder, holder))
    return {noun: next(iter(actors)) for noun, actors in holders.items() if len(actors) == 1}


def _find_issuer(noun: Token, mentions: MentionIndex) -> str | None:
    """Who issued a statement or report of which "the statement" or "the report" speaks later, or None."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _ISSUING:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return mentions.around(subject.idx) if subject is not None else None


def find_parents(doc: Doc, mentions: MentionIndex) -> dict[str, str]:
    """The actors behind "father" and "mother" where the text names both: "my parents, Olaf and Ana Rask"."""
    found: dict[str, set[str]] = {"m": set(), "f": set()}
    for noun in doc:
        if noun.lower_ != "parents" or noun.i + 2 >= len(doc) or doc[noun.i + 1].text != ",":
            continue
        for token in doc[noun.i + 2 : noun.i + 2 + _NAMES_AHEAD]:
            if token.text in (",", ".", ";"):
                break
            gender = gender_words()["name"].get(fold_word(token.text)) if token.text[:1].isupper() else None
            actor = mentions.around(token.idx) if gender else None
            if actor is not None and gender is not None:
                found[gender].add(actor)
    return {word: next(iter(found[gender])) for word, gender in _PARENTS.items() if len(found[gender]) == 1}


def find_alluded(words: Sequence[Token], works: Mapping[str, str], parents: Mapping[str, str]) -> str | None:
    """The actor whom "the article" or "my father" means, or None."""
    if len(words) != 2:
        return None
    if words[0].lower_ in ("the", "that"):
        return works.get(words[1].lower_)
    return parents.get(words[1].lower_) if words[0].lower_ in _OWN else None
