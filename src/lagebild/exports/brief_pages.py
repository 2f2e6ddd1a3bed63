"""What stands on a brief, worked out once for all its forms: lines with their words, places and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from lagebild.exports.brief_events import EventList, list_events
from lagebild.exports.brief_words import (
    DIRECTIONS,
    NOTE,
    OPEN,
    SECTORS,
    STANCES,
    TEXT_TYPES,
    say_day,
    say_reasons,
    say_time,
)
from lagebild.exports.links import safe_address, text_fragment
from lagebild.exports.voices import Voice, gather_voices, say_weak
from lagebild.records import (
    Answer,
    Citation,
    Dispute,
    Evidence,
    Figure,
    Moment,
    Said,
    Situation,
    Span,
    Statement,
    Stored,
)
from lagebild.situation.anaphora import points_back
from lagebild.situation.said import name_speaker

COLOURS = 10  # speakers with a colour of their own; the others share a grey


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line leads: the sentence in the stored copy (`anchor`, None when the copy is not on the page) and the
    live page (`live`, None when there is no web address), with the source in words.
    """

    source: str
    when: str
    anchor: str | None
    live: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as a line: `sign` and `stance` in words, `marks` for what else is to be known, the report's words.

    `caution` says that the speaker may not mean it, and is empty where nothing speaks for that; `reasons` say why a
    passage bears on a question.
    """

    speaker: str
    colour: str
    sign: str
    stance: str
    marks: tuple[str, ...]
    words: str
    place: Place
    repeats: tuple[Place, ...]
    caution: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Everything one speaker says, with role and other names; `weak` are the less certain statements.

    `quoted` says in words how much of the sure ones is quoted.
    """

    name: str
    colour: str
    about: tuple[str, ...]
    names: tuple[str, ...]
    quoted: str
    lines: tuple[Line, ...]
    weak: tuple[Line, ...]

    @property
    def more(self) -> str:
        """How many less certain statements there are besides, in words."""
        return say_weak(len(self.weak))


@dataclass(frozen=True, slots=True)
class Source:
    """One report in the list of sources."""

    key: int
    title: str
    outlet: str
    authors: str
    when: str
    added: str
    version: str
    declared: str
    label: str
    address: str | None
    warnings: tuple[str, ...]


