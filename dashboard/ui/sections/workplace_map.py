"""The map of workplaces: as points, or as hexagons where there are too many, and the list of the same rows."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pydeck as pdk
import streamlit as st

from dashboard.figures import map as drawn
from dashboard.metrics.lists import listing
from dashboard.metrics.question import Question
from dashboard.metrics.reference import SIZES, industries
from dashboard.ui import blocks, maps, tables
from dashboard.ui.state import View

HEIGHT = 600
POINTS = 10_000  # more than this are counted in hexagons
LISTED = 300  # rows of the list twin sent to the browser; the page Data has all
GROUPS = 7  # industries with a colour of their own; the others share one
DEGREES = 0.09  # a hexagon's height: about 10 km


def show(view: View, year: int | None, colour: str) -> None:
    """Workplaces as points, or as hexagons where there are too many; the list has the same rows."""
    t, when = view.t, year or view.engine.facts.as_of.year
    table = _table(view, when)
    if not table.num_rows:
        st.info(t("map.workplaces.none", area=blocks.subject(view)))
        return
    title = t("map.workplaces.title", n=table.num_rows, area=blocks.subject(view), year=str(when))
    st.subheader(title, anchor=False)
    many = table.num_rows > POINTS
    deck, legend = _hexagons(view, when) if many else _points(view, when, colour)
    maps.show(view, "hexagons" if many else f"points_{colour}", deck, legend, title, HEIGHT)
    clicked(view, table)
    unplaced, sized = table.column("lat").null_count, table.column("employees_low").null_count < table.num_rows
    helps = [t("map.hexagons.help")] if many else [t("map.points.help")] if sized else []
    st.caption(" ".join([*helps, t("map.unplaced", n=unplaced)] if unplaced else helps))
    blocks.actions(view, "workplaces", title, Question("workplaces", replace(view.selection, first=when, last=when)))
    st.subheader(t("map.list"), anchor=False)
    tables.grid(_list(view, when), [t("column.employees")], 320, alt=t("map.list"))
    if table.num_rows > LISTED:
        st.caption(t("map.listed", shown=LISTED, all=table.num_rows))


def clicked(view: View, table: pa.Table) -> None:
    """The workplace that was clicked on the map, and the way to its company."""
    key, t = st.session_state.get("workplace", ""), view.t
    found = table.filter(pc.equal(table["key"], key)).to_pylist()
    if not found:
        return
    with st.container(key="clicked_workplace", border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{found[0]['name']}**  \n{_told(view, found[0])}", width="stretch")
        if found[0]["company"]:
            query = {**view.selection.to_query(), "lang": t.language, "company": found[0]["company"]}
            st.page_link(
                st.session_state["pages"]["companies"], label=t("companies.open"), icon=":material/open_in_full:",
                query_params=query,
            )  # fmt: skip


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
    size = t.band(row["employees_low"], row["employees_high"])
    return f"{t.area(row['area'])} · {t.industry(row['industry'], short=True)} · {t('column.employees')}: {size}"


@lru_cache(maxsize=64)
def _list(view: View, year: int) -> dict[str, list[str]]:
    """The list twin of the workplace map: the same rows, largest first."""
    t, rows = view.t, _table(view, year).slice(0, LISTED).to_pylist()
    columns = {
        t("column.name"): [r["name"] for r in rows],
        t("column.area"): [t.area(r["area"]) if r["area"] else "" for r in rows],
        t("column.industry"): [t.industry(r["division"] if r["division"] in industries() else "?") for r in rows],
        t("column.employees"): [t.band(r["employees_low"], r["employees_high"]) for r in rows],
    }
    details = [_detail(view, r["detail"]) for r in rows]
    return columns | {t("column.detail"): details} if any(details) else columns


def _detail(view: View, fact: str | None) -> str:
    """A workplace's further fact (name=value, see staged.py) in words."""
    if not fact:
        return ""
    name, value = fact.split("=", 1)
    return view.t(f"detail.{name}", value=value if name == "inspected" else float(value))
