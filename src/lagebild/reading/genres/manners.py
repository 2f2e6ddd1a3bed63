"""The manner in which a text is told: its tenses, days and years, orders to readers, figures, the length of paragraphs.

Only the text's own voice counts, and only where it was parsed.  What each manner tells of types is in the same table
as all signs; that genres differ in such habits more than in their topics is Biber's finding (Variation across Speech
and Writing, 1988).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from lagebild.reading.genres.prose import Prose
from lagebild.records import Span

_RECENT = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|this (?:morning|afternoon|evening)"
    r"|last night|earlier this week)\b"
)
_YEARS = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)s?\b|\b(?:decades?|centur(?:y|ies))\b")
_FIGURE = re.compile(r"\d")
_PAST = frozenset(["VBD"])
_PRESENT = frozenset(["VBZ", "VBP"])
_AUXILIARIES = frozenset(["aux", "auxpass"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])
_LONG = 5  # sentences of a paragraph that is long
Manner = tuple[str, tuple[Span, ...], float]
"""Name, a place in each sentence told so, and the share of sentences at which the sign is full."""


def find_manners(prose: Prose) -> Iterator[Manner]:
    """All manners of a text; none of one that was not parsed."""
    if prose.doc is None or not prose.sentences:
        return
    starts = {s.start for s in prose.sentences}
    whole = [s for s in prose.doc.sents if s.start_char in starts and not prose.voice[s.root.idx].isspace()]
    tenses = [(s, read_tense(s.root)) for s in whole]
    for name, full in (("past", 0.7), ("present", 0.6), ("modal", 0.3)):
        yield name, tuple(_mark(s.root) for s, found in tenses if found == name), full
    yield "orders", tuple(_mark(s.root) for s in whole if is_order(s)), 0.2
    for name, pattern, full in (("recent", _RECENT, 0.3), ("years", _YEARS, 0.3), ("figures", _FIGURE, 0.5)):
        found = (pattern.search(prose.voice, s.start, s.end) for s in prose.sentences)
        yield name, tuple(Span(*match.span()) for match in found if match), full


def measure_paragraphs(prose: Prose) -> float:
    """How long the paragraphs are, in [0, 1]: 0 for a sentence each, 1 for six and more on average."""
    if not prose.paragraphs:
        return 0.0
    return max(0.0, min(1.0, (len(prose.sentences) / len(prose.paragraphs) - 1) / _LONG))


def read_tense(root: Token) -> str:
    """ "past", "present", "modal" or "" of the finite verb of a clause."""
    finite: Sequence[Token] = [*(c for c in root.children if c.dep_ in _AUXILIARIES), root]
    tags = [token.tag_ for token in finite]
    if "MD" in tags:
        return "modal"
    for tag in tags:
        if tag in _PAST or tag in _PRESENT:
            return "past" if tag in _PAST else "present"
    return ""


def is_order(sentence: SpacySpan) -> bool:
    """Whether a sentence tells its readers to do something: "Water the fern twice a week"."""
    root = sentence.root
    if root.tag_ != "VB" or root.pos_ != "VERB":
        return False
    return not any(c.dep_ in _SUBJECTS or (c.dep_ == "aux" and c.lower_ not in {"do", "don't"}) for c in root.children)


def _mark(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
