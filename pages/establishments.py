"""Establishments: the goals, how establishments come along, where they are, and each record with its evidence."""

import streamlit as st

from dashboard.ui import blocks, controls
from dashboard.ui.sections.establishments import listing, one_record
from dashboard.ui.state import view
from dashboard.views import establishments, overview
from dashboard.views.establishments import ledger
from dashboard.views.establishments.climb import METRICS
from dashboard.views.establishments.on_map import COLOURS, counted
from dashboard.views.establishments.split import WAYS
from dashboard.views.parts import Part

v = view()
t = v.t
record = st.query_params.get("record", "")
if record:
    one_record.show(v, record)
elif overview.goals(v)[0].verified is None:
    blocks.opening(t("establishments.title"), t("establishments.nothing"))
else:
    blocks.opening(t("establishments.title"), overview.answer(v))
    above = st.container()
    if ledger.chosen(v).establishments:
        controls.switch("goal", METRICS, t("establishments.climb.goal"), lambda key: t(f"metric.{key}.name"))
        way = st.container()
        left, right = st.columns(2, gap="large")
        with left:
            if counted(v):
                controls.switch("colour", COLOURS, t("map.colour"), lambda key: t(f"establishments.map.{key}"))
        with right:
            controls.choice("by", WAYS, t("establishments.split.by"), lambda key: t(f"establishments.by.{key}"))
    v = view()
    parts = establishments.parts(v)
    with above:
        blocks.beside(v, parts, *establishments.METERS)
        blocks.show(v, parts, "every_industry", "none", "pipeline")
    if isinstance(every := parts.get("list"), Part):
        with way:
            blocks.show(v, parts, "climb")
        with left:
            blocks.show(v, parts, "map")
        with right:
            blocks.show(v, parts, "split", "outside")
        listing.show(v, every)
