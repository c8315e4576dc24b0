"""A ranking: order, what is left out, what stands at the bars' ends, and that all of it fits a phone."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import bars
from dashboard.figures.bars import Bar
from dashboard.figures.labels import LINE, PHONE, wide
from dashboard.figures.theme import Texts

TEXTS = Texts(number=lambda value: f"{value:.0f}", words={"missing": "saknas", "suppressed": "sekretess"})


def rows(values: list[float | None]) -> list[Bar]:
    """A bar for each value, named by its number."""
    return [
        Bar(str(n), f"Rad {n}", value, status="missing" if value is None else "ok") for n, value in enumerate(values)
    ]


def drawn(info: bars.Ranking, mode: str = "light", texts: Texts = TEXTS) -> go.Figure:
    """The figure, put through all of Plotly's checks."""
    return go.Figure(bars.draw(info, texts, mode).to_plotly_json())


@given(st.lists(st.one_of(st.none(), st.integers(-50, 50).map(float)), max_size=30), st.integers(1, 15))
def test_the_largest_are_shown_and_the_missing_stand_last(values: list[float | None], most: int) -> None:
    """As sorting in plain Python; what is left out is counted."""
    info = bars.info(rows(values), most=most)
    known = sorted((value for value in values if value is not None), reverse=True)
    assert [bar.value for bar in info.bars] == [*known, *[None] * (len(values) - len(known))][:most]
    assert info.left_out == max(len(values) - most, 0)


def test_an_emphasised_bar_is_shown_wherever_it_stands() -> None:
    """After the others, below a dotted line; in its country's colour while the others are grey."""
    all_rows = [row._replace(emphasised=row.key == "9", area="SE-2380") for row in rows([float(-n) for n in range(10)])]
    info = bars.info(all_rows, most=3)
    assert ([bar.key for bar in info.bars], info.top, info.left_out) == (["0", "1", "2", "9"], 3, 6)
    figure = drawn(info)
    assert figure.data[0].marker.color == ("#76838D", "#76838D", "#76838D", "#1B5E9E")
    assert [shape.y0 for shape in figure.layout.shapes if shape.line.dash == "dot"] == [2.5]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_status_is_told(mode: str) -> None:
    """A word for what is missing or secret and no bar; a range where only that is known; hatched where it may change."""
    made = [
        Bar("a", "A", 5.0, status="provisional", note="12 jobb"), Bar("b", "B", None, status="missing"),
        Bar("c", "C", None, status="suppressed"), Bar("d", "D", None, 1.0, 4.0, "interval"),
    ]  # fmt: skip
    figure = drawn(bars.info(made), mode)
    said = {note.y: note.text for note in figure.layout.annotations}
    assert said[0].startswith("5<br>") and "12 jobb" in said[0] and said[1] == "1–4"
    assert "saknas" in said[2] and "sekretess" in said[3]
    assert list(figure.data[0].x) == [5.0, None, None, None]
    assert list(figure.data[0].marker.pattern.shape) == ["/", "", "", ""]
    assert list(figure.data[1].x) == [1.0, 4.0, None]  # the whisker


BARS = st.lists(
    st.tuples(
        st.integers(-(10**6), 10**6).map(lambda n: n / 100),
        st.sampled_from(["Åre", "Arkitekter och tekniska konsulter"]),
    ),
    min_size=1,
)


@given(
    BARS, st.lists(st.integers(-(10**6), 10**6).map(lambda n: n / 100), max_size=4), st.sampled_from(["", "1 234 jobb"])
)
def test_bars_and_their_texts_fit_a_phone(made: list[tuple[float, str]], benchmarks: list[float], note: str) -> None:
    """From zero, each text beside its bar and inside; benchmarks are inside, their names on levels that do not meet."""
    info = bars.info(
        [Bar("x", name, value, area="SE-2321", note=note) for value, name in made],
        [("Jämtlands län", value) for value in benchmarks],
    )
    figure = bars.draw(info, TEXTS, "light").to_plotly_json()
    layout = figure["layout"]
    names = layout["yaxis"]["ticktext"]
    assert all(wide(name) <= 130 for name in names)
    (low, high), room = layout["xaxis"]["range"], PHONE - 16 - max(map(wide, names))
    assert low <= 0 <= high
    values, flags = layout["annotations"][: len(info.bars)], layout["annotations"][len(info.bars) :]
    for label in values:
        at = (label["x"] - low) / (high - low) * room + label["xshift"]
        text = wide(label["text"])
        left, right = (at, at + text) if label["xanchor"] == "left" else (at - text, at)
        assert left >= -1 and right <= room + 1
    for flag in flags:
        assert low <= flag["x"] <= high and flag["yshift"] + LINE <= layout["margin"]["t"]


def test_the_height_follows_the_rows() -> None:
    """Nothing is squeezed: thirty pixels a row, more where a name or a note takes two lines."""
    few, many = (bars.draw(bars.info(rows([1.0] * n)), TEXTS, "light").layout.height for n in (3, 9))
    assert many - few == 6 * 30
    noted = bars.info([row._replace(note="3") for row in rows([1.0] * 3)])
    assert bars.draw(noted, TEXTS, "light").layout.height > few


def test_the_demonstration_mark_has_a_line_of_its_own() -> None:
    """Above the names of the benchmarks."""
    texts = Texts(words={"mark": "Demonstrationsdata"})
    figure = drawn(bars.info(rows([1.0, 2.0]), [("Sverige", 1.5)]), texts=texts)
    plain = drawn(bars.info(rows([1.0, 2.0]), [("Sverige", 1.5)]))
    assert figure.layout.title.text == "Demonstrationsdata"
    assert figure.layout.margin.t >= plain.layout.margin.t + LINE
