"""Room for words: shortening, levels, spreading, and axes that leave room."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.axes import ends, ticks
from dashboard.figures.labels import fitted, levels, spread, wide

TEXT = st.text(st.sampled_from("abåmW ij"), min_size=1).filter(str.strip)


@given(TEXT, st.integers(60, 200), st.integers(1, 3))
def test_a_fitted_text_stays_in_its_lines(text: str, width: int, lines: int) -> None:
    """No line is wider than asked for, there are no more of them, and what fits is whole."""
    text = " ".join(text.split())
    made = fitted(text, width, lines)
    assert wide(made) <= width and made.count("<br>") < lines
    assert made.endswith("…") or made.replace("<br>", " ") == text


def test_tags_take_no_room() -> None:
    """The widest line counts, its letters only."""
    assert wide('<b>Åre</b><br><span style="color:#123456">i</span>') == wide("Åre") < wide("Åre kommun")


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)).map(lambda b: (b[0], b[0] + b[1])), max_size=12))
def test_texts_on_a_level_do_not_meet(boxes: list[tuple[float, float]]) -> None:
    """And the first has the lowest level."""
    found = levels(boxes)
    assert not found or found[0] == 0
    for (one, level), (other, same) in combinations(zip(boxes, found, strict=True), 2):
        assert level != same or one[1] <= other[0] or other[1] <= one[0]


@given(st.lists(st.floats(0, 150), max_size=8))
def test_spread_places_are_apart_and_in_order(places: list[float]) -> None:
    """Eight names of 17 pixels have room on 150; those that were apart stay where they are."""
    moved = spread(places, 17, 150)
    order = sorted(range(len(places)), key=lambda n: places[n])
    assert all(moved[b] - moved[a] >= 17 - 1e-9 for a, b in pairwise(order))
    assert all(-1e-9 <= place <= 150 for place in moved)
    assert spread([0, 40, 80], 17, 150) == [0, 40, 80]


@given(
    st.integers(-(10**9), 10**9).map(lambda n: n / 100), st.integers(0, 10**9).map(lambda n: n / 100), st.integers(0, 2)
)
def test_ticks_hold_the_range_and_are_told_apart(low: float, span: float, decimals: int) -> None:
    """From the low end or below to the high end or above, never the same text twice."""
    values, texts = ticks(low, low + span, lambda value: f"{value:.{decimals}f}")
    assert values[0] <= low + 1e-6 * abs(low) and values[-1] >= low + span - 1e-6 * abs(low + span)
    assert len(set(texts)) == len(texts) >= 2 and len(values) <= 7


def test_ticks_are_round() -> None:
    """Steps of one, two or five; no half where the text has no decimals."""
    assert ticks(0, 100, str)[0] == [0, 50, 100]
    assert ticks(0, 2, lambda value: f"{value:.0f}")[0] == [0, 1, 2]
    assert ticks(0, 0.04, lambda value: f"{value:.2f}")[0] == [0, 0.01, 0.02, 0.03, 0.04]


SIDE = st.lists(st.tuples(st.floats(0.01, 1000), st.floats(10, 70)), max_size=6)


@given(SIDE, SIDE)
def test_an_axis_leaves_room_for_each_text(right: list[tuple[float, float]], left: list[tuple[float, float]]) -> None:
    """On 200 pixels every bar and the text beyond it are inside."""
    low, high = ends(right, left, 200)
    if high == low:
        assert not right and not left
        return
    unit = 200 / (high - low)
    assert low <= 0 <= high
    assert all((value - low) * unit + text <= 200 + 1e-6 for value, text in right)
    assert all((-value - low) * unit - text >= -1e-6 for value, text in left)


def test_a_lone_bar_uses_all_the_room() -> None:
    """150 of 200 pixels where the text needs 50."""
    assert ends([(30.0, 50.0)], [], 200) == pytest.approx((0, 40))
