"""What is tied together over the map: places as circles in proportion, and arcs between them; those that cross the border
in the region's colour over all the others in grey."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import pydeck as pdk
from pydeck.types import String

from dashboard.figures import classes, map_frame
from dashboard.figures.map import Entry, entry
from dashboard.figures.map_ground import Ground
from dashboard.figures.map_plain import areas, chosen, named
from dashboard.figures.map_plain import legend as plain_legend
from dashboard.figures.naming import role
from dashboard.figures.plain import Circle, Link, Map
from dashboard.figures.theme import Texts, palette, rgba

LARGEST, LEAST = 24.0, 5.0  # px: the radius of the largest circle, and of the smallest
SMALL = (LEAST / LARGEST) ** 2  # how much of the largest the smallest circle stands for
WIDEST, NARROWEST = 7.0, 1.5  # px: the width of the arc that stands for most, and of one that stands for one


class Spot(NamedTuple):
    """A circle: where it lies, its value, the area that it belongs to (a click filters by it), and its words."""

    lon: float
    lat: float
    value: float
    area: str
    name: str
    text: str


class Arc(NamedTuple):
    """A tie from one point (lon, lat) to another: how much it stands for, whether it crosses the border, the area that it
    starts in, and its words."""

    start: tuple[float, float]
    end: tuple[float, float]
    value: float
    crosses: bool
    area: str
    name: str
    text: str


def draw(spots: Sequence[Spot], arcs: Sequence[Arc], ground: Ground, mode: str) -> pdk.Deck:
    """The circles, the largest undermost, and the arcs, those over the border uppermost. Names are data that people typed:
    they are escaped, for a map shows its tooltip as HTML."""
    colours = palette(mode)
    most, thickest = max((s.value for s in spots), default=1.0), max((a.value for a in arcs), default=1.0)
    ties = [
        {
            "s": _point(*a.start), "e": _point(*a.end), "w": round(_width(a.value, thickest), 1), "key": a.area,
            "k": rgba(colours.both, 230) if a.crosses else rgba(colours.context, 130),
            "name": escape(a.name), "t": escape(a.text),
        }
        for a in sorted(arcs, key=lambda a: (a.crosses, a.value)) if a.start != a.end
    ]  # fmt: skip
    circles = [
        {
            "p": _point(s.lon, s.lat), "r": round(_radius(s.value, most), 1), "k": rgba(colours.country(s.area), 200),
            "key": s.area, "name": escape(s.name), "t": escape(s.text),
        }
        for s in sorted(spots, key=lambda s: -s.value)
    ]  # fmt: skip
    arc_layer = pdk.Layer(
        "ArcLayer", data=ties, id="arcs", pickable=True, auto_highlight=True, get_source_position="s", get_target_position="e",
        get_source_color="k", get_target_color="k", get_width="w", width_units=String("pixels"),
        get_height=0.5, get_tilt=35,  # seen from straight above, an arc without tilt is a straight line
    )  # fmt: skip
    circle_layer = pdk.Layer(
        "ScatterplotLayer", data=circles, id="spots", pickable=True, get_position="p", get_radius="r",
        radius_units=String("pixels"), get_fill_color="k", stroked=True, get_line_color=rgba(colours.ground),
        line_width_min_pixels=1,
    )  # fmt: skip
    layers = [
        *map_frame.layers(ground, mode, pickable=False),
        arc_layer,
        circle_layer,
        map_frame.names(ground, mode),
    ]
    return map_frame.deck(ground, layers, mode, "<b>{name}</b><br>{t}")


def legend(spots: Sequence[Spot], texts: Texts, mode: str) -> list[Entry]:
    """Two real sizes of circles, both countries, and the two kinds of arcs. ``texts.words``: ``across`` and ``within``, what
    the arcs of either colour are."""
    most = max((s.value for s in spots), default=0.0)
    sizes = dict.fromkeys(size for size in (classes.rounded(most, 0), classes.rounded(most / 5, 0)) if size > 0)
    return [
        *(entry("context", texts.number(size), mode, size, _radius(size, most)) for size in sizes),
        *(entry(country, texts.name(country), mode) for country in ("SE", "NO")),
        entry("both", texts.words["across"], mode),
        entry("context", texts.words["within"], mode),
    ]


def plain(spots: Sequence[Spot], arcs: Sequence[Arc], ground: Ground, texts: Texts, *, unit: str = "") -> Map:
    """The circles, the largest first, and the arcs as links, those over the border last. Where an arc ends and no circle
    is, there is a small grey one. ``texts`` as for the legend."""
    order, small = sorted(spots, key=lambda s: -s.value), max((s.value for s in spots), default=0.0) * SMALL or 1.0
    fits = named(ground, [(s.lon, s.lat, s.name) for s in order])
    circles = [
        Circle(s.lon, s.lat, s.name, f"{s.name}: {s.text}", s.value or small, role(s.area), n in fits)
        for n, s in enumerate(order)
    ]
    place, links = {(c.x, c.y): n for n, c in reversed([*enumerate(circles)])}, []
    for arc in sorted(arcs, key=lambda a: (a.crosses, a.value)):
        if arc.start == arc.end:
            continue
        for point in (arc.start, arc.end):
            if point not in place:
                place[point] = len(circles)
                circles.append(Circle(*point, arc.name, arc.name, small, "context"))
        link_role = "both" if arc.crosses else "context"
        links.append(Link(place[arc.start], place[arc.end], f"{arc.name}: {arc.text}", arc.value, link_role))
    return Map(
        areas(ground), tuple(circles), tuple(links), plain_legend(legend(spots, texts, "light")), chosen(ground), unit
    )


def _point(lon: float, lat: float) -> list[float]:
    return [round(lon, 4), round(lat, 4)]


def _radius(value: float, most: float) -> float:
    return max(LEAST, LARGEST * math.sqrt(value / most)) if most else LEAST


def _width(value: float, most: float) -> float:
    return NARROWEST + (WIDEST - NARROWEST) * (value - 1) / (most - 1) if most > 1 else NARROWEST
