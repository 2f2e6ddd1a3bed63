"""What is said, looked at for its shape and for what its own words do: demand, intend, foresee, ask."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from lagebild.reading.clauses import is_negated
from lagebild.reading.statements.shapes import find_head, find_top
from lagebild.records import Stance

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OWN = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "they", "it"})
_DEMANDING = frozenset({"should", "must", "shall"})
_NEEDING = frozenset({"need", "ought", "have", "got"})
_FORESEEING = frozenset({"will", "'ll", "’ll", "wo", "would", "'d", "’d"})
_WILLED = frozenset({"plan", "want", "intend", "aim", "promise", "pledge", "vow"})
_OPINING = frozenset({"think", "believe", "feel", "guess", "hope", "suppose", "expect", "suspect"})
_TELLING = frozenset({"say", "know", "tell"})  # with "I" and "we" only; else somebody else's words are told
_AWAITING = frozenset({"hope", "fear", "expect", "predict", "worry", "pray"})
_URGING = frozenset({"urge", "demand", "beg", "implore", "beseech", "recommend", "plead"})
_HABITUAL = frozenset(
    {"sometimes", "often", "always", "usually", "frequently", "occasionally", "regularly", "typically"}
)
_MAYBE = frozenset({"could", "may", "might"})
_STATIVE = frozenset(
    {
        "be",
        "have",
        "need",
        "see",
        "want",
        "know",
        "seem",
        "hear",
        "feel",
        "remember",
        "understand",
        "imagine",
        "tell",
        "say",
    }
)
_DEEPEST = 6  # verbs above another that are looked at
_MOST_SENTENCES = 6  # sentences of a content that are looked at
_MARKS = "“”\"'‘’() "


def find_main_verb(held: Sequence[Token]) -> Token | None:
    """The verb by which the content's certainty is judged."""
    top = find_top(held) or find_head([t for t in held if t.pos_ in ("VERB", "AUX")])
    return None if top is not None and _describes(top, {t.i for t in held}) else top


def _describes(verb: Token, inside: set[int]) -> bool:
    """Whether a verb only describes a noun of the content: "provisions that he thought would harm"."""
    for _ in range(_DEEPEST):
        if verb.dep_ in ("relcl", "acl") and verb.head.i in inside:
            return True
        if verb.head.i == verb.i or verb.head.i not in inside:
            return False
        verb = verb.head
    return False


def words_around(top: Token) -> set[str]:
    """A verb with its auxiliaries and adverbs, in lower case."""
    return {c.lower_ for c in top.children if c.dep_ in ("aux", "advmod", "acomp")} | {top.lower_}


def is_present(held: Sequence[Token]) -> bool:
    """Whether a content that is a clause tells of what is or was: its verb has neither a modal verb nor "going to"."""
    top = find_top(held)
    if top is None or any(c.tag_ == "MD" for c in top.children):
        return False
    return not (top.lemma_.lower() in ("go", "be") and any(c.dep_ == "xcomp" for c in top.children))


def judge_content(held: Sequence[Token]) -> Stance:
    """What somebody does who says the content: demand, intend, foresee, ask, or plainly assert.

    The first sentence decides; that at least half of the sentences demand something makes the whole a demand.
    """
    if is_question(held):
        return "asks"
    found = [_judge_sentence(sentence) for sentence in _split_sentences(held)]
    if found and 2 * found.count("demands") >= len(found):
        return "demands"
    return found[0] if found else "asserts"


def _split_sentences(held: Sequence[Token]) -> list[list[Token]]:
    """The content's tokens by sentence, without sentences of one or two words."""
    sentences: list[list[Token]] = []
    for token in held:
        if not sentences or token.is_sent_start:
            if len(sentences) == _MOST_SENTENCES:
                break
            sentences.append([])
        sentences[-1].append(token)
    return [s for s in sentences if sum(t.is_alpha for t in s) > 2] or sentences[:1]


def _judge_sentence(held: Sequence[Token]) -> Stance:
    top = find_main_verb(held)
    if top is None:
        return "asserts"
    judged = _judge_performed(top) or _judge_verb(top)
    inside = {t.i for t in held}
    below = next((c for c in top.children if c.dep_ == "ccomp" and c.i > top.i and c.i in inside), None)
    if judged == "asserts" and below is not None and _opines(top) and not is_negated(top):
        return _judge_verb(below)
    return judged


def _judge_performed(top: Token) -> Stance | None:
    """What somebody does by saying so: "I hope that it rains" expects, "we urge him to go" demands."""
    own = any(c.dep_ in _SUBJECTS and c.lower_ in _OWN for c in top.children)
    if not own or top.tag_ not in ("VBP", "VB") or is_negated(top):
        return None
    lemma = top.lemma_.lower()
    if lemma in _AWAITING:
        awaited = next((c for c in top.children if c.dep_ == "ccomp"), None)
        told = awaited is not None and awaited.tag_ == "VBD" and not any(c.tag_ == "MD" for c in awaited.children)
        return None if awaited is None or told else "expects"
    return "demands" if lemma in _URGING else None


def _opines(verb: Token) -> bool:
    """Whether the clause below a verb is the speaker's own view: "I say it will rain", "he thinks it will"."""
    own = any(c.dep_ in _SUBJECTS and c.lower_ in _OWN for c in verb.children)
    return verb.lemma_.lower() in _OPINING or (own and verb.lemma_.lower() in _TELLING)


