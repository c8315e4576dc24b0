"""A map's legend as shapes and text."""

import math
from collections.abc import Sequence

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, Canvas
from dashboard.figures.labels import fitted, wide
from dashboard.figures.plain import Legend, colour
from dashboard.figures.theme import LIGHT


def draw(canvas: Canvas, entries: Sequence[Legend], box: Box, unit: float) -> None:
    """The entries under one another: headings, patches as the areas are filled, circles as large as on the map (``unit`` is
    the radius of size one)."""
    y = box.top
    across = max((max(20.0, 2 * unit * math.sqrt(entry.size)) for entry in entries if entry.role), default=0)
    for entry in entries:
        left = box.left + (across + 8 if entry.role else 0)
        lines = _lines(entry.label, box.right - left, not entry.role)
        radius = unit * math.sqrt(entry.size)
        tall = max(len(lines) * LINE, 2 * radius)
        y += 8 if not entry.role and y > box.top else 0
        if entry.role:
            middle, centre = y + tall / 2, box.left + across / 2
            half = (radius, radius) if entry.size else (10, 7)
            patch = Box(centre - half[0], middle - half[1], centre + half[0], middle + half[1])
            edge = LIGHT.context if entry.role in ("land", "nodata") else ""
            canvas.mark(patch, entry.label, "", colour(entry.role, "light"), round=entry.size > 0, edge=edge)
        canvas.text(Box(left, y, box.right, y + tall), lines, bold=not entry.role, anchor="middle")
        y += tall + 5


def _lines(text: str, room: float, bold: bool) -> list[str]:
    return fitted(text, room / (1.08 if bold else 1), 3).split("<br>") if wide(text) > room else [text]
