"""Which municipalities are highest and lowest by a metric, in words; who is too few to rank, and who has no value."""

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.ranking import ENOUGH, enough, ordered, rankable, scales
from dashboard.metrics.readings import mapped
from dashboard.metrics.reference import areas, municipalities
from dashboard.metrics.series import Point, Series
from dashboard.views.view import View
from dashboard.views.wording import within


def apart(view: View, metric: str) -> str:
    """Why the two sides of the border are not on one scale."""
    return view.t("map.apart", why=view.t(f"metric.{metric}.caveat"))


def finding(view: View, series: Series) -> str:
    """The map's title: who is highest, and who lowest, of one country where the two may not be compared; without values, or
    where all are the same, the metric's name."""
    t, order, name = view.t, rankable(series), view.t(f"metric.{series.metric}.name")
    if len(order) < 2 or order[0].value == order[-1].value:
        return name
    high, low, value = t.area(order[0].area), t.area(order[-1].area), t.number(order[0].value or 0, 1)
    if series.metric == mapped.QUOTIENT:
        industry = within(t.industry(mapped.industry(view.selection), short=True))
        return t(
            "map.finding.quotient", high=high, times=value, industry=industry, reference=t.reference(series.reference)
        )
    if series.grade == "C":
        return t("map.finding.side", high=high, low=low, metric=within(name), county=_county(view, order[0]))
    return t("map.finding", high=high, low=low, metric=within(name))


def behind(view: View, series: Series, point: Point) -> str:
    """How many stand behind a rate, in brackets; a count says it itself."""
    unit = lookup(series.metric).counted
    return f" ({view.t.value(point.count, unit)})" if unit and point.count is not None else ""


def extremes(view: View, series: Series) -> str:
    """The three highest and the three lowest in words, how many are too few to rank, and how many have no value; with grade
    C of each country."""
    t, known = view.t, [ordered(group) for group in scales(series)]
    if not any(known):
        return t("map.nothing")
    told = []
    for group in filter(None, known):
        order = [p for p in group if enough(series, p)]
        words = _ends(view, series, order)
        told += [f"{_county(view, group[0])}: {words}" if words and len(known) > 1 else words]
        few = len(group) - len(order)
        told += [t("map.few", n=few, least=ENOUGH)] if few else []
    lacking = len(municipalities()) - sum(map(len, known))
    return " ".join(filter(None, [*told, t("map.lacking", n=lacking) if lacking else ""]))


def _county(view: View, point: Point) -> str:
    """The county that a municipality lies in, by name."""
    return view.t.area(areas()[point.area].parent)


def _ends(view: View, series: Series, order: list[Point]) -> str:
    """The first and the last three, or all where there are few."""
    t = view.t

    def named(points: list[Point]) -> str:
        return t.sentence(
            [f"{t.area(p.area)} {t.number(p.value or 0, series.decimals)}{behind(view, series, p)}" for p in points]
        )

    if len(order) > 6:
        return t("map.extremes", high=named(order[:3]), low=named(order[-3:]))
    return f"{named(order)}." if order else ""
