"""Whether the one who acts in a sentence is the one asked about, and the one who receives too: names put to a deed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token as ParsedToken

from lagebild.asking.deeds import Deed, read_deed_words
from lagebild.asking.parties import Party
from lagebild.asking.questions import Sought
from lagebild.reading.countries import CountryWord, find_country
from lagebild.records import Actor, Reading, Sentence, Statement
from lagebild.situation.terms import fold, split_tokens

Fit = Literal["fits", "open", "other", "silent"]
_STATES = frozenset({"name", "adjective", "people", "capital", "seat"})
_NAMING = frozenset({"compound", "poss", "amod", "nmod", "appos", "nummod"})
_AMOUNTS = frozenset({"some", "many", "most", "all", "hundred", "thousand", "dozen", "number", "part", "none", "any"})
_WITHIN = frozenset({"of", "in", "across", "inside", "at", "near", "between", "along", "against"})
_SPEAKERS_OWN = frozenset({"i", "we", "our", "my", "us"})
_DEPTH = 4
NEAR = 600  # characters before a sentence in which a party that it does not name may still be meant


@dataclass(frozen=True, slots=True)
class Cast:
    """How the parts of a deed fit a question: `fits`, `open` (with the reasons), or another's deed (`other`)."""

    fit: Fit
    reasons: tuple[str, ...] = ()


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
        return speaker is not None and party.is_actor(speaker)

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
            if (found is not None and found.sense in _STATES) or (known and token.pos_ == "PROPN"):
                return True
        return False


def find_state(token: ParsedToken) -> CountryWord | None:
    """The state that a word names, alone or with the words before it ("South Korea")."""
    if not token.text[0].isupper():
        return None
    start = token.i
    while start > 0 and token.doc[start - 1].dep_ == "compound" and token.doc[start - 1].head == token:
        start -= 1
    return find_country(token.doc[start : token.i + 1].text) or find_country(token.text)


def names_party(stage: Stage, token: ParsedToken, party: Party) -> bool:
    """Whether a word itself names the party: as a state, by its adjective or capital, or as one of its actors."""
    if _is_partial(token):
        return False
    found = find_state(token)
    if party.country and found is not None and found.sense in _STATES:
        return found.country == party.country
    own = any(party.is_token(word, token.text) for word in split_tokens(token.text)[:1]) and token.text[0].isupper()
    if own or token.pos_ == "PRON":
        return own
    return any(party.is_actor(actor) and not stage.shares(actor, token, party) for actor in stage.actors_at(token))


def is_inside(token: ParsedToken, party: Party) -> bool:
    """Whether a word names a place inside the party's state, or the state of the place that is asked about."""
    found = find_state(token)
    return found is not None and party.country is not None and found.country == party.country


def _is_partial(token: ParsedToken) -> bool:
    """Whether a word is only part of a compound with a hyphen: "Indian-administered", "pro-Indian"."""
    doc = token.doc
    after = token.i + 1 < len(doc) and doc[token.i + 1].text in {"-", "–"} and not token.whitespace_
    return after or (token.i > 0 and doc[token.i - 1].text in {"-", "–"} and not doc[token.i - 1].whitespace_)


def cast_deed(stage: Stage, deed: Deed, sought: Sought) -> Cast:
    """Whether the question's agents do and its targets receive what the deed names."""
    reasons: list[str] = []
    fits: list[Fit] = []
    for party in sought.agents:
        cast = _cast_agent(stage, deed, party, sought)
        fits.append(cast.fit)
        reasons.extend(cast.reasons)
    if sought.targets and "other" not in fits:
        cast = _cast_targets(stage, deed, sought)
        fits.append(cast.fit)
        reasons.extend(cast.reasons)
    for worst in ("other", "open"):
        if worst in fits:
            return Cast("other" if worst == "other" else "open", tuple(reasons))
    return Cast("fits", tuple(reasons))


# ---- who acts ----------------------------------------------------------------------------------------------------


def _cast_agent(stage: Stage, deed: Deed, party: Party, sought: Sought) -> Cast:
    if deed.doers:
        casts = [_cast_doer(stage, doer, party) for doer in deed.doers]
        return next((c for fit in ("fits", "open") for c in casts if c.fit == fit), Cast("other"))
    described = [_cast_adjective(stage, token, party, sought.targets) for token in deed.described]
    for fit in ("fits", "other"):
        if fit in described:
            return Cast("fits" if fit == "fits" else "other")
    return _cast_silence(stage, deed, party, sought)


