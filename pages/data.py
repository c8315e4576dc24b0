"""Data: what everything rests on and its limits, what each metric means, and all tables to take home."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import data, health, identity, quality, revisions
from dashboard.ui.sections.definitions import definitions
from dashboard.ui.sections.published import published
from dashboard.ui.state import view

v = view()
t = v.t
blocks.opening(t("data.title"), t("data.lead"))
data.demonstration_switch(v)
st.header(t("data.sources"), anchor=False)
health.sources(v)
data.importable(v)
data.releases(v)
st.header(t("health.changes"), anchor=False)
health.changed(v)
st.header(t("data.rejects"), anchor=False)
data.rejects(v)
st.header(t("data.metrics"), anchor=False)
definitions(v)
st.header(t("data.limits"), anchor=False)
for name, block in (("unmapped", quality.unmapped), ("disclosure", quality.disclosure), ("breaks", quality.breaks)):
    st.subheader(t(f"data.{name}"), anchor=False)
    block(v)
st.header(t("data.identity"), anchor=False)
identity.meeting(v)
st.header(t("data.published"), anchor=False)
published(v)
st.header(t("health.revisions"), anchor=False)
revisions.revised(v)
st.header(t("data.statuses"), anchor=False)
data.statuses(v)
st.header(t("data.downloads"), anchor=False)
data.downloads(v)
