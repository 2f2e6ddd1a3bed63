import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.models import weighing
from lagebild.models.pieces import CLS, SEP, load_tokenizer
from lagebild.models.weighing import LONGEST, TASKS, WEIGHTS, Weigher, lay_pair, load_weigher, pick_sentences

TOKENIZER = load_tokenizer(WEIGHTS / "tokenizer.json")


def add_up(ids, mask, segments):
    """Logits that depend on a row's own pieces only."""
    own = (ids * mask).sum(axis=1, keepdims=True)
    return (np.arange(8)[None, :] * 0.001 * own).astype(np.float32)


def weigher(**temperatures):
    return Weigher(TOKENIZER, add_up, temperatures)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400), st.text(max_size=2000))
def test_any_pair_fits_its_window(proposition, passage):
    ids, segments = lay_pair(TOKENIZER, proposition, passage)
    assert len(ids) == len(segments) <= LONGEST
    assert ids[0] == CLS
    assert ids[-1] == SEP
    assert segments == sorted(segments)
    assert ids.count(SEP) >= 2


def test_a_pair_weighs_the_same_alone_and_among_others():
    pairs = [("Will Lurna pay?", "Lurna " + "pays " * n) for n in range(60)]
    together = weigher().score(pairs)
    alone = np.concatenate([weigher().score([pair]) for pair in pairs])
    assert np.allclose(together, alone)


@pytest.mark.parametrize("task", list(TASKS))
def test_the_shares_of_a_task_sum_to_one(task):
    shares = weigher().weigh([("a", "b"), ("c", "d e f")], task)
    assert shares.shape == (2, len(TASKS[task].labels))
    assert np.allclose(shares.sum(axis=1), 1)


def test_a_temperature_makes_less_sure_and_keeps_the_order():
    pair = [("Will Lurna pay?", "Lurna pays.")]
    hot, cold = weigher(report=5.0).weigh(pair), weigher().weigh(pair)
    assert hot.max() < cold.max()
    assert hot.argmax() == cold.argmax()


def test_nothing_to_weigh_is_no_error():
    assert weigher().weigh([]).shape == (0, 3)


def test_the_sentences_picked_are_the_first_and_those_that_share_words():
    text = "The town woke early. Nobody saw anything. The bakery burned down on Monday. Rain fell. It was cold."
    assert pick_sentences("Bakery burned in the town", text) == "The town woke early. The bakery burned down on Monday."
    assert pick_sentences("Bakery", "") == ""


def test_left_out_weights_are_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr(weighing, "WEIGHTS", tmp_path)
    load_weigher.cache_clear()
    assert load_weigher() is None
    load_weigher.cache_clear()


@pytest.mark.skipif(not (WEIGHTS / "direction.onnx").exists(), reason="weights/direction.onnx was left out")
def test_the_shipped_model_tells_a_denial_from_a_confirmation():
    loaded = load_weigher()
    assert loaded is not None
    pairs = [("Will the mill close?", "The mill will close."), ("Will the mill close?", "The mill will not close.")]
    yes, no = loaded.weigh(pairs)
    assert yes[0] > no[0]
    assert no[1] > yes[1]
