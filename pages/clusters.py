"""Clusters and working groups: who is in them, where, how they grow, who bridges the border and who is missing."""

import streamlit as st

from dashboard.ui import blocks, controls
from dashboard.ui.sections import record_rows
from dashboard.ui.sign_in import plain
from dashboard.ui.state import view
from dashboard.views import clusters
from dashboard.views.clusters.memberships import keys, known

v = view()
t, here = v.t, known(v)
said = plain(clusters.answer(v))  # names in it are what people typed
blocks.opening(t("clusters.title"), f"**{said}**" if here.now else said)
if here.clusters:
    above = st.container()
    controls.choice(
        "cluster",
        keys(here),
        t("clusters.choose"),
        lambda key: here.name(key, t.language) if key else t("clusters.all"),
    )
    v = view()
    parts = clusters.parts(v)
    with above:
        blocks.show(v, parts, "narrowed", "figures")
    blocks.show(v, parts, "network")
    left, right = st.columns(2, gap="large")
    with left:
        blocks.show(v, parts, "cluster_map")
    with right:
        blocks.show(v, parts, "mix", "growth")
    blocks.show(v, parts, "bridges")
    for key in ("missing", "meetings", "members"):
        record_rows.show(v, parts, key)