class Brief:
    """A situation made ready to be rendered; every method is for templates and returns text or the records above."""

    def __init__(self, situation: Situation, made: datetime, title: str, answers: Sequence[Answer] = ()) -> None:
        self.situation = situation
        self.title = title
        self.answers = tuple(answers)
        self.made = say_time(made)
        self.note = NOTE
        self._reports = {(stored.key, stored.version): stored for stored in situation.reports}
        self._by_key = {stored.key: stored for stored in situation.reports}
        self._voices = gather_voices(situation.said)
        self._colours = {voice.name: f"c{at}" for at, voice in enumerate(v for v in self._voices[:COLOURS] if v.name)}
        self._figures = {member: figure for figure in situation.figures for member in figure.members}

    def colour(self, speaker: str | None) -> str:
        """The class by which a speaker is coloured on the whole page."""
        return self._colours.get(speaker, "c")

    @property
    def summary(self) -> str:
        """How much this page is made from, in one sentence."""
        reports = self.situation.reports
        outlets = {s.reading.report.outlet for s in reports if s.reading.report.outlet}
        times = sorted(day for s in reports if (day := say_day(s.reading.report.published)))
        sure = sum(len(voice.sure) for voice in self._voices)
        weak = say_weak(sum(len(voice.weak) for voice in self._voices))
        speakers = sum(bool(voice.sure) for voice in self._voices if voice.name)
        period = f", published {times[0]} to {times[-1]}" if times else ""
        period = period.replace(f"{times[0]} to {times[0]}", times[0]) if times else period
        return (
            f"{_count(len(reports), 'report')} of {_count(len(outlets), 'outlet')}{period}: "
            f"{_count(sure, 'statement')} by {_count(speakers, 'speaker')}{weak and f' ({weak})'}, "
            f"{_count(len(self.situation.disputes), 'dispute')}."
        )

    def reports(self, number: int) -> str:
        """A number of reports in words."""
        return _count(number, "report")

    def place(self, citation: Citation) -> Place:
        """Where a citation leads."""
        stored = self._reports.get((citation.key, citation.version))
        text = stored.reading.report.text if stored else citation.text
        span = Span(citation.start, citation.end) if stored else Span(0, len(citation.text))
        page = f", page {citation.page}" if citation.page is not None else ""
        return Place(
            source=(citation.outlet or citation.report_id) + page,
            when=say_day(citation.published),
            anchor=f"r{citation.key}-s{citation.sentence}" if stored else None,
            live=text_fragment(citation.url, text, span),
        )

    def line(self, said: Said) -> Line:
        """A statement as a line."""
        sign, stance = STANCES[said.stance]
        marks = [{"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}[said.quote]]
        marks += [f"held {said.certainty}"] if said.certainty in {"probable", "possible"} else []
        marks += [f"said {said.said}"] if said.said else []
        return Line(
            speaker=said.speaker or "speaker not known",
            colour=self.colour(said.speaker),
            sign=sign,
            stance=stance,
            marks=tuple(marks),
            words=self._words(said),
            place=self.place(said.citation),
            repeats=tuple(self.place(citation) for citation in said.repeats),
            caution=_say_earnest(said.serious),
        )

    def _words(self, said: Said) -> str:
        """The statement's words; the whole sentence where they only point to something said before ("this")."""
        stored = self._reports.get((said.citation.key, said.citation.version))
        if stored is None or not points_back(said.words) or not stored.reading.sentences:
            return said.words
        sentence = stored.reading.sentences[said.citation.sentence]
        return " ".join(stored.reading.report.text[sentence.start : sentence.end].split())

    def speakers(self) -> tuple[Speaker, ...]:
        """Who says what: whoever has most sure statements first, those not known last."""
        return tuple(self._speaker(voice) for voice in self._voices if voice.sure)

    def faint_speakers(self) -> tuple[Speaker, ...]:
        """Those of whom nothing but less certain statements was found."""
        return tuple(self._speaker(voice) for voice in self._voices if not voice.sure)

    def _speaker(self, voice: Voice) -> Speaker:
        figure = self.situation.figures[voice.figure] if voice.figure is not None else None
        return Speaker(
            name=voice.name or "Speaker not known",
            colour=self.colour(voice.name),
            about=describe_figure(figure) if figure else (),
            names=tuple(other for other in figure.names if other != voice.name)[:6] if figure else (),
            quoted=voice.quoted,
            lines=tuple(self.line(one) for one in voice.sure),
            weak=tuple(self.line(one) for one in voice.weak),
        )

    def events(self) -> EventList:
        """The surest dated events."""
        return list_events(self.situation)

    def sides(self, dispute: Dispute) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """The two sides of a dispute with their headings."""
        affirming = tuple(self.line(said) for said in dispute.affirming)
        return ("affirmed by", affirming), ("denied or doubted by", tuple(self.line(said) for said in dispute.denying))

    def evidence_line(self, evidence: Evidence) -> Line:
        """A passage of an answer as a line with its reasons, which tell of the speaker's own stance too."""
        sign, word = DIRECTIONS[evidence.direction]
        return Line(
            speaker=evidence.speaker or "the report itself",
            colour=self.colour(evidence.speaker),
            sign=sign,
            stance=word,
            marks=(),
            words=" ".join(evidence.citation.text.split()),
            place=self.place(evidence.citation),
            repeats=tuple(self.place(citation) for citation in evidence.repeats),
            caution=_say_earnest(evidence.serious) if evidence.speaker else "",
            reasons=say_reasons(evidence.reasons),
        )

    def key_points(self) -> tuple[tuple[str, tuple[tuple[str, Place], ...]], ...]:
        """The key points by report: its title, and each point with its place."""
        grouped = groupby(self.situation.key_points, key=lambda citation: citation.key)
        found = []
        for _, points in grouped:
            cited = list(points)
            lines = tuple((" ".join(c.text.split()), self.place(c)) for c in cited)
            found.append((cited[0].title or cited[0].report_id, lines))
        return tuple(found)

    def moments(self) -> tuple[tuple[str, tuple[tuple[Moment, tuple[str, str, str], Place], ...]], ...]:
        """The timeline by date: each moment with its sentence cut around the words that date it."""
        found = []
        for value, moments in groupby(self.situation.timeline, key=lambda moment: moment.value):
            found.append((value, tuple((m, _cut_around(m), self.place(m.citation)) for m in moments)))
        return tuple(found)

    def sources(self) -> tuple[Source, ...]:
        """The list of sources, in the situation's order."""
        return tuple(self._source(stored) for stored in self.situation.reports)

    def stored(self, key: int) -> Stored:
        """The report with this number, as it stands on the page; KeyError when it is not there."""
        return self._by_key[key]

    def _source(self, stored: Stored) -> Source:
        report, kind = stored.reading.report, stored.reading.text_type
        published = say_day(report.published) if report.published_is_date else say_time(report.published)
        return Source(
            key=stored.key,
            title=report.title or report.id,
            outlet=report.outlet or "outlet not known",
            authors=", ".join(report.authors),
            when=published or "date not known",
            added=say_time(stored.added),
            version=f"version {stored.version} of {stored.versions}" if stored.versions > 1 else "",
            declared=kind.declared or ", ".join(d.words for d in report.declared) or "nothing",
            label=TEXT_TYPES[kind.label],
            address=safe_address(report.url),
            warnings=tuple(dict.fromkeys((*report.warnings, *stored.reading.warnings))),
        )

    def speaker_of(self, stored: Stored, statement: Statement) -> str:
        """The name under which this page shows the speaker of a report's statement."""
        figure = self._figures.get((stored.key, statement.speaker or ""))
        return figure.name if figure else name_speaker(stored.reading, statement) or "speaker not known"

    def title_of(self, stored: Stored, statement: Statement) -> str:
        """Who answers for a stretch of a stored copy, and how they stand to it."""
        caution = _say_earnest(statement.serious)
        return f"{self.speaker_of(stored, statement)} · {STANCES[statement.stance][1]}{caution and f', {caution}'}"


def _say_earnest(serious: bool | None) -> str:
    """What a page says of a statement that is not surely meant; nothing of one that is."""
    return "" if serious else OPEN if serious is None else "not in earnest"


def describe_figure(figure: Figure) -> tuple[str, ...]:
    """Role, affiliation and what is known of an actor, as the reports word it."""
    roles = [words for words, _ in (*figure.roles[:2], *figure.affiliations[:1])]
    codes = [", ".join(code for code in (SECTORS.get(figure.sector or "", figure.sector), figure.country) if code)]
    expert = ["quoted as an expert"] if figure.expert else []
    return tuple(dict.fromkeys(words for words in (*roles, *expert, *codes) if words))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut_around(moment: Moment) -> tuple[str, str, str]:
    """The moment's sentence before, at and after its dating words."""
    before, words, after = moment.citation.text.partition(moment.words)
    return (before, words, after) if words else (moment.citation.text, "", "")
