"""A sheet to draw on, in pixels from its upper left corner: matplotlib's figure with one field that covers all of it.

No pyplot and no shared figure, so that several threads may draw at once. Texts become outlines, which look the same
everywhere, with no font to be had where the picture is opened.
"""

import io
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from dashboard.exports.pictures.letters import LINE, font
from dashboard.figures.theme import SMALLEST, palette
from dashboard.i18n import words

matplotlib.rcParams.update({"svg.hashsalt": "mittnorden", "hatch.linewidth": 0.8})  # the same picture, the same bytes


class Box(NamedTuple):
    """A part of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def inside(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> "Box":
        """The box without so much on each side."""
        return Box(self.left + left, self.top + top, self.right - right, self.bottom - bottom)


class Sheet:
    """An empty picture in the colours of a mode, and the words of a language."""

    def __init__(self, language: str, width: float, height: float, mode: str) -> None:
        self.t, self.mode, self.colours = words(language), mode, palette(mode)
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor=self.colours.ground)
        self.field = self.figure.add_axes((0, 0, 1, 1))
        self.field.set_axis_off()
        self.field.set_xlim(0, width)
        self.field.set_ylim(height, 0)
        self._layer = 1.0

    def svg(self, title: str) -> bytes:
        """The sheet as an SVG file, its size in pixels."""
        out = io.BytesIO()
        nothing = dict.fromkeys(("Date", "Format", "Type", "Creator"))
        FigureCanvasSVG(self.figure).print_svg(out, metadata={"Title": title, **nothing})
        return re.sub(rb'(width|height)="([\d.]+)pt"', rb'\1="\2"', out.getvalue(), count=2)

    def png(self, title: str, scale: float) -> bytes:
        """The sheet as a PNG file of ``scale`` dots a pixel."""
        out = io.BytesIO()
        FigureCanvasAgg(self.figure).print_figure(
            out,
            format="png",
            dpi=72 * scale,
            facecolor=self.colours.ground,
            metadata={"Title": title, "Software": None},
        )
        return out.getvalue()

    def text(
        self, x: float, y: float, text: str, *, align: str = "left", size: float = SMALLEST, colour: str = "",
        bold: bool = False,
    ) -> None:  # fmt: skip
        """A line of text, its capitals' middle at ``y``."""
        self.field.text(
            x, y + 0.33 * size, text, ha=align, va="baseline", fontproperties=font(size, bold), parse_math=False,
            color=colour or self.colours.text, zorder=self._next(),
        )  # fmt: skip

    def halo(self, x: float, y: float, text: str, rim: float = 1.5, **how: Any) -> None:
        """A line of text with a rim in the colour of the ground, to be read on whatever lies under it."""
        self.text(x, y, text, **how)
        self.field.texts[-1].set_path_effects([withStroke(linewidth=2 * rim, foreground=self.colours.ground)])

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = SMALLEST, **how: Any) -> None:
        """Lines of text under one another, their middle at ``y``."""
        for number, line in enumerate(lines):
            self.text(x, y + (number - (len(lines) - 1) / 2) * LINE * size, line, size=size, **how)

    def line(
        self, x: Sequence[float], y: Sequence[float], colour: str, width: float = 1.0, dash: Any = "solid"
    ) -> None:
        """A line through points."""
        ends: Any = "round" if dash == "solid" else "butt"
        self._add(
            Line2D(x, y, color=colour, linewidth=width, linestyle=dash, solid_capstyle=ends, solid_joinstyle="round")
        )

    def dot(self, x: float, y: float, size: float, colour: str, marker: str = "o", rim: float = 1.0) -> None:
        """A mark ``size`` pixels across, with a thin rim in the colour of the ground."""
        edge = {"markeredgecolor": self.colours.ground, "markeredgewidth": rim}
        self._add(Line2D([x], [y], marker=marker, markersize=size, color=colour, linestyle="none", **edge))  # type: ignore[arg-type]

    def bar(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self._add(Rectangle((left, top), right - left, bottom - top, facecolor=colour, linewidth=0))

    def band(self, x: Sequence[float], low: Sequence[float], high: Sequence[float], colour: str) -> None:
        """The pale room between two lines."""
        corners = [*zip(x, low, strict=True), *reversed([*zip(x, high, strict=True)])]
        self._add(Polygon(corners, facecolor=colour, alpha=0.16, linewidth=0))

    def circle(self, x: float, y: float, radius: float, fill: str) -> None:
        """A circle with a thin rim in the colour of the ground."""
        self._add(Circle((x, y), radius, facecolor=fill, edgecolor=self.colours.ground, linewidth=1))

    def shape(self, path: Path, fill: str, edge: str, width: float, hatched: bool = False) -> None:
        """A filled shape with its outline; hatched where nothing is known."""
        if hatched:
            self._add(PathPatch(path, facecolor=fill, edgecolor=self.colours.context, hatch="////", linewidth=0))
        self._add(PathPatch(path, facecolor="none" if hatched else fill, edgecolor=edge, linewidth=width))

    def _add(self, artist: Any) -> None:
        artist.set_zorder(self._next())
        self.field.add_artist(artist)

    def _next(self) -> float:
        """What is drawn later lies above."""
        self._layer += 1
        return self._layer


def ink(fill: str) -> str:
    """White or dark: what is read best on a fill."""
    channels = (int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#FFFFFF" if light < 0.18 else "#1B2730"
