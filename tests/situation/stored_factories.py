"""Stored readings from a few words: texts are cut into sentences, statements and actors are found by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from lagebild.reading.sentences import report_sentences
from lagebild.records import (
    Actor,
    Citation,
    Claim,
    DateMention,
    Hit,
    Part,
    PartName,
    Reading,
    Report,
    Sentence,
    Span,
    Stance,
    Statement,
    Stored,
)
from lagebild.situation.terms import cut_stem, split_tokens

DAY = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)


def locate(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def make_actor(text: str, name: str, kind: str = "person", mentions: Sequence[str] = (), **fields: object) -> Actor:
    """An actor mentioned wherever its name or one of `mentions` stands; roles and affiliations are given as words."""
    spans = []
    for words in dict.fromkeys((*mentions, name)):
        at = text.find(words)
        while at >= 0:
            if not any(start < at + len(words) and at < end for start, end in spans):
                spans.append(Span(at, at + len(words)))
            at = text.find(words, at + 1)
    for claims in ("roles", "affiliations"):
        if claims in fields:
            fields[claims] = tuple(Claim(words, locate(text, words)) for words in fields[claims])  # type: ignore[attr-defined]
    return Actor(name, name, kind, tuple(sorted(spans)), **fields)  # type: ignore[arg-type]  # tests name real fields


def make_statement(
    text: str,
    number: int,
    speaker: str | None,
    cue: str,
    content: str | Sequence[str],
    stance: Stance,
    **fields: object,
) -> Statement:
    contents = (content,) if isinstance(content, str) else content
    source = (locate(text, speaker),) if speaker and speaker in text else ()
    return Statement(
        id=f"s{number}",
        source=source,
        cue=(locate(text, cue),) if cue else (),
        content=tuple(locate(text, words) for words in contents if words),
        quote="indirect",
        speaker=fields.pop("actor", speaker),  # type: ignore[arg-type]  # an actor's name is its id here
        stance=stance,
        **fields,  # type: ignore[arg-type]
    )


def make_stored(
    text: str,
    *,
    key: int = 1,
    actors: Sequence[tuple] = (),
    statements: Sequence[tuple] = (),
    parts: Sequence[tuple[str, PartName]] = (),
    dates: Sequence[tuple] = (),
    **fields: object,
) -> Stored:
    """A stored report; actors are (name, kind, fields), statements (speaker, cue, content, stance, fields)."""
    version, versions = fields.pop("version", 1), fields.pop("versions", None)
    report = Report(
        **{  # type: ignore[arg-type]
            "id": f"report-{key}",
            "identity": f"https://outlet{key}.example/a",
            "url": f"https://outlet{key}.example/a",
            "outlet": f"Outlet {key}",
            "title": f"Title {key}",
            "published": DAY,
            "language": "en",
            "text": text,
            "parts": _tile(text, parts),
            **fields,
        }
    )
    reading = Reading(
        report=report,
        sentences=tuple(Sentence(start, end) for start, end in report_sentences(report)),
        actors=tuple(make_actor(text, name, kind, **extra) for name, kind, extra in actors),
        statements=tuple(
            make_statement(text, n, *row[:4], **(row[4] if len(row) > 4 else {})) for n, row in enumerate(statements, 1)
        ),
        dates=tuple(DateMention(*locate(text, words), kind, value) for words, kind, value in dates),
    )
    return Stored(key, version, versions or version, DAY, reading)  # type: ignore[arg-type]


def _tile(text: str, parts: Sequence[tuple[str, PartName]]) -> tuple[Part, ...]:
    """Parts that begin at the words given and reach to the next; all body where none are given."""
    starts = [(text.index(words), name) for words, name in parts] or ([(0, "body")] if text else [])
    ends = [*(start for start, _ in starts[1:]), len(text)]
    return tuple(Part(start, end, name) for (start, name), end in zip(starts, ends, strict=False))


def make_citation(**fields: object) -> Citation:
    plain = Citation(1, 1, "a", "Outlet", "Title", "https://a.example/x", DAY, 0, 4, "Text", 0)
    return replace(plain, **fields)  # type: ignore[arg-type]


class MemoryStore:
    """What asking needs of a store, over readings in memory; it searches by stems as the real one does."""

    def __init__(self, *stored: Stored) -> None:
        self._stored = {one.key: one for one in stored}
        self.searched: list[tuple[str, ...]] = []

    def count(self) -> int:
        return len(self._stored)

    def load(self, key: int, version: int | None = None) -> Stored | None:
        stored = self._stored.get(key)
        return stored if stored is None or version in (None, stored.version) else None

    def search(self, terms: Sequence[str], limit: int = 200) -> tuple[Hit, ...]:
        self.searched.append(tuple(terms))
        wanted = [[cut_stem(token.word) for token in split_tokens(term)] for term in terms]
        hits = []
        for stored in self._stored.values():
            text = stored.reading.report.text
            for number, sentence in enumerate(stored.reading.sentences):
                stems = [token.stem for token in split_tokens(text[sentence.start : sentence.end])]
                runs = [stems[i : i + len(w)] for w in wanted if w for i in range(len(stems))]
                if any(run in wanted for run in runs if run):
                    hits.append(Hit(stored.key, stored.version, number, 0.0))
        return tuple(hits[:limit])
