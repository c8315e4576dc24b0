"""Policy: from a finding to a proposal, a decision and what became of it, by theme; what nobody followed up in time is said."""

from html import escape

import streamlit as st

from dashboard.figures.theme import palette
from dashboard.metrics.lists import flows as lists
from dashboard.metrics.lists.flows import Policy
from dashboard.metrics.reference import municipalities
from dashboard.ui.sign_in import plain
from dashboard.ui.state import View

THEMES = ("bio", "circular", "other")
STEPS = ("finding", "proposal", "decision", "follow_up")


def show(view: View) -> None:
    """How far matters have come, in a sentence; then each of them step by step."""
    t, day = view.t, view.engine.recorded_on
    mine = set(view.selection.municipalities())
    # a matter of a whole county or of both sides concerns each of its municipalities
    rows = [p for p in lists.policy(view.engine) if not p.area or mine & set(municipalities(p.area))]
    st.header(t("flows.policy"), anchor=False)
    if not rows:
        st.info(t("flows.policy.nothing"))
        return
    late = [p for p in rows if p.overdue(day)]
    decided = sum(p.decision is not None for p in rows)
    told = [t("flows.policy.answer", n=len(rows), decided=decided, followed=sum(p.follow_up is not None for p in rows))]
    told.append(
        t("flows.policy.late", n=len(late), names=plain(t.sentence(p.title for p in late)))
        if late
        else t("flows.policy.in_time")
    )
    st.markdown(f"**{' '.join(told)}**")
    for theme in THEMES:
        if matters := [p for p in rows if p.theme == theme]:
            st.subheader(t.choice("policy_item", "theme", theme), anchor=False)
            st.html("".join(_matter(view, matter, matter in late) for matter in matters))


def _matter(view: View, matter: Policy, late: bool) -> str:
    """A matter's name and place, and the steps that it has taken beside one another; the one that comes next is said to be
    still to come."""
    t, colours = view.t, palette(view.mode)
    where = f" · {escape(t.area(matter.area))}" if matter.area else ""
    mark = f' · <b style="color:{colours.attention}">{escape(t("flows.policy.overdue"))}</b>' if late else ""
    taken = [step for step in STEPS if getattr(matter, step)]
    shown = STEPS[: max(map(STEPS.index, taken), default=-1) + 2]
    steps = "".join(
        f'<div><div style="color:{colours.muted};font-size:14px">{escape(t.choice("policy_item", "stage", step))}</div>'
        f"<div>{escape(getattr(matter, step) or t(f'flows.policy.no.{step}'))}</div>"
        f'<div style="color:{colours.muted};font-size:14px">{escape(_more(view, matter, step))}</div></div>'
        for step in shown
    )
    return (
        f'<div style="border-top:1px solid {colours.line};padding:10px 0"><b>{escape(matter.title)}</b>{where}{mark}'
        f'<div style="display:grid;grid-template-columns:repeat(auto-fill,minmax(min(230px,100%),1fr));gap:6px 24px;margin-top:4px">'
        f"{steps}</div></div>"
    )


def _more(view: View, matter: Policy, step: str) -> str:
    """Who decided and when; until when it is to be followed up, or when it was."""
    t = view.t
    if step == "decision" and matter.decision:
        return " · ".join(filter(None, [matter.decided_by, t.date(matter.decided_on) if matter.decided_on else ""]))
    if step == "follow_up" and matter.follow_up_on:
        return t.date(matter.follow_up_on) if matter.follow_up else t("flows.policy.by", day=matter.follow_up_on)
    return ""
