"""R&D: who does research where, who fits what a company asks for, and where the two meet across the border."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import research, research_fields, research_map, research_needs, research_search
from dashboard.ui.state import view

v = view()
here = research.known(v)
blocks.opening(v.t("research.title", area=blocks.subject(v)), research.answer(v))
if v.selection.codes():
    st.caption(v.t("research.every"))
if here.organisations or here.units or here.links or here.needs:
    research.cards(v)
    if here.everywhere:
        research_search.show(v, here)
        research_map.show(v, here)
    research_fields.show(v)
    research_needs.show(v, here)
research_needs.ai_tests(v)
