"""Labels of real articles: offsets kept here, texts read from the training part of PolNeAR where it lies.

Three files of `articles/`, one article a line or one label a line: kinds of sentences (`kinds.jsonl`), candidates for
events as the product finds them (`events.jsonl`), and statements taken to be meant, since newspapers' nearly all are.
"""

from __future__ import annotations

import gzip
import json
import random
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path

from corpus import Document, EarnestLabel, EventLabel, KindLabel, Spans

MEANT = 4
"""Statements of an article that are taken to be meant in earnest; of 448 that were looked at, four were not."""


def read_articles(folder: Path, train: Path, rng: random.Random) -> list[Document]:
    """Each labelled article as a document with all that is labelled in it, in the order of their names."""
    with gzip.open(train, "rt", encoding="utf-8") as file:
        articles = {row["id"]: row for row in map(json.loads, file)}
    kinds = read_kinds(folder / "kinds.jsonl")
    events = read_candidates(folder / "events.jsonl")
    documents = []
    for number, name in enumerate(sorted({*kinds, *events})):
        article = articles[name]
        labels = kinds.get(name, ())
        meant = take_statements(article, [k.start for k in labels], rng) if labels else ()
        documents.append(Document(f"{name}:{number}", article["text"], tuple(events.get(name, ())), labels, meant))
    return documents


def read_kinds(path: Path) -> dict[str, tuple[KindLabel, ...]]:
    """The kinds of the sentences of each article; the blind pass's kind where there is one, else the first's again."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["article"]] = tuple(
            KindLabel(start, end, kind, reported, *(second[:1] or [kind]))
            for start, end, kind, reported, *second in row["sentences"]
        )
    return found


def read_candidates(path: Path) -> dict[str, list[EventLabel]]:
    """The labelled candidates of each article."""
    found: dict[str, list[EventLabel]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = (to_spans([row["trigger"]]), to_spans(row["actors"]), to_spans(row["recipients"]))
        second = row.get("second", row["type"])
        start, end = row["sentence"]
        found[row["article"]].append(EventLabel(row["type"], second, "", (), row["status"], *places, (start, end)))
    return found


def to_spans(rows: list[list[int]]) -> Spans:
    """Pairs of offsets as tuples."""
    return tuple((start, end) for start, end in rows)


def take_statements(article: dict, starts: list[int], rng: random.Random) -> tuple[EarnestLabel, ...]:
    """A few of the annotated statements that have source, cue and content, each with the sentences around it."""
    whole = [a for a in article["attributions"] if a["source"] and a["cue"] and a["content"]]
    found = []
    for one in rng.sample(whole, min(MEANT, len(whole))):
        places = [span for part in ("source", "cue", "content") for span in one[part]]
        first = max(bisect_right(starts, min(s for s, _ in places)) - 2, 0)
        last = bisect_right(starts, max(e for _, e in places) - 1) + 1
        end = starts[last] if last < len(starts) else len(article["text"])
        found.append(
            EarnestLabel(*(to_spans(one[p]) for p in ("source", "cue", "content")), True, (starts[first], end))
        )
    return tuple(found)
