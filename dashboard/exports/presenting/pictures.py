"""A slide's picture ready to be placed and painted: values and axes as texts, a role for every colour, places on the map."""

from dataclasses import replace
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from dashboard.exports.cells import told
from dashboard.exports.presenting.ground import on_ground
from dashboard.figures.axes import ticks
from dashboard.figures.plain import Chart, Grid, Map, Picture, Scatter, Values
from dashboard.i18n import Words

FROM_ZERO = 0.5  # lines that go below this share of their highest value are drawn from zero

_adapter: TypeAdapter[Picture] = TypeAdapter(Picture)


def ready(t: Words, picture: Picture) -> dict[str, Any]:
    """The picture as dictionaries and lists, with what the browser shows beside what it measures:

    chart: each series with ``shown`` (its values as texts), the chart with ``axis``; marks with their texts
    scatter: each dot with ``shown``, ``x_axis`` and ``y_axis``
    map: circles in the units of the drawing (``ground``); grid: see ``grid``; the others as they are.
    """
    if isinstance(picture, Grid):
        return grid(t, picture)
    found: dict[str, Any]
    if isinstance(picture, Map):
        picture = on_ground(picture)
    if isinstance(picture, Chart):
        named = [one if one.role else replace(one, role=f"category:{n}") for n, one in enumerate(picture.series)]
        picture = replace(picture, series=tuple(named))
    found = _adapter.dump_python(picture, mode="json")
    if isinstance(picture, Chart):
        for one, series in zip(found["series"], picture.series, strict=True):
            one["shown"] = [_shown(t, picture, series, n) for n in range(len(picture.categories))]
        found["marks"] = [[name, value, _number(t, picture, value)] for name, value in picture.marks]
        found["unit"] = "" if picture.percent else picture.unit  # its numbers say so themselves
        low, high = _extent(picture)
        found["axis"] = _axis(t, low, high, picture.decimals, picture.percent)
    if isinstance(picture, Scatter):
        for one, dot in zip(found["dots"], picture.dots, strict=True):
            one["shown"] = [t.number(dot.x, picture.x_decimals), t.number(dot.y, picture.y_decimals)]
        for name, decimals, mark in (
            ("x", picture.x_decimals, picture.x_mark),
            ("y", picture.y_decimals, picture.y_mark),
        ):
            values = [getattr(dot, name) for dot in picture.dots] + ([mark[1]] if mark else [])
            found[f"{name}_axis"] = _axis(t, min(values, default=0.0), max(values, default=1.0), decimals)
    return found


def grid(t: Words, table: Grid) -> dict[str, Any]:
    """A table in words: headings, what each column holds (numbers stand to the right), rows of texts."""
    return {
        "kind": "grid",
        "columns": [column.label for column in table.columns],
        "types": [column.type for column in table.columns],
        "rows": [
            [told(column, cell, t) for column, cell in zip(table.columns, row, strict=True)] for row in table.rows
        ],
        "left_out": table.left_out,
    }  # fmt: skip


def _number(t: Words, chart: Chart, value: float) -> str:
    return _written(t, value, chart.decimals, chart.percent)


def _written(t: Words, value: float, decimals: int, percent: bool) -> str:
    return t.percent(value / 100, decimals) if percent else t.number(value, decimals)


def _shown(t: Words, chart: Chart, series: Values, n: int) -> str:
    """The value in words; a range where only that is known; else the word for a missing one."""
    value, low, high = (line[n] if n < len(line) else None for line in (series.values, series.low, series.high))
    if value is not None:
        return _number(t, chart, value)
    if low is not None and high is not None:
        return f"{t.number(low, chart.decimals)}–{_number(t, chart, high)}"
    return t("status.missing")


def _extent(chart: Chart) -> tuple[float, float]:
    """The lowest and the highest that the axis must reach."""
    lines = [line for one in chart.series for line in (one.values, one.low, one.high)]
    values = [value for line in lines for value in line if value is not None] + [value for _, value in chart.marks]
    if chart.stacked:
        for at in zip(*(one.values for one in chart.series), strict=True):
            values += [sum(v for v in at if v and v < 0), sum(v for v in at if v and v > 0)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    zero = chart.kind != "line" or low < high * FROM_ZERO
    return (min(low, 0.0), max(high, 0.0)) if zero else (low, high)


def _axis(t: Words, low: float, high: float, decimals: int, percent: bool = False) -> dict[str, Any]:
    """Round values and their texts, with no more decimals than tell them apart."""
    tried = [ticks(low, high, partial(_written, t, decimals=n, percent=percent)) for n in range(decimals + 1)]
    places, texts = next(one for one in tried if one[0] == tried[-1][0])
    return {"places": places, "texts": texts}
