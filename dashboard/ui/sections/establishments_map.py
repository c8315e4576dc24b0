"""Establishments on the map: their number in each municipality, by how sure they are or by stage."""

import html
from collections import Counter

import pydeck as pdk
import streamlit as st

from dashboard.figures import map as base
from dashboard.figures import map_counts as drawn
from dashboard.metrics.lists.ledger import STAGES, STATES, Establishment
from dashboard.ui import controls, maps
from dashboard.ui.sections import establishments
from dashboard.ui.state import View, remembered

HEIGHT = 520
COLOURS = ("verification", "stage")
GROUPS = {"verification": STATES, "stage": tuple(reversed(STAGES))}  # the strongest first


def show(view: View) -> None:
    """The map, under the sentence that says where most are; the list below it has the same rows."""
    t, rows = view.t, counted(view)
    if not rows:
        return
    title = finding(view, rows)
    st.subheader(title, anchor=False)
    colour = controls.switch("colour", COLOURS, t("map.colour"), lambda key: t(f"establishments.map.{key}"))
    deck, legend = _deck(view, colour)
    maps.show(view, f"establishments_{colour}", deck, legend, title, HEIGHT)
    st.caption(t("establishments.map.help"))


def counted(view: View) -> list[Establishment]:
    """Those that have a place on the map: lost ones, transfers and doubles are in the list only."""
    return [one for one in establishments.chosen(view).establishments if one.counts]


def finding(view: View, rows: list[Establishment]) -> str:
    """In how many municipalities there are any, and where most are; many in a tie are not named."""
    t, found = view.t, Counter(one.area for one in rows)
    most = max(found.values())
    first = [area for area, count in found.items() if count == most]
    values = {"n": len(found), "all": len(view.selection.municipalities())}
    if len(found) == 1:
        return t("establishments.map.one", area=t.area(first[0]), count=t.value(most, "establishments"))
    if len(first) > 3:
        return t("establishments.map.even", most=t.number(most), **values)
    return t("establishments.map.most", names=t.sentence(t.sort(map(t.area, first))), most=t.number(most), **values)


@remembered
def _deck(view: View, colour: str) -> tuple[pdk.Deck, list[base.Entry]]:
    groups, found = GROUPS[colour], dict[tuple[str, int], list[Establishment]]()
    for one in counted(view):
        found.setdefault((one.area, groups.index(getattr(one, colour))), []).append(one)
    spots = [
        drawn.Spot(area, group, len(here), "<br>".join(html.escape(_told(view, one)) for one in here))
        for (area, group), here in found.items()
    ]
    ground = maps.ground(view, HEIGHT)
    words = (
        establishments.states(view) if colour == "verification" else {s: establishments.stage(view, s) for s in groups}
    )
    deck = drawn.draw(spots, len(groups), ground, ground.names, view.mode)
    return deck, drawn.legend([words[group] for group in groups], view.mode)


def _told(view: View, one: Establishment) -> str:
    """What a circle says of each when it is hovered."""
    return " · ".join(
        [
            establishments.name(view, one),
            establishments.stage(view, one.stage),
            view.t(f"verification.{one.verification}"),
        ]
    )
