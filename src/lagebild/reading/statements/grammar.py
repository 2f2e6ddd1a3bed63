"""Who says what, by grammar: statements with source, cue and content (conventions of PARC and PolNeAR).

The encoder finds the statements of a report.  This grammar finds what the encoder was not taught: statements inside
others, and those that it overlooks in texts unlike its own (`attribution`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from lagebild.reading.clauses import text_of
from lagebild.reading.statements.cues import load_lexicon
from lagebild.reading.statements.nesting import nest_statements
from lagebild.reading.statements.nouns import find_nouns
from lagebild.reading.statements.quotations import Quote, quotation_kind
from lagebild.reading.statements.quotes import attach_quotes
from lagebild.reading.statements.stances import judge_stance
from lagebild.reading.statements.verbs import PREPOSITIONS, Found, find_verbs
from lagebild.reading.tables import read_toml
from lagebild.records import Quotation, Statement


def find_statements(doc: Doc, quotes: Sequence[Quote]) -> tuple[Statement, ...]:
    """The statements that the grammar finds in a parsed text, in the order of their contents, speakers left open."""
    found = find_attributions(doc, quotes)
    statements = nest_statements([_make_statement(doc, quotes, f"g{n}", f) for n, f in enumerate(found, 1)])
    return _settle_impersonal(statements, found)


def find_attributions(doc: Doc, quotes: Sequence[Quote]) -> list[Found]:
    """All attributions in the order of the text."""
    lexicon = load_lexicon()
    found = attach_quotes(doc, quotes, lexicon, [*find_verbs(doc, lexicon), *find_nouns(doc, lexicon)])
    return sorted(found, key=lambda f: ((f.content or f.cue)[0].start, f.anchor))


def _make_statement(doc: Doc, quotes: Sequence[Quote], name: str, found: Found) -> Statement:
    judged = judge_stance(doc, found.cue, found.content, found.frame)
    quote = quotation_kind(text_of(doc), found.content, quotes)
    return Statement(
        id=name,
        source=found.source,
        cue=found.cue,
        content=found.content,
        quote=quote,
        stance=judged.stance,
        certainty=judged.certainty,
        serious=judged.serious,
        confidence=find_confidence(found.frame, bool(found.source), quote),
    )


def _settle_impersonal(statements: Sequence[Statement], found: Sequence[Found]) -> tuple[Statement, ...]:
    """ "There is little indication of …" belongs to whoever answers for the statement around it, else to nobody."""
    sources = {s.id: s.source for s in statements}
    settled = []
    for statement, origin in zip(statements, found, strict=True):
        if origin.frame != "no_evidence":
            settled.append(statement)
        elif statement.parent is not None:
            settled.append(replace(statement, source=sources[statement.parent]))
    kept = {s.id for s in settled}
    return tuple(s if s.parent is None or s.parent in kept else replace(s, parent=None) for s in settled)


def find_confidence(frame: str, has_source: bool, quote: Quotation) -> float:
    """The measured share of right findings of a pattern (`data/attribution_confidence.toml`)."""
    table = _load_confidences()["with_source" if has_source else "without_source"]
    row = table.get("preposition" if frame in PREPOSITIONS else frame) or table["other"]
    return row[quote]


@cache
def _load_confidences() -> dict[str, dict[str, dict[str, float]]]:
    return read_toml("attribution_confidence.toml")
