"""Signs of text types: each a strength between 0 and 1, with the words that show it.

A sign says what was seen, not what it means; `data/text_type_weights.tsv` says what it counts for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lagebild.reading.experts import judged_by
from lagebild.reading.genres.forms import (
    find_agency,
    find_interview,
    find_lists,
    find_present_scene,
    find_release,
    find_ticker,
    find_verse,
)
from lagebild.reading.genres.manners import find_manners, measure_paragraphs
from lagebild.reading.genres.prose import Prose
from lagebild.records import Kind, Sentence, Span

_QUESTION_END = re.compile(r"\?[\"”“»'’)]*$")
_PERSON = re.compile(r"\b(?:he|she|his|her|him|er|sie|sein|seine|seinem|seinen|ihm)\b", re.IGNORECASE)
PLACES = 3  # places shown for one sign
_OPENING = 4  # sentences that open a text
_LONG = 80  # sentences of a text that is long


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen in a text: `strength` in [0, 1], at `places`, and `why` in words for people."""

    name: str
    strength: float
    places: tuple[Span, ...]
    why: str


def find_signs(prose: Prose) -> tuple[Sign, ...]:
    """All signs of a text that are there at all."""
    return tuple(sign for find in _FINDERS for sign in find(prose) if sign.strength > 0)


def _of_kinds(prose: Prose) -> Iterator[Sign]:
    """The shares of the kinds, apart by who answers for a sentence, each against the share that makes it full."""
    if not prose.kinds_read:
        return
    total = len(prose.sentences)
    for name, kind, reported, full, words in _SHARES:
        found = [s for s in prose.sentences if s.kind == kind and reported in (None, s.reported)]
        yield _share(name, [Span(s.start, s.end) for s in _surest(found)], (len(found), total), full, words)
    opening = [s for s in prose.sentences[:_OPENING] if s.kind == "fact"]
    places = [Span(s.start, s.end) for s in opening]
    yield _share("lead_fact", places, (len(opening), min(total, _OPENING)), 1.0, "opens with what is told as fact")
    if not any(s.kind == "assessment" and not s.reported for s in prose.sentences):
        first = prose.sentences[0]
        yield Sign(
            "no_own_view", 1.0, (Span(first.start, first.end),), f"no assessment of its own in {total} sentences"
        )


_SHARES: tuple[tuple[str, Kind, bool | None, float, str], ...] = (
    ("fact", "fact", None, 0.7, "stated as fact"),
    ("background", "background", None, 0.6, "background"),
    ("own_assessment", "assessment", False, 0.5, "assessments in the text's own voice"),
    ("reported_assessment", "assessment", True, 0.4, "assessments of people it quotes"),
    ("own_expectation", "expectation", False, 0.2, "expectations in the text's own voice"),
)


