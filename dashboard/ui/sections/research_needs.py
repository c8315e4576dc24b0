"""What companies ask for in their own words, for members alone, read from the register at each rerun and kept nowhere."""

import streamlit as st

from dashboard import registers
from dashboard.metrics.readings import asked
from dashboard.register.actor import Role
from dashboard.ui import access, tables
from dashboard.views.record_list import height
from dashboard.views.research.environments import Known, field, name
from dashboard.views.view import View


def texts(view: View, here: Known) -> None:
    """What the companies said, and who fits; everybody else is told who may see it."""
    t, actor = view.t, access.actor()
    if actor.role < Role.member:
        st.caption(t("research.needs.members"))
        return
    shown = {need["key"]: need for need in here.needs if need["status"] != "closed"}
    told = [r for r in registers.current(view).all(actor, "need") if r["key"] in shown]
    if not told:
        return
    fitting = [[name(view, u) for u in asked.fits(shown[r["key"]], here.everywhere)] for r in told]
    tables.grid(
        {
            t("research.column.need"): [r["text"] for r in told],
            t("research.column.company"): [r["name"] for r in told],
            t("column.area"): [t.area(r["area"]) for r in told],
            t("record.field.field"): [field(view, r["field"]) for r in told],
            t("column.status"): [t.choice("need", "status", r["status"]) for r in told],
            t("research.column.fitting"): [", ".join(names) or t("research.needs.nobody") for names in fitting],
        },
        (), height(len(told), 8), alt=t("research.needs.title"), key="research_needs",
    )  # fmt: skip
