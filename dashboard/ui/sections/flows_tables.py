"""Residual flows as tables: the amounts of each form, the pairs that fit, and every open flow."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.metrics.lists.flows import UNITS, Flow
from dashboard.metrics.readings import matches
from dashboard.metrics.readings.matches import Match
from dashboard.ui.sections import record_rows
from dashboard.ui.state import View

KINDS = ("residual_flow",)


def amount(view: View, unit: str, amounts: Iterable[float | None]) -> str:
    """The sum of what is known, with its unit; nothing where nothing is."""
    total = sum(amount or 0.0 for amount in amounts)
    return view.t(f"flows.unit.{unit}", amount=view.t.number(total)) if total else ""


def amounts(view: View, flows: Sequence[Flow], pairs: Sequence[Match], made: Sequence[Match]) -> None:
    """What is offered and wanted of each form, what of it fits, and what is matched already, with how many stand behind."""
    t, forms = view.t, [form for form in UNITS if any(f.form == form for f in flows) or _of(made, form)]

    def told(form: str, found: list[float | None]) -> str:
        if not found:
            return "–"
        return t("flows.cell", amount=amount(view, UNITS[form], found) or t("status.missing"), n=t.number(len(found)))

    def by(direction: str, form: str) -> list[float | None]:
        return [f.amount for f in flows if (f.direction, f.form) == (direction, form)]

    st.table(
        {
            t("flows.column.form"): [t.choice("residual_flow", "form", form) for form in forms],
            t("flows.column.offered"): [told(form, by("offered", form)) for form in forms],
            t("flows.column.wanted"): [told(form, by("wanted", form)) for form in forms],
            t("flows.column.fits"): [told(form, _of(pairs, form)) for form in forms],
            t("flows.column.made"): [told(form, _of(made, form)) for form in forms],
        },
        border="horizontal", hide_index=True,
    )  # fmt: skip
    unknown, jobs = sum(f.amount is None for f in flows), sum(f.jobs or 0.0 for f in flows)
    lines = [t("flows.cells"), *([t("flows.unknown", n=unknown)] if unknown else [])]
    st.caption(" ".join([*lines, *([t("flows.jobs", jobs=t.number(jobs, 1))] if jobs else [])]))


def _of(pairs: Iterable[Match], form: str) -> list[float | None]:
    return [m.amount for m in pairs if m.offered.form == form]


def fitting(view: View, rows: Sequence[Match]) -> None:
    """The pairs that fit, the best reasons and the shortest ways first."""
    t = view.t
    st.subheader(t("flows.pairs"), anchor=False)
    record_rows.show(view, "pairs", t("flows.pairs"), KINDS, [
        (Column("what", t("flows.column.what")), [_material(view, m.offered) for m in rows]),
        (Column("amount", t("flows.column.amount"), "number"), [m.amount for m in rows]),
        (Column("unit", t("column.unit")), [t(f"flows.per_year.{m.offered.unit}") for m in rows]),
        (Column("from", t("flows.column.from")), [f"{m.offered.name}, {t.area(m.offered.area)}" for m in rows]),
        (Column("to", t("flows.column.to")), [f"{m.wanted.name}, {t.area(m.wanted.area)}" for m in rows]),
        (Column("km", t("flows.column.km"), "number"), [None if m.km is None else round(m.km, 1) for m in rows]),
        (Column("crosses", t("flows.column.crosses")), [t("flows.yes" if m.crosses else "flows.no") for m in rows]),
        (Column("why", t("flows.column.why")), [t(f"flows.why.{m.why}") for m in rows]),
        (Column("key", t("column.key")), [f"{m.offered.key} {m.wanted.key}" for m in rows]),
    ])  # fmt: skip
    st.caption(t("flows.pairs.meaning", km=t.number(matches.NEAR)))


def _material(view: View, flow: Flow) -> str:
    return flow.material(view.t.language) or view.t.choice("residual_flow", "form", flow.form)


def listed(view: View, rows: Iterable[Flow]) -> record_rows.Columns:
    """Open flows as a list: what is offered first, the largest first."""
    t, order = view.t, sorted(rows, key=lambda f: (f.direction, f.form, -(f.amount or 0.0), f.key))
    return [
        (Column("direction", t("flows.column.direction")), [t.choice("residual_flow", "direction", f.direction) for f in order]),
        (Column("what", t("flows.column.what")), [_material(view, f) for f in order]),
        (Column("form", t("flows.column.form")), [t.choice("residual_flow", "form", f.form) for f in order]),
        (Column("ewc", t("flows.column.ewc")), [f.ewc for f in order]),
        (Column("amount", t("flows.column.amount"), "number"), [f.amount for f in order]),
        (Column("unit", t("column.unit")), [t(f"flows.per_year.{f.unit}") for f in order]),
        (Column("name", t("column.name")), [f.name for f in order]),
        (Column("area", t("column.area")), [t.area(f.area) for f in order]),
        (Column("from_on", t("flows.column.from_on"), "date"), [f.from_on for f in order]),
        (Column("until_on", t("flows.column.until_on"), "date"), [f.until_on for f in order]),
        (Column("jobs", t("flows.column.jobs"), "number"), [f.jobs for f in order]),
        (Column("key", t("column.key")), [f.key for f in order]),
    ]  # fmt: skip
