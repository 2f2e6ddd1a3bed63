"""Event nouns that the grammar finds nobody around, and who is cast for them."""

from __future__ import annotations

from event_cases import read_events_of

from lagebild.models.event_parties import ROLES
from lagebild.reading.parse import parse_report
from lagebild.reading.parsed import Parsed
from lagebild.reading.plover.bare import find_bare, gather_candidates
from lagebild.reading.plover.candidates import find_candidates
from lagebild.reading.plover.casting import cast_parties
from lagebild.records import Report
from lagebild.settings import Settings

TRUCE = "Chile bombed Peru, and a truce followed."


def parse(text: str) -> Parsed:
    return parse_report(Report("r", "r", text, (), language="en"), Settings())


def bare_words(text: str) -> list[str]:
    parsed = parse(text)
    assert parsed.doc is not None
    own = [True] * len(parsed.doc)
    known = {c.trigger.i for c in find_candidates(parsed.doc, own)}
    return [c.trigger.text for c in find_bare(parsed.doc, own, known)]


def test_an_event_noun_with_nobody_around_it_is_a_bare_candidate() -> None:
    assert bare_words(TRUCE) == ["truce"]


def test_what_the_grammar_has_turned_down_stays_down() -> None:
    assert bare_words("The ministry did not answer requests for comment.") == []


def test_what_stands_in_captions_is_no_candidate() -> None:
    parsed = parse(TRUCE)
    assert parsed.doc is not None
    assert not list(find_bare(parsed.doc, [False] * len(parsed.doc), set()))


def test_candidates_come_in_reading_order() -> None:
    parsed = parse("The war with Chile, the deal and the attacks frightened Peru, which accused Norway.")
    assert parsed.doc is not None
    places = [c.trigger.i for c in gather_candidates(parsed, [True] * len(parsed.doc))]
    assert places
    assert places == sorted(places)


def test_the_head_casts_both_sides_of_a_plain_sentence() -> None:
    parsed = parse("Chile bombed Peru on Monday.")
    assert parsed.doc is not None
    casting = cast_parties(list(find_candidates(parsed.doc, [True] * len(parsed.doc))), parsed.encoded)[0]
    assert casting is not None
    assert [t.text for t in casting.actors] == ["Chile"]
    assert [t.text for t in casting.recipients] == ["Peru"]
    assert 0.3 < casting.trust <= 1.0


def test_without_an_encoder_nobody_is_cast() -> None:
    parsed = parse("Chile bombed Peru.")
    assert parsed.doc is not None
    candidates = list(find_candidates(parsed.doc, [True] * len(parsed.doc)))
    assert cast_parties(candidates, None) == [None] * len(candidates)


def test_roles_are_those_that_the_head_was_taught() -> None:
    assert ROLES == ("none", "actor", "recipient")


def test_held_talks_are_one_event() -> None:
    assert [e.type for e in read_events_of("Chile held talks with Peru on Monday.").events] == ["CONSULT"]
