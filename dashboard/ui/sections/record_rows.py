"""The project's own records as rows to read and to take home, and what is counted and where it comes from one click away."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import streamlit as st

from dashboard.exports.tables import Column, Meta
from dashboard.metrics.lists import origin
from dashboard.ui import tables
from dashboard.ui.sign_in import plain
from dashboard.ui.state import View

Columns = Sequence[tuple[Column, Sequence[Any]]]  # each column with its values: text, numbers, days, or None
ARROW = {"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
ROW = 35  # px: of a table


def show(view: View, key: str, title: str, kinds: Sequence[str], columns: Columns, most: int = 10) -> None:
    """The rows in a table as high as ``most`` of them, and as files, those with their keys; ``kinds`` are the
    marts that they come from."""
    numbers = [column.label for column, _ in columns if column.kind in ("integer", "number")]
    words = {c.label: [_word(view, value) for value in values] for c, values in columns if c.name != "key"}
    count = len(columns[0][1])
    tables.grid(words, numbers, ROW * (min(count, most) + 1) + 3, alt=title, key=f"rows_{key}")
    tables.downloads(view, key, key, lambda: _file(columns), lambda: _meta(view, title, kinds))


def actions(
    view: View, key: str, title: str, kinds: Sequence[str], columns: Callable[[], Columns], meaning: str
) -> None:
    """The quiet buttons of a figure: its table, and what is counted (``meaning``, ready words) with its sources."""
    t = view.t
    with st.container(horizontal=True, gap="small"):
        if st.button(t("action.table"), icon=":material/table_rows:", type="tertiary", key=f"table_{key}"):
            st.dialog(t("table.title"), width="large")(_twin)(view, key, title, kinds, columns())
        if st.button(t("action.explain"), icon=":material/info:", type="tertiary", key=f"explain_{key}"):
            st.dialog(t("explain.title"), width="large")(_meaning)(view, kinds, meaning)


def _twin(view: View, key: str, title: str, kinds: Sequence[str], columns: Columns) -> None:
    st.markdown(f"**{plain(title)}**")
    show(view, f"dialog_{key}", title, kinds, columns)


def _meaning(view: View, kinds: Sequence[str], meaning: str) -> None:
    st.markdown(meaning)
    st.markdown(f"**{view.t('explain.sources')}**\n" + "\n".join(f"- {line}" for line in sources(view, kinds)))


def sources(view: View, kinds: Sequence[str]) -> list[str]:
    """Each release behind the marts in one line: title, publisher, licence, as-of date."""
    t, lines = view.t, []
    for row in origin.releases(view.engine):
        if set(kinds) & set(row["kinds"]):
            source = origin.publishers().get(row["source"], {})
            told = (source.get(f"title_{t.language}", row["source"]), source.get("publisher"), source.get("licence"))
            lines.append(" · ".join([*filter(None, told), t("as_of", day=row["as_of"])]))
    return list(dict.fromkeys(lines))


def _word(view: View, value: Any) -> str:
    """A value as it is read; what is not known stays empty."""
    t = view.t
    if isinstance(value, date):
        return t.date(value)
    if isinstance(value, (int, float)):
        return t.number(value, 0 if value == int(value) else 1)
    return value or ""


def _file(columns: Columns) -> tuple[pa.Table, list[Column]]:
    labels = [column for column, _ in columns]
    return pa.table({c.name: pa.array(values, ARROW.get(c.kind, pa.string())) for c, values in columns}), labels


def _meta(view: View, title: str, kinds: Sequence[str]) -> Meta:
    return replace(tables.meta(view, title), sources=sources(view, kinds))
