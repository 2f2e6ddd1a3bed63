"""How a speaker stands to what is said: judged from the cue and the words around it, whoever found the spans.

A false denial is the worst error here, so whatever leaves a denial open (a negation, a modal verb, a condition, a
question) makes the stance unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import is_negated
from lagebild.reading.statements.attitudes import Attitude, find_attitude, find_phrase, forms_of, load_attitudes
from lagebild.reading.statements.contents import (
    find_head,
    find_main_verb,
    find_shape,
    is_counterfactual,
    judge_content,
    words_around,
)
from lagebild.reading.statements.cues import Cue, Lexicon, load_lexicon
from lagebild.reading.statements.jokes import is_unserious
from lagebild.records import Certainty, Span, Stance

_POSSIBLE = frozenset({"may", "might", "could", "possibly", "perhaps", "maybe", "possible"})
_PROBABLE = frozenset(
    {"probably", "likely", "apparently", "seem", "seems", "appear", "appears", "presumably", "unlikely"}
)
_CONDITIONS = frozenset({"if", "whether", "unless"})
_LONGEST_LINK = 4  # words between cue and content
_LONGEST_CLAIM = 12  # words of a claim and what it is called
_QUOTING = frozenset({"“", "„", "«", '"', "``", "‘"})
_LONGEST_CHAIN = 4  # verbs of a cue that only carry the next one


@dataclass(frozen=True, slots=True)
class Judgement:
    """Stance, certainty and seriousness of one statement."""

    stance: Stance = "unknown"
    certainty: Certainty = "unknown"
    serious: bool | None = None


_ASSERTS = Judgement("asserts", "certain")


def judge_stance(doc: Doc, cue: Sequence[Span], content: Sequence[Span], frame: str | None = None) -> Judgement:
    """The stance of a statement, given its cue and content; `frame` is the finder's word for how the two stand.

    A cue without a known word (a colon, "in") asserts, as the content's own words allow.
    """
    words, held = _tokens(doc, cue), _tokens(doc, content)
    judged = _judge_words(words, held, frame)
    if is_unserious(words, held):
        return replace(judged, serious=False)
    return judged


def _judge_words(words: Sequence[Token], held: Sequence[Token], frame: str | None) -> Judgement:
    lexicon = load_lexicon()
    head = find_head(words)
    if frame == "evidence" or _is_no_evidence(words, lexicon) or _finds_no_evidence(head, held, lexicon):
        return Judgement("denies", "probable")
    if frame == "opinion":
        return Judgement("asserts", "probable")
    if head is None or not any(t.is_alpha for t in words) or any(t.lower_ == "according" for t in words):
        return _soften(_ASSERTS, held)
    if (phrase := find_phrase([*words, *_find_links(words, held)])) is not None:
        return _soften(_judge_attitude(phrase[0], _settle_topic(phrase[0], phrase[1], held), words, held), held)
    shape = find_shape(words, held)
    head, attitude = _find_carried(head, words, shape)
    if attitude is None or frame in ("raised", "parenthesis"):
        found = _find_cues(head, lexicon)
        found = tuple(c for c in found if (frame or shape) in c.frames) or found
        attitude = Attitude(found[0].stance, found[0].certainty) if found else Attitude("asserts", "certain")
    return _soften(_judge_attitude(head, _settle_topic(head, attitude, held), words, held), held)


def _settle_topic(head: Token, attitude: Attitude, held: Sequence[Token]) -> Attitude:
    """Who speaks of something in quoted words says them: "spoke of “open” talks"."""
    topical = attitude.stance == "unknown" and set(forms_of(head)) & load_attitudes().lists["topical"]
    return Attitude("asserts", "certain") if topical and any(t.text in _QUOTING for t in held) else attitude


def _find_links(words: Sequence[Token], held: Sequence[Token]) -> list[Token]:
    """What joins cue and content and may be part of either or neither: "called" for "an inquiry", "wonder" whether."""
    first = next((t for t in held if t.is_alpha), None)
    if first is None or first.i <= words[-1].i:
        return []
    between = words[-1].doc[words[-1].i + 1 : first.i + 1]
    joining = [t for t in between if t.pos_ == "ADP" or t.lower_ in ("whether", "if")]
    return joining if len(between) <= _LONGEST_LINK else []


def _find_carried(head: Token, words: Sequence[Token], shape: str) -> tuple[Token, Attitude | None]:
    """The word of a cue that counts, with its attitude: "went on to explain" explains, "expressed doubt" doubts."""
    lists = load_attitudes().lists
    inside = {t.i for t in words}
    for _ in range(_LONGEST_CHAIN):
        forms = set(forms_of(head))
        below = _carried_by(head, inside, ("xcomp", "ccomp", "pcomp", "acomp", "attr", "prep", "advcl", "conj"))
        if forms & lists["giving"]:
            noun = next((c for c in head.children if c.i in inside and c.dep_ in ("dobj", "obj")), None)
            if noun is not None and find_attitude(noun, shape) is not None:
                return noun, find_attitude(noun, shape)
        if not forms & lists["carrying"] or below is None:
            break
        head = below
    attitude = find_attitude(head, shape)
    if attitude is None and head.pos_ not in ("VERB", "NOUN", "ADJ"):
        for token in words:
            if token.pos_ in ("VERB", "NOUN", "ADJ") and (other := find_attitude(token, shape)) is not None:
                return token, other
    return head, attitude


def _carried_by(head: Token, inside: set[int], labels: tuple[str, ...]) -> Token | None:
    return next((c for c in head.children if c.i in inside and c.i > head.i and c.dep_ in labels), None)


def _find_cues(head: Token, lexicon: Lexicon) -> tuple[Cue, ...]:
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN" and lemma in lexicon.nouns:
        return lexicon.nouns[lemma]
    return next((lexicon.verbs[form] for form in forms_of(head) if form in lexicon.verbs), ())


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return [token for span in found if span is not None for token in span]


def _is_no_evidence(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a cue says that there is no sign of something: its last words are "no" or "little" and such a noun."""
    return (
        len(words) >= 2
        and words[-1].lower_ in lexicon.lists["evidence.nouns"] | {"indications", "hints", "reasons"}
        and any(t.lower_ in lexicon.lists["evidence.none"] for t in words[:-1])
    )


