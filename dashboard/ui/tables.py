"""A figure's table, one action away: to read, and to take home as Excel, CSV or Parquet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from dashboard.exports.tables import Column, Meta, write
from dashboard.metrics.series import Series
from dashboard.ui import explain, filters
from dashboard.ui.state import View

FILES = {
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv-semicolon": ("CSV ;", "text/csv", "csv"),
    "csv-comma": ("CSV ,", "text/csv", "csv"),
    "parquet": ("Parquet", "application/vnd.apache.parquet", "parquet"),
}


def series_table(view: View, series: Series) -> tuple[pa.Table, list[Column]]:
    """A series as a table with names beside keys: area, period, breakdown, value, interval, count, status."""
    t = view.t
    named = {name: [getattr(p, name) for p in series.points] for name in ("area", "period", "breakdown")}
    columns = {
        "area": named["area"], "area_name": [t.area(key) for key in named["area"]],
        "period": named["period"], "breakdown": named["breakdown"],
        "value": [p.value for p in series.points], "low": [p.low for p in series.points],
        "high": [p.high for p in series.points], "count": [p.count for p in series.points],
        "status": [t(f"status.{p.status}") for p in series.points],
    }  # fmt: skip
    kinds = {"value": "number", "low": "number", "high": "number", "count": "integer"}
    labels = [Column(name, t(f"column.{name}"), kinds.get(name, "text")) for name in columns]
    return pa.table(
        {name: pa.array(v, pa.float64() if kinds.get(name) == "number" else None) for name, v in columns.items()}
    ), labels


def meta(view: View, title: str, metric: str = "") -> Meta:
    """What a file says of itself: title, sources with licences, as-of date, demonstration mark, link back."""
    t, facts = view.t, view.engine.facts
    lines = explain.source_lines(view, metric) if metric else []
    definition = t(f"metric.{metric}.definition") if metric else ""
    return Meta(
        title=title, sources=lines, as_of=facts.as_of, demo=facts.demo, definition=definition,
        link=filters.link(view),
    )  # fmt: skip


def downloads(
    view: View, key: str, name: str, table: Callable[[], tuple[pa.Table, list[Column]]], about: Callable[[], Meta]
) -> None:
    """A row of download buttons; a file is made when its button is pressed, not before."""
    with st.container(horizontal=True, gap="small", key=f"downloads_{key}"):
        for kind, (label, mime, ending) in FILES.items():
            st.download_button(
                label, partial(_file, view, kind, table, about), f"{name}.{ending}", mime,
                key=f"download_{key}_{kind}", icon=":material/download:", type="tertiary", on_click="ignore",
            )  # fmt: skip


def _file(
    view: View, kind: str, table: Callable[[], tuple[pa.Table, list[Column]]], about: Callable[[], Meta]
) -> bytes:
    return write(*table(), about(), kind, view.t)


def grid(columns: Mapping[str, Sequence[object]], numbers: Collection[str], height: int, **options: Any) -> Any:
    """Columns of ready words as a table to scroll, the ``numbers`` among them to the right; gives what is chosen in it.

    Words, because the browser would write numbers in its own language and not in the reader's."""
    right = {name: st.column_config.TextColumn(alignment="right") for name in numbers}
    # an Arrow table goes to the browser as it is; anything else would be taken apart by pandas first
    return st.dataframe(pa.table(dict(columns)), hide_index=True, height=height, column_config=right, **options)


def button(view: View, series: Series, title: str, key: str) -> None:
    """A quiet button that opens the figure's table."""
    if st.button(view.t("action.table"), icon=":material/table_rows:", type="tertiary", key=f"table_{key}"):
        st.dialog(view.t("table.title"), width="large")(_show)(view, series, title, key)


def _show(view: View, series: Series, title: str, key: str) -> None:
    t = view.t
    st.markdown(f"**{title}**")
    table, columns = series_table(view, series)
    downloads(view, f"dialog_{key}", series.metric, lambda: (table, columns), lambda: meta(view, title, series.metric))
    decimals = series.decimals
    shown = {
        t("column.area"): [t.area(p.area) for p in series.points],
        t("column.period"): [t.period(p.period) for p in series.points],
        t("column.value"): [t.value(p.value, series.unit, decimals, p.status, p.low, p.high) for p in series.points],
        t("column.count"): ["" if p.count is None else t.number(p.count) for p in series.points],
        t("column.status"): [t(f"status.{p.status}") for p in series.points],
    }
    if any(p.breakdown for p in series.points):
        parts = [t.category(series.by, p.breakdown) if p.breakdown else "" for p in series.points]
        shown = {t("column.breakdown"): parts, **shown}
    grid(shown, [t("column.value"), t("column.count")], 420, alt=title)
