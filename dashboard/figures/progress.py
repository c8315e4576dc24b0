"""A goal as one thin bar: verified solid, reported and expected lighter and patterned, the target a mark."""

from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.figures.theme import Texts, figure, palette


class Progress(NamedTuple):
    """What is shown: three parts of one bar, and the target that the bar is read against."""

    verified: float
    reported: float
    expected: float
    target: float

    @property
    def end(self) -> float:
        """How far the axis goes: the target, or beyond it where more is in sight."""
        return max(self.target, self.verified + self.reported + self.expected)


def info(verified: float, reported: float, expected: float, target: float) -> Progress:
    """The goal's parts; none is below zero."""
    return Progress(max(verified, 0), max(reported, 0), max(expected, 0), target)


def draw(info: Progress, texts: Texts, mode: str) -> go.Figure:
    """The bar. ``texts.words`` has target, verified, reported, expected."""
    colours = palette(mode)
    drawn = figure(mode, barmode="stack", bargap=0, height=64, margin={"l": 0, "r": 0, "t": 4, "b": 22})
    parts = (
        ("verified", info.verified, "", 1.0),
        ("reported", info.reported, "/", 0.75),
        ("expected", info.expected, ".", 0.6),
    )
    drawn.add_bar(
        x=[info.end], y=[""], orientation="h", marker={"color": colours.track, "line": {"width": 1, "color": colours.line}},
        width=0.9, hoverinfo="skip", offsetgroup="track", base=[0],
    )  # fmt: skip
    start = 0.0
    for name, value, pattern, opacity in parts:
        if value:
            drawn.add_bar(
                x=[value], y=[""], base=[start], orientation="h", width=0.9, name=texts.words.get(name, name),
                offsetgroup="track",
                marker={
                    "color": colours.both, "opacity": opacity, "line": {"width": 0},
                    "pattern": {"shape": pattern, "fillmode": "replace", "size": 6, "solidity": 0.4},
                },
                # a number on a pattern cannot be read: the caption below says those
                text=[texts.number(value) if not pattern else ""], textposition="inside", insidetextanchor="middle",
                textfont={"color": colours.ground, "size": 15}, hoverinfo="skip",
            )  # fmt: skip
            start += value
    drawn.add_vline(x=info.target, line={"color": colours.text, "width": 2})
    drawn.update_xaxes(
        range=[0, info.end * 1.001], tickvals=[0, info.target], ticktext=["0", texts.words.get("target", texts.number(info.target))],
        showgrid=False,
    )  # fmt: skip
    return drawn.update_yaxes(visible=False)
