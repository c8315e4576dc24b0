"""What the reader chooses for similar municipalities: to which one, and by what."""

import streamlit as st

from dashboard.metrics.readings.similar import FEATURES
from dashboard.metrics.reference import municipalities
from dashboard.ui import controls
from dashboard.views import similar
from dashboard.views.view import View


def choose(view: View) -> None:
    """The municipality that others are compared with, where the filter does not say it."""
    order = similar.choices(view)
    if len(order) > 1:
        controls.choice("to", order, view.t("similar.to"), view.t.area, key=f"choice_to_{order[0]}")


def weigh(view: View) -> None:
    """How much each feature counts, by sliders; in the link unless all count the same."""
    t = view.t
    with st.expander(t("similar.weights"), icon=":material/tune:"):
        st.caption(t("similar.weights.help"))
        columns = st.columns(len(FEATURES) // 2 + 1)
        told = [
            columns[n % len(columns)].slider(
                t(f"similar.feature.{name}"), 0, similar.HEAVIEST, value, key=f"weight_{name}",
                help=t("similar.known", n=similar.known(view, name), all=len(municipalities())),
            )
            for n, (name, value) in enumerate(zip(FEATURES, similar.weights(view), strict=True))
        ]  # fmt: skip
    controls.keep("weights", ",".join(map(str, told)), ",".join(map(str, similar.EQUAL)))
