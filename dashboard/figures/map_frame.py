"""What every map stands on: the municipalities' polygons by address, the national border, names, and a view that fits.

The polygons are GeoJSON files of the same origin, fetched and kept by the browser; what changes with a filter is only a
short list of colours, one for each municipality in the order of their property ``i``.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import pydeck as pdk
from pydeck.types import String

from dashboard.figures.map_ground import Ground, fit, fitting, places
from dashboard.figures.theme import FONT, palette, rgba


def layers(
    ground: Ground, mode: str, fills: Mapping[str, list[int]] | None = None, pickable: bool = True
) -> list[pdk.Layer]:
    """Polygons (filled with ``fills`` by key, else plain land), the national border, and names that do not collide."""
    colours = palette(mode)
    land = rgba(colours.land)
    order = sorted(places().values(), key=lambda place: place.number)
    table = [(fills or {}).get(place.key, land) for place in order]
    edges = [rgba(colours.text) if place.key in ground.chosen else rgba(colours.context, 150) for place in order]
    widths = [2.5 if place.key in ground.chosen else 0.7 for place in order]
    polygons = pdk.Layer(
        "GeoJsonLayer", data=ground.boundaries, id="areas", pickable=pickable, stroked=True, filled=True,
        get_fill_color=_pick(table), get_line_color=_pick(edges), get_line_width=_pick(widths),
        line_width_units=String("pixels"), line_width_min_pixels=0.5,
        # a new list of colours is taken into use although the address stays the same
        update_triggers={"getFillColor": _pick(table), "getLineColor": _pick(edges), "getLineWidth": _pick(widths)},
    )  # fmt: skip
    border = pdk.Layer(
        "GeoJsonLayer", data=ground.border, id="border", pickable=False, stroked=True, filled=False,
        get_line_color=rgba(colours.text, 220), get_line_width=2.2, line_width_units=String("pixels"),
    )  # fmt: skip
    return [polygons, border]


def names(ground: Ground, mode: str) -> pdk.Layer:
    """The names that fit beside one another at the zoom the map opens with."""
    colours, found = palette(mode), places()
    wanted = [(found[key].lon, found[key].lat, ground.names[key]) for key in ground.labelled]
    shown = [{"p": [wanted[n][0], wanted[n][1]], "t": wanted[n][2]} for n in fitting(ground, wanted)]
    return pdk.Layer(
        "TextLayer", data=shown, id="names", pickable=False, get_position="p", get_text="t", get_size=14,
        get_color=rgba(colours.text), font_family=String(FONT), font_weight=600, character_set=String("auto"),
        outline_width=6, outline_color=rgba(colours.ground), font_settings={"sdf": True, "fontSize": 64, "buffer": 16, "radius": 16},
    )  # fmt: skip


class Drawn(pdk.Deck):
    """A map that is written out once, however often it is shown: writing 10 000 points takes longer than drawing them."""

    @cached_property
    def _json(self) -> str:
        return str(super().to_json())

    def to_json(self) -> str:
        """The map as deck.gl's JSON."""
        return self._json


def deck(ground: Ground, layers: list[pdk.Layer], mode: str, tooltip: str) -> pdk.Deck:
    """The layers as one map without any base map: nothing is asked of another host."""
    colours = palette(mode)
    style = {
        "backgroundColor": colours.ground, "color": colours.text, "fontSize": "14px", "fontFamily": FONT,
        "border": f"1px solid {colours.line}", "borderRadius": "6px", "maxWidth": "280px",
    }  # fmt: skip
    return Drawn(
        layers=layers, initial_view_state=fit(ground), map_provider=None, tooltip={"html": tooltip, "style": style}
    )


def hover(texts: Mapping[str, str]) -> str:
    """A tooltip for polygons that come by address: it holds each municipality's line and shows the one hovered.

    The polygon file carries only key, name and index, so the values travel in the tooltip, not in the shapes.
    """
    order = sorted(places().values(), key=lambda place: place.number)
    lines = "".join(f"<div class='v v{place.number}'>{texts.get(place.key, '')}</div>" for place in order)
    return f"<style>.v{{display:none}} .v{{i}}{{display:block}}</style><b>{{name}}</b>{lines}"


def _pick(table: Sequence[Any]) -> str:
    """A deck.gl expression that takes the feature's entry out of a list (in parentheses: its parser wants them)."""
    return f"({json.dumps(table, separators=(',', ':'))})[properties.i]"


def by(field: str, colours: Sequence[str], alpha: int = 255) -> str:
    """A deck.gl expression that takes a row's colour out of a short list by a field of the row."""
    return f"({[rgba(colour, alpha) for colour in colours]})[{field}]".replace(" ", "")
