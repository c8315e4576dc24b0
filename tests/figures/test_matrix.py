"""The matrix: a true table in which every number stands, and what is lacking is a word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures import matrix
from dashboard.figures.theme import Texts, palette

ROWS, COLUMNS = ("ai", "food", "energy"), ("SE-2380", "SE-2321", "NO-5001")
CELLS = st.dictionaries(st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), st.integers(1, 50))
TEXTS = Texts({"ai": "<AI>"}, lambda value: f"{value:.0f}", words={"corner": "fields", "lacking": "asked"})


def light(colour: str) -> float:
    """Relative luminance as WCAG has it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@given(CELLS, CELLS)
def test_every_number_and_mark_stands_in_the_table(values: dict, marked: dict) -> None:
    """As many numbers and words as given, in the rows and columns that have any; the largest in the last class
    unless it is smaller than there are classes."""
    made = matrix.info(values, marked, ROWS, COLUMNS)
    assert set(made.rows) == {row for row, _ in {*values, *marked}}
    assert set(made.columns) == {column for _, column in {*values, *marked}}
    html = matrix.draw(made, TEXTS, "light")
    shown = re.findall(r"<td style=\"background[^>]*height[^>]*>([^<]*)</td>", html)
    assert sorted(int(n) for cell in shown for n in re.findall(r"\d+", cell)) == sorted(values.values())
    assert sum("asked" in cell for cell in shown) == len(marked)
    assert html.count('scope="col"') == len(made.columns) and html.count('scope="row"') == len(made.rows)
    if values:
        assert max(made.group(cell) for cell in values) == min(matrix.CLASSES, max(values.values()))
        assert min(made.group(cell) for cell in values) >= 1


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_numbers_are_read_on_every_ground(mode: str) -> None:
    """At least 4.5:1 between a number and its class's colour."""
    colours = palette(mode)
    for group in range(1, matrix.CLASSES + 1):
        ink = colours.text if group <= matrix.PALE else colours.ground
        low, high = sorted((light(ink), light(colours.rates[matrix.SHADES[group - 1]])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, group


def test_names_are_no_markup() -> None:
    """A name is shown as it is, also where it looks like a tag; the demonstration says what it is."""
    texts = Texts(TEXTS.names, TEXTS.number, words={**TEXTS.words, "mark": "Demo"})
    html = matrix.draw(matrix.info({("ai", "SE-2380"): 1}, {}, ROWS, COLUMNS), texts, "dark")
    assert "&lt;AI&gt;" in html and "<AI>" not in html and "Demo" in html
