"""Residual flows as tables: the amounts of each form, the pairs that fit, and every open flow."""

from collections.abc import Iterable, Sequence

from dashboard.figures.plain import Column, Grid
from dashboard.metrics.lists.flows import UNITS, Flow
from dashboard.metrics.readings import matches
from dashboard.metrics.readings.matches import Match
from dashboard.views import record_list
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Part, Records, Rows
from dashboard.views.view import View

KINDS = ("residual_flow",)


def amount(view: View, unit: str, amounts: Iterable[float | None]) -> str:
    """The sum of what is known, with its unit; nothing where nothing is."""
    total = sum(amount or 0.0 for amount in amounts)
    return view.t(f"flows.unit.{unit}", amount=view.t.number(total)) if total else ""


def amounts(view: View, flows: Sequence[Flow], pairs: Sequence[Match], made: Sequence[Match]) -> Part:
    """What is offered and wanted of each form, what of it fits, and what is matched already, with how many stand behind."""
    t, forms = view.t, [form for form in UNITS if any(f.form == form for f in flows) or _of(made, form)]

    def told(form: str, found: list[float | None]) -> str:
        if not found:
            return "–"
        return t("flows.cell", amount=amount(view, UNITS[form], found) or t("status.missing"), n=t.number(len(found)))

    def by(direction: str, form: str) -> list[float | None]:
        return [f.amount for f in flows if (f.direction, f.form) == (direction, form)]

    words = {
        t("flows.column.form"): [t.choice("residual_flow", "form", form) for form in forms],
        t("flows.column.offered"): [told(form, by("offered", form)) for form in forms],
        t("flows.column.wanted"): [told(form, by("wanted", form)) for form in forms],
        t("flows.column.fits"): [told(form, _of(pairs, form)) for form in forms],
        t("flows.column.made"): [told(form, _of(made, form)) for form in forms],
    }
    unknown, jobs = sum(f.amount is None for f in flows), sum(f.jobs or 0.0 for f in flows)
    lines = [t("flows.cells"), *([t("flows.unknown", n=unknown)] if unknown else [])]
    lines += [t("flows.jobs", jobs=t.number(jobs, 1))] if jobs else []
    return Part(
        "amounts", t("flows.amounts"), " ".join(lines), Rows(lambda: words),
        lambda: Grid(tuple(map(Column, words)), tuple(zip(*words.values(), strict=True))), records=records(view, flows),
    )  # fmt: skip


def _of(pairs: Iterable[Match], form: str) -> list[float | None]:
    return [m.amount for m in pairs if m.offered.form == form]


def fitting(view: View, rows: Sequence[Match]) -> Part:
    """The pairs that fit, the best reasons and the shortest ways first."""
    t, meaning = view.t, view.t("flows.pairs.meaning", km=view.t.number(matches.NEAR))
    grid = of_columns([
        Filled(Column(t("flows.column.what"), name="what"), [_material(view, m.offered) for m in rows]),
        Filled(Column(t("flows.column.amount"), "number", 1, "amount"), [m.amount for m in rows]),
        Filled(Column(t("column.unit"), name="unit"), [t(f"flows.per_year.{m.offered.unit}") for m in rows]),
        Filled(Column(t("flows.column.from"), name="from"), [f"{m.offered.name}, {t.area(m.offered.area)}" for m in rows]),
        Filled(Column(t("flows.column.to"), name="to"), [f"{m.wanted.name}, {t.area(m.wanted.area)}" for m in rows]),
        Filled(Column(t("flows.column.km"), "number", 1, "km"), [None if m.km is None else round(m.km, 1) for m in rows]),
        Filled(Column(t("flows.column.crosses"), name="crosses"), [t("flows.yes" if m.crosses else "flows.no") for m in rows]),
        Filled(Column(t("flows.column.why"), name="why"), [t(f"flows.why.{m.why}") for m in rows]),
        Filled(Column(t("column.key"), name="key", code=True), [f"{m.offered.key} {m.wanted.key}" for m in rows]),
    ])  # fmt: skip
    return record_list.part(view, "pairs", t("flows.pairs"), grid, KINDS, meaning, summary=meaning)


def every(view: View, flows: Sequence[Flow]) -> Part:
    """Every open flow."""
    title = view.t("flows.list", n=len(flows))
    return record_list.part(view, "flows", title, _listed(view, flows), KINDS, _meaning(view))


def records(view: View, flows: Sequence[Flow]) -> Records:
    """The open flows that a picture is made of."""
    return Records(lambda: _listed(view, flows), KINDS, _meaning(view))


def _meaning(view: View) -> str:
    return " ".join([view.t("record.residual_flow.help"), view.t("flows.now", day=view.engine.recorded_on)])


def _material(view: View, flow: Flow) -> str:
    return flow.material(view.t.language) or view.t.choice("residual_flow", "form", flow.form)


def _listed(view: View, rows: Iterable[Flow]) -> Grid:
    """Open flows as a list: what is offered first, the largest first."""
    t, order = view.t, sorted(rows, key=lambda f: (f.direction, f.form, -(f.amount or 0.0), f.key))
    return of_columns([
        Filled(Column(t("flows.column.direction"), name="direction"), [t.choice("residual_flow", "direction", f.direction) for f in order]),
        Filled(Column(t("flows.column.what"), name="what"), [_material(view, f) for f in order]),
        Filled(Column(t("flows.column.form"), name="form"), [t.choice("residual_flow", "form", f.form) for f in order]),
        Filled(Column(t("flows.column.ewc"), name="ewc"), [f.ewc for f in order]),
        Filled(Column(t("flows.column.amount"), "number", 1, "amount"), [f.amount for f in order]),
        Filled(Column(t("column.unit"), name="unit"), [t(f"flows.per_year.{f.unit}") for f in order]),
        Filled(Column(t("column.name"), name="name"), [f.name for f in order]),
        Filled(Column(t("column.area"), name="area"), [t.area(f.area) for f in order]),
        Filled(Column(t("flows.column.from_on"), "date", name="from_on"), [f.from_on for f in order]),
        Filled(Column(t("flows.column.until_on"), "date", name="until_on"), [f.until_on for f in order]),
        Filled(Column(t("flows.column.jobs"), "number", 1, "jobs"), [f.jobs for f in order]),
        Filled(Column(t("column.key"), name="key", code=True), [f.key for f in order]),
    ])  # fmt: skip
