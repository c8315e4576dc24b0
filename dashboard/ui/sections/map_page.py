"""Controls of the Map page: what to show, by what, and which year."""

import streamlit as st

from dashboard.metrics.readings import mapped
from dashboard.ui import controls
from dashboard.views import map_page
from dashboard.views.view import View


def choose(view: View) -> None:
    """What to show, by what, and which year; all of it stands in the link."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="top", key="map_controls"):
        show = controls.switch("show", map_page.SHOWS, t("map.show"), lambda key: t(f"map.show.{key}"))
        if show == "workplaces":
            controls.choice("colour", map_page.COLOURS, t("map.colour"), lambda key: t(f"map.colour.{key}"))
        else:
            controls.choice(
                "metric", map_page.metrics(view, show), t("map.metric"), lambda key: t(f"metric.{key}.name"),
                key=f"choice_metric_{show}",
            )  # fmt: skip
        years = map_page.years(view)
        year = st.select_slider(
            t("map.year"), years[::-1], value=view.option("year", years), key="map_year", width=300
        ) if len(years) > 1 else years[0]  # fmt: skip
    controls.keep("year", year, str(view.engine.facts.as_of.year))
    if show == "rate" and not mapped.industry(view.selection):
        st.caption(t("map.quotient.help"))
