"""The dot plot: scales, names that keep apart, what is not said twice."""

from itertools import combinations

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import dots
from dashboard.figures.dots import Dot, Row
from dashboard.figures.labels import wide
from dashboard.figures.theme import Texts

TEXTS = Texts(number=lambda value: f"{value:g}", words={"missing": "saknas"})


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_rows_of_different_units_have_their_own_scales(mode: str) -> None:
    """Each from its least to its largest, both written at the ends in the row's own way; countries by colour and marker."""
    rows = [
        Row("Jobb", (Dot("SE-2321", "Åre", 10.0), Dot("NO-5001", "Trondheim", 30.0))),
        Row("Andel", (Dot("SE-2321", "Åre", 0.5),), (Dot("SE", "Sverige", 0.25),), lambda value: f"{value:.0%}"),
    ]
    info = dots.info(rows)
    assert info.scales == ((10.0, 30.0), (0.25, 0.5))
    figure = go.Figure(dots.draw(info, TEXTS, mode).to_plotly_json())
    assert [list(trace.x) for trace in figure.data] == [[0.0, 1.0], [1.0]]
    assert list(figure.data[0].marker.symbol) == ["circle", "diamond"]
    assert len(set(figure.data[0].marker.color)) == 2
    said = [note.text for note in figure.layout.annotations]
    assert {"Åre 10", "Trondheim 30", "10", "30", "Åre 50%", "25%", "50%", "Sverige"} <= set(said)


def test_what_is_the_same_as_above_is_not_said_again() -> None:
    """On a shared scale the ends and the benchmarks' names stand at the first row only."""
    benchmark = (Dot("SE", "Sverige", 20.0),)
    rows = [Row(name, (Dot("SE-2321", "", value),), benchmark) for name, value in (("a", 10.0), ("b", 30.0))]
    info = dots.info(rows, shared=True)
    assert info.scales == ((10.0, 30.0), (10.0, 30.0))
    said = [note.text for note in dots.draw(info, TEXTS, "light").layout.annotations]
    assert said.count("Sverige") == 1 and said.count("10") == 2  # at the dot and at the scale's end


def test_a_missing_value_is_a_word_and_no_dot() -> None:
    """Beside the row's title; a row without any value has no line."""
    row = Row("Nya företag", (Dot("SE-2321", "Åre", 4.0, "provisional"), Dot("NO-5033", "Tydal", None, "missing")))
    figure = dots.draw(dots.info([row]), TEXTS, "light")
    assert "Tydal saknas" in figure.layout.annotations[0].text
    assert list(figure.data[0].marker.symbol) == ["circle-open"] and list(figure.data[0].x) == [0.5]
    nothing = dots.draw(dots.info([Row("x", (Dot("SE-2321", "Åre", None, "missing"),))]), TEXTS, "light")
    assert not nothing.data and not nothing.layout.shapes


NAMES = ["Åre", "Östersund", "Trondheim", "Indre Fosen", "Midtre Gauldal"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5), st.lists(st.floats(0, 100), max_size=4))
def test_no_two_names_meet_on_a_phone(values: list[float], benchmarks: list[float]) -> None:
    """Every text is inside 324 pixels and apart from the others of its row; the figure is as high as they need."""
    row = Row(
        "Jobb per invånare i arbetsför ålder", tuple(Dot("SE-2321", NAMES[n], v) for n, v in enumerate(values)),
        tuple(Dot("SE", "Jämtlands län", v) for v in benchmarks),
    )  # fmt: skip
    layout = dots.draw(dots.info([row]), TEXTS, "light").to_plotly_json()["layout"]
    boxes = []
    for note in layout["annotations"]:
        if note["xanchor"] == "center":
            middle = dots.SIDE + dots.SCALE * note["x"] + note["xshift"]
            half, up = wide(note["text"]) / 2, note["yanchor"] == "bottom"
            boxes.append((middle - half, note["y"] - 17 * up, middle + half, note["y"] + 17 * (not up)))
    for box in boxes:
        assert box[0] >= -1 and box[2] <= dots.ROOM + 1 and box[1] >= 0 and box[3] <= layout["height"]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
