"""The sentences inside statements as claims that can be set against one another: actors, terms, sign, time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild.records import Figure, Reading, Said, Stance, Stored
from lagebild.situation.citations import slice_spans
from lagebild.situation.polarity import denies_by_itself, weigh_denial, weigh_polarity
from lagebild.situation.tellings import find_denier
from lagebild.situation.terms import Match, Token, find_terms, read_list, split_tokens

_SENTENCE = re.compile(r"[^.?!;\n]+(?:[.](?=\d)[^.?!;\n]*)*")
STANCE_SIGNS: Mapping[Stance, int] = {
    "asserts": 1,
    "concedes": 1,
    "expects": 1,
    "intends": 1,
    "denies": -1,
    "doubts": -1,
}
_FUTURE = frozenset({"will", "would", "shall", "won't", "plans", "planned", "planning", "going"})
_PAST = frozenset({"has", "have", "had", "did", "was", "were", "hasn't", "haven't", "hadn't", "didn't", "wasn't"})
_STATE_SECTORS = frozenset({None, "GOV", "MIL"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a statement's content: `said` is the statement's number, `actors` who it speaks of.

    An actor is a figure's number, or a country code for a state, its government and its armed forces.  `terms` leaves
    the names of actors out.  `future` is True, False (past) or None where the words do not say.  `lexical` is set where
    the cue is a word of denial.
    """

    said: int
    text: str
    tokens: tuple[Token, ...]
    terms: tuple[Match, ...]
    actors: frozenset[int | str]
    future: bool | None
    lexical: bool

    @property
    def numbers(self) -> frozenset[str]:
        """The figures the sentence gives."""
        return frozenset(token.word for token in self.tokens if token.word[0].isdigit())

    def sign(self, stance: Stance, first: int, last: int) -> int:
        """1 when the speaker affirms what tokens `first` to `last` name, -1 when they deny it, 0 when it is open."""
        stated = STANCE_SIGNS.get(stance, 0)
        if stated < 0:
            return weigh_denial(self.text, self.tokens, first, last, lexical=self.lexical).sign
        return stated * weigh_polarity(self.text, self.tokens, first, last).sign


def cut_claims(reports: Sequence[Stored], figures: Sequence[Figure], said: Sequence[Said]) -> tuple[Piece, ...]:
    """The pieces of all statements that are meant seriously, in the order of the statements."""
    number = {member: at for at, figure in enumerate(figures) for member in figure.members}
    readings = {(stored.key, stored.version): stored.reading for stored in reports}
    pieces: list[Piece] = []
    for at, one in enumerate(said):
        if one.serious is not False:
            reading = readings[one.citation.key, one.citation.version]
            pieces.extend(_cut_statement(at, one, reading, number, figures))
    return tuple(pieces)


def _cut_statement(
    at: int, said: Said, reading: Reading, number: Mapping[tuple[int, str], int], figures: Sequence[Figure]
) -> Iterator[Piece]:
    """The sentences of one statement's content; where one names nobody, its speaker is who it speaks of.

    Nothing of what somebody denies was ever said.
    """
    statement = reading.statement(said.statement_id)
    if statement is not None and find_denier(reading, statement) is not None:
        return
    cue = slice_spans(reading.report.text, statement.cue) if statement else ""
    lexical = denies_by_itself(cue)
    for span in statement.content if statement else ():
        for match in _SENTENCE.finditer(reading.report.text, span.start, span.end):
            start, text = match.start(), match.group()
            mentions = [
                (s - start, e - start, number[said.citation.key, actor.id])
                for actor in reading.actors
                for s, e in actor.mentions
                if s < match.end() and e > start and (said.citation.key, actor.id) in number
            ]
            tokens = split_tokens(text)
            named = {i for i, t in enumerate(tokens) if any(s < t.end and t.start < e for s, e, _ in mentions)}
            about = {figure for *_, figure in mentions} or ({said.figure} if said.figure is not None else set())
            yield Piece(
                said=at,
                text=text,
                tokens=tokens,
                terms=tuple(m for m in find_terms(tokens) if m.first not in named and not _weighs(tokens[m.first])),
                actors=frozenset(about) | {c for f in about if (c := _state_of(figures[f]))},
                future=_tell_time(tokens),
                lexical=lexical,
            )


def _weighs(token: Token) -> bool:
    """Whether a word only says how sure or how true something is, so that it is no part of what is claimed."""
    return any(token.word in read_list(name) for name in ("hedges.txt", "negations.txt", "negations_after.txt"))


def _state_of(figure: Figure) -> str | None:
    """The country for which the figure stands, when it is the state, its government or its armed forces."""
    stands = figure.kind in {"state", "organisation"} and figure.sector in _STATE_SECTORS
    return figure.country if stands else None


def _tell_time(tokens: Sequence[Token]) -> bool | None:
    """Whether the words speak of what is to come (True) or of what was (False)."""
    words = {token.word for token in tokens}
    future, past = bool(words & _FUTURE), bool(words & _PAST)
    return future if future != past else None
