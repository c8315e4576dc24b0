"""Municipality: one page for each that prints well: story, key figures against the neighbours, companies, jobs, research."""

import streamlit as st

from dashboard.metrics.readings.comparing import Place
from dashboard.ui import blocks
from dashboard.ui.sections import funding
from dashboard.ui.sections import municipality as controls
from dashboard.ui.state import view
from dashboard.views import municipality
from dashboard.views.municipality import story
from dashboard.views.municipality.which import one, whole

v = view()
t = v.t
area = one(v)
if area:
    lead, *rest = story.told(whole(v)) or ("",)
    blocks.opening(t.area(area, sami=True), f"**{lead}**" if lead else t("municipality.nothing"))
    if rest:
        st.markdown(" ".join(rest))
    above = st.container()
    funding.choose(whole(v), (Place(area, (area,)),))
    v = view()
    parts = municipality.parts(v)
    with above:
        blocks.show(v, parts, "narrowed", "figures", "against")
        blocks.beside(v, parts, "industries", "workplaces")
        blocks.beside(v, parts, "largest", "vacancies")
        blocks.show(v, parts, "research")
    blocks.show(v, parts, "funding", "projects", "published")
    controls.ways(v, area)
else:
    blocks.opening(t("municipality.title"), t("municipality.choose"))
    controls.picker(v)
