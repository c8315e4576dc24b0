"""A map's municipalities as freeforms that can be picked, each named after its value."""

from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.exports.pictures.ground import View, border, lands
from dashboard.exports.slides.canvas import Canvas
from dashboard.figures.plain import Map, colour
from dashboard.figures.theme import LIGHT
from dashboard.i18n import Words

COARSE = 0.005  # degrees: half a point on a slide
Spot = tuple[float, float, float]  # a place and the radius that is kept free around it


@cache
def _shapes() -> dict[str, BaseGeometry]:
    """Every municipality's shape, coarse enough for a file to be sent; neighbours still share their edges."""
    fine = lands()
    coarse = shapely.coverage_simplify([land.shape for land in fine.values()], COARSE)
    return dict(zip(fine, coarse, strict=True))


def draw(canvas: Canvas, drawn: Map, view: View) -> None:
    """Every municipality, the chosen ones last and with a strong edge; then the national border."""
    known = {area.key: area for area in drawn.areas}
    for key in sorted(_shapes(), key=lambda key: (key in drawn.chosen, key)):
        area = known.get(key)
        value = "" if area is None else area.told or canvas.t("status.missing")
        label = f"{area.name if area else key} ({key}): {value}"
        shape = canvas.outline(_rings(_shapes()[key], view), label, label)
        strong = key in drawn.chosen
        fill = colour(area.fill if area else "land", "light")
        canvas.paint(shape, fill, LIGHT.text if strong else LIGHT.ground, 2.25 if strong else 0.75)
    for line in border():
        shape = canvas.outline(_rings(line, view), canvas.t("slides.border"), "", closed=False)
        canvas.paint(shape, "", LIGHT.text, 1.5)


def _rings(made: BaseGeometry, view: View) -> list[list[tuple[float, float]]]:
    """The outlines of a shape or line in points of the slide, islands and holes too."""
    parts = [part for part in getattr(made, "geoms", [made]) if not part.is_empty]
    rings = [r for p in parts for r in ([p.exterior, *p.interiors] if p.geom_type == "Polygon" else [p])]
    return [[view.flat(x, y) for x, y in np.asarray(ring.coords)] for ring in rings]


def chosen(drawn: Map, view: View, t: Words) -> list[tuple[str, Spot]]:
    """The chosen municipalities that no circle names already, with their values, and where they are."""
    told = {circle.name for circle in drawn.circles if circle.named}
    wanted = [area for area in drawn.areas if area.key in drawn.chosen and area.name not in told]
    values = ["" if area.value is None else t.number(area.value, drawn.decimals) for area in wanted]
    return [
        (f"{area.name} {value}".strip(), (*view.flat(*lands()[area.key][1:]), 0.0))
        for area, value in zip(wanted, values, strict=True)
    ]
