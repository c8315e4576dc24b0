"""Where to go from the overview: for a decision-maker, a municipality, a presenter."""

import streamlit as st

from dashboard.views.view import View

# the pages that answer what is asked after the overview, each with its icon; the navigation has all of them
WAYS = {"municipality": "location_city", "compare": "compare_arrows", "jobs": "work", "map": "map", "meeting": "slideshow"}


def ways_in(view: View) -> None:
    """The pages that say more, and the one for meetings."""
    t, pages = view.t, st.session_state["pages"]
    st.subheader(t("overview.ways"), anchor=False)
    query = {**view.selection.to_query(), "lang": t.language}
    with st.container(horizontal=True, vertical_alignment="center"):
        for page, icon in WAYS.items():
            st.page_link(pages[page], label=t(f"overview.way.{page}"), icon=f":material/{icon}:", query_params=query)
