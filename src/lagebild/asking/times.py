"""Whether a past deed is said to belong to another time than the one asked about, by the words around its verb.

A date in figures is for `parses.find_bygone`; here it is "once before", "used to", "during the occupation", "as a
girl", "had chaired" and the like, after which a deed of the past is no answer to what will happen.
"""

from __future__ import annotations

from spacy.tokens import Token

from lagebild.asking.deed_words import read_deed_words

_THEN = frozenset({"once", "formerly", "previously", "earlier", "twice", "originally", "long"})
_SPANS = frozenset({"during", "before", "until", "till", "throughout"})
_LONG = frozenset({"year", "term", "decade", "century", "season", "generation", "lifetime", "month"})
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_ERAS = frozenset(
    {"day", "time", "age", "era", "century", "decade", "youth", "childhood", "generation", "war", "occupation"}
)


def find_then(action: Token) -> str | None:
    """The word that puts a past deed into another time; None where there is none, or the deed is not past."""
    verb = action
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    helpers = {t.lower_ for t in verb.children if t.dep_ in {"aux", "auxpass"}}
    if verb.head.lemma_.lower() == "use" and verb.dep_ == "xcomp":
        return verb.head.text
    if verb.tag_ not in {"VBD", "VBN"} or helpers & {"has", "have", "will", "would", "is", "are", "be", "’ve", "'ve"}:
        return None
    if "had" in helpers and verb.dep_ == "ROOT":
        return "had"
    return next((found for t in verb.children if (found := _name_time(t))), None) or _find_earlier(verb)


def _find_earlier(verb: Token) -> str | None:
    """A word by which the sentence speaks of an earlier one of its kind: "last year's budget", "an earlier loan"."""
    for token in verb.subtree:
        last = token.lemma_.lower() in _LONG | _SEASONS and any(t.lower_ == "last" for t in token.children)
        if last or (token.dep_ == "amod" and token.lower_ in {"earlier", "previous", "former"}):
            return token.text
    return None


def _name_time(token: Token) -> str | None:
    """The words of an adverb, a phrase or a clause by which a deed lies in another time."""
    then = [t for t in (token, *token.children) if t.dep_ == "advmod" and t.lower_ in _THEN]
    if then and token.dep_ in {"advmod", "prep"}:
        return then[0].text
    if token.dep_ == "advmod" and token.lower_ == "ago" and {t.lemma_.lower() for t in token.subtree} & _LONG:
        return token.text
    if token.dep_ == "advcl" and any(t.lower_ in {"until", "when"} for t in token.children):
        return next(t.text for t in token.children if t.lower_ in {"until", "when"})
    return _name_phrase(token) if token.dep_ == "prep" else None


def _name_phrase(token: Token) -> str | None:
    """The words of a phrase with a preposition by which a deed lies in another time."""
    held = next((t for t in token.children if t.dep_ in {"pobj", "pcomp"}), None)
    if held is None:
        return None
    lemma = held.lemma_.lower()
    timely = lemma in read_deed_words("times") or lemma in {"dawn", "noon", "midnight", "sunrise", "sunset", "dusk"}
    indefinite = any(t.lower_ in {"a", "an"} for t in held.children)  # "before a notary" is no time
    ended = token.lower_ in {"until", "till"}
    spans = token.lower_ in _SPANS and (ended or not timely) and not indefinite
    era = token.lower_ in {"in", "for", "after"} and lemma in (_LONG if token.lower_ == "for" else _ERAS)
    role = token.lower_ == "as" and lemma in {
        "girl",
        "boy",
        "child",
        "student",
        "youth",
        "pupil",
        "teenager",
        "recruit",
    }
    return f"{token.text} … {held.text}" if spans or era or role else None
