"""The table of a comparison to take home."""

from dataclasses import replace

from dashboard.exports.grids import table_of
from dashboard.exports.tables import Meta
from dashboard.ui import tables
from dashboard.views.compare.table import KEY, METRICS
from dashboard.views.explained import source_lines
from dashboard.views.parts import Part, Parts
from dashboard.views.view import View


def files(view: View, parts: Parts) -> None:
    """The whole table as files of numbers, with the sources of all its metrics."""
    table = parts.get(KEY)
    if not isinstance(table, Part) or table.records is None:
        return
    grid, sources = table.records.table, dict.fromkeys(s for m in METRICS for s in source_lines(view, m))

    def about() -> Meta:
        return replace(tables.meta(view, table.title), sources=[*sources])

    tables.downloads(view, "compare", "compare", lambda: table_of(grid()), about)
