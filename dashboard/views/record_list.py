"""The project's own records as a part of a page that is a list: rows in ready words to read, with keys in their files."""

from dashboard.figures.plain import Grid
from dashboard.views.parts import Part, Records, Rows
from dashboard.views.view import View

ROW = 35  # px: of a table


def part(
    view: View, key: str, title: str, grid: Grid, kinds: tuple[str, ...], meaning: str, *, summary: str = "", most: int = 10
) -> Part:  # fmt: skip
    """A list as high as ``most`` of its rows. ``kinds`` are the marts that they come from, ``meaning`` what is counted."""
    numbers = tuple(column.label for column in grid.columns if column.type in ("integer", "number"))
    body = Rows(lambda: words(view, grid), numbers, height(len(grid.rows), most))
    return Part(key, title, summary, body, lambda: without_keys(grid), records=Records(lambda: grid, kinds, meaning))


def height(rows: int, most: int = 10) -> int:
    """How high a table with a heading is, in pixels, of which ``most`` rows are seen without scrolling."""
    return ROW * (min(rows, most) + 1) + 3


def without_keys(grid: Grid) -> Grid:
    """The table as it is read, where names say what a row is."""
    shown = [number for number, column in enumerate(grid.columns) if column.name != "key"]
    return Grid(
        tuple(grid.columns[n] for n in shown), tuple(tuple(row[n] for n in shown) for row in grid.rows),
        left_out=grid.left_out,
    )  # fmt: skip


def words(view: View, grid: Grid) -> dict[str, list[str]]:
    """A table's cells in words by heading."""
    shown = without_keys(grid)
    return {
        column.label: [view.t.cell(column.type, row[number], column.decimals) for row in shown.rows]
        for number, column in enumerate(shown.columns)
    }
