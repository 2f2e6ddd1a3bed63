"""The shipped encoder reads any text once, in time linear in its length, and marks every piece's place."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.models import encoder as encoders
from lagebild.models.encoder import CONTENT, CUE, SOURCE, WEIGHTS, Encoder, load_encoder

TEXT = "Mira Koss, the minister, said on Monday that the dam would hold. “It was built well,” she added."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def roles_of(encoder: Encoder, text: str, words: str) -> np.ndarray:
    encoded = encoder.encode(text)
    first = text.index(words)
    inside = (encoded.pieces.starts >= first) & (encoded.pieces.ends <= first + len(words))
    return encoded.roles[inside].mean(axis=0)


def test_source_cue_and_content_of_a_plain_sentence_are_told_apart(encoder: Encoder) -> None:
    assert roles_of(encoder, TEXT, "Mira Koss").argmax() == SOURCE
    assert roles_of(encoder, TEXT, "said").argmax() == CUE
    assert roles_of(encoder, TEXT, "the dam would hold").argmax() == CONTENT
    assert roles_of(encoder, TEXT, "It was built well").argmax() == CONTENT


@pytest.mark.parametrize(
    "text", ["", " \n ", "“", "😀" * 300, "שלום, אמר השר. “לא”, ענתה.", "a" * 3000, "\x00\u200b\ufeff", '"' * 300]
)
def test_odd_text_is_read_without_error(encoder: Encoder, text: str) -> None:
    encoded = encoder.encode(text)
    assert encoded.roles.shape == (len(encoded.pieces), 4)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_places_lie_in_the_text_and_roles_are_shares(text: str) -> None:
    encoded = load_encoder().encode(text)
    assert ((encoded.pieces.starts >= 0) & (encoded.pieces.ends <= len(text))).all()
    assert (encoded.pieces.starts <= encoded.pieces.ends).all()
    assert np.allclose(encoded.roles.sum(axis=1), 1, atol=1e-4)


def test_reading_twice_gives_the_same(encoder: Encoder) -> None:
    first, second = encoder.encode(TEXT), encoder.encode(TEXT)
    assert (first.roles == second.roles).all()


def test_what_stands_in_a_long_text_is_found_as_in_a_short_one(encoder: Encoder) -> None:
    filler = "\n\n".join(["The bridge over the river was closed for repairs during the night."] * 60)
    short, long = encoder.encode(TEXT), encoder.encode(f"{filler}\n\n{TEXT}\n\n{filler}")
    start = int(np.searchsorted(long.pieces.starts, len(filler) + 2))
    there = long.roles[start : start + len(short.pieces)]
    assert (there.argmax(axis=1) == short.roles.argmax(axis=1)).mean() > 0.85


def test_every_piece_has_a_state_that_other_heads_read(encoder: Encoder) -> None:
    encoded = encoder.encode(TEXT)
    assert encoded.senses.shape == (len(encoded.pieces), 384)
    assert (np.abs(encoded.senses).max(axis=1) > 0).all()


def test_time_grows_with_length_and_not_faster(encoder: Encoder) -> None:
    def spend(count: int) -> float:
        began = time.process_time()
        encoder.encode(TEXT * count)
        return time.process_time() - began

    spend(4)
    assert spend(80) < 8 * spend(20) + 0.5


def test_weights_stay_small() -> None:
    sizes = {f.name: f.stat().st_size for f in WEIGHTS.iterdir()}
    assert sum(sizes[name] for name in ("attribution.onnx", "attribution.json", "tokenizer.json")) <= 25_000_000
    assert sum(sizes.values()) <= 60_000_000


def test_threads_follow_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert encoders._count_threads() == 1
    monkeypatch.setenv("OMP_NUM_THREADS", "many")
    assert encoders._count_threads() in {1, 2}
