"""A municipality's research, and the further figures that publishers give of it."""

from dataclasses import replace

import streamlit as st

from dashboard.metrics.lists import environments, indicators, origin
from dashboard.metrics.question import Question
from dashboard.metrics.readings.comparing import Place
from dashboard.metrics.readings.money import convert
from dashboard.metrics.selection import Selection
from dashboard.ui import blocks, maps, tables
from dashboard.ui.sections import comparison, funding, municipality
from dashboard.ui.state import View

PROJECTS = 8
HEIGHT = 340  # px: of the table of published figures


def research(view: View) -> None:
    """Who does research here, how many contact points there are by field, and the projects with their money."""
    t, place = view.t, Place(view.selection.areas[0], view.selection.areas)
    st.header(t("municipality.research"), anchor=False)
    now = Selection.of(place.keys)  # contact points are known as they are, whatever years are asked for
    known = view.series(Question("rd_contacts", now, by="field"))
    fields = sorted((p for p in known.points if p.value), key=lambda p: -(p.value or 0.0))
    seated = environments.organisations(view.engine, view.selection.municipalities())
    told = (
        [t("municipality.research.seated", names=t.sentence(o[f"name_{t.language}"] for o in seated))] if seated else []
    )
    if fields:
        named = t.sentence(f"{maps.within(t.category(known.by, p.breakdown))} {t.number(p.value or 0)}" for p in fields)
        total = view.series(Question("rd_contacts", now, by="none")).latest
        told.append(t("municipality.research.contacts", n=int((total and total.value) or 0), told=named))
    none = t("municipality.research.none", area=blocks.subject(view))
    st.markdown(" ".join(told) or municipality.unknown(replace(view, selection=now), "rd_contacts") or none)
    currency = funding.block(view, (place,))
    projects(view, currency)


def projects(view: View, currency: str) -> None:
    """The newest projects, each with its amount at the rate of the year it began."""
    t, chosen = view.t, view.selection
    rows = environments.projects(view.engine, chosen.municipalities(), chosen.first, chosen.last, PROJECTS)
    if not rows:
        return
    rates = comparison.exchange(view)
    amounts = [None if r["amount_eur"] is None else convert(r["amount_eur"], currency, r["year"], rates) for r in rows]
    st.table(
        {
            t("municipality.project"): [r["title"] for r in rows],
            t("municipality.organisation"): [r["organisation_name"] for r in rows],
            t("municipality.started"): [t.date(r["started"]) for r in rows],
            t("municipality.amount"): [t("status.missing") if a is None else t.money(a.amount, currency) for a in amounts],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip
    used = sorted({(a.year, a.rate) for a in amounts if a is not None})
    told = t.sentence(t("municipality.rate", year=str(year), rate=t.number(rate, 4)) for year, rate in used)
    st.caption(t("municipality.rates", currency=currency, told=told) if told and currency != "EUR" else t("money.euro"))


def published(view: View) -> None:
    """What publishers say of the municipality beyond the metrics, as they give it."""
    t, known = view.t, origin.publishers()
    rows = indicators.of(view.engine, view.selection.municipalities())
    if not rows:
        st.caption(t("municipality.published.none"))
        return
    st.subheader(t("municipality.published"), anchor=False)
    names = [known.get(row["source"], {}) for row in rows]
    shown = {
        t("column.metric"): [" · ".join(filter(None, (row["title"], row["breakdown"]))) for row in rows],
        t("column.period"): [t.period(row["period"]) for row in rows],
        t("column.value"): [
            t(f"status.{r['status']}") if r["value"] is None else _published(view, r["value"]) for r in rows
        ],
        t("column.unit"): [row["unit"] or "" for row in rows],
        t("column.source"): [
            name.get(f"title_{t.language}", row["source"]) for name, row in zip(names, rows, strict=True)
        ],
    }
    tables.grid(shown, [t("column.value")], HEIGHT, alt=t("municipality.published"))
    st.caption(t("municipality.published.help"))


def _published(view: View, value: float) -> str:
    """A number with the decimals that it has, two at most."""
    return view.t.number(value, 0 if value == round(value) else 1 if round(value, 1) == round(value, 2) else 2)
