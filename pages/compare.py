"""Compare: up to five areas, labour-market regions or similar municipalities side by side, with benchmarks."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import compare as controls
from dashboard.ui.sections import comparison_table, funding
from dashboard.ui.state import view
from dashboard.views import compare

v = view()
head = st.container()  # tells of what is chosen below it
controls.choose(v)
pictures = st.container()
found = compare.compared(view())
funding.choose(v, found.places)
v = view()
parts = compare.parts(v)
with head:
    blocks.opening(v.t("compare.title"), f"**{found.sentence}**")
with pictures:
    blocks.beside(v, parts, "similar_SE", "similar_NO")
    blocks.show(v, parts, "similar", "nothing")
    blocks.beside(v, parts, "compare_work", "compare_kind")
    blocks.show(v, parts, "marks")
blocks.show(v, parts, "funding", "table")
comparison_table.files(v, parts)
