"""The table of a comparison: every metric of every place, with ranks and cautions, to read and to take home."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from dashboard.exports.tables import Column, Meta
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.readings.comparing import Line, Place, Value, narrowed
from dashboard.metrics.readings.contrast import Standing, standing
from dashboard.metrics.reference import municipalities
from dashboard.ui import explain, tables
from dashboard.ui.sections import comparison
from dashboard.ui.state import View, remembered

HEIGHT = 420  # px
METRICS = (*comparison.RATES, *comparison.TOTALS)
Row = tuple[Line, Value, Standing | None]


def show(view: View, places: tuple[Place, ...], currency: str) -> None:
    """Every metric of every place with its rank among the municipalities, a caution where that means little, and files."""
    t = view.t
    rows = _rows(view, places)
    if not rows:
        return
    st.subheader(t("compare.table"), anchor=False)
    shown = {
        t("column.metric"): [t(f"metric.{line.metric}.name") for line, *_ in rows],
        t("column.area"): [comparison.short(view, value.place) for _, value, _ in rows],
        t("column.value"): [comparison.number(view, line.metric, value.point, currency) for line, value, _ in rows],
        t("column.count"): [comparison.behind(view, line.metric, value.point) for line, value, _ in rows],
        t("column.period"): [line.period for line, *_ in rows],
        t("column.rank"): ["–" if s is None else t("compare.rank", place=s.place, of=s.of) for *_, s in rows],
        t("compare.care"): [care(view, value, s) for _, value, s in rows],
    }
    tables.grid(shown, [t("column.value"), t("column.count"), t("column.rank")], HEIGHT, alt=t("compare.table"))
    st.caption(t("compare.table.help", least=ENOUGH))
    tables.downloads(view, "compare", "compare", lambda: _file(view, rows), lambda: _about(view))


@remembered
def _rows(view: View, places: tuple[Place, ...]) -> list[Row]:
    rows: list[Row] = []
    for line in comparison.found(view, places, (), METRICS):
        if not any(value.point.known for value in line.values):
            continue
        year = int(line.period) if line.period else None
        everywhere = view.series(Question(line.metric, narrowed(view.selection, (), year)))
        rows.extend(
            (line, value, standing(everywhere, value.place) if value.place in municipalities() else None)
            for value in line.values if value.point.status != "incomparable"  # it has its value on its own country's line
        )  # fmt: skip
    return rows


def care(view: View, value: Value, placed: Standing | None) -> str:
    """What must be borne in mind with a value and its rank."""
    t, point = view.t, value.point
    told = [] if point.status in ("ok", "interval") or point.value is None else [t(f"status.{point.status}")]
    if point.value is not None and not value.enough:
        told.append(t("compare.care.few"))
    if placed and (placed.best, placed.worst) != (placed.place, placed.place):
        told.append(t("compare.care.chance", best=placed.best, worst=placed.worst))
    return t.sentence(told)


def _file(view: View, rows: list[Row]) -> tuple[pa.Table, list[Column]]:
    """The table as numbers for a file; money stays in euro, as its unit says."""
    t = view.t
    kinds = {"value": "number", "low": "number", "high": "number", "count": "integer", "rank": "integer",
             "rank_of": "integer", "rank_best": "integer", "rank_worst": "integer"}  # fmt: skip
    records = [
        {
            "metric": t(f"metric.{line.metric}.name"), "unit": t(f"unit.{lookup(line.metric).unit}", n="").strip(),
            "area": value.place, "area_name": comparison.name(view, value.place), "period": line.period, "value": value.point.value,
            "low": value.point.low, "high": value.point.high, "count": value.point.count,
            "status": t(f"status.{value.point.status}"),
            **dict(zip(("rank", "rank_of", "rank_best", "rank_worst"), placed or (None,) * 4, strict=True)),
        }
        for line, value, placed in rows
    ]  # fmt: skip
    columns = [Column(key, t(f"column.{key}"), kinds.get(key, "text")) for key in records[0]]
    types = {"number": pa.float64(), "integer": pa.int64(), "text": pa.string()}
    return pa.table({c.name: pa.array([r[c.name] for r in records], types[c.kind]) for c in columns}), columns


def _about(view: View) -> Meta:
    """What the file says of itself: the sources of all its metrics."""
    sources = dict.fromkeys(line for metric in METRICS for line in explain.source_lines(view, metric))
    return replace(tables.meta(view, view.t("compare.table")), sources=[*sources])
