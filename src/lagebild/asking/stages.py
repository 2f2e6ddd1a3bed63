"""The sentence in which a deed is read, the names in it, and how the parts of a deed may fit a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token as ParsedToken

from lagebild.asking.deed_words import read_deed_words
from lagebild.asking.parties import Party
from lagebild.reading.naming.countries import CountryWord, find_country
from lagebild.records import Actor, Reading, Sentence, Statement
from lagebild.situation.terms import fold, read_list, split_tokens

Fit = Literal["fits", "open", "other", "silent"]
STATES = frozenset({"name", "adjective", "people", "capital", "seat"})
NAMING = frozenset({"compound", "poss", "amod", "nmod", "appos", "nummod"})
DEPTH = 4  # steps down a phrase in which names are looked for
NEAR = 600  # characters before a sentence in which a party that it does not name may still be meant


@dataclass(frozen=True, slots=True)
class Cast:
    """How the parts of a deed fit a question: `fits`, `open` (with the reasons), or another's deed (`other`).

    `settled` is set where it is open by what the words say, and not because they do not say.  `turn` is the word by
    which the deed does not come about, `turned` whether it holds (or is itself negated).
    """

    fit: Fit
    reasons: tuple[str, ...] = ()
    settled: bool = False
    turn: str | None = None
    turned: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """The sentence in which a deed is read: `statement` is the innermost one that holds the deed."""

    reading: Reading
    sentence: Sentence
    statement: Statement | None

    def actors_at(self, token: ParsedToken) -> Iterator[Actor]:
        """The actors of the reading that are mentioned at a word."""
        place = self.sentence.start + token.idx
        for actor in self.reading.actors:
            if any(start <= place < end for start, end in actor.mentions):
                yield actor

    def shares(self, actor: Actor, token: ParsedToken, party: Party) -> bool:
        """Whether the party's name is another word of the mention: "Ostelia on Havrenia" taken for one name."""
        place = self.sentence.start + token.idx
        text = self.reading.report.text
        words = [text[s:e] for s, e in actor.mentions if s <= place < e]
        return any(party.is_token(word, mention) for mention in words for word in split_tokens(mention))

    def speaks(self, party: Party) -> bool:
        """Whether the party makes the statement."""
        speaker = self.reading.actor(self.statement.speaker) if self.statement else None
        return (speaker is not None and party.is_actor(speaker)) or self._is_spoken_for(party)

    def _is_spoken_for(self, party: Party) -> bool:
        """Whether the words that name the speaker name an office of the party: "Ostelia's energy minister"."""
        for start, end in self.statement.source if self.statement else ():
            words = self.reading.report.text[start:end]
            tokens = split_tokens(words)
            held = next((i for i, token in enumerate(tokens) if party.is_token(token, words)), None)
            if held is None or any(token.word in {"of", "against", "in"} for token in tokens[:held]):
                continue
            owner = words[tokens[held].end - 2 : tokens[held].end + 2]
            if "'s" in owner or "’s" in owner:
                return any(token.word in read_deed_words("acting") for token in tokens[held + 1 :])
        return False

    @property
    def speaker_known(self) -> bool:
        """Whether the statement's speaker is somebody with a name."""
        speaker = self.reading.actor(self.statement.speaker) if self.statement else None
        return speaker is not None and speaker.kind != "unnamed"

    def holds(self, token: ParsedToken) -> bool:
        """Whether a word stands in the statement's content; all words do where nobody is quoted."""
        place = self.sentence.start + token.idx
        return self.statement is None or any(start <= place < end for start, end in self.statement.content)

    def named(self, party: Party, tokens: Iterable[ParsedToken]) -> bool:
        """Whether any of the words names the party, its country, or somebody who stands for it."""
        return any(names_party(self, token, party) for token in tokens)

    def nearby(self, party: Party) -> bool:
        """Whether the party is mentioned at most NEAR characters before the sentence, or in it."""
        start, end = self.sentence.start - NEAR, self.sentence.end
        held = (a for a in self.reading.actors if any(start <= s and e <= end for s, e in a.mentions))
        return any(party.is_actor(actor) for actor in held)

    def strangers(self, parties: Sequence[Party], tokens: Iterable[ParsedToken]) -> bool:
        """Whether any of the words names a state, body or person that is none of the parties."""
        for token in tokens:
            if any(names_party(self, token, party) or is_inside(token, party) for party in parties):
                continue
            found = find_state(token)
            actors = [a for a in self.actors_at(token) if a.kind in {"state", "organisation", "person"}]
            known = [a for a in actors if self.statement is None or a.id != self.statement.speaker]
            if (found is not None and found.sense in STATES) or (known and token.pos_ == "PROPN"):
                return True
        return False


def find_state(token: ParsedToken) -> CountryWord | None:
    """The state that a word names, alone or with the words before it ("South Korea")."""
    if not token.text[0].isupper():
        return None
    start = token.i
    while start > 0 and token.doc[start - 1].dep_ == "compound" and token.doc[start - 1].head == token:
        start -= 1
    article = token.doc[start - 1].text if start else ""
    whole = find_country(f"{article} {token.text}") if article == "The" else None
    return whole or find_country(token.doc[start : token.i + 1].text) or find_country(token.text)


def names_party(stage: Stage, token: ParsedToken, party: Party) -> bool:
    """Whether a word itself names the party: as a state, by its adjective or capital, or as one of its actors."""
    if is_partial(token):
        return False
    found = find_state(token)
    if party.country and found is not None and found.sense in STATES:
        return found.country == party.country
    own = any(party.is_token(word, token.text) for word in split_tokens(token.text)[:1]) and token.text[0].isupper()
    if own or token.pos_ == "PRON":
        return own and not _is_namesake(token, party)
    return any(party.is_actor(actor) and not stage.shares(actor, token, party) for actor in stage.actors_at(token))


def _is_namesake(token: ParsedToken, party: Party) -> bool:
    """Whether a word only shares the last word of the party's name: "Savona Bank" for "Merida Bank"."""
    before = [t for t in token.children if t.dep_ == "compound" and t.text[0].isupper()]
    names = [fold(t.text) for t in before if fold(t.text) not in read_list("titles.txt")]
    rest = party.names[:-1]
    return bool(rest and names) and fold(token.text) == party.names[-1] and not set(names) & set(rest)


def is_inside(token: ParsedToken, party: Party) -> bool:
    """Whether a word names a place inside the party's state, or the state of the place that is asked about."""
    found = find_state(token)
    return found is not None and party.country is not None and found.country == party.country


def is_partial(token: ParsedToken) -> bool:
    """Whether a word is only part of a compound with a hyphen: "Indian-administered", "pro-Indian"."""
    doc = token.doc
    after = token.i + 1 < len(doc) and doc[token.i + 1].text in {"-", "–"} and not token.whitespace_
    return after or (token.i > 0 and doc[token.i - 1].text in {"-", "–"} and not doc[token.i - 1].whitespace_)
