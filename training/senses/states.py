"""Documents as the product reads them: windows of trunk states, and labels as ranges of pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from corpus import KINDS, STATUSES, TYPES, Document, EarnestLabel, EventLabel, Spans, StanceLabel
from onnxruntime import InferenceSession
from prepare import Prepared, SlotLabel
from torch import Tensor

from lagebild.models.encoder import DEFAULT_REACH
from lagebild.models.pieces import lay_out, split_pieces
from lagebild.models.stances import STANCES
from lagebild.models.windows import cut_windows


@dataclass(frozen=True, eq=False)
class Item:
    """A document ready to be trained on.

    `windows` are (trunk states [positions, 384], positions that count, the pieces they are).  Groups are lists of
    ranges of pieces: for events, earnestness and stances (with the rules' own) four a label, three for a slot, one a
    sentence for kinds (-1: not labelled).
    """

    id: str
    size: int
    windows: list[tuple[Tensor, Tensor, Tensor]]
    events: list[tuple[list[list[tuple[int, int]]], EventLabel]]
    earnest: list[tuple[list[list[tuple[int, int]]], EarnestLabel]]
    stances: list[tuple[list[list[tuple[int, int]]], StanceLabel, int]]
    slots: list[tuple[list[list[tuple[int, int]]], SlotLabel]]
    sentences: list[tuple[int, int]]
    kinds: list[tuple[int, int]]
    facts: np.ndarray


def read_item(document: Document, prepared: Prepared, session: InferenceSession, tokenizer: object) -> Item:
    """One document through the trunk, in the windows that the product would cut."""
    pieces = split_pieces(document.text, tokenizer)
    starts = [k.start for k in document.kinds] or [e.sentence[0] for e in (*document.events, *document.stances)]
    borders = np.unique(np.searchsorted(pieces.starts, np.array(sorted(starts), np.int64)))
    windows = []
    for window in cut_windows(len(pieces), pieces.paragraphs.tolist(), borders.tolist(), DEFAULT_REACH):
        ids, features, places = lay_out(pieces, window.start, window.end)
        (trunk,) = session.run(
            ["trunk"], {"ids": ids[None], "mask": np.ones_like(ids)[None], "features": features[None]}
        )
        core = np.flatnonzero((places >= window.core_start) & (places < window.core_end))
        windows.append(
            (torch.from_numpy(trunk[0].astype(np.float16)), torch.from_numpy(core), torch.from_numpy(places[core]))
        )

    def find(spans: Spans) -> list[tuple[int, int]]:
        return [
            (int(np.searchsorted(pieces.ends, s, side="right")), int(np.searchsorted(pieces.starts, e, side="left")))
            for s, e in spans
        ]

    return Item(
        document.id,
        len(pieces),
        windows,
        [([find(x) for x in (e.triggers, e.actors, e.recipients, (e.sentence,))], e) for e in document.events],
        [([find(x) for x in (e.sources, e.cues, e.contents, (e.sentence,))], e) for e in document.earnest],
        [
            ([find(x) for x in (e.sources, e.cues, e.contents, (e.sentence,))], e, hint)
            for e, hint in zip(document.stances, prepared.hints, strict=True)
        ],
        [([find(x) for x in slot.places], slot) for slot in prepared.slots],
        find(tuple((k.start, k.end) for k in document.kinds)),
        [(number_kind(k.kind), number_kind(k.second)) for k in document.kinds],
        prepared.facts,
    )


def number_kind(kind: str) -> int:
    """The number of a kind, -1 for a sentence without a label."""
    return KINDS.index(kind) if kind else -1


def encode_stance(label: StanceLabel) -> tuple[int, int]:
    """Both passes' stances as numbers."""
    return STANCES.index(label.stance), STANCES.index(label.second)


def encode_event(
    label: EventLabel, modes: list[str], contexts: list[str]
) -> tuple[tuple[int, int], int, int, list[float]]:
    """Both passes' types, status, mode (-1 when none is labelled) and contexts as numbers."""
    mode = f"{label.type}:{label.mode}"
    return (
        (TYPES.index(label.type), TYPES.index(label.second)),
        STATUSES.index(label.status),
        modes.index(mode) if mode in modes else -1,
        [float(c in label.contexts) for c in contexts],
    )
