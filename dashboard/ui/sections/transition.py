"""The page Transition's first part: jobs in the bio- and circular economy, and greenhouse gases on each side of the border."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard.ui.sections import circular, emission_pictures, emissions, green_jobs
from dashboard.ui.state import View


def show(view: View) -> None:
    """The answer in a sentence, key figures, and a picture or two of each."""
    t = view.t
    jobs, sides = green_jobs.known(view), emissions.sides(view)
    sentences = [*([green_jobs.answer(view)] if jobs else []), *emissions.answer(sides)]
    st.markdown(f"**{' '.join(sentences)}**" if sentences else t("circular.nothing"))
    cards = [partial(green_jobs.card, view, metric) for metric in green_jobs.GREEN] if jobs else []
    if cards or sides:
        circular.row([*cards, *(partial(emissions.card, part, country) for country, part in sides.items())])
    if jobs:
        circular.definition(view)
        left, right = st.columns(2, gap="large")
        with left:
            green_jobs.farming(view)
        with right:
            green_jobs.ranking(view)
    elif sides:
        st.info(t("circular.jobs.nothing"))
    if sides:
        _emissions(view, sides)
    elif jobs:
        st.info(t("circular.emissions.nothing"))


def _emissions(view: View, sides: Mapping[str, View]) -> None:
    t = view.t
    st.header(t("circular.emissions"), anchor=False)
    every = [t("circular.emissions.every")] if view.selection.codes() else []
    st.caption(" ".join([t("metric.emissions.caveat"), *every]))
    for column, (country, part) in zip(st.columns(len(sides), gap="large"), sides.items(), strict=True):
        with column:
            emission_pictures.sectors(part, country)
            emission_pictures.inhabitants(part, country)
