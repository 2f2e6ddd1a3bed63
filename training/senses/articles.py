"""Labels of real articles: offsets kept here, texts read from the training part of PolNeAR where it lies.

Files of `articles/`, one article a line or one label a line: kinds of sentences (`kinds.jsonl`), candidates for
events as the product finds them (`events.jsonl`), all events of single sentences (`whole.jsonl`), stances of statements
(`stances.jsonl`); and statements taken to be meant, since newspapers' nearly all are.
"""

from __future__ import annotations

import gzip
import json
import random
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path

from corpus import Document, EarnestLabel, EventLabel, KindLabel, Spans, StanceLabel, cut_passages

MEANT = 4
"""Statements of an article that are taken to be meant in earnest; of 448 that were looked at, four were not."""


def read_articles(folder: Path, train: Path, rng: random.Random) -> list[Document]:
    """Each labelled article as a document with all that is labelled in it, in the order of their names.

    Of articles without labels of kinds only the passages that are labelled.
    """
    with gzip.open(train, "rt", encoding="utf-8") as file:
        articles = {row["id"]: row for row in map(json.loads, file)}
    kinds = read_kinds(folder / "kinds.jsonl")
    events = read_candidates(folder / "events.jsonl")
    for name, labels in read_whole(folder / "whole.jsonl").items():
        events[name].extend(labels)
    stances, jokes = read_stances(folder / "stances.jsonl", articles)
    documents = []
    for number, name in enumerate(sorted({*kinds, *events, *stances})):
        article = articles[name]
        labels = kinds.get(name, ())
        meant = take_statements(article, [k.start for k in labels], rng) if labels else ()
        whole = Document(
            f"{name}:{number}",
            article["text"],
            events=tuple(events.get(name, ())),
            kinds=labels,
            earnest=(*meant, *jokes.get(name, ())),
            stances=tuple(stances.get(name, ())),
        )
        documents.extend([whole] if labels else cut_passages(whole.id, whole))
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


def read_whole(path: Path) -> dict[str, list[EventLabel]]:
    """All events of the labelled sentences, and words of them that are none."""
    found: dict[str, list[EventLabel]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["article"]].extend(label_whole(row, (row["sentence"][0], row["sentence"][1])))
    return found


def read_written(path: Path) -> list[tuple[str, str, list[EventLabel]]]:
    """Written sentences, each with its name `whole:line`, all its events, and words of it that are none."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (f"{path.stem}:{number}", row["text"], label_whole(row, (0, len(row["text"]))))
        for number, row in enumerate(rows, 1)
    ]


def label_whole(row: dict, sentence: tuple[int, int]) -> list[EventLabel]:
    """The labels of a row: its `events`, whose parties are all there, and what is none."""
    labels = []
    for event in row["events"]:
        places = (to_spans([event["trigger"]]), to_spans(event["actors"]), to_spans(event["recipients"]))
        kind = event["type"]
        labels.append(EventLabel(kind, kind, "", (), event["status"], *places, sentence, True))
    for none in row["none"]:
        places = (to_spans([none["trigger"]]), to_spans(none["actors"]), to_spans(none["recipients"]))
        labels.append(EventLabel("NONE", "NONE", "", (), "unknown", *places, sentence))
    return labels


def read_stances(
    path: Path, articles: dict[str, dict]
) -> tuple[dict[str, list[StanceLabel]], dict[str, list[EarnestLabel]]]:
    """The labelled statements of each article, and those of them that are not meant in earnest."""
    found: dict[str, list[StanceLabel]] = defaultdict(list)
    jokes: dict[str, list[EarnestLabel]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = [to_spans(row[part]) for part in ("source", "cue", "content")]
        around = find_around(articles[row["article"]]["text"], [span for part in places for span in part])
        second = row.get("second", row["stance"])
        found[row["article"]].append(StanceLabel(*places, row["stance"], second, around))
        if not row["serious"]:
            jokes[row["article"]].append(EarnestLabel(*places, False, around))
    return found, jokes


def find_around(text: str, places: list[tuple[int, int]]) -> tuple[int, int]:
    """The paragraphs in which a statement stands."""
    start, end = min(s for s, _ in places), max(e for _, e in places)
    last = text.find("\n\n", end)
    return text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, last if last >= 0 else len(text)


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
