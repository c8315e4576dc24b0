"""Figures that their publisher revised: a block of the Data page."""

from typing import Any

import streamlit as st

from dashboard.metrics.lists import revisions
from dashboard.ui import controls, tables
from dashboard.ui.sections import quality
from dashboard.ui.sections.published import ROW, breakdown, figure
from dashboard.views.view import View

MOST = 200


def revised(view: View) -> None:
    """What was stated before and after, the largest first, one fact at a time."""
    t, facts = view.t, list(dict.fromkeys(one.fact for one in revisions.releases(view.engine)))
    if not facts:
        st.markdown(t("health.revisions.none"))
        return
    st.markdown(t("health.revisions.text"))
    fact = facts[0]
    if len(facts) > 1:
        fact = controls.switch("revised", facts, t("health.revisions.of"), lambda name: t(f"health.fact.{name}"))
    rows = revisions.largest(view.engine, fact, MOST)
    tables.grid(
        {
            t("column.area"): [t.area(row["area"]) if row["area"] else "–" for row in rows],
            t("column.period"): [t.period(row["period"]) for row in rows],
            t("column.breakdown"): [_what(view, row) for row in rows],
            t("health.before"): [figure(view, row["before"]) for row in rows],
            t("health.after"): [figure(view, row["after"]) for row in rows],
            t("health.difference"): [_signed(view, row["after"] - row["before"]) for row in rows],
            t("health.as_of.before"): [t.date(row["before_as_of"]) for row in rows],
            t("health.as_of.after"): [t.date(row["as_of"]) for row in rows],
            t("column.source"): [quality.source(view, row["source"]) for row in rows],
        },
        [t("health.before"), t("health.after"), t("health.difference")], min(ROW * (len(rows) + 1), 320),
        alt=t("health.revisions"),
    )  # fmt: skip


def _what(view: View, row: dict[str, Any]) -> str:
    """Which part a figure is about: an industry, a sector or a key figure by its name, women and men in words."""
    t, part = view.t, row["breakdown"]
    if row["fact"] in ("employment", "emission") and part:
        return t.category("division" if row["fact"] == "employment" else "sector", part)
    return " · ".join(word for word in (row["title"] or row["indicator"] or "", breakdown(view, part)) if word)


def _signed(view: View, change: float) -> str:
    return f"+{figure(view, change)}" if change > 0 else figure(view, change)
