"""Linking gives each cue its own source and content, in whole stretches of the text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.models.arcs import ArcRow
from lagebild.models.encoder import Encoded, load_encoder
from lagebild.models.pieces import Pieces
from lagebild.reading.statements.drafts import Limits
from lagebild.reading.statements.spans import link_spans
from lagebild.reading.statements.stretches import find_stretch, find_stretches

ROLES = {"source": 0, "cue": 1, "content": 2}
Labels = dict[str, str]


def encode_by_hand(text: str, statements: list[Labels]) -> Encoded:
    """What a sure encoder would say of `text`, cut at spaces, when each statement's words stand in it once."""
    offsets, at = [], 0
    for word in text.split(" "):
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    n = len(offsets)
    starts, ends = np.array(offsets).T
    roles = np.full((n, 4), 0.01, np.float32)
    roles[:, 0] = 0.97
    begins, finishes = np.full((n, 3), 0.01, np.float32), np.full((n, 3), 0.01, np.float32)
    rows: dict[int, ArcRow] = {}
    for statement in statements:
        logits = np.full((3, n), -6, np.float32)
        cue: list[int] = []
        for name, words in statement.items():
            role = ROLES[name.rstrip("0123456789")]
            first = text.index(words)
            mine = [i for i in range(n) if starts[i] < first + len(words) and ends[i] > first]
            roles[mine] = 0.01
            roles[mine, role + 1] = 0.97
            begins[mine[0], role] = finishes[mine[-1], role] = 0.95
            logits[role, mine] = 6
            cue = mine if name == "cue" else cue
        rows.update({i: ArcRow(0, logits) for i in cue})
    numbers = np.arange(n)
    pieces = Pieces(numbers, starts, ends, numbers * 0, numbers, np.array([0]))
    return Encoded(pieces, roles, begins, finishes, rows, np.zeros((n, 384), np.float16))


def show(text: str, statements: list[Labels]) -> list[tuple[list[str], list[str], list[str]]]:
    found = link_spans(encode_by_hand(text, statements), text)
    return [
        (
            [text[s:e] for s, e in a.source],
            [text[s:e] for s, e in a.cue],
            [text[s:e] for s, e in a.content],
        )
        for a in found
    ]


def test_two_statements_of_one_sentence_keep_apart() -> None:
    text = "Mira Koss says the dam holds but Tal Ober denies that it was built well."
    assert show(
        text,
        [
            {"source": "Mira Koss", "cue": "says", "content": "the dam holds"},
            {"source": "Tal Ober", "cue": "denies", "content": "that it was built well."},
        ],
    ) == [
        (["Mira Koss"], ["says"], ["the dam holds"]),
        (["Tal Ober"], ["denies"], ["that it was built well."]),
    ]


def test_a_quotation_cut_by_its_source_has_two_stretches() -> None:
    text = "“We stay,” Mira Koss said, “whatever comes of it.”"
    statement = {"content": "“We stay,”", "source": "Mira Koss", "cue": "said,", "content2": "“whatever comes of it.”"}
    assert show(text, [statement]) == [(["Mira Koss"], ["said,"], ["“We stay,”", "“whatever comes of it.”"])]


def test_one_source_may_serve_two_cues() -> None:
    text = "The ministry confirmed the talks and denied that it had paid."
    found = show(
        text,
        [
            {"source": "The ministry", "cue": "confirmed", "content": "the talks"},
            {"source": "The ministry", "cue": "denied", "content": "that it had paid."},
        ],
    )
    assert [source for source, _, _ in found] == [["The ministry"], ["The ministry"]]


def test_a_statement_may_have_no_source() -> None:
    text = "It was reported that the bridge had fallen."
    assert show(text, [{"cue": "was reported", "content": "that the bridge had fallen."}]) == [
        ([], ["was reported"], ["that the bridge had fallen."])
    ]


def test_a_text_without_pieces_has_no_attributions() -> None:
    empty = np.zeros(0, np.int64)
    none = np.zeros((0, 3), np.float32)
    pieces = Pieces(empty, empty, empty, empty, empty, empty)
    encoded = Encoded(pieces, np.zeros((0, 4), np.float32), none, none, {}, np.zeros((0, 384), np.float16))
    assert link_spans(encoded, "") == ()


numbers = st.lists(st.floats(-5, 5), min_size=1, max_size=9)


@given(numbers)
def test_the_best_stretch_is_the_best_of_all(values: list[float]) -> None:
    odds, n = np.array(values, np.float32), len(values)
    cost = np.full(n, -0.5, np.float32)
    sums = {(i, j): float(odds[i:j].sum()) - 1 for i in range(n) for j in range(i + 1, n + 1)}
    found = find_stretch(odds, cost, cost)
    if found is None:
        assert max(sums.values()) <= 1e-4
    else:
        assert sums[found] == pytest.approx(max(sums.values()), abs=1e-4)


@given(numbers)
def test_stretches_are_apart_and_none_of_them_costs_more_than_it_gains(values: list[float]) -> None:
    odds = np.array(values, np.float32)
    cost = np.full(len(values), -0.5, np.float32)
    found = find_stretches(odds, cost, cost)
    last = 0
    for start, end in found:
        assert last <= start < end <= len(values)
        assert odds[start:end].sum() - 1 >= -1e-4
        last = end
    best = find_stretch(odds, cost, cost)
    assert (best is None) == (not found)


def test_a_cue_below_the_limit_makes_no_statement() -> None:
    text = "Mira Koss says the dam holds"
    encoded = encode_by_hand(text, [{"source": "Mira Koss", "cue": "says", "content": "the dam holds"}])
    assert link_spans(encoded, text, Limits(keep=0.99, orphan=2.0)) == ()


def read(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    found = link_spans(load_encoder().encode(text), text)
    assert all(0 <= a.confidence <= 1 for a in found)
    return [tuple([text[s:e] for s, e in spans] for spans in (a.source, a.cue, a.content)) for a in found]  # type: ignore[misc]


def test_the_shipped_encoder_and_the_linking_read_a_plain_paragraph() -> None:
    text = (
        "Foreign minister Mira Koss said on Monday that the talks would resume in spring. "
        "“We are ready,” Tal Ober, a union leader, told reporters, “but nobody calls us.”"
    )
    found = read(text)
    assert len(found) == 2
    assert "Mira Koss" in found[0][0][0]
    assert found[0][2] == ["that the talks would resume in spring"]
    assert "Tal Ober" in found[1][0][0]
    assert [c.strip("“”,") for c in found[1][2]] == ["We are ready", "but nobody calls us."]


def test_text_without_statements_gives_none() -> None:
    assert read("The bridge is 40 metres long. It crosses the river near the mill.") == []


@pytest.mark.parametrize("text", ["“He said” " * 150, 'She said "no". ' * 100, "he said that " * 100, '"' * 500])
def test_odd_text_is_linked_without_error(text: str) -> None:
    read(text)


@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="ab \n“”\"'.,:―said", max_size=120))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    for found in link_spans(load_encoder().encode(text), text):
        for spans in (found.source, found.cue, found.content):
            last = 0
            for start, end in spans:
                assert last <= start < end <= len(text)
                last = end
