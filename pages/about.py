"""About: the project's facts, accessibility, personal data, licences."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import about
from dashboard.ui.state import view

v = view()
t = v.t
blocks.opening(t("about.title"), t("about.lead"))
about.project(v)
for part in ("method", "accessibility", "personal", "licences"):
    st.header(t(f"about.{part}"), anchor=part)
    st.markdown(t(f"about.{part}.text"))
about.licences(v)
