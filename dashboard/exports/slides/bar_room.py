"""Room for bars and columns: how far the value axis reaches, what the legend and the names below take."""

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, SIZE
from dashboard.exports.slides.plotting import rounded, said
from dashboard.figures.axes import ends
from dashboard.figures.labels import fitted, wide
from dashboard.figures.plain import Chart
from dashboard.i18n import Words

DEEP = 110  # points below columns for names that must stand aslant


def reach(chart: Chart, t: Words, room: float, direct: bool) -> tuple[float, float, float, int]:
    """The value axis: its ends, its step, and the decimals of its numbers. With labels there is room for them beyond the
    bars' ends."""
    values = [0.0, *(value for _, value in chart.marks)]
    for n in range(len(chart.categories)):
        known = [v for one in chart.series if (v := one.values[n]) is not None]
        values += [sum(v for v in known if v > 0), sum(v for v in known if v < 0)] if chart.stacked else known
    values += [v for one in chart.series for row in (one.low, one.high) for v in row if v is not None]
    places, enough = rounded(values, chart.decimals, t)
    if not direct:
        return places[0], places[-1], places[1] - places[0], enough
    beyond = 4.0 if chart.stacked else LINE + 2.0
    taken = [(v, wide(said(chart, v, t)) + 10 if chart.kind == "bar" and not chart.stacked else beyond) for v in values]
    low, high = ends([(v, text) for v, text in taken if v > 0], [(-v, text) for v, text in taken if v < 0], room)
    return (low, high, high - low, enough) if high > low else (0.0, 1.0, 1.0, enough)


def legend(chart: Chart, frame: Box) -> Box | None:
    """Where the names of several series stand: in as many rows over the chart as they need."""
    if len(chart.series) < 2:
        return None
    needed = sum(wide(one.name) + 42 for one in chart.series)
    across = min(frame.width, needed)
    return Box(frame.left, frame.top, frame.left + across, frame.top + (LINE + 5) * -(-needed // frame.width))


def aslant(chart: Chart, slot: float) -> bool:
    """Whether a word is wider than its column's place."""
    return any(wide(word) > slot - 6 for category in chart.categories for word in category.split())


def below(chart: Chart, slot: float) -> float:
    """The points that the names below the columns take."""
    if aslant(chart, slot):
        return min(DEEP, max(map(wide, chart.categories)) * 0.72 + SIZE)
    return max(fitted(c, slot - 6, 4).count("<br>") + 1 for c in chart.categories) * LINE + 8
