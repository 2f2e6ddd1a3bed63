"""Who says what, by grammar: statements with source, cue and content (conventions of PARC and PolNeAR)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from lagebild.reading.attribution_nouns import find_nouns
from lagebild.reading.attribution_quotes import attach_quotes
from lagebild.reading.attribution_verbs import Found, find_verbs
from lagebild.reading.cues import load_lexicon
from lagebild.reading.nesting import nest_statements
from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.quotations import Quote, find_quotes, quotation_kind
from lagebild.reading.stances import judge_stance
from lagebild.records import Reading, Statement

_SILENT_PARTS = frozenset({"teaser", "label", "caption"})


def read_attributions(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with the statements that the grammar finds; unchanged without a parse."""
    if parsed.doc is None:
        return reading
    quotes = find_quotes(parsed.report.text, parsed.report.parts)
    found = find_attributions(parsed.doc, quotes)
    silent = [p for p in parsed.report.parts if p.part in _SILENT_PARTS]
    kept = [f for f in found if not any(p.start <= f.content[0].start < p.end for p in silent if f.content)]
    statements = tuple(_make_statement(parsed.doc, quotes, n, f) for n, f in enumerate(kept, 1))
    return replace(reading, statements=nest_statements(statements))


def find_attributions(doc: Doc, quotes: Sequence[Quote]) -> list[Found]:
    """All attributions in the order of the text."""
    lexicon = load_lexicon()
    found = [*find_verbs(doc, lexicon), *find_nouns(doc, lexicon)]
    found = attach_quotes(doc, quotes, lexicon, found)
    return sorted(found, key=lambda f: (f.content or f.cue)[0].start)


def _make_statement(doc: Doc, quotes: Sequence[Quote], number: int, found: Found) -> Statement:
    judged = judge_stance(doc, found.cue, found.content, found.frame)
    return Statement(
        id=f"s{number}",
        source=found.source,
        cue=found.cue,
        content=found.content,
        quote=quotation_kind(doc.text, found.content, quotes),
        stance=judged.stance,
        certainty=judged.certainty,
        serious=judged.serious,
        confidence=0.5,
    )


READER = Reader("attribution", "1", frozenset({"en"}), read_attributions)
