"""Choosing a municipality, and the ways on from it."""

from dataclasses import replace

import streamlit as st

from dashboard.meeting.templates import one_for
from dashboard.metrics.reference import COUNTIES, municipalities
from dashboard.settings import settings
from dashboard.ui import meetings, state
from dashboard.views.view import View

WAYS = {"map": "map", "companies": "search", "jobs": "work", "structure": "stacked_bar_chart"}


def picker(view: View) -> None:
    """All municipalities, or those of the chosen areas, by county; a click makes one the filter."""
    t, inside = view.t, set(view.selection.municipalities())
    for county in COUNTIES:
        order = t.sort(inside & set(municipalities(county)), key=t.area)
        if order:
            key = f"pick_{county}"
            st.pills(t.area(county), order, format_func=t.area, key=key, on_change=_picked, args=(key,))


def _picked(key: str) -> None:
    area = st.session_state[key]
    if area:
        state.change(replace(st.session_state["selection"], areas=(area,)))


def ways(view: View, area: str) -> None:
    """The same municipality on the pages that say more, and as a ready meeting."""
    t, pages = view.t, st.session_state["pages"]
    query = {**view.selection.to_query(), "lang": t.language}
    with st.container(horizontal=True, vertical_alignment="center", key="ways"):
        for page, icon in WAYS.items():
            st.page_link(pages[page], label=t(f"page.{page}"), icon=f":material/{icon}:", query_params=query)
        st.page_link(
            pages["compare"],
            label=t("page.compare"),
            icon=":material/compare_arrows:",
            query_params={**query, "with": "similar"},
        )
        if st.button(
            t("municipality.meeting"), icon=":material/slideshow:", type="tertiary", key="municipality_meeting"
        ):
            made = meetings.keep_new(view, one_for("municipality", area, t.language, settings().clock()))
            st.switch_page(pages["meeting"], query_params={"id": made.id, "lang": t.language})
    st.caption(t("municipality.print"))
