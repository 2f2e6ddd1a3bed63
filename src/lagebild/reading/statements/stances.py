"""How a speaker stands to what is said: judged from the cue and the words around it, whoever found the spans.

A false denial is the worst error here, so whatever leaves a denial open (a negation, a modal verb, a condition, a
question) makes the stance unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import is_negated
from lagebild.reading.statements.attitudes import Attitude, find_attitude, find_phrase, forms_of, load_attitudes
from lagebild.reading.statements.contents import (
    find_main_verb,
    is_counterfactual,
    is_present,
    is_question,
    judge_content,
    words_around,
)
from lagebild.reading.statements.cues import Cue, Lexicon, load_lexicon
from lagebild.reading.statements.denials import is_denied_evidence, judge_negated, judge_rejection, negates
from lagebild.reading.statements.jokes import is_unserious
from lagebild.reading.statements.judgements import ASSERTS, Judgement
from lagebild.reading.statements.shapes import find_head, find_opening, find_shape
from lagebild.records import Span

_POSSIBLE = frozenset({"may", "might", "could", "possibly", "perhaps", "maybe", "possible"})
_PROBABLE = frozenset(
    {"probably", "likely", "apparently", "seem", "seems", "appear", "appears", "presumably", "unlikely"}
)
_CONDITIONS = frozenset({"if", "whether", "unless"})
_JOINING = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
_ASKING = frozenset({"why", "how", "whether"})
_LONGEST_LINK = 4  # words between cue and content
_QUOTING = frozenset({"“", "„", "«", '"', "``", "‘"})
_LONGEST_CHAIN = 4  # verbs of a cue that only carry the next one


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
    if frame == "evidence" or is_denied_evidence(words, head, held, lexicon):
        return Judgement("denies", "probable")
    if frame == "opinion":
        return Judgement("asserts", "probable")
    if head is None or not any(t.is_alpha for t in words) or any(t.lower_ == "according" for t in words):
        return _soften(ASSERTS, held)
    if (phrase := find_phrase([*words, *_find_links(words, held)])) is not None:
        return _soften(_judge_attitude(phrase[0], _settle_topic(phrase[0], phrase[1], held), words, held), held)
    if (manner := _find_manner(head)) is not None:
        return _soften(Judgement(manner.stance, manner.certainty), held)
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


def _find_manner(head: Token) -> Attitude | None:
    """The doubt with which something is taken, in the cue or beside it: "viewed with skepticism"; not if negated."""
    if not set(forms_of(head)) & load_attitudes().lists["taking"] or is_negated(head):
        return None
    for preposition in (c for c in head.children if c.lower_ == "with"):
        for noun in (c for c in preposition.children if c.dep_ == "pobj"):
            attitude = find_attitude(noun, "object")
            if attitude is not None and attitude.stance == "doubts":
                return attitude
    return None


def _find_links(words: Sequence[Token], held: Sequence[Token]) -> list[Token]:
    """What joins cue and content and may be part of either or neither: "called" for "an inquiry", "wonder" whether."""
    first = next((t for t in held if t.is_alpha), None)
    if first is None or first.i <= words[-1].i:
        return []
    between = words[-1].doc[words[-1].i + 1 : first.i + 1]
    joining = [t for t in between if t.pos_ == "ADP" or t.lower_ in _JOINING]
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
            if noun is not None and (told := _carried_by(noun, inside, ("acl",))) is not None:
                head = told  # "released a statement saying"
                continue
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


def _judge_attitude(head: Token, attitude: Attitude, words: Sequence[Token], held: Sequence[Token]) -> Judgement:
    """An attitude as negation, mood and object change it."""
    lexicon = load_lexicon()
    judged = Judgement(attitude.stance, attitude.certainty)
    if any(c.lower_ == "no" for c in head.children) and head.pos_ == "NOUN":
        return Judgement()
    left_open = _is_open(head, lexicon) or _is_conditional(head)
    if judged.stance != "declines" and negates(words, head):
        return judge_negated(head, attitude, words, held, left_open=left_open, lexicon=lexicon)
    if judged.stance == "denies":
        return Judgement() if left_open else judge_rejection(head, attitude, words, held)
    if _is_conditional(head) or (judged.stance == "asserts" and _is_wanting(head, words)):
        return Judgement()
    return _judge_object(head, judged, held, lexicon)


def _is_wanting(head: Token, words: Sequence[Token]) -> bool:
    """Whether somebody only ought to say it: "should say", "needs to tell the truth about"; "I should say" says it."""
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    wanted = next((c for c in head.children if c.dep_ == "aux" and c.lower_ in ("should", "must", "ought")), None)
    if wanted is not None and (subject is None or (subject.i < wanted.i and subject.lower_ not in ("i", "we"))):
        return True
    return head.dep_ == "xcomp" and head.head.lemma_.lower() in ("need", "ought") and head.head in words


def _judge_object(head: Token, judged: Judgement, held: Sequence[Token], lexicon: Lexicon) -> Judgement:
    """A stance as the object changes it: a question put, "see it as a threat", "consider this a ruse"."""
    if judged.stance == "doubts" and _is_question_put(head, held):
        return Judgement("asks")
    if judged.stance == "expects" and set(forms_of(head)) & load_attitudes().lists["dreading"] and is_present(held):
        return Judgement("asserts", "probable")
    if judged.stance == "demands" and (is_question(held) or find_opening(held) in _ASKING):
        return Judgement("asks")
    topical = set(forms_of(head)) & load_attitudes().lists["topical"]
    if judged.stance == "unknown" and not topical and any(t.lower_ == "as" and t.dep_ == "prep" for t in held):
        return Judgement("asserts", "probable")
    if _is_called_untrue(head, held, lexicon):
        return replace(judged, stance="doubts", certainty="probable")
    return judged


def _is_question_put(head: Token, held: Sequence[Token]) -> bool:
    """Whether to question means to put questions: to somebody, or in words that are a question."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in head.children)
    last = next((t.text for t in reversed(held) if t.text.strip("”\"'’ ")), "")
    about = next((t for t in held if t.is_alpha), None)
    put = passive or last == "?" or (about is not None and about.lower_ in ("about", "over", "on"))
    return "question" in forms_of(head) and put


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


def _soften(judged: Judgement, held: Sequence[Token]) -> Judgement:
    """The judgement as the content's main verb changes it: "may", "probably"; "should" demands, "I will" intends."""
    if judged.stance not in {"asserts", "concedes"}:
        return judged
    if judged.stance == "asserts" and find_opening(held) == "whether":
        return Judgement()
    if judged.stance == "asserts":
        stance = judge_content(held)
        judged = replace(judged, stance=stance, certainty="unknown" if stance == "asks" else judged.certainty)
    top = find_main_verb(held)
    near = words_around(top) if top is not None else set()
    if near & _POSSIBLE or (top is not None and is_counterfactual(top)):
        return replace(judged, certainty="possible")
    return replace(judged, certainty="probable") if near & _PROBABLE else judged
