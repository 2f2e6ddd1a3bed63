"""Whom a pronoun means: a small resolver that would rather say nothing than a wrong name.

Candidates are the actors named shortly before.  The nearer, the more likely; the subject of the sentence before more
than an object (centering: Grosz, Joshi and Weinstein 1995); whoever spoke last, more again, but for somebody in the
foreground of the pronoun's own sentence; gender rules out.  When
two candidates come close to each other, or the only one stands too far away, nobody is chosen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.naming.genders import read_gender
from lagebild.reading.references.foreground import FOREGROUND, OWNING, is_bygone, is_told, weigh
from lagebild.reading.statements.quotations import find_quotes, quote_at
from lagebild.records import Actor, ActorKind, Report, Span

THRESHOLD = 0.5  # below this confidence a pronoun stays open
_MARGIN = 0.08  # the best candidate must lead the next by this much
_BACK = (1.0, 0.85, 0.6, 0.45)  # what a mention counts so many sentences back within a paragraph
_SAME = 1.45  # … counts for more than whoever spoke before
_MOST_SAID = 2  # sentences back into the paragraph before, for whoever spoke there
_LONGEST_HEADING = 60  # characters
_LONGEST = 40  # characters of a phrase before the word on which it hangs
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUOTED = 0.75  # what a mention inside a quotation counts for the narration
_SURE = 0.7  # the confidence from which "she" tells somebody's gender
_LONE = 0.4  # the score from which the only one near whom "he" or "she" can mean is meant
_FARTHEST = 1_200  # characters before "he" within which the only person that fits is meant
_MOST_CANDIDATES = 60  # mentions looked at per pronoun

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
THINGS = frozenset(["it", "its"])
MANY = frozenset(["they", "them", "their"])
_OPENING = frozenset(["“", "„", "«", "``"])
_CLOSING = frozenset(["”", "»"])
_EVEN = frozenset(['"', "''"])
FIRST = frozenset(["i", "we", "me", "us", "my", "our"])


@dataclass(frozen=True, slots=True)
class Choice:
    """The actor a pronoun means, and how sure that is, in [0, 1]."""

    actor: str
    confidence: float


@dataclass(slots=True)
class _Place:
    """A mention of an actor: where, whose, and how it stands in its sentence."""

    start: int
    actor: str
    sentence: int
    paragraph: int
    weight: float


class Resolver:
    """Resolves the pronouns of one report, from left to right; what it resolved counts as a mention of that actor."""

    def __init__(self, report: Report, doc: Doc, actors: tuple[Actor, ...]) -> None:
        self._doc = doc
        self._quotes = find_quotes(report.text, report.parts)
        self._starts = {token.idx: token.i for token in doc}
        headings = _find_headings(doc, report)
        self._sentences = _find_narrated(doc, report, headings)
        self._paragraphs = [part.start for part in report.parts if part.start not in headings] or [0]
        self._kinds = {actor.id: actor.kind for actor in actors}
        self._genders = {a.id: read_gender(doc, self._starts, a) for a in actors}
        places = [self._place(span.start, actor.id, end=span.end) for actor in actors for span in actor.mentions]
        self._places = sorted(places, key=lambda p: p.start)
        self._keys = [place.start for place in self._places]

    def _place(self, start: int, actor: str, weight: float | None = None, end: int = 0) -> _Place:
        token = self._starts.get(start)
        if weight is None:
            weight = 0.4 if token is None else weigh(self._head(token, end))
            weight *= _QUOTED if quote_at(self._quotes, start) is not None else 1.0
        return _Place(start, actor, self._sentence(start), self._paragraph(start), weight)

    def _head(self, position: int, end: int) -> Token:
        """The word of the name from a token to the offset `end` on which its others hang.

        The name may hang on a noun itself: in "Berg spokesman Lind" Berg is not in the foreground.
        """
        token = self._doc[position]
        while token.dep_ in ("compound", "amod", "det") and token.i < token.head.i and token.head.idx < end:
            token = token.head
        return token

    def _sentence(self, start: int) -> int:
        return bisect_right(self._sentences, start)

    def _paragraph(self, start: int) -> int:
        return bisect_right(self._paragraphs, start)

    def note(self, start: int, actor: str, kind: ActorKind, weight: float | None = 1.0) -> None:
        """Takes down that the words at `start` mean an actor of a kind, for the pronouns that follow.

        `weight` is how much they stand in the foreground, None to judge it by their place in the sentence.
        """
        self._kinds.setdefault(actor, kind)
        number = self._starts.get(start)
        if weight is not None and number is not None and is_bygone(self._head(number, start + _LONGEST)):
            weight = min(weight, FOREGROUND)
        at = bisect_left(self._keys, start)
        while at < len(self._keys) and self._keys[at] == start:  # "Berg spokesman Lind" begins with Berg's name
            if self._places[at].actor == actor:
                self._places[at].weight = max(weight or 0.0, self._places[at].weight)
                return
            at += 1
        self._keys.insert(at, start)
        self._places.insert(at, self._place(start, actor, weight))

    def gender(self, actor: str) -> str | None:
        """What is known of an actor's gender."""
        return self._genders.get(actor)

    def resolve(self, word: str, at: int, content: tuple[Span, ...]) -> Choice | None:
        """Whom a third-person pronoun at offset `at` means, or None.

        Names inside `content` (what the pronoun's statement says) are no candidates unless nothing else is: one
        rarely names oneself.
        """
        choice = self._choose(at, content, lambda actor: self._fits(word, actor), known_gender=word in GENDERS)
        if choice is None:
            return None
        if word in GENDERS and choice.confidence >= _SURE:
            self._genders[choice.actor] = self._genders.get(choice.actor) or GENDERS[word]
        number = self._starts.get(at)
        told = number is not None and is_told(self._doc[number].head)
        self.note(at, choice.actor, self._kinds[choice.actor], weight=None if told else 1.0)
        return choice

    def resolve_person(
        self, at: int, content: tuple[Span, ...], gender: str | None, without: set[str | None]
    ) -> Choice | None:
        """Which named person a definite description at offset `at` takes up, or None; never one of `without`."""

        def fits(actor: str) -> bool:
            known = self._genders.get(actor)
            named = self._kinds.get(actor) == "person" and actor not in without
            return named and (gender is None or known is None or known == gender)

        return self._choose(at, content, fits, known_gender=False)

    def _choose(
        self, at: int, content: tuple[Span, ...], fits: Callable[[str], bool], *, known_gender: bool
    ) -> Choice | None:
        """The candidate before an offset that stands out, or None."""
        scores: dict[str, float] = {}
        end = bisect_left(self._keys, at)
        here, paragraph = self._sentence(at), self._paragraph(at)
        for place in self._places[max(0, end - _MOST_CANDIDATES) : end]:
            if any(span.start <= place.start < span.end for span in content) or not fits(place.actor):
                continue
            if place.sentence == here and self._is_other(place.start, at):
                continue
            score = place.weight * _nearness(here - place.sentence, paragraph - place.paragraph, place.weight)
            if score > 0 and self._genders.get(place.actor) is not None and known_gender:
                score += 0.1
            scores[place.actor] = max(score, scores.get(place.actor, 0.0))
        ranked = sorted(((score, actor) for actor, score in scores.items()), reverse=True)
        if known_gender and len(ranked) - [score for score, _ in ranked].count(0.0) == 1 and ranked[0][0] >= _LONE:
            return Choice(ranked[0][1], max(THRESHOLD, 0.85 * min(1.0, ranked[0][0])))
        if not ranked or ranked[0][0] < THRESHOLD:
            return self._choose_only(at, content, fits) if known_gender else None
        lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        if lead < _MARGIN:
            return None
        choice = Choice(ranked[0][1], min(0.95, ranked[0][0] * (0.7 + 0.3 * min(1.0, lead))))
        return choice if choice.confidence >= THRESHOLD else None

    def _choose_only(self, at: int, content: tuple[Span, ...], fits: Callable[[str], bool]) -> Choice | None:
        """The only one whom "he" or "she" can mean, where none is near: named more than once shortly before."""
        near = self._places[bisect_left(self._keys, at - _FARTHEST) : bisect_left(self._keys, at)]
        inside = [p for p in near if not any(s.start <= p.start < s.end for s in content)]
        met = [p.actor for p in inside if fits(p.actor) and not self._is_other(p.start, at)]
        met = [actor for actor in met if self._kinds.get(actor) == "person"]
        return Choice(met[0], THRESHOLD) if len(met) > 1 and len(set(met)) == 1 else None

    def _is_other(self, name: int, at: int) -> bool:
        """Whether a name stands in a participle clause of which the pronoun is the subject: "Meeting Berg, he …"."""
        inside, outside = self._starts.get(name), self._starts.get(at)
        if inside is None or outside is None or self._doc[outside].dep_ not in ("nsubj", "nsubjpass"):
            return False
        token, verb = self._doc[inside], self._doc[outside].head
        for _ in range(8):
            if token.head.i == token.i:
                return False
            if token.dep_ == "advcl" and token.head.i == verb.i:
                return token.tag_ == "VBG" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
            token = token.head
        return False

    def _fits(self, word: str, actor: str) -> bool:
        """Whether a pronoun can mean an actor of this kind and gender."""
        kind = self._kinds.get(actor, "unnamed")
        if word in GENDERS:
            return kind in ("person", "unnamed") and self._genders.get(actor) in (None, GENDERS[word])
        if word in THINGS:
            return kind in ("organisation", "state")
        return kind in ("group", "organisation", "unnamed")