def _finds_no_evidence(head: Token | None, held: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a verb of seeing has a content that begins with no sign of something: "sees", "no signs of a shift"."""
    said = [t for t in held if t.is_alpha][:4]
    if head is None or not said or not set(forms_of(head)) & lexicon.lists["evidence.verbs"] or is_negated(head):
        return False
    none = said[0].lower_ in lexicon.lists["evidence.none"]
    return none and any(t.lower_ in lexicon.lists["evidence.nouns"] | {"indications", "reasons"} for t in said[1:])


def _judge_attitude(head: Token, attitude: Attitude, words: Sequence[Token], held: Sequence[Token]) -> Judgement:
    """An attitude as negation, mood and object change it."""
    lexicon = load_lexicon()
    judged = Judgement(attitude.stance, attitude.certainty)
    if any(c.lower_ == "no" for c in head.children) and head.pos_ == "NOUN":
        return Judgement()
    if _is_refused(head, judged, held):
        return replace(judged, stance="declines")
    negated = is_negated(head) or _is_neither(head) or _negates(words, head)
    if judged.stance != "declines" and negated:
        return _judge_negated(head, attitude, lexicon)
    if _is_conditional(head) or (judged.stance == "denies" and (_is_open(head, lexicon) or _is_withheld(head, held))):
        return Judgement()
    return _judge_object(head, judged, held, lexicon)


def _judge_object(head: Token, judged: Judgement, held: Sequence[Token], lexicon: Lexicon) -> Judgement:
    """A stance as the object changes it: a question put, "see it as a threat", "consider this a ruse"."""
    if judged.stance == "doubts" and _is_question_put(head, held):
        return Judgement("asks")
    if judged.stance == "unknown" and any(t.lower_ == "as" and t.dep_ == "prep" for t in held):
        return Judgement("asserts", "probable")
    if _is_called_untrue(head, held, lexicon):
        return replace(judged, stance="doubts", certainty="probable")
    if judged.stance == "asserts" and _is_claim_called_untrue(held, lexicon):
        return Judgement("denies", "certain")
    return judged


def _judge_negated(head: Token, attitude: Attitude, lexicon: Lexicon) -> Judgement:
    """Who does not approve rejects, who does not expect doubts; every other negated cue leaves the stance open."""
    forms, lists = set(forms_of(head)), load_attitudes().lists
    open_ = _is_open(head, lexicon) or _is_conditional(head)
    if open_ or attitude.stance in ("denies", "doubts"):
        return Judgement()
    if forms & lists["foreseeing"]:
        return Judgement("doubts", "probable")
    if attitude.stance == "asserts" and any(c.lower_ in ("would", "wo") and c.dep_ == "aux" for c in head.children):
        return Judgement("declines", "certain")
    if "want" in forms and attitude.stance == "intends":
        return Judgement()
    if forms & (lists["approving"] | lexicon.lists["raising.verbs"]):
        return Judgement("denies", "probable" if attitude.certainty == "probable" else "certain")
    return Judgement()


def _is_withheld(head: Token, held: Sequence[Token]) -> bool:
    """Whether something is denied to somebody: "denied him bail" says nothing about what is the case."""
    said = [t for t in held if t.is_alpha]
    to_somebody = len(said) > 1 and said[0].lower_ in ("him", "them", "me", "us") and "deny" in forms_of(head)
    return to_somebody or any(c.dep_ == "dative" for c in head.children)


def _is_question_put(head: Token, held: Sequence[Token]) -> bool:
    """Whether to question means to put questions: to somebody, or in words that are a question."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children)
    last = next((t.text for t in reversed(held) if t.text.strip("”\"'’ ")), "")
    about = next((t for t in held if t.is_alpha), None)
    put = passive or last == "?" or (about is not None and about.lower_ in ("about", "over", "on"))
    return "question" in forms_of(head) and put


def _negates(words: Sequence[Token], head: Token) -> bool:
    """Whether a negation stands in the cue before the word that counts."""
    return any(t.i < head.i and (t.dep_ == "neg" or t.lower_ in ("never", "not", "without")) for t in words)


def _is_refused(head: Token, judged: Judgement, held: Sequence[Token]) -> bool:
    """Whether what is rejected is something offered: that is a refusal, and says nothing about what is the case."""
    top = find_head([t for t in held if t.is_alpha])
    named = top is not None and top.lower_ in load_attitudes().lists["offered"]
    return named and judged.stance == "denies" and bool({"reject", "dismiss", "rebuff"} & set(forms_of(head)))


def _is_neither(head: Token) -> bool:
    """Whether the verb is one of those joined by "neither … nor"."""
    first = head.head if head.dep_ == "conj" else head
    return any(c.lower_ in {"neither", "nor"} for verb in (head, first) for c in verb.children)


def _is_conditional(head: Token) -> bool:
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS for c in head.children)


