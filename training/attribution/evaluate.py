"""Writes the attributions that the encoder finds in articles, for a scorer, or the scores of a scorer given by path.

    python training/attribution/evaluate.py --articles polnear_dev.jsonl.gz --out predictions.jsonl [--scorer FILE]

Runs the shipped weights with onnxruntime, or a checkpoint with `--checkpoint FILE --base DIR` (needs torch).  Windows
are cut at sentence ends found by a simple pattern; in the product the parser's sentences take its place.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import read_rows, split_rows

from lagebild.models.arcs import Distances
from lagebild.models.encoder import Encoder, Outputs, load_encoder
from lagebild.models.pieces import Ints, load_tokenizer
from lagebild.reading.statements.spans import Linked, link_spans

SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+")


def find_boundaries(text: str) -> list[int]:
    """Where sentences may begin."""
    return [m.end() for m in SENTENCE_END.finditer(text)]


def load_checkpoint(checkpoint: Path, base: Path) -> Encoder:
    """An encoder that runs a training checkpoint in torch."""
    import torch
    from network import Network

    torch.set_num_threads(1)
    network = Network(base)
    network.load_state_dict(torch.load(checkpoint))
    network.eval()

    def run(ids: Ints, mask: Ints, features: Ints) -> Outputs:
        with torch.inference_mode():
            trunk, pieces, queries, keys = network(*map(torch.from_numpy, (ids, mask, features)))
        return trunk.numpy(), pieces.numpy(), queries.numpy(), keys.numpy()

    distances = Distances(*(w.detach().numpy() for w in (network.distance, network.border, network.gate)))
    return Encoder(load_tokenizer(base / "tokenizer.json"), run, distances)


def write_row(row: dict, found: tuple[Linked, ...]) -> str:
    """One line of predictions."""
    attributions = [
        {"source": a.source, "cue": a.cue, "content": a.content, "confidence": round(a.confidence, 4)} for a in found
    ]
    return json.dumps({"id": row["id"], "attributions": attributions})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--held", action="store_true", help="only the articles of the training set held out of fitting")
    parser.add_argument("--scorer", type=Path, help="a program that takes gold and predictions")
    given = parser.parse_args()
    encoder = load_checkpoint(given.checkpoint, given.base) if given.checkpoint else load_encoder()
    rows = read_rows(given.articles)
    rows = split_rows(rows)[1] if given.held else rows
    began, lines = time.process_time(), []
    for row in rows:
        encoded = encoder.encode(row["text"], find_boundaries(row["text"]))
        lines.append(write_row(row, link_spans(encoded, row["text"])))
    spent = time.process_time() - began
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(len(r['text'].split()) for r in rows) / spent:.0f} words a CPU second")
    if given.scorer:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as gold:
            gold.writelines(json.dumps(row) + "\n" for row in rows)
            gold.flush()
            subprocess.run([sys.executable, given.scorer, gold.name, given.out], check=True)


if __name__ == "__main__":
    main()
