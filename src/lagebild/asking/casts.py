"""Whether the one who acts in a sentence is the one asked about, and the one who receives too: names put to a deed."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token as ParsedToken

from lagebild.asking.deed_words import read_deed_words
from lagebild.asking.deeds import Deed
from lagebild.asking.mirrors import is_excluded
from lagebild.asking.parties import Party
from lagebild.asking.questions import Sought
from lagebild.asking.recipients import cast_targets
from lagebild.asking.stages import DEPTH, NAMING, Cast, Fit, Stage, find_state, is_partial, names_party

_AMOUNTS = frozenset({"some", "many", "most", "all", "hundred", "thousand", "dozen", "number", "part", "none", "any"})
_SPEAKERS_OWN = frozenset({"i", "we", "our", "my", "us"})


def cast_deed(stage: Stage, deed: Deed, sought: Sought) -> Cast:
    """Whether the question's agents do and its targets receive what the deed names."""
    reasons: list[str] = []
    fits: list[Fit] = []
    for party in sought.agents:
        cast = _cast_agent(stage, deed, party, sought)
        fits.append(cast.fit)
        reasons.extend(cast.reasons)
    if sought.targets and "other" not in fits:
        cast = cast_targets(stage, deed, sought)
        fits.append(cast.fit)
        reasons.extend(cast.reasons)
    for worst in ("other", "open"):
        if worst in fits:
            return Cast("other" if worst == "other" else "open", tuple(reasons))
    return Cast("fits", tuple(reasons))


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
    if is_excluded(doer):
        return Cast("other")
    if acts_for(stage, doer, party):
        return Cast("fits")
    bare = not any(t.dep_ in {*NAMING, "prep", "relcl"} for t in doer.children) and doer.pos_ == "NOUN"
    if bare and doer.lemma_.lower() in read_deed_words("acting") and stage.speaks(party) and stage.holds(doer):
        return Cast("fits", (f"“{doer.text}” is read as the speaker's",))
    return Cast("other")


def acts_for(stage: Stage, head: ParsedToken, party: Party, depth: int = DEPTH) -> bool:
    """Whether a phrase names the party, or a body, force or office of it: "Ostelian jets", "the army of Ostelia"."""
    found = find_state(head)
    people = found is not None and found.sense == "people"
    if names_party(stage, head, party) and not people:
        return True
    modifiers = [t for t in head.children if t.dep_ in NAMING and t.tag_ not in {"VBN", "VBG"}]
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
    named += [t for m in modifiers if m.dep_ in {"compound", "poss"} for t in m.children if t.dep_ in NAMING]
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
    if token.dep_ == "amod" and token.text[0].isupper() and token.i > 0 and not is_partial(token):
        return "other"  # an adjective made of a name, and not of the party's
    if any(names_party(stage, token, target) for target in targets):
        state = find_state(token)
        place = token.dep_ == "compound" and (state is None or state.sense not in {"adjective", "people"})
        return "silent" if place else "other"
    found = find_state(token)
    if found is not None and not is_partial(token):
        return "silent" if found.sense in {"city", "region"} else "other"
    named = any(a.kind != "unnamed" for a in stage.actors_at(token)) and token.pos_ == "PROPN"
    return "other" if named and token.dep_ != "compound" else "silent"


def _cast_silence(stage: Stage, deed: Deed, party: Party, sought: Sought) -> Cast:
    """Who acts where the grammar names nobody: what the deed is said of, else the speaker, else it stays open."""
    parties = (party, *sought.targets)
    bodies = (t for t in _sufferers(deed.action) if t.lemma_.lower() in read_deed_words("acting"))
    if any(_is_owned(stage, body, party) for body in bodies):
        return Cast("fits")
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


def _sufferers(action: ParsedToken) -> list[ParsedToken]:
    """The nouns to which a passive verb, or a noun with "of", is done: "the withdrawal of its troops"."""
    if action.pos_ == "VERB":
        return [t for t in action.children if t.dep_ == "nsubjpass" and t.pos_ == "NOUN"]
    if action.lemma_.lower() not in read_deed_words("suffered"):
        return []
    return [n for t in action.children if t.dep_ == "prep" and t.lower_ == "of" for n in t.children if n.pos_ == "NOUN"]


def _is_owned(stage: Stage, body: ParsedToken, party: Party) -> bool:
    """Whether a body acts for the party, by its name or as the speaker's own ("our troops will be withdrawn")."""
    own = any(t.dep_ == "poss" and t.lower_ in {"our", "my"} for t in body.children)
    return acts_for(stage, body, party) or (own and stage.speaks(party) and stage.holds(body))


def _is_known_deed(deed: Deed) -> bool:
    """Whether the words point to a deed already spoken of: "the attack", "this strike", "the April 22 attack"."""
    return any(t.lower_ in {"the", "this", "that", "these", "those"} for t in deed.action.children)


def _is_blamed(deed: Deed) -> bool:
    """Whether somebody only condemns or mourns the deed: it is then somebody else's."""
    return deed.action.dep_ == "dobj" and deed.action.head.lemma_.lower() in read_deed_words("blaming")
