"""What companies ask for by field, and which of it no unit fits; and the project's tests of AI methods, to read."""

from html import escape
from typing import Any

import streamlit as st

from dashboard.figures.theme import palette
from dashboard.metrics.lists import environments
from dashboard.metrics.readings import asked
from dashboard.register.actor import Role
from dashboard.ui import access, registers, tables
from dashboard.ui.sections.research import Known, field, name
from dashboard.ui.state import View

ROW = 35  # px: of a table
STEPS = ("question", "method", "data", "result", "decision")


def show(view: View, here: Known) -> None:
    """The needs by field in numbers for everybody, and for members in the companies' words."""
    t, rows = view.t, asked.by_field(here.needs, here.everywhere)
    opened, unfit = sum(r.open for r in rows), sum(r.unfit for r in rows)
    if not rows:
        st.header(t("research.needs.title"), anchor=False)
        st.caption(t("research.needs.nothing"))
        return
    key = "research.needs.unfit" if unfit else "research.needs.fit" if opened else "research.needs.met"
    st.header(t(key, n=opened, unfit=unfit), anchor=False)
    st.table(
        {
            t("record.field.field"): [field(view, r.field) for r in rows],
            t("research.column.open"): [t.number(r.open) for r in rows],
            t("research.column.matched"): [t.number(r.matched) for r in rows],
            t("research.column.unfit"): [t.number(r.unfit) for r in rows],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip
    st.caption(t("research.needs.meaning"))
    texts(view, here)


def texts(view: View, here: Known) -> None:
    """What the companies said, for members alone, read from the register at each rerun."""
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
        (), ROW * (min(len(told), 8) + 1) + 3, alt=t("research.needs.title"), key="research_needs",
    )  # fmt: skip


def ai_tests(view: View) -> None:
    """Each test from the question to what people decided, folded until it is opened."""
    t, rows = view.t, environments.ai_tests(view.engine)
    st.header(t("research.tests"), anchor=False)
    if not rows:
        st.caption(t("research.tests.nothing"))
        return
    decided = sum(bool(row["decision"]) for row in rows)
    st.markdown(t("research.tests.answer", n=len(rows), decided=decided))
    st.html("".join(_test(view, row) for row in rows))


def _test(view: View, row: dict[str, Any]) -> str:
    """One test as HTML, in which nothing that people typed is markup. The whole is written in the language it was told in."""
    t, colours = view.t, palette(view.mode)
    days = {"result": row["tested_on"], "decision": row["decided_on"]}
    lines = []
    for step in STEPS:
        text = row[step] or t("research.tests.undecided" if step == "decision" else "status.missing")
        day = f" ({escape(t.date(days[step]))})" if days.get(step) else ""
        lines.append(
            f'<dt style="color:{colours.muted};margin-top:6px">{escape(t(f"research.tests.{step}"))}{day}</dt>'
            f'<dd style="margin:0">{escape(text)}</dd>'
        )
    return (
        f'<details style="border-bottom:1px solid {colours.line};padding:8px 0"><summary style="cursor:pointer">'
        f'{escape(row["title"])}</summary><dl style="margin:4px 0 4px 18px">{"".join(lines)}</dl></details>'
    )
