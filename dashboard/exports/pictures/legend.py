"""The legend beside a map: headings, patches filled as the areas are, circles as large as on the map."""

import math
from collections.abc import Sequence

import shapely

from dashboard.exports.pictures.axis import STEP
from dashboard.exports.pictures.ground import View
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.plain import Legend, colour

SHARE = 0.3  # of the box's width, at most


def legend(sheet: Sheet, entries: Sequence[Legend], box: Box, unit: float) -> float:
    """The entries under one another at the box's right side; returns the pixels that they take there. ``unit`` is the radius
    of a circle of size 1."""
    signs = max((_sign(entry, unit) for entry in entries if entry.role), default=0.0) + 8
    widths = [wide(entry.label, bold=not entry.role) + (signs if entry.role else 0) + 2 for entry in entries]
    room = min(box.width * SHARE, max(widths))
    left, y = box.right - room, box.top
    for entry in entries:
        if entry.role:
            y += _entry(sheet, entry, Box(left, y, box.right, box.bottom), unit, signs)
            continue
        lines = wrapped(entry.label, room, 3, bold=True)
        y += 8 if y > box.top else 0
        sheet.lines(left, y + len(lines) * STEP / 2, lines, bold=True)
        y += len(lines) * STEP + 6
    return room + 16


def _sign(entry: Legend, unit: float) -> float:
    """The pixels across of what stands before an entry's words."""
    return max(18.0, 2 * unit * math.sqrt(entry.size))


def _entry(sheet: Sheet, entry: Legend, box: Box, unit: float, signs: float) -> float:
    """An entry at the box's top, its sign in a column ``signs`` wide; returns how high it is."""
    lines = wrapped(entry.label, box.width - signs, 3)
    tall = max(len(lines) * STEP, _sign(entry, unit) if entry.size else 18) + 5
    x, y, fill = box.left + (signs - 8) / 2, box.top + tall / 2, colour(entry.role, sheet.mode)
    if entry.size:
        sheet.circle(x, y, unit * math.sqrt(entry.size), fill)
    else:
        patch = View(1, 0, 0).path(shapely.box(x - 9, -y - 7, x + 9, -y + 7))
        sheet.shape(patch, fill, sheet.colours.context, 0.6, hatched=entry.role == "nodata")
    sheet.lines(box.left + signs, y, lines)
    return tall
