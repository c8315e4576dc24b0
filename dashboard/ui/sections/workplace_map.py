"""The workplace that was clicked on the map."""

import pyarrow.compute as pc
import streamlit as st

from dashboard.views import workplaces
from dashboard.views.map_page import SHOWS, years
from dashboard.views.map_page.workplace_map import table
from dashboard.views.view import View


def clicked(view: View) -> None:
    """What it is, and the way to its company; nothing where none of those that are shown was clicked."""
    key, t = st.session_state.get("workplace", ""), view.t
    if not key or view.option("show", SHOWS) != "workplaces":
        return
    rows = table(view, int(view.option("year", years(view))))
    found = rows.filter(pc.equal(rows["key"], key)).to_pylist()
    if not found:
        return
    with st.container(key="clicked_workplace", border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{found[0]['name']}**  \n{workplaces.told(view, found[0])}", width="stretch")
        if found[0]["company"]:
            query = {**view.selection.to_query(), "lang": t.language, "company": found[0]["company"]}
            st.page_link(
                st.session_state["pages"]["companies"], label=t("companies.open"), icon=":material/open_in_full:",
                query_params=query,
            )  # fmt: skip
