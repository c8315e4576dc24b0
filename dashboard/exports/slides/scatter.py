"""Native XY charts: each point a series of its own name, so that the data sheet says which is which."""

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from dashboard.exports.pictures.placing import Places
from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LINE, SIZE, Canvas, rgb
from dashboard.exports.slides.labelling import across, label, rows, upright
from dashboard.exports.slides.lines import MARKERS
from dashboard.exports.slides.plotting import add, lay, pattern, rounded, value_axis
from dashboard.exports.tables import harmless
from dashboard.figures.labels import wide
from dashboard.figures.plain import Dot, Scatter, colour
from dashboard.figures.theme import LIGHT, country_of

AROUND = {"r": (1, 0), "l": (-1, 0), "t": (0, -1), "b": (0, 1)}  # where a name may stand


def draw(canvas: Canvas, scatter: Scatter, frame: Box, name: str, told: str) -> None:
    """The points in the frame, the ones that matter named."""
    t = canvas.t
    xs = [dot.x for dot in scatter.dots] + ([scatter.x_mark[1]] if scatter.x_mark else [])
    ys = [dot.y for dot in scatter.dots] + ([scatter.y_mark[1]] if scatter.y_mark else [])
    (x_places, x_enough), (y_places, y_enough) = (
        rounded(xs or [0.0], scatter.x_decimals, t), rounded(ys or [0.0], scatter.y_decimals, t),
    )  # fmt: skip
    canvas.text(Box(frame.left, frame.top, frame.right, frame.top + LINE), [f"↑ {scatter.y}"], colour=LIGHT.muted)
    axis = max(wide(t.number(place, y_enough)) for place in y_places) + 10
    plot = frame.inside(axis, LINE + 8, wide(scatter.y_mark[0]) + 14 if scatter.y_mark else 20, 2 * LINE + 14)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            plot.left + (x - x_places[0]) / (x_places[-1] - x_places[0]) * plot.width,
            plot.bottom - (y - y_places[0]) / (y_places[-1] - y_places[0]) * plot.height,
        )

    upwards = [(at(scatter.x_mark[1], 0)[0], scatter.x_mark[0])] if scatter.x_mark else []
    plot = plot.inside(top=rows(upwards, frame.right)[1])
    data = XyChartData(number_format=pattern(scatter.y_decimals, False, t.language))
    for dot in scatter.dots:
        data.add_series(harmless(dot.name)).add_data_point(dot.x, dot.y)
    native = add(canvas, XL_CHART_TYPE.XY_SCATTER, data, frame, name, told)
    lay(native, frame, plot)
    for native_axis, places, enough in (
        (native.category_axis, x_places, x_enough),
        (native.value_axis, y_places, y_enough),
    ):
        value_axis(native_axis, places[0], places[-1], places[1] - places[0], pattern(enough, False, t.language))
    native.category_axis.format.line.color.rgb = rgb(LIGHT.context)
    struck = [Box(x - 2, plot.top, x + 2, plot.bottom) for x, _ in upwards]
    if scatter.y_mark:
        y = at(0, scatter.y_mark[1])[1]
        struck.append(Box(plot.left, y - 2, plot.right, y + 2))
    sides = _sides([(dot, *at(dot.x, dot.y)) for dot in scatter.dots], struck, plot)
    for dot, made in zip(scatter.dots, native.plots[0].series, strict=True):
        made.format.line.fill.background()
        made.marker.style, made.marker.size = MARKERS[country_of(dot.role)], 11 if dot.named else 8
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = rgb(colour(dot.role, "light"))
        made.marker.format.line.color.rgb, made.marker.format.line.width = rgb(LIGHT.ground), Pt(0.75)
        if dot.named:
            label(made, 0, "General", sides[dot.name], name=True, value=False, bold=True)
    upright(canvas, plot, upwards, frame.right, dashed=False)
    if scatter.y_mark:
        across(canvas, plot, [(at(0, scatter.y_mark[1])[1], scatter.y_mark[0])])
    below = Box(plot.left, frame.bottom - LINE, plot.right, frame.bottom)
    canvas.text(below, [f"{scatter.x} →"], colour=LIGHT.muted, align="right")


def _sides(points: list[tuple[Dot, float, float]], struck: list[Box], plot: Box) -> dict[str, str]:
    """On which side of its point each name stands, where it meets no other and no line (``struck``); to the right where
    nothing is free."""
    places, found = Places(plot), dict[str, str]()
    for box in struck:
        places.take(box)
    for _, x, y in points:
        places.take(Box(x - 6, y - 6, x + 6, y + 6))
    for dot, x, y in points:
        if dot.named:
            half = wide(dot.name) * 0.54 + 3
            boxes = {
                side: Box(
                    x + dx * (half + 8) - half,
                    y + dy * 17 - SIZE / 2,
                    x + dx * (half + 8) + half,
                    y + dy * 17 + SIZE / 2,
                )
                for side, (dx, dy) in AROUND.items()
            }
            found[dot.name] = next((side for side, box in boxes.items() if places.free(box)), "r")
            places.take(boxes[found[dot.name]])
    return found
