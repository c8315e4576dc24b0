"""The maps: rates as colours of areas, totals as circles, workplaces as points or hexagons."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pydeck as pdk

from dashboard.figures import classes, map_frame
from dashboard.figures.classes import Scale
from dashboard.figures.map_frame import Ground
from dashboard.figures.plain import colour
from dashboard.figures.theme import SIGNS, Texts, country_of, palette, rgba
from dashboard.metrics.series import Series

LARGEST = 34  # pixels: the radius of the largest circle


class Entry(NamedTuple):
    """A line of a legend: a colour, its words, and for a circle its radius in pixels; the colour's role and what the circle
    stands for."""

    colour: str
    label: str
    radius: float = 0.0
    role: str = ""
    size: float = 0.0


def entry(role: str, label: str, mode: str, size: float = 0.0, radius: float = 0.0) -> Entry:
    """A line of a legend by its role; without one it is a heading."""
    return Entry(colour(role, mode) if role else "", label, radius, role, size)


class Rates(NamedTuple):
    """Values by municipality, and the classes they fall into: one scale, or one for each country."""

    values: dict[str, float]
    scales: tuple[Scale, ...]

    def scale(self, key: str) -> Scale:
        """The scale that holds for a municipality."""
        return next(scale for scale in self.scales if key.startswith(scale.country))

    def group(self, key: str) -> int | None:
        """Which class of its scale a municipality is in, from 0; None without a value."""
        value = self.values.get(key)
        return None if value is None else self.scale(key).group(value)


def rates_info(series: Series, middle: float | None = None) -> Rates:
    """The latest value of each municipality in classes. Where the two countries may not be compared (grade C) each has its
    own, and no middle; else ``middle`` is the value with another hue on either side (1 of a quotient, 0 of a change)."""
    values = {p.area: p.value for p in series.points if p.value is not None}
    if series.grade == "C" and len({country_of(key) for key in values}) > 1:
        return Rates(values, classes.by_country(values))
    known = [*values.values()]
    return Rates(values, (classes.one(known) if middle is None else classes.around(known, middle),))


def draw_rates(info: Rates, ground: Ground, hover: dict[str, str], mode: str) -> pdk.Deck:
    """Areas coloured by rate; without a value they stay on the map, grey."""
    colours, fills = palette(mode), {}
    for key in map_frame.places():
        group = info.group(key)
        fills[key] = rgba(colours.nodata if group is None else info.scale(key).colour(group, colours))
    layers = [*map_frame.layers(ground, mode, fills), map_frame.names(ground, mode)]
    return map_frame.deck(ground, layers, mode, map_frame.hover(hover))


def rates_legend(info: Rates, texts: Texts, mode: str) -> list[Entry]:
    """The classes in numbers, low to high, and what grey means. Where each country has its own classes, they stand under its
    name, an entry without a colour."""
    entries = []
    for scale in info.scales:
        if scale.country:
            entries.append(entry("", f"{SIGNS[scale.country]} {texts.name(scale.country)}", mode))
        for group, ends in enumerate(pairwise(scale.limits)):
            label = "–".join(dict.fromkeys(texts.number(end) for end in ends))
            entries.append(entry(scale.role(group), label, mode))
    if len(info.values) < len(map_frame.places()):
        entries.append(entry("nodata", texts.words["missing"], mode))
    return entries


def draw_totals(values: dict[str, float], ground: Ground, texts: Texts, mode: str) -> pdk.Deck:
    """A circle for each municipality, its area in proportion to the total."""
    colours, largest = palette(mode), max(values.values(), default=1.0) or 1.0
    circles = [
        {
            "p": [map_frame.places()[key].lon, map_frame.places()[key].lat], "r": round(_radius(value, largest), 1),
            "c": 0 if key.startswith("SE") else 1, "key": key, "name": texts.name(key), "v": texts.number(value),
        }
        for key, value in sorted(values.items(), key=lambda item: -item[1]) if value > 0
    ]  # fmt: skip
    layer = pdk.Layer(
        "ScatterplotLayer", data=circles, id="totals", pickable=True, get_position="p", get_radius="r",
        radius_units=pdk.types.String("pixels"), stroked=True, get_line_color=rgba(colours.ground), line_width_min_pixels=1,
        get_fill_color=_by_index([colours.sweden, colours.norway], 190),
    )  # fmt: skip
    layers = [*map_frame.layers(ground, mode, pickable=False), layer, map_frame.names(ground, mode)]
    return map_frame.deck(ground, layers, mode, "<b>{name}</b><br>{v}")


def _radius(value: float, largest: float) -> float:
    return max(2.0, LARGEST * math.sqrt(value / largest))


def totals_legend(values: dict[str, float], texts: Texts, mode: str) -> list[Entry]:
    """Three real examples of circle sizes: the largest, and round parts of it; then the countries' colours."""
    largest = max(values.values(), default=0.0)
    sizes = [size for size in (classes.rounded(part, 0) for part in (largest, largest / 10, largest / 50)) if size > 0]
    circles = [
        entry("context", texts.number(size), mode, size, _radius(size, largest)) for size in dict.fromkeys(sizes)
    ]
    return [*circles, *(entry(country, texts.name(country), mode) for country in ("SE", "NO"))]


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
        radius_units=pdk.types.String("pixels"), get_fill_color=_by_index(group_colours(groups, mode), 170),
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
        get_fill_color=_by_index(list(colours.rates[1:]), 225),
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


def _by_index(colours: Sequence[str], alpha: int) -> str:
    """A deck.gl expression that takes a row's colour out of a short list by its ``c``."""
    return f"({[rgba(one, alpha) for one in colours]})[c]".replace(" ", "")
