"""Who says what: statements with source, cue and content (conventions of PARC and PolNeAR).

The encoder comes first.  The grammar serves two purposes that the encoder was not taught: it finds statements inside
the contents of others ("he said that she had denied it"), which become their children, and statements in words that
the encoder left unclaimed, for texts unlike the American election reports it was fitted on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from spacy.tokens import Doc

from lagebild.reading.parsed import Parsed, Reader
from lagebild.reading.statements.cues import load_lexicon
from lagebild.reading.statements.following import carry_quotes
from lagebild.reading.statements.grammar import find_confidence, find_statements
from lagebild.reading.statements.layouts import Layout, find_layouts, yield_to_layouts
from lagebild.reading.statements.nesting import nest_statements
from lagebild.reading.statements.quotations import Quote, classify_quote, find_quotes, quotation_kind
from lagebild.reading.statements.spans import Linked, link_spans
from lagebild.reading.statements.stances import judge_stance
from lagebild.reading.statements.tails import cut_tail
from lagebild.records import Part, Reading, Span, Statement

_SILENT_PARTS = frozenset({"teaser", "label", "caption"})
_TIMES = frozenset({"DATE", "TIME"})
_SAME = 0.9
"""From this share of an outer content on, what the grammar finds inside it is that content over again."""

_AND = re.compile(r",?\s+(?:and|but|or)(?:\s+\w+ly)?\s+$")
_INFINITIVE = re.compile(r"(?:to\s+)?(?:\w+ly\s+)?(?P<verb>\w+)")
_SURE = 0.5
"""A statement that the encoder overlooked counts from this confidence of the grammar on."""


def read_attributions(parsed: Parsed, reading: Reading) -> Reading:
    """The reading with its statements in the order of the text; unchanged without a parse.

    Labels, captions and teasers hold none.  Speakers are left open.
    """
    if parsed.doc is None or parsed.encoded is None:
        return reading
    text = parsed.report.text
    quotes = find_quotes(text, parsed.report.parts)
    silent = [p for p in parsed.report.parts if p.part in _SILENT_PARTS]
    by_grammar = find_statements(parsed.doc, quotes)
    linked_spans = (
        cut_tail(free_times(free_quotes(x, quotes, text), parsed.doc), text) for x in link_spans(parsed.encoded, text)
    )
    spoken = [x for x in linked_spans if not any(p.start <= _first(x) < p.end for p in silent)]
    layouts = find_layouts(text, parsed.report.parts)
    kept = [x for linked in spoken if (x := yield_to_layouts(linked, layouts)) is not None]
    carried = carry_quotes(parsed.doc, text, split_coordinated(kept, by_grammar, text), quotes)
    found = [_make_statement(parsed.doc, text, quotes, linked) for linked in carried]
    found += [_make_spoken(parsed.doc, layout) for layout in layouts]
    said = {span.start for statement in found for span in statement.cue}
    unsaid = [c for c in by_grammar if not said & {span.start for span in c.cue}]
    found += [*find_inner(found, unsaid), *find_overlooked(found, by_grammar, silent)]
    found.sort(key=lambda s: (s.content or s.cue)[0].start)
    numbered = [replace(statement, id=f"s{number}") for number, statement in enumerate(found, 1)]
    return replace(reading, statements=nest_statements(numbered))


READER = Reader("attribution", "6", frozenset({"en"}), read_attributions)


def free_quotes(linked: Linked, quotes: Sequence[Quote], text: str) -> Linked:
    """The attribution with speech that stood in its source moved to its content: “A,” said X, “and B.”"""
    for span in linked.source:
        at = bisect_left(quotes, span.start + 1, key=lambda quote: quote.start)
        if at < len(quotes) and quotes[at].start < span.end and classify_quote(text, quotes[at]) == "speech":
            source = Span(span.start, span.start + len(text[span.start : quotes[at].start].rstrip(" \n\t,;:—–-")))
            free = source.end > source.start and not any(
                s < quotes[at].end and e > quotes[at].start for s, e in linked.content
            )
            if free:
                return replace(linked, source=(source,), content=tuple(sorted({*linked.content, quotes[at].span})))
    return linked


def free_times(linked: Linked, doc: Doc) -> Linked:
    """The attribution without the time that stood before its source: "Four times" before "Ostelia has told"."""
    source = doc.char_span(*linked.source[0], alignment_mode="contract") if linked.source else None
    if source is None:
        return linked
    for token in source:
        time = token.dep_ == "npadvmod" and (token.pos_ == "NOUN" or token.ent_type_ in _TIMES)
        inside = source.start <= token.head.i < source.end
        after = token.right_edge.i + 1
        if time and not inside and token.left_edge.i == source.start and after < source.end and doc[after].is_alpha:
            return replace(linked, source=(Span(doc[after].idx, linked.source[0].end), *linked.source[1:]))
    return linked


def empty_silence(linked: Linked, text: str) -> Linked:
    """Who "declined to comment" said nothing: the infinitive is moved from the content to the cue."""
    if not linked.content or not linked.cue:
        return linked
    start, end = linked.content[0]
    said = _INFINITIVE.match(text, start, end)
    if said is None or said["verb"].lower() not in load_lexicon().lists["silence.verbs"]:
        return linked
    cue = linked.cue[-1]
    if 0 <= start - cue.end <= 1:
        return replace(linked, cue=(*linked.cue[:-1], Span(cue.start, said.end())), content=())
    return replace(linked, content=())


def find_inner(outer: Sequence[Statement], candidates: Sequence[Statement]) -> Iterator[Statement]:
    """The candidates that stand wholly inside the content of an outer statement, and are not just that content.

    Both are in the order of the text, so that each candidate meets only the contents around it.
    """
    contents = ((span, statement) for statement in outer for span in statement.content)
    stretches = sorted(contents, key=lambda row: row[0])  # two statements may have the same content
    at = 0
    for candidate in sorted(candidates, key=_extent):
        start, end = _extent(candidate)
        while at < len(stretches) and stretches[at][0].end <= start:
            at += 1
        for span, statement in stretches[at:]:
            if span.start > start:
                break
            if end <= span.end and _size(candidate.content) < _SAME * _size(statement.content):
                yield candidate
                break


def split_coordinated(found: Sequence[Linked], candidates: Sequence[Statement], text: str) -> list[Linked]:
    """The attributions, each cut before a second cue of its source: "considers it a ruse and expects an attack".

    The second part is as the grammar found it, and takes the place of what else was found with that cue.
    """
    by_source: dict[tuple[Span, ...], list[Statement]] = defaultdict(list)
    for candidate in candidates:
        if candidate.source and candidate.cue and candidate.content:
            by_source[candidate.source].append(candidate)
    parts: list[Linked] = []
    second: dict[int, Linked] = {}
    for linked in found:
        first, rest = _cut(linked, by_source[linked.source], text)
        parts.append(first)
        if rest is not None:
            second[rest.cue[0].start] = rest
    return [part for part in parts if not part.cue or part.cue[0].start not in second] + list(second.values())


def _cut(linked: Linked, candidates: Sequence[Statement], text: str) -> tuple[Linked, Linked | None]:
    """An attribution and what follows its source's second cue, None where it has but one."""
    for other in candidates if linked.content else ():
        last, cue = linked.content[-1], other.cue[0]
        joined = _AND.search(text, last.start, cue.start) if last.start < cue.start else None
        if joined is not None and last.start < joined.start() and cue.end < last.end:
            first = replace(linked, content=(*linked.content[:-1], Span(last.start, joined.start())))
            content = (*other.content[:-1], Span(other.content[-1].start, max(last.end, other.content[-1].end)))
            return first, Linked(linked.source, other.cue, content, linked.confidence)
    return linked, None


