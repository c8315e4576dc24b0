"""Groups and who is in them as a network: each group a square with its members around it, Norway's on the left and Sweden's on
the right as on the map; whoever is in several stands between them. A place does not depend on what is shown."""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go

from dashboard.figures.labels import LINE, PHONE, fitted, wide
from dashboard.figures.network_places import Node, Places, places_of
from dashboard.figures.theme import MARKERS, SMALLEST, Texts, country_of, figure, palette, rgba

HEIGHT = 620
NAME, SIDE, MARK = 104, 44, 8  # px: the widest name, the margin for half of one, half a large mark


class Network(NamedTuple):
    """The groups and the nodes that are shown, both with their places (x to the right, y upwards, within −1 to 1);
    ``only`` is the group that is looked at, if one is."""

    groups: tuple[str, ...]
    nodes: tuple[Node, ...]
    places: Places
    only: str


def info(groups: Sequence[str], everyone: Sequence[Node], shown: Sequence[Node], only: str = "") -> Network:
    """The network of ``shown``, the most important first, with every place worked out from ``everyone``: in the order given,
    so that nobody moves when somebody joins later. ``only``: the one group that is looked at; others then stand around it
    for their ties to it."""
    places = places_of(groups, everyone, only)
    kept = [node for node in shown if not only or only in node.groups]
    there = {group for node in kept for group in node.groups} | ({only} if only else set())
    return Network(tuple(group for group in groups if group in there), tuple(kept), places, only)


def draw(info: Network, texts: Texts, mode: str) -> go.Figure:
    """Groups with their names; the members' names as far as they fit, which they do not where all groups are shown."""
    colours, places = palette(mode), info.places
    west, east, south, north = frame(info)
    pale = f"rgba({','.join(map(str, rgba(colours.ground)[:3]))},0.7)"
    labels = [_written(label, pale) for label in labelled(info, texts)]
    lines = []
    for several, colour, width in ((False, colours.line, 1), (True, colours.context, 1.4)):
        ties = [(n.key, g) for n in info.nodes if (len(n.groups) > 1) == several for g in n.groups if g in info.groups]
        lines.append({
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": colour, "width": width},
            "x": [x for key, group in ties for x in (places[key][0], places[group][0], None)],
            "y": [y for key, group in ties for y in (places[key][1], places[group][1], None)],
        })  # fmt: skip
    marks = []
    for country in dict.fromkeys(country_of(node.area) for node in info.nodes):
        mine = [node for node in info.nodes if country_of(node.area) == country]
        marks.append({
            "type": "scatter", "mode": "markers", "x": [places[n.key][0] for n in mine], "y": [places[n.key][1] for n in mine],
            "marker": {"symbol": MARKERS[country] if country else "x", "color": colours.country(country), "opacity": 1,
                       "size": [15 if len(n.groups) > 1 else 9 for n in mine],
                       "line": {"width": [2 if len(n.groups) > 1 else 1 for n in mine],
                                "color": [colours.text if len(n.groups) > 1 else colours.ground for n in mine]}},
            "customdata": [[escape(n.name), escape(n.text)] for n in mine],
            "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        })  # fmt: skip
    squares = {
        "type": "scatter", "mode": "markers", "x": [places[g][0] for g in info.groups],
        "y": [places[g][1] for g in info.groups], "text": [escape(texts.name(g)) for g in info.groups],
        "hovertemplate": "<b>%{text}</b><extra></extra>",
        "marker": {"symbol": "square", "size": 13, "color": colours.both, "line": {"width": 1, "color": colours.ground}},
    }  # fmt: skip
    hidden = {"showgrid": False, "zeroline": False, "showline": False, "showticklabels": False, "automargin": False}
    return figure(
        mode, [*lines, *marks, squares], texts.words.get("mark", ""), annotations=labels, height=HEIGHT,
        margin={"l": SIDE, "r": SIDE, "t": 0, "b": 0}, xaxis={**hidden, "range": [west, east]},
        yaxis={**hidden, "range": [south, north]},
    )  # fmt: skip


def frame(info: Network) -> tuple[float, float, float, float]:
    """West, east, south and north of what is shown, with room for the names above and below groups."""
    at = [info.places[key] for key in (*info.groups, *(node.key for node in info.nodes))] or [(0.0, 0.0)]
    xs, ys = [x for x, _ in at], [y for _, y in at]
    wide_by, tall_by = max(0.06, (max(xs) - min(xs)) * 0.06), max(0.08, (max(ys) - min(ys)) * 0.05)
    return min(xs) - wide_by, max(xs) + wide_by, min(ys) - 2 * tall_by, max(ys) + 2 * tall_by


class Label(NamedTuple):
    """A name at a place, and how far it stands above it (below: less than zero), in pixels; a group's is in bold."""

    key: str
    text: str
    x: float
    y: float
    lift: float
    strong: bool


def labelled(info: Network, texts: Texts) -> list[Label]:
    """The groups' names on the outer side of their members, and so many of the members' as meet no other on a phone."""
    west, east, south, north = frame(info)
    across, up = (PHONE - 2 * SIDE) / (east - west), HEIGHT / (north - south)
    spots = {key: ((x - west) * across, (y - south) * up) for key, (x, y) in info.places.items()}
    taken = [_around(*spots[node.key], MARK, MARK) for node in info.nodes if len(node.groups) > 1]
    labels: list[Label] = []

    def put(key: str, text: str, at: tuple[float, float], lift: float, strong: bool) -> None:
        half, tall = wide(text) / 2, LINE * (text.count("<br>") + 1) / 2
        box = _around(at[0], at[1] + lift + math.copysign(tall, lift), half, tall)
        if strong or all(box[2] < b[0] or box[0] > b[2] or box[3] < b[1] or box[1] > b[3] for b in taken):
            taken.append(box)
            labels.append(Label(key, text, west + at[0] / across, south + at[1] / up, lift, strong))

    for group in info.groups:
        below = info.places[group][1] < 0
        own = [spots[node.key][1] for node in info.nodes if node.groups == (group,)] or [spots[group][1]]
        edge = min(own) if below else max(own)
        put(group, fitted(texts.name(group), NAME), (spots[group][0], edge), -MARK if below else MARK, True)
    for node in info.nodes:
        if info.only or len(node.groups) > 1:
            put(node.key, fitted(node.name, NAME, 1), spots[node.key], MARK + 1, False)
    return labels


def _written(label: Label, ground: str) -> dict[str, object]:
    """A name as it is drawn; people type names, and Plotly reads HTML."""
    shown = "<br>".join(map(escape, label.text.split("<br>")))
    return {
        "x": label.x, "y": label.y, "text": f"<b>{shown}</b>" if label.strong else shown, "showarrow": False,
        "yanchor": "bottom" if label.lift > 0 else "top", "yshift": label.lift, "bgcolor": ground, "borderpad": 0,
        "font": {"size": SMALLEST},
    }  # fmt: skip


def _around(x: float, y: float, half: float, tall: float) -> tuple[float, float, float, float]:
    """The box around a point, in pixels: left, bottom, right, top."""
    return x - half, y - tall, x + half, y + tall
