"""Two spellings of a personal name: could they be one, and how alike are they?

A name travels through scripts and languages (Наєв is Nayev, Najew, Naev), so names are compared in three steps, each
weaker than the one before: the letters without diacritics (`fold_word`), a skeleton in which the usual transliterations
of one sound look the same (`skeleton_word`), and the share of letters in common (rapidfuzz).  Short names carry too
little evidence for anything but the first step: Wang and Vang, Li and Lee stay apart.
"""

from __future__ import annotations

import functools
import re

from normality import ascii_text
from rapidfuzz.distance import Levenshtein

from lagebild.reading.tables import read_words

PARTICLES = read_words("particles")
SUFFIXES = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])

SHORT = 5  # letters; shorter names must agree in the plain letters
FUZZY = 8  # letters; from here on one letter may differ, given that the first names agree

# Transliterations of one sound, applied in order.  Left: German, French, Polish, scientific and English spellings of
# Cyrillic, and the two-letter forms of umlauts.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"schtsch|shch", "sh"),
        (r"tsch|tch|cz", "ch"),
        (r"sch|sz", "sh"),
        (r"ph", "f"),
        (r"kh|gh", "h"),
        (r"ck|q", "k"),
        (r"tz|ts", "z"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"ae", "a"),
        (r"ou", "u"),
        (r"w", "v"),
        (r"[jy]", "i"),
        (r"e?i+(?=e)", ""),
        (r"i+$|ii+", "i"),
        (r"ff$", "v"),
        (r"sh", "s"),  # scientific transliteration has š, which folds to s
        (r"ch", "c"),
        (r"zh", "z"),
        (r"(.)\1", r"\1"),
    )
)


@functools.lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """A word of a name in plain lower-case letters: no diacritics, apostrophes or hyphens, other scripts in Latin."""
    plain = (ascii_text(word) or "").lower()
    return re.sub(r"[^a-z]", "", plain)


@functools.lru_cache(maxsize=20_000)
def skeleton_word(word: str) -> str:
    """The folded word with the usual transliterations of one sound made equal.

    >>> skeleton_word("Nayev") == skeleton_word("Najew")
    True
    """
    plain = re.sub(r"^(al|el)[-’' ]", "", (ascii_text(word) or "").lower())
    plain = re.sub(r"[^a-z]", "", plain)
    for pattern, sound in _SOUNDS:
        plain = pattern.sub(sound, plain)
    return plain


def same_word(one: str, other: str) -> bool:
    """Whether two spellings can be one name by folding or, if long enough, by skeleton."""
    if fold_word(one) == fold_word(other):
        return bool(fold_word(one))
    long_enough = min(len(fold_word(one)), len(fold_word(other))) >= SHORT
    return long_enough and skeleton_word(one) == skeleton_word(other)


def near_word(one: str, other: str) -> bool:
    """Whether two long spellings differ in at most one letter of their skeletons; needs further evidence to merge."""
    a, b = skeleton_word(one), skeleton_word(other)
    return min(len(a), len(b)) >= FUZZY and Levenshtein.distance(a, b, score_cutoff=1) <= 1


def split_name(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """A name as given names, family name with its particles, and suffix ("" where there is none).

    >>> split_name(("Ursula", "von", "der", "Tann"))
    (('Ursula',), ('von', 'der', 'Tann'), '')
    """
    suffix = ""
    if len(words) > 1 and words[-1].lower() in SUFFIXES:
        words, suffix = words[:-1], words[-1].lower().rstrip(".")
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return words[:start], words[start:], suffix


def surname_key(words: tuple[str, ...]) -> str:
    """The skeleton of the family name's last word, or its folded form when that is too short to compare by sound."""
    _, family, _ = split_name(words)
    folded = fold_word(family[-1])
    return skeleton_word(family[-1]) if len(folded) >= SHORT else folded


def given_names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether given names can belong to one person: one is missing, an initial, a short form, or spelled alike."""
    if not one or not other:
        return True
    a, b = fold_word(one[0]), fold_word(other[0])
    if a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]):
        return True
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    x, y = skeleton_word(one[0]), skeleton_word(other[0])
    return len(x) >= 4 and len(y) >= 4 and x[0] == y[0] and Levenshtein.normalized_similarity(x, y) >= 0.6
