"""How a speaker stands to what is said: judged from the cue and the words around it, whoever found the spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import child, is_negated
from lagebild.reading.cues import Cue, load_lexicon
from lagebild.records import Certainty, Span, Stance


@dataclass(frozen=True, slots=True)
class Judgement:
    """Stance, certainty and seriousness of one statement."""

    stance: Stance = "unknown"
    certainty: Certainty = "unknown"
    serious: bool | None = None


def judge_stance(doc: Doc, cue: Sequence[Span], content: Sequence[Span], frame: str | None = None) -> Judgement:
    """The stance of a statement given its cue and content; `frame` narrows words that have several readings."""
    head = _head_of(doc, cue)
    lexicon = load_lexicon()
    if head is None or not head.is_alpha:
        return Judgement("asserts", "certain")
    if head.lower_ == "according":
        return Judgement("asserts", "certain")
    cues = lexicon.verbs.get(head.lemma_.lower()) or lexicon.nouns.get(head.lemma_.lower()) or ()
    fitting = [c for c in cues if frame in c.frames] or list(cues)
    if not fitting:
        return Judgement()
    return _negate(head, fitting[0])


def _head_of(doc: Doc, cue: Sequence[Span]) -> Token | None:
    tokens = [t for s, e in cue if (span := doc.char_span(s, e, alignment_mode="expand")) is not None for t in span]
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)


def _negate(head: Token, cue: Cue) -> Judgement:
    joking = cue.serious is False or any(c.lower_ in {"jokingly", "mockingly", "ironically"} for c in head.children)
    serious = False if joking else None
    if is_negated(head):
        return Judgement("unknown", "unknown", serious)
    return Judgement(cue.stance, cue.certainty, serious)


__all__ = ["Judgement", "child", "judge_stance"]
