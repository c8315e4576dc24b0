"""The symbols of both countries' tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.intake import Unusable
from dashboard.sources.symbols import STATUSES, added, shown, whole


@pytest.mark.parametrize(
    ("cell", "symbol", "expected"),
    [
        (0, "", (0, "ok")), (0.0, "", (0, "ok")), ("0", "", (0, "ok")), (12, "", (12, "ok")), ("1 234,5", "", (1234.5, "ok")),
        ("-", "", (0, "ok")), ("–", "", (0, "ok")), (None, "-", (0, "ok")), (0, "-", (0, "ok")), ("−3", "", (-3, "ok")),
        ("..", "", (None, "missing")), ("...", "", (None, "missing")), (".", "", (None, "missing")),
        ("", "", (None, "missing")), (None, "", (None, "missing")), (None, "..", (None, "missing")),
        (None, ".", (None, "missing")), ("Missing", "", (None, "missing")), (float("nan"), "", (None, "missing")),
        (":", "", (None, "suppressed")), (None, ":", (None, "suppressed")), ("x", "", (None, "suppressed")),
        ("X", "", (None, "suppressed")), ("*", "", (None, "suppressed")), (None, "*", (None, "suppressed")),
        ("C", "", (None, "suppressed")), (2, "c", (None, "suppressed")), ("<3", "", (None, "suppressed")),
        ("7 p", "", (7, "provisional")), ("7*", "", (7, "provisional")), (7, "*", (7, "provisional")),
        ("7 (e)", "", (7, "provisional")), (7, "p", (7, "provisional")), (7, "r", (7, "ok")), (7, "b", (7, "break")),
        (7, "preliminär", (7, "provisional")), ("", "sekretess", (None, "suppressed")), (7, "what?", (7, "ok")),
        (None, "Private", (None, "suppressed")), (3, "provisional", (3, "provisional")),
    ],
)  # fmt: skip
def test_a_symbol_becomes_one_status(cell, symbol, expected):
    """A published zero, a missing figure and a secret one stay three things; marks beside a figure keep the figure."""
    assert shown(cell, symbol) == expected


@pytest.mark.parametrize("cell", ["about 7", "=1+1", "7 8 9x9", "1e99", 10**400, float("inf")])
def test_what_is_neither_figure_nor_symbol_is_unusable(cell):
    """It is rejected, not taken for missing."""
    with pytest.raises(Unusable):
        shown(cell)


@given(st.none() | st.floats() | st.text(max_size=8), st.text(max_size=8))
def test_a_figure_is_there_exactly_where_the_status_says_so(cell, symbol):
    """Whatever stands in a cell: missing and suppressed have no figure, every other status has one."""
    try:
        figure, status = shown(cell, symbol)
    except Unusable:
        return
    assert status in STATUSES and (figure is None) == (status in ("missing", "suppressed"))


def test_sums_say_what_they_leave_out():
    """All known, some secret, none known; the least certain status stays."""
    assert added([(1, "ok"), (0, "ok")]) == (1, "ok")
    assert added([(1, "ok"), (2, "provisional")]) == (3, "provisional")
    assert added([(1, "ok"), (None, "missing")]) == (1, "partial")
    assert added([(None, "missing"), (None, "suppressed")]) == (None, "suppressed")


@pytest.mark.parametrize("figure", [-1, 0.5, 1e11])
def test_persons_are_whole(figure):
    """Half a person, fewer than none, or more than live on earth, is no count."""
    with pytest.raises(Unusable):
        whole(figure)
