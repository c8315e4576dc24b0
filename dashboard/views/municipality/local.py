"""What there is in a municipality: its workplaces on a map, and its vacancies."""

from dashboard.figures import bars, bars_plain
from dashboard.metrics.lists import listing
from dashboard.metrics.question import Question
from dashboard.views.maps import ground
from dashboard.views.municipality.which import latest, most, unknown
from dashboard.views.parts import Asked, Ground, Note, Part, Plot
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject, texts
from dashboard.views.workplaces import Grouped, draw, grouped, plain

HEIGHT = 340
POINTS = 2_000  # the largest workplaces on the small map; the page Map has all


def workplaces(view: View) -> Part | Note:
    """The municipality's workplaces on a small map, coloured by industry."""
    t, question = view.t, Question("workplaces", view.selection)
    points = view.series(question).points
    total = points[-1].value if points else None
    if not total:
        none = unknown(view, "workplaces") or t("map.workplaces.none", area=subject(view))
        return Note(none, True, "workplaces", t("metric.workplaces.name"))
    return Part(
        "workplaces", t("municipality.workplaces", n=int(total), area=subject(view)),
        t("municipality.workplaces.placed", n=len(_placed(view).rows)),
        Ground(lambda: draw(view, _placed(view), ground(view, HEIGHT, 640)), HEIGHT), lambda: plain(view, _placed(view)),
        (Asked(question),),
    )  # fmt: skip


@remembered
def _placed(view: View) -> Grouped:
    year = view.selection.last or view.engine.facts.as_of.year
    return grouped(view, listing.workplaces(view.engine, view.selection, year, placed=POINTS).to_pylist(), "industry")


def vacancies(view: View) -> Part | Note:
    """Open positions by major group of occupation."""
    t, question = view.t, Question("vacancies", view.selection, by="occupation")
    series = latest(view.series(question))
    rows = [
        bars.Bar(p.breakdown, t.category(series.by, p.breakdown), p.value, status=p.status, area=p.area)
        for p in series.points if p.value
    ]  # fmt: skip
    if not rows:
        none = unknown(view, "vacancies") or t("municipality.vacancies.none", area=subject(view))
        return Note(none, True, "vacancies", t("metric.vacancies.name"))
    found, day = bars.info(rows), listing.stock_day(view.engine, int(series.points[0].period))
    summary = t.sentence(f"{bar.name} {t.number(bar.value or 0)}" for bar in found.bars)
    return Part(
        "vacancies", t("municipality.vacancies", occupation=most(view, found), n=int(found.bars[0].value or 0)),
        t("municipality.vacancies.told", day=t.date(day), told=summary),
        Plot(lambda: bars.draw(found, texts(view), view.mode)),
        lambda: bars_plain.plain(found, texts(view), t("metric.vacancies.name")), (Asked(question),),
    )  # fmt: skip
