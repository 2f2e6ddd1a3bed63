"""How public an event's parties are, and whether those who "attack" each other fight with words only.

The manual counts what states, bodies and groups do; what private people do among themselves is mostly no event of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from spacy.tokens import Token

from lagebild.reading.naming.roles import read_role
from lagebild.reading.plover.parties import Party
from lagebild.reading.plover.words import read_list
from lagebild.records import Actor

_PUBLIC = frozenset(["GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP", "REB", "UAF", "PRM", "PRE", "ELI"])
_PRESS = frozenset(["MED", "JRN"])
_BETWEEN_STATES = frozenset(["UNO", "EUR", "IGO"])
_STATES = frozenset(["states", "countries", "nations", "republics", "governments", "leaders"])  # "the two states"
_TALKERS = frozenset(["PTY", "LEG", "MED", "JRN", "ELI"])
_ARMED = frozenset(["MIL", "COP", "REB", "UAF", "PRM", "CRM", "SPY"])


class Standing(IntEnum):
    """How far what somebody does is public business."""

    PRIVATE = 0
    SHARED = 1
    PUBLIC = 2


class Duel(IntEnum):
    """Whether those who "attack" and those who are attacked are people who fight with words."""

    NONE = 0
    LIKELY = 1
    SURE = 2


class Standings:
    """The actors of one report and its text, asked for what they say of parties."""

    def __init__(self, actors: Sequence[Actor], text: str) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._text = text

    def standing(self, party: Party) -> Standing:
        """How public a party is: states and offices act for all, groups and bodies for many, a person for one."""
        actor = self._actors.get(party.actor) if party.actor is not None else None
        if actor is None:
            role = read_role(self._text[party.span.start : party.span.end])
            kind, sector, country = ("state" if party.word is not None else role.sort or ""), role.sector, role.country
            kind = "group" if party.head.tag_ in ("NNS", "NNPS") else kind
        else:
            kind, sector, country = actor.kind, actor.sector, actor.country
        noun = party.head.lower_ if actor is None else actor.name.split()[-1].lower()
        a_state = kind == "state" or noun in _STATES
        if a_state or sector in _PUBLIC or country in _BETWEEN_STATES:
            return Standing.PUBLIC
        shared = sector is not None or kind in ("group", "organisation", "body", "people")
        return Standing.SHARED if shared else Standing.PRIVATE

    def sector(self, party: Party) -> str | None:
        """The PLOVER sector of a party, None where no word tells it."""
        actor = self._actors.get(party.actor) if party.actor is not None else None
        return actor.sector if actor is not None else read_role(self._text[party.span.start : party.span.end]).sector

    def is_person(self, party: Party) -> bool:
        """Whether a party is a named person."""
        actor = self._actors.get(party.actor) if party.actor is not None else None
        return actor is not None and actor.kind == "person"

    def is_press(self, party: Party) -> bool:
        """Whether the party is a newspaper, a journalist or the like."""
        return self.sector(party) in _PRESS

    def find_highest(self, parties: Sequence[Party]) -> Standing:
        """The standing of the most public of several parties; of nobody that of a private person."""
        return max((self.standing(party) for party in parties), default=Standing.PRIVATE)

    def judge_duel(self, trigger: Token, actors: Sequence[Party], recipients: Sequence[Party]) -> Duel:
        """A person's "attack on" a rival is criticism where nothing in the sentence speaks of arms or wounds."""
        if trigger.lemma_.lower() not in read_list("verbal_too") or not actors:
            return Duel.NONE
        if not all(self.is_person(p) and self.sector(p) not in _ARMED for p in actors):
            return Duel.NONE
        if not all(self.is_person(p) or self.sector(p) in _TALKERS for p in recipients):
            return Duel.NONE
        if any(token.lemma_.lower() in read_list("wounding") for token in trigger.sent):
            return Duel.NONE
        known = any(self.sector(p) in _TALKERS | {"GOV"} for p in (*actors, *recipients))
        return Duel.SURE if known else Duel.LIKELY
