"""The cast of a report: its actors, whom their roles can stand for, and those who speak without a name.

Somebody unnamed is an actor of kind "unnamed" (one) or "group" (several, or a bare plural); a second "a senior
official" is somebody else, "the official" is the last one met, and nobody unnamed is ever merged with a named person.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from spacy.tokens import Token

from lagebild.reading.naming.countries import CountryWord
from lagebild.reading.naming.introductions import EXPERT_NOUNS
from lagebild.reading.naming.names import fold_word
from lagebild.reading.naming.roles import read_head_term, read_role
from lagebild.reading.naming.terms import find_term
from lagebild.reading.references.offices import FORMER, index_owned, list_synonyms, name_offices, read_owner
from lagebild.reading.references.unnamed import cut_name, guess_kind, is_thing
from lagebild.reading.tables import read_words
from lagebild.records import Actor, ActorKind, Span

_DEFINITE = read_words("definite")
_POSSESSIVES = frozenset(["his", "her", "their", "its"])
_NARRATING = frozenset(["I", "We", "we"])
_ONE = frozenset(["he", "she", "him", "her"])
_OFFICES = frozenset(["GOV", "LEG", "JUD", "MIL", "SPY", "PTY"])
_SEVERAL = read_words("several")
_RECENT = 20  # strangers of one noun among whom a definite phrase looks for its own
_SOON = 2000  # characters after a lead within which the name comes
_EMPTY = frozenset(["", "of", "the", "for", "then"])


class Cast:
    """The actors of one report while its speakers are found; `actors()` gives them back with what was added."""

    def __init__(self, actors: tuple[Actor, ...], text: str) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._text = text
        self._added: dict[str, list[Span]] = {}
        self._strangers: dict[str, list[str]] = {}
        self._groups: dict[str, str] = {}
        self._things: set[str] = set()
        self._proper: dict[str, str] = {}
        self._narrator: str | None = None
        self._experts = [actor.id for actor in actors if actor.expert]
        self._next = 1 + max((int(a.id[1:]) for a in actors if a.id[1:].isdigit()), default=0)
        self._by_role: dict[str, list[tuple[int, str]]] = {}
        claims: list[tuple[int, int, str]] = []
        for actor in actors:
            claims += [(c.span.start, c.span.end, actor.id) for c in (*actor.roles, *actor.affiliations)]
            for role in actor.roles if actor.kind == "person" else ():
                for noun in name_offices(role.words):
                    self._by_role.setdefault(noun, []).append((role.span.start, actor.id))
        self._owned = index_owned(actors)
        self._claims = sorted(claims)
        self._claim_starts = [claim[0] for claim in self._claims]
        self._states = {(a.kind == "state", a.country): a.id for a in reversed(actors) if _is_state_or_government(a)}

    def actors(self) -> tuple[Actor, ...]:
        """All actors, the added ones last, with the mentions that were found for them."""
        return tuple(
            replace(actor, mentions=tuple(sorted({*actor.mentions, *self._added.get(actor.id, ())})))
            for actor in self._actors.values()
        )

    def kind(self, actor: str) -> ActorKind:
        """The kind of an actor of the cast."""
        return self._actors[actor].kind

    def stands_as(self, actor: str) -> ActorKind:
        """The kind that a pronoun sees: a thing that speaks without a name ("the survey") is no "she"."""
        return "organisation" if actor in self._things else self._actors[actor].kind

    def holder_at(self, position: int) -> str | None:
        """The person in whose role's words a character stands, or None."""
        at = bisect_right(self._claim_starts, position) - 1
        if at >= 0 and self._claims[at][1] > position:
            return self._claims[at][2]
        return None

    def find_by_role(self, words: str, head: Token, span: Span, *, lead: bool = False) -> str | None:
        """The only person introduced before this place with the role that a definite phrase names, or None.

        In the lead an indefinite phrase or a bare one counts too, for the only person with that role who is
        introduced soon after: "A judge …", with the name a few lines later.
        """
        lower = words.lower().split()
        if len(lower) == 1 and lower[0] in EXPERT_NOUNS and words[:1].isupper() and len(self._experts) == 1:
            return self._take(self._experts[0], span)  # a headline's "Expert: …"
        if not lower or head.tag_ in ("NNS", "NNPS") or lower[0] in _POSSESSIVES:
            return None
        office = read_head_term(words)
        if office is not None and FORMER & set(lower):
            office = f"former {office}"
        known = self._by_role.get(office, []) if office is not None else []
        owner = read_owner(words)
        if office is not None and owner is not None:
            return self._find_owned(office, owner, span)
        if office is None or (lower[0] not in _DEFINITE and not (lead and _names_ahead(lower, known, span))):
            return None
        holders = {actor for start, actor in known if start < span.start or lower[0] not in _DEFINITE}
        if len(holders) > 1:
            holders = self._narrow(holders, words, office)
        country = read_role(words).country
        bygone = len(holders) == 1 and not lead and self._is_bygone(min(holders), words, span)
        if (
            bygone
            or len(holders) != 1
            or (country is not None and self._actors[min(holders)].country not in (None, country))
        ):
            return None
        return self._take(holders.pop(), span)

    def _is_bygone(self, holder: str, words: str, span: Span) -> bool:
        """Whether a calling that many have ("the actor") was told of somebody long before; offices stay one's own."""
        if read_role(words).sector in _OFFICES:
            return False
        last = max((s.start for s in self._actors[holder].mentions if s.start < span.start), default=0)
        return span.start - last > _SOON

    def _find_owned(self, office: str, owner: str, span: Span) -> str | None:
        """The only person whose role names both the office and whom it is held for: "Kaya's lawyer", or None."""
        offices = {office, *list_synonyms().get(office, ())}
        holders = {holder for noun in offices for holder in self._owned.get((noun, owner), ())}
        return self._take(holders.pop(), span) if len(holders) == 1 else None

    def _take(self, holder: str, span: Span) -> str:
        """An actor, with one more place where it is meant."""
        self._added.setdefault(holder, []).append(span)
        return holder

    def take_over(self, holder: str, other: str) -> None:
        """Counts the mentions of an actor as mentions of the one whose longer name it takes up."""
        self._added.setdefault(holder, []).extend(self._actors[other].mentions)

    def take_pronoun(self, actor: str, span: Span) -> None:
        """Counts a pronoun as a mention of a body or group; persons keep their names as mentions only.

        A name of which nobody knew whose it is ("Hanning") is a person's once "she" takes it up.
        """
        known = self._actors[actor]
        if known.kind == "unnamed" and known.name in self._proper and self._text[span.start : span.end].lower() in _ONE:
            self._actors[actor] = replace(known, kind="person")
        if self._actors[actor].kind != "person":
            self._take(actor, span)

    def find_narrator(self, span: Span, words: str, author: str | None = None) -> str | None:
        """The author in whose words a place begins with "I" or "we", one for the whole report.

        Who says "I" is the author that the report declares, if it declares one person; else somebody without a name.
        """
        if author is not None and words == "I":
            return self._take(self._find_declared(author), span)
        if self._narrator is None and words in _NARRATING:
            self._narrator = self._add(Actor("", words, "unnamed", ()))
        return self._take(self._narrator, span) if self._narrator is not None else None

    def _find_declared(self, author: str) -> str:
        """The actor of an author's name, whom the reading may have seen without knowing a person, else a new one."""
        wanted = [fold_word(word) for word in author.split()]
        for known in self._actors.values():
            if known.kind in ("unnamed", "person") and [fold_word(w) for w in known.name.split()] == wanted:
                self._actors[known.id] = replace(known, kind="person")
                return known.id
        return self._add(Actor("", author, "person", ()))

    def knows_other(self, head: Token, words: str) -> bool:
        """Whether a definite phrase can take up somebody unnamed met before, or one of several who hold the office."""
        if self._by_role.get(read_head_term(words) or ""):
            return True
        return head.lemma_.lower() in self._strangers or " ".join(words.lower().split()) in self._groups

    def _narrow(self, holders: set[str], words: str, office: str) -> set[str]:
        """Of several who hold an office those whose roles have every other word of the phrase, else most of its names.

        "The independent Ardan senator" is the only one of whom the text says Ardan.
        """
        taken = {fold_word(w) for w in office.split()} | _EMPTY
        said = {fold_word(word) for word in words.split()[1:]} - taken
        names = {fold_word(word) for word in words.split()[1:] if word[:1].isupper()} - taken
        known = {h: {fold_word(w) for role in self._actors[h].roles for w in role.words.split()} for h in holders}
        whole = {holder for holder in holders if said and said <= known[holder]}
        most = max((len(names & told) for told in known.values()), default=0)
        return whole or ({holder for holder in holders if len(names & known[holder]) == most} if most else set())

    def find_state(self, word: CountryWord, span: Span, name: str) -> str:
        """The state, or for a capital or palace the government, with this place as a mention; new if not yet there."""
        is_state = word.sense == "name"
        known = self._states.get((is_state, word.country))
        if known is None:
            kind: ActorKind = "state" if is_state else "organisation"
            shown = name.removeprefix("the ").removeprefix("The ")
            known = self._add(Actor("", shown, kind, (), word.country, None if is_state else "GOV"))
            self._states[(is_state, word.country)] = known
        return self._take(known, span)

    def find_or_add_stranger(self, span: Span, words: str, head: Token) -> str:
        """The unnamed speaker that a definite phrase refers back to, else a new one."""
        lower = words.lower().split()
        if lower and lower[0] in _DEFINITE and (known := self._find_stranger(lower, head)) is not None:
            return self._take(known, span)
        if " ".join(lower) in self._groups:
            return self._take(self._groups[" ".join(lower)], span)
        plural = head.tag_ in ("NNS", "NNPS") or (bool(lower) and lower[0] in _SEVERAL)
        return self.add_stranger(span, words, head, plural=plural)

    def _find_stranger(self, words: list[str], head: Token) -> str | None:
        """The last stranger with this noun whose phrase had every word of this one.

        "The government" takes up "the Ostelian government"; "the Karvelian government" does not.
        """
        said = {fold_word(word) for word in words[1:]} - _EMPTY
        for known in reversed(self._strangers.get(head.lemma_.lower(), [])[-_RECENT:]):
            if said <= {fold_word(word) for word in self._actors[known].name.split()}:
                return known
        return None

    def add_stranger(self, span: Span, words: str, head: Token, *, plural: bool) -> str:
        """A new unnamed actor with the country and sector that the words give."""
        role = read_role(words)
        name = cut_name(words, head) if not plural else None
        if name is not None and name in self._proper:
            return self._take(self._proper[name], span)
        kind: ActorKind = "group" if plural else "unnamed" if name is None else guess_kind(name)
        noun = find_term(head.text)
        if role.sort == "body" and not plural and (noun is None or noun.sort == "body"):
            kind = "organisation"
        known = self._add(Actor("", name or words, kind, (), role.country, role.sector))
        if name is not None:
            self._proper[name] = known
        self._strangers.setdefault(head.lemma_.lower(), []).append(known)
        if not plural and is_thing(head, role.sort):
            self._things.add(known)
        if plural:
            self._groups[" ".join(words.lower().split())] = known
        return self._take(known, span)

    def _add(self, actor: Actor) -> str:
        identity = f"a{self._next}"
        self._next += 1
        self._actors[identity] = replace(actor, id=identity)
        return identity


def _names_ahead(words: list[str], known: list[tuple[int, str]], span: Span) -> bool:
    """Whether an indefinite phrase can mean somebody with that role who is introduced only, and soon, after it."""
    places = [start for start, _ in known]
    return bool(places) and span.start < min(places) < span.end + _SOON and not _is_general(words)


def _is_general(words: list[str]) -> bool:
    """Whether a phrase singles somebody out of many: "another judge", "one senator", "some officials"."""
    return words[0] in ("another", "one", "some", "any", "every", "no", "each", "several", "many", "two")


def _is_state_or_government(actor: Actor) -> bool:
    """Whether an actor is a state, or the government that a capital or a palace stands for."""
    if actor.kind == "state":
        return True
    last = actor.name.lower().split()[-1:]
    governs = last in (["government"], ["administration"], ["regime"]) or len(actor.name.split()) <= 2
    return actor.kind == "organisation" and actor.sector == "GOV" and actor.country is not None and governs
