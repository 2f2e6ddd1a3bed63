"""How a speaker stands to what is said: judged from the cue and the words around it, whoever found the spans.

A false denial is the worst error here, so whatever leaves a denial open (a negation, a modal verb, a condition, a
question) makes the stance unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from lagebild.reading.clauses import is_negated
from lagebild.reading.cues import Cue, Lexicon, load_lexicon
from lagebild.records import Certainty, Span, Stance

_POSSIBLE = frozenset({"may", "might", "could", "possibly", "perhaps", "maybe", "possible"})
_PROBABLE = frozenset(
    {"probably", "likely", "apparently", "seem", "seems", "appear", "appears", "presumably", "unlikely"}
)
_CONDITIONS = frozenset({"if", "whether", "unless"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """Stance, certainty and seriousness of one statement."""

    stance: Stance = "unknown"
    certainty: Certainty = "unknown"
    serious: bool | None = None


def judge_stance(doc: Doc, cue: Sequence[Span], content: Sequence[Span], frame: str | None = None) -> Judgement:
    """The stance of a statement, given its cue and content; `frame` narrows cues that have several readings.

    A cue without a known word (a colon) asserts; an unknown word leaves the stance unknown.
    """
    lexicon = load_lexicon()
    words = _tokens(doc, cue)
    head = find_head(words)
    if head is None or not any(t.is_alpha for t in words):
        return Judgement("asserts", "certain")
    if frame == "evidence" or _is_no_evidence(words, lexicon):
        return Judgement("denies", "probable")
    held = _tokens(doc, content)
    if any(t.lower_ == "according" for t in words):
        return _soften(Judgement("asserts", "certain"), held)
    if frame == "opinion":
        return Judgement("asserts", "probable")
    cues = _find_cues(head, lexicon)
    if not cues:  # "went on to explain": the word that counts hangs on the first
        head = next((t for t in reversed(words) if t.pos_ in {"VERB", "NOUN"} and _find_cues(t, lexicon)), head)
        cues = _find_cues(head, lexicon)
    frame = frame if frame is not None else _guess_frame(words, held)
    cues = tuple(c for c in cues if frame in c.frames) or cues
    if not cues:
        return Judgement()
    return _soften(_judge_cue(head, cues, held, lexicon), held)


def _find_cues(head: Token, lexicon: Lexicon) -> tuple[Cue, ...]:
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN" and lemma in lexicon.nouns:
        return lexicon.nouns[lemma]
    return lexicon.verbs.get(lemma) or lexicon.verbs.get(head.lower_) or ()


def _guess_frame(words: Sequence[Token], held: Sequence[Token]) -> str:
    """The frame of a cue whose finder did not say: by a preposition in the cue and the shape of the content."""
    if (preposition := next((t.lower_ for t in words if t.dep_ == "prep"), None)) is not None:
        return preposition
    first = next((t for t in held if t.is_alpha), None)
    if first is not None and first.lower_ == "to":
        return "infinitive"
    if first is not None and first.tag_ == "VBG":
        return "gerund"
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in held)
    return "clause" if finite else "object"


def _tokens(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return [token for span in found if span is not None for token in span]


def find_head(words: Sequence[Token]) -> Token | None:
    """The word of a cue on which the others hang."""
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside or t.head.i == t.i), None)


def _is_no_evidence(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a cue says that there is no sign of something: its last words are "no" or "little" and such a noun."""
    return (
        len(words) >= 2
        and words[-1].lower_ in lexicon.lists["evidence.nouns"] | {"indications", "hints", "reasons"}
        and any(t.lower_ in lexicon.lists["evidence.none"] for t in words[:-1])
    )


def _judge_cue(head: Token, cues: Sequence[Cue], held: Sequence[Token], lexicon: Lexicon) -> Judgement:
    cue = cues[0]
    joking = any(c.serious is False for c in cues) or _is_joking(head, lexicon)
    judged = Judgement(cue.stance, cue.certainty, False if joking else None)
    if cue.stance == "intends" and any(c.lower_ == "against" for c in head.children):
        return replace(judged, stance="unknown", certainty="unknown")
    if any(c.lower_ == "no" for c in head.children) and head.pos_ == "NOUN":
        return replace(judged, stance="unknown", certainty="unknown")
    if is_negated(head) or _is_neither(head):
        raises = head.lemma_.lower() in lexicon.lists["raising.verbs"] and not _is_open(head, lexicon)
        return replace(judged, stance="denies" if raises else "unknown", certainty="probable" if raises else "unknown")
    if _is_conditional(head) or (cue.stance == "denies" and _is_open(head, lexicon)):
        return replace(judged, stance="unknown", certainty="unknown")
    if _is_called_untrue(head, held, lexicon):
        return replace(judged, stance="doubts", certainty="probable")
    return judged


def _is_joking(head: Token, lexicon: Lexicon) -> bool:
    words = lexicon.lists["unserious.words"]
    return any(
        c.lower_ in words or (c.dep_ == "prep" and any(g.lower_ in words for g in c.children)) for c in head.children
    )


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


def _soften(judged: Judgement, held: Sequence[Token]) -> Judgement:
    """The judgement as the content's main verb changes it: "may", "probably"; "should" demands, "I will" intends."""
    if judged.stance not in {"asserts", "concedes"}:
        return judged
    top = find_head([t for t in held if t.pos_ in {"VERB", "AUX"}])
    if top is None:
        return judged
    near = {c.lower_ for c in top.children if c.dep_ in {"aux", "advmod", "acomp"}} | {top.lower_}
    if judged.stance == "asserts":
        judged = replace(judged, stance=_content_stance(top, near))
    if near & _POSSIBLE:
        return replace(judged, certainty="possible")
    return replace(judged, certainty="probable") if near & _PROBABLE else judged


def _content_stance(top: Token, near: set[str]) -> Stance:
    """What somebody does who says the content: demand ("we must go"), intend ("I will go"), or plainly assert."""
    subject = next((c for c in top.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    lemma = top.lemma_.lower()
    if near & {"should", "must"} or (lemma in {"need", "ought"} and any(c.dep_ == "xcomp" for c in top.children)):
        return "demands"
    if subject is None or is_negated(top) or top.dep_ == "relcl":
        return "asserts"
    own = subject.lower_ in {"i", "we"}
    if subject.lower_ in {"i", "we", "he", "she", "they", "it"} and lemma in {"plan", "want", "intend"}:
        return "intends" if own or lemma != "want" or top.tag_ in {"VBD", "VBZ", "VBP"} else "asserts"
    return "intends" if own and near & {"will", "'ll", "’ll"} and lemma not in {"be", "have"} else "asserts"
