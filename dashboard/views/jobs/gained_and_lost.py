"""Jobs gained and lost at workplaces, each side of the border for itself: the two may not be compared."""

from dataclasses import replace
from functools import partial

import plotly.graph_objects as go

from dashboard.figures import bars, bars_plain
from dashboard.figures.plain import Chart
from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.readings.balance import balance, bounds
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point
from dashboard.views import industries
from dashboard.views.parts import Asked, Part, Plot
from dashboard.views.view import View, remembered

METRICS = ("job_creation", "job_destruction")


def parts(view: View) -> tuple[Part, ...]:
    """Two bars for each country with chosen areas, under what was gained and lost there; why they stand apart."""
    t = view.t
    sides = {c: found for c in COUNTRIES if (found := _latest(view, c)) and all(bounds(p) for p in found)}
    made: list[Part] = []
    for country, (gained, lost) in sides.items():
        told = {
            "country": t.area(country), "gained": _told(view, gained), "lost": _told(view, lost),
            "year": t.period(gained.period),
        }  # fmt: skip
        asked = tuple(Asked(_question(view, metric, country), t(f"metric.{metric}.name")) for metric in METRICS)
        made.append(
            Part(
                f"flow_{country}", t("jobs.flow.side", **told), t(f"jobs.flow.{balance(gained, lost)}"),
                Plot(partial(_chart, view, country)),
                partial(_plain, view, country), asked, t("metric.job_creation.caveat"),
            )
        )  # fmt: skip
    return tuple(made)


def _question(view: View, metric: str, country: str) -> Question:
    mine = tuple(key for key in view.selection.municipalities() if key.startswith(country))
    return Question(metric, replace(view.selection, areas=mine or (country,)), by="none")


def _latest(view: View, country: str) -> tuple[Point, Point] | None:
    """What was gained and lost in the last year known, where areas of the country are chosen."""
    if not any(key.startswith(country) for key in view.selection.municipalities()):
        return None
    gained, lost = (view.series(_question(view, metric, country)).latest for metric in METRICS)
    return None if gained is None or lost is None else (gained, lost)


def _told(view: View, point: Point) -> str:
    return view.t.value(point.value, "percent", 1, point.status, point.low, point.high)


@remembered
def _info(view: View, country: str) -> bars.Ranking:
    t, found = view.t, _latest(view, country)
    rows = [
        bars.Bar(name, t(f"jobs.flow.{name}"), p.value, p.low, p.high, p.status, country)
        for name, p in zip(("gained", "lost"), found or (), strict=False)
    ]
    return bars.info(rows)


def _chart(view: View, country: str) -> go.Figure:
    return bars.draw(_info(view, country), _texts(view), view.mode)


def _plain(view: View, country: str) -> Chart:
    return bars_plain.plain(_info(view, country), _texts(view), decimals=1, percent=True)


def _texts(view: View) -> Texts:
    return replace(industries.texts(view), number=lambda value: view.t.number(value, 1))
