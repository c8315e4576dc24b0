"""Open positions by occupation, and where work for the highly educated is."""

from dataclasses import replace

from dashboard.figures import bars, bars_plain
from dashboard.figures.plain import Chart
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH, enough, ordered, rank
from dashboard.metrics.reference import municipalities
from dashboard.metrics.series import Point, Series
from dashboard.views import industries
from dashboard.views.parts import Asked, Note, Part, Plot
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, within

HIGHER, UNKNOWN = "higher", "?"


def parts(view: View) -> tuple[Part | Note, ...]:
    """Both pictures, where there are open positions to tell of; else why not, and what to do."""
    t, point = view.t, view.series(Question("vacancies", view.selection, by="none")).latest
    if point is None or point.value is None:
        return (Note(t("jobs.vacancies.nothing", area=subject(view))),)
    if not point.value:
        return (Note(t("jobs.vacancies.none", area=subject(view), year=t.period(point.period))),)
    return by_occupation(view), by_place(view)


def by_occupation(view: View) -> Part:
    """The positions of each major group of occupations, and how many of them ask for higher education."""
    question = Question("vacancies", view.selection, by="occupation", total=True)
    series = view.series(question)
    few = any(not enough(_shares(view), p) for p in _shares(view).points if p.value is not None)
    said = [view.t("jobs.occupation.summary"), *([view.t("jobs.few", least=ENOUGH)] if few else [])]
    return Part(
        "occupations", _most_wanted(view, industries.last_points(series)), " ".join([*said, _state(view, series)]),
        Plot(lambda: bars.draw(_occupations(view), industries.texts(view), view.mode)),
        lambda: _plain(view, _occupations(view)), (Asked(question),),
    )  # fmt: skip


def _most_wanted(view: View, points: list[Point]) -> str:
    t, total = view.t, view.series(Question("vacancies", view.selection, by="none")).latest
    named = [p for p in points if p.breakdown != UNKNOWN]
    assert total is not None and total.value is not None
    if not named:
        return t("jobs.occupation.unknown", n=round(total.value))
    top = [p for p in named if p.value == named[0].value]
    names = t.sentence(within(t.category("occupation", p.breakdown)) for p in top)
    key = "jobs.occupation.title" if len(top) == 1 else "jobs.occupation.tie"
    return t(key, names=names, count=t.number(top[0].value or 0), total=t.number(total.value))


def _shares(view: View) -> Series:
    return view.series(Question("higher_education_share", view.selection, by="occupation", total=True))


@remembered
def _occupations(view: View) -> bars.Ranking:
    t = view.t
    points = industries.last_points(view.series(Question("vacancies", view.selection, by="occupation", total=True)))
    shares = {p.breakdown: _asks(view, _shares(view), p) for p in industries.last_points(_shares(view))}
    rows = [
        bars.Bar(p.breakdown, t.category("occupation", p.breakdown), p.value, note=shares.get(p.breakdown, ""))
        for p in points
    ]
    return bars.info(rows)


def _asks(view: View, series: Series, point: Point) -> str:
    """The share that asks for higher education and what it was divided from; of a few only these numbers."""
    inputs = series.inputs.get((point.area, point.period, point.breakdown))
    if point.value is None or inputs is None:
        return ""
    counts = {name: view.t.number(amount) for name, amount in inputs.items()}
    if not enough(series, point):
        return view.t("jobs.asks.few", **counts)
    return view.t("jobs.asks", share=view.t.value(point.value, series.unit), **counts)


def by_place(view: View) -> Part | Note:
    """Every municipality by how many open positions ask for higher education, the chosen ones marked."""
    t, question = view.t, _everywhere(view, "vacancies", "education")
    series = _higher(view)
    order = ordered(series.points)
    if not order or not order[0].value:
        return Note(t("jobs.higher.none", area=t.area("MITT")))
    lacking = len(municipalities()) - len(order)
    said = [
        t("jobs.higher.summary", shown=min(15, sum(bool(p.value) for p in order)), all=len(order)),
        t("jobs.few", least=ENOUGH),
    ]
    said += [t("map.lacking", n=lacking)] if lacking else []
    return Part(
        "higher", _leader(view, order), " ".join([*said, _state(view, series)]),
        Plot(lambda: bars.draw(_places(view), industries.texts(view), view.mode)),
        lambda: _plain(view, _places(view)), (Asked(question),),
    )  # fmt: skip


def _everywhere(view: View, metric: str, by: str) -> Question:
    return Question(metric, replace(view.selection, areas=()), by=by)


def _higher(view: View) -> Series:
    """The positions that ask for higher education as a series of its own."""
    series = view.series(_everywhere(view, "vacancies", "education"))
    last = max((p.period for p in series.points), default="")
    mine = tuple(p._replace(breakdown="") for p in series.points if p.breakdown == HIGHER and p.period == last)
    return replace(series, points=mine)


def _leader(view: View, order: list[Point]) -> str:
    """Who has most; of one chosen municipality its place."""
    t, chosen = view.t, view.selection.municipalities()
    mine = next((p for p in order if (p.area,) == chosen), None)
    if mine is not None and (place := rank(_higher(view), mine.area)):
        told = {"place": place[0], "all": place[1], "count": t.number(mine.value or 0)}
        return t("jobs.higher.rank", area=t.area(mine.area), **told)
    top = [p for p in order if p.value == order[0].value]
    key = "jobs.higher.title" if len(top) == 1 else "jobs.higher.tie"
    return t(key, names=t.sentence(t.area(p.area) for p in top), count=t.number(top[0].value or 0))


@remembered
def _places(view: View) -> bars.Ranking:
    t, shares = view.t, view.series(_everywhere(view, "higher_education_share", "area"))
    notes = {p.area: _asks(view, shares, p) for p in shares.points}  # in order of time: the newest stays
    chosen = view.selection.municipalities() if view.selection.areas else ()
    rows = [
        bars.Bar(
            p.area, t.area(p.area), p.value, status=p.status if p.value is None else "ok", area=p.area,
            emphasised=p.area in chosen, note=notes.get(p.area, ""),
        )
        for p in _higher(view).points if p.value or p.area in chosen
    ]  # fmt: skip
    return bars.info(rows)


def _state(view: View, series: Series) -> str:
    """That the numbers are those of the day the data describes, where they are."""
    return view.t("status.provisional.meaning") if any(p.status == "provisional" for p in series.points) else ""


def _plain(view: View, info: bars.Ranking) -> Chart:
    texts = industries.texts(view, {"others": view.t("map.other")})
    name = view.t("metric.vacancies.name")
    return bars_plain.plain(info, texts, name, unit=view.t("unit.vacancies"))
