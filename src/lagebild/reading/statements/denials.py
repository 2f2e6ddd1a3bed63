"""What a No is said to, and what "not" makes of a cue: a denial, a refusal, opposition, or nothing that can be told.

Only who says that a claim is not so denies: "rejected the accusation", "doesn't believe it".  Who rejects a request
refuses, who rejects a bill or a person is against them, and that is a judgement like any other.  A false denial is the
worst error here, so whatever leaves a denial open makes the stance unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.clauses import is_negated
from lagebild.reading.naming.terms import singular_forms
from lagebild.reading.statements.attitudes import Attitude, forms_of, load_attitudes
from lagebild.reading.statements.cues import Lexicon, load_lexicon
from lagebild.reading.statements.judgements import ASSERTS, DECLINES, DENIES, Judgement
from lagebild.reading.statements.shapes import find_head, find_opening, find_shape

_QUOTING = frozenset({"“", "„", "«", '"', "``", "‘", "''"})
_SUBORDINATING = frozenset({"that", "whether", "if", "having", "being"})
_EVIDENCE = frozenset({"indications", "hints", "reasons"})
_WILLED = frozenset({"would", "wo", "will", "'d", "’d"})


def judge_rejection(head: Token, attitude: Attitude, words: Sequence[Token], held: Sequence[Token]) -> Judgement:
    """What a cue that denies comes to, by what it is said of.

    A quoted sentence says its own No ("“I was never there”, he denied"), so that it is asserted.
    """
    if _is_quoted_sentence(words, held):
        return ASSERTS
    if find_opening(held) in ("whether", "how"):
        return Judgement()
    nouns = _find_objects(head, words, held)
    if _is_withheld(head, held) or ("deny" in forms_of(head) and nouns[:1] and _is_one_of(nouns[0], "granted")):
        return DECLINES
    if attitude.against and _is_only_called(head, nouns, [*words, *held]):
        return ASSERTS
    claimed = is_claim(words, held) or any(_is_one_of(n, "claims") or _is_arguing(n) for n in nouns)
    if not attitude.against or claimed or (nouns and nouns[0].lower_ in ("this", "that")):
        return Judgement("denies", attitude.certainty)
    return _judge_turned_down(head, nouns)


def _judge_turned_down(head: Token, nouns: Sequence[Token]) -> Judgement:
    """What it is to turn against something that is no claim: to refuse a request, to judge a thing; "it" is open."""
    lists = load_attitudes().lists
    if any(_is_one_of(noun, "offered") for noun in nouns) and set(forms_of(head)) & lists["rebuffing"]:
        return DECLINES
    return Judgement() if nouns and nouns[0].lower_ in lists["referring"] else ASSERTS


def _is_only_called(head: Token, nouns: Sequence[Token], said: Sequence[Token]) -> bool:
    """Whether somebody or a remark is called something: "dismissed him as a clown"; a claim so called is denied."""
    above = {head.i, *(noun.i for noun in nouns)}
    called = any(t.lower_ == "as" and t.head.i in above and t.dep_ == "prep" and t.i > head.i for t in said)
    return called and bool(nouns) and not _is_one_of(nouns[0], "claims_proper")


def is_claim(words: Sequence[Token], held: Sequence[Token]) -> bool:
    """Whether what is said is a clause that is not quoted: "that it rains", "it rains"."""
    first = next((t for t in held if t.is_alpha), None)
    if first is None or find_shape(words, held) != "clause":
        return False
    return first.lower_ in _SUBORDINATING or not _is_quoted_sentence(words, held)


def _is_quoted_sentence(words: Sequence[Token], held: Sequence[Token]) -> bool:
    first = next((t for t in held if not t.is_space), None)
    opening = next((t.lower_ for t in held if t.is_alpha), "")
    quoted = first is not None and first.text in _QUOTING and opening not in _SUBORDINATING
    return quoted and find_shape(words, held) == "clause"


def _find_objects(head: Token, words: Sequence[Token], held: Sequence[Token]) -> list[Token]:
    """The nouns that a cue is said of: the head of the content, then the objects of the cue."""
    top = find_head([t for t in held if t.is_alpha])
    above = [t for t in words if t.i > head.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
    below = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.i not in {t.i for t in words}]
    return [*([top] if top is not None else []), *below, *above]


def _is_one_of(noun: Token, name: str) -> bool:
    listed = load_attitudes().lists[name]
    return noun.pos_ != "VERB" and (noun.lemma_.lower() in listed or bool(set(singular_forms(noun.lower_)) & listed))


def _is_arguing(noun: Token) -> bool:
    """Whether people are meant with what they say: "critics who call it a fraud", "rivals — like Lind — who say so"."""
    if not _is_one_of(noun, "arguing"):
        return False
    verbs = load_lexicon().verbs
    for clause in (t for t in noun.subtree if t.dep_ == "relcl" and t.i > noun.i):
        by_them = any(c.lower_ == "who" and c.dep_ == "nsubj" for c in clause.children)
        known = next((verbs[form] for form in forms_of(clause) if form in verbs), ())
        if by_them and not is_negated(clause) and any(cue.stance == "asserts" for cue in known):
            return True
    return False


def _is_withheld(head: Token, held: Sequence[Token]) -> bool:
    """Whether something is denied to somebody: "denied him bail" says nothing about what is the case."""
    said = [t for t in held if t.is_alpha]
    to_somebody = len(said) > 1 and said[0].lower_ in ("him", "them", "me", "us") and "deny" in forms_of(head)
    return to_somebody or any(c.dep_ == "dative" for c in head.children)


def judge_negated(
    head: Token, attitude: Attitude, words: Sequence[Token], held: Sequence[Token], *, left_open: bool, lexicon: Lexicon
) -> Judgement:
    """What "not" makes of a cue; `left_open` says that a modal verb or a condition leaves open whether it was said."""
    forms, lists = set(forms_of(head)), load_attitudes().lists
    willed = any(c.lower_ in _WILLED and c.dep_ == "aux" for c in head.children)
    if willed and (attitude.stance == "asserts" or forms & lexicon.lists["silence.verbs"]):
        return DECLINES if forms & lexicon.lists["silence.verbs"] or not left_open else Judgement()
    if left_open or attitude.stance in ("denies", "doubts"):
        return Judgement()
    if forms & (lists["foreseeing"] | lists["trusting"]):
        return Judgement("denies" if forms & lists["foreseeing"] else "doubts", "probable")
    if "want" in forms:
        return _judge_unwanted(words, held)
    if forms & (lists["crediting"] | lexicon.lists["raising.verbs"]):
        return _judge_discredited(head, attitude, words, held)
    return ASSERTS if forms & lists["approving"] else Judgement()


def _judge_unwanted(words: Sequence[Token], held: Sequence[Token]) -> Judgement:
    """Who does not want something is against it, who does not want somebody to do it demands that, who does not want to
    do it declines; else it is open."""
    shape = find_shape(words, held)
    if shape == "person":
        return Judgement("demands", "certain")
    if shape == "infinitive":
        return DECLINES
    return ASSERTS if shape == "object" else Judgement()


def _judge_discredited(head: Token, attitude: Attitude, words: Sequence[Token], held: Sequence[Token]) -> Judgement:
    """Who does not believe or accept a claim denies it; a person or a thing not accepted is only judged."""
    nouns = _find_objects(head, words, held)
    claimed = is_claim(words, held) or any(_is_one_of(noun, "claims") for noun in nouns)
    if claimed or (nouns and nouns[0].lower_ in load_attitudes().lists["referring"] and "agree" not in forms_of(head)):
        return Judgement("denies", "probable" if attitude.certainty == "probable" else DENIES.certainty)
    return DECLINES if any(_is_one_of(noun, "offered") for noun in nouns) else ASSERTS


def is_denied_evidence(words: Sequence[Token], head: Token | None, held: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether there is said to be no sign of something, by the cue alone or by a verb of seeing with its object."""
    return _is_no_evidence(words, lexicon) or _finds_no_evidence(head, held, lexicon)


