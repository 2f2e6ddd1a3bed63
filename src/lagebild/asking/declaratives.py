"""A question with its helping verb put back behind its subject: "Will Ostelia attack?" as "Ostelia will attack.".

Parsers have read few questions and often mistake their verbs for nouns; the same words in the order of a statement
they read well.  Where the subject ends is found by trying: of the places at which the helping verb may stand, that one
counts at which the parse makes what precedes it the subject of what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Token

_PLAIN, _DONE = frozenset({"VB", "VBP"}), frozenset({"VBN"})
_BEING = frozenset({"VBN", "VBG"})
_FORMS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("will", "would", "shall", "did", "does", "do", "can", "could"), _PLAIN),
    **dict.fromkeys(("has", "have", "had"), _DONE),
    **dict.fromkeys(("is", "are", "was", "were"), _BEING),
}
"""The tags of the verb that goes with each helping verb."""
_LONGEST_SUBJECT = 12
"""Words of a subject that are looked at."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_UNENDED = frozenset({"DET", "ADP", "ADJ", "CCONJ", "AUX", "PART"})  # no subject ends in one of these
_ARTICLES = frozenset({"the", "a", "an", "this", "its", "his", "her", "their"})
_GOING = re.compile(r"(?:is|are)\s(.+?)\s?\b(?:(?:set|about|going|due)\s)to\s", re.I)
_COPULA = frozenset({"is", "are", "was", "were"})


def state_question(question: str, parser: Language) -> str:
    """The question in the order of a statement; as it is where it does not open with a helping verb or none fits."""
    opener, _, rest = _ask_plainly(question, parser).partition(" ")
    helper, words = opener.lower(), rest.rstrip("?! ").split()
    if helper not in _FORMS or len(words) < 2:
        return question
    ways = [_insert(helper, words, at) for at in range(1, min(len(words), _LONGEST_SUBJECT + 1))]
    docs = parser.pipe([" ".join(way) + "." for way in ways], disable=["ner"])
    ranked = [(rank, at) for at, doc in enumerate(docs) if (rank := _rank(doc, len(ways[at][0]) + 1))]
    return " ".join(ways[min(ranked)[1]]) + "." if ranked else question


def _ask_plainly(question: str, parser: Language) -> str:
    """ "Is Ostelia going to attack?" as "Will Ostelia attack?"; any other question as it is."""
    found = _GOING.match(question)
    if found is None:
        return question
    doc = parser(question)
    verb = next((t for t in doc if t.idx == found.end()), None)
    return f"Will {found[1]} {question[found.end() :]}" if verb is not None and verb.tag_ == "VB" else question


def _insert(helper: str, words: list[str], at: int) -> tuple[str, str]:
    """The subject, begun with a capital, and the predicate, begun with the helping verb."""
    return " ".join((words[0][0].upper() + words[0][1:], *words[1:at])), " ".join((helper, *words[at:]))


def _rank(doc: Doc, place: int) -> int:
    """How well the helping verb at a place fits: 1 before its verb, 2 an adjective, 3 otherwise, 0 not at all."""
    helper = next((t for t in doc if t.idx == place), None)
    if helper is None or helper.i + 1 >= len(doc):
        return 0
    before, following = doc[helper.i - 1], doc[helper.i + 1]
    if before.pos_ in _UNENDED or before.lower_ in _ARTICLES:
        return 0
    if following.text[0].isupper():
        return 0
    if helper.dep_ in {"aux", "auxpass"}:
        return 1 if _is_clause(helper.head, helper) else 0
    if helper.lower_ not in _COPULA or not _has_subject(helper, helper.i):
        return 0
    return 2 if following.pos_ == "ADJ" else 3


def _is_clause(verb: Token, helper: Token) -> bool:
    """Whether a verb is the sentence's, in the form the helping verb asks for, with all before it as its subject."""
    between = verb.doc[helper.i + 1 : verb.i]
    return (
        verb.dep_ == "ROOT"
        and verb.i > helper.i
        and (verb.tag_ in _FORMS[helper.lower_] or any(t.dep_ == "auxpass" for t in between))
        and all(t.head == verb and t.dep_ in {"neg", "advmod", "aux", "auxpass"} for t in between)
        and (_has_subject(verb, helper.i) or _has_subject(helper, helper.i))
    )


def _has_subject(verb: Token, end: int) -> bool:
    """Whether the words before a place are a verb's subject and nothing else."""
    subjects = [t for t in verb.children if t.dep_ in _SUBJECTS and t.i < end]
    return {t.i for subject in subjects for t in subject.subtree} == set(range(end))
