"""Native line charts: each line named at its end, gaps as gaps, breaks as dashed lines with a word."""

from typing import Any

from pptx.chart.chart import Chart as Native
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, Canvas, rgb
from dashboard.exports.slides.labelling import label, rows, upright
from dashboard.exports.slides.plotting import (
    add,
    broken,
    category_axis,
    crossing,
    lay,
    pattern,
    rounded,
    said,
    value_axis,
    whiskers,
)
from dashboard.exports.tables import harmless
from dashboard.figures.labels import spread, wide
from dashboard.figures.plain import Chart, Values, colour
from dashboard.figures.theme import LIGHT, country_of

MARKERS = {"SE": XL_MARKER_STYLE.CIRCLE, "NO": XL_MARKER_STYLE.DIAMOND, "": XL_MARKER_STYLE.SQUARE}
FEW = 24  # points that each get a marker


def draw(canvas: Canvas, chart: Chart, frame: Box, name: str, told: str) -> None:
    """The chart in the frame. A benchmark is a thin series of its own, so that it stands in the data sheet too."""
    t, shown = canvas.t, pattern(chart.decimals, chart.percent, canvas.t.language)
    marks = [Values(mark, (value,) * len(chart.categories), "muted") for mark, value in chart.marks]
    series = [*chart.series, *marks]
    values = [v for one in series for row in (one.values, one.low, one.high) for v in row if v is not None] or [0.0]
    places, enough = rounded(values, chart.decimals, t)
    ends = [next((n for n in reversed(range(len(one.values))) if one.values[n] is not None), None) for one in series]
    texts = [
        "" if at is None else f"{one.name} {said(chart, one.values[at] or 0, t)}"
        for one, at in zip(series, ends, strict=True)
    ]
    axis = max(wide(said(chart, place, t)) for place in places)
    right = min(frame.width * 0.4, max(map(wide, texts)) + 24)
    slot = (frame.width - axis - 10 - right) / max(1, len(chart.categories))
    breaks = [(frame.left + axis + 10 + slot * at, word) for at, word in broken(chart)]
    plot = frame.inside(axis + 10, rows(breaks, frame.right)[1] + 8, right, LINE + 8)

    data = CategoryChartData(number_format=shown)
    data.categories = [harmless(category) for category in chart.categories]
    for one in series:
        data.add_series(harmless(one.name), one.values)
    native = add(canvas, XL_CHART_TYPE.LINE_MARKERS, data, frame, name, told)
    lay(native, frame, plot)
    value_axis(
        native.value_axis, places[0], places[-1], places[1] - places[0], pattern(enough, chart.percent, t.language)
    )
    crossing(native.value_axis, "between")
    category_axis(native.category_axis)
    _thin_out(canvas, native, chart.categories, plot, slot)
    heights = [
        0.0 if at is None else ((one.values[at] or 0) - places[0]) / (places[-1] - places[0]) * plot.height
        for one, at in zip(series, ends, strict=True)
    ]
    moved = spread(heights, LINE, plot.height)
    for number, (one, made, at) in enumerate(zip(series, native.plots[0].series, ends, strict=True)):
        ink = colour(one.role, "light", number)
        _style(made, one, ink, benchmark=number >= len(chart.series), few=len(chart.categories) <= FEW)
        if at is not None:
            shift = (0.0, (heights[number] - moved[number]) / frame.height)
            label(made, at, shown, "r", name=True, colour=ink, bold=number < len(chart.series), shift=shift)
        if one.low and one.high:
            whiskers(made, one.low, one.high)
    upright(canvas, plot, breaks, frame.right, dashed=True)


def _style(made: Any, one: Values, ink: str, *, benchmark: bool, few: bool) -> None:
    """A strong line with its country's markers, or a benchmark's thin dashed one."""
    made.smooth = False
    made.format.line.color.rgb, made.format.line.width = rgb(ink), Pt(1.25 if benchmark else 2.75)
    made.marker.style = XL_MARKER_STYLE.NONE if benchmark or not few else MARKERS[country_of(one.role)]
    if benchmark:
        made.format.line.dash_style = MSO_LINE.DASH
    elif few:
        made.marker.size = 7
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = rgb(ink)
        made.marker.format.line.color.rgb = rgb(LIGHT.ground)


def _thin_out(canvas: Canvas, native: Native, categories: tuple[str, ...], plot: Box, slot: float) -> None:
    """Where there are more categories than names have room for, only every so many is named, by text at its place: what a
    chart leaves out by itself differs from program to program."""
    step = int((max(map(wide, categories)) + 10) // slot) + 1
    if step == 1:
        return
    native.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    for n in range(0, len(categories), step):
        x, half = plot.left + slot * (n + 0.5), slot * step / 2
        canvas.text(Box(x - half, plot.bottom + 5, x + half, plot.bottom + 5 + LINE), [categories[n]], align="center")
