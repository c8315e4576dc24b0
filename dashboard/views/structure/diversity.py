"""How mixed the economy of the chosen areas is over time, beside their counties and the whole of Mittnorden."""

from dataclasses import replace

import plotly.graph_objects as go

from dashboard.figures import trend, trend_plain
from dashboard.figures.theme import Texts
from dashboard.metrics.question import SELECTED, Question
from dashboard.metrics.readings.growth import at, newest
from dashboard.metrics.reference import WHOLE
from dashboard.metrics.series import Series
from dashboard.views import industries
from dashboard.views.parts import Note, Part, Plot
from dashboard.views.structure import choice as structure
from dashboard.views.structure.choice import Choice
from dashboard.views.view import View, remembered

KEY, INDICES = "diversity", ("evenness", "hachman", "hhi_normalised")


def part(view: View, choice: Choice) -> Part | Note:
    """The chosen index over time, under the sentence that says which way it has gone."""
    t, index = view.t, view.option("index", INDICES)
    question, series = _question(view, choice, index), _answer(view, choice, index)
    if not newest(series):
        return Note(t("structure.index.nothing"), key=KEY)
    texts, unit = _texts(view, series), t(f"metric.{index}.name")
    return Part(
        KEY, _finding(view, choice, index), _summary(view, series), Plot(lambda: _chart(view, choice, index)),
        lambda: trend_plain.plain(_trend(view, choice, index), texts, unit=unit, decimals=series.decimals),
        structure.told_of(view, (question,)),
    )  # fmt: skip


def _question(view: View, choice: Choice, index: str) -> Question:
    by = "none" if not structure.apart(view, choice) else "area" if choice.reference == SELECTED else "county"
    return Question(index, view.selection, by=by, every_year=True, reference=choice.reference, level=choice.level)


def _answer(view: View, choice: Choice, index: str) -> Series:
    return view.series(_question(view, choice, index))


def _beside(view: View, choice: Choice, index: str) -> list[Series]:
    """The benchmarks: the counties of the chosen areas and the whole, unless they are the subject or the reference."""
    if choice.reference == SELECTED:
        return []
    ask, rows = _question(view, choice, index), {p.area for p in _answer(view, choice, index).points}
    itself = {choice.reference} if index == "hachman" else set()  # likeness to itself is always 1
    found = []
    for question in (replace(ask, by="county"), replace(ask, by="none", selection=structure.of(view, WHOLE))):
        series = view.series(question)
        found.append(replace(series, points=tuple(p for p in series.points if p.area not in rows | itself)))
    return found


@remembered
def _trend(view: View, choice: Choice, index: str) -> trend.Trend:
    series, beside = _answer(view, choice, index), _beside(view, choice, index)
    points = [p for one in (series, *beside) for p in one.points]
    # cells are hidden in nearly every year: said below, and not marked at every point
    both = replace(series, points=tuple(p._replace(status="ok") if p.status == "partial" else p for p in points))
    return trend.info(both, industries.broken(view, [b for one in (series, *beside) for b in one.breaks]))


def _texts(view: View, series: Series) -> Texts:
    texts = industries.texts(view, decimals=series.decimals)
    return replace(texts, names={**texts.names, SELECTED: structure.named(view, SELECTED)})


@remembered
def _chart(view: View, choice: Choice, index: str) -> go.Figure:
    texts = _texts(view, _answer(view, choice, index))
    chart = trend.draw(_trend(view, choice, index), texts, view.mode)
    for benchmark in {p.area for one in _beside(view, choice, index) for p in one.points}:  # context, not the subject
        chart.update_traces(line_width=1, marker_size=3, selector={"name": texts.names[benchmark]})
    return chart


def _finding(view: View, choice: Choice, index: str) -> str:
    """Which way it has gone; of several areas which is highest and which lowest now."""
    t, series = view.t, _answer(view, choice, index)
    now = at(series, newest(series))
    values = {"reference": t.reference(choice.reference)}
    if len(now) > 1:
        high, low = (f"{t.area(p.area)} ({t.number(p.value or 0, series.decimals)})" for p in (now[0], now[-1]))
        return t(f"structure.{index}.between", high=high, low=low, **values)
    known = [p for p in series.comparable if p.value is not None]
    first, last = known[0], known[-1]
    before, after = (t.number(p.value or 0, series.decimals) for p in (first, last))
    moved = "up" if (last.value or 0) > (first.value or 0) else "down"
    way = "now" if first == last else "same" if before == after else moved
    ends = {"since": t.period(first.period), "until": t.period(last.period), "before": before, "after": after}
    return t(f"structure.{index}.{way}", area=structure.named(view, last.area), **ends, **values)


def _summary(view: View, series: Series) -> str:
    """What the index means, and what is not in it."""
    t = view.t
    said = [t(f"metric.{series.metric}.definition"), t(f"metric.{series.metric}.caveat")]
    said += [t("structure.whole")] if view.selection.codes() else []
    said += [t("structure.hidden")] if any(p.status == "partial" for p in series.points) else []
    return " ".join(said)
