"""From the encoder's labels and arcs to attributions: which cue has which source and which content.

Works on words (runs of letters, or one mark).  Every word that may begin a cue is asked, by its arcs, for the rest of
its cue, for one stretch of source and for the stretches of content (`drafts`); then the claims of all cues are settled
among them (`claims`).
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.models.encoder import SOURCE, Encoded
from lagebild.reading.statements.claims import settle_claims
from lagebild.reading.statements.confidence import rate_confidence
from lagebild.reading.statements.drafts import Draft, Limits, draft_attribution, find_cues
from lagebild.reading.statements.stretches import Range
from lagebild.reading.statements.words import Words, find_units, gather_words
from lagebild.records import Span


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution; `confidence` is the chance, in [0, 1], that content and source are both right."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


def link_spans(encoded: Encoded, text: str, limits: Limits | None = None) -> tuple[Linked, ...]:
    """The attributions of `text`, in the order of their cues."""
    if not len(encoded.pieces):
        return ()
    limits = limits or Limits()
    words = gather_words(encoded, text)
    sources = find_units(words, SOURCE)
    drafts = [draft_attribution(encoded, words, cue, sources, limits) for cue in find_cues(words, limits)]
    settled = settle_claims([d for d in drafts if d is not None], words, limits)
    found = [_finish(d, words) for d in sorted(settled, key=lambda d: d.cue)]
    return tuple(a for a in found if a.confidence >= limits.sure)


def _finish(draft: Draft, words: Words) -> Linked:
    """The draft in characters."""

    def span(stretch: Range) -> Span:
        return Span(int(words.starts[stretch[0]]), int(words.ends[stretch[1] - 1]))

    return Linked(
        () if draft.source is None else (span(draft.source),),
        (span(draft.cue),),
        tuple(span(c) for c in draft.content),
        rate_confidence(draft, words),
    )
