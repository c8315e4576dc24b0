"""Transition: jobs in the bio- and circular economy, and greenhouse gases on each side of the border."""

from functools import partial

import streamlit as st

from dashboard.ui import blocks
from dashboard.ui.sections import circular, emission_pictures, emissions, green_jobs
from dashboard.ui.state import view

v = view()
t = v.t
jobs, sides = green_jobs.known(v), emissions.sides(v)
sentences = [*([green_jobs.answer(v)] if jobs else []), *emissions.answer(sides)]
blocks.opening(t("circular.title"), f"**{' '.join(sentences)}**" if sentences else t("circular.nothing"))
cards = [partial(green_jobs.card, v, metric) for metric in green_jobs.GREEN] if jobs else []
if cards or sides:
    circular.row([*cards, *(partial(emissions.card, part, country) for country, part in sides.items())])
if jobs:
    circular.definition(v)
    left, right = st.columns(2, gap="large")
    with left:
        green_jobs.farming(v)
    with right:
        green_jobs.ranking(v)
elif sides:
    st.info(t("circular.jobs.nothing"))
if sides:
    st.header(t("circular.emissions"), anchor=False)
    st.caption(
        " ".join([t("metric.emissions.caveat"), *([t("circular.emissions.every")] if v.selection.codes() else [])])
    )
    for column, (country, part) in zip(st.columns(len(sides), gap="large"), sides.items(), strict=True):
        with column:
            emission_pictures.sectors(part, country)
            emission_pictures.inhabitants(part, country)
elif jobs:
    st.info(t("circular.emissions.nothing"))