def _is_open(head: Token, lexicon: Lexicon) -> bool:
    """Whether modality, a question or a governing verb leaves open that this was said at all."""
    for c in head.children:
        if c.dep_ == "aux" and c.lower_ in lexicon.lists["unmade.auxiliaries"]:
            return True
        if c.dep_ in {"aux", "auxpass"} and c.i == head.sent.start and head.sent.text.rstrip().endswith("?"):
            return True
    governor = head.head.head if head.dep_ == "pcomp" else head.head
    if head.dep_ in {"xcomp", "pcomp", "ccomp"} and governor.i != head.i:
        governed = head.dep_ != "ccomp" or head.tag_ in {"VB", "VBG"}
        return governed and (governor.lemma_.lower() in lexicon.lists["unmade.verbs"] or is_negated(governor))
    return False


def _is_called_untrue(head: Token, held: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a verb of opinion calls its object untrue ("consider this a ruse")."""
    if head.lemma_.lower() not in lexicon.lists["untruth.verbs"]:
        return False
    inside = {t.i for t in held}
    tops = [
        t
        for t in held
        if t.head.i not in inside
        or t.dep_ in {"ccomp", "oprd", "attr", "acomp"}
        or (t.dep_ == "dobj" and t.head.dep_ == "ccomp" and t.head.pos_ in {"NOUN", "PRON", "PROPN"})
    ]
    return any(
        t.lower_ in lexicon.lists["untruth.nouns"] and not any(c.dep_ == "neg" or c.lower_ == "no" for c in t.children)
        for t in tops
    )


def _is_claim_called_untrue(held: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the content is a claim with a word for its untruth and no verb: "called the claim a lie"."""
    said = [t for t in held if t.is_alpha][:_LONGEST_CLAIM]
    claim = next((t for t in said if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if claim is None or claim.lower_ not in lexicon.lists["denial.nouns"] or claim.pos_ == "PRON":
        return False
    if any(t.pos_ == "AUX" or t.tag_ in ("VBD", "VBZ", "VBP", "MD") or t.lower_ in ("no", "not") for t in said):
        return False
    return any(t.lower_ in lexicon.lists["untruth.nouns"] for t in said if t.i > claim.i)


def _soften(judged: Judgement, held: Sequence[Token]) -> Judgement:
    """The judgement as the content's main verb changes it: "may", "probably"; "should" demands, "I will" intends."""
    if judged.stance not in {"asserts", "concedes"}:
        return judged
    opening = next((t for t in held if t.is_alpha), None)
    if judged.stance == "asserts" and opening is not None and opening.lower_ == "whether":
        return Judgement()
    if judged.stance == "asserts":
        stance = judge_content(held)
        judged = replace(judged, stance=stance, certainty="unknown" if stance == "asks" else judged.certainty)
    top = find_main_verb(held)
    near = words_around(top) if top is not None else set()
    if near & _POSSIBLE or (top is not None and is_counterfactual(top)):
        return replace(judged, certainty="possible")
    return replace(judged, certainty="probable") if near & _PROBABLE else judged
