"""A picture as native shapes, and the sentences under it: what a chart alone cannot say."""

from collections.abc import Callable
from typing import Any

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides import bars, lines, map, numbers, scatter, table
from dashboard.exports.slides.canvas import LINE, SIZE, Canvas
from dashboard.figures.labels import fitted
from dashboard.figures.plain import Chart, Prose
from dashboard.figures.theme import LIGHT
from dashboard.i18n import Words

DRAWN: dict[str, Callable[[Canvas, Any, Box, str, str], None]] = {
    "line": lines.draw, "bar": bars.draw, "column": bars.draw, "scatter": scatter.draw, "map": map.draw,
    "numbers": numbers.draw, "grid": table.draw,
}  # fmt: skip


def draw(canvas: Canvas, picture: Any, frame: Box, name: str, told: str) -> None:
    """The picture in the frame, ``told`` being its words for whoever cannot see it. Prose is no picture: it stands in the
    slide's own text."""
    assert not isinstance(picture, Prose)
    if isinstance(picture, Chart):
        sentences = under(picture, canvas.t)
        if sentences:
            shown = fitted(" ".join(sentences), frame.width, 2).split("<br>")
            tall = LINE * len(shown)
            canvas.text(
                Box(frame.left, frame.bottom - tall, frame.right, frame.bottom), shown, size=SIZE, colour=LIGHT.muted
            )
            frame = frame.inside(bottom=tall + 6)
        if picture.unit and picture.unit != "%":  # every number has its own sign
            canvas.text(Box(frame.left, frame.top, frame.right, frame.top + LINE), [picture.unit], colour=LIGHT.muted)
            frame = frame.inside(top=LINE + 5)
    if _empty(picture):
        canvas.text(frame, [told], size=18)
    else:
        DRAWN[picture.kind](canvas, picture, frame, name, told)


def under(chart: Chart, t: Words) -> list[str]:
    """What stands under a chart: ranges, values that hold until the next, breaks that no line is drawn for, what is
    missing, what is left out."""
    told = []
    if any(one.low and one.high for one in chart.series):
        told.append(t("slides.interval"))
    if chart.step:
        told.append(t("slides.step"))
    drawn = chart.categories if chart.kind != "bar" else ()
    told += [t("slides.break", first=first, word=word) for first, word in chart.breaks if first not in drawn]
    if chart.kind != "line":  # a line's gap is seen
        missing = [c for n, c in enumerate(chart.categories) if any(one.values[n] is None for one in chart.series)]
        told += [t("slides.missing", names=t.sentence(missing))] if missing else []
    return [*told, t("slides.left_out", n=chart.left_out)] if chart.left_out else told


def _empty(picture: Any) -> bool:
    """Whether there is nothing to draw: a chart without series cannot be made, and its words stand instead."""
    held = (getattr(picture, name, None) for name in ("categories", "series", "dots", "numbers", "columns"))
    return any(part == () for part in held)
