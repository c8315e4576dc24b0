"""Overview: where the region stands against its goals, what has changed, and ways in."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import overview
from dashboard.ui.state import view

v = view()
t = v.t
blocks.opening(t("overview.title", area=blocks.subject(v)), overview.answer(v))
overview.meters(v)
overview.figures(v)
left, right = st.columns([3, 2], gap="large")
with left:
    overview.small_map(v)
with right:
    overview.what_changed(v)
    overview.trend(v)
overview.ways_in(v)
