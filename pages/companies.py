"""Companies: find them as one types, look at one closely, compare up to five, take the list home."""

import streamlit as st

from dashboard.ui import blocks, companies, tables
from dashboard.ui.state import view

v = view()
t = v.t
chosen = st.query_params.get("company", "")
if chosen:
    companies.profile(v, chosen)
else:
    found = companies.search(v)
    blocks.opening(t("companies.title"), t("companies.found", n=found.num_rows, area=blocks.subject(v)))
    if found.num_rows:
        companies.show(v, found)
        tables.downloads(
            v, "companies", "companies", lambda: companies.export(v, found),
            lambda: tables.meta(v, t("companies.title"), "companies"),
        )  # fmt: skip
    else:
        st.info(t("companies.none", area=blocks.subject(v)))
