"""How the three parts of the page Transition are laid out."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.metrics.readings import green_shares
from dashboard.ui import blocks
from dashboard.ui.sections import record_rows
from dashboard.ui.sign_in import plain
from dashboard.views.circular import flows, policy, transition
from dashboard.views.parts import Parts
from dashboard.views.view import View


def _transition(view: View, parts: Parts) -> None:
    """Jobs, then the emissions of each side beside the other's."""
    st.markdown(transition.answer(view))
    blocks.show(view, parts, "figures")
    if "green_ranking" in parts:
        _definition(view)
    blocks.beside(view, parts, "farming", "green_ranking")
    blocks.show(view, parts, "lacking")
    if "emissions" in parts:
        st.header(view.t("circular.emissions"), anchor=False)
    blocks.show(view, parts, "emissions")
    blocks.beside(view, parts, "sectors_SE", "sectors_NO")
    blocks.beside(view, parts, "inhabitants_SE", "inhabitants_NO")


def _flows(view: View, parts: Parts) -> None:
    """The amounts, the map and the pairs; the list of all is folded."""
    _head(view.t("flows.title"), flows.answer(view))
    blocks.show(view, parts, "nothing", "now", "amounts", "flows_map")
    record_rows.show(view, parts, "pairs")
    blocks.folded(view, parts, "flows")


def _policy(view: View, parts: Parts) -> None:
    _head(view.t("flows.policy"), policy.answer(view))
    blocks.show(view, parts)


def _head(title: str, answer: str) -> None:
    st.header(title, anchor=False)
    if answer:
        st.markdown(f"**{plain(answer)}**")


def _definition(view: View) -> None:
    """That the shares of the bio- and circular economy are the project's own, and all of them one click away."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("circular.definition"))
        if st.button(t("circular.definition.show"), icon=":material/table_rows:", type="tertiary", key="green_shares"):
            st.dialog(t("circular.definition.title"), width="large")(_shares)(view)


def _shares(view: View) -> None:
    t, found = view.t, green_shares.definition(view.engine)
    st.table(
        {
            t("column.industry"): [f"{s.division} {t.industry(s.division, short=True)}" for s in found],
            t("circular.bio"): [t.percent(s.bio, 0) for s in found],
            t("circular.circular"): [t.percent(s.circular, 0) for s in found],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip


LAYOUTS: Mapping[str, Callable[[View, Parts], None]] = {"jobs": _transition, "flows": _flows, "policy": _policy}
