"""Municipality: one page for each that prints well: story, key figures against the neighbours, companies, jobs, research."""

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import local, local_research, municipality, standing, story
from dashboard.ui.state import view

v = view()
t = v.t
area = municipality.one(v)
if area:
    whole = municipality.whole(v)
    lead, rest = story.told(whole)
    blocks.opening(t.area(area, sami=True), f"**{lead}**" if lead else t("municipality.nothing"))
    if rest:
        st.markdown(rest)
    if whole.selection != v.selection:
        st.caption(t("municipality.narrowed"))
    municipality.figures(whole)
    standing.show(whole)
    left, right = st.columns(2, gap="large")
    with left:
        municipality.industries(whole)
    with right:
        local.workplaces(v)
    left, right = st.columns(2, gap="large")
    with left:
        local.largest(v)
    with right:
        local.vacancies(v)
    local_research.research(whole)
    local_research.published(v)
    municipality.ways(v)
else:
    blocks.opening(t("municipality.title"), t("municipality.choose"))
    municipality.picker(v)
