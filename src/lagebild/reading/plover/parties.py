"""Who stands behind the noun phrases of an event: actors of the reading first, then states, then somebody unnamed.

A phrase that names nobody may belong to somebody ("Ostelia's refusal", "a Lurnan court's ruling"): then whoever it
belongs to is the party, with less certainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import child, text_of
from lagebild.reading.naming.countries import CountryWord, find_country
from lagebild.reading.naming.terms import find_term
from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.bindings import find_rivals
from lagebild.reading.plover.doers import expand_joined, follow_relative
from lagebild.reading.plover.origins import Origins
from lagebild.reading.plover.phrases import find_placed, find_sides, match_country, phrase_span
from lagebild.reading.plover.words import find_noun_senses, read_list
from lagebild.reading.references.pronouns import FIRST, GENDERS, MANY, THINGS, Resolver
from lagebild.reading.references.sources import MentionIndex
from lagebild.reading.references.strangers import Cast
from lagebild.records import Actor, Place, Reading, Span, Statement

_MODIFIERS = frozenset(["amod", "compound", "nmod", "poss"])
_PEOPLE = frozenset(["person", "people", "body"])
_HELD = frozenset(["controlled", "administered", "held", "run", "ruled", "owned"])  # "X-held territory" is X's
_INNER = ("of", "with", "between", "against", "on", "to", "toward", "towards", "into", "in", "from")
_DEEPEST = 2  # things inside things that are looked into
BELONGING = 0.85  # certainty of a party behind a thing of its own
UNNAMED = 0.9  # of somebody whom only a noun names


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event: the words that say who, and the actor if the reading has one already.

    `word` is set for a state that is no actor yet; with neither the party is somebody unnamed.  `named` is false for
    those.  `certainty` in [0, 1] says how surely the words mean this actor.
    """

    head: Token
    span: Span
    actor: str | None = None
    word: CountryWord | None = None
    certainty: float = 1.0

    @property
    def named(self) -> bool:
        """Whether the party is an actor of the reading or a state."""
        return self.actor is not None or self.word is not None

    @property
    def key(self) -> str | int:
        """What tells the party from others: its actor, else the number of its word."""
        return self.actor or self.head.i


