"""R&D: who does research where, who fits what a company asks for, and where the two meet across the border."""

import streamlit as st

from dashboard.ui import blocks, controls
from dashboard.ui.sections import record_rows, research_needs, research_search
from dashboard.ui.state import view
from dashboard.views import research
from dashboard.views.research.environments import known
from dashboard.views.research.field_matrix import WAYS
from dashboard.views.wording import subject

v = view()
t, here = v.t, known(v)
blocks.opening(t("research.title", area=subject(v)), research.answer(v))
above = st.container()
if here.everywhere:
    research_search.show(v, here)
places = st.container()
if here.anything:
    controls.switch("cells", WAYS, t("research.matrix.show"), lambda key: t(f"research.matrix.{key}"))
v = view()
parts = research.parts(v)
with above:
    blocks.show(v, parts, "every", "figures")
with places:
    blocks.show(v, parts, "map")
    record_rows.show(v, parts, "units")
blocks.show(v, parts, "matrix", "needs")
if here.needs:
    research_needs.texts(v, here)
blocks.show(v, parts, "tests")
