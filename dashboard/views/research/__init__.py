"""The page R&D: its answer, its key figures, and what companies, environments and needs say by place and by field."""

from functools import partial
from html import escape

from dashboard.figures.plain import Column, Grid, Number, Numbers
from dashboard.figures.theme import palette
from dashboard.metrics.lists import environments as lists
from dashboard.metrics.readings import asked
from dashboard.metrics.reference import COUNTRIES, municipalities
from dashboard.views import key_figures
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Asked, Card, Cards, Note, Part, Parts, Records, together
from dashboard.views.research import ai_tests, field_matrix, needs, on_map
from dashboard.views.research.environments import KINDS, known, points
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, within

STRONGEST = 3  # fields that the answer names at most


def parts(view: View) -> Parts:
    """What stands on the page."""
    here = known(view)
    every = Note(view.t("research.every"), True, "every") if view.selection.codes() else None
    if not here.anything:
        return together(every, ai_tests.part(view))
    places = on_map.parts(view) if here.everywhere else ()
    return together(every, _figures(view), *places, field_matrix.part(view), needs.part(view), ai_tests.part(view))


@remembered
def answer(view: View) -> str:
    """How many environments and contact points there are, on which side, in which fields most of them, and how many links
    cross the border."""
    t, here, counted, area = view.t, known(view), points(view), subject(view)
    if not (here.organisations or counted):
        anything = here.everywhere or lists.organisations(view.engine, municipalities())
        return t("research.none", area=area) if anything else t("research.nothing")
    told = [t(
        "research.answer", area=area, environments=t("research.n.environment", n=len(here.organisations)),
        units=t("research.n.unit", n=len(here.units)), points=t.value(sum(counted.values()), "contact_points"),
    ), *_sides(view, counted)]  # fmt: skip
    fields: dict[str, float] = {}
    for (field, _), n in counted.items():
        fields[field] = fields.get(field, 0) + n
    if strongest := asked.leading(fields, STRONGEST):
        names = t.sentence(f"{within(t.category('field', f))} ({t.number(fields[f])})" for f in strongest)
        told.append(t("research.answer.strongest", names=names))
    if here.linked:
        share = t.percent(here.crossing / here.linked, 0)
        key = "research.answer.crossing" if here.crossing else "research.answer.no_crossing"
        told.append(t(key, n=here.linked, crossing=here.crossing, share=share))
    return f"**{' '.join(told)}**"


def _sides(view: View, counted: dict[asked.Cell, int]) -> list[str]:
    """How many contact points lie on each side of the border, where they lie on both."""
    sides = {c: sum(n for (_, area), n in counted.items() if area.startswith(c)) for c in COUNTRIES}
    return [view.t("research.answer.sides", se=sides["SE"], no=sides["NO"])] if all(sides.values()) else []


def _figures(view: View) -> Part:
    """Contact points, links and open needs side by side."""
    t, told = view.t, _told(view)
    contacts = Asked(key_figures.question(view, "rd_contacts"), t("metric.rd_contacts.name"))
    cards = (
        key_figures.of_metric(view, "rd_contacts"),
        *(Card(name, number.label, partial(_card, view, number)) for name, number in told.items()),
    )
    return Part(
        "figures", "", "", Cards(cards), lambda: Numbers(_numbers(view)), (contacts,),
        records=Records(lambda: _table(view), KINDS, t("research.matrix.meaning")),
    )  # fmt: skip


def _numbers(view: View) -> tuple[Number, ...]:
    return key_figures.number(view, "rd_contacts"), *_told(view).values()


def _table(view: View) -> Grid:
    t, numbers = view.t, _numbers(view)
    return of_columns([
        Filled(Column(t("column.name"), name="name"), [number.label for number in numbers]),
        Filled(Column(t("column.value"), "integer", name="value"), [number.exact for number in numbers]),
    ])  # fmt: skip


def _told(view: View) -> dict[str, Number]:
    """Links and open needs: the number, how many cross the border or fit nobody, and the years that were asked for."""
    t, here = view.t, known(view)
    fields = asked.by_field(here.needs, here.everywhere)
    open_, unfit = sum(f.open for f in fields), sum(f.unfit for f in fields)
    ends = (view.selection.first, view.selection.last)
    years = "–".join(str(year) if year else "" for year in ends) if any(ends) else ""
    return {
        "links": Number(
            t("research.card.links"), t.number(here.linked), years, t("research.card.crossing", n=here.crossing), exact=here.linked
        ),
        "needs": Number(
            t("research.card.needs"), t.number(open_), "", t("research.card.unfit", n=unfit) if open_ else "", exact=open_
        ),
    }  # fmt: skip


def _card(view: View, number: Number) -> str:
    quiet = f'style="color:{palette(view.mode).muted};font-size:14px"'
    return f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{escape(number.value)}</div>' + "".join(
        f"<div {quiet}>{escape(line)}</div>" for line in (number.change, number.period) if line
    )
