"""Rates of places side by side: every rate on a line of its own with its benchmarks, under the largest difference."""

from dataclasses import replace
from functools import partial
from typing import get_args

from dashboard.figures import dots, dots_plain
from dashboard.figures.theme import Texts
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.readings.comparing import Line, Place, Value, benchmarks
from dashboard.metrics.readings.contrast import Contrast, widest
from dashboard.metrics.series import Status
from dashboard.views import comparison, wording
from dashboard.views.parts import Note, Part, Plot
from dashboard.views.view import View, remembered
from dashboard.views.wording import within

HALVES = {"work": comparison.RATES[:4], "kind": comparison.RATES[4:]}  # how much there is, and of what kind


def parts(view: View, places: tuple[Place, ...]) -> list[Part | Note]:
    """Two pictures; grade C apart for each country, with the reason."""
    t = view.t
    known = {half: _known_lines(view, places, half) for half in HALVES}
    if not any(known.values()):
        return [Note(t("compare.nothing"), key="nothing")]
    apart = dict.fromkeys(line.metric for lines in known.values() for line in lines if line.country)
    reasons = [t("compare.apart", metric=t(f"metric.{m}.name"), caveat=t(f"metric.{m}.caveat")) for m in apart]
    found = [_part(view, places, half, lines) for half, lines in known.items() if lines]
    return [*found, Note(" ".join([t("compare.marks"), *reasons]), quiet=True, key="marks")]


def _part(view: View, places: tuple[Place, ...], half: str, lines: list[Line]) -> Part:
    """One picture, under the largest difference in it; the metric that it is in is explained first."""
    t, contrast = view.t, widest(lines)
    first = contrast.line.metric if contrast else lines[0].metric
    metrics = dict.fromkeys([first, *(line.metric for line in lines)])
    return Part(
        f"compare_{half}", _finding(view, contrast), " ".join(_told(view, line) for line in lines),
        Plot(lambda: dots.draw(_dots(view, places, half), _texts(view), view.mode)),
        lambda: dots_plain.plain(_dots(view, places, half), _texts(view), t("column.area")),
        comparison.asked(view, places, metrics),
    )  # fmt: skip


def _known_lines(view: View, places: tuple[Place, ...], half: str) -> list[Line]:
    return [line for line in comparison.found(view, places, benchmarks(places), HALVES[half]) if _known(line)]


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
    return t("compare.finding", metric=within(t(f"metric.{metric}.name")), **values)


def _told(view: View, line: Line) -> str:
    """A line in words: every place with its value, highest first."""
    told = [f"{comparison.short(view, v.place)} {comparison.number(view, line.metric, v.point)}" for v in _known(line)]
    return f"{_name(view, line)}: {view.t.sentence(told)}."


def _name(view: View, line: Line) -> str:
    """The metric's name, with the country where it is told for one only."""
    name = view.t(f"metric.{line.metric}.name")
    return f"{name}, {view.t.area(line.country)}" if line.country else name


@remembered
def _dots(view: View, places: tuple[Place, ...], half: str) -> dots.Dots:
    t, rows = view.t, []
    for line in _known_lines(view, places, half):
        entry = lookup(line.metric)
        rows.append(
            dots.Row(
                f"{_name(view, line)} {line.period}", _placed(view, line.values), _placed(view, line.benchmarks),
                partial(t.number, decimals=entry.decimals), line.metric, entry.decimals, entry.unit == "percent",
            )
        )  # fmt: skip
    return dots.info(rows)


def _texts(view: View) -> Texts:
    texts = wording.texts(view)
    return replace(texts, words={**texts.words, **{one: view.t(f"status.{one}") for one in get_args(Status)}})


def _placed(view: View, values: tuple[Value, ...]) -> tuple[dots.Dot, ...]:
    return tuple(dots.Dot(v.place, comparison.short(view, v.place), v.point.value, v.point.status) for v in values)
