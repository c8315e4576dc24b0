"""Companies: find them as one types, look at one closely, compare up to five, take the list home."""

import streamlit as st

from dashboard.ui import blocks, tables, take_along
from dashboard.ui.sections import companies, company
from dashboard.ui.state import view
from dashboard.views.companies import parts
from dashboard.views.parts import Part
from dashboard.views.wording import subject

v = view()
t = v.t
chosen = st.query_params.get("company", "")
if chosen:
    company.profile(v, chosen)
else:
    asked = companies.search(v)
    number, shown = companies.first(v, asked)
    blocks.opening(t("companies.title"), t("companies.found", n=number, area=subject(v)))
    if number:
        companies.show(v, number, shown)
        tables.downloads(
            v, "companies", "companies", lambda: companies.export(v, asked),
            lambda: tables.meta(v, t("companies.title"), "companies"),
        )  # fmt: skip
    else:
        st.info(t("companies.none", area=subject(v)))
    made = parts(v)
    largest = made["largest"]
    if isinstance(largest, Part) and not asked.typed:
        with st.container(horizontal=True, gap="small"):
            take_along.buttons(v, largest)  # of a list that is searched in, there is no picture to take along
    blocks.show(v, made, "survival")
