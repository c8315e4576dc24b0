"""What the reader of the page Compare chooses: areas, regions or similar places, and by what these are similar."""

import streamlit as st

from dashboard.ui import controls
from dashboard.ui.sections import similar
from dashboard.ui.state import view as now
from dashboard.views.compare import WITH
from dashboard.views.view import View


def choose(view: View) -> None:
    """What is to be compared; all of it stands in the link."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare_controls"):
        way = controls.switch("with", WITH, t("compare.with"), lambda key: t(f"compare.with.{key}"))
        if way == "similar":
            similar.choose(view)
    if way == "similar":
        similar.weigh(now())
