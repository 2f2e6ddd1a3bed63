"""What kind of text a report is: the type that the text itself supports, beside the one that it declares.

The label comes from signs in the text alone (`genres.signs`), weighed by a table (`genres.scores`); what the page
declares has no part in it, so that the two can differ.  Where they do, a reason says so at the words that declare it.
Languages without a parser are judged by form and lists of words.
"""

from __future__ import annotations

from dataclasses import replace

from lagebild.reading.genres.declared import Declared, find_declared
from lagebild.reading.genres.prose import read_prose
from lagebild.reading.genres.scores import LEAST_SURE, give_reasons, score_types
from lagebild.reading.genres.signs import find_signs
from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Reading, Reason, TextType, TextTypeName

FEWEST = 3  # sentences; less is no text that has a type


def read_text_type(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with its text type: label, how sure it is, reasons in the text, and what is declared.

    A text of less than FEWEST sentences of prose, or one whose signs point nowhere, is "unknown"; `confidence` is the
    probability of the label, for "unknown" None.
    """
    declared = find_declared(parsed.report)
    prose = read_prose(parsed, reading)
    label: TextTypeName = "unknown"
    confidence = None
    reasons: tuple[Reason, ...] = ()
    if len(prose.sentences) >= FEWEST:
        score = score_types(find_signs(prose), len(prose.sentences))
        if score.shares[score.best] >= LEAST_SURE:
            label, confidence = score.best, round(score.shares[score.best], 3)
            reasons = give_reasons(score)
    first = declared[0].label if declared else None
    stated = tuple(_say_declared(d, label) for d in declared if d.span is not None)
    return replace(reading, text_type=TextType(label, first, confidence, (*stated, *reasons)))


def _say_declared(declared: Declared, label: TextTypeName) -> Reason:
    """The reason at the words that declare a type, and whether the text bears it out."""
    span = declared.span
    assert span is not None, "only what stands in the text has a place"
    if label in ("unknown", declared.label):
        return Reason(span.start, span.end, f"the text declares itself: {declared.label}")
    return Reason(span.start, span.end, f"the text declares itself: {declared.label}; its signs are those of {label}")


READER = Reader("text_type", "6", None, read_text_type)
