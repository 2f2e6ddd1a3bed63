"""Which sentences of a reading bear on a question, and where in them its action stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from lagebild.asking.parties import Party
from lagebild.asking.questions import Sought
from lagebild.records import Actor, Reading, Sentence, Span, Statement
from lagebild.situation.citations import is_prose
from lagebild.situation.terms import Match, Token, find_terms, split_tokens

WIDEST = 14  # words between the parts of an action
_CANDIDATES = 8  # places of one term in one sentence that are looked at
_PREPOSITIONS = frozenset({"in", "into", "of", "to", "at", "with", "on"})
_NOUN_ENDINGS = ("ion", "ment", "ry", "al", "ce", "cy")
_BY = frozenset({"by", "of", "from"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in which the action stands at tokens `first` to `last` (of the sentence's tokens).

    `statement` is the innermost statement whose content holds the action, None when the report itself speaks;
    `elliptic` is set when part of the action is left out ("greater involvement") and the report supplies it.
    `places` are the words of the action, that of the question's verb first; empty when the question names no action.
    """

    number: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    first: int
    last: int
    statement: Statement | None
    matched: float
    elliptic: bool = False
    places: tuple[Match, ...] = ()


def find_passages(
    reading: Reading, sought: Sought, numbers: Sequence[int], *, checked: bool = False
) -> Iterator[Passage]:
    """The passages among the sentences with these numbers that bear on the question, in text order.

    With `checked` the grammar is looked at afterwards: then the order of the words does not matter here.
    """
    text = reading.report.text
    found: list[Passage] = []
    open_ones: list[Passage] = []
    for number in sorted(set(numbers)):
        sentence = reading.sentences[number]
        words = text[sentence.start : sentence.end]
        if not is_prose(reading, sentence.start) or _is_question(reading, sentence):
            continue
        tokens = split_tokens(words)
        for matches in _match_groups(words, tokens, sought):
            passage = _make_passage(_Place(reading, number, tokens, checked), matches, sought)
            if passage is not None:
                (open_ones if passage.elliptic else found).append(passage)
    yield from sorted([*found, *(open_ones if found else ())], key=lambda p: (p.number, p.first))


def _is_question(reading: Reading, sentence: Sentence) -> bool:
    """Whether the report or a speaker only asks: a sentence that ends in a question mark."""
    return reading.report.text[sentence.start : sentence.end].rstrip(" \n\"”’'»“)").endswith("?")


def _match_groups(words: str, tokens: Sequence[Token], sought: Sought) -> Iterator[Mapping[int, Match]]:
    """Where the groups of the action are in a sentence, closest together; a second place only outside the first.

    A single comma between them ends the phrase; two enclose an insertion.
    """
    if not sought.groups:
        yield {}
        return
    terms = find_terms(tokens)
    places = [
        [match for match in terms if match.term in group and not _is_party(tokens, match, sought)][:_CANDIDATES]
        for group in sought.groups
    ]
    held = [number for number, found in enumerate(places) if found][:4]
    needed = len(sought.groups) if len(sought.groups) <= 2 else math.ceil(len(sought.groups) * 2 / 3)
    if len(held) < needed:
        if held == [0] and len(sought.groups) == 2:
            yield from ({0: match} for match in places[0][:1])
        return
    ways = []
    for chosen in product(*(places[number] for number in held)):
        firsts = [match.first for match in chosen]
        width = max(match.last for match in chosen) - min(firsts)
        apart = all(_are_apart(one, two) for one, two in combinations(chosen, 2))
        between = words[tokens[min(firsts)].start : tokens[max(firsts)].start]
        if apart and width <= WIDEST * (len(chosen) - 1) and between.count(",") % 2 == 0:
            ways.append((width, min(firsts), dict(zip(held, chosen, strict=True))))
    used: set[int] = set()
    for _, _, way in sorted(ways, key=lambda w: w[:2]):
        taken = {i for match in way.values() for i in range(match.first, match.last + 1)}
        if not taken & used:
            used |= set(range(min(taken), max(taken) + 1))
            yield way


def _are_apart(one: Match, other: Match) -> bool:
    """Whether two matches are two words, or one is the noun at the end of the other: "second front" and "front"."""
    if one.first > other.last or other.first > one.last:
        return True
    return one.last == other.last and one.first != other.first


