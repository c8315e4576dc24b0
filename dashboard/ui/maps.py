"""Maps on pages: the deck with its legend in words, a click that filters, and the list twin with the same rows."""

import html
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pydeck as pdk
import streamlit as st

from dashboard.figures import map as drawn
from dashboard.figures.map_frame import Ground
from dashboard.figures.theme import Texts, palette
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.compute import Question
from dashboard.metrics.ranking import ENOUGH, rankable, ranked
from dashboard.metrics.reference import areas, municipalities
from dashboard.metrics.series import Point, Series
from dashboard.ui import blocks, state
from dashboard.ui.server import shape_address
from dashboard.ui.state import View, remembered

NAMED = (  # whose name stands on the whole map, the most important first; the rest as far as there is room
    "NO-5001", "SE-2380", "NO-5006", "SE-2321", "SE-2361", "SE-2313", "NO-5007", "NO-5025", "NO-5021", "SE-2305",
    "NO-5037", "NO-5035", "SE-2326", "NO-5060", "SE-2303", "NO-5014", "SE-2309", "NO-5059", "NO-5042", "NO-5041",
)  # fmt: skip

POLYGONS = "© Kartverket (CC BY 4.0), SCB"  # as the licences ask

Maker = Callable[[View, str, int, int | None], tuple[pdk.Deck, list[drawn.Entry]]]


def ground(view: View, height: int, width: int = 900) -> Ground:
    """The map's ground for the reader's filters and language; on a phone it must fit a narrower frame."""
    if "Mobi" in (st.context.headers.get("User-Agent") or ""):
        width = 360
    chosen = view.selection.municipalities() if view.selection.areas else ()
    wanted = [*chosen, *NAMED, *(key for key in municipalities() if key not in NAMED)]
    return Ground(
        shape_address("boundaries"), shape_address("border"), {key: view.t.area(key) for key in municipalities()},
        tuple(dict.fromkeys(wanted)), chosen, width, height,
    )  # fmt: skip


def texts(view: View, decimals: int = 0) -> Texts:
    """Names, formats and words for figures, in the reader's language."""
    t = view.t
    return Texts(
        names={key: t.area(key) for key in areas()}, number=lambda value: t.number(value, decimals), period=t.period,
        words={"missing": t("status.missing"), "workplaces": t("map.workplaces"),
               "mark": t("demo.mark") if view.engine.facts.demo else ""},
    )  # fmt: skip


def show(view: View, key: str, deck: pdk.Deck, legend: list[drawn.Entry], title: str, height: int) -> None:
    """The map under its title; a click on a municipality filters by it. The key changes with the filter, which clears the
    click and lets the map open on the chosen areas."""
    shown = f"map_{key}_{'_'.join(view.selection.areas)}"
    st.pydeck_chart(
        deck, height=height, key=shown, on_select=lambda: _clicked(shown), selection_mode="single-object", alt=title
    )
    st.html(legend_html(legend, palette(view.mode).muted))


def _clicked(shown: str) -> None:
    """Filter by the municipality that was clicked, directly or through its circle; a workplace is told of below the map."""
    objects: dict[str, list[dict[str, Any]]] = st.session_state[shown]["selection"]["objects"]
    for found in objects.values():
        for thing in found:
            key = str(thing.get("properties", thing).get("key", ""))
            if key in areas():
                state.change(replace(st.session_state["selection"], areas=(key,)))
            elif key:
                st.session_state["workplace"] = key


def legend_html(entries: list[drawn.Entry], muted: str) -> str:
    """The legend as text with a patch of each colour, readable by everyone, and whose polygons they are."""
    parts = []
    for entry in entries:
        size = round(2 * entry.radius) or 14
        shape = "50%" if entry.radius else "3px"
        parts.append(
            f'<span style="display:inline-flex;align-items:center;gap:6px;margin-right:16px">'
            f'<span aria-hidden="true" style="width:{size}px;height:{size}px;border-radius:{shape};background:{entry.colour};'
            f'border:1px solid rgba(120,130,140,.6);flex:none"></span>{html.escape(entry.label)}</span>'
        )
    parts.append(f'<span style="color:{muted};margin-left:auto">{POLYGONS}</span>')
    return f'<div style="font-size:14px;display:flex;flex-wrap:wrap;row-gap:4px">{"".join(parts)}</div>'


