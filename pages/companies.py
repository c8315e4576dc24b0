"""Companies: find them as one types, look at one closely, compare up to five, take the list home."""

import streamlit as st

from dashboard.ui import blocks, tables
from dashboard.ui.sections import companies, company, survival
from dashboard.ui.state import view

v = view()
t = v.t
chosen = st.query_params.get("company", "")
if chosen:
    company.profile(v, chosen)
else:
    asked = companies.search(v)
    number, shown = companies.first(v, asked)
    blocks.opening(t("companies.title"), t("companies.found", n=number, area=blocks.subject(v)))
    if number:
        companies.show(v, number, shown)
        tables.downloads(
            v, "companies", "companies", lambda: companies.export(v, asked),
            lambda: tables.meta(v, t("companies.title"), "companies"),
        )  # fmt: skip
    else:
        st.info(t("companies.none", area=blocks.subject(v)))
    survival.show(v)
