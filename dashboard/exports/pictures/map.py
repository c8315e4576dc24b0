"""The map of all municipalities with circles and lines over it, or a network of circles and lines alone; the legend beside."""

import math
from collections.abc import Sequence

import shapely

from dashboard.exports.pictures.axis import STEP, keys
from dashboard.exports.pictures.ground import View, border, fit, lands
from dashboard.exports.pictures.legend import legend
from dashboard.exports.pictures.letters import wide
from dashboard.exports.pictures.placing import Places
from dashboard.exports.pictures.sheet import Box, Sheet, ink
from dashboard.figures.plain import Link, Map, colour

LARGEST, DOT = 24.0, 5.0  # px: the radius of the largest circle, and of circles that are all alike
SMALL = 12  # px of a municipality's name
Spot = tuple[float, float, float]  # a circle's middle and radius


def draw(sheet: Sheet, drawn: Map, box: Box) -> None:
    """The map or network in the box, its legend to the right."""
    sizes = [circle.size for circle in drawn.circles] + [entry.size for entry in drawn.legend if entry.size]
    unit = LARGEST / math.sqrt(max(sizes)) if len(set(sizes)) > 1 else DOT / math.sqrt(max(sizes, default=1) or 1)
    if drawn.legend and not drawn.areas and not any(entry.size for entry in drawn.legend):
        box = box.inside(top=keys(sheet, box, [(e.label, colour(e.role, sheet.mode)) for e in drawn.legend if e.role]))
    elif drawn.legend:
        box = box.inside(right=legend(sheet, drawn.legend, box, unit))
    places = Places(box)
    if drawn.areas:
        view = fit(box.inside(2, 2, 2, 2), [(circle.x, circle.y) for circle in drawn.circles])
        _areas(sheet, drawn, view)
        spots = [(*view.point(circle.x, circle.y), unit * math.sqrt(circle.size)) for circle in drawn.circles]
    else:
        edge = box.inside(*(LARGEST + 4,) * 4)
        spots = [
            (edge.left + c.x * edge.width, edge.bottom - c.y * edge.height, unit * math.sqrt(c.size))
            for c in drawn.circles
        ]
    for link in drawn.links:
        places.cross(spots[link.start][:2], spots[link.end][:2])
    _links(sheet, drawn.links, spots)
    for circle, (x, y, radius) in sorted(zip(drawn.circles, spots, strict=True), key=lambda pair: -pair[1][2]):
        sheet.circle(x, y, radius, colour(circle.role, sheet.mode))
    for x, y, radius in spots:
        places.take(Box(x - radius, y - radius, x + radius, y + radius))
    for circle, (x, y, radius) in zip(drawn.circles, spots, strict=True):
        if circle.named:
            places.name(sheet, x, y, radius, circle.name, bold=True)
    if drawn.areas:
        _names(sheet, drawn, view, places)


def _areas(sheet: Sheet, drawn: Map, view: View) -> None:
    """Every municipality with its fill, hatched where nothing is known; the chosen ones and the border are stronger."""
    filled = {area.key: area.fill for area in drawn.areas}
    for key, land in lands().items():
        fill = filled.get(key, "land")
        edge = sheet.colours.context
        sheet.shape(view.path(land.shape), colour(fill, sheet.mode), edge, 0.6, hatched=fill == "nodata")
    for line in border():
        sheet.shape(view.path(line), "none", sheet.colours.text, 1.6)
    for key in drawn.chosen:
        if key in lands():
            sheet.shape(view.path(lands()[key].shape), "none", sheet.colours.text, 2.4)


def _names(sheet: Sheet, drawn: Map, view: View, places: Places) -> None:
    """The chosen municipalities with their value, then those whose name lies wholly inside their shape."""
    for area in sorted(drawn.areas, key=lambda area: (area.key not in drawn.chosen, -lands()[area.key].shape.area)):
        land = lands()[area.key]
        x, y = view.flat(land.x, land.y)
        if area.key in drawn.chosen:
            value = "" if area.value is None else sheet.t.number(area.value, drawn.decimals)
            told = f"{area.name} {value}".strip()
            # a place of the same name is named already
            if any(circle.named and circle.name == area.name for circle in drawn.circles):
                told = value
            if told:
                places.name(sheet, x, y, -STEP / 2, told, bold=True)
            continue
        half = wide(area.name, SMALL) / 2 + 2
        box = Box(x - half, y - SMALL * 0.6, x + half, y + SMALL * 0.6)
        (west, north), (east, south) = ((corner[0] - view.x, view.y - corner[1]) for corner in (box[:2], box[2:]))
        inside = shapely.box(west / view.size, south / view.size, east / view.size, north / view.size)
        if places.free(box) and area.fill != "nodata" and land.shape.contains(inside):
            places.take(box)
            sheet.text(x, y, area.name, align="center", size=SMALL, colour=ink(colour(area.fill, sheet.mode)))


def _links(sheet: Sheet, links: Sequence[Link], spots: Sequence[Spot]) -> None:
    """Lines between circles, wider for more."""
    most = max((link.size for link in links), default=1.0)
    for link in links:
        (x0, y0, _), (x1, y1, _) = spots[link.start], spots[link.end]
        sheet.line([x0, x1], [y0, y1], colour(link.role, sheet.mode), 1 + 4 * link.size / most)
