"""What kind of text a report is, as far as its page says so; what the text itself supports is not judged yet."""

from __future__ import annotations

from dataclasses import replace

from lagebild.reading.parsed import Parsed, Reader
from lagebild.records import Reading, Reason, TextType


def read_text_type(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with the declared text type; `label` stays unknown, for no reader judges the text itself yet.

    What stands in the text outweighs the page's metadata, for it is what people were shown.
    """
    declared = sorted(
        (d for d in parsed.report.declared if d.label is not None), key=lambda d: (d.where != "text", d.where)
    )
    reasons = tuple(
        Reason(d.span.start, d.span.end, f"the text declares itself: {d.label}") for d in declared if d.span is not None
    )
    label = declared[0].label if declared else None
    return replace(reading, text_type=TextType(declared=label, reasons=reasons))


READER = Reader("text_type", "1", None, read_text_type)
