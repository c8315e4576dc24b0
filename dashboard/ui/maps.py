"""Maps on pages: their ground, the deck with its legend in words, and a click that filters."""

import html
from dataclasses import replace
from typing import Any

import pydeck as pdk
import streamlit as st

from dashboard.figures import map as drawn
from dashboard.figures.map_frame import Ground
from dashboard.figures.theme import Texts, palette
from dashboard.metrics.reference import areas, municipalities
from dashboard.ui import state
from dashboard.ui.server import shape_address
from dashboard.ui.state import View

NAMED = (  # whose name stands on the whole map, the most important first; the rest as far as there is room
    "NO-5001", "SE-2380", "NO-5006", "SE-2321", "SE-2361", "SE-2313", "NO-5007", "NO-5025", "NO-5021", "SE-2305",
    "NO-5037", "NO-5035", "SE-2326", "NO-5060", "SE-2303", "NO-5014", "SE-2309", "NO-5059", "NO-5042", "NO-5041",
)  # fmt: skip

POLYGONS = "© Kartverket (CC BY 4.0), SCB"  # as the licences ask


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
        if not entry.colour:  # the country that the next ones are of, on a line of its own
            parts.append(f'<b style="flex-basis:100%">{html.escape(entry.label)}</b>')
            continue
        parts.append(
            f'<span style="display:inline-flex;align-items:center;gap:6px;margin-right:16px">'
            f'<span aria-hidden="true" style="width:{size}px;height:{size}px;border-radius:{shape};background:{entry.colour};'
            f'border:1px solid rgba(120,130,140,.6);flex:none"></span>{html.escape(entry.label)}</span>'
        )
    parts.append(f'<span style="color:{muted};margin-left:auto">{POLYGONS}</span>')
    return f'<div style="font-size:14px;display:flex;flex-wrap:wrap;row-gap:4px">{"".join(parts)}</div>'


def within(name: str) -> str:
    """A name inside a sentence: a small first letter, except where it is an abbreviation (FoU, R&D)."""
    return name if name[1:2].isupper() or name[1:3] == "oU" or "&" in name[:3] else name[:1].lower() + name[1:]
