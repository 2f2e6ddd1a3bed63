"""The lexicon of cues: which words attribute, with what stance, and how their content stands to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from lagebild.reading.tables import read_toml
from lagebild.records import Certainty, Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, in the frames that share one stance; frames are named in `data/cues_en.toml`."""

    word: str
    frames: frozenset[str]
    stance: Stance
    certainty: Certainty
    serious: bool | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by lemma, and the smaller lists of the file by name ("evidence.nouns")."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    lists: Mapping[str, frozenset[str]]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of English cues, read once."""
    raw = read_toml("cues_en.toml")
    verbs, nouns = raw.pop("verbs"), raw.pop("nouns")
    lists = {
        f"{table}.{name}": frozenset(words.split()) for table, named in raw.items() for name, words in named.items()
    }
    return Lexicon(_index_cues(verbs), _index_cues(nouns), MappingProxyType(lists))


def _index_cues(entries: list[dict[str, Any]]) -> Mapping[str, tuple[Cue, ...]]:  # Any: values as TOML gives them
    found: dict[str, list[Cue]] = {}
    for entry in entries:
        for word in entry["words"].split():
            cue = Cue(
                word, frozenset(entry["frames"].split()), entry["stance"], entry["certainty"], entry.get("serious")
            )
            found.setdefault(word, []).append(cue)
    return MappingProxyType({word: tuple(cues) for word, cues in found.items()})


def frames_of(cues: tuple[Cue, ...]) -> frozenset[str]:
    """All frames of a word."""
    return frozenset(frame for cue in cues for frame in cue.frames)
