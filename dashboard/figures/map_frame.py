"""What every map stands on: the municipalities' polygons by address, the national border, names, and a view that fits.

The polygons are GeoJSON files of the same origin, fetched and kept by the browser; what changes with a filter is only a
short list of colours, one for each municipality in the order of their property ``i``.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

import pydeck as pdk
from pydeck.types import String

from dashboard.figures.theme import FONT, palette, rgba
from dashboard.settings import REFERENCE


class Place(NamedTuple):
    """A municipality on the map: its number in the polygon file, a point well inside it, and its box."""

    key: str
    number: int
    lat: float
    lon: float
    box: tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True)
class Ground:
    """What lies under the data: addresses of the polygons and the border, names, the chosen areas, the size in pixels."""

    boundaries: str
    border: str
    names: Mapping[str, str]
    labelled: Sequence[str]  # which municipalities want their name, the most important first
    chosen: Collection[str] = ()
    width: int = 900
    height: int = 560


@cache
def places() -> dict[str, Place]:
    """Every municipality of boundaries.geojson by key."""
    found = {}
    for feature in json.loads((REFERENCE / "boundaries.geojson").read_text(encoding="utf-8"))["features"]:
        p = feature["properties"]
        corners = list(_corners(feature["geometry"]["coordinates"]))
        lons, lats = [c[0] for c in corners], [c[1] for c in corners]
        box = (min(lons), min(lats), max(lons), max(lats))
        found[p["key"]] = Place(p["key"], p["i"], p["label_lat"], p["label_lon"], box)
    return found


def _corners(coordinates: Any) -> Any:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _corners(part)


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


def fitting(ground: Ground, wanted: Sequence[tuple[float, float, str]]) -> list[int]:
    """Which of the names at points (lon, lat, text) fit beside one another, by their number; the first have precedence."""
    zoom, fits = fit(ground).zoom, []
    taken: list[tuple[float, float, float, float]] = []
    for number, (lon, lat, text) in enumerate(wanted):
        x, y = project(lon, lat, zoom)
        half, tall = len(text) * 4.2 + 6, 11
        box = (x - half, y - tall, x + half, y + tall)
        if all(box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in taken):
            taken.append(box)
            fits.append(number)
    return fits


def fit(ground: Ground) -> pdk.ViewState:
    """The view that shows the chosen municipalities, or all, in a frame of the ground's size."""
    keys = [key for key in ground.chosen if key in places()] or list(places())
    boxes = [places()[key].box for key in keys]
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    (x0, y1), (x1, y0) = project(west, south, 0), project(east, north, 0)
    zoom = min(math.log2(ground.width * 0.94 / (x1 - x0)), math.log2(ground.height * 0.94 / (y1 - y0)), 10.0)
    middle = 2 * math.atan(math.exp(math.pi * (1 - (y0 + y1) / 512))) - math.pi / 2
    return pdk.ViewState(
        latitude=round(math.degrees(middle), 4),
        longitude=round((west + east) / 2, 4),
        zoom=round(zoom, 2),
        min_zoom=4,
        max_zoom=14,
    )


def project(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator pixels of a point at a zoom (512-pixel tiles, as deck.gl)."""
    size = 512 * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return (lon + 180) / 360 * size, (1 - y / math.pi) / 2 * size


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
