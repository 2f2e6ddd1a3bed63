"""Articles with attributions as training windows: pieces, labels and, for each piece, the attribution it belongs to."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from lagebild.models.arcs import bucket_distances
from lagebild.models.pieces import SEP, Ints, Pieces, lay_out, split_pieces

ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = 1, 2, 3
STYLES = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"), ("'", "'"))


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """One article in pieces.

    `role` holds one of 0 none, 1 source, 2 cue, 3 content for each piece; `owner` the number of the attribution whose
    cue or content the piece is, -1 for none; `sources` the pairs (attribution, piece) since a source may serve several;
    `begins` and `ends` one flag for each role.
    """

    pieces: Pieces
    role: Ints
    owner: Ints
    sources: Ints
    begins: np.ndarray
    ends: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One window as the network is trained on it; arrays over positions, arcs as (cue position, position, role)."""

    ids: Ints
    features: Ints
    role: Ints
    edges: np.ndarray
    arcs: Ints


def read_rows(path: Path) -> list[dict]:
    """The rows of a gzipped JSON lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def split_rows(rows: list[dict]) -> tuple[list[dict], list[dict]]:
    """The rows to fit on, and every 21st, held out to set thresholds and confidences on."""
    return [r for i, r in enumerate(rows) if i % 21 != 20], rows[20::21]


def swap_quotes(text: str, rng: random.Random) -> str:
    """The text with its double quotation marks in another style; every mark stays one character, so offsets hold."""
    opening, closing = rng.choice(STYLES)
    out, inside = list(text), False
    for i, character in enumerate(text):
        if character == "\n":
            inside = False
        elif character in '“”"':
            inside = character == "“" or (character == '"' and not inside)
            out[i] = opening if inside else closing
    return "".join(out)


def label_article(row: dict, text: str, tokenizer: Tokenizer) -> Article:
    """The pieces of one article with their labels; `text` may differ from the row's in its quotation marks."""
    pieces = split_pieces(text, tokenizer)
    n = len(pieces)
    role, owner = np.zeros(n, np.int64), np.full(n, -1, np.int64)
    begins, ends = np.zeros((n, 3), np.float32), np.zeros((n, 3), np.float32)
    sources: list[tuple[int, int]] = []
    for number, attribution in enumerate(row["attributions"]):
        for index, name in enumerate(ROLES):
            for start, end in attribution[name]:
                first = int(np.searchsorted(pieces.ends, start, side="right"))
                last = int(np.searchsorted(pieces.starts, end, side="left"))
                if first >= last:
                    continue
                role[first:last] = index + 1
                begins[first, index], ends[last - 1, index] = 1, 1
                if name == "source":
                    sources.extend((number, i) for i in range(first, last))
                else:
                    owner[first:last] = number
    return Article(pieces, role, owner, np.array(sources, np.int64).reshape(-1, 2), begins, ends)


def cut_at_paragraphs(article: Article, size: int, offset: int) -> list[tuple[int, int]]:
    """Consecutive windows of whole paragraphs, up to `size` pieces each, the first one up to `offset`."""
    n = len(article.pieces)
    starts = [*article.pieces.paragraphs.tolist(), n]
    windows, start, limit = [], 0, offset
    for here, following in pairwise(starts):
        if here > start and following - start > limit:
            windows.append((start, here))
            start, limit = here, size
        while following - start > size:
            windows.append((start, start + size))
            start, limit = start + size, size
    if start < n:
        windows.append((start, n))
    return windows


def make_sample(article: Article, start: int, end: int) -> Sample:
    """The window of pieces `start` to `end` with its labels in positions of the window."""
    ids, features, places = lay_out(article.pieces, start, end)
    real = places >= 0
    role = np.where(real, article.role[places], -100)
    edges = np.concatenate([article.begins, article.ends], axis=1)[places] * real[:, None]
    position = np.full(len(article.role), -1, np.int64)
    position[places[real]] = np.flatnonzero(real)
    arcs: list[tuple[int, int, int]] = []
    inside = np.arange(start, end)
    for number in np.unique(article.owner[start:end]):
        if number < 0:
            continue
        mine = inside[article.owner[start:end] == number]
        cue = position[mine[article.role[mine] == CUE]]
        sources = position[article.sources[article.sources[:, 0] == number, 1]]
        targets = [(int(position[p]), int(article.role[p])) for p in mine]
        targets += [(int(p), SOURCE) for p in sources if p >= 0]
        arcs.extend((int(c), p, r) for c in cue for p, r in targets)
    return Sample(ids, features, role, edges.astype(np.float32), np.array(arcs, np.int64).reshape(-1, 3))


def make_epoch(rows: list[dict], tokenizer: Tokenizer, rng: random.Random, budget: int) -> list[list[Sample]]:
    """Batches of about `budget` positions for one pass, windows of one batch being of like length.

    Each article gets its own window size (160 to 352 pieces) and first cut; three in ten get other quotation marks.
    """
    samples = []
    for row in rows:
        text = swap_quotes(row["text"], rng) if rng.random() < 0.3 else row["text"]
        article = label_article(row, text, tokenizer)
        size = rng.randint(160, 352)
        for start, end in cut_at_paragraphs(article, size, rng.randint(40, size)):
            samples.append(make_sample(article, start, end))
    samples.sort(key=lambda s: len(s.ids) + rng.randint(0, 12))
    batches: list[list[Sample]] = [[]]
    for sample in samples:
        if batches[-1] and max(len(s.ids) for s in [*batches[-1], sample]) * (len(batches[-1]) + 1) > budget:
            batches.append([])
        batches[-1].append(sample)
    rng.shuffle(batches)
    return batches


def measure_priors(samples: list[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """Log odds that a piece with a role belongs to a cue, from the labels alone.

    Returns [3, 33] by bucket of signed distance within a paragraph, clipped to ±6, and [3], what to add to them across
    a paragraph border.
    """
    counts = np.ones((2, 3, 2, 33))
    for sample in samples[::3]:
        paragraph = np.cumsum(sample.ids == SEP)
        for cue in np.unique(sample.arcs[:, 0]):
            mine = sample.arcs[sample.arcs[:, 0] == cue]
            linked = np.zeros(len(sample.ids), np.int64)
            linked[mine[:, 1]] = mine[:, 2]
            bucket = bucket_distances(np.arange(len(sample.ids)) - cue)
            apart = (paragraph != paragraph[cue]).astype(np.int64)
            for role in (SOURCE, CUE, CONTENT):
                own = sample.role == role
                hit = (linked[own] == role).astype(np.int64)
                np.add.at(counts, (hit, role - 1, apart[own], bucket[own]), 1)
    within = np.log(counts[1, :, 0] / counts[0, :, 0]).clip(-6, 6)
    across = np.log(counts[1, :, 1].sum(-1) / counts[0, :, 1].sum(-1))
    return within.astype(np.float32), (across - within.mean(-1)).clip(-6, 0).astype(np.float32)
