"""Statements that hang on a verb: "said that …", "denied entering", "was accused of", "called him a liar"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import (
    child,
    clause_indices,
    cue_spans,
    find_agent,
    find_subject,
    indices,
    is_passive,
    phrase_spans,
    spans_of,
)
from lagebild.reading.statements.cues import Lexicon, frames_of, load_lexicon
from lagebild.records import Span

_OBJECTS = frozenset({"dobj", "oprd", "attr", "ccomp", "xcomp", "acomp"})
_WITHOUT_SOURCE = frozenset({"raised", "person"})  # frames that need nobody named who says it
PREPOSITIONS = frozenset({"of", "about", "for", "to", "on", "against", "as", "over"})


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution before it is judged: its stretches, its cue's head word and the pattern that found it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    anchor: int
    frame: str


def find_verbs(doc: Doc, lexicon: Lexicon) -> Iterator[Found]:
    """Every verb of the lexicon that has a content in one of its frames."""
    for verb in doc:
        if verb.pos_ not in {"VERB", "AUX"} and verb.dep_ not in {"ROOT", "ccomp", "parataxis"}:
            continue
        if (found := _read_evidence(doc, verb, lexicon)) is not None:
            yield found
            continue
        cues = lexicon.verbs.get(verb.lemma_.lower()) or lexicon.verbs.get(verb.lower_)
        if cues and (read := _read_frame(verb, frames_of(cues), lexicon)):
            frame, content = read
            source = source_spans(doc, verb)
            if source or frame in _WITHOUT_SOURCE or (frame == "clause" and is_passive(verb)):
                cue = cue_spans(doc, verb) if content else _cue_with_infinitive(doc, verb)
                yield Found(source, cue, spans_of(doc, content), verb.i, frame)


def _cue_with_infinitive(doc: Doc, verb: Token) -> tuple[Span, ...]:
    """ "declined to comment": the infinitive belongs to the cue, since nothing was said."""
    (cue,) = cue_spans(doc, verb)
    inner = child(verb, "xcomp")
    return (Span(cue.start, inner.idx + len(inner)),) if inner is not None and inner.i > verb.i else (cue,)


def _read_evidence(doc: Doc, verb: Token, lexicon: Lexicon) -> Found | None:
    """ "sees no signs of …": the cue is the verb and its object, the content what there is no sign of."""
    if verb.lemma_.lower() not in lexicon.lists["evidence.verbs"]:
        return None
    thing = child(verb, "dobj", "attr")
    if thing is None or thing.lemma_.lower() not in lexicon.lists["evidence.nouns"]:
        return None
    if not any(c.lower_ in lexicon.lists["evidence.none"] for c in thing.children):
        return None
    held = next((c for c in thing.children if c.i > thing.i and c.dep_ in {"prep", "acl", "relcl", "ccomp"}), None)
    if held is None:
        return None
    content = indices(held) - ({held.i} if held.dep_ == "prep" else set())
    impersonal = verb.lemma_ in {"be", "exist"}
    source = () if impersonal else source_spans(doc, verb)
    start = min(t.i for t in thing.children if t.i < thing.i) if impersonal else verb.i
    cue = (Span(doc[start].idx, thing.idx + len(thing)),)
    return Found(source, cue, spans_of(doc, content), verb.i, "evidence" if source else "no_evidence")


def _read_frame(verb: Token, frames: frozenset[str], lexicon: Lexicon) -> tuple[str, set[int]] | None:
    """The content of a verb, as token numbers, and the frame that gave it; empty when one declines to speak."""
    if "infinitive" in frames and verb.lemma_ in {"decline", "refuse"}:
        inner = child(verb, "xcomp")
        silent = inner is not None and inner.lemma_ in lexicon.lists["silence.verbs"]
        if inner is not None and silent and child(inner, "dobj", "ccomp", "xcomp") is None:
            return "infinitive", set()
    for frame, reader in _READERS:
        if (frame in frames or (frame == "preposition" and frames & PREPOSITIONS)) and (
            content := reader(verb, frames)
        ):
            name = verb.doc[min(content) - 1].lower_ if frame == "preposition" else frame
            return name, content - {verb.i}
    return None


def _read_clause(verb: Token, frames: frozenset[str]) -> set[int]:
    clause = child(verb, "ccomp")
    if clause is not None:
        refused = "denial" in frames and clause.pos_ in {"NOUN", "PROPN", "PRON"}  # "denied him bail"
        return set() if refused else clause_indices(clause)
    if aside := _read_parenthesis(verb, frames):
        return aside
    thing = child(verb, "dobj")
    if thing is not None and (inner := child(thing, "acl", "relcl")) is not None and _begins_with(inner, "that"):
        return indices(thing)
    return set()


def _read_parenthesis(verb: Token, _frames: frozenset[str]) -> set[int]:
    """The clause in which the verb stands as an aside: "…, he said, …", "as one of them put it"."""
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _begins_with(verb, "as")):
        return indices(verb.head) - indices(verb)
    return set()


def _begins_with(clause: Token, word: str) -> bool:
    return any(c.lower_ == word and c.dep_ in {"mark", "advmod", "prep", "nsubj", "dobj"} for c in clause.children)


def _read_infinitive(verb: Token, _frames: frozenset[str]) -> set[int]:
    if is_passive(verb):
        return set()
    inner = child(verb, "xcomp")
    return indices(inner) if inner is not None and child(inner, "aux") is not None else set()


def _read_gerund(verb: Token, _frames: frozenset[str]) -> set[int]:
    inner = child(verb, "xcomp", "ccomp", "pcomp")
    if inner is not None:
        return indices(inner) if inner.tag_ == "VBG" else set()
    thing = child(verb, "dobj")  # "denied moving troops", read by the parser like "denied angry troops"
    if thing is not None and any(c.i == verb.i + 1 and c.tag_ == "VBG" for c in thing.children):
        return indices(thing) | {i for c in verb.children if c.dep_ == "prep" and c.i > thing.i for i in indices(c)}
    return set()


def _read_raised(verb: Token, _frames: frozenset[str]) -> set[int]:
    inner, subject = child(verb, "xcomp"), child(verb, "nsubjpass")
    if inner is None or subject is None:
        return set()
    return indices(inner) | indices(subject)


def _read_person(verb: Token, _frames: frozenset[str]) -> set[int]:
    thing, inner = child(verb, "dobj", "nsubjpass"), child(verb, "xcomp")
    if inner is None:
        return set()
    return indices(inner) | (indices(thing) if thing is not None else set())


def _read_object(verb: Token, _frames: frozenset[str]) -> set[int]:
    content: set[int] = set()
    for c in verb.children:
        if c.i > verb.i and (c.dep_ in _OBJECTS or (c.dep_ == "prep" and content and c.lower_ in {"as", "of", "for"})):
            content |= indices(c)
        if c.dep_ == "nsubjpass" and c.lower_ not in {"who", "which", "that"}:
            content |= indices(c)
    return content


def _read_noun_object(verb: Token, name: str) -> set[int]:
    """The object with what is said of it, when its noun is in a list of the lexicon."""
    thing = child(verb, "dobj", "nsubjpass")
    if thing is None or child(verb, "dative") is not None:
        return set()
    content = indices(thing) if thing.lower_ in load_lexicon().lists[name] else set()
    tail = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i]
    return content | {i for c in tail for i in indices(c)} if content else set()


def _read_denial(verb: Token, _frames: frozenset[str]) -> set[int]:
    return _read_noun_object(verb, "denial.nouns")


def _read_refusal(verb: Token, _frames: frozenset[str]) -> set[int]:
    return _read_noun_object(verb, "refusal.nouns")


def _read_preposition(verb: Token, frames: frozenset[str]) -> set[int]:
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ in frames and c.i > verb.i and child(c, "pobj", "pcomp") is not None:
            return indices(c) - {c.i}
    return set()


_READERS = (
    ("clause", _read_clause),
    ("person", _read_person),
    ("raised", _read_raised),
    ("infinitive", _read_infinitive),
    ("gerund", _read_gerund),
    ("parenthesis", _read_parenthesis),
    ("denial", _read_denial),
    ("refusal", _read_refusal),
    ("object", _read_object),
    ("preposition", _read_preposition),
)


def source_spans(doc: Doc, verb: Token) -> tuple[Span, ...]:
    """Who answers for the content: the subject, or the agent of a passive; empty when the text does not say."""
    if is_passive(verb):
        agent = find_agent(verb)
        return phrase_spans(doc, agent) if agent is not None else ()
    subject = find_subject(verb)
    return (
        phrase_spans(doc, subject, without=verb if verb.i in indices(subject) else None) if subject is not None else ()
    )
