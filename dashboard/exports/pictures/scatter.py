"""Points by two numbers, the ones that matter named; lines at the values that have a meaning."""

from dashboard.exports.pictures.axis import STEP, Scale, across, room_for, steps, upright
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.placing import Places
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.plain import Scatter, colour

MARKERS = {"SE": "o", "NO": "D"}  # colour is never the only carrier


def draw(sheet: Sheet, scatter: Scatter, box: Box) -> None:
    """The points in the box."""
    number, across_x = sheet.t.number, [dot.x for dot in scatter.dots] + ([scatter.x_mark[1]] if scatter.x_mark else [])
    up = [dot.y for dot in scatter.dots] + ([scatter.y_mark[1]] if scatter.y_mark else [])
    if not scatter.dots:
        across_x, up = across_x or [0.0], up or [0.0]
    x_places, x_texts = steps(min(across_x), max(across_x), scatter.x_decimals, number)
    y_places, y_texts = steps(min(up), max(up), scatter.y_decimals, number)
    left = box.left + max(map(wide, y_texts)) + 8
    right = box.right - wide(x_texts[-1]) / 2
    sheet.text(box.left, box.top + STEP / 2, wrapped(f"↑ {scatter.y}", box.width, 1)[0], colour=sheet.colours.muted)
    across_scale = Scale(x_places[0], x_places[-1], left, right)
    marks = [(across_scale(scatter.x_mark[1]), scatter.x_mark[0])] if scatter.x_mark else []
    stacked, above = room_for(marks, left, box.right)
    field = Box(left, box.top + STEP + 8 + above, right, box.bottom - 2 * STEP - 10)
    up_scale = Scale(y_places[0], y_places[-1], field.bottom, field.top)
    across(sheet, field, up_scale, y_places, y_texts)
    for place, text in zip(x_places, x_texts, strict=True):
        x = across_scale(place)
        sheet.line([x, x], [field.top, field.bottom], sheet.colours.line, 0.8)
        sheet.text(x, field.bottom + 6 + STEP / 2, text, align="center", colour=sheet.colours.muted)
    sheet.text(
        box.right,
        box.bottom - STEP / 2,
        wrapped(f"{scatter.x} →", box.width, 1)[0],
        align="right",
        colour=sheet.colours.muted,
    )
    upright(sheet, field, marks, stacked, False, box.right)
    places = Places(field)
    for x, _ in marks:
        places.take(Box(x - 2, field.top, x + 2, field.bottom))
    points = [(dot, across_scale(dot.x), up_scale(dot.y)) for dot in scatter.dots]
    for _, x, y in points:
        places.take(Box(x - 5, y - 5, x + 5, y + 5))
    if scatter.y_mark:
        name, value = scatter.y_mark
        y = up_scale(value)
        sheet.line([field.left, field.right], [y, y], sheet.colours.muted, 1.2)
        places.take(Box(field.left, y - 2, field.right, y + 2))
        _beside(sheet, places, field, y, name)
    for dot, x, y in sorted(points, key=lambda point: point[0].named):
        marker = MARKERS.get(dot.role[:2], "s" if dot.role == "both" else "o")
        sheet.dot(x, y, 10 if dot.named else 8, colour(dot.role, sheet.mode), marker)
    for dot, x, y in points:
        if dot.named:
            places.name(sheet, x, y, 5, dot.name, bold=True)


def _beside(sheet: Sheet, places: Places, field: Box, y: float, name: str) -> None:
    """The name of a line across: above it or below it, as far to the right as there is room."""
    name = wrapped(name, field.width / 2, 1)[0]
    room = wide(name) + 6
    for step in range(int((field.width - room) / 12)):
        for top in (y - STEP - 3, y + 3):
            right = field.right - 12 * step
            box = Box(right - room, top, right, top + STEP)
            if places.free(box):
                places.take(box)
                sheet.halo(right - room + 3, top + STEP / 2, name, colour=sheet.colours.muted)
                return
