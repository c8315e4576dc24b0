"""Compare: up to five areas, labour-market regions or similar municipalities side by side, with benchmarks."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import compare, comparison, comparison_table, funding, similar
from dashboard.ui.state import view

v = view()
head = st.container()  # filled when it is known what is compared
asked = compare.chosen(v)
with head:
    blocks.opening(v.t("compare.title"), f"**{asked.sentence}**")
if asked.like:
    similar.lists(v, similar.near(v, asked.like, asked.weights))
compare.dot_plots(v, asked.places)
currency = funding.block(v, asked.places)
comparison_table.show(v, asked.places, currency)
comparison.explained(v, "compare_any", asked.places, comparison_table.METRICS)
