"""Answers and records as tables of real numbers, with names beside keys."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from dashboard.figures.plain import Cell, Column, Grid
from dashboard.metrics.series import Series
from dashboard.views.parts import Asked
from dashboard.views.view import View


def of_series(view: View, series: Series) -> Grid:
    """A series: area, its name, period, breakdown and its name, value, interval, count, status."""
    t, places = view.t, series.decimals
    columns = (
        Column(t("column.area"), name="area", code=True), Column(t("column.area_name"), name="area_name"),
        Column(t("column.period"), name="period"), Column(t("column.breakdown"), name="breakdown", code=True),
        Column(t("column.breakdown_name"), name="breakdown_name"), Column(t("column.value"), "number", places, "value"),
        Column(t("column.low"), "number", places, "low"), Column(t("column.high"), "number", places, "high"),
        Column(t("column.count"), "integer", name="count"), Column(t("column.status"), name="status"),
    )  # fmt: skip
    rows = [
        (p.area, t.area(p.area), p.period, p.breakdown, t.category(series.by, p.breakdown) if p.breakdown else "",
         p.value, p.low, p.high, p.count, t(f"status.{p.status}"))
        for p in series.points
    ]  # fmt: skip
    return Grid(columns, tuple(rows))


def of_questions(view: View, asked: Sequence[Asked]) -> Grid:
    """The answers to several questions one below the other; where they are several, which one stands first."""
    grids = [of_series(view, view.series(question)) for question, _ in asked]
    if len(grids) < 2:
        return grids[0] if grids else Grid((), ())
    rows = tuple((label, *row) for (_, label), grid in zip(asked, grids, strict=True) for row in grid.rows)
    return Grid((Column(view.t("column.of"), name="of"), *grids[0].columns), rows)


class Filled(NamedTuple):
    """A column with its values: text, numbers, days, or None."""

    column: Column
    values: Sequence[Any]


def of_columns(columns: Sequence[Filled]) -> Grid:
    """Columns side by side as a table; days are written as ISO, and no decimals where all numbers are whole."""
    cells: list[list[Cell]] = [[v.isoformat() if isinstance(v, date) else v for v in c.values] for c in columns]
    return Grid(tuple(map(_exact, columns)), tuple(zip(*cells, strict=True)))


def _exact(filled: Filled) -> Column:
    whole = all(float(v).is_integer() for v in filled.values if isinstance(v, int | float))
    return replace(filled.column, decimals=0) if whole else filled.column
