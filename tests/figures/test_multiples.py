"""Small multiples: scales, gaps, breaks, and a text for each picture."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import multiples, vector
from dashboard.figures.multiples import Cell
from dashboard.figures.theme import Texts

WORDS = {"same": "Samma skala.", "own": "Egna skalor.", "missing": "saknas", "break": "brott"}
TEXTS = Texts(number=lambda value: f"{value:g}", words=WORDS)
PERIODS = ("2022", "2023", "2024")


def paths(html: str) -> list[list[str]]:
    """The paths of each picture: the line, zero, the breaks, the last dot."""
    found = re.findall(r'src="data:image/svg\+xml,([^"]+)"', html)
    return [[path.get("d", "") for path in ElementTree.fromstring(unquote(image))] for image in found]


def heights(path: str) -> list[float]:
    """The points' distance from the picture's top."""
    return [float(y) for y in re.findall(r",([0-9.]+)", path)]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_cell_says_it_all_in_words_too(mode: str) -> None:
    """Name, last value and change; the picture's text holds the values; names are escaped."""
    html = multiples.draw(multiples.info([Cell("R&D", (1.0, None, 3.0), "3", "▲ 2")], PERIODS, False), TEXTS, mode)
    assert "R&amp;D" in html and "<b>3</b>" in html and "▲ 2" in html and "Egna skalor." in html
    assert 'alt="R&amp;D. 2022: 1, 2024: 3"' in html
    assert paths(html)[0][0].count("M") == 2  # the missing year lifts the pen


def test_on_the_same_scale_sizes_can_be_compared() -> None:
    """From zero to the largest of all; on its own scale each line fills its picture."""
    cells = [Cell("a", (1.0, 1.0, 2.0), "", ""), Cell("b", (10.0, 10.0, 20.0), "", "")]
    same = paths(multiples.draw(multiples.info(cells, PERIODS, True), TEXTS, "light"))
    own = paths(multiples.draw(multiples.info(cells, PERIODS, False), TEXTS, "light"))
    assert min(heights(same[0][0])) > 40 and min(heights(same[1][0])) == 4
    assert heights(own[0][0]) == heights(own[1][0])
    assert same[0][1] and not own[0][1]  # zero is drawn where it is the scale's own


def test_no_line_crosses_a_break() -> None:
    """A dashed upright and its word instead."""
    html = multiples.draw(multiples.info([Cell("a", (1.0, 2.0, 3.0), "", "", (2,))], PERIODS, False), TEXTS, "light")
    line, _, dashes, lone, _ = paths(html)[0]
    assert line.count("M") == 2 and dashes.startswith("M") and "┆ brott" in html
    assert lone.count("M") == 1  # the year behind the break stands alone: a dot, since no line shows it
    assert "brott" not in multiples.draw(
        multiples.info([Cell("a", (1.0, 2.0, 3.0), "", "")], PERIODS, False), TEXTS, "light"
    )


def test_a_category_without_values_has_a_word() -> None:
    """And no picture; demonstration data are marked."""
    texts = Texts(words={**WORDS, "mark": "Demonstrationsdata"})
    html = multiples.draw(multiples.info([Cell("a", (None,) * 3, "saknas", "")], PERIODS, True), texts, "light")
    assert "<img" not in html and "saknas" in html and "Demonstrationsdata" in html


VALUES = st.lists(st.one_of(st.none(), st.floats(-100, 100)), min_size=2, max_size=12)


@given(VALUES.filter(lambda values: any(v is not None for v in values)), st.sets(st.integers(1, 11), max_size=2))
def test_lines_stay_in_their_frame_with_breaks_and_a_shared_scale(values: list[float | None], breaks: set[int]) -> None:
    """Every known value is a point inside; each piece between gaps and breaks begins anew."""
    html = vector.sparkline(values, 56, "x", "light", (-100.0, 100.0), breaks)
    line = paths(html)[0][0]
    assert len(heights(line)) == sum(v is not None for v in values) and all(4 <= y <= 52 for y in heights(line))
    begins = sum(v is not None and (n == 0 or values[n - 1] is None or n in breaks) for n, v in enumerate(values))
    assert line.count("M") == begins
