"""The Compare page: what stands side by side, the dots with their benchmarks, and the findings."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple, get_args

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures import dots
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.readings import regions
from dashboard.metrics.readings.comparing import Line, Place, Value, benchmarks, narrowed
from dashboard.metrics.readings.contrast import Contrast, widest
from dashboard.metrics.series import Status
from dashboard.ui import blocks, controls, maps
from dashboard.ui.sections import comparison, similar
from dashboard.ui.state import View, remembered

WITH = ("areas", "regions", "similar")
MOST = 5
HALVES = {"work": comparison.RATES[:4], "kind": comparison.RATES[4:]}  # how much there is, and of what kind
USUAL = ("SE-2380", "NO-5001")  # two towns to begin with, where nothing is chosen


class Asked(NamedTuple):
    """The places to put side by side, the sentence that says which, and for similar ones the municipality and weights."""

    places: tuple[Place, ...]
    sentence: str
    like: str = ""
    weights: tuple[int, ...] = ()


def chosen(view: View) -> Asked:
    """What is to be compared; all of it stands in the link."""
    t = view.t
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare_controls"):
        way = controls.switch("with", WITH, t("compare.with"), lambda key: t(f"compare.with.{key}"))
        like = similar.chosen(view) if way == "similar" else ""
    if like:
        weights = similar.weights(view)
        near = similar.near(view, like, weights)
        return Asked(similar.places(like, near), similar.answer(view, like, near), like, weights)
    keys = view.selection.areas or USUAL
    if way == "regions":
        inside = replace(view.selection, areas=keys).municipalities()
        every = [Place(region.key, region.areas) for region in regions.around(inside)]
    else:
        every = [Place(key, (key,)) for key in keys]
    return Asked(tuple(every[:MOST]), _sentence(view, way, every))


def _sentence(view: View, way: str, every: list[Place]) -> str:
    """Which places they are, and where they come from when the reader has not chosen them."""
    t = view.t
    told = [t(f"compare.lead.{way}", names=t.sentence([comparison.short(view, p.key) for p in every[:MOST]]))]
    if not view.selection.areas:
        told.append(t("compare.lead.usual"))
    if len(every) > MOST:
        told.append(t("compare.lead.more", shown=MOST, all=len(every)))
    if way == "regions":
        told += [
            t("compare.outside", region=comparison.short(view, p.key), outside=regions.regions()[p.key].outside)
            for p in every[:MOST] if regions.regions()[p.key].outside
        ]  # fmt: skip
    return " ".join(told)


def dot_plots(view: View, places: tuple[Place, ...]) -> None:
    """Every rate on a line of its own, in two pictures; grade C apart for each country, with the reason."""
    t = view.t
    known = {half: [line for line in _lines(view, places, half) if _known(line)] for half in HALVES}
    known = {half: lines for half, lines in known.items() if lines}
    if not known:
        st.info(t("compare.nothing"))
        return
    for column, (half, lines) in zip(st.columns(2, gap="large"), known.items(), strict=False):
        with column:
            _dot_plot(view, places, half, lines)
    apart = dict.fromkeys(line.metric for lines in known.values() for line in lines if line.country)
    reasons = [t("compare.apart", metric=t(f"metric.{m}.name"), caveat=t(f"metric.{m}.caveat")) for m in apart]
    st.caption(" ".join([t("compare.marks"), *reasons]))


def _lines(view: View, places: tuple[Place, ...], half: str) -> list[Line]:
    return comparison.found(view, places, benchmarks(places), HALVES[half])


def _dot_plot(view: View, places: tuple[Place, ...], half: str, lines: list[Line]) -> None:
    """One picture, under the largest difference in it."""
    contrast = widest(lines)
    metric = contrast.line.metric if contrast else lines[0].metric
    keys = [key for place in places for key in place.keys]
    drawn = _drawn(view, places, half)
    blocks.figure(
        view, f"compare_{half}", _finding(view, contrast), " ".join(_told(view, line) for line in lines),
        Question(metric, narrowed(view.selection, keys)), lambda: drawn, int(drawn.layout.height),
    )  # fmt: skip


def _known(line: Line) -> list[Value]:
    """The values of a line, highest first."""
    return sorted((v for v in line.values if v.point.value is not None), key=lambda v: -(v.point.value or 0.0))


def _finding(view: View, contrast: Contrast | None) -> str:
    if contrast is None:
        return view.t("compare.finding.none")
    metric, t = contrast.line.metric, view.t
    values = {
        name: f"{comparison.short(view, value.place)} {comparison.number(view, metric, value.point)}"
        for name, value in (("high", contrast.high), ("low", contrast.low))
    }
    return t("compare.finding", metric=maps.within(t(f"metric.{metric}.name")), **values)


def _told(view: View, line: Line) -> str:
    """A line in words: every place with its value, highest first."""
    told = [f"{comparison.short(view, v.place)} {comparison.number(view, line.metric, v.point)}" for v in _known(line)]
    return f"{_name(view, line)}: {view.t.sentence(told)}."


def _name(view: View, line: Line) -> str:
    """The metric's name, with the country where it is told for one only."""
    name = view.t(f"metric.{line.metric}.name")
    return f"{name}, {view.t.area(line.country)}" if line.country else name


@remembered
def _drawn(view: View, places: tuple[Place, ...], half: str) -> go.Figure:
    t, rows = view.t, []
    for line in _lines(view, places, half):
        if not _known(line):
            continue
        number = partial(t.number, decimals=lookup(line.metric).decimals)
        rows.append(
            dots.Row(
                f"{_name(view, line)} {line.period}", _dots(view, line.values), _dots(view, line.benchmarks), number
            )
        )
    texts = maps.texts(view)
    words = {**texts.words, **{status: t(f"status.{status}") for status in get_args(Status)}}
    return dots.draw(dots.info(rows), replace(texts, words=words), view.mode)


def _dots(view: View, values: tuple[Value, ...]) -> tuple[dots.Dot, ...]:
    return tuple(dots.Dot(v.place, comparison.short(view, v.place), v.point.value, v.point.status) for v in values)
