"""The cast of a report: its actors, whom their roles can stand for, and those who speak without a name.

Somebody unnamed is an actor of kind "unnamed" (one) or "group" (several, or a bare plural); a second "a senior
official" is somebody else, "the official" is the last one met, and nobody unnamed is ever merged with a named person.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from spacy.tokens import Token

from lagebild.reading.countries import CountryWord
from lagebild.reading.names import fold_word
from lagebild.reading.roles import read_role
from lagebild.reading.tables import read_words
from lagebild.records import Actor, ActorKind, Span

_DEFINITE = read_words("definite")
_NEW = read_words("new")
_COMMON_TITLES = frozenset(["spokesman", "spokeswoman", "official", "source", "man", "woman", "person"])


class Cast:
    """The actors of one report while its speakers are found; `actors()` gives them back with what was added."""

    def __init__(self, actors: tuple[Actor, ...], text: str) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._text = text
        self._added: dict[str, list[Span]] = {}
        self._strangers: dict[str, str] = {}
        self._groups: dict[str, str] = {}
        self._next = 1 + max((int(a.id[1:]) for a in actors if a.id[1:].isdigit()), default=0)
        self._by_role: dict[str, list[tuple[int, str]]] = {}
        claims: list[tuple[int, int, str]] = []
        for actor in actors:
            for role in actor.roles if actor.kind == "person" else ():
                claims.append((role.span.start, role.span.end, actor.id))
                for noun in set(role.words.lower().split()):
                    self._by_role.setdefault(fold_word(noun), []).append((role.span.start, actor.id))
        self._claims = sorted(claims)
        self._claim_starts = [claim[0] for claim in self._claims]
        self._states = {(a.kind == "state", a.country): a.id for a in reversed(actors) if _is_state_or_government(a)}

    def actors(self) -> tuple[Actor, ...]:
        """All actors, the added ones last, with the mentions that were found for them."""
        return tuple(
            replace(actor, mentions=tuple(sorted({*actor.mentions, *self._added.get(actor.id, ())})))
            for actor in self._actors.values()
        )

    def holder_at(self, position: int) -> str | None:
        """The person in whose role's words a character stands, or None."""
        at = bisect_right(self._claim_starts, position) - 1
        if at >= 0 and self._claims[at][1] > position:
            return self._claims[at][2]
        return None

    def find_by_role(self, words: str, head: Token, span: Span) -> str | None:
        """The only person introduced before this place with the role that a definite phrase names, or None."""
        lower = words.lower().split()
        if not lower or head.tag_ in ("NNS", "NNPS") or lower[0] in _NEW or lower[0] not in _DEFINITE:
            return None
        holders = {actor for start, actor in self._by_role.get(fold_word(head.lower_), ()) if start < span.start}
        modifiers = {fold_word(w) for w in lower[1:] if w not in (head.lower_, "of", "the", "for", "then", "former")}
        said = read_role(words)
        fitting = [a for a in holders if self._agrees(self._actors[a], modifiers, said.country)]
        if len(fitting) != 1 or lower[0] in ("his", "her", "their", "its"):
            return None
        if head.lower_ in _COMMON_TITLES and len(holders) > 1:
            return None
        self._added.setdefault(fitting[0], []).append(span)
        return fitting[0]

    def _agrees(self, actor: Actor, modifiers: set[str], country: str | None) -> bool:
        """Whether a person's roles have every modifier of the phrase, and no other country."""
        if country is not None and actor.country is not None and country != actor.country:
            return False
        words = {fold_word(w) for role in (*actor.roles, *actor.affiliations) for w in role.words.split()}
        return modifiers <= words or (country is not None and len(modifiers) == 1 and actor.country == country)

    def find_state(self, word: CountryWord, span: Span, name: str) -> str:
        """The state, or for a capital or palace the government, with this place as a mention; new if not yet there."""
        is_state = word.sense == "name"
        known = self._states.get((is_state, word.country))
        if known is None:
            kind: ActorKind = "state" if is_state else "organisation"
            shown = name.removeprefix("the ")
            known = self._add(Actor("", shown, kind, (), word.country, None if is_state else "GOV"))
            self._states[(is_state, word.country)] = known
        self._added.setdefault(known, []).append(span)
        return known

    def find_or_add_stranger(self, span: Span, words: str, head: Token) -> str:
        """The unnamed speaker that a definite phrase refers back to, else a new one."""
        lower = words.lower().split()
        if lower and lower[0] in _DEFINITE and head.lemma_.lower() in self._strangers:
            known = self._strangers[head.lemma_.lower()]
            self._added.setdefault(known, []).append(span)
            return known
        if " ".join(lower) in self._groups:
            known = self._groups[" ".join(lower)]
            self._added.setdefault(known, []).append(span)
            return known
        return self.add_stranger(span, words, head, plural=head.tag_ in ("NNS", "NNPS"))

    def add_stranger(self, span: Span, words: str, head: Token, *, plural: bool) -> str:
        """A new unnamed actor with the country and sector that the words give."""
        role = read_role(words)
        kind: ActorKind = "group" if plural else "unnamed"
        if role.sort == "body" and not plural:
            kind = "organisation"
        known = self._add(Actor("", words, kind, (), role.country, role.sector))
        self._added.setdefault(known, []).append(span)
        self._strangers[head.lemma_.lower()] = known
        if plural:
            self._groups[" ".join(words.lower().split())] = known
        return known

    def _add(self, actor: Actor) -> str:
        identity = f"a{self._next}"
        self._next += 1
        self._actors[identity] = replace(actor, id=identity)
        return identity


def _is_state_or_government(actor: Actor) -> bool:
    """Whether an actor is a state, or the government that a capital or a palace stands for."""
    if actor.kind == "state":
        return True
    last = actor.name.lower().split()[-1:]
    governs = last in (["government"], ["administration"], ["regime"]) or len(actor.name.split()) <= 2
    return actor.kind == "organisation" and actor.sector == "GOV" and actor.country is not None and governs
