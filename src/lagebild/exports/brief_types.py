"""What kind of text a stored report is, worked out for a page: label, share of each kind, reasons, experts."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.exports.brief_words import KINDS, say_shares
from lagebild.records import Kind, Sentence, Span, Stored
from lagebild.situation.labels import count_kinds, list_experts, write_label

_WORDS_SHOWN = 60  # characters of a reason's words


@dataclass(frozen=True, slots=True)
class Share:
    """A kind's part of the bar: where it begins and how long it is, in hundredths of the whole, and in words."""

    kind: Kind
    sign: str
    words: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """An expert of one report: name, what the report calls them, and the sentences that say so with their anchors."""

    name: str
    about: tuple[str, ...]
    says: tuple[tuple[str, str | None], ...]
    judges: int


@dataclass(frozen=True, slots=True)
class TypeView:
    """A report's label and what stands behind it; `shares` is empty where kinds of sentences were not read."""

    label: str
    confidence: str
    shares: tuple[Share, ...]
    reasons: tuple[str, ...]
    experts: tuple[ExpertLine, ...]


def view_type(stored: Stored) -> TypeView:
    """A stored report's type as a page shows it."""
    reading = stored.reading
    text = reading.report.text
    confidence = reading.text_type.confidence
    reasons: dict[str, str] = {}
    for reason in reading.text_type.reasons:
        words = _squeeze(text[reason.start : reason.end])
        short = words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN].rstrip() + "…"
        reasons.setdefault(reason.why, f"{reason.why}: “{short}”")
    return TypeView(
        label=write_label(reading),
        confidence=f"{confidence:.2f}" if confidence is not None else "",
        shares=tuple(_cut_bar(count_kinds(reading))),
        reasons=tuple(reasons.values()),
        experts=tuple(_list_experts(stored)),
    )


def _cut_bar(counts: dict[Kind, tuple[int, int]]) -> list[Share]:
    """The bar from left to right; nothing where no kind was read."""
    if not set(counts) - {"unknown"}:
        return []
    total = sum(number for number, _ in counts.values())
    words = say_shares(counts)
    shares, at = [], 0.0
    for kind, (number, _) in counts.items():
        length = 100 * number / total
        shares.append(Share(kind, KINDS[kind][0], words[kind], round(at, 2), round(length, 2)))
        at += length
    return shares


def _list_experts(stored: Stored) -> list[ExpertLine]:
    """The expert box of one report."""
    reading = stored.reading
    numbers = {(s.start, s.end): number for number, s in enumerate(reading.sentences)}

    def cite(span: Span) -> tuple[str, str | None]:
        number = numbers.get((span.start, span.end))
        anchor = f"r{stored.key}-s{number}" if number is not None else None
        return _squeeze(reading.report.text[span.start : span.end]), anchor

    return [
        ExpertLine(e.actor.name, e.about, tuple(cite(span) for span in e.said_in), len(e.judges))
        for e in list_experts(reading)
    ]


def mark_kind(sentence: Sentence) -> tuple[str, str]:
    """The sign of a sentence's kind, and what the sign means in words."""
    sign, words = KINDS[sentence.kind]
    return sign, f"{words}, reported: somebody else answers for it" if sentence.reported else words


def _squeeze(words: str) -> str:
    return " ".join(words.split())
