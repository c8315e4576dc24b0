"""What companies ask for by field, and which of it no unit fits."""

from dashboard.figures.plain import Column, Grid
from dashboard.metrics.readings import asked
from dashboard.views import record_list
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Note, Part, Records, Rows
from dashboard.views.research.environments import KINDS, field, known
from dashboard.views.view import View


def part(view: View) -> Part | Note:
    """The needs by field in numbers, for everybody."""
    t, here = view.t, known(view)
    rows = asked.by_field(here.needs, here.everywhere)
    opened, unfit = sum(r.open for r in rows), sum(r.unfit for r in rows)
    if not rows:
        return Note(t("research.needs.nothing"), True, "needs", t("research.needs.title"))
    grid = _table(view, rows)
    numbers = tuple(column.label for column in grid.columns if column.type == "integer")
    key = "research.needs.unfit" if unfit else "research.needs.fit" if opened else "research.needs.met"
    return Part(
        "needs", t(key, n=opened, unfit=unfit), t("research.needs.meaning"),
        Rows(lambda: record_list.words(view, grid), numbers), lambda: grid,
        records=Records(lambda: grid, KINDS, t("research.needs.meaning")),
    )  # fmt: skip


def _table(view: View, rows: list[asked.Asking]) -> Grid:
    t = view.t
    return of_columns([
        Filled(Column(t("record.field.field"), name="field"), [field(view, r.field) for r in rows]),
        Filled(Column(t("research.column.open"), "integer", name="open"), [r.open for r in rows]),
        Filled(Column(t("research.column.matched"), "integer", name="matched"), [r.matched for r in rows]),
        Filled(Column(t("research.column.unfit"), "integer", name="unfit"), [r.unfit for r in rows]),
    ])  # fmt: skip
