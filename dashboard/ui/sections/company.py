"""One company's own view: its facts, its workplaces on a map, its employees over time, what it
advertises and researches, its like across the border."""

import streamlit as st

from dashboard.figures import trend
from dashboard.figures.map_ground import Ground
from dashboard.metrics.lists import identity as named
from dashboard.metrics.lists import listing
from dashboard.metrics.series import Point, Series
from dashboard.ui import blocks, maps
from dashboard.ui.sections import companies
from dashboard.views import identity, workplaces
from dashboard.views.maps import ground
from dashboard.views.view import View
from dashboard.views.wording import texts

NAMED = 12  # advertisements and projects that are shown, the newest


def profile(view: View, key: str) -> None:
    """One company's own view: its facts, workplaces on a map, employees over time, and its like across the border."""
    t = view.t
    company = listing.company(view.engine, key)
    if st.button(t("companies.back"), icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["company"]
        st.rerun()
    if company is None:
        st.title(t("companies.title"), anchor=False)
        st.info(t("companies.unknown", key=key))
        return
    st.title(company["name"], anchor=False)
    st.markdown(t("companies.profile", area=t.area(company["area"]), industry=t.industry(company["industry"])))
    left, right = st.columns([1, 2], gap="large")
    with left:
        companies.facts(view, company)
    with right:
        workplaces_map(view, key)
    employees(view, key)
    named_in(view, key)
    similar(view, key)


def workplaces_map(view: View, key: str) -> None:
    """Where the company works: its open workplaces that have a place, and their list."""
    t = view.t
    st.subheader(t("companies.places"), anchor=False)
    rows = [row for row in listing.company_workplaces(view.engine, key).to_pylist() if row["closed"] is None]
    placed = [row for row in rows if row["lat"] is not None]
    if not placed:
        st.caption(t("companies.places.none"))
        return
    base = ground(view, 320, 800)
    chosen = tuple(sorted({row["area"] for row in placed if row["area"]}))
    frame = Ground(base.boundaries, base.border, base.names, (*chosen, *base.labelled), chosen, 800, 320)
    drawn = workplaces.draw(view, workplaces.grouped(view, placed, "country"), frame)
    maps.show(view, f"company_{key}", *drawn, t("companies.places"), 320)
    st.caption(
        t.sentence(
            [
                f"{r['name']} ({t.area(r['area'])}, {t.band(r['employees_low'], r['employees_high'])})"
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
    first, last = (t.band(h["low"], h["high"]) for h in (history[0], history[-1]))
    years = [t.period(str(h["year"])) for h in (history[0], history[-1])]
    summary = t("companies.history.summary", first=years[0], first_value=first, last=years[1], last_value=last)
    st.plotly_chart(
        trend.draw(trend.info(series), texts(view), view.mode), key="company_history", theme=None, height=240,
        alt=f"{t('companies.history')}. {summary}", config=blocks.chart_config(view),
    )  # fmt: skip
    st.caption(summary)


def named_in(view: View, key: str) -> None:
    """The advertisements and research projects that are the company's, and by what each was told to be."""
    t, found = view.t, named.named_in(view.engine, key)
    st.subheader(t("identity.named_in"), anchor=False)
    if not found:
        st.caption(t("identity.named_in.none"))
        return
    rows = found[:NAMED]
    st.table(
        {
            t("identity.kind"): [t(f"identity.kind.{r['kind']}") for r in rows],
            t("identity.titled"): [r["title"] or "" for r in rows],
            t("identity.called"): [r["name"] or "" for r in rows],
            t("column.area"): [identity.place(view, r["area"]) for r in rows],
            t("identity.day"): [t.date(r["day"]) if r["day"] else "" for r in rows],
            t("identity.by"): [identity.basis(view, r["basis"], r["score"]) for r in rows],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip
    if len(found) > NAMED:
        st.caption(t("identity.named_in.more", shown=NAMED, all=len(found)))


def similar(view: View, key: str) -> None:
    """Companies like this one on the other side of the border."""
    t = view.t
    found = listing.similar_across(view.engine, key)
    st.subheader(t("companies.similar"), anchor=False)
    if not found.num_rows:
        st.caption(t("companies.similar.none"))
        return
    rows = found.to_pylist()
    st.table(
        {
            t("column.name"): [r["name"] for r in rows],
            t("column.area"): [t.area(r["area"]) for r in rows],
            t("column.industry"): [t.industry(r["division"]) for r in rows],
            t("column.employees"): [t.band(r["employees_low"], r["employees_high"]) for r in rows],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip
