"""Windows tile a text, reach no further than allowed, and end at paragraphs or sentences where they can."""

from hypothesis import given
from hypothesis import strategies as st

from lagebild.models.windows import Reach, cut_windows

REACH = Reach(size=40, before=8, after=4)
borders = st.lists(st.integers(0, 300), max_size=40).map(sorted)


@given(st.integers(0, 300), borders, borders)
def test_cores_tile_the_text_and_windows_hold_them(length: int, paragraphs: list[int], sentences: list[int]) -> None:
    paragraphs = [p for p in paragraphs if p < length]
    windows = cut_windows(length, paragraphs, [s for s in sentences if s < length], REACH)
    reached = 0
    for window in windows:
        assert window.core_start == reached < window.core_end
        assert 0 <= window.start <= window.core_start
        assert window.core_end <= window.end <= length
        assert window.end - window.start <= REACH.size
        reached = window.core_end
    assert reached == length


def test_a_core_ends_at_a_paragraph_rather_than_a_later_sentence() -> None:
    first = cut_windows(100, [0, 30], [0, 10, 30, 34], REACH)[0]
    assert first.core_end == 30


def test_a_core_ends_at_a_sentence_where_no_paragraph_ends() -> None:
    first = cut_windows(100, [0], [0, 10, 33], REACH)[0]
    assert first.core_end == 33


def test_a_short_text_is_one_window() -> None:
    assert len(cut_windows(40, [0, 20], [0], REACH)) == 1
