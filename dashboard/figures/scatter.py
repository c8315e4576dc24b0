"""Specialisation against growth: a bubble for each industry, as large as its jobs, on a logarithmic axis around 1."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.axes import ticks
from dashboard.figures.labels import LINE, PHONE, fitted, wide
from dashboard.figures.theme import MARKERS, Texts, country_of, figure, palette

HEIGHT, TOP, SIDE, FOOT = 460, 30, 48, 46  # px: the figure; the title above, the axis texts beside and below
WIDTH, TALL = PHONE - 16 - SIDE, HEIGHT - 16 - TOP - FOOT  # of the field itself, on a phone
RADIUS, NAMED = 26, 8  # px of the largest bubble; how many are named at most
MARKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.7, 1.0, 1.5, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
QUADRANTS = {"growing_strength": (1, 1), "emerging": (0, 1), "declining": (0, 0), "declining_strength": (1, 0)}
Box = tuple[float, float, float, float]  # pixels from the left and the bottom: left, bottom, right, top


class Bubble(NamedTuple):
    """An industry: location quotient (1 is as in the reference), growth, jobs, and these in words for the pointer."""

    key: str
    name: str
    quotient: float | None
    growth: float | None
    size: float | None
    note: str = ""
    area: str = ""


class Scatter(NamedTuple):
    """The bubbles, largest first so that small ones lie on top; how many lack a value or are not here at all (a quotient
    of 0 has no place on the axis); both axes' ends, the first as powers of 10."""

    bubbles: tuple[Bubble, ...]
    left_out: int
    x: tuple[float, float]
    y: tuple[float, float]


def info(bubbles: Sequence[Bubble]) -> Scatter:
    """The bubbles that have a place, on axes with 1 and 0 in sight."""
    there = [b for b in bubbles if b.quotient and b.growth is not None and b.size]
    across = [0.0, *(math.log10(b.quotient or 1.0) for b in there)]
    up = [0.0, *(b.growth or 0.0 for b in there)]
    side, over = max(max(across) - min(across), 0.6) * 0.13, (max(up) - min(up) or 1.0) * 0.16
    return Scatter(
        tuple(sorted(there, key=lambda b: (-(b.size or 0.0), b.key))), len(bubbles) - len(there),
        (min(across) - side, max(across) + side), (min(up) - over, max(up) + over),
    )  # fmt: skip


