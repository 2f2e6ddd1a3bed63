"""The brief as Markdown (CommonMark), with every character of a report escaped that could be markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from lagebild.exports.brief_pages import Brief, Line, Place
from lagebild.exports.brief_types import view_type
from lagebild.records import Answer, Situation

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#!|~&]|^[+=-])")
# A renderer may turn bare addresses into links, so their colon or dot is written as an entity.
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data)(:)|\b(www)(\.)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def escape_markdown(words: str) -> str:
    r"""A report's words on one line, so that Markdown shows them as they are and makes nothing of them.

    >>> escape_markdown("a [link](http://x.example) *now*")
    'a \\[link\\]\\(http&#58;//x.example\\) \\*now\\*'
    """
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    plain = _MARKUP.sub(r"\\\1", plain)
    plain = _ADDRESS.sub(lambda m: f"{m[1]}&#58;" if m[1] else f"{m[3]}&#46;", plain)
    return _NUMBER.sub(r"\1\\\2", plain).replace("@", "&#64;")


def render_brief_markdown(situation: Situation, made: datetime, title: str, answers: Sequence[Answer] = ()) -> str:
    """The brief as Markdown; it holds no stored copies, so lines name the sentence and link the live page."""
    brief = Brief(situation, made, title, answers)
    sections = (_head, _key_points, _answers, _speakers, _disputes, _events, _timeline, _types, _sources)
    return "\n".join(line for section in sections for line in section(brief)).rstrip() + "\n"


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {escape_markdown(brief.title)}"
    yield ""
    yield f"{brief.note} {brief.summary} Made {brief.made}."
    yield ""


def _where(place: Place) -> str:
    """The source of a line, linked to its sentence on the live page where there is one."""
    words = escape_markdown(", ".join(part for part in (place.source, place.when) if part))
    named = f"{words} · {place.anchor}" if place.anchor else words
    return f"[{named}](<{_address(place.live)}>)" if place.live else named


def _address(url: str) -> str:
    """The address with the characters percent-encoded that would end it in Markdown."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")


def _statement(line: Line, *, speaker: bool) -> str:
    name = f"**{escape_markdown(line.speaker)}** " if speaker else ""
    sign = escape_markdown(line.sign)
    caution = f" **{escape_markdown(line.caution)}**" if line.caution else ""
    marks = "; ".join(escape_markdown(mark) for mark in (*line.marks, *line.reasons))
    words = f": {escape_markdown(line.words)}" if line.words else ""
    repeats = f"; same words: {', '.join(_where(place) for place in line.repeats)}" if line.repeats else ""
    return f"- {sign} {name}*{line.stance}*{caution} ({marks}){words} — {_where(line.place)}{repeats}".replace(
        " ()", ""
    )


def _key_points(brief: Brief) -> Iterator[str]:
    yield "## Key points"
    yield ""
    for title, points in brief.key_points():
        yield f"- **{escape_markdown(title)}**"
        for words, place in points:
            yield f"    - {escape_markdown(words)} — {_where(place)}"
    yield ""


def _answers(brief: Brief) -> Iterator[str]:
    for answer in brief.answers:
        yield f"## Asked: {escape_markdown(answer.proposition.question[:300])}"
        yield ""
        for evidence in answer.evidence:
            yield _statement(brief.evidence_line(evidence), speaker=True)
        yield from (f"- {escape_markdown(missing)}" for missing in answer.missing)
        yield ""
        yield f"From {brief.reports(answer.searched)}, newest first; no estimate is made."
        yield ""


def _speakers(brief: Brief) -> Iterator[str]:
    yield "## Who says what"
    yield ""
    for speaker in brief.speakers():
        said_of = "; ".join((*speaker.about, *([speaker.quoted] if speaker.quoted else [])))
        about = f" ({escape_markdown(said_of)})" if said_of else ""
        yield f"### {escape_markdown(speaker.name)}{about}"
        yield ""
        yield from (_statement(line, speaker=False) for line in speaker.lines)
        if speaker.weak:
            yield f"- {speaker.more}"
            yield from (f"    {_statement(line, speaker=False)}" for line in speaker.weak)
        yield ""
    faint = [line for speaker in brief.faint_speakers() for line in speaker.weak]
    if faint:
        yield "### Less certain, of others"
        yield ""
        yield from (_statement(line, speaker=True) for line in faint)
        yield ""


def _events(brief: Brief) -> Iterator[str]:
    """The surest dated events, each with its sentence."""
    found = brief.events()
    yield "## Events"
    yield ""
    if not found.lines:
        yield "No dated event was sure enough to be shown."
    for event in found.lines:
        to = f" → {escape_markdown(event.recipients)}" if event.recipients else ""
        place = f", in {escape_markdown(event.place)}" if event.place else ""
        yield (
            f"- `{event.when.replace('`', '')}` {event.sign} *{event.status}* **{escape_markdown(event.actors)}** "
            f"{escape_markdown(event.kind)}{to} (“{escape_markdown(event.words)}”{place}; "
            f"{escape_markdown(event.teller)}; {event.confidence}): {escape_markdown(event.sentence)} "
            f"— {_where(brief.place(event.citation))}"
        )
    if found.left_out:
        yield ""
        yield f"{found.left_out} more dated events were found, with less confidence."
    yield ""


def _disputes(brief: Brief) -> Iterator[str]:
    yield "## Disputes"
    yield ""
    if not brief.situation.disputes:
        yield "No claim in these reports was found to be contradicted."
        yield ""
    for dispute in brief.situation.disputes:
        yield f"### {escape_markdown(', '.join(dispute.about))}"
        yield ""
        for heading, lines in brief.sides(dispute):
            yield f"{heading.capitalize()}:"
            yield ""
            yield from (_statement(line, speaker=True) for line in lines)
            yield ""


def _timeline(brief: Brief) -> Iterator[str]:
    yield "## Timeline"
    yield ""
    for value, moments in brief.moments():
        for _, (before, words, after), place in moments:
            marked = f"**{escape_markdown(words)}**" if words else ""
            sentence = f"{escape_markdown(before)} {marked} {escape_markdown(after)}".strip()
            yield f"- `{value.replace('`', '')}` {sentence} — {_where(place)}"
    yield ""


def _types(brief: Brief) -> Iterator[str]:
    yield "## Kinds of text"
    yield ""
    for source in brief.sources():
        view = view_type(brief.stored(source.key))
        declared, label = escape_markdown(source.declared), escape_markdown(source.label)
        sure = f" ({view.confidence})" if view.confidence else ""
        yield f"- **{escape_markdown(source.title)}** {escape_markdown(view.label)}"
        yield f"    - declares {declared}; the text itself: {label}{sure}"
        if view.shares:
            yield "    - " + escape_markdown("; ".join(f"{share.sign} {share.words}" for share in view.shares))
        yield from (f"    - because {escape_markdown(reason)}" for reason in view.reasons)
        for expert in view.experts:
            about = "".join(f"; {escape_markdown(words)}" for words in expert.about)
            yield f"    - expert: {escape_markdown(expert.name)}{about}"
            yield from (f"        - says so: {escape_markdown(words)}" for words, _ in expert.says)
    yield ""


def _sources(brief: Brief) -> Iterator[str]:
    yield "## Sources"
    yield ""
    for source in brief.sources():
        facts = (source.outlet, source.authors, source.when, source.version, f"stored {source.added}", *source.warnings)
        title = escape_markdown(source.title)
        linked = f"[{title}](<{_address(source.address)}>)" if source.address else title
        yield f"- r{source.key}: {linked} — {escape_markdown('; '.join(fact for fact in facts if fact))}"
    yield ""
