"""The pictures of one company's view: its workplaces on a map, and its employees over time."""

import streamlit as st

from dashboard.figures import map as drawn
from dashboard.figures import trend
from dashboard.figures.map_frame import Ground
from dashboard.metrics import listing
from dashboard.metrics.series import Point, Series
from dashboard.ui import blocks, companies, map_page, maps
from dashboard.ui.state import View


def workplaces_map(view: View, key: str) -> None:
    """Where the company works: its open workplaces that have a place, and their list."""
    t = view.t
    st.subheader(t("companies.places"), anchor=False)
    rows = [row for row in listing.company_workplaces(view.engine, key).to_pylist() if row["closed"] is None]
    placed = [row for row in rows if row["lat"] is not None]
    if not placed:
        st.caption(t("companies.places.none"))
        return
    shown, groups, names = map_page.grouped(view, placed, "country")
    base = maps.ground(view, 320, 800)
    chosen = tuple(sorted({row["area"] for row in placed if row["area"]}))
    ground = Ground(base.boundaries, base.border, base.names, (*chosen, *base.labelled), chosen, 800, 320)
    legend = [drawn.Entry(c, n) for c, n in zip(drawn.group_colours(groups, view.mode), names, strict=True)]
    maps.show(
        view, f"company_{key}", drawn.draw_points(shown, groups, ground, view.mode), legend, t("companies.places"), 320
    )
    st.caption(
        t.sentence(
            [
                f"{r['name']} ({t.area(r['area'])}, {companies.headcount(view, r['employees_low'], r['employees_high'])})"
                for r in placed[:8]
            ]
        )
    )


def employees(view: View, key: str) -> None:
    """How many have worked there over the years; a band where only that is known."""
    t = view.t
    st.subheader(t("companies.history"), anchor=False)
    history = listing.company_headcount(view.engine, key)
    if len(history) < 2:
        st.caption(t("companies.history.none"))
        return
    points = tuple(
        Point("MITT", str(h["year"]), "", float(h["low"]), None, None, h["low"], "ok") if h["low"] == h["high"]
        else Point("MITT", str(h["year"]), "", None, h["low"], h["high"], None, "interval")
        for h in history
    )  # fmt: skip
    facts = view.engine.facts
    series = Series("employees", "employees", 0, "count", "up", "B", "", facts.as_of, facts.demo, points, "")
    first, last = (companies.headcount(view, h["low"], h["high"]) for h in (history[0], history[-1]))
    years = [t.period(str(h["year"])) for h in (history[0], history[-1])]
    summary = t("companies.history.summary", first=years[0], first_value=first, last=years[1], last_value=last)
    st.plotly_chart(
        trend.draw(trend.info(series), maps.texts(view), view.mode), key="company_history", theme=None, height=240,
        alt=f"{t('companies.history')}. {summary}", config=blocks.chart_config(view),
    )  # fmt: skip
    st.caption(summary)
