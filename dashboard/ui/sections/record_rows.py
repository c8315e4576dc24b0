"""A part that is a list of the project's own records, to read and to take home as files."""

from dataclasses import replace

import streamlit as st

from dashboard.exports.grids import table_of
from dashboard.ui import blocks, tables, take_along
from dashboard.ui.sign_in import plain
from dashboard.views.explained import record_sources
from dashboard.views.parts import Part, Parts, Rows
from dashboard.views.view import View


def show(view: View, parts: Parts, key: str) -> None:
    """The list under its title and sentences, its files one click away; nothing where the page has no such part."""
    part = parts.get(key)
    if not isinstance(part, Part) or part.records is None or not isinstance(part.body, Rows):
        blocks.show(view, parts, key)  # what is said where there is no list
        return
    records = part.records
    about = replace(tables.meta(view, part.title), sources=record_sources(view, records.kinds))
    with st.container(key=f"figure_{key}"):
        st.subheader(plain(part.title), anchor=False)
        if part.summary:
            st.markdown(plain(part.summary))
        tables.rows(key, part.body, part.title)
        tables.downloads(view, key, key, lambda: table_of(records.table()), lambda: about)
        if not view.embedded:
            with st.container(horizontal=True, gap="small"):
                take_along.buttons(view, part)
