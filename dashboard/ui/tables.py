"""A figure's table, one action away: to read, and to take home as Excel, CSV or Parquet."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from dashboard.exports.grids import table_of
from dashboard.exports.tables import Column, Meta, write
from dashboard.metrics.series import Series
from dashboard.ui.sign_in import plain
from dashboard.views.explained import record_sources, source_lines
from dashboard.views.grids import of_series
from dashboard.views.parts import Part, Rows
from dashboard.views.record_list import height, words
from dashboard.views.view import View
from dashboard.views.wording import link

FILES = {
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv-semicolon": ("CSV ;", "text/csv", "csv"),
    "csv-comma": ("CSV ,", "text/csv", "csv"),
    "parquet": ("Parquet", "application/vnd.apache.parquet", "parquet"),
}


def meta(view: View, title: str, metric: str = "") -> Meta:
    """What a file says of itself: title, sources with licences, as-of date, demonstration mark, link back."""
    t, facts = view.t, view.engine.facts
    lines = source_lines(view, metric) if metric else []
    definition = t(f"metric.{metric}.definition") if metric else ""
    return Meta(
        title=title, sources=lines, as_of=facts.as_of, demo=facts.demo, definition=definition,
        link=link(view),
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


def rows(key: str, rows: Rows, alt: str) -> None:
    """A part that is a table in ready words."""
    if rows.height:
        grid(rows.columns(), rows.numbers, rows.height, alt=alt, key=f"rows_{key}")
    else:
        st.table(rows.columns(), border="horizontal", hide_index=True)


def twin(view: View, part: Part) -> None:
    """The quiet buttons of a part that is made of records: its table, and what is counted with its sources."""
    t = view.t
    if st.button(t("action.table"), icon=":material/table_rows:", type="tertiary", key=f"table_{part.key}"):
        st.dialog(t("table.title"), width="large")(_records)(view, part)
    if st.button(t("action.explain"), icon=":material/info:", type="tertiary", key=f"explain_{part.key}"):
        st.dialog(t("explain.title"), width="large")(_meaning)(view, part)


def _records(view: View, part: Part) -> None:
    assert part.records is not None
    if part.title:
        st.markdown(f"**{plain(part.title)}**")
    table = part.records.table()
    about = replace(meta(view, part.title), sources=record_sources(view, part.records.kinds))
    downloads(view, f"dialog_{part.key}", part.key, lambda: table_of(table), lambda: about)
    numbers = [column.label for column in table.columns if column.type in ("integer", "number", "percent")]
    grid(words(view, table), numbers, height(len(table.rows)), alt=part.title, key=f"rows_dialog_{part.key}")


def _meaning(view: View, part: Part) -> None:
    assert part.records is not None
    st.markdown(part.records.meaning)
    lines = record_sources(view, part.records.kinds)
    st.markdown(f"**{view.t('explain.sources')}**\n" + "\n".join(f"- {line}" for line in lines))


def button(view: View, series: Series, title: str, key: str) -> None:
    """A quiet button that opens the figure's table."""
    if st.button(view.t("action.table"), icon=":material/table_rows:", type="tertiary", key=f"table_{key}"):
        st.dialog(view.t("table.title"), width="large")(_show)(view, series, title, key)


def _show(view: View, series: Series, title: str, key: str) -> None:
    t = view.t
    st.markdown(f"**{plain(title)}**")
    downloads(
        view, f"dialog_{key}", series.metric, lambda: table_of(of_series(view, series)), lambda: meta(view, title, series.metric)
    )  # fmt: skip
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
