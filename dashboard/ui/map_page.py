"""The Map page: what to show, which year, and for each way of showing its map and list."""

from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa
import pydeck as pdk
import streamlit as st

from dashboard.figures import map as drawn
from dashboard.metrics import listing
from dashboard.metrics.catalogue import catalogue
from dashboard.metrics.compute import Question
from dashboard.metrics.reference import SIZES, industries
from dashboard.ui import blocks, companies, maps, tables
from dashboard.ui.state import View

SHOWS = ("workplaces", "rate", "total")
METRICS = {
    "rate": ("companies_per_1000", "jobs_per_1000"),
    "total": ("companies", "workplaces", "jobs", "vacancies", "establishments", "rd_contacts", "population"),
}
COLOURS = ("country", "industry", "size")
HEIGHT = 600
POINTS = 10_000  # more than this are counted in hexagons
LISTED = 300  # rows of the list twin sent to the browser; the page Data has all
GROUPS = 7  # industries with a colour of their own; the others share one
DEGREES = 0.09  # a hexagon's height: about 10 km


class Asked(NamedTuple):
    """What the reader wants to see: the way of showing, the year (None: the latest), and the way's own choice."""

    show: str
    year: int | None
    choice: str  # a metric, or what colours the points


def controls(view: View) -> Asked:
    """What to show, by what, and which year; all of it stands in the link."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="top", key="map_controls"):
        show = st.segmented_control(
            t("map.show"), SHOWS, format_func=lambda key: t(f"map.show.{key}"), required=True, key="map_show",
            default=_asked("show", SHOWS),
        )  # fmt: skip
        show = show or SHOWS[0]
        if show == "workplaces":
            choice = _choice("colour", COLOURS, t("map.colour"), lambda key: t(f"map.colour.{key}"))
        else:
            choice = _choice("metric", METRICS[show], t("map.metric"), lambda key: t(f"metric.{key}.name"))
        last = view.engine.facts.as_of.year
        years = list(range(view.selection.first or last - 11, (view.selection.last or last) + 1))
        asked = st.query_params.get("year", "")
        year = st.select_slider(
            t("map.year"), years, value=int(asked) if asked.isdigit() and int(asked) in years else years[-1], key="map_year", width=300,
        ) if len(years) > 1 else years[-1]  # fmt: skip
    _keep("show", show, SHOWS[0])
    _keep("year", str(year), str(last))
    return Asked(show, None if year == last else year, choice)


def _asked(name: str, allowed: tuple[str, ...]) -> str:
    value = st.query_params.get(name, "")
    return value if value in allowed else allowed[0]


def _keep(name: str, value: str | None, usual: str) -> None:
    """Write one of the page's own choices into the link, or take it out where it is the usual one."""
    if value and value != usual:
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _choice(name: str, allowed: tuple[str, ...], label: str, words: Any) -> str:
    """A choice that belongs to this picture, kept in the link."""
    usual = allowed[0]
    value = st.selectbox(
        label,
        allowed,
        index=allowed.index(_asked(name, allowed)),
        format_func=words,
        key=f"map_{name}_{allowed[0]}",
        width=300,
    )
    _keep(name, value, usual)
    return value or usual


def show(view: View, asked: Asked) -> None:
    """The map that was asked for, and its list twin."""
    if asked.show == "workplaces":
        workplaces(view, asked)
        return
    make = maps.rate_deck if asked.show == "rate" else maps.total_deck
    maps.area_map(view, asked.choice, asked.show, HEIGHT, asked.year, make)
    area_list(view, maps.everywhere(view, asked.choice, asked.year))


def area_list(view: View, question: Question) -> None:
    """The list twin of an area map: every municipality with its value and what stands behind it."""
    t, series = view.t, view.series(question)
    known = maps.ranked(series)
    rest = [p for p in series.points if p.value is None and p.breakdown in ("", "verified")]
    decimals = catalogue()[question.metric].decimals
    st.subheader(t("map.list"), anchor=False)
    tables.grid(
        {
            t("column.area"): [t.area(p.area) for p in (*known, *rest)],
            t("column.country"): [t.area(p.area[:2]) for p in (*known, *rest)],
            t("column.value"): [t.value(p.value, series.unit, decimals, p.status, p.low, p.high) for p in (*known, *rest)],
            t("column.count"): ["" if p.count is None else t.number(p.count) for p in (*known, *rest)],
            t("column.period"): [t.period(p.period) for p in (*known, *rest)],
            t("column.status"): [t(f"status.{p.status}") for p in (*known, *rest)],
        },
        [t("column.value"), t("column.count")], 320, alt=t("map.list"),
    )  # fmt: skip


