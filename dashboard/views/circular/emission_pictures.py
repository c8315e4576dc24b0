"""Greenhouse gases of one side of the border by sector and by inhabitant: pictures of the page Transition."""

from dataclasses import replace

from dashboard.figures import bars, bars_plain, multiples
from dashboard.figures.theme import Texts
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ordered, told
from dashboard.metrics.readings.course import by_year, course
from dashboard.metrics.readings.sides import apart
from dashboard.metrics.reference import COUNTIES
from dashboard.metrics.series import Point
from dashboard.views import wording
from dashboard.views.circular.emissions import arrow
from dashboard.views.circular.leaders import highest
from dashboard.views.key_figures import over_years
from dashboard.views.parts import Asked, Html, Part, Plot
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, within

COUNTY = {county[:2]: county for county in COUNTIES}
SHOWN = 8  # municipalities of a ranking, and the chosen ones: one country has eight


def sectors(view: View, country: str) -> Part | None:
    """Emissions by sector over the years; years that are not published are gaps."""
    t = view.t
    question = Question("emissions", view.selection, by="sector", total=True, every_year=True)
    known = [p for p in view.series(question).points if p.value is not None]
    order = ordered({p.breakdown: p for p in sorted(known, key=lambda p: p.period)}.values())  # the last of each
    if not order or not order[0].breakdown:
        return None
    line = course(over_years(view, "emissions").comparable)
    named, area = within(t.category("sector", order[0].breakdown)), subject(view)
    if line is None:
        title = t("circular.sectors.now", sector=named, area=area)
    else:
        since = {"share": t.percent(abs(line.share), 0), "since": t.period(line.first.period)}
        title = t(f"circular.sectors.{line.direction}", sector=named, area=area, **since)
    summary = t("circular.sectors.summary", period=t.period(order[0].period), names=t.sentence(
        f"{within(t.category('sector', p.breakdown))} {t.value(p.value, 'tonnes_co2e')}" for p in order[:3]
    ))  # fmt: skip
    shown, texts = tuple(p.breakdown for p in order), _sector_texts(view)
    return Part(
        f"sectors_{country}", title, summary,
        Html(lambda: multiples.draw(_multiples(view, shown, question), texts, view.mode)),
        lambda: multiples.plain(_multiples(view, shown, question), texts, unit=t("circular.emissions.unit")),
        (Asked(question),),
    )  # fmt: skip


@remembered
def _multiples(view: View, order: tuple[str, ...], question: Question) -> multiples.Multiples:
    t, series = view.t, view.series(question)
    years = tuple(by_year(series.points))
    cells = []
    for sector in order:
        points = [p for p in series.points if p.breakdown == sector]
        values, line = by_year(points), course(points)
        now = t.value([*values.values()][-1], "tonnes_co2e")
        change = arrow(view, line) if line else ""
        cells.append(
            multiples.Cell(t.category("sector", sector), tuple(map(values.get, years)), now, change, key=sector)
        )
    return multiples.info(cells, years, same=True)


def _sector_texts(view: View) -> Texts:
    texts = wording.texts(view)
    return replace(texts, words={**texts.words, "same": view.t("circular.sectors.same"), "own": "", "break": ""})


def inhabitants(view: View, country: str) -> Part | None:
    """One country's municipalities by emissions per inhabitant; the chosen ones are emphasised, not cut out."""
    t, question = view.t, _everywhere(view, country)
    series = view.series(question)
    order, points = ordered(told(series)), told(series)
    if not order:
        return None

    def shown(point: Point) -> str:
        return t.number(point.value or 0, series.decimals)

    title = highest(view, order, "circular.inhabitants", shown, area=t.area(COUNTY[country]))
    last = order[-1]
    summary = t("circular.inhabitants.summary", period=t.period(last.period), low=t.area(last.area), value=shown(last))
    if lacking := len(points) - len(order):
        summary += " " + t("map.lacking", n=lacking)
    texts, name = wording.texts(view, series.decimals), t("metric.emissions_per_capita.name")
    return Part(
        f"inhabitants_{country}", title, summary, Plot(lambda: bars.draw(_bars(view, question), texts, view.mode)),
        lambda: bars_plain.plain(_bars(view, question), texts, name, decimals=series.decimals), (Asked(question),),
    )  # fmt: skip


def _everywhere(view: View, country: str) -> Question:
    return Question("emissions_per_capita", apart(replace(view.selection, areas=()))[country])


@remembered
def _bars(view: View, question: Question) -> bars.Ranking:
    t, mine, series = view.t, view.selection.municipalities(), view.series(question)
    if mine == question.selection.municipalities():
        mine = ()  # all of them: none is the subject
    rows = [
        bars.Bar(p.area, t.area(p.area), p.value, status=p.status, area=p.area, emphasised=p.area in mine)
        for p in ordered(told(series))
    ]  # fmt: skip
    return bars.info(rows, most=SHOWN)