@remembered
def rate_deck(view: View, metric: str, height: int, year: int | None) -> tuple[pdk.Deck, list[drawn.Entry]]:
    """A rate for all 46 municipalities as colours, and its legend."""
    t, decimals = view.t, lookup(metric).decimals
    series = view.series(everywhere(view, metric, year))
    info, words = drawn.rates_info(series), texts(view, decimals)
    lines = {
        p.area: t.value(p.value, series.unit, decimals, p.status, p.low, p.high) + _behind(view, series, p)
        for p in series.points
    }
    return drawn.draw_rates(info, ground(view, height), lines, view.mode), drawn.rates_legend(info, words, view.mode)


@remembered
def total_deck(view: View, metric: str, height: int, year: int | None) -> tuple[pdk.Deck, list[drawn.Entry]]:
    """A total for all 46 municipalities as circles in proportion, and its legend."""
    words = texts(view, lookup(metric).decimals)
    values = {p.area: p.value for p in ranked(view.series(everywhere(view, metric, year))) if p.value is not None}
    deck = drawn.draw_totals(values, ground(view, height), words, view.mode)
    return deck, drawn.totals_legend(values, words, view.mode)


def area_map(view: View, metric: str, key: str, height: int, year: int | None = None, make: Maker = rate_deck) -> None:
    """A metric for all 46 municipalities, the chosen ones outlined, under the sentence that says who is highest."""
    t, question = view.t, everywhere(view, metric, year)
    series = view.series(question)
    title = finding(view, series, metric)
    st.subheader(title, anchor=False)
    st.caption(f"{t(f'metric.{metric}.name')}, {next((t.period(p.period) for p in series.points), '')}")
    deck, legend = make(view, metric, height, year)
    show(view, key, deck, legend, title, height)
    st.caption(extremes(view, series))
    blocks.actions(view, key, title, question)


def everywhere(view: View, metric: str, year: int | None) -> Question:
    """The metric for all municipalities, whatever areas are chosen: those are outlined, not cut out."""
    return Question(metric, replace(view.selection, areas=(), first=year, last=year))


def finding(view: View, series: Series, metric: str) -> str:
    """The map's title: who is highest, and who lowest; without values the metric's name."""
    t, order = view.t, rankable(series)
    if len(order) < 2 or order[0].value == order[-1].value:
        return t(f"metric.{metric}.name")
    values = {
        "high": t.area(order[0].area),
        "low": t.area(order[-1].area),
        "metric": within(t(f"metric.{metric}.name")),
    }
    return t("map.finding", **values)


def within(name: str) -> str:
    """A name inside a sentence: a small first letter, except where it is an abbreviation (FoU, R&D)."""
    return name if name[1:2].isupper() or name[1:3] == "oU" or "&" in name[:3] else name[:1].lower() + name[1:]


def _behind(view: View, series: Series, point: Point) -> str:
    """How many stand behind a rate, in brackets; a count says it itself."""
    unit = lookup(series.metric).counted
    return f" ({view.t.value(point.count, unit)})" if unit and point.count is not None else ""


def extremes(view: View, series: Series) -> str:
    """The three highest and the three lowest in words, how many are too few to rank, and how many have no value."""
    t, known, order = view.t, ranked(series), rankable(series)
    if not known:
        return t("map.nothing")

    def named(points: list[Point]) -> str:
        return t.sentence(
            [f"{t.area(p.area)} {t.number(p.value or 0, series.decimals)}{_behind(view, series, p)}" for p in points]
        )

    few, lacking = len(known) - len(order), len(municipalities()) - len(known)
    told = [t("map.extremes", high=named(order[:3]), low=named(order[-3:]))] if len(order) > 6 else []
    told = told or ([f"{named(order)}."] if order else [])
    rest = [t("map.few", n=few, least=ENOUGH)] if few else []
    return " ".join([*told, *rest, *([t("map.lacking", n=lacking)] if lacking else [])])