def _cast_doer(stage: Stage, doer: ParsedToken, party: Party) -> Cast:
    """Whether the phrase that names who acts names the party or what acts for it."""
    if doer.lower_ in read_deed_words("uncertain") and doer.pos_ in {"PRON", "DET"}:
        return _cast_pronoun(stage, doer, party)
    if acts_for(stage, doer, party):
        return Cast("fits")
    bare = not any(t.dep_ in {*_NAMING, "prep", "relcl"} for t in doer.children) and doer.pos_ == "NOUN"
    if bare and doer.lemma_.lower() in read_deed_words("acting") and stage.speaks(party) and stage.holds(doer):
        return Cast("fits", (f"“{doer.text}” is read as the speaker's",))
    return Cast("other")


def acts_for(stage: Stage, head: ParsedToken, party: Party, depth: int = _DEPTH) -> bool:
    """Whether a phrase names the party, or a body, force or office of it: "Ostelian jets", "the army of Ostelia"."""
    found = find_state(head)
    people = found is not None and found.sense == "people"
    if names_party(stage, head, party) and not people:
        return True
    modifiers = [t for t in head.children if t.dep_ in _NAMING and t.tag_ not in {"VBN", "VBG"}]
    below = [n for p in head.children if p.lower_ in {"of", "from"} and p.dep_ == "prep" for n in p.children]
    if head.lemma_.lower() in _AMOUNTS and depth:
        return any(acts_for(stage, noun, party, depth - 1) for noun in below)
    appositions = [t for t in modifiers if t.dep_ == "appos"]
    if depth and any(acts_for(stage, token, party, depth - 1) for token in appositions):
        return True
    acting = read_deed_words("acting")
    offices = {head.lemma_.lower(), head.lower_} | {t.lower_ for t in modifiers if t.dep_ in {"compound", "nmod"}}
    if not (offices | {word.removesuffix("s") for word in offices}) & acting and not (party.country is None and found):
        return False
    named = [t for t in modifiers if t.dep_ != "appos"]
    named += [t for m in modifiers if m.dep_ in {"compound", "poss"} for t in m.children if t.dep_ in _NAMING]
    if stage.named(party, named):
        return True
    return depth > 0 and any(acts_for(stage, noun, party, depth - 1) for noun in below)


def _cast_pronoun(stage: Stage, pronoun: ParsedToken, party: Party) -> Cast:
    """Whether a pronoun stands for the party: by the reading, by the speaker, else left open."""
    actors = list(stage.actors_at(pronoun))
    if actors:
        return Cast("fits" if any(party.is_actor(actor) for actor in actors) else "other")
    word = pronoun.lower_
    if stage.statement is not None and stage.holds(pronoun):
        if stage.speaks(party):
            return Cast("fits", (f"“{pronoun.text}” is read as the speaker",))
        if word in _SPEAKERS_OWN and stage.speaker_known:
            return Cast("other")
    before = [t for t in pronoun.doc if t.i < pronoun.i]
    if stage.named(party, before):
        return Cast("open", (f"who “{pronoun.text}” is, is not said",))
    return Cast("other")


def _cast_adjective(stage: Stage, token: ParsedToken, party: Party, targets: Sequence[Party]) -> Fit:
    """What a word before a nominal action says of who acts."""
    if names_party(stage, token, party):
        return "fits"
    if token.dep_ == "amod" and token.text[0].isupper() and token.i > 0 and not _is_partial(token):
        return "other"  # an adjective made of a name, and not of the party's
    if any(names_party(stage, token, target) for target in targets):
        state = find_state(token)
        place = token.dep_ == "compound" and (state is None or state.sense not in {"adjective", "people"})
        return "silent" if place else "other"
    found = find_state(token)
    if found is not None and not _is_partial(token):
        return "silent" if found.sense in {"city", "region"} else "other"
    named = any(a.kind != "unnamed" for a in stage.actors_at(token)) and token.pos_ == "PROPN"
    return "other" if named and token.dep_ != "compound" else "silent"


def _cast_silence(stage: Stage, deed: Deed, party: Party, sought: Sought) -> Cast:
    """Who acts where the grammar names nobody: what the deed is said of, else the speaker, else it stays open."""
    parties = (party, *sought.targets)
    for head in deed.said_of:
        words = list(head.subtree)
        if stage.named(party, words) and not stage.strangers(parties, words):
            return Cast("fits")
    content = [t for t in deed.action.sent if stage.holds(t)]
    if stage.strangers(parties, content):
        return Cast("other")
    own = stage.statement is not None and stage.statement.stance in {"denies", "intends"}
    if stage.speaks(party) and own:
        return Cast("fits", ("who acts is not said; read as the speaker",))
    if _is_known_deed(deed) or _is_blamed(deed) or not (stage.named(party, content) or stage.speaks(party)):
        return Cast("other")
    return Cast("open", (f"who acts is not said at “{deed.action.text}”",))


