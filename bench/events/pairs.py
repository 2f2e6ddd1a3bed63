"""The event between two given phrases of a sentence: which word names it, and of which of the fifteen classes it is.

The classes are those of the older PLOVER: YIELD is CONCEDE and RETREAT together.  Phrases are found in the text as
they are written; a phrase that stands there twice is taken where it stands first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.arguments import Candidate
from lagebild.reading.plover.candidates import find_candidates
from lagebild.records import Span

QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
_CLIMBS = 40
_FRIENDLY = frozenset(["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"])
_HOSTILE = frozenset(["PROTEST", "SANCTION", "COERCE", "ASSAULT"])
_IMPOSED = frozenset(["sanction", "embargo"])
_BLOCKADES = frozenset(["blockade"])
_WARRANT = ("THREATEN", "arrest")
_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Asked:
    """The word that names the event between two phrases, as a candidate, and the places of the phrases."""

    candidate: Candidate
    source: Span
    target: Span


def find_phrase(text: str, phrase: str) -> Span | None:
    at = text.find(phrase)
    if at < 0:
        at = text.lower().find(phrase.lower())
    return Span(at, at + len(phrase)) if at >= 0 else None


def find_asked(parsed: Parsed, source: str, target: str) -> Asked | None:
    """The candidate whose parties are the two phrases, else the lowest verb or noun that joins them.

    A phrase that does not stand in the text ("An actor", "a recipient") asks for nobody: then the other decides.
    """
    assert parsed.doc is not None
    one, other = find_phrase(parsed.report.text, source), find_phrase(parsed.report.text, target)
    candidates = list(find_candidates(parsed.doc, [True] * len(parsed.doc)))
    if one is None or other is None:
        rated = [(_rate(c, one or _NOWHERE, other or _NOWHERE), -i, c) for i, c in enumerate(candidates) if c.senses]
        found = max(rated, key=lambda row: row[:2], default=None)
        return Asked(found[2], one or _NOWHERE, other or _NOWHERE) if found is not None and found[0] >= 1 else None
    ranked = [(_rate(candidate, one, other), -index, candidate) for index, candidate in enumerate(candidates)]
    best = max(ranked, key=lambda row: row[:2], default=None)
    if best is not None and best[0] >= 3:
        return Asked(best[2], one, other)
    joining = _join(parsed.doc, one, other)
    if best is not None and best[0] >= 1 and (joining is None or joining.pos_ not in {"VERB"}):
        return Asked(best[2], one, other)
    if joining is None:
        return None
    known = next((row[2] for row in ranked if row[2].trigger.i == joining.i), None)
    if known is None or not known.senses:
        known = _find_below(joining, other, candidates) or known
    return Asked(known or Candidate(joining, (), (), (), joining), one, other)


def _find_below(joining: Token, target: Span, candidates: list[Candidate]) -> Candidate | None:
    """What somebody says they do: the highest known word below the joining one that holds the target."""
    inside = {token.i for token in joining.subtree}
    return next(
        (
            c
            for c in candidates
            if c.senses and c.trigger.i in inside and any(_within(token, target) for token in c.trigger.subtree)
        ),
        None,
    )


def _rate(candidate: Candidate, source: Span, target: Span) -> float:
    """How well a candidate's places fit the two phrases."""
    rate = 0.0
    if any(_touches(token, source) for token in candidate.subjects):
        rate += 2
    if any(_touches(token, target) for place in candidate.places for token in place):
        rate += 2
    elif any(_within(token, target) for token in candidate.trigger.subtree):
        rate += 1
    if rate and any(_touches(token, target) for token in candidate.subjects) and candidate.mutual:
        rate += 2
    if candidate.trigger.idx >= target.start and candidate.trigger.idx < target.end:
        rate -= 2
    if source.start <= candidate.trigger.idx < source.end:
        rate -= 2
    return rate + (0.5 if candidate.senses else 0.0) + (0.25 if candidate.trigger.pos_ == "VERB" else 0.0)


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.idx < span.end


def _touches(token: Token, span: Span) -> bool:
    """Whether a noun is the phrase's, or the phrase stands in what belongs to the noun."""
    if _within(token, span):
        return True
    return (
        any(_within(t, span) for t in token.subtree) and span.end - span.start > 0 and token.i - token.left_edge.i < 30
    )


def _join(doc: Doc, source: Span, target: Span) -> Token | None:
    """The lowest verb, else noun, above both phrases."""
    one, other = doc.char_span(*source, alignment_mode="expand"), doc.char_span(*target, alignment_mode="expand")
    if one is None or other is None:
        return None
    above, at = [one.root], one.root
    for _ in range(_CLIMBS):
        if at.head.i == at.i:
            break
        at = at.head
        above.append(at)
    numbers = {token.i for token in above}
    at = other.root
    for _ in range(_CLIMBS):
        if at.i in numbers and at.pos_ in {"VERB", "NOUN", "AUX"} and not one.start <= at.i < one.end:
            return at
        if at.head.i == at.i:
            break
        at = at.head
    return one.root.head


def name_older_class(kind: str, mode: str | None, status: str | None, words: Collection[str] = ()) -> str:
    """The class of the older PLOVER, which follows CAMEO more closely than PLOVER 2021 does.

    `words` are the lemmas of the word that names the event and of its object.  A promise to yield is an agreement
    there (CAMEO 035), a conviction an accusation (116), a negated promise a refusal (12), sanctions and the destruction
    of property coercion (163, 171), a warrant an arrest (173), blockades and the taking of land by force fighting
    (191, 192), and hostile deeds to come are threats (13).
    """
    if status == "denied" and kind in _FRIENDLY:
        return "REJECT"
    if status == "planned" and kind in _HOSTILE:
        return "THREATEN"
    if kind in {"CONCEDE", "RETREAT"}:
        return "AGREE" if status == "planned" else "YIELD"
    if (kind == "SANCTION" and _IMPOSED.intersection(words)) or mode in {"destroy"} or (kind, mode) == _WARRANT:
        return "COERCE"
    if kind == "COERCE" and _BLOCKADES.intersection(words):
        return "ASSAULT"
    return "ACCUSE" if kind == "SANCTION" and mode == "convict" else kind
