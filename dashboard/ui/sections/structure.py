"""What the reader of the page Structure chooses: what to compare with, the level of industries, the measure of diversity."""

import streamlit as st

from dashboard.ui import controls
from dashboard.views.structure.choice import levels, references
from dashboard.views.structure.diversity import INDICES
from dashboard.views.view import View


def choose(view: View) -> None:
    """What the areas are compared with, and at which level."""
    t = view.t
    with st.container(horizontal=True, key="structure_controls"):
        controls.choice("reference", references(view), t("reference"), t.reference)
        controls.choice("level", levels(view), t("level"), lambda key: t(f"level.{key}"))


def index(view: View) -> None:
    """The measure of diversity."""
    controls.switch("index", INDICES, view.t("structure.index"), lambda key: view.t(f"metric.{key}.name"))