def _judge_verb(top: Token) -> Stance:
    subject = next((c for c in top.children if c.dep_ in _SUBJECTS), None)
    near = words_around(top)
    topic = subject is not None and subject.dep_ == "csubj" and _is_demanding(subject, words_around(subject), None)
    if topic or _is_demanding(top, near, subject) or _is_order(top, subject):
        return "demands"
    if subject is None or top.dep_ == "relcl":
        return "asserts"
    return _judge_future(top, near, subject)


def _judge_future(top: Token, near: set[str], subject: Token) -> Stance:
    """Intends for one's own future, expects for that of others, asserts where the verb speaks of no future."""
    own = subject.lower_ in _OWN
    lemma = top.lemma_.lower()
    if lemma in _WILLED and (own or subject.lower_ in _THIRD) and not is_negated(top):
        return "demands" if lemma == "want" and not any(c.dep_ == "xcomp" for c in top.children) else "intends"
    perfect = any(c.lower_ in ("have", "'ve", "’ve") and c.dep_ == "aux" for c in top.children)
    going = lemma == "go" and top.tag_ == "VBG" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in top.children)
    conditional = any(c.dep_ == "advcl" and _is_condition(c) for c in top.children)
    possible = near & _MAYBE and lemma not in _STATIVE and not (own or ("could" in near and is_negated(top)))
    generic = subject.lower_ == "you" and near & {"would", "'d", "’d"}
    able = "could" in near and subject.lower_ in ("he", "she") and not conditional
    if perfect or near & _HABITUAL or generic or able or not (near & _FORESEEING or going or possible):
        return "asserts"
    return _judge_volition(top, near, subject, conditional=conditional)


def _judge_volition(top: Token, near: set[str], subject: Token, *, conditional: bool) -> Stance:
    """A verb of the future: one's own is intended, a state that would be is a judgement, all else is expected."""
    supposed = near & {"would", "'d", "’d"}
    stative = top.lemma_.lower() in ("be", "have")
    if conditional and supposed:
        return "expects"
    if stative and (supposed or subject.lower_ in _OWN):
        return "asserts"  # "would be best"
    if subject.lower_ in _OWN:
        return "asserts" if supposed or near & _MAYBE else "intends"
    willed = is_speaker(subject) and not near & _MAYBE and not _is_passive(top)
    return "intends" if willed and not stative and not conditional else "expects"


def _is_passive(verb: Token) -> bool:
    """Whether something is done to the subject; with "get" it acts itself: "will get rid of", "will get started"."""
    return verb.tag_ == "VBN" and not any(c.dep_ == "auxpass" and c.lemma_.lower() == "get" for c in verb.children)


def is_speaker(subject: Token) -> bool:
    """Whether the subject of a content is whoever says it: "he", a body's "it", several people's "they"."""
    if subject.lower_ in ("he", "she"):
        return True
    if subject.lower_ not in ("it", "they"):
        return False
    verb = subject.head.head
    speaker = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < subject.i), None)
    if speaker is None or subject.head.dep_ != "ccomp":
        return False
    several = speaker.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in speaker.children)
    return several if subject.lower_ == "they" else speaker.pos_ in ("PROPN", "NOUN") and not several


def _is_condition(clause: Token) -> bool:
    """Whether a clause is a condition: by "if", or by a verb before its subject ("Were they to come")."""
    if any(m.lower_ in ("if", "unless") for m in clause.children):
        return True
    first = clause.left_edge
    return first.lower_ in ("were", "had", "should") and first.pos_ in ("AUX", "VERB")


def is_counterfactual(top: Token) -> bool:
    """Whether a verb says what would have been: "would have resigned"."""
    auxiliaries = {c.lower_ for c in top.children if c.dep_ in ("aux", "auxpass")}
    return bool(auxiliaries & {"would", "'d", "’d", "could", "might"}) and "have" in auxiliaries


def _is_demanding(top: Token, near: set[str], subject: Token | None) -> bool:
    """Whether the verb says what ought to be: "should", "must", "needs to"; not "may need to", "should have known"."""
    if near & {"may", "might", "could"}:
        return False
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in top.children)
    lemma = top.lemma_.lower()
    if near & _DEMANDING:
        return not perfect and not (lemma == "have" and is_negated(top))
    if lemma not in _NEEDING or is_negated(top) or top.tag_ == "VBD" or (subject is not None and subject.lower_ == "i"):
        return False
    if near & {"will", "would", "'ll"}:
        return False
    return any(c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children) for c in top.children)


def _is_order(top: Token, subject: Token | None) -> bool:
    """Whether a sentence is an imperative: "Look at the issues"."""
    if subject is not None or top.tag_ != "VB" or top.dep_ not in ("ROOT", "ccomp"):
        return False
    first = next((t for t in top.sent if t.is_alpha), top)
    asked = first.i == top.i or (first.lower_ in ("do", "please", "never", "let", "so") and first.head.i == top.i)
    begun = top.i > 0 and top.doc[top.i - 1].text in ("“", '"', "‘", ":", "``")
    return (asked or begun) and not any(c.lower_ == "to" and c.dep_ == "aux" for c in top.children)


def is_question(held: Sequence[Token]) -> bool:
    """Whether the content ends in a question mark and all its sentences do, or it is only one."""
    end = next((t for t in reversed(held) if t.text.strip(_MARKS)), None)
    if end is None or end.text != "?":
        return False
    return not any(t.text == "." for t in held)