def list_once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties, each once; of two that are the same the later words count."""
    return tuple({party.key: party for party in parties}.values())


class Parties:
    """Finds the parties of one report's events; what it adds to the actors is only what an event that is kept needs."""

    def __init__(self, parsed: Parsed, reading: Reading) -> None:
        assert parsed.doc is not None
        self._doc: Doc = parsed.doc
        self._text = text_of(parsed.doc)
        self._mentions = MentionIndex(reading.actors)
        self._resolver = Resolver(parsed.report, parsed.doc, reading.actors)
        self._cast = Cast(reading.actors, parsed.report.text)
        self._states = {a.country: a.id for a in reversed(reading.actors) if a.kind == "state" and a.country}
        self._actors = {actor.id: actor for actor in reading.actors}
        self._found: dict[int, Party | None] = {}
        self._settled: dict[int, str] = {}
        self._owned: dict[str, str] = {}

    def find(self, token: Token, holder: Statement | None) -> Party | None:
        """The party that a noun or pronoun means, None when it means nobody; `holder` is the statement around it."""
        if token.i not in self._found:
            self._found[token.i] = None  # nobody while it is looked for: a pronoun may ask for its rivals
            self._found[token.i] = self._find(token, holder)
        return self._found[token.i]

    def find_all(
        self, tokens: tuple[Token, ...], holder: Statement | None, *, owners: bool = False
    ) -> tuple[Party, ...]:
        """The parties among joined nouns; for a thing that is nobody those it belongs to, or only its doers."""
        found: list[Party] = []
        for token in tokens:
            party = self.find(token, holder)
            members = self._find_members(token, party, holder) or self._find_sides(token, people=party is not None)
            if members:
                found.extend(members)
            elif party is not None:
                found.append(party)
            else:
                found.extend(self._find_behind(token, holder, owners=owners))
        return list_once(found)

    def _find_members(self, token: Token, whole: Party | None, holder: Statement | None) -> tuple[Party, ...]:
        """Those named of several: "her allies, including X and Y" are X and Y."""
        if whole is not None and whole.named and not self._is_collective(whole.actor):
            return ()
        including = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "including"), None)
        members = expand_joined(child(including, "pobj")) if including is not None else ()
        found = (self.find(member, holder) for member in members)
        return tuple(p for p in found if p is not None and p.named and not self._is_collective(p.actor))

    def _find_sides(self, token: Token, *, people: bool) -> tuple[Party, ...]:
        """The states of "Chilean and Peruvian troops", who are two parties."""
        words = ((side, match_country(side)) for side in find_sides(token, people=people))
        return tuple(self._find_state(side, phrase_span(side), word) for side, word in words if word is not None)

    def _is_collective(self, actor_id: str | None) -> bool:
        """Whether an actor is known by a noun only."""
        actor = self._actors.get(actor_id) if actor_id is not None else None
        return actor is not None and actor.kind in ("group", "unnamed")

    def find_direct(self, tokens: tuple[Token, ...], holder: Statement | None) -> tuple[Party, ...]:
        """Those of joined nouns that are somebody themselves."""
        found = (self.find(token, holder) for token in tokens)
        return list_once(party for party in found if party is not None)

    def settle(self, party: Party) -> str:
        """The id of the party's actor, which is added to the reading's actors where it is new."""
        if party.actor is not None:
            return party.actor
        if party.head.i not in self._settled:
            words = " ".join(self._text[party.span.start : party.span.end].split())
            if party.word is not None:
                self._settled[party.head.i] = self._cast.find_state(party.word, party.span, words)
            else:
                self._settled[party.head.i] = self._cast.find_or_add_stranger(party.span, words, party.head)
                self._note_owner(party, self._settled[party.head.i])
        return self._settled[party.head.i]

    def actors(self) -> tuple[Actor, ...]:
        """The reading's actors with those that were added."""
        return tuple(
            replace(actor, country=self._owned[actor.id]) if actor.id in self._owned and not actor.country else actor
            for actor in self._cast.actors()
        )

    def find_located(self, holders: Sequence[Token], origins: Origins) -> tuple[Party, ...]:
        """The states in which what these words say is put ("shells landed in X"), where the report names the state."""
        for holder in holders:
            for thing in find_placed(holder):
                country = origins.read_place(thing)
                if country is None:
                    continue
                span = Span(thing.idx, thing.idx + len(thing))
                if (known := self._states.get(country)) is not None:
                    return (Party(thing, span, known, certainty=BELONGING),)
                if (word := match_country(thing)) is not None and word.sense == "name":
                    return (Party(thing, span, None, word, BELONGING),)
        return ()

    def note_origins(self, parties: Sequence[tuple[Party, Place | None]], origins: Origins) -> None:
        """Remembers the country of settled parties whose words do not tell it; with each where it suffers the event."""
        known = {actor.id: actor for actor in self._cast.actors()}
        for party, around in parties:
            actor = known[self.settle(party)]
            if actor.id not in self._owned and (country := origins.find(party.head, actor, around)) is not None:
                self._owned[actor.id] = country

    def _note_owner(self, party: Party, actor_id: str) -> None:
        """ "its soldiers" belong to the country of whom "its" means."""
        owner = child(party.head, "poss")
        found = self._found.get(owner.i) if owner is not None else None
        if owner is not None and found is None and owner.tag_ == "PRP$":
            found = self.find(owner, None)
        known = self._actors.get(found.actor) if found is not None and found.actor is not None else None
        if known is not None and known.country is not None:
            self._owned[actor_id] = known.country

    def _find(self, token: Token, holder: Statement | None) -> Party | None:
        span = phrase_span(token)
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self._find_pronoun(token, holder)
        actor, word = self._mentions.around(token.idx), match_country(token)
        inner = word is not None and word.sense == "name" and self._is_collective(actor)  # "some states, including X"
        if actor is not None and not inner:
            return Party(token, span, actor) if self._acts(actor, token) else None
        if word is not None:
            if word.sense in ("adjective", "people", "name", "capital", "seat"):
                return self._find_state(token, span, word)
            return None
        if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL") and token.pos_ != "NOUN":
            return None
        return self._find_described(token, span, holder)

    def _acts(self, actor_id: str, token: Token) -> bool:
        """Whether an actor is people: "the report" and "a survey" only speak."""
        actor = self._actors.get(actor_id)
        if actor is None or actor.kind not in ("unnamed", "group") or token.pos_ == "PROPN":
            return True
        if match_country(token) is not None:  # "two Peruvians"
            return True
        word = token.text if token.pos_ == "NOUN" else actor.name.split()[-1]
        term = find_term(word) or find_term(word.removesuffix("s"))
        return term is not None and term.sort in _PEOPLE

    def _find_state(self, token: Token, span: Span, word: CountryWord) -> Party:
        known = self._states.get(word.country)
        if known is not None:
            return Party(token, span, known, certainty=1.0 if word.sense == "name" else 0.95)
        state = CountryWord(word.country, "name", word.partial)
        return Party(token, Span(token.idx, token.idx + len(token)), None, state if word.sense == "name" else word)

    def _find_pronoun(self, token: Token, holder: Statement | None) -> Party | None:
        lower, span = token.lower_, Span(token.idx, token.idx + len(token))
        if lower in FIRST:
            speaker = holder.speaker if holder is not None else None
            acting = speaker is not None and self._acts(speaker, token)
            return Party(token, span, speaker, certainty=0.9) if acting else None
        if lower in GENDERS or lower in THINGS or lower in MANY:
            choice = self._resolver.resolve(lower, token.idx, self._bar(token, holder))
            return Party(token, span, choice.actor, certainty=choice.confidence) if choice is not None else None
        antecedent = follow_relative(token)
        return self.find(antecedent, holder) if antecedent.i != token.i else None

    def _bar(self, pronoun: Token, holder: Statement | None) -> tuple[Span, ...]:
        """All words that mean those whom a pronoun cannot mean, as it stands beside them in one clause."""
        rivals = (self.find(rival, holder) for rival in find_rivals(pronoun))
        barred = {rival.actor for rival in rivals if rival is not None and rival.actor is not None}
        named = (span for actor in sorted(barred) if actor in self._actors for span in self._actors[actor].mentions)
        met = (p.span for p in self._found.values() if p is not None and p.actor in barred)
        return (*named, *met)

    def _find_described(self, token: Token, span: Span, holder: Statement | None) -> Party | None:
        """A noun for people or bodies: the holder of a role, the body whose part it is, else somebody unnamed."""
        if find_noun_senses(token):
            return None
        term = find_term(token.text) or find_term(token.lemma_)
        if term is None or term.sort not in _PEOPLE:
            apposed = child(token, "appos")
            return self.find(apposed, holder) if apposed is not None and apposed.pos_ == "PROPN" else None
        words = self._text[span.start : span.end]
        role_of = self._cast.holder_at(token.idx)
        if role_of is not None and token.dep_ == "compound":
            return None
        known = role_of or self._cast.find_by_role(words, token, span)
        if known is not None:
            return Party(token, span, known, certainty=0.9)
        inner = self._find_whole(token)
        if inner is not None and term.sort == "body":
            return Party(token, span, inner)
        return Party(token, span, certainty=UNNAMED)

    def _find_whole(self, token: Token) -> str | None:
        """The body named in "the lower house of the Russian parliament" where a part of it acts."""
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        thing = child(of, "pobj") if of is not None else None
        if thing is None or find_country(thing.text) is not None:
            return None
        return self._mentions.around(thing.idx)

    def _find_behind(
        self, token: Token, holder: Statement | None, depth: int = 0, *, owners: bool = False
    ) -> list[Party]:
        """Whoever a thing or an event belongs to: its owner, who does it, or the people it is named after."""
        if (owned := self._find_owner(token, holder)) is not None:
            return owned
        senses = find_noun_senses(token)
        suffering = bool(senses) and "of" in senses[0].frame  # "the killing of X" is not X's doing
        for c in token.children:
            if (suffering and c.lower_ == "of") or (owners and c.lower_ != "of"):
                continue
            if c.dep_ == "prep" and c.lower_ in _INNER and (thing := child(c, "pobj")) is not None:
                found = self._lower(expand_joined(thing), holder)
                if not found and depth < _DEEPEST:
                    found = self._find_behind(thing, holder, depth + 1, owners=owners)
                if found:
                    return found
        return []

    def _find_owner(self, token: Token, holder: Statement | None) -> list[Party] | None:
        """Who does a thing, whose it is or after whom it is named, as far as "by" or words before it tell."""
        for c in token.children:
            if c.dep_ in {"prep", "agent"} and c.lower_ == "by" and (by := child(c, "pobj")) is not None:
                return self._lower(expand_joined(by), holder)
        treaty = token.lemma_.lower() in read_list("treaties")
        for c in token.children:
            if treaty and c.dep_ != "poss" and c.ent_type_ in {"GPE", "ORG"}:
                continue  # "the Paris agreement" is not the French one
            names_somebody = c.dep_ == "poss" or c.ent_type_ in {"NORP", "GPE", "ORG"}
            if c.dep_ in _MODIFIERS and names_somebody and (found := self._lower((c,), holder)):
                return found
        for c in token.children:
            if c.lower_ in _HELD and (held := self._lower(tuple(t for t in c.children if t.ent_type_), holder)):
                return held
        return None

    def _lower(self, tokens: tuple[Token, ...], holder: Statement | None) -> list[Party]:
        parties = (self.find(token, holder) for token in tokens)
        return [Party(p.head, p.span, p.actor, p.word, p.certainty * BELONGING) for p in parties if p is not None]
