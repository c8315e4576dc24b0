"""Data: what everything rests on, what could not be used, what each metric means, and all tables to take home."""

import streamlit as st

from dashboard.ui import blocks, data
from dashboard.ui.state import view

v = view()
t = v.t
blocks.opening(t("data.title"), t("data.lead"))
data.demonstration_switch(v)
st.header(t("data.sources"), anchor=False)
data.sources(v)
data.importable(v)
st.header(t("data.rejects"), anchor=False)
data.rejects(v)
st.header(t("data.metrics"), anchor=False)
data.definitions(v)
st.header(t("data.statuses"), anchor=False)
data.statuses(v)
st.header(t("data.downloads"), anchor=False)
data.downloads(v)
