"""Native bars and columns from zero: each with its value where there are few, a benchmark as a thin line with its name."""

from collections.abc import Sequence

from pptx.chart.chart import Chart as Native
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn

from dashboard.exports.pictures.sheet import Box, ink
from dashboard.exports.slides.bar_room import aslant, below, legend, reach
from dashboard.exports.slides.canvas import LINE, Canvas, rgb
from dashboard.exports.slides.labelling import across, label, rows, upright
from dashboard.exports.slides.plotting import (
    add,
    broken,
    category_axis,
    keys,
    lay,
    pattern,
    said,
    value_axis,
    whiskers,
)
from dashboard.exports.tables import harmless
from dashboard.figures.labels import wide
from dashboard.figures.plain import MOST, Chart, colour
from dashboard.figures.theme import LIGHT
from dashboard.i18n import Words

KINDS = {
    ("bar", False): XL_CHART_TYPE.BAR_CLUSTERED, ("bar", True): XL_CHART_TYPE.BAR_STACKED,
    ("column", False): XL_CHART_TYPE.COLUMN_CLUSTERED, ("column", True): XL_CHART_TYPE.COLUMN_STACKED,
}  # fmt: skip
SHARE = 0.36  # of the width, at most for the names beside bars
THICK, WIDE = 44, 96  # points of a bar and of a column, at most


def draw(canvas: Canvas, chart: Chart, frame: Box, name: str, told: str) -> None:
    """The chart in the frame."""
    t, lying = canvas.t, chart.kind == "bar"
    shown = pattern(chart.decimals, chart.percent, t.language)
    keyed = legend(chart, frame)
    direct = len(chart.categories) * (1 if chart.stacked else len(chart.series)) <= MOST
    field = frame.inside(top=keyed.height + 8 if keyed else 0)
    marks = [(value, f"{mark} {said(chart, value, t)}") for mark, value in chart.marks]
    low, high, step, enough = reach(chart, t, field.width * (1 - SHARE) if lying else field.height - 3 * LINE, direct)
    room = max((wide(said(chart, value, t)) for value in (low, high)), default=0) + 10
    if lying:
        names = min(frame.width * SHARE, max(map(wide, chart.categories), default=0)) + 12
        plot = field.inside(names, 0, 8, 0 if direct else LINE + 8)
        lines = [(plot.left + (value - low) / (high - low) * plot.width, text) for value, text in marks]
        plot = plot.inside(top=rows(lines, frame.right)[1])
    else:
        plot = field.inside(0 if direct else room, 0, max((wide(text) + 14 for _, text in marks), default=8))
        slot = plot.width / max(1, len(chart.categories))
        breaks = [(plot.left + slot * at, word) for at, word in broken(chart)]
        plot = plot.inside(top=rows(breaks, frame.right)[1] + 4, bottom=below(chart, slot))

    # lines stand behind the bars, whose labels they would strike through
    if lying:
        upright(canvas, plot, lines, frame.right, dashed=False)
    else:
        level = plot.height / (high - low)
        across(canvas, plot, [(plot.bottom - (value - low) * level, text) for value, text in marks])
        upright(canvas, plot, breaks, frame.right, dashed=True)
    data = CategoryChartData(number_format=shown)
    data.categories = [harmless(category) for category in chart.categories]
    for one in chart.series:
        data.add_series(harmless(one.name), one.values)
    native = add(canvas, KINDS[chart.kind, chart.stacked], data, frame, name, told)
    lay(native, frame, plot)
    value_axis(native.value_axis, low, high, step, pattern(enough, chart.percent, t.language))
    category_axis(native.category_axis)
    if direct:
        native.value_axis.visible = native.value_axis.has_major_gridlines = False
    if keyed:
        keys(native, frame, keyed)
    if lying:
        native.category_axis.reverse_order = True  # the first on top
        native.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # which is then below
    elif aslant(chart, slot):
        native.category_axis._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "-2700000")
    _bars(native, chart, shown, direct, (plot.width if lying else plot.height) / (high - low), frame, t)
    side_by_side = 1 if chart.stacked else len(chart.series)
    slot = (plot.height if lying else plot.width) / max(1, len(chart.categories))
    native.plots[0].overlap = 100 if chart.stacked else 0
    native.plots[0].gap_width = round(min(500, max(45, (slot / (THICK if lying else WIDE) - side_by_side) * 100)))


def _bars(native: Native, chart: Chart, shown: str, direct: bool, unit: float, frame: Box, t: Words) -> None:
    """Colours, whiskers and labels; ``unit`` is the points that a value of one takes. A label stands beyond its whisker, and
    a part of a stack has one where it fits."""
    ground = LIGHT.ground if chart.marks else ""
    for number, (one, made) in enumerate(zip(chart.series, native.plots[0].series, strict=True)):
        fill = colour(one.role, "light", number)
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = rgb(fill)
        for at, value in enumerate(one.values if direct else ()):
            if value is None:
                continue
            if chart.stacked:
                needed = wide(said(chart, value, t)) + 4 if chart.kind == "bar" else LINE
                if abs(value) * unit >= needed:
                    label(made, at, shown, "ctr", colour=ink(fill))
                continue
            shift = _beyond(chart, one.low, one.high, at, value, unit, frame)
            label(made, at, shown, "outEnd", shift=shift, ground=ground)
        if one.low and one.high:
            whiskers(made, one.low, one.high)


def _beyond(
    chart: Chart,
    low: Sequence[float | None],
    high: Sequence[float | None],
    at: int,
    value: float,
    unit: float,
    frame: Box,
) -> tuple[float, float]:
    """How far a label moves so that it stands beyond its whisker, in shares of the chart."""
    end = (low if value < 0 else high)[at] if low and high else None
    further = 0.0 if end is None else (end - value) * unit
    return (further / frame.width, 0.0) if chart.kind == "bar" else (0.0, -further / frame.height)
