"""Walks over the dependency parse, with its labels as in spaCy's English: subjects, clauses and the text they cover."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from lagebild.records import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PARTING = frozenset({":", ";", '"', "“", "”", "«", "»", "„"})
_FARTHEST = 40  # words between a subject and its verb that are looked at
_AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt", "advmod"})
_EDGE = " \t\r\n,;:.–—-"


def text_of(doc: Doc) -> str:
    """The text of a document, kept with it: spaCy joins it anew from all tokens each time it is asked."""
    kept: str | None = doc.user_data.get("lagebild.text")
    if kept is None:
        kept = doc.user_data["lagebild.text"] = doc.text
    return kept


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def indices(token: Token) -> set[int]:
    """The token numbers of a subtree."""
    return {t.i for t in token.subtree}


def spans_of(doc: Doc, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The stretches that these tokens cover, trimmed of blank space and of commas and full stops at their edges.

    A gap of nothing but punctuation and blank space is bridged.
    """
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and all(doc[j].is_punct or doc[j].is_space for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    found = (trim_span(text_of(doc), doc[a].idx, doc[b].idx + len(doc[b])) for a, b in runs)
    return tuple(span for span in found if span is not None)


def trim_span(text: str, start: int, end: int) -> Span | None:
    """The stretch without blank space and loose punctuation at its edges; None when no word is left."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    inside = text[start:end]
    if end < len(text) and text[end] in '”"' and inside.count("“") + inside.count('"') % 2 > inside.count("”"):
        end += 1  # the closing mark belongs to what its opening mark is in
    if start > 0 and text[start - 1] in '“"' and inside.count("”") + inside.count('"') % 2 > inside.count("“"):
        start -= 1
    return Span(start, end)


def is_misattached(verb: Token) -> bool:
    """Whether a coordinated verb belongs further up than the parser put it.

    In "reiterated that he has no interest, but referred to …" the second verb is in the past like the reporting verb,
    unlike the clause it was attached to, and has no subject of its own.
    """
    clause = verb.head
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBD"
        and clause.dep_ == "ccomp"
        and clause.i < verb.i
        and clause.tag_ in {"VBZ", "VBP"}
        and clause.head.tag_ == "VBD"
        and child(verb, "nsubj", "nsubjpass", "aux") is None
    )


def clause_indices(clause: Token) -> set[int]:
    """The token numbers of a clause, without a coordinated verb that belongs to the sentence above it."""
    tokens = indices(clause)
    for c in clause.children:
        if is_misattached(c):
            tokens -= indices(c)
            tokens -= {d.i for d in clause.children if d.dep_ in {"cc", "punct"} and d.i == c.left_edge.i - 1}
    return tokens


def find_subject(verb: Token) -> Token | None:
    """Who does what the verb says: its own subject, else that of the verb it is coordinated with or depends on."""
    seen = 0
    while seen < 12:
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None:
            return own
        head = verb.head.head if is_misattached(verb) else verb.head
        if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return head
        if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis"} and head.i != verb.i:
            if verb.dep_ == "xcomp" and (thing := child(head, "dobj")) is not None:
                return thing
            verb, seen = head, seen + 1
            continue
        return None
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive."""
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def find_agent(verb: Token) -> Token | None:
    """The agent of a passive ("was accused by …")."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def phrase_spans(doc: Doc, noun: Token, without: Token | None = None) -> tuple[Span, ...]:
    """The whole phrase of a noun, without the subtree of one of its words."""
    tokens = indices(noun)
    if without is not None and without.i != noun.i:
        tokens -= indices(without)
    return spans_of(doc, tokens)


def cue_spans(doc: Doc, verb: Token) -> tuple[Span, ...]:
    """The verb with its auxiliaries, negations and particles as far as they stand next to it."""
    near = {c.i for c in verb.children if c.dep_ in _AUXILIARIES and abs(c.i - verb.i) <= 5}
    start, end = verb.i, verb.i
    while start - 1 in near:
        start -= 1
    while end + 1 in near and doc[end + 1].dep_ in {"prt", "neg"}:
        end += 1
    return (Span(doc[start].idx, doc[end].idx + len(doc[end])),)


def is_negated(token: Token) -> bool:
    """Whether "not", "never", "no longer" or a subject of none ("nobody") denies the verb."""
    for c in token.children:
        if c.dep_ == "neg" or c.lower_ in {"never", "hardly", "scarcely", "nor"}:
            return True
        none = c.dep_ in SUBJECTS and (c.lower_ in {"nobody", "none", "nothing"} or _has_no(c))
        if none and not _is_cut_off(c, token):
            return True
    return False


def _is_cut_off(subject: Token, verb: Token) -> bool:
    """Whether a colon or quotation mark parts what the parser took for subject and verb: “No plan”: Lurna denies …"""
    between = subject.doc[subject.i + 1 : min(verb.i, subject.i + _FARTHEST)]
    return any(t.text in _PARTING for t in between)


def _has_no(noun: Token) -> bool:
    return any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "preconj"} for c in noun.children)
