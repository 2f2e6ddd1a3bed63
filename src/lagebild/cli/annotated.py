"""A reading on a terminal: the text with who says what coloured in it, and beneath it the findings in full."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import cycle

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lagebild.cli.labelled import Wanted, mark_sentence, render_experts, render_label
from lagebild.cli.terminal import clean, say_stance, say_when
from lagebild.exports.voices import is_sure, say_quotations, say_weak
from lagebild.records import Actor, Part, Reading, Span, Statement
from lagebild.situation.labels import list_prose

_SPEAKER_COLOURS = ("cyan", "yellow", "green", "magenta", "blue", "red")
_PART_STYLES = {
    "headline": "bold",
    "key_point": "italic",
    "subheading": "bold",
    "caption": "dim italic",
    "info_box": "",
    "teaser": "dim",
    "label": "dim",
}
_UNMARKED = frozenset({"headline", "subheading", "caption", "teaser", "label"})
NOBODY = "nobody named"


def print_reading(
    console: Console, reading: Reading, *, text: bool = True, numbered: bool = False, wanted: Wanted | None = None
) -> None:
    """Print a reading: label, text, statements by speaker, actors, dates, experts and warnings.

    With `numbered` each block shows the number of its first sentence, as citations name it.  With `wanted` only the
    sentences that it takes are printed, each with its number, and of the findings only the expert box.
    """
    console.print(_head(reading))
    console.print(render_label(reading))
    colours = _speaker_colours(reading)
    sections: tuple[RenderableType | None, ...]
    if wanted:
        for line in _chosen(reading, colours, wanted):
            console.print(line)
        sections = (render_experts(reading), _warnings(reading))
    else:
        if text:
            for block in _blocks(reading, colours, numbered):
                console.print(block)
            console.print()
        found = (_statements(reading, colours), _actors(reading), _dates(reading))
        sections = (*found, render_experts(reading), _warnings(reading))
    for section in sections:
        if section is not None:
            console.print(section)


def _head(reading: Reading) -> Text:
    """Title, outlet, authors, times and language."""
    report = reading.report
    head = Text(clean(report.title or report.id), style="bold")
    facts = [
        clean(report.outlet or ""),
        say_when(report.published, report.published_is_date),
        f"updated {say_when(report.updated)}" if report.updated else "",
        "by " + clean(", ".join(report.authors)) if report.authors else "",
        f"language {report.language or 'unknown'}",
    ]
    head.append("\n" + " · ".join(fact for fact in facts if fact) + "\n", style="dim not bold")
    return head


def _speaker_colours(reading: Reading) -> dict[str | None, str]:
    """A colour for each speaker, the most quoted first; grey for nobody."""
    counted = Counter(s.speaker for s in reading.statements if s.speaker is not None and _sure(reading, s))
    counted.update({s.speaker: 0 for s in reading.statements if s.speaker is not None})
    colours: dict[str | None, str] = dict(zip((a for a, _ in counted.most_common()), cycle(_SPEAKER_COLOURS)))
    colours[None] = "white"
    return colours


def _colour_text(reading: Reading, colours: dict[str | None, str]) -> Text:
    """The whole text with statements in the colours of their speakers, and dates slanted."""
    whole = Text(clean(reading.report.text))
    for statement in reading.statements:
        colour = colours[statement.speaker]
        _style(whole, statement.content, colour)
        _style(whole, statement.source, f"bold {colour}")
        _style(whole, statement.cue, f"underline {colour}")
    for date in reading.dates:
        whole.stylize("italic", date.start, date.end)
    return whole


def _chosen(reading: Reading, colours: dict[str | None, str], wanted: Wanted) -> Iterator[RenderableType]:
    """The sentences of the prose that a filter takes, each with its number and sign, and how many they are."""
    whole = _colour_text(reading, colours)
    prose = list(list_prose(reading))
    taken = [(number, sentence) for number, sentence in prose if wanted.takes(sentence)]
    rows = Table.grid(padding=(0, 1, 1, 0))
    for number, sentence in taken:
        words = whole[sentence.start : sentence.end]
        words.plain = words.plain.replace("\n", " ")
        sure = Text(f"  {sentence.confidence:.2f}" if sentence.confidence is not None else "", style="dim")
        rows.add_row(Text(f"{number + 1:>4}", style="dim"), mark_sentence(sentence), words + sure)
    yield rows
    yield Text(f"{len(taken)} of {len(prose)} sentences.\n", style="dim")


def _mark_kinds(reading: Reading, whole: Text, part: Part) -> Text:
    """A block of the text with the sign of its kind before each sentence; headings and the like have none."""
    block = whole[part.start : part.end]
    block.rstrip()
    if part.part in _UNMARKED or not block.plain:
        return block
    first = bisect_left(reading.sentences, part.start, key=lambda s: s.start)
    last = bisect_left(reading.sentences, part.end, key=lambda s: s.start)
    inside = reading.sentences[first:last]
    if all(s.kind == "unknown" and not s.reported for s in inside):
        return block
    marked = Text()
    pieces = block.divide([s.start - part.start for s in inside])
    marked.append_text(pieces[0])
    for sentence, piece in zip(inside, pieces[1:]):
        marked.append_text(mark_sentence(sentence)).append_text(piece)
    return marked


def _blocks(reading: Reading, colours: dict[str | None, str], numbered: bool) -> list[RenderableType]:
    """The parts of the text, each with the statements in it coloured and its sentences marked by kind."""
    whole = _colour_text(reading, colours)
    parts = reading.report.parts or (Part(0, len(reading.report.text), "body"),)
    blocks: list[RenderableType] = []
    for part in parts:
        block = _mark_kinds(reading, whole, part)
        if not block.plain:
            continue
        block.stylize_before(_PART_STYLES.get(part.part, ""))
        mark = Text()
        if numbered:
            first = next((i for i, s in enumerate(reading.sentences, 1) if part.start <= s.start < part.end), None)
            mark.append(f"{first or '':>4} ", style="dim")
        if part.part != "body":
            mark.append(f"[{part.part.replace('_', ' ')}] ", style="dim")
        blocks.append(Padding(mark + block, (0, 0, 1, 0), expand=False))
    return blocks


def _style(text: Text, spans: tuple[Span, ...], style: str) -> None:
    for start, end in spans:
        text.stylize(style, start, end)


def _statements(reading: Reading, colours: dict[str | None, str]) -> RenderableType | None:
    """The statements grouped by speaker: whoever has most sure statements first, the less certain ones last of each."""
    if not reading.statements:
        return Text("No statements found.\n", style="dim") if "attribution" in reading.readers else None
    groups: dict[str | None, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        groups[statement.speaker].append(statement)
    lines: list[RenderableType] = [Text("Who says what", style="bold underline")]
    sure = {speaker: [s for s in group if _sure(reading, s)] for speaker, group in groups.items()}
    for speaker in sorted(groups, key=lambda s: (s is None, -len(sure[s]))):
        weak = [s for s in groups[speaker] if s not in sure[speaker]]
        counts = [say_quotations([s.quote for s in sure[speaker]]), say_weak(len(weak), alone=not sure[speaker])]
        name = Text(describe_actor(reading.actor(speaker)), style=f"bold {colours[speaker]}")
        name.append(f"  ({', '.join(words for words in counts if words)})", style="dim not bold")
        lines.append(name)
        lines.extend(Padding(_statement(reading, s), (0, 0, 0, 2), expand=False) for s in sure[speaker])
        if weak:
            lines.append(Padding(Text("less certain", style="dim italic"), (0, 0, 0, 2), expand=False))
        lines.extend(Padding(_statement(reading, s), (0, 0, 0, 4), expand=False) for s in weak)
    lines.append(Text())
    return Group(*lines)


def _sure(reading: Reading, statement: Statement) -> bool:
    """Whether a statement can be built on."""
    words = " ".join(reading.report.text[s:e] for s, e in statement.content)
    return is_sure(statement.confidence, statement.quote, words)


def _statement(reading: Reading, statement: Statement) -> Text:
    """One statement: stance, then its own words, then how sure the reader is."""
    line = say_stance(statement.stance, statement.certainty, statement.quote, statement.serious)
    words = " … ".join(reading.report.text[s:e] for s, e in statement.content)
    line.append("  " + " ".join(clean(words).split()) if words else "  (says nothing on it)", style="default")
    if statement.speaker is None and statement.source:
        source = " … ".join(reading.report.text[s:e] for s, e in statement.source)
        line.append(f"  — “{' '.join(clean(source).split())}”, not resolved", style="dim")
    inside = reading.statement(statement.parent)
    if inside is not None:
        teller = reading.actor(inside.speaker)
        line.append(f"  (as told by {clean(teller.name) if teller else NOBODY})", style="dim")
    line.append(f"  {statement.confidence:.2f}", style="dim")
    return line


def describe_actor(actor: Actor | None) -> str:
    """An actor in one line: name, role, affiliation, and whether an expert."""
    if actor is None:
        return NOBODY
    about = [actor.name, actor.role, actor.affiliation, "expert" if actor.expert else None]
    return clean(", ".join(words for words in about if words))


def _actors(reading: Reading) -> RenderableType | None:
    """The actors with what the text says they are, the most mentioned first."""
    if not reading.actors:
        return None
    lines = [Text("Who appears", style="bold underline")]
    for actor in sorted(reading.actors, key=lambda a: -len(a.mentions)):
        line = Text(describe_actor(actor))
        codes = " ".join(code for code in (actor.country, actor.sector) if code)
        line.append(f"  {actor.kind}{' · ' + codes if codes else ''} · {len(actor.mentions)}×", style="dim")
        forms = {reading.report.text[s:e] for s, e in actor.mentions} - {actor.name}
        if forms:
            line.append(f" · also “{clean('”, “'.join(sorted(forms)))}”", style="dim")
        lines.append(line)
    lines.append(Text())
    return Group(*lines)


def _dates(reading: Reading) -> RenderableType | None:
    """The dates as words and values."""
    if not reading.dates:
        return None
    lines = [Text("When", style="bold underline")]
    for date in reading.dates:
        line = Text(clean(reading.report.text[date.start : date.end]))
        line.append(f" = {date.value}", style="cyan")
        if date.alternatives:
            line.append(f" or {', '.join(date.alternatives)}", style="dim")
        lines.append(line)
    lines.append(Text())
    return Group(*lines)


def _warnings(reading: Reading) -> RenderableType | None:
    """What a reader should know of the reading's limits."""
    warnings = reading.report.warnings + reading.warnings
    return Text("\n".join(f"note: {clean(warning)}" for warning in warnings), style="yellow") if warnings else None
