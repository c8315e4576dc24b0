"""Blocks of the Data page: files read, rejects, statuses, downloads, and the demonstration switch."""

from functools import lru_cache
from typing import get_args

import pyarrow as pa
import streamlit as st

from dashboard.exports.tables import Column
from dashboard.metrics.lists import marts, origin
from dashboard.metrics.series import Status
from dashboard.ui import tables
from dashboard.views import answers
from dashboard.views.view import View
from dashboard.warehouse.engine import Identity

REJECTS_SHOWN = 200


def demonstration_switch(view: View) -> None:
    """Beside a real warehouse the demonstration one can be opened at any time, clearly marked."""
    if view.engine.facts.demo and not st.session_state.get("demo"):
        st.info(view.t("data.demo_only"))
        return
    st.toggle(
        view.t("data.demo_switch"), key="demo_toggle", value=st.session_state.get("demo", False), on_change=_switch
    )


def _switch() -> None:
    st.session_state["demo"] = st.session_state["demo_toggle"]


def releases(view: View) -> None:
    """Each file read: whose, as of when, and how many of its rows were used."""
    t, known = view.t, origin.publishers()
    rows = origin.releases(view.engine)
    with st.expander(t("health.releases")):
        st.table(
            {
                t("column.source"): [known.get(r["source"], {}).get(f"title_{t.language}", r["source"]) for r in rows],
                t("column.file"): [r["file"] for r in rows],
                t("column.as_of"): [t.date(r["as_of"]) for r in rows],
                t("column.rows"): [t.number(r["rows"]) for r in rows],
                t("column.accepted"): [t.number(r["accepted"]) for r in rows],
                t("column.outside"): [t.number(r["outside"]) for r in rows],
                t("column.rejected"): [t.number(r["rejected"]) for r in rows],
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip
    st.caption(
        t(
            "data.reference",
            names=t.sentence([known[n][f"title_{t.language}"] for n in ("areas", "population", "nace")]),
        )
    )


def importable(view: View) -> None:
    """What can be read in, from where, how often it is renewed, and by which name."""
    t = view.t
    known = {name: source for name, source in origin.publishers().items() if source["importable"]}
    with st.expander(t("data.importable")):
        st.table(
            {
                t("column.source"): [s[f"title_{t.language}"] for s in known.values()],
                t("column.publisher"): [s["publisher"] for s in known.values()],
                t("column.rhythm"): [s[f"rhythm_{t.language}"] for s in known.values()],
                t("column.address"): [s["address"] for s in known.values()],
                "--source": list(known),
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip
        st.code("python -m dashboard import FILE --source NAME", language="bash", wrap_lines=True)


def rejects(view: View) -> None:
    """The rows that could not be used, with line and reason."""
    t = view.t
    total, found = marts.rejects(view.engine, REJECTS_SHOWN)
    if not total:
        st.write(t("data.rejects.none"))
        return
    st.write(t("data.rejects.some", n=total))
    rows = found.to_pylist()
    st.dataframe(
        {
            t("column.file"): [r["file"] for r in rows],
            t("column.line"): [r["line"] for r in rows],
            t("column.reason"): [t(r["reason"]) + (f" ({r['detail']})" if r["detail"] else "") for r in rows],
            t("column.text"): [r["text"] for r in rows],
        },
        hide_index=True, alt=t("data.rejects"),
    )  # fmt: skip


def statuses(view: View) -> None:
    """The one legend of statuses: what stands instead of, or beside, a value."""
    t = view.t
    names = get_args(Status)
    st.table(
        {t("column.status"): [t(f"status.{s}") for s in names], t("column.meaning"): [t(f"status.{s}.meaning") for s in names]},
        border="horizontal", hide_index=True,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _sizes(warehouse: Identity) -> dict[str, int]:
    return marts.sizes(answers.engine(warehouse))


def downloads(view: View) -> None:
    """One table at a time, in four formats."""
    t = view.t
    sizes = _sizes(view.warehouse)
    name = st.selectbox(
        t("data.table"), list(sizes), format_func=lambda n: f"{t(f'table.{n}')} · {t('data.rows', n=sizes[n])}",
        key="download_table",
    )  # fmt: skip
    if name:
        tables.downloads(
            view, "table", name, lambda: _open_table(view, name), lambda: tables.meta(view, t(f"table.{name}"))
        )


def _open_table(view: View, name: str) -> tuple[pa.Table, list[Column]]:
    found = marts.rows(view.engine, name)
    return found, [Column(field.name, field.name, _kind(field.type)) for field in found.schema]


def _kind(type_: pa.DataType) -> str:
    if pa.types.is_date(type_):
        return "date"
    if pa.types.is_integer(type_):
        return "integer"
    return "number" if pa.types.is_floating(type_) else "text"
