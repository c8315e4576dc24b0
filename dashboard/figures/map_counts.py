"""Counts at municipalities as small circles with their number in them, one for each group, side by side."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

import pydeck as pdk

from dashboard.figures import map_frame, map_ground
from dashboard.figures.map import Entry, entry
from dashboard.figures.map_ground import Ground
from dashboard.figures.map_plain import areas, chosen, named, whole
from dashboard.figures.plain import Circle, Legend, Map
from dashboard.figures.theme import FONT, SMALLEST, Texts, palette, rgba

RADIUS, GAP = 11.0, 2.0  # px
LARGEST = 20.0  # px: the radius that the largest has about in the outputs, where circles are in proportion
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
    colours, used = palette(mode), shades(groups)
    data: list[dict[str, Any]] = [
        {
            "p": [round(lon, 4), lat], "r": _radius(spot.number), "c": spot.group, "n": str(spot.number),
            "s": int(used[spot.group] >= STRONG), "key": spot.area, "name": names[spot.area], "t": spot.text,
        }
        for mine in _rows(spots, ground, _radius) for spot, lon, lat in mine
    ]  # fmt: skip
    fill = map_frame.by("c", [colours.rates[shade] for shade in used])
    circles = pdk.Layer(
        "ScatterplotLayer", data=data, id="counts", pickable=True, get_position="p", get_radius="r",
        radius_units=pdk.types.String("pixels"), get_fill_color=fill, stroked=True, get_line_color=rgba(colours.text),
        line_width_min_pixels=1,
    )  # fmt: skip
    numbers = pdk.Layer(
        "TextLayer", data=data, id="numbers", pickable=False, get_position="p", get_text="n", get_size=SMALLEST,
        get_color=map_frame.by("s", [colours.text, colours.ground]), font_family=pdk.types.String(FONT), font_weight=600,
        character_set=pdk.types.String("auto"),
    )  # fmt: skip
    below = map_frame.names(ground, mode)
    below.get_pixel_offset = [0, RADIUS + SMALLEST / 2 + 1]  # a name stands under its circles
    layers = [*map_frame.layers(ground, mode, pickable=False), below, circles, numbers]
    return map_frame.deck(ground, layers, mode, "<b>{name}</b><br>{t}")


def legend(names: Sequence[str], mode: str) -> list[Entry]:
    """The groups' shades with their names, in order."""
    return [entry(f"rates:{s}", name, mode, radius=RADIUS) for s, name in zip(shades(len(names)), names, strict=True)]


def plain(spots: Sequence[Spot], names: Sequence[str], ground: Ground, texts: Texts, *, unit: str = "") -> Map:
    """The circles in the shades of their groups, whose ``names`` make the legend. The last circle of a municipality is
    named, as far as there is room, with the numbers of all of them."""
    used, most = shades(len(names)), max((spot.number for spot in spots), default=1)
    rows = [*_rows(spots, whole(ground), lambda number: LARGEST * math.sqrt(number / most))]
    told = [
        f"{ground.names[row[0][0].area]} {' + '.join(texts.number(spot.number) for spot, *_ in row)}" for row in rows
    ]
    fits = named(ground, [(row[-1][1], row[-1][2], name) for row, name in zip(rows, told, strict=True)])
    circles = tuple(
        Circle(
            lon, lat, name, f"{ground.names[spot.area]}: {unescape(spot.text.replace('<br>', '; '))}", float(spot.number),
            _role(used[spot.group]), n in fits and spot is row[-1][0],
        )
        for n, (row, name) in enumerate(zip(rows, told, strict=True)) for spot, lon, lat in row
    )  # fmt: skip
    entries = tuple(Legend(name, _role(shade)) for name, shade in zip(names, used, strict=True))
    return Map(areas(ground), circles, legend=entries, chosen=chosen(ground), unit=unit)


def _role(shade: int) -> str:
    """The palest shade is hardly seen without an outline, which not every output draws: grey then, as in bars."""
    return f"rates:{shade}" if shade else "context"


def _rows(
    spots: Sequence[Spot], ground: Ground, radius: Callable[[int], float]
) -> Iterator[list[tuple[Spot, float, float]]]:
    """The spots of each municipality with their places (lon, lat): side by side, at the zoom that the map opens with."""
    degree = 360 / (512 * 2 ** (map_ground.fit(ground).zoom or 0))  # of longitude, to a pixel
    for area in dict.fromkeys(spot.area for spot in spots):
        mine, place = sorted(spot for spot in spots if spot.area == area), map_ground.places()[area]
        widths = [radius(spot.number) * 2 + GAP for spot in mine]
        left = [sum(widths[:n]) - sum(widths) / 2 for n in range(len(mine))]
        yield [
            (spot, place.lon + (start + width / 2) * degree, place.lat)
            for spot, start, width in zip(mine, left, widths, strict=True)
        ]


def _radius(count: int) -> float:
    """Wide enough for the number."""
    return RADIUS + 4 * (int(math.log10(count)) - 1 if count >= 100 else 0)
