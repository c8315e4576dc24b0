"""The limits of the data in plain tables, blocks of the Data page: unknown industries, what is hidden, breaks."""

import streamlit as st

from dashboard.metrics.lists import origin
from dashboard.metrics.reference import COUNTIES, municipalities
from dashboard.views.view import View


def unmapped(view: View) -> None:
    """How large a part of what each source tells has no known industry."""
    t, found = view.t, origin.unmapped(view.engine)
    st.markdown(t("data.unmapped.text" if found else "data.unmapped.nothing"))
    if found:
        st.table(
            {
                t("column.source"): [source(view, f.source) for f in found],
                t("data.unmapped.of"): [t(f"data.unmapped.{f.of}") for f in found],
                t("data.unmapped.all"): [t.number(f.all) for f in found],
                t("data.unmapped.unknown"): [t.number(f.unknown) for f in found],
                t("data.unmapped.share"): [t.percent(f.share) for f in found],
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip


def disclosure(view: View) -> None:
    """How small numbers of jobs are protected, and how many cells that hides now."""
    t, found = view.t, origin.protected(view.engine)
    st.markdown(t("data.disclosure.text"))
    if found:
        st.table(
            {
                t("column.source"): [source(view, f.source) for f in found],
                t("data.disclosure.rule"): [_rule(view, f.threshold) for f in found],
                t("data.disclosure.hidden"): [t.number(f.hidden) for f in found],
                t("data.disclosure.cells"): [t.number(f.cells) for f in found],
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip


def _rule(view: View, threshold: int) -> str:
    t = view.t
    return t("data.disclosure.under", n=threshold) if threshold else t("data.disclosure.publisher")


def breaks(view: View) -> None:
    """The years from which something is measured in a new way, where, and what that means."""
    t, found = view.t, origin.breaks(view.engine)
    st.markdown(t("data.breaks.text" if found else "data.breaks.none"))
    if found:
        st.table(
            {
                t("data.breaks.from"): [t.period(b.told.period) for b in found],
                t("column.area"): [_where(view, b.areas) for b in found],
                t("data.breaks.in"): [t(f"table.{b.fact}") for b in found],
                t("data.breaks.what"): [b.told.words[t.language] for b in found],
                t("column.meaning"): [b.told.notes[t.language] for b in found],
            },
            border="horizontal", hide_index=True,
        )  # fmt: skip


def _where(view: View, areas: tuple[str, ...]) -> str:
    """The county where it is all of it, else the municipalities."""
    whole = next((county for county in COUNTIES if municipalities(county) == areas), "")
    return view.t.area(whole) if whole else view.t.sentence([view.t.area(key) for key in areas])


def source(view: View, name: str) -> str:
    """A source's title in the reader's language."""
    return str(origin.publishers().get(name, {}).get(f"title_{view.t.language}", name))
