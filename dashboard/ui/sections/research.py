"""R&D: what is known for the reader's filters of environments, links and needs, the answer in a sentence, and key figures."""

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from dashboard.figures.theme import palette
from dashboard.metrics.lists import environments
from dashboard.metrics.question import Question
from dashboard.metrics.readings import asked
from dashboard.metrics.reference import COUNTRIES, municipalities
from dashboard.metrics.selection import Selection
from dashboard.ui import blocks, maps
from dashboard.ui.state import View, remembered

KINDS = ("rd_organisation", "rd_unit", "rd_capacity", "rd_link", "need")  # the marts that the page rests on
STRONGEST = 3  # fields that the answer names at most
Rows = tuple[dict[str, Any], ...]


class Known(NamedTuple):
    """Organisations and units of the reader's areas, units wherever they are, links with an end in the areas, and needs
    of companies there (see metrics/lists/environments.py for the columns)."""

    organisations: Rows
    units: Rows
    everywhere: Rows
    links: Rows
    needs: Rows

    @property
    def crossing(self) -> int:
        """How many links cross the border."""
        return sum(link["links"] for link in self.links if link["crosses"])

    @property
    def linked(self) -> int:
        """How many links there are."""
        return sum(link["links"] for link in self.links)


@remembered
def known(view: View) -> Known:
    """What is known: environments and needs as they are now, links of the chosen years."""
    engine, areas, selection = view.engine, view.selection.municipalities(), view.selection
    everywhere = environments.units(engine, municipalities())
    keys = {unit["key"] for unit in everywhere}
    links = environments.links(engine, areas, selection.first, selection.last)
    return Known(
        tuple(environments.organisations(engine, areas)), tuple(u for u in everywhere if u["area"] in areas), tuple(everywhere),
        tuple(link for link in links if link["unit"] in keys), tuple(environments.needs(engine, areas)),
    )  # fmt: skip


@remembered
def points(view: View) -> dict[asked.Cell, int]:
    """Contact points by field and municipality, as they are now."""
    found = view.series(Question("rd_contacts", Selection.of(view.selection.areas), by="field")).points
    return asked.counted((p.breakdown, p.area, int(p.value or 0)) for p in found)


@remembered
def answer(view: View) -> str:
    """How many environments and contact points there are, on which side, in which fields most of them, and how many links
    cross the border."""
    t, here, counted, subject = view.t, known(view), points(view), blocks.subject(view)
    if not (here.organisations or counted):
        anything = here.everywhere or environments.organisations(view.engine, municipalities())
        return t("research.none", area=subject) if anything else t("research.nothing")
    told = [t(
        "research.answer", area=subject, environments=t("research.n.environment", n=len(here.organisations)),
        units=t("research.n.unit", n=len(here.units)), points=t.value(sum(counted.values()), "contact_points"),
    ), *_sides(view, counted)]  # fmt: skip
    fields: dict[str, float] = {}
    for (field, _), n in counted.items():
        fields[field] = fields.get(field, 0) + n
    if strongest := asked.leading(fields, STRONGEST):
        names = t.sentence(f"{maps.within(t.category('field', f))} ({t.number(fields[f])})" for f in strongest)
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


def cards(view: View) -> None:
    """Contact points, links and open needs side by side."""
    t, here = view.t, known(view)
    fields = asked.by_field(here.needs, here.everywhere)
    open_, unfit = sum(f.open for f in fields), sum(f.unfit for f in fields)
    first, second, third = st.columns(3, border=True)
    with first:
        blocks.key_figure(view, "rd_contacts")
    with second:
        _card(view, "research.card.links", here.linked, [t("research.card.crossing", n=here.crossing), _years(view)])
    with third:
        _card(view, "research.card.needs", open_, [t("research.card.unfit", n=unfit)] if open_ else [])


def _years(view: View) -> str:
    """The years of the links, where the reader narrowed them."""
    ends = (view.selection.first, view.selection.last)
    return "–".join(str(year) if year else "" for year in ends) if any(ends) else ""


def _card(view: View, key: str, number: int, lines: list[str]) -> None:
    quiet = f'style="color:{palette(view.mode).muted};font-size:14px"'
    st.markdown(view.t(key))
    st.html(
        f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{view.t.number(number)}</div>'
        + "".join(f"<div {quiet}>{escape(line)}</div>" for line in lines)
    )


def name(view: View, row: Mapping[str, Any], of: str = "name") -> str:
    """A unit's or organisation's name in the reader's language; its key where it has none in any."""
    found: str = row[f"{of}_{view.t.language}"] or row["key"]
    return found


def field(view: View, key: str | None) -> str:
    """A field of research in words; nothing where none is given."""
    return view.t.category("field", key) if key else ""
