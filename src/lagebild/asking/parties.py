"""Who a question asks about, recognised under the names that reports give them."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.reading.countries import find_country
from lagebild.records import Actor
from lagebild.situation.terms import Token, is_stop, read_list, split_tokens

_STANDS_FOR_STATE = frozenset({None, "GOV", "MIL", "LEG"})
# Endings by which English makes adjectives and peoples of names: Ostelia, Ostelian.
_ENDINGS = frozenset({"", "n", "an", "ian", "ans", "ians", "ns", "i", "is", "ese", "ish", "er", "ers", "s", "ic"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody a question names: `words` as written, `names` folded without titles, `country` when it is a state."""

    words: str
    names: tuple[str, ...]
    country: str | None

    def is_token(self, token: Token, text: str) -> bool:
        """Whether one word of a text names this party: its (last) name, an adjective of it, its capital."""
        word = token.word.removesuffix("'s")
        if self.country and text[token.start].isupper():
            found = find_country(text[token.start : token.end].removesuffix("'s").removesuffix("’s"))
            if found is not None and found.sense != "city":
                return found.country == self.country
        return bool(self.names) and _is_form(word, self.names[-1])

    def is_actor(self, actor: Actor) -> bool:
        """Whether an actor of a reading is this party, or stands for it as the government does for a state."""
        if self.country:
            stands = actor.sector in _STANDS_FOR_STATE if actor.kind != "person" else actor.sector in {"GOV", "MIL"}
            return actor.country == self.country and stands and not actor.expert
        words = {token.word.removesuffix("'s") for token in split_tokens(actor.name)}
        return bool(self.names) and any(_is_form(word, self.names[-1]) for word in words)


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


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a name or an adjective made from it."""
    if word == name:
        return True
    stem = name.rstrip("aeiouy") if len(name) > 4 else name
    return len(stem) >= 4 and any(word == base + ending for base in (name, stem) for ending in _ENDINGS)
