"""A municipality's research: who does it, and the newest projects with their money."""

from dataclasses import replace
from typing import Any

from dashboard.figures.plain import Cell, Column, Grid, Prose
from dashboard.metrics.lists import environments
from dashboard.metrics.question import Question
from dashboard.metrics.readings.comparing import Place
from dashboard.metrics.readings.money import Converted, convert
from dashboard.metrics.selection import Selection
from dashboard.views import comparison, funding, identity
from dashboard.views.listed import of_words
from dashboard.views.municipality.which import unknown
from dashboard.views.parts import Asked, Note, Part, Records, Rows, Sentences
from dashboard.views.view import View
from dashboard.views.wording import subject, within

PROJECTS = 8


def parts(view: View) -> tuple[Part | Note | None, ...]:
    """Who does research here, the money that comes for it, and the newest projects."""
    place = Place(view.selection.areas[0], view.selection.areas)
    return _research(view, place), funding.part(view, (place,)), _projects(view, funding.currency(view, (place,)))


def _research(view: View, place: Place) -> Part | Note:
    """Who does research here, and how many contact points there are by field."""
    t, title = view.t, view.t("municipality.research")
    now = Selection.of(place.keys)  # contact points are known as they are, whatever years are asked for
    question = Question("rd_contacts", now, by="field")
    known = view.series(question)
    fields = sorted((p for p in known.points if p.value), key=lambda p: -(p.value or 0.0))
    seated = environments.organisations(view.engine, view.selection.municipalities())
    told = []
    if seated:
        told.append(t("municipality.research.seated", names=t.sentence(o[f"name_{t.language}"] for o in seated)))
    if fields:
        named = t.sentence(f"{within(t.category(known.by, p.breakdown))} {t.number(p.value or 0)}" for p in fields)
        total = view.series(Question("rd_contacts", now, by="none")).latest
        every = int((total and total.value) or 0)
        told.append(t("municipality.research.contacts", n=every, told=named))
        first = fields[0]
        title = t(
            "municipality.research.title", n=every, field=within(t.category(known.by, first.breakdown)),
            most=t.number(first.value or 0),
        )  # fmt: skip
    if not told:
        none = t("municipality.research.none", area=subject(view))
        return Note(unknown(replace(view, selection=now), "rd_contacts") or none, True, "research", title)
    lines = tuple(told)
    return Part("research", title, "", Sentences(lines), lambda: Prose(lines), (Asked(question),))


def _projects(view: View, currency: str) -> Part | None:
    """The newest projects, each with its amount at the rate of the year it began."""
    t, chosen = view.t, view.selection
    rows = environments.projects(view.engine, chosen.municipalities(), chosen.first, chosen.last, PROJECTS)
    if not rows:
        return None
    rates = comparison.exchange(view)
    amounts = [None if r["amount_eur"] is None else convert(r["amount_eur"], currency, r["year"], rates) for r in rows]
    used = sorted({(a.year, a.rate) for a in amounts if a is not None})
    told = t.sentence(t("municipality.rate", year=str(year), rate=t.number(rate, 4)) for year, rate in used)

    def words() -> dict[str, list[str]]:
        return {
            t("municipality.project"): [r["title"] for r in rows],
            t("municipality.organisation"): [r["organisation_name"] for r in rows],
            t("municipality.started"): [t.date(r["started"]) for r in rows],
            t("municipality.amount"): [
                t("status.missing") if a is None else t.money(a.amount, currency) for a in amounts
            ],
            t("identity.met"): [_company(view, r) for r in rows],
        }

    summary = t("municipality.rates", currency=currency, told=told) if told and currency != "EUR" else t("money.euro")
    return Part(
        "projects", t("municipality.projects"), summary, Rows(words), lambda: of_words(words()),
        records=Records(lambda: _amounts(view, rows, amounts, currency), ("rd_project",), t("metric.rd_projects.definition")),
    )  # fmt: skip


def _company(view: View, row: dict[str, Any]) -> str:
    """The company that the project's organisation is, and by what; else why there is none."""
    by = identity.basis(view, row["basis"] or "none", row["score"])
    return f"{row['company']} ({by})" if row["company"] else by


def _amounts(view: View, rows: list[dict[str, Any]], amounts: list[Converted | None], currency: str) -> Grid:
    """The projects with their amounts as numbers."""
    t = view.t
    columns = (
        Column(t("municipality.project"), name="title"), Column(t("municipality.organisation"), name="organisation"),
        Column(t("municipality.started"), "date", name="started"),
        Column(f"{t('municipality.amount')} ({currency})", "number", name="amount"),
        Column(t("identity.met"), name="company"),
    )  # fmt: skip
    cells: list[tuple[Cell, ...]] = [
        (r["title"], r["organisation_name"], r["started"].isoformat(), a and a.amount, _company(view, r))
        for r, a in zip(rows, amounts, strict=True)
    ]
    return Grid(columns, tuple(cells))
