"""The meetings of clusters and everyone who is a member, as tables to read and to take home."""

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.metrics.readings import network
from dashboard.ui.sections import record_rows
from dashboard.ui.sections.clusters import Known
from dashboard.ui.state import View


def meetings(view: View, here: Known) -> None:
    """When and where there were meetings, and how many came."""
    t, rows = view.t, here.meetings
    st.header(t("clusters.meetings"), anchor=False)
    if not rows:
        st.markdown(t("clusters.meetings.none"))
        return
    held, came, uncounted = network.gathered(rows, here.day)
    told = (
        [t("clusters.meetings.year", n=held), t("clusters.meetings.came", n=came)]
        if held
        else [t("clusters.meetings.old")]
    )
    if uncounted:
        told.append(t("clusters.card.uncounted", n=uncounted))
    st.markdown(" ".join(told))
    record_rows.show(view, "meetings", t("clusters.meetings"), ("meeting",), [
        (Column("day", t("clusters.column.day"), "date"), [m.day for m in rows]),
        (Column("cluster", t("clusters.column.cluster")), [here.name(m.cluster, t.language) for m in rows]),
        (Column("title", t("clusters.column.title")), [m.title for m in rows]),
        (Column("area", t("column.area")), [t.area(m.area) if m.area else "" for m in rows]),
        (Column("form", t("clusters.column.form")), [t.choice("meeting", "form", m.form) for m in rows]),
        (Column("participants", t("clusters.column.participants"), "integer"), [m.participants for m in rows]),
    ])  # fmt: skip


def members(view: View, here: Known) -> None:
    """Everyone who is a member on the day, by cluster and name, to read and to take home."""
    t = view.t
    if not here.now:
        return
    st.header(t("clusters.members"), anchor=False)
    rows = sorted(here.now, key=lambda m: (here.name(m.cluster, t.language), m.name))
    record_rows.show(view, "members", t("clusters.members"), ("cluster_member",), [
        (Column("cluster", t("clusters.column.cluster")), [here.name(m.cluster, t.language) for m in rows]),
        (Column("name", t("column.name")), [m.name for m in rows]),
        (Column("kind", t("clusters.column.kind")), [t.choice("cluster_member", "kind", m.kind) for m in rows]),
        (Column("role", t("clusters.column.role")), [t.choice("cluster_member", "role", m.role) for m in rows]),
        (Column("area", t("column.area")), [t.area(m.area) if m.area else "" for m in rows]),
        (Column("industry", t("column.industry")), [t.industry(m.division, short=True) if m.division else "" for m in rows]),
        (Column("joined", t("clusters.column.joined"), "date"), [m.joined for m in rows]),
        (Column("key", t("column.key")), [m.key for m in rows]),
    ])  # fmt: skip
