"""What is drawn on a slide: native shapes in points from its upper left corner, each with a name and words for whoever
cannot see it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.util import Pt

from dashboard.exports.pictures.sheet import Box
from dashboard.figures.theme import LIGHT
from dashboard.i18n import Words

SIZE = 14  # points: the smallest text of a picture
LINE = 17  # points from line to line
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
LOCALE = {"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def rgb(hexadecimal: str) -> RGBColor:
    """A colour such as #1F6B57 as a slide takes it."""
    return RGBColor.from_string(hexadecimal.lstrip("#"))


def describe(shape: BaseShape, name: str, told: str) -> None:
    """Give a shape its name and its words for whoever cannot see it; without words it is marked as mere decoration. Of the
    master's style, with its shadows, it takes nothing."""
    shape.name = name
    for style in shape.element.findall(qn("p:style")):
        shape.element.remove(style)
    about = shape.element.xpath(".//p:cNvPr")[0]
    if told:
        about.set("descr", told)
        return
    extensions = etree.SubElement(about, qn("a:extLst"))
    extension = etree.SubElement(extensions, qn("a:ext"), uri=_EXTENSION)
    etree.SubElement(extension, f"{{{_DECORATIVE}}}decorative", nsmap={"adec": _DECORATIVE}, val="1")


def speak(element: Any, language: str) -> None:
    """Say of every text within the element which language it is in."""
    for run in [*element.iter(qn("a:r"), qn("a:fld"))]:
        run.get_or_add_rPr().set("lang", LOCALE[language])
    for properties in element.iter(qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", LOCALE[language])


class Canvas:
    """A slide's shapes, with the words they are drawn in."""

    def __init__(self, shapes: Any, t: Words) -> None:
        self.shapes, self.t = shapes, t

    @contextmanager
    def group(self, name: str, told: str) -> Iterator[None]:
        """What is drawn meanwhile belongs together. It is put into a group in the end: a group that grows shape by shape
        is measured anew with each of them."""
        before = len(self.shapes)
        yield
        describe(self.shapes.add_group_shape([*self.shapes][before:]), name, told)

    def text(
        self, box: Box, lines: Sequence[str], *, size: float = SIZE, colour: str = LIGHT.text, bold: bool = False,
        align: str = "left", anchor: str = "top", veiled: bool = False,
    ) -> None:  # fmt: skip
        """Lines of text in a box, without any margin; ``veiled`` lightens what is behind them."""
        shape = self.shapes.add_textbox(*(Pt(part) for part in (box.left, box.top, box.width, box.height)))
        shape.name = lines[0][:60]
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap, frame.vertical_anchor = True, ANCHOR[anchor]
        frame.text = "\n".join(lines)
        for paragraph in frame.paragraphs:
            paragraph.alignment = ALIGN[align]
            for run in paragraph.runs:
                run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, rgb(colour)
        if veiled:
            self.paint(shape, LIGHT.ground, "")
            fill = shape.element.spPr.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
            etree.SubElement(fill, qn("a:alpha"), val="75000")

    def line(
        self, start: tuple[float, float], end: tuple[float, float], name: str, told: str, *, colour: str,
        width: float = 1.25, dashed: bool = False,
    ) -> None:  # fmt: skip
        """A straight line."""
        made = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Pt(part) for part in (*start, *end)))
        describe(made, name, told)
        made.line.width, made.line.color.rgb = Pt(width), rgb(colour)
        if dashed:
            made.line.dash_style = MSO_LINE.DASH

    def mark(self, box: Box, name: str, told: str, fill: str, *, round: bool = False, edge: str = "") -> None:
        """A rectangle or an ellipse in the box."""
        kind = MSO_SHAPE.OVAL if round else MSO_SHAPE.RECTANGLE
        made = self.shapes.add_shape(kind, *(Pt(part) for part in (box.left, box.top, box.width, box.height)))
        describe(made, name, told)
        self.paint(made, fill, edge)

    def outline(
        self, rings: Sequence[Sequence[tuple[float, float]]], name: str, told: str, *, closed: bool = True
    ) -> BaseShape:
        """A freeform of rings, one within another being a hole, or of open lines."""
        exact = 12700  # a point's units, so that the builder need not round
        whole = [[(round(x * exact), round(y * exact)) for x, y in ring] for ring in rings]
        builder = self.shapes.build_freeform(*whole[0][0])
        for number, ring in enumerate(whole):
            if number:
                builder.move_to(*ring[0])
            builder.add_line_segments(ring[1:], close=closed)
        made: BaseShape = builder.convert_to_shape()
        describe(made, name, told)
        return made

    def paint(self, shape: Any, fill: str, edge: str, width: float = 0.75) -> None:
        """Fill a shape and draw its edge; "" is none."""
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(fill)
        else:
            shape.fill.background()
        if edge:
            shape.line.color.rgb, shape.line.width = rgb(edge), Pt(width)
        else:
            shape.line.fill.background()
