"""Arcs join what a piece is with whom it belongs to."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lagebild.models.arcs import Distances, Read, bucket_distances, join_odds, score_rows

odds = st.floats(-30, 30)


@given(odds, odds)
def test_joined_odds_are_those_of_the_product_of_both_chances(first: float, second: float) -> None:
    joined = float(join_odds(np.float64(first), np.float64(second)))
    chance = 1 / (1 + np.exp(-first)) / (1 + np.exp(-second))
    assert abs(1 / (1 + np.exp(-joined)) - chance) < 1e-6


@given(st.integers(-5000, 5000))
def test_buckets_of_distances_are_symmetric_and_within_the_table(distance: int) -> None:
    here, there = bucket_distances(np.array([distance, -distance]))
    assert 0 <= here <= 32
    assert here + there == 32


def test_a_piece_in_another_paragraph_is_held_further_away() -> None:
    places = np.array([-1, 0, 1, -1, 2, 3, -1])
    zeros = np.zeros((7, 6), np.float32)
    read = Read(places, zeros, np.zeros((7, 10), np.float32), zeros, zeros)
    weights = Distances(np.zeros((3, 33), np.float32), np.full(3, -2, np.float32), np.array([[1.0] * 3, [0.0] * 3]))
    row = score_rows(read, np.array([2]), weights)[1]
    assert row.start == 0
    assert row.logits.shape == (3, 4)
    assert (row.logits[:, :2] > row.logits[:, 2:]).all()
