"""How many of those that begin are still there after so many years: steps downwards from the whole, with their interval."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from dashboard.figures.axes import ticks
from dashboard.figures.bands import band
from dashboard.figures.endings import Ending, endings
from dashboard.figures.naming import role
from dashboard.figures.plain import Chart, Values
from dashboard.figures.theme import DASHES, SMALLEST, Texts, country_of, figure, palette

HEIGHT, MOST, TAIL = 320, 3, 0.4  # px; curves; years that the last step is drawn long, to be seen


class Step(NamedTuple):
    """The share still there from ``years`` on, as a number of 100, its interval, and how many were watched."""

    years: int
    share: float
    low: float
    high: float
    at_risk: int


class Curve(NamedTuple):
    """A group's steps in order of years; those begin at 0 with 100."""

    area: str
    name: str
    steps: tuple[Step, ...]


class Survival(NamedTuple):
    """The curves that are shown, how many were left out, and the last year of any."""

    curves: tuple[Curve, ...]
    left_out: int
    years: int


def info(curves: Sequence[Curve]) -> Survival:
    """At most three curves, in the order given: with more the intervals hide one another. One without steps is left out."""
    shown = [curve for curve in curves if curve.steps][:MOST]
    return Survival(tuple(shown), len(curves) - len(shown), max((c.steps[-1].years for c in shown), default=0))


def draw(info: Survival, texts: Texts, mode: str) -> go.Figure:
    """The curves, each named at its end with its last share. ``texts.words``: ``years``, the title of the axis; ``watched``,
    the word before the number of those watched; ``texts.number`` writes shares."""
    colours, places, traces = palette(mode), ticks(0, 100, texts.number), list[dict[str, Any]]()
    for curve in info.curves:
        x = [*_twice([step.years for step in curve.steps])[1:], curve.steps[-1].years + TAIL]
        low, high = (_twice([getattr(step, end) for step in curve.steps]) for end in ("low", "high"))
        traces.append(band(x, low, high, colours.country(curve.area)))
    for curve in info.curves:
        traces.append({
            "type": "scatter", "mode": "lines", "x": [*(s.years for s in curve.steps), curve.steps[-1].years + TAIL],
            "y": [*(s.share for s in curve.steps), curve.steps[-1].share],
            "line": {"shape": "hv", "width": 2.5, "color": colours.country(curve.area), "dash": DASHES[country_of(curve.area)]},
            "customdata": [[texts.number(s.share), s.at_risk] for s in curve.steps], "name": curve.name,
            "hovertemplate": f"%{{customdata[0]}} ({texts.words['watched']} %{{customdata[1]}})<extra>{curve.name}</extra>",
        })  # fmt: skip
    ends = [
        Ending(c.steps[-1].years + TAIL, c.steps[-1].share, f"{c.name} {texts.number(c.steps[-1].share)}", colours.country(c.area))
        for c in info.curves
    ]  # fmt: skip
    labels, right = endings(ends, 0, 100)
    return figure(
        mode, traces, texts.words.get("mark", ""), annotations=labels, height=HEIGHT, hovermode="x unified",
        margin={"l": 8, "r": right, "t": 12, "b": 8},
        xaxis={"range": [0, info.years + TAIL], "dtick": 1, "showgrid": False, "zeroline": False,
               "title": {"text": texts.words["years"], "font": {"color": colours.muted, "size": SMALLEST}, "standoff": 4}},
        yaxis={"range": [0, 102], "tickvals": places[0], "ticktext": places[1], "zeroline": False},
    )  # fmt: skip


def _twice(values: Sequence[float]) -> list[float]:
    """Each value twice: as it holds from one step to the next."""
    return [value for value in values for _ in range(2)]


def plain(info: Survival, texts: Texts, *, unit: str = "", decimals: int = 0) -> Chart:
    """The curves as stepped lines with their intervals, in per cent by year; the first year says what the years are."""
    years = tuple(str(year) for year in range(info.years + 1))
    series = []
    for curve in info.curves:
        steps = {str(step.years): step for step in curve.steps}
        share, low, high = (
            tuple(getattr(steps[year], part) if year in steps else None for year in years)
            for part in ("share", "low", "high")
        )
        series.append(Values(curve.name, share, role(curve.area), low, high))
    return Chart(
        "line", (f"{texts.words['years']}: {years[0]}", *years[1:]), tuple(series), years, unit, decimals, percent=True,
        step=True, left_out=info.left_out,
    )  # fmt: skip
