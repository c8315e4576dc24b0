"""A table's cells as they are read."""

import pytest

from dashboard.exports.cells import told
from dashboard.figures.plain import Cell, Column
from dashboard.i18n import words


@pytest.mark.parametrize(
    ("column", "cell", "sv", "nb", "en"),
    [
        (Column("a"), "Åre", "Åre", "Åre", "Åre"),
        (Column("a"), 2025, "2025", "2025", "2025"),  # a year is a word
        (Column("a"), None, "", "", ""),
        (Column("a", "integer"), None, "–", "–", "–"),  # no blank, which might pass for zero
        (Column("a", "integer"), -12345, "−12\u00a0345", "−12\u00a0345", "−12,345"),
        (Column("a", "number", 2), 0.5, "0,50", "0,50", "0.50"),
        (Column("a", "percent", 1), 12.34, "12,3\u00a0%", "12,3\u00a0%", "12.3%"),
        (Column("a", "number", 2), "saknas", "saknas", "saknas", "saknas"),
        (Column("a", "date"), "2025-10-05", "2025-10-05", "05.10.2025", "5 Oct 2025"),
        (Column("a", "date"), "okänt", "okänt", "okänt", "okänt"),
    ],
)
def test_a_cell_is_told_as_its_column_says(column: Column, cell: Cell, sv: str, nb: str, en: str) -> None:
    """In the language's numbers and dates; a word stays a word."""
    assert [told(column, cell, words(language)) for language in ("sv", "nb", "en")] == [sv, nb, en]
