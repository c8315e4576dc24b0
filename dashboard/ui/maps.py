"""Maps on pages: the deck with its legend in words, and a click that filters."""

import html
from dataclasses import replace
from typing import Any

import pydeck as pdk
import streamlit as st

from dashboard.figures import map as drawn
from dashboard.figures.theme import palette
from dashboard.metrics.reference import areas
from dashboard.ui import state
from dashboard.views.view import View

POLYGONS = "© Kartverket (CC BY 4.0), SCB"  # as the licences ask


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
