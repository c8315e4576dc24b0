"""Records as tables: real numbers and days in cells, decimals only where a number has any."""

from datetime import date

from dashboard.figures.plain import Column
from dashboard.views.grids import Filled, of_columns


def test_a_column_of_whole_numbers_is_shown_without_decimals() -> None:
    """All whole, with a gap or without: none; one broken number: as many as the column wants for each. Days become ISO."""
    grid = of_columns([
        Filled(Column("a", "number", 1), [3.0, None, 12]),
        Filled(Column("b", "number", 1), [3.0, 0.5, None]),
        Filled(Column("c", "date"), [date(2024, 5, 1), None, date(2025, 1, 31)]),
    ])  # fmt: skip
    assert [column.decimals for column in grid.columns] == [0, 1, 0]
    assert grid.rows == ((3.0, 3.0, "2024-05-01"), (None, 0.5, None), (12, None, "2025-01-31"))
