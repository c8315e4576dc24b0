"""The parts of a change: they and their sum are to scale, whatever their signs, and told by more than colour."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import parts
from dashboard.figures.labels import PHONE, wide
from dashboard.figures.parts import Parted
from dashboard.figures.theme import Texts

NAMES = ("Landets utveckling", "Branschens utveckling", "Egen utveckling")
TEXTS = Texts(change=lambda value: f"{value:+.0f}")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_three_parts_and_their_sum(mode: str) -> None:
    """Stacked from zero to either side; the sum as a tick with its number; each part by colour, pattern and name."""
    info = parts.info(NAMES, [Parted("Bygg", (10.0, -30.0, 5.0)), Parted("Handel", (10.0, 20.0, 5.0))])
    assert [(row.name, row.total, row.right) for row in info.rows] == [("Handel", 35.0, 35.0), ("Bygg", -15.0, 15.0)]
    figure = go.Figure(parts.draw(info, TEXTS, mode).to_plotly_json())
    assert figure.layout.barmode == "relative" and figure.layout.showlegend
    assert [trace.name for trace in figure.data] == list(NAMES)
    assert len({trace.marker.pattern.shape for trace in figure.data}) == 3 == len({t.marker.color for t in figure.data})
    assert {shape.x0 for shape in figure.layout.shapes[1:]} == {35.0, -15.0}
    assert [note.text for note in figure.layout.annotations] == ["<b>+35</b>", "<b>-15</b>"]


def test_twelve_rows_that_move_most() -> None:
    """Parts that cancel out are a large movement too."""
    rows = [Parted(str(n), (float(n), 0.0, 0.0)) for n in range(12)] + [Parted("still", (50.0, -50.0, 0.0))]
    info = parts.info(NAMES, rows)
    assert (len(info.rows), info.left_out) == (12, 1) and "still" in {row.name for row in info.rows}
    assert [row.total for row in info.rows] == sorted((row.total for row in info.rows), reverse=True)


NUMBER = st.integers(-(10**5), 10**5).map(lambda n: n / 100)


@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER), min_size=1, max_size=12))
def test_it_fits_a_phone(made: list[tuple[float, float, float]]) -> None:
    """Every bar, its tick and its number are inside."""
    info = parts.info(NAMES, [Parted("Arkitekter och tekniska konsulter", values) for values in made])
    layout = parts.draw(info, TEXTS, "light").to_plotly_json()["layout"]
    low, high = layout["xaxis"]["range"]
    room = PHONE - 16 - max(map(wide, layout["yaxis"]["ticktext"]))
    for row, label in zip(info.rows, layout["annotations"], strict=True):
        assert (label["x"] - low) / (high - low) * room + label["xshift"] + wide(label["text"]) <= room + 1
        assert low - 1e-6 <= min(-(row.right - row.total), row.total) and row.total <= high + 1e-6


def test_nothing_moved_is_still_a_chart() -> None:
    """All parts zero: an axis, no error."""
    figure = parts.draw(parts.info(NAMES, [Parted("Bygg", (0.0, 0.0, 0.0))]), TEXTS, "light")
    assert go.Figure(figure.to_plotly_json()).layout.xaxis.range[0] < figure.layout.xaxis.range[1]
