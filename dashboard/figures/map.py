"""The maps of values by municipality: rates as colours of areas, totals as circles; and what a legend is made of."""

import math
from itertools import pairwise
from typing import NamedTuple

import pydeck as pdk

from dashboard.figures import classes, map_frame, map_ground
from dashboard.figures.classes import Scale
from dashboard.figures.map_ground import Ground
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
    for key in map_ground.places():
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
    if len(info.values) < len(map_ground.places()):
        entries.append(entry("nodata", texts.words["missing"], mode))
    return entries


def draw_totals(values: dict[str, float], ground: Ground, texts: Texts, mode: str) -> pdk.Deck:
    """A circle for each municipality, its area in proportion to the total."""
    colours, largest = palette(mode), max(values.values(), default=1.0) or 1.0
    circles = [
        {
            "p": [map_ground.places()[key].lon, map_ground.places()[key].lat], "r": round(_radius(value, largest), 1),
            "c": 0 if key.startswith("SE") else 1, "key": key, "name": texts.name(key), "v": texts.number(value),
        }
        for key, value in sorted(values.items(), key=lambda item: -item[1]) if value > 0
    ]  # fmt: skip
    layer = pdk.Layer(
        "ScatterplotLayer", data=circles, id="totals", pickable=True, get_position="p", get_radius="r",
        radius_units=pdk.types.String("pixels"), stroked=True, get_line_color=rgba(colours.ground), line_width_min_pixels=1,
        get_fill_color=map_frame.by("c", [colours.sweden, colours.norway], 190),
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
