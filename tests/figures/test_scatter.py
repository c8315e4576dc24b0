"""Specialisation against growth: what has a place, the middle, and names that do not meet."""

import math
from itertools import combinations

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import scatter
from dashboard.figures.labels import LINE, wide
from dashboard.figures.scatter import Bubble
from dashboard.figures.theme import Texts, palette

WORDS = {"x": "Inriktning", "y": "Förändring", "growing_strength": "Växande styrka", "emerging": "På väg upp",
         "declining": "På väg ned", "declining_strength": "Krympande styrka"}  # fmt: skip
TEXTS = Texts(number=lambda value: f"{value:g}", change=lambda value: f"{value:+.1f} %", words=WORDS)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_middle_is_drawn_and_strength_is_in_colour(mode: str) -> None:
    """Lines at 1 and 0, in sight whatever the data; four words; areas in proportion to jobs; grey below 1."""
    info = scatter.info([Bubble("A", "Jordbruk", 2.0, 5.0, 400.0), Bubble("B", "Gruvor", 0.5, 3.0, 100.0)])
    figure = go.Figure(scatter.draw(info, TEXTS, mode).to_plotly_json())
    assert info.x[0] < 0 < info.x[1] and info.y[0] < 0 < info.y[1]
    assert [(s.x0, s.y0) for s in figure.layout.shapes] == [(1, 0), (0, 0)]
    assert list(figure.data[0].marker.size) == [52, 26]
    assert list(figure.data[0].marker.color) == [palette(mode).both, palette(mode).context]
    said = {note.text for note in figure.layout.annotations}
    assert {"<i>Växande styrka</i>", "<i>På väg ned</i>", "Jordbruk", "Gruvor"} <= said
    assert "1" in figure.layout.xaxis.ticktext and "+0.0 %" in figure.layout.yaxis.ticktext


def test_what_has_no_place_is_counted() -> None:
    """A quotient of zero, no growth, no jobs: not on a logarithmic axis, and not silently gone."""
    lacking = [Bubble("A", "a", 0.0, 1.0, 5.0), Bubble("B", "b", None, 1.0, 5.0), Bubble("C", "c", 1.0, None, 5.0)]
    info = scatter.info([*lacking, Bubble("D", "d", 1.0, 1.0, 5.0)])
    assert ([b.key for b in info.bubbles], info.left_out) == (["D"], 3)
    empty = scatter.info([])
    assert go.Figure(scatter.draw(empty, TEXTS, "light").to_plotly_json()).layout.height == scatter.HEIGHT


BUBBLES = st.lists(st.tuples(st.floats(0.01, 50), st.floats(-60, 90), st.floats(1, 5000)), min_size=1, max_size=25)


@given(BUBBLES)
def test_names_do_not_meet_on_a_phone(made: list[tuple[float, float, float]]) -> None:
    """At most eight, inside the field, apart from one another."""
    names = ["Arkitekter och tekniska konsulter", "Bygg", "Hotell och restaurang"]
    info = scatter.info([Bubble(str(n), names[n % 3], *values) for n, values in enumerate(made)])
    labels = [
        note
        for note in scatter.draw(info, TEXTS, "light").to_plotly_json()["layout"]["annotations"]
        if "xref" not in note
    ]
    assert len(labels) <= scatter.NAMED
    boxes = []
    for note in labels:
        x = (note["x"] - info.x[0]) / (info.x[1] - info.x[0]) * scatter.WIDTH + note["xshift"]
        y = (note["y"] - info.y[0]) / (info.y[1] - info.y[0]) * scatter.TALL + note["yshift"]
        half, tall = wide(note["text"]) / 2, (note["text"].count("<br>") + 1) * LINE / 2
        boxes.append((x - half, y - tall, x + half, y + tall))
        assert boxes[-1][0] >= -1 and boxes[-1][2] <= scatter.WIDTH + 1
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1


def test_the_largest_is_named_first() -> None:
    """And the axis is logarithmic: the names' places are powers."""
    info = scatter.info([Bubble(str(n), f"Bransch {n}", 1.5 + n, 1.0 * n, 10.0 * n + 1) for n in range(5)])
    first = next(
        n for n in scatter.draw(info, TEXTS, "light").to_plotly_json()["layout"]["annotations"] if "xref" not in n
    )
    assert (first["text"], first["x"]) == ("Bransch 4", math.log10(5.5))
