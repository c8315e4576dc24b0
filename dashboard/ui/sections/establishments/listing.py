"""The list of all records, of which one can be opened, and the files to take home."""

import streamlit as st

from dashboard.exports.grids import table_of
from dashboard.ui import tables, take_along
from dashboard.ui.sign_in import plain
from dashboard.views.establishments import ledger
from dashboard.views.parts import Part, Rows
from dashboard.views.view import View


def show(view: View, part: Part) -> None:
    """Every record; choosing one opens it."""
    t, rows, body, records = view.t, ledger.chosen(view).establishments, part.body, part.records
    assert isinstance(body, Rows) and records is not None
    with st.container(key=f"figure_{part.key}"):
        st.subheader(plain(part.title), anchor=False)
        st.caption(t("establishments.list.help"))
        event = tables.grid(
            body.columns(), body.numbers, body.height, key="establishment_list", on_select="rerun",
            selection_mode="single-row", alt=t("establishments.title"),
        )  # fmt: skip
        if picked := [rows[row].key for row in event["selection"]["rows"] if row < len(rows)]:
            st.query_params["record"] = picked[0]
            st.rerun()
        tables.downloads(
            view, "establishments", "establishments", lambda: table_of(records.table()),
            lambda: tables.meta(view, t("establishments.title"), "establishments"),
        )  # fmt: skip
        if not view.embedded:
            with st.container(horizontal=True, gap="small"):
                take_along.buttons(view, part)
