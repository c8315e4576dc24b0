"""Maps of native shapes: each municipality a freeform that can be picked, named after its value; circles and lines over it.
A map without areas is a network."""

import math
from collections.abc import Sequence

from dashboard.exports.pictures.ground import fit
from dashboard.exports.pictures.placing import RINGS, Places, around
from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides import areas
from dashboard.exports.slides.canvas import LINE, Canvas
from dashboard.exports.slides.legend import draw as legend
from dashboard.figures.labels import wide
from dashboard.figures.plain import Map, colour
from dashboard.figures.theme import LIGHT

LARGEST, DOT = 24.0, 6.0  # points: the radius of the largest circle, and of circles that are all alike
LEGEND = 236  # points across
Spot = tuple[float, float, float]  # a circle's middle and radius


def draw(canvas: Canvas, drawn: Map, frame: Box, name: str, told: str) -> None:
    """The map as high as the frame with its legend beside it, both in the middle; a network as wide as the frame allows."""
    sizes = [circle.size for circle in drawn.circles] + [entry.size for entry in drawn.legend if entry.size]
    unit = LARGEST / math.sqrt(max(sizes)) if len(set(sizes)) > 1 else DOT / math.sqrt(max(sizes, default=1) or 1)
    with canvas.group(name, told):
        if drawn.areas:
            width = frame.height * 1.15
            left = frame.left + (frame.width - width - (24 + LEGEND if drawn.legend else 0)) / 2
            field = Box(left, frame.top, left + width, frame.bottom)
            view = fit(field.inside(2, 2, 2, 2), [(circle.x, circle.y) for circle in drawn.circles])
            areas.draw(canvas, drawn, view)
            spots = [(*view.point(circle.x, circle.y), unit * math.sqrt(circle.size)) for circle in drawn.circles]
        else:
            field = frame.inside(right=24 + LEGEND if drawn.legend else 0)
            edge = field.inside(*(LARGEST + 8,) * 4)
            spots = [
                (edge.left + c.x * edge.width, edge.bottom - c.y * edge.height, unit * math.sqrt(c.size))
                for c in drawn.circles
            ]
        _links(canvas, drawn, spots)
        _circles(canvas, drawn, spots)
        named = [(circle.name, spot) for circle, spot in zip(drawn.circles, spots, strict=True) if circle.named]
        if drawn.areas:
            named += areas.chosen(drawn, view, canvas.t)
        _names(canvas, named, drawn, spots, field)
    legend(canvas, drawn.legend, Box(field.right + 24, frame.top, frame.right, frame.bottom), unit)


def _links(canvas: Canvas, drawn: Map, spots: Sequence[Spot]) -> None:
    """Lines between circles, wider for more."""
    most = max((link.size for link in drawn.links), default=1.0)
    for link in drawn.links:
        (x0, y0, _), (x1, y1, _) = spots[link.start], spots[link.end]
        name = f"{drawn.circles[link.start].name} – {drawn.circles[link.end].name}: {link.told}".strip(": ")
        canvas.line(
            (x0, y0), (x1, y1), name, name, colour=colour(link.role, "light"), width=1.25 + 4 * link.size / most
        )


def _circles(canvas: Canvas, drawn: Map, spots: Sequence[Spot]) -> None:
    """The circles, large ones first, so that none is hidden."""
    for circle, (x, y, radius) in sorted(zip(drawn.circles, spots, strict=True), key=lambda pair: -pair[1][2]):
        box = Box(x - radius, y - radius, x + radius, y + radius)
        canvas.mark(
            box, circle.name, circle.told or circle.name, colour(circle.role, "light"), round=True, edge=LIGHT.ground
        )


def _names(canvas: Canvas, named: Sequence[tuple[str, Spot]], drawn: Map, spots: Sequence[Spot], field: Box) -> None:
    """Names beside their places, where they meet no circle, no other name and, if there is a choice, no line."""
    places = Places(field)
    for x, y, radius in spots:
        places.take(Box(x - radius, y - radius, x + radius, y + radius))
    for link in drawn.links:
        places.cross(spots[link.start][:2], spots[link.end][:2])
    for name, (x, y, radius) in named:
        across = wide(name) * 1.08 + 6
        tried = [
            (Box(left, top, left + across, top + LINE), away, crossed)
            for crossed in (False, True)
            for away in RINGS
            for left, top in around(x, y, radius + away, across, LINE)
        ]
        box, away = next(((box, away) for box, away, crossed in tried if places.free(box, crossed)), tried[0][:2])
        places.take(box)
        if away > RINGS[1]:
            edge = (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))
            canvas.line((x, y), edge, "–", "", colour=LIGHT.context, width=0.75)
        canvas.text(box, [name], bold=True, align="center", anchor="middle", veiled=True)