def workplaces(view: View, asked: Asked) -> None:
    """Workplaces as points, or as hexagons where there are too many; the list has the same rows."""
    t, when = view.t, asked.year or view.engine.facts.as_of.year
    table = _table(view, when)
    if not table.num_rows:
        st.info(t("map.workplaces.none", area=blocks.subject(view)))
        return
    title = t("map.workplaces.title", n=table.num_rows, area=blocks.subject(view), year=str(when))
    st.subheader(title, anchor=False)
    many = table.num_rows > POINTS
    deck, legend = _hexagons(view, when) if many else _points(view, when, asked.choice)
    maps.show(view, "hexagons" if many else f"points_{asked.choice}", deck, legend, title, HEIGHT)
    unplaced, sized = table.column("lat").null_count, table.column("employees_low").null_count < table.num_rows
    helps = [t("map.hexagons.help")] if many else [t("map.points.help")] if sized else []
    st.caption(" ".join([*helps, t("map.unplaced", n=unplaced)] if unplaced else helps))
    st.subheader(t("map.list"), anchor=False)
    tables.grid(_list(view, when), [t("column.employees")], 320, alt=t("map.list"))
    if table.num_rows > LISTED:
        st.caption(t("map.listed", shown=LISTED, all=table.num_rows))


@lru_cache(maxsize=64)  # tables are larger than answers: fewer are kept
def _table(view: View, year: int) -> pa.Table:
    return listing.workplaces(view.engine, view.selection, year)


@lru_cache(maxsize=64)
def _hexagons(view: View, year: int) -> tuple[pdk.Deck, list[drawn.Entry]]:
    bins, words = listing.bins(view.engine, view.selection, year, DEGREES).to_pylist(), maps.texts(view)
    deck = drawn.draw_hexagons(bins, DEGREES, maps.ground(view, HEIGHT), words, view.mode)
    return deck, drawn.hexagons_legend(bins, words, view.mode)


@lru_cache(maxsize=64)
def _points(view: View, year: int, colour: str) -> tuple[pdk.Deck, list[drawn.Entry]]:
    placed = [row for row in _table(view, year).to_pylist() if row["lat"] is not None]
    rows, groups, names = grouped(view, placed, colour)
    legend = [drawn.Entry(c, n) for c, n in zip(drawn.group_colours(groups, view.mode), names, strict=True)]
    return drawn.draw_points(rows, groups, maps.ground(view, HEIGHT), view.mode), legend


def grouped(view: View, placed: list[dict[str, Any]], colour: str) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """The rows to draw with the group of each, the groups' keys, and their names for the legend."""
    t = view.t
    if colour == "industry":
        often: dict[str, int] = {}
        for row in placed:
            often[row["industry"]] = often.get(row["industry"], 0) + 1
        groups = sorted(often, key=lambda code: -often[code])[:GROUPS]
        names = [t.industry(code, short=True) for code in groups]
        if len(often) > GROUPS:
            groups, names = [*groups, ""], [*names, t("map.other")]
    elif colour == "size":
        groups = [size for size in SIZES if any(row["size"] == size for row in placed)][-8:]
        names = [t.size(size) for size in groups]
    else:
        groups = sorted({row["country"] for row in placed}, reverse=True)
        names = [t.area(country) for country in groups]
    place = {group: number for number, group in enumerate(groups)}
    rows = [
        {
            "lon": r["lon"], "lat": r["lat"], "key": r["key"], "name": r["name"] or "", "employees": r["employees_low"],
            "group": place.get(r[colour], len(groups) - 1),
            "text": _told(view, r),
        }
        for r in reversed(placed)  # the largest first in the table are drawn last, on top
    ]  # fmt: skip
    return rows, groups, names


def _told(view: View, row: dict[str, Any]) -> str:
    """What a point says when it is hovered: where, what, how large."""
    t = view.t
    size = companies.headcount(view, row["employees_low"], row["employees_high"])
    return f"{t.area(row['area'])} · {t.industry(row['industry'], short=True)} · {t('column.employees')}: {size}"


@lru_cache(maxsize=64)
def _list(view: View, year: int) -> dict[str, list[str]]:
    """The list twin of the workplace map: the same rows, largest first."""
    t, rows = view.t, _table(view, year).slice(0, LISTED).to_pylist()
    columns = {
        t("column.name"): [r["name"] for r in rows],
        t("column.area"): [t.area(r["area"]) if r["area"] else "" for r in rows],
        t("column.industry"): [t.industry(r["division"] if r["division"] in industries() else "?") for r in rows],
        t("column.employees"): [companies.headcount(view, r["employees_low"], r["employees_high"]) for r in rows],
    }
    details = [_detail(view, r["detail"]) for r in rows]
    return columns | {t("column.detail"): details} if any(details) else columns


def _detail(view: View, fact: str | None) -> str:
    """A workplace's further fact (name=value, see staged.py) in words."""
    if not fact:
        return ""
    name, value = fact.split("=", 1)
    return view.t(f"detail.{name}", value=value if name == "inspected" else float(value))
