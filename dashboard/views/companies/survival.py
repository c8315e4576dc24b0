"""How long companies live: the share of those started that is still there after one to five years."""

from dataclasses import replace

from dashboard.figures import survival
from dashboard.figures.survival import Curve, Step, Survival
from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.reference import COUNTRIES
from dashboard.metrics.series import Point
from dashboard.views import wording
from dashboard.views.parts import Asked, Part, Plot
from dashboard.views.view import View, remembered


def part(view: View) -> Part | None:
    """A curve for each side of the border with chosen areas; None where too few have started to say."""
    t, found = view.t, _sides(view)
    if not found:
        return None
    last = min(len(points) for points in found.values())
    shares = {country: _share(view, points[last - 1]) for country, points in found.items()}
    if len(shares) == 1:
        area, share = next(iter(shares.items()))
        title = t("survival.title", n=last, area=_named(view, area), share=share)
    else:
        title = t("survival.sides", n=last, se=shares["SE"], no=shares["NO"])
    told = [
        t(
            "survival.side",
            area=_named(view, country),
            shares=t.sentence(_share(view, p) for p in points),
            n=points[0].count or 0,
        )
        for country, points in found.items()
    ]
    return Part(
        "survival", title, " ".join([*told, t("survival.interval")]),
        Plot(lambda: survival.draw(_curves(view), _texts(view), view.mode), survival.HEIGHT),
        lambda: survival.plain(_curves(view), _texts(view)),
        tuple(Asked(_question(view, c), t.area(c) if len(found) > 1 else "") for c in found),
    )  # fmt: skip


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
    return wording.subject(view) if len(_sides(view)) == 1 else view.t.area(country)


def _share(view: View, point: Point) -> str:
    return view.t.value(point.value, "percent")


@remembered
def _curves(view: View) -> Survival:
    curves = []
    for country, points in _sides(view).items():
        steps = [Step(0, 100.0, 100.0, 100.0, points[0].count or 0)]
        steps += [Step(int(p.breakdown), p.value or 0.0, p.low or 0.0, p.high or 0.0, p.count or 0) for p in points]
        curves.append(Curve(country, _named(view, country), tuple(steps)))
    return survival.info(curves)


def _texts(view: View) -> Texts:
    t, texts = view.t, wording.texts(view)
    words = {**texts.words, "years": t("survival.years"), "watched": t("survival.watched")}
    return replace(texts, number=lambda share: t.value(share, "percent"), words=words)
