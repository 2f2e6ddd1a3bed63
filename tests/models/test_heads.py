"""The heads read the branch's states: shares, the same for one as for many, and right where nobody would doubt."""

import numpy as np
import pytest

from lagebild.models.earnest import score_earnest
from lagebild.models.encoder import Encoded, load_encoder
from lagebild.models.event_types import STATUSES, TYPES, EventPlaces, score_events
from lagebild.models.heads import Pooling, load_heads
from lagebild.models.sentence_kinds import KINDS, gather_kinds, score_kinds
from lagebild.models.statement_places import StatementPlaces
from lagebild.reading.kind_facts import read_facts
from lagebild.records import Span

TEXT = "Karvelian jets bombed the port of Lurna on Monday. Ostelia condemned the raid in the strongest terms."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="module")
def encoded() -> Encoded:
    return load_encoder().encode(TEXT, [0, TEXT.index("Ostelia")])


def place(trigger: str, actor: str, recipient: str) -> EventPlaces:
    sentence = Span(0, TEXT.index(" Ostelia")) if trigger == "bombed" else Span(TEXT.index("Ostelia"), len(TEXT))
    return EventPlaces(span(trigger), (span(actor),), (span(recipient),), sentence)


def test_an_air_raid_is_an_assault_and_a_condemnation_an_accusation(encoded: Encoded) -> None:
    raid, blame = score_events(
        encoded,
        [place("bombed", "Karvelian jets", "the port of Lurna"), place("condemned", "Ostelia", "the raid")],
    )
    assert raid.best == "ASSAULT"
    assert blame.best == "ACCUSE"
    assert max(raid.statuses, key=raid.statuses.__getitem__) == "happened"


def test_types_and_statuses_are_shares_that_sum_to_one(encoded: Encoded) -> None:
    scores = score_events(encoded, [place("bombed", "Karvelian jets", "the port of Lurna")])[0]
    assert tuple(scores.types) == TYPES
    assert tuple(scores.statuses) == STATUSES
    assert sum(scores.types.values()) == pytest.approx(1, abs=1e-5)
    assert sum(scores.statuses.values()) == pytest.approx(1, abs=1e-5)


def test_a_place_scores_the_same_alone_and_among_others(encoded: Encoded) -> None:
    places = [place("bombed", "Karvelian jets", "the port of Lurna"), place("condemned", "Ostelia", "the raid")]
    together = score_events(encoded, places)
    assert [score_events(encoded, [p])[0].types for p in places] == [
        pytest.approx(scores.types, abs=1e-5) for scores in together
    ]


def test_nothing_asked_is_nothing_answered(encoded: Encoded) -> None:
    assert score_events(encoded, []) == []
    assert score_earnest(encoded, []) == []
    assert score_kinds(encoded, [], np.zeros((0, 8), np.float32)).shape == (0, len(KINDS))


def test_a_place_outside_all_words_gives_numbers_still(encoded: Encoded) -> None:
    scores = score_events(encoded, [EventPlaces(None, (), (), Span(len(TEXT), len(TEXT)))])[0]
    assert sum(scores.types.values()) == pytest.approx(1, abs=1e-5)


def test_the_mean_over_a_stretch_is_the_mean_of_its_pieces(encoded: Encoded) -> None:
    inside = (encoded.pieces.starts >= 0) & (encoded.pieces.ends <= len("Karvelian jets"))
    wanted = encoded.senses[inside].astype(np.float64).mean(axis=0)
    found = Pooling(encoded).means([[Span(0, len("Karvelian jets"))], []])
    assert np.allclose(found[0], wanted, atol=1e-3)
    assert not found[1].any()


def test_kinds_of_a_forecast_and_of_a_judgement_differ() -> None:
    text = "The minister is expected to resign next week. It is a reckless gamble that insults every voter."
    sentences = [Span(0, 45), Span(46, len(text))]
    encoded = load_encoder().encode(text, [0, 46])
    shares = score_kinds(encoded, sentences, read_facts(text, sentences, ()))
    assert [KINDS[row.argmax()] for row in shares] == ["expectation", "assessment"]
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-5)


def test_the_head_of_kinds_reads_neighbours_opening_and_whole() -> None:
    means = np.array([[1.0, 0], [3, 0], [5, 2], [7, 6]], np.float32)
    facts = np.array([[1.0], [2], [3], [4]], np.float32)
    first, third = gather_kinds(means, facts)[[0, 2]].tolist()
    assert first == [1, 0, 0, 0, 3, 0, 2, 0, 4, 2, 2, 0, 1, 0, 2]
    assert third == [5, 2, 3, 0, 7, 6, 2, 0, 4, 2, 10, 0, 3, 2, 4]


def test_a_plain_statement_is_more_earnest_than_a_played_one() -> None:
    plain = "The mayor said the bridge will open on Friday."
    played = "If I were the enemy's spy, the mayor laughed, I would say the bridge is made of cheese."

    def earnest(text: str, source: str, cue: str, content: str) -> float:
        at = [Span(text.index(x), text.index(x) + len(x)) for x in (source, cue, content)]
        said = StatementPlaces((at[0],), (at[1],), (at[2],), Span(0, len(text)))
        return score_earnest(load_encoder().encode(text), [said])[0]

    assert earnest(plain, "The mayor", "said", "the bridge will open on Friday") > 0.7
    assert earnest(played, "the mayor", "laughed", "the bridge is made of cheese") < 0.4


def test_every_mode_belongs_to_a_type() -> None:
    heads = load_heads()
    assert {mode.partition(":")[0] for mode in heads.modes} <= set(TYPES)
    assert set(heads.temperatures) >= {"types", "statuses", "kinds", "earnest"}