def _is_no_evidence(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a cue says that there is no sign of something: its last words are "no" or "little" and such a noun."""
    if len(words) < 2 or any(set(forms_of(t)) & load_attitudes().lists["showing"] for t in words):
        return False
    last = _find_evidence(words)
    return last.lower_ in lexicon.lists["evidence.nouns"] | _EVIDENCE and any(
        t.lower_ in lexicon.lists["evidence.none"] for t in words if t.i < last.i
    )


def _find_evidence(words: Sequence[Token]) -> Token:
    """The last noun of a cue, without what follows it of its own: "evidence of", "evidence to suggest", "sign that"."""
    kept = list(words)
    while len(kept) > 2 and (
        kept[-1].pos_ in ("ADP", "PART", "SCONJ") or set(forms_of(kept[-1])) & load_attitudes().lists["evincing"]
    ):
        kept.pop()
    return kept[-1]


def _finds_no_evidence(head: Token | None, held: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a verb of seeing has a content that begins with no sign of something: "sees", "no signs of a shift"."""
    said = [t for t in held if t.is_alpha][:4]
    if head is None or not said or not set(forms_of(head)) & lexicon.lists["evidence.verbs"] or is_negated(head):
        return False
    none = said[0].lower_ in lexicon.lists["evidence.none"]
    return none and any(t.lower_ in lexicon.lists["evidence.nouns"] | {"indications", "reasons"} for t in said[1:])


def negates(words: Sequence[Token], head: Token) -> bool:
    """Whether a negation stands in the cue before the word that counts, or belongs to that word."""
    if is_negated(head) or _is_neither(head):
        return True
    return any(t.i < head.i and (t.dep_ == "neg" or t.lower_ in ("never", "not", "without")) for t in words)


def _is_neither(head: Token) -> bool:
    """Whether the verb is one of those joined by "neither … nor"."""
    first = head.head if head.dep_ == "conj" else head
    return any(c.lower_ in {"neither", "nor"} for verb in (head, first) for c in verb.children)
