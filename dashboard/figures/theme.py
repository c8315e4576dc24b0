"""The palette of both themes and what every chart shares. The same colours stand in .streamlit/config.toml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import plotly.graph_objects as go

FONT = '"Source Sans", "Source Sans Pro", sans-serif'
SMALLEST = 14  # px
MARK = 22  # px: the height of the line that says that the data are a demonstration


@dataclass(frozen=True)
class Palette:
    """Colours as hex, for one theme. Marks reach 3:1 on the ground, text 4.5:1 (tested)."""

    sweden: str
    norway: str
    both: str  # Mittnorden, and the primary colour
    text: str
    muted: str
    context: str
    attention: str
    ground: str
    land: str  # a municipality without a value of its own to show
    track: str  # the empty part of a bar
    line: str  # grid and thin borders
    nodata: str
    rates: tuple[str, ...]  # one hue, low to high
    sweden_rates: tuple[str, ...]  # the same in a hue of its country, where the two may not share a scale
    norway_rates: tuple[str, ...]
    below: tuple[str, ...]  # either side of a true middle, from it outwards
    above: tuple[str, ...]

    def country(self, area: str) -> str:
        """The colour of the area's country, wherever it is shown."""
        return self.sweden if area.startswith("SE") else self.norway if area.startswith("NO") else self.both


LIGHT = Palette(
    sweden="#1B5E9E", norway="#B5372F", both="#1F6B57", text="#1B2730", muted="#55636E", context="#76838D",
    attention="#8A5A00", ground="#FFFFFF", land="#EEF1EE", track="#EEF3F6", line="#D5DBDF", nodata="#E4E6E8",
    rates=("#E3F0EA", "#BBDDCF", "#8CC4B0", "#57A68D", "#2F8169", "#134D3E"),
    sweden_rates=("#DCEAF7", "#B4D0EC", "#84B0DC", "#548DC4", "#2A6AA6", "#12406F"),
    norway_rates=("#FBE3DF", "#F2C0B9", "#E59A91", "#D26C63", "#B0443B", "#75201B"),
    below=("#D3C3E4", "#9B79BF", "#5A2D86"), above=("#AFD6BA", "#57A074", "#15583A"),
)  # fmt: skip
DARK = Palette(
    sweden="#7DB4EA", norway="#F0918A", both="#5CC0A4", text="#E8EDF1", muted="#A3B1BC", context="#8B99A4",
    attention="#E3B341", ground="#11181F", land="#1C2730", track="#18222B", line="#33414D", nodata="#2A333B",
    rates=("#17332D", "#1E4C42", "#2A6B5B", "#3C8D78", "#5FB59C", "#A5E3CF"),
    sweden_rates=("#1A3047", "#22476B", "#2F6394", "#4A86BF", "#7DB0E2", "#BFDCF7"),
    norway_rates=("#452523", "#663430", "#8C4640", "#B86860", "#E29891", "#F9CFCA"),
    below=("#4A3A60", "#8A6BB0", "#CDB2EA"), above=("#25493A", "#43895F", "#93D6AB"),
)  # fmt: skip
MARKERS = {"SE": "circle", "NO": "diamond", "": "square"}  # colour is never the only carrier
SIGNS = {"SE": "●", "NO": "◆"}  # the same in words
DASHES = {"SE": "solid", "NO": "dash", "": "solid"}
# up to eight categories: Okabe and Ito's colour-blind-safe hues, darkened or lightened to 3:1 on each ground
CATEGORIES = {
    "light": ("#0072B2", "#B54A00", "#00805E", "#A3428D", "#7A6A00", "#3E7FA8", "#6B4C9A", "#55636E"),
    "dark": ("#56B4E9", "#F28E5B", "#4CC7A0", "#E39BCB", "#E3C34C", "#9AC8E8", "#B9A2E0", "#A3B1BC"),
}


@dataclass(frozen=True)
class Texts:
    """The words and formats a figure is drawn with, ready in the reader's language."""

    names: Mapping[str, str] = field(default_factory=dict)  # keys of areas and categories to names
    number: Callable[[float], str] = str
    period: Callable[[str], str] = str
    change: Callable[[float], str] = str  # a change, with its sign
    words: Mapping[str, str] = field(default_factory=dict)  # further words by the figure's own keys

    def name(self, key: str) -> str:
        """The name of a key, or the key itself."""
        return self.names.get(key, key)


def marked(texts: Texts, mode: str) -> str:
    """The line over a figure of HTML that says that the data are a demonstration; nothing where they are not."""
    mark = escape(texts.words.get("mark", ""))
    return f'<div style="font-size:{SMALLEST}px;color:{palette(mode).attention}">{mark}</div>' if mark else ""


def palette(mode: str) -> Palette:
    """The palette of ``light`` or ``dark``."""
    return DARK if mode == "dark" else LIGHT


def rgba(colour: str, alpha: int = 255) -> list[int]:
    """A hex colour as deck.gl takes it."""
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), alpha]


def country_of(area: str) -> str:
    """SE or NO, or "" for what lies in both."""
    return area[:2] if area[:2] in MARKERS else ""


def figure(mode: str, traces: list[dict[str, Any]], mark: str = "", **layout: Any) -> go.Figure:
    """A chart in the house style: no ground of its own, thin grid, no legend, room for direct labels. ``mark`` stands in the
    picture on a line of its own at the top, and so in the file that is saved of it: demonstration data says what it is.

    Traces and layout are plain dictionaries, taken unchecked: Plotly's checks would cost 70 ms a chart at every change.
    The tests check them instead.
    """
    colours = palette(mode)
    axis = {
        "gridcolor": colours.line, "linecolor": colours.line, "zerolinecolor": colours.line, "automargin": True,
        "tickfont": {"size": SMALLEST, "color": colours.muted}, "fixedrange": True,
    }  # fmt: skip
    house: dict[str, Any] = {
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False, "hovermode": "closest",
        "font": {"family": FONT, "size": SMALLEST, "color": colours.text}, "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {"bgcolor": colours.ground, "font": {"size": SMALLEST, "color": colours.text}}, "dragmode": False,
    }  # fmt: skip
    if mark:
        margin = {**house["margin"], **layout.get("margin", {})}
        layout["margin"] = margin | {"t": margin["t"] + MARK}
        if "height" in layout:
            layout["height"] += MARK
        # measured from the picture's edge, not from the plot's: beside long names it would be cut off on a phone
        layout["title"] = {
            "text": mark, "xref": "container", "x": 0, "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top",
            "pad": {"l": 8, "t": 4}, "font": {"color": colours.attention, "size": SMALLEST},
        }  # fmt: skip
    own = {name: axis | layout.pop(name, {}) for name in ("xaxis", "yaxis")}
    return go.Figure({"data": traces, "layout": house | own | layout}, _validate=False)
