"""Clusters and working groups: who is in them, where, how they grow, who bridges the border and who is missing."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import clusters, clusters_lists, clusters_network, clusters_people, clusters_pictures
from dashboard.ui.state import view

v = view()
here = clusters.known(v)
blocks.opening(v.t("clusters.title"), clusters.answer(v, here))
if here.clusters:
    if v.selection.codes():
        st.caption(v.t("clusters.narrowed"))
    clusters.cards(v, here)
    cluster = clusters.chosen(v, here)
    shown = here.of(cluster)
    if shown.now:
        clusters_network.show(v, here, cluster)
        left, right = st.columns(2, gap="large")
        with left:
            clusters_network.on_map(v, shown)
        with right:
            clusters_pictures.mix(v, here, cluster)
            clusters_pictures.grown(v, shown)
    elif here.now:
        st.info(v.t("clusters.empty", name=here.name(cluster, v.t.language), area=blocks.subject(v)))
    clusters_people.bridges(v, here, cluster)
    clusters_people.missing(v, here, cluster)
    clusters_lists.meetings(v, shown)
    clusters_lists.members(v, shown)
