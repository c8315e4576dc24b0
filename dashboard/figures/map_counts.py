"""Counts at municipalities as small circles with their number in them, one for each group, side by side."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pydeck as pdk

from dashboard.figures import map_frame
from dashboard.figures.map import Entry
from dashboard.figures.map_frame import Ground
from dashboard.figures.theme import FONT, SMALLEST, palette, rgba

RADIUS, GAP = 11.0, 2.0  # px
SHADES = (5, 4, 2, 0)  # of the scale of rates, for groups from the strongest to the weakest
STRONG = 4  # from this shade on a number in it has the colour of the ground


class Spot(NamedTuple):
    """How many of one group there are in a municipality, and what is told of them."""

    area: str
    group: int
    number: int
    text: str


def shades(groups: int) -> tuple[int, ...]:
    """The shades of so many groups (at most four), the first the strongest: light and dark tell them apart, not hue."""
    return SHADES if groups > len(SHADES) - 1 else (5, 2, 0)[:groups]


def draw(spots: Sequence[Spot], groups: int, ground: Ground, names: Mapping[str, str], mode: str) -> pdk.Deck:
    """The circles on the municipality's own point; those of a municipality stand in a row of the groups' order."""
    colours, used, places = palette(mode), shades(groups), map_frame.places()
    degree = 360 / (
        512 * 2 ** (map_frame.fit(ground).zoom or 0)
    )  # of longitude, to a pixel at the zoom the map opens with
    data: list[dict[str, Any]] = []
    for area in dict.fromkeys(spot.area for spot in spots):
        mine = sorted(spot for spot in spots if spot.area == area)
        widths = [_radius(spot.number) * 2 + GAP for spot in mine]
        left = -sum(widths) / 2
        for spot, width in zip(mine, widths, strict=True):
            at = places[area].lon + (left + width / 2) * degree
            left += width
            data.append({
                "p": [round(at, 4), places[area].lat], "r": _radius(spot.number), "c": spot.group, "n": str(spot.number),
                "s": int(used[spot.group] >= STRONG), "key": area, "name": names[area], "t": spot.text,
            })  # fmt: skip
    fill = _by("c", [colours.rates[shade] for shade in used])
    circles = pdk.Layer(
        "ScatterplotLayer", data=data, id="counts", pickable=True, get_position="p", get_radius="r",
        radius_units=pdk.types.String("pixels"), get_fill_color=fill, stroked=True, get_line_color=rgba(colours.text),
        line_width_min_pixels=1,
    )  # fmt: skip
    numbers = pdk.Layer(
        "TextLayer", data=data, id="numbers", pickable=False, get_position="p", get_text="n", get_size=SMALLEST,
        get_color=_by("s", [colours.text, colours.ground]), font_family=pdk.types.String(FONT), font_weight=600,
        character_set=pdk.types.String("auto"),
    )  # fmt: skip
    below = map_frame.names(ground, mode)
    below.get_pixel_offset = [0, RADIUS + SMALLEST / 2 + 1]  # a name stands under its circles
    layers = [*map_frame.layers(ground, mode, pickable=False), below, circles, numbers]
    return map_frame.deck(ground, layers, mode, "<b>{name}</b><br>{t}")


def legend(names: Sequence[str], mode: str) -> list[Entry]:
    """The groups' shades with their names, in order."""
    colours = palette(mode)
    return [Entry(colours.rates[s], name, RADIUS) for s, name in zip(shades(len(names)), names, strict=True)]


def _radius(count: int) -> float:
    """Wide enough for the number."""
    return RADIUS + 4 * (int(math.log10(count)) - 1 if count >= 100 else 0)


def _by(name: str, colours: Sequence[str]) -> str:
    """A deck.gl expression that takes a row's colour out of a short list."""
    return f"({[rgba(colour) for colour in colours]})[{name}]".replace(" ", "")
