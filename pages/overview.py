"""Overview: where the region stands against its goals, what has changed, and ways in."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections.overview import ways_in
from dashboard.ui.state import view
from dashboard.views import overview
from dashboard.views.wording import subject

v = view()
blocks.opening(v.t("overview.title", area=subject(v)), overview.answer(v))
parts = overview.parts(v)
blocks.beside(v, parts, "meter_establishments", "meter_jobs_created")
blocks.show(v, parts, "figures", "lacking")
left, right = st.columns([3, 2], gap="large")
with left:
    blocks.show(v, parts, "overview")
with right:
    blocks.show(v, parts, "changes", "trend")
ways_in(v)
