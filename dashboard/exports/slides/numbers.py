"""Key figures side by side: large numbers in words, and their trend as a small native chart."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.util import Pt

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, Canvas, rgb
from dashboard.exports.slides.plotting import add, crossing, lay
from dashboard.figures.labels import fitted, wide
from dashboard.figures.plain import Number, Numbers
from dashboard.figures.theme import LIGHT

LARGE, ALONE, GAP, LABEL = 54, 88, 36, 18  # points: numbers at most, one alone, between two of them, their labels


def draw(canvas: Canvas, numbers: Numbers, frame: Box, name: str, told: str) -> None:
    """The key figures in the frame, all in the same sizes."""
    shown = numbers.numbers
    room = (frame.width - GAP * (len(shown) - 1)) / len(shown)
    room = min(room, frame.width * 0.6)
    size = min(LARGE if len(shown) > 1 else ALONE, *(room / wide(number.value, 1) / 1.05 for number in shown))
    labels = [fitted(number.label, room, 3).split("<br>") for number in shown]
    deep = max(map(len, labels)) * (LABEL + 5)
    for n, (number, lines) in enumerate(zip(shown, labels, strict=True)):
        left = frame.left + n * (room + GAP)
        if n:
            line = left - GAP / 2
            canvas.line((line, frame.top), (line, frame.bottom - LINE), "|", "", colour=LIGHT.line, width=1)
        box = Box(left, frame.top, left + room, frame.bottom)
        with canvas.group(
            number.label,
            "; ".join(filter(None, (number.label, number.value, number.change, number.sides, number.period))),
        ):
            canvas.text(Box(left, box.top, box.right, box.top + deep), lines, size=LABEL, colour=LIGHT.muted)
            y = box.top + deep + 4
            canvas.text(
                Box(left, y, box.right, y + size * 1.2), [number.value], size=size, bold=True, colour=LIGHT.both
            )
            y += size * 1.2 + 6
            for words, colour in (
                (number.change, LIGHT.text),
                (number.sides, LIGHT.text),
                (number.period, LIGHT.muted),
            ):
                if words:
                    two = fitted(words, room, 2).split("<br>")
                    canvas.text(Box(left, y, box.right, y + LINE * len(two)), two, size=16, colour=colour)
                    y += (LINE + 3) * len(two)
        if sum(value is not None for value in number.trend) > 1:
            _trend(
                canvas,
                number,
                Box(left, y + 8, box.right, max(y + 70, box.bottom - LINE)),
                f"{name} {number.label}",
                told,
            )


def _trend(canvas: Canvas, number: Number, frame: Box, name: str, told: str) -> None:
    """A line without axes, its first and last period under it, its last point marked."""
    known = [value for value in number.trend if value is not None]
    data = CategoryChartData(number_format="General")
    data.categories = number.periods or [str(n + 1) for n in range(len(number.trend))]
    data.add_series(number.label, number.trend)
    field = Box(frame.left, frame.top, frame.right, frame.bottom - LINE)
    chart = add(canvas, XL_CHART_TYPE.LINE_MARKERS, data, field, name, told)
    lay(chart, field, field.inside(8, 6, 8, 6))
    spare = (max(known) - min(known)) * 0.15 or 1.0
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = min(known) - spare, max(known) + spare
    chart.value_axis.visible = chart.category_axis.visible = chart.value_axis.has_major_gridlines = False
    crossing(chart.value_axis, "midCat")
    series = chart.plots[0].series[0]
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb(LIGHT.both), Pt(2.5)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 5
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(LIGHT.both)
    series.marker.format.line.color.rgb = rgb(LIGHT.both)
    if number.periods:
        for period, align in ((number.periods[0], "left"), (number.periods[-1], "right")):
            under = Box(frame.left, frame.bottom - LINE, frame.right, frame.bottom)
            canvas.text(under, [canvas.t.period(period)], colour=LIGHT.muted, align=align)
