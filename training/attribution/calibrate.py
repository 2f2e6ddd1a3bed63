"""Fits the confidence of linked statements on the articles held out of training, and writes its weights.

    python training/attribution/calibrate.py --train polnear_train.jsonl.gz --out src/lagebild/reading/data/linking.toml

A statement counts as right when an annotated one has half of its content words in common (Jaccard) and its source
likewise, or both have none.  Logistic regression by Newton's method with a small ridge; deterministic.  Prints how many
of ten groups by confidence were right, by five-fold cross-validation.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np
from corpus import read_rows, split_rows
from evaluate import find_boundaries

from lagebild.models.encoder import SOURCE, Encoded, load_encoder
from lagebild.reading.statements.claims import settle_claims
from lagebild.reading.statements.confidence import GROUNDS, measure_grounds
from lagebild.reading.statements.drafts import Draft, Limits, draft_attribution, find_cues
from lagebild.reading.statements.words import Words, find_units, gather_words

WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
HEADER = """# Confidence of a linked statement: logistic weights of the grounds named in statements/confidence.py.
# Fitted by training/attribution/calibrate.py on the articles of PolNeAR's training set that the encoder was not
# fitted on; made again whenever the encoder is.
[confidence]
"""


def cover_words(text: str, spans: list) -> frozenset[int]:
    """The offsets of the words that share a character with a span."""
    return frozenset(m.start() for m in WORD.finditer(text) if any(s < m.end() and m.start() < e for s, e in spans))


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Jaccard's measure; two empty sets agree."""
    return len(first & second) / len(first | second) if first or second else 1.0


def draft_all(encoded: Encoded, text: str) -> tuple[Words, list[Draft]]:
    """The settled drafts of one article."""
    limits, words = Limits(), gather_words(encoded, text)
    sources = find_units(words, SOURCE)
    drafts = [draft_attribution(encoded, words, cue, sources, limits) for cue in find_cues(words, limits)]
    return words, settle_claims([d for d in drafts if d is not None], words, limits)


def judge(row: dict, words: Words, drafts: list[Draft]) -> list[bool]:
    """Which drafts are right; each annotated statement counts once, for the draft that meets it best."""
    text = row["text"]

    def found(ranges: list) -> frozenset[int]:
        return cover_words(text, [(words.starts[a], words.ends[b - 1]) for a, b in ranges])

    gold = [(cover_words(text, a["content"]), cover_words(text, a["source"])) for a in row["attributions"]]
    mine = [(found(list(d.content)), found([] if d.source is None else [d.source])) for d in drafts]
    pairs = sorted(
        ((overlap(g[0], m[0]), i, j) for i, g in enumerate(gold) for j, m in enumerate(mine) if g[0] & m[0]),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    right, used = [False] * len(drafts), set()
    taken: set[int] = set()
    for share, i, j in pairs:
        if share >= 0.5 and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            right[j] = overlap(gold[i][1], mine[j][1]) >= 0.5
    return right


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights of the constant and of each column."""
    x = np.c_[np.ones(len(x)), x]
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        penalty = ridge * np.r_[0, np.ones(len(w) - 1)]
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(penalty + 1e-9)
        w -= np.linalg.solve(hessian, x.T @ (p - y) + penalty * w)
    return w


def apply(w: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Chances for the rows of `x`."""
    return 1 / (1 + np.exp(-(w[0] + x @ w[1:])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    encoder, grounds, right, article = load_encoder(), [], [], []
    for number, row in enumerate(split_rows(read_rows(given.train))[1]):
        words, drafts = draft_all(encoder.encode(row["text"], find_boundaries(row["text"])), row["text"])
        grounds += [measure_grounds(d, words) for d in drafts]
        right += judge(row, words, drafts)
        article += [number] * len(drafts)
    x, y, fold = np.array(grounds), np.array(right, float), np.array(article) % 5
    chance = np.zeros(len(y))
    for k in range(5):
        chance[fold == k] = apply(fit(x[fold != k], y[fold != k]), x[fold == k])
    print(f"{len(y)} statements, {y.mean():.3f} right, Brier {((chance - y) ** 2).mean():.3f}")
    for group in np.array_split(np.argsort(chance), 10):
        print(f"said {chance[group].mean():.2f} right {y[group].mean():.2f}")
    lines = [f"{name} = {value:.4f}\n" for name, value in zip(("constant", *GROUNDS), fit(x, y), strict=True)]
    given.out.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
