"""What native charts share: how numbers are written, where the plot lies, axes, and what python-pptx has no word for."""

from collections.abc import Sequence
from typing import Any

from pptx.chart.chart import Chart as Native
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from dashboard.exports.pictures.sheet import Box
from dashboard.exports.slides.canvas import LOCALE, SIZE, Canvas, describe, rgb
from dashboard.figures.axes import ticks
from dashboard.figures.plain import Chart
from dashboard.figures.theme import LIGHT
from dashboard.i18n import Words

LANGUAGES = {"sv": "41D", "nb": "414", "en": "809"}  # as number formats name them


def pattern(decimals: int, percent: bool, language: str) -> str:
    """How a spreadsheet writes the numbers: the language's separators (LibreOffice; PowerPoint takes those of the machine), a
    true minus, and a sign for per cent (the numbers are per cent already)."""
    sign = ('"%"' if language == "en" else '"\u00a0%"') if percent else ""
    spoken, plain = f"[$-{LANGUAGES[language]}]", "#,##0" + ("." + "0" * decimals if decimals else "") + sign
    return f'{spoken}{plain};{spoken}"−"{plain}'


def rounded(values: Sequence[float], decimals: int, t: Words) -> tuple[list[float], int]:
    """Round values for an axis that holds all of these, and the decimals that they need."""
    places, _ = ticks(min(values), max(values), lambda value: t.number(value, decimals))
    enough = next((d for d in range(decimals) if all(abs(p - round(p, d)) < 1e-9 for p in places)), decimals)
    return places, enough


def said(chart: Chart, value: float, t: Words) -> str:
    """A value of the chart in words."""
    return t.percent(value / 100, chart.decimals) if chart.percent else t.number(value, chart.decimals)


def broken(chart: Chart) -> list[tuple[int, str]]:
    """The number of the first category after each break, and its word."""
    return [(chart.categories.index(first), word) for first, word in chart.breaks if first in chart.categories]


def add(canvas: Canvas, kind: Any, data: Any, frame: Box, name: str, told: str) -> Native:
    """A native chart in the frame, plain: no title, no legend, no text smaller than may be."""
    graphic = canvas.shapes.add_chart(kind, *map(Pt, (frame.left, frame.top, frame.width, frame.height)), data)
    describe(graphic, name, told)
    chart: Native = graphic.chart
    chart.has_title, chart.has_legend = False, False
    chart.font.size, chart.font.color.rgb = Pt(SIZE), rgb(LIGHT.muted)
    space = chart._chartSpace
    begun = space.find(qn("c:date1904")) is not None  # an XY chart begins without
    space.insert(int(begun), parse_xml(f'<c:lang {nsdecls("c")} val="{LOCALE[canvas.t.language]}"/>'))
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))  # the schema knows no negative ones
    return chart


def lay(chart: Native, frame: Box, plot: Box) -> None:
    """Put the plot's inside exactly there, so that what is drawn over it meets its values."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, _layout(frame, plot, '<c:layoutTarget val="inner"/>'))


def _layout(frame: Box, box: Box, target: str = "") -> Any:
    parts = {
        "x": (box.left - frame.left) / frame.width, "y": (box.top - frame.top) / frame.height,
        "w": box.width / frame.width, "h": box.height / frame.height,
    }  # fmt: skip
    values = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in parts.items())
    edges = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{target}{edges}{values}</c:manualLayout></c:layout>")


def keys(chart: Native, frame: Box, box: Box) -> None:
    """A legend in the box."""
    chart.has_legend = True
    legend = chart.legend
    legend.position, legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    legend.font.size, legend.font.color.rgb = Pt(SIZE), rgb(LIGHT.text)
    legend._element.find(qn("c:legendPos")).addnext(_layout(frame, box))


def value_axis(axis: Any, low: float, high: float, step: float, number_format: str) -> None:
    """Fixed ends, a thin grid, no line of its own."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.line)
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False
    axis.format.line.fill.background()


def crossing(axis: Any, where: str) -> None:
    """Whether a line chart's points stand in the middle of their categories' places (``between``) or reach from edge to edge
    (``midCat``)."""
    axis._element.find(qn("c:crosses")).addnext(parse_xml(f'<c:crossBetween {nsdecls("c")} val="{where}"/>'))


def category_axis(axis: Any) -> None:
    """Names on the outer edge, also beside negative values, and a thin line at zero."""
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = Pt(SIZE), rgb(LIGHT.text)
    axis.format.line.color.rgb, axis.format.line.width = rgb(LIGHT.context), Pt(1)


def whiskers(series: Any, low: Sequence[float | None], high: Sequence[float | None]) -> None:
    """Error bars from ``low`` to ``high`` about a series' values, with the very numbers."""
    values = series.values
    sides = {
        "plus": [None if v is None or top is None else top - v for v, top in zip(values, high, strict=True)],
        "minus": [None if v is None or bottom is None else v - bottom for v, bottom in zip(values, low, strict=True)],
    }
    told = "".join(f"<c:{side}>{_numbers(lengths)}</c:{side}>" for side, lengths in sides.items())
    look = f'<c:spPr><a:ln w="12700"><a:solidFill><a:srgbClr val="{LIGHT.muted[1:]}"/></a:solidFill></a:ln></c:spPr>'
    kind = '<c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
    bars = parse_xml(f"<c:errBars {nsdecls('c', 'a')}>{kind}{told}{look}</c:errBars>")
    series._element.find(qn("c:cat")).addprevious(bars)


def _numbers(values: Sequence[float | None]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{v!r}</c:v></c:pt>' for n, v in enumerate(values) if v is not None)
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