def _nearness(sentences: int, paragraphs: int, weight: float) -> float:
    """What a mention so far back counts: most in the pronoun's own sentence, less with each sentence and paragraph.

    Of the paragraph before, the last sentence counts for those in the foreground, and the one before it for who spoke.
    """
    if paragraphs == 0 and sentences == 0 and weight >= OWNING:
        return _SAME
    if paragraphs == 0:
        return _BACK[sentences] if sentences < len(_BACK) else 0.0
    if paragraphs == 1 and weight >= FOREGROUND:
        return 0.8 if sentences <= 1 else 0.6 if sentences == _MOST_SAID and weight >= 1.0 else 0.0
    return 0.0


def _find_headings(doc: Doc, report: Report) -> frozenset[int]:
    """Where parts begin that only head what follows: sub-headings, and short lines without a finite verb."""
    found = set()
    for part in report.parts[1:]:
        words = report.text[part.start : part.end].strip()
        if part.part == "subheading":
            found.add(part.start)
        elif len(words) <= _LONGEST_HEADING:
            span = doc.char_span(part.start, part.start + len(words))
            if span is not None and not any(token.tag_ in _FINITE for token in span):
                found.add(part.start)
    return frozenset(found)


def _find_narrated(doc: Doc, report: Report, headings: frozenset[int]) -> list[int]:
    """Where the sentences of the narration begin; one that is quoted from end to end belongs to the one before.

    So does a heading.

    Marks that open and close alike are counted within a paragraph, so that a missing one does no further harm.
    """
    borders = iter([part.start for part in report.parts[1:]] + [len(report.text) + 1])
    border = next(borders)
    starts: list[int] = []
    quoted = False
    for sentence in doc.sents:
        while sentence.start_char >= border:
            border, quoted = next(borders), False
        narrated = False
        for token in sentence:
            if token.text in _OPENING or (token.text in _EVEN and not quoted):
                quoted = True
            elif token.text in _CLOSING or token.text in _EVEN:
                quoted = False
            elif token.is_alpha and not quoted:
                narrated = True
        if (narrated and sentence.start_char not in headings) or not starts:
            starts.append(sentence.start_char)
    return starts