def _surest(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences whose kind is surest, in reading order."""
    best = sorted(sentences, key=lambda s: (-(s.confidence or 0), s.start))[:PLACES]
    return sorted(best, key=lambda s: s.start)


def _share(name: str, places: list[Span], counts: tuple[int, int], full: float, words: str) -> Sign:
    """A sign by the share of sentences, at its full from `full` on."""
    number, total = counts
    strength = min(1.0, number / total / full) if total else 0.0
    return Sign(name, strength, tuple(places[:PLACES]), f"{words} ({number} of {total} sentences)")


def _of_reports(prose: Prose) -> Iterator[Sign]:
    """How much of the text others answer for; where no statements were read, how many sentences hold a quotation."""
    own = prose.sentences
    if "attribution" in prose.reading.readers or prose.doc is not None:
        places = [Span(s.start, s.end) for s in own if s.reported]
    else:
        places = [Span(s.start, s.end) for s in own if _is_blanked(prose, s)]
    yield _share("reported", places, (len(places), len(own)), 0.7, "others answer for what is said")
    judged = judged_by(prose.reading)
    views = sorted({s for a in prose.reading.actors if a.expert for s in judged.get(a.id, ())}, key=lambda s: s.start)
    places = [Span(s.start, s.end) for s in views]
    yield _share("expert_views", places, (len(views), len(own)), 0.3, "assessments of experts")


def _is_blanked(prose: Prose, sentence: Sentence) -> bool:
    """Whether a good part of a sentence stands in quotation marks."""
    whole = prose.text[sentence.start : sentence.end]
    return len(prose.voice[sentence.start : sentence.end].split()) < 0.7 * len(whole.split())


def _of_words(prose: Prose) -> Iterator[Sign]:
    """The lists of words, by the share of sentences with one of them."""
    total = len(prose.sentences)
    for name, full, words in _LISTS:
        places = list(prose.find_words(name))
        yield _share(name, places, (len(places), total), full, words)


_LISTS = (
    ("first_person", 0.25, "the author speaks as “I”"),
    ("we_person", 0.25, "the author speaks as “we”"),
    ("deontic", 0.2, "says what ought to be"),
    ("address", 0.3, "speaks to its readers"),
    ("verdict", 0.2, "words of judgement"),
    ("weighing", 0.35, "weighs and concludes"),
    ("explaining", 0.3, "explains terms and how things came about"),
    ("experts", 0.25, "people who study the matter are heard"),
    ("selling", 0.3, "words of selling"),
    ("updating", 0.05, "announces updates"),
)


def _of_headings(prose: Prose) -> Iterator[Sign]:
    """What headline and sub-headings announce."""
    for name, words in _ANNOUNCED:
        places = prose.find_headings(name)
        yield Sign(f"heading_{name}", min(1.0, len(places) / 2), places[:PLACES], words)
    asked = [h for h in prose.headings if _QUESTION_END.search(prose.text[h.start : h.end])]
    yield Sign("heading_question", min(1.0, len(asked) / 4), tuple(asked[:PLACES]), "headings that ask")


_ANNOUNCED = (
    ("explainer", "a heading announces an explanation"),
    ("ticker", "a heading announces a live report"),
    ("check", "a heading announces a check of claims"),
    ("review", "a heading announces a test or selection"),
    ("release", "a heading of press releases"),
)


def _of_sentences(prose: Prose) -> Iterator[Sign]:
    """Questions in the text's own voice, and how much turns on one person."""
    total = len(prose.sentences)
    asked, persons = [], []
    for sentence in prose.sentences:
        words = prose.voice[sentence.start : sentence.end]
        if _QUESTION_END.search(words.rstrip()):
            asked.append(Span(sentence.start, sentence.end))
        if match := _PERSON.search(words):
            persons.append(Span(sentence.start + match.start(), sentence.start + match.end()))
    yield _share("own_question", asked, (len(asked), total), 0.15, "questions that the text itself asks")
    yield _share("person", persons, (len(persons), total), 0.6, "tells of a person")


def _of_manners(prose: Prose) -> Iterator[Sign]:
    """How the text is told."""
    total = len(prose.sentences)
    for name, places, full in find_manners(prose):
        yield _share(name, list(places), (len(places), total), full, _MANNERS[name])
    if prose.doc is not None:
        yield Sign("long_paragraphs", measure_paragraphs(prose), (), "")


_MANNERS = {
    "past": "told in the past tense",
    "present": "told in the present tense",
    "modal": "says what may, would or will be",
    "orders": "tells its readers what to do",
    "recent": "names the days of the week or today",
    "years": "names years, decades or centuries",
    "figures": "gives figures",
}


def _of_forms(prose: Prose) -> Iterator[Sign]:
    """The layouts that make a type on their own."""
    for name, find, why in _FORMS:
        strength, places = find(prose)
        yield Sign(name, strength, places[:PLACES], why)
    yield Sign("long", min(1.0, len(prose.sentences) / _LONG), (), "")
    yield Sign("kinds_unread", float(not prose.kinds_read), (), "")


_FORMS: tuple[tuple[str, Callable[[Prose], tuple[float, tuple[Span, ...]]], str], ...] = (
    ("interview", find_interview, "question and answer by turns"),
    ("ticker", find_ticker, "entries that begin with a time"),
    ("agency", find_agency, "the dateline or mark of an agency"),
    ("scene", find_present_scene, "tells in the present tense what people do"),
    ("lists", find_lists, "a list and not prose"),
    ("verse", find_verse, "lines of verse"),
    ("release", find_release, "the form of a press release"),
)

_FINDERS: tuple[Callable[[Prose], Iterator[Sign]], ...] = (
    _of_kinds,
    _of_reports,
    _of_words,
    _of_headings,
    _of_sentences,
    _of_manners,
    _of_forms,
)
