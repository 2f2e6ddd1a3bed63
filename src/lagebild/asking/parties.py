"""Who a question asks about, recognised under the names that reports give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.reading.naming.countries import find_country
from lagebild.records import Actor
from lagebild.situation.terms import Token, is_stop, read_list, split_tokens

_STANDS_FOR_STATE = frozenset({None, "GOV", "MIL", "LEG"})
_OFFICES = frozenset({"GOV", "MIL"})
# Endings by which English makes adjectives and peoples of names: Ostelia, Ostelian.
_ENDINGS = frozenset({"", "n", "an", "ian", "ans", "ians", "ns", "i", "is", "ese", "ish", "er", "ers", "s", "ic"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a question names: `words` as written, `names` folded without titles, `country` when it is a state.

    `capitals` are folded names of cities that reports call this state's capital, for states that no table knows.
    """

    words: str
    names: tuple[str, ...]
    country: str | None
    capitals: frozenset[str] = frozenset()

    def is_token(self, token: Token, text: str) -> bool:
        """Whether one word of a text names this party: its (last) name, an adjective of it, its capital."""
        word = token.word.removesuffix("'s")
        if self.country and text[token.start].isupper():
            found = find_country(text[token.start : token.end].removesuffix("'s").removesuffix("’s"))
            if found is not None and found.sense != "city":
                return found.country == self.country
        if word in self.capitals and text[token.start].isupper():
            return True
        return bool(self.names) and _is_form(word, self.names[-1])

    def is_actor(self, actor: Actor) -> bool:
        """Whether an actor of a reading is this party, or stands for it as the government does for a state."""
        if self.country:
            stands = actor.sector in _STANDS_FOR_STATE if actor.kind != "person" else actor.sector in {"GOV", "MIL"}
            return actor.country == self.country and stands and not actor.expert
        words = {token.word.removesuffix("'s") for token in split_tokens(actor.name)}
        if words and words <= self.capitals:
            return True
        if not self.names:
            return False
        return any(_is_form(word, self.names[-1]) for word in words) or self._leads(actor)

    def _leads(self, actor: Actor) -> bool:
        """Whether a role that the report gives the actor is an office of this state: "the Ostelian president"."""
        if actor.kind != "person" or actor.expert or actor.sector not in _OFFICES:
            return False
        claims = (*actor.roles, *actor.affiliations)
        held = (token.word.removesuffix("'s") for claim in claims for token in split_tokens(claim.words))
        return any(_is_form(word, self.names[-1]) for word in held)


def name_party(words: str) -> Party | None:
    """The party that these words of a question name; None when they are stop words only."""
    tokens = [token.word.removesuffix("'s") for token in split_tokens(words)]
    names = tuple(t for t in tokens if t not in read_list("titles.txt") and not is_stop(t))
    names = names or tuple(t for t in tokens if not is_stop(t))
    if not names:
        return None
    bare = words.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    country = find_country(bare)
    return Party(words, names, country.country if country else None)


def find_capitals(text: str, party: Party) -> frozenset[str]:
    """What a text calls the party's capital: "Lurna, the capital of Ostelia", "the Ostelian capital Lurna"."""
    tokens = split_tokens(text)
    found = set()
    for at, token in enumerate(tokens):
        if token.word != "capital":
            continue
        after = tokens[at + 1 : at + 3]
        if len(after) == 2 and after[0].word == "of" and _is_form(after[1].word, party.names[-1]):
            found |= _name_before(text, tokens, at)
        elif at and _is_form(tokens[at - 1].word, party.names[-1]):
            found |= _name_before(text, tokens, at - 1)
            if after and text[after[0].start].isupper() and text[token.end : after[0].start] in {" ", ", "}:
                found.add(after[0].word)
    return frozenset(found)


def _name_before(text: str, tokens: Sequence[Token], at: int) -> set[str]:
    """The name in apposition before "the … capital", whose words begin at token `at`."""
    if at >= 2 and tokens[at - 1].word == "the":
        name = tokens[at - 2]
        if text[name.start].isupper() and text[name.end : tokens[at - 1].start] == ", ":
            return {name.word}
    return set()


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a name or an adjective made from it."""
    if word == name:
        return True
    stem = name.rstrip("aeiouy") if len(name) > 4 else name
    return len(stem) >= 4 and any(word == base + ending for base in (name, stem) for ending in _ENDINGS)
