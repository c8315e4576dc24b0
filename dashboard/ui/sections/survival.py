"""How long companies live: the share of those started that is still there after one to five years."""

from dataclasses import replace

import plotly.graph_objects as go

from dashboard.figures import survival
from dashboard.figures.survival import Curve, Step
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point
from dashboard.ui import blocks, maps
from dashboard.ui.state import View, remembered


def show(view: View) -> None:
    """A curve for each side of the border with chosen areas; nothing where too few have started to say."""
    t, found = view.t, _sides(view)
    if not found:
        return
    last = min(len(points) for points in found.values())
    shares = {country: _share(view, points[last - 1]) for country, points in found.items()}
    if len(shares) == 1:
        area, share = next(iter(shares.items()))
        title = t("survival.title", n=last, area=_named(view, area), share=share)
    else:
        title = t("survival.sides", n=last, se=shares["SE"], no=shares["NO"])
    told = [
        t("survival.side", area=_named(view, country), shares=t.sentence(_share(view, p) for p in points), n=points[0].count or 0)
        for country, points in found.items()
    ]
    for number, (country, _) in enumerate(found.items()):
        if number == 0:
            label = t.area(country) if len(found) > 1 else ""
            summary = " ".join([*told, t("survival.interval")])
            blocks.figure(view, "survival", title, summary, _question(view, country), lambda: _chart(view), survival.HEIGHT, label)
        else:
            blocks.actions(view, f"survival_{country}", title, _question(view, country), t.area(country))


def _question(view: View, country: str) -> Question:
    mine = tuple(key for key in view.selection.municipalities() if key.startswith(country))
    return Question("survival", replace(view.selection, areas=mine, sizes=()), by="none")


@remembered
def _sides(view: View) -> dict[str, list[Point]]:
    """The points of each country with chosen areas, year of age by year, as far as enough were followed to say."""
    found = {}
    for country in COUNTRIES:
        if any(key.startswith(country) for key in view.selection.municipalities()):
            points = view.series(_question(view, country)).points
            known = [p for p in points if p.value is not None and (p.count or 0) >= ENOUGH]
            if known and known[0].breakdown == "1":
                found[country] = known
    return found


def _named(view: View, country: str) -> str:
    return blocks.subject(view) if len(_sides(view)) == 1 else view.t.area(country)


def _share(view: View, point: Point) -> str:
    return view.t.value(point.value, "percent")


@remembered
def _chart(view: View) -> go.Figure:
    t = view.t
    curves = []
    for country, points in _sides(view).items():
        steps = [Step(0, 100.0, 100.0, 100.0, points[0].count or 0)]
        steps += [Step(int(p.breakdown), p.value or 0.0, p.low or 0.0, p.high or 0.0, p.count or 0) for p in points]
        curves.append(Curve(country, _named(view, country), tuple(steps)))
    texts = maps.texts(view)
    texts = replace(
        texts, number=lambda share: t.value(share, "percent"),
        words={**texts.words, "years": t("survival.years"), "watched": t("survival.watched")},
    )  # fmt: skip
    return survival.draw(survival.info(curves), texts, view.mode)