def _is_party(tokens: Sequence[Token], match: Match, sought: Sought) -> bool:
    """Whether a word is part of a party's name, and so no action."""
    names = {name for party in (*sought.agents, *sought.targets) for name in party.names}
    return match.first == match.last and tokens[match.first].word in names


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a reading that is looked through."""

    reading: Reading
    number: int
    tokens: tuple[Token, ...]
    checked: bool


def _make_passage(place: _Place, matches: Mapping[int, Match], sought: Sought) -> Passage | None:
    """The passage at these matches, if the parties of the question stand in it too."""
    reading, tokens = place.reading, place.tokens
    sentence = reading.sentences[place.number]
    elliptic = bool(matches) and len(matches) < len(sought.groups) and len(sought.groups) == 2
    if elliptic and not _is_elliptic(tokens, matches[min(matches)]):
        return None
    head = matches[min(matches)] if matches else None
    spans = [*matches.values()] or _first_party(reading, sentence, tokens, sought)
    if not spans:
        return None
    first, last = min(match.first for match in spans), max(match.last for match in spans)
    statement = find_statement(reading, [sentence.start + tokens[match.first].start for match in spans])
    scene = _Scene(reading, sentence, tokens, statement)
    if place.checked and head is not None:
        if not _parties_occur(scene, sought):
            return None
    elif not _parties_fit(scene, sought, head, elliptic=elliptic):
        return None
    matched = len(matches) / len(sought.groups) if sought.groups else 0.5
    places = tuple(matches[number] for number in sorted(matches, key=lambda n: (n != sought.main, n)))
    return Passage(place.number, sentence, tokens, first, last, statement, matched, elliptic, places)


def _parties_occur(scene: _Scene, sought: Sought) -> bool:
    """Whether the parties that act or speak are named in the sentence or make the statement, in whatever part."""
    if sought.speakers and not any(scene.speaks(party) for party in sought.speakers):
        return False
    return all(bool(scene.places(party)) or scene.speaks(party) for party in sought.agents)


def _is_elliptic(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the action is a noun that does not say in what: "greater involvement", not "involvement in trade"."""
    after = tokens[match.last + 1].word if match.last + 1 < len(tokens) else ""
    noun = tokens[match.last].word.rstrip("s").endswith(_NOUN_ENDINGS)
    return noun and match.first == match.last and after not in _PREPOSITIONS


def find_statement(reading: Reading, places: Sequence[int]) -> Statement | None:
    """The innermost statement whose content holds all these places; None when they are not in one content."""
    holding = [
        statement
        for statement in reading.statements
        if all(any(start <= place < end for start, end in statement.content) for place in places)
    ]
    return min(holding, key=lambda s: sum(end - start for start, end in s.content), default=None)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with the statement in it: where the parties are looked for."""

    reading: Reading
    sentence: Sentence
    tokens: tuple[Token, ...]
    statement: Statement | None

    @property
    def words(self) -> str:
        return self.reading.report.text[self.sentence.start : self.sentence.end]

    def mentions(self, actor: Actor) -> Iterator[int]:
        """The tokens at which mentions of the actor in this sentence end."""
        for start, end in actor.mentions:
            if self.sentence.start <= start and end <= self.sentence.end:
                inside = [i for i, t in enumerate(self.tokens) if t.end + self.sentence.start <= end]
                if inside:
                    yield inside[-1]

    def places(self, party: Party) -> list[int]:
        """The tokens that name the party, by the words or by what the reading knows of its actors."""
        found = {i for i, token in enumerate(self.tokens) if party.is_token(token, self.words)}
        found |= {i for a in self.reading.actors if party.is_actor(a) for i in self.mentions(a)}
        return sorted(found)

    def others(self, party: Party) -> list[int]:
        """The tokens that name somebody else who is named."""
        own = set(self.places(party))
        actors = (a for a in self.reading.actors if a.kind != "unnamed" and not party.is_actor(a))
        return sorted({i for actor in actors for i in self.mentions(actor)} - own)

    def speaks(self, party: Party) -> bool:
        """Whether the party is the statement's speaker."""
        speaker = self.reading.actor(self.statement.speaker) if self.statement else None
        return speaker is not None and party.is_actor(speaker)

    def within_content(self, at: int) -> bool:
        """Whether a token stands in the statement's content."""
        place = self.sentence.start + self.tokens[at].start
        content: Sequence[Span] = self.statement.content if self.statement else ()
        return any(start <= place < end for start, end in content)


def _parties_fit(scene: _Scene, sought: Sought, head: Match | None, *, elliptic: bool) -> bool:
    """Whether the passage speaks of the question's parties in their parts."""
    if sought.speakers and not any(scene.speaks(party) for party in sought.speakers):
        return False
    if not all(_is_agent(scene, party, head) for party in sought.agents):
        return False
    needed = len(sought.groups) <= 1 and not elliptic
    if needed and not all(scene.places(target) for target in sought.targets):
        return False
    return not _is_reversed(scene, sought, head)


def _is_agent(scene: _Scene, party: Party, head: Match | None) -> bool:
    """Whether the party may be the one who acts here."""
    places = scene.places(party)
    if head is None:
        return bool(places) or scene.speaks(party)
    others = scene.others(party)
    if not places:
        strangers = [i for i in others if i < head.first and scene.within_content(i)]
        return scene.speaks(party) and not strangers
    if any(i < head.first for i in places) or scene.speaks(party):
        return True
    named_before = any(i < head.first for i in others)
    led_in = any(scene.tokens[j].word in _BY for i in places for j in range(max(0, i - 4), i))
    return led_in or not named_before


def _is_reversed(scene: _Scene, sought: Sought, head: Match | None) -> bool:
    """Whether the target acts and the agent receives: "Ostelia attacked Havrenia" for an attack on Ostelia."""
    if head is None or not sought.targets or not sought.agents:
        return False
    agents = [i for party in sought.agents for i in scene.places(party)]
    targets = [i for party in sought.targets for i in scene.places(party)]
    if not agents or not targets or min(agents) < head.first or min(targets) > head.first:
        return False
    return not any(scene.tokens[j].word in _BY for i in agents for j in range(max(0, i - 4), i))


def _first_party(reading: Reading, sentence: Sentence, tokens: tuple[Token, ...], sought: Sought) -> list[Match]:
    """Where a question without an action finds its first party: "What about Ostelia?"; empty when nowhere."""
    scene = _Scene(reading, sentence, tokens, None)
    parties = (*sought.agents, *sought.targets, *sought.speakers)
    return [Match("", place, place) for party in parties for place in scene.places(party)][:1]