def _is_known_deed(deed: Deed) -> bool:
    """Whether the words point to a deed already spoken of: "the attack", "this strike", "the April 22 attack"."""
    return any(t.lower_ in {"the", "this", "that", "these", "those"} for t in deed.action.children)


def _is_blamed(deed: Deed) -> bool:
    """Whether somebody only condemns or mourns the deed: it is then somebody else's."""
    return deed.action.dep_ == "dobj" and deed.action.head.lemma_.lower() in read_deed_words("blaming")


# ---- who receives ------------------------------------------------------------------------------------------------


def _cast_targets(stage: Stage, deed: Deed, sought: Sought) -> Cast:
    """Whether one of the phrases that name who receives names a target, a place in it, or nobody else."""
    compounds = tuple(t for t in deed.described if t.dep_ in {"compound", "nmod"})
    states: list[ParsedToken] = []
    for head in (*deed.receivers, *compounds):
        for word in _words_within(head):
            for party in sought.targets:
                if names_party(stage, word, party):
                    return _cast_place(word, party)
                if is_inside(word, party):
                    return Cast("fits", (f"names {word.text}, not {party.words} itself",))
        states.extend(t for t in (head,) if head not in compounds and _is_other_state(stage, t, sought))
    return Cast("other") if states else _cast_unnamed(stage, deed, sought)


def _cast_place(word: ParsedToken, party: Party) -> Cast:
    """A target that is named; open where a town is asked about and only its state is named."""
    asked = find_country(party.words)
    town = asked is not None and asked.sense in {"city", "capital"}
    if town and fold(word.text) not in party.names:
        return Cast("open", (f"names {word.text}, not {party.words} itself",))
    return Cast("fits")


def _cast_unnamed(stage: Stage, deed: Deed, sought: Sought) -> Cast:
    """Whether a target receives it, where the grammar names neither a target nor another state."""
    if any(stage.speaks(party) for party in sought.targets):
        return Cast("fits", ("who receives it is not named; the speaker may mean themselves",))
    if _is_war(sought):
        strange = [t for t in deed.receivers if t.pos_ == "PROPN" and not _is_agents_own(stage, t, sought)]
        return Cast("other" if strange else "fits")
    placed = len(sought.groups) > 1 and {party.words for party in sought.targets} <= sought.places
    if placed:
        return Cast("fits")
    near = len(sought.groups) > 1 and any(stage.nearby(party) for party in sought.targets)
    if near or any(stage.named(party, deed.action.sent) for party in sought.targets):
        asked = ", ".join(party.words for party in sought.targets)
        return Cast("open", (f"that it is done to {asked} is not said",))
    return Cast("other")


def _is_war(sought: Sought) -> bool:
    """Whether the question is about a war, of which reports speak without naming both sides each time."""
    return any("~war" in group for group in sought.groups) and len(sought.groups) > 1


def _is_agents_own(stage: Stage, token: ParsedToken, sought: Sought) -> bool:
    """Whether a name is an agent's own, or a time that the parse took for one who receives."""
    timely = token.lemma_.lower() in read_deed_words("times")
    return timely or any(names_party(stage, token, p) or is_inside(token, p) for p in sought.agents)


def _words_within(head: ParsedToken, depth: int = _DEPTH) -> Iterator[ParsedToken]:
    """The words of a phrase that may name who receives: head, what describes it, and where or whose it is."""
    yield head
    for child in head.children:
        if child.dep_ in _NAMING and child.tag_ not in {"VBN", "VBG"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in _WITHIN and depth:
            for noun in child.children:
                for one in (noun, *noun.conjuncts):
                    yield from _words_within(one, depth - 1)


def _is_other_state(stage: Stage, head: ParsedToken, sought: Sought) -> bool:
    """Whether a phrase's head, or the name that describes it, is a state that was not asked about as the target."""
    named = [t for t in (head, *head.children) if t is head or t.dep_ in {"poss", "amod", "compound"}]
    for token in named:
        if token.pos_ not in {"PROPN", "ADJ"} or _is_partial(token):
            continue
        found = find_state(token)
        own = found is not None and any(found.country == agent.country for agent in sought.agents)
        if found is not None and (found.sense in _STATES or not own):
            return True
        if any(actor.kind == "state" for actor in stage.actors_at(token)):
            return True
    return False
