"""What changed between two versions of a report: its sentences, its title, its times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from lagebild.records import Citation, Stored
from lagebild.situation.citations import cite_span, part_at

ALTERED = 60.0  # of 100: from this similarity on, a sentence counts as altered, not as one removed and one added
LONGEST_BLOCK = 200  # sentences of one rewritten stretch that are paired by similarity; beyond, by their order


@dataclass(frozen=True, slots=True)
class Alteration:
    """A sentence of which some words were changed: `removed` stood in the old one, `added` stand in the new one."""

    old: Citation
    new: Citation
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What distinguishes version `new` of a report from version `old`; times and titles are None where unchanged."""

    key: int
    old: int
    new: int
    added: tuple[Citation, ...]
    removed: tuple[Citation, ...]
    altered: tuple[Alteration, ...]
    title: tuple[str | None, str | None] | None = None
    published: tuple[datetime | None, datetime | None] | None = None
    updated: tuple[datetime | None, datetime | None] | None = None

    @property
    def nothing(self) -> bool:
        """Whether no difference was found in what is compared."""
        texts = (*self.added, *self.removed, *self.altered)
        return not texts and self.title is None and self.published is None and self.updated is None


def compare_versions(old: Stored, new: Stored) -> Changes:
    """What changed from `old` to `new`; teasers of other reports and white space are not compared."""
    before, after = _list_sentences(old), _list_sentences(new)
    added: list[Citation] = []
    removed: list[Citation] = []
    altered: list[Alteration] = []
    matcher = SequenceMatcher(None, [_bare(c) for c in before], [_bare(c) for c in after], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = dict(_pair_up(before[i1:i2], after[j1:j2]))
        altered += [_compare_words(before[i1 + i], after[j1 + j]) for i, j in pairs.items()]
        removed += [c for i, c in enumerate(before[i1:i2]) if i not in pairs]
        added += [c for j, c in enumerate(after[j1:j2]) if j not in pairs.values()]
    one, other = old.reading.report, new.reading.report
    return Changes(
        key=new.key,
        old=old.version,
        new=new.version,
        added=tuple(added),
        removed=tuple(removed),
        altered=tuple(altered),
        title=None if one.title == other.title else (one.title, other.title),
        published=None if one.published == other.published else (one.published, other.published),
        updated=None if one.updated == other.updated else (one.updated, other.updated),
    )


def _list_sentences(stored: Stored) -> list[Citation]:
    """The report's sentences without those of teasers."""
    found = []
    for sentence in stored.reading.sentences:
        part = part_at(stored.reading, sentence.start)
        if part is None or part.part != "teaser":
            found.append(cite_span(stored, sentence.start, sentence.end))
    return found


def _bare(citation: Citation) -> str:
    return " ".join(citation.text.split())


def _pair_up(before: Sequence[Citation], after: Sequence[Citation]) -> Iterable[tuple[int, int]]:
    """Which old sentence became which new one: the most similar pairs first, each sentence once."""
    near = LONGEST_BLOCK if max(len(before), len(after)) <= LONGEST_BLOCK else 2
    scored = (
        (fuzz.ratio(_bare(one), _bare(other), score_cutoff=ALTERED), i, j)
        for i, one in enumerate(before)
        for j, other in enumerate(after[max(0, i - near) : i + near + 1], start=max(0, i - near))
    )
    used_before: set[int] = set()
    used_after: set[int] = set()
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score >= ALTERED and i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            yield i, j


def _compare_words(old: Citation, new: Citation) -> Alteration:
    """The words by which two sentences differ, each run of them as one."""
    before, after = old.text.split(), new.text.split()
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    removed = tuple(" ".join(before[i1:i2]) for tag, i1, i2, _, _ in opcodes if tag in {"replace", "delete"})
    added = tuple(" ".join(after[j1:j2]) for tag, _, _, j1, j2 in opcodes if tag in {"replace", "insert"})
    return Alteration(old, new, removed, added)
