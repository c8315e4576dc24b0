"""Establishments: the goals, how establishments come along, where they are, and each record with its evidence."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import (
    establishments,
    establishments_climb,
    establishments_list,
    establishments_map,
    establishments_record,
    establishments_split,
    overview,
)
from dashboard.ui.state import view

v = view()
t = v.t
record = st.query_params.get("record", "")
if record:
    establishments_record.show(v, record)
elif overview.goals(v)[0].verified is None:
    blocks.opening(t("establishments.title"), t("establishments.nothing"))
else:
    blocks.opening(t("establishments.title"), overview.answer(v))
    overview.meters(v)
    if v.selection.codes():
        st.caption(t("establishments.every_industry"))
    if establishments.chosen(v).establishments:
        establishments.stages(v)
        establishments_climb.show(v)
        left, right = st.columns(2, gap="large")
        with left:
            establishments_map.show(v)
        with right:
            establishments_split.show(v)
        establishments_list.show(v)
    else:
        st.info(t("establishments.none", area=blocks.subject(v)))
