"""The maps of workplaces: as points in the colours of their groups, or counted in hexagons."""

import math
from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from dashboard.figures import map_frame
from dashboard.figures.map import Entry, entry
from dashboard.figures.map_ground import Ground
from dashboard.figures.plain import colour
from dashboard.figures.theme import Texts, palette, rgba


def draw_points(rows: Sequence[dict[str, Any]], groups: Sequence[str], ground: Ground, mode: str) -> pdk.Deck:
    """Workplaces as points: ``rows`` with lon, lat, group (index into ``groups``), employees, key, name, text."""
    data = [
        {
            "p": [round(r["lon"], 4), round(r["lat"], 4)], "c": r["group"], "key": r["key"], "name": r["name"], "t": r["text"],
            "r": round(2.5 + min(13.0, math.sqrt(r["employees"] or 0) * 0.8), 1),
        }
        for r in rows
    ]  # fmt: skip
    layer = pdk.Layer(
        "ScatterplotLayer", data=data, id="workplaces", pickable=True, get_position="p", get_radius="r",
        radius_units=pdk.types.String("pixels"), get_fill_color=map_frame.by("c", group_colours(groups, mode), 170),
        stroked=True, get_line_color=rgba(palette(mode).ground, 200), line_width_min_pixels=0.5,
    )  # fmt: skip
    layers = [*map_frame.layers(ground, mode, pickable=False), layer, map_frame.names(ground, mode)]
    return map_frame.deck(ground, layers, mode, "<b>{name}</b><br>{t}")


def group_colours(groups: Sequence[str], mode: str) -> list[str]:
    """The colours of ``group_roles``."""
    return [colour(role, mode) for role in group_roles(groups)]


def group_roles(groups: Sequence[str]) -> list[str]:
    """Sweden and Norway in their colours; other groups from the categories, the last one for all the rest."""
    return [*groups] if set(groups) <= {"SE", "NO", "both"} else [f"category:{n}" for n in range(len(groups))]


def draw_hexagons(bins: Sequence[dict[str, Any]], degrees: float, ground: Ground, texts: Texts, mode: str) -> pdk.Deck:
    """Workplaces counted in hexagons: ``bins`` with lat, lon, workplaces; darker (or lighter on night) means more."""
    colours = palette(mode)
    most = max((b["workplaces"] for b in bins), default=1)
    corners = [(math.sin(math.radians(a)), math.cos(math.radians(a))) for a in range(0, 360, 60)]
    half, wide = degrees / 2, degrees / 2 / 0.445  # cos(63.6°): a degree of longitude is that much shorter here
    data = [
        {
            "h": [[round(b["lon"] + x * wide, 4), round(b["lat"] + y * half, 4)] for x, y in corners],
            "c": hexagon_class(b["workplaces"], most), "name": texts.number(b["workplaces"]), "t": texts.words["workplaces"],
        }
        for b in bins
    ]  # fmt: skip
    layer = pdk.Layer(
        "PolygonLayer", data=data, id="hexagons", pickable=True, get_polygon="h", stroked=False,
        get_fill_color=map_frame.by("c", list(colours.rates[1:]), 225),
    )  # fmt: skip
    layers = [*map_frame.layers(ground, mode, pickable=False), layer, map_frame.names(ground, mode)]
    return map_frame.deck(ground, layers, mode, "<b>{name}</b> {t}")


def hexagon_class(count: int, most: int) -> int:
    """One of five classes on a logarithmic scale: a town must not make all else look empty."""
    return min(4, int(5 * math.log(count + 0.5) / math.log(most + 1))) if count > 0 else 0


def hexagons_legend(bins: Sequence[dict[str, Any]], texts: Texts, mode: str) -> list[Entry]:
    """What each class of hexagon really holds, least to most."""
    most = max((b["workplaces"] for b in bins), default=1)
    found: dict[int, list[int]] = {}
    for b in bins:
        found.setdefault(hexagon_class(b["workplaces"], most), []).append(b["workplaces"])
    return [
        entry(f"rates:{c + 1}", "–".join(dict.fromkeys(texts.number(end) for end in (min(v), max(v)))), mode)
        for c, v in sorted(found.items())
    ]