def find_overlooked(
    known: Sequence[Statement], candidates: Sequence[Statement], silent: Sequence[Part]
) -> Iterator[Statement]:
    """The candidates none of whose words belong to a known statement, with a speaker and some certainty.

    One inside another is left out, unless it only takes over that one's source ("According to X, A, but there is no
    sign of B").
    """
    sources = {candidate.id: candidate.source for candidate in candidates}
    taken = sorted(span for statement in known for span in statement.source + statement.cue + statement.content)
    taken += [Span(part.start, part.end) for part in silent]
    taken.sort()
    ends = list(accumulate((span.end for span in taken), max))
    for candidate in candidates:
        if not candidate.source or candidate.confidence < _SURE:
            continue
        if candidate.parent is not None and sources[candidate.parent] != candidate.source:
            continue
        spans = candidate.cue + candidate.content
        before = [bisect_left(taken, (span.end,)) for span in spans]
        if all(not n or ends[n - 1] <= span.start for n, span in zip(before, spans, strict=True)):
            yield replace(candidate, parent=None)


def _make_statement(doc: Doc, text: str, quotes: Sequence[Quote], linked: Linked) -> Statement:
    judged = judge_stance(doc, linked.cue, linked.content)
    if judged.stance == "declines":
        linked = empty_silence(linked, text)
    return Statement(
        id="",
        source=linked.source,
        cue=linked.cue,
        content=linked.content,
        quote=quotation_kind(text, linked.content, quotes),
        stance=judged.stance,
        certainty=judged.certainty,
        serious=judged.serious,
        confidence=round(linked.confidence, 3),
    )


def _make_spoken(doc: Doc, layout: Layout) -> Statement:
    """Speech that the layout attributes is direct: label or signature stand for the quotation marks."""
    judged = judge_stance(doc, (), layout.content)
    return Statement(
        id="",
        source=layout.source,
        cue=layout.cue,
        content=layout.content,
        quote="direct",
        stance=judged.stance,
        certainty=judged.certainty,
        serious=judged.serious,
        confidence=find_confidence(layout.sort, bool(layout.source), "direct"),
    )


def _first(linked: Linked) -> int:
    return (linked.content or linked.cue)[0].start


def _extent(statement: Statement) -> tuple[int, int]:
    """Where cue and content of a statement begin and end; the source may be taken over from outside."""
    spans = statement.content + statement.cue
    return min(s.start for s in spans), max(s.end for s in spans)


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)