def draw(info: Scatter, texts: Texts, mode: str) -> go.Figure:
    """The field with its four corners named. ``texts.words``: x and y, the axes' titles; growing_strength, emerging,
    declining, declining_strength. ``texts.number`` writes quotients, ``texts.change`` growth."""
    colours = palette(mode)
    rows, (up, up_texts) = info.bubbles, ticks(*info.y, texts.change)
    across = [m for m in MARKS if info.x[0] <= math.log10(m) <= info.x[1]]
    across = across if len(across) < 7 else [m for m in across if math.log10(m) % 1 == 0]
    points = {
        "type": "scatter", "mode": "markers", "x": [b.quotient for b in rows], "y": [b.growth for b in rows],
        "marker": {
            "size": [2 * _radius(b, rows) for b in rows], "opacity": 0.75, "line": {"width": 1, "color": colours.ground},
            "symbol": [MARKERS[country_of(b.area)] if b.area else "circle" for b in rows],
            "color": [colours.country(b.area) if (b.quotient or 0) >= 1 else colours.context for b in rows],
        },
        "customdata": [[b.name, texts.number(b.quotient or 0), texts.change(b.growth or 0), b.note] for b in rows],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]} · %{customdata[2]}<br>%{customdata[3]}<extra></extra>",
    }  # fmt: skip
    corners, taken = _corners(texts, colours.muted)
    middle = {"type": "line", "layer": "below", "line": {"color": colours.muted, "width": 1.5}}
    titles = [
        _at(0, 1, f"↑ {texts.words['y']}", colours.muted) | {"yanchor": "bottom", "xanchor": "left", "xshift": -SIDE + 4, "yshift": 8},
        _at(1, 0, f"{texts.words['x']} →", colours.muted) | {"yanchor": "top", "xanchor": "right", "yshift": -24},
    ]  # fmt: skip
    return figure(
        mode, [points], texts.words.get("mark", ""), height=HEIGHT,
        annotations=[*titles, *corners, *(label for _, label in _names(info, taken))],
        shapes=[middle | {"x0": 1, "x1": 1, "yref": "paper", "y0": 0, "y1": 1},
                middle | {"xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0}],
        margin={"l": SIDE, "r": 16, "t": TOP + 8, "b": FOOT + 8},
        xaxis={"type": "log", "range": info.x, "tickvals": across, "ticktext": [texts.number(m) for m in across],
               "zeroline": False, "automargin": False},
        yaxis={"range": info.y, "tickvals": up, "ticktext": up_texts, "zeroline": False, "automargin": False},
    )  # fmt: skip


def named(info: Scatter, texts: Texts) -> list[Bubble]:
    """The bubbles that have their names beside them, the most important first."""
    return [bubble for bubble, _ in _names(info, _corners(texts, "")[1])]


def _radius(bubble: Bubble, bubbles: Sequence[Bubble]) -> float:
    """In pixels; the area is in proportion to the jobs."""
    return max(4.0, RADIUS * math.sqrt((bubble.size or 0.0) / (bubbles[0].size or 1.0)))


def _at(x: float, y: float, text: str, colour: str) -> dict[str, Any]:
    place = {"x": x, "y": y, "xref": "paper", "yref": "paper"}
    return place | {"text": text, "showarrow": False, "font": {"color": colour}}


def _corners(texts: Texts, colour: str) -> tuple[list[dict[str, Any]], list[Box]]:
    """The quadrants' words in the corners, and the room they take."""
    labels: list[dict[str, Any]] = []
    taken: list[Box] = []
    for word, (x, y) in QUADRANTS.items():
        text = fitted(texts.words[word], WIDTH / 2 - 10)
        width, tall = wide(text) + 4, (text.count("<br>") + 1) * LINE + 4
        side = "right" if x else "left"
        labels.append(_at(x, y, f"<i>{text}</i>", colour) | {
            "xanchor": side, "yanchor": "top" if y else "bottom", "align": side, "borderpad": 2})  # fmt: skip
        taken.append((x * (WIDTH - width), y * (TALL - tall), x * (WIDTH - width) + width, y * (TALL - tall) + tall))
    return labels, taken


def _place(bubble: Bubble, info: Scatter) -> tuple[float, float]:
    """Where a bubble's middle is on a phone, in pixels from the field's left and bottom."""
    across = (math.log10(bubble.quotient or 1.0) - info.x[0]) / (info.x[1] - info.x[0])
    return across * WIDTH, ((bubble.growth or 0.0) - info.y[0]) / (info.y[1] - info.y[0]) * TALL


def _names(info: Scatter, taken: list[Box]) -> Iterator[tuple[Bubble, dict[str, Any]]]:
    """The name of the highest quotient, of which the title speaks, then of the largest and the most extreme by turns, as far
    as one finds room over, under or beside its bubble on a phone."""
    extreme = sorted(info.bubbles, key=lambda b: -abs(math.log10(b.quotient or 1.0)) * abs(b.growth or 0.0))
    places = {b: _place(b, info) for b in info.bubbles}
    for bubble, (x, y) in places.items():  # no name across a large bubble, whosesoever it is
        half = _radius(bubble, info.bubbles) * 0.7
        if half > 7:
            taken.append((x - half, y - half, x + half, y + half))
    named = 0
    first = sorted(info.bubbles, key=lambda b: -(b.quotient or 0.0))[:1]
    for bubble in dict.fromkeys(chain(first, *zip(info.bubbles, extreme, strict=True))):
        text = fitted(bubble.name, 110)
        width, tall, radius = wide(text), (text.count("<br>") + 1) * LINE, _radius(bubble, info.bubbles) + 2
        x, y = places[bubble]
        beside = radius + width / 2
        for right, up in ((0, radius + tall / 2), (0, -radius - tall / 2), (beside, 0), (-beside, 0)):
            box = (x + right - width / 2, y + up - tall / 2, x + right + width / 2, y + up + tall / 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= TALL
            if inside and all(box[2] <= t[0] or box[0] >= t[2] or box[3] <= t[1] or box[1] >= t[3] for t in taken):
                taken.append(box)
                named += 1
                yield bubble, {
                    "x": math.log10(bubble.quotient or 1.0), "y": bubble.growth, "text": text, "showarrow": False,
                    "xshift": right, "yshift": up, "borderpad": 0,
                }  # fmt: skip
                break
        if named == NAMED:
            return
