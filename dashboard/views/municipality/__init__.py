"""The Municipality page: its story, its key figures and industries, and what else there is in it."""

from dashboard.figures import bars, bars_plain
from dashboard.figures.plain import Prose
from dashboard.metrics.question import Question
from dashboard.metrics.series import Point, Series
from dashboard.views import companies, key_figures
from dashboard.views.municipality import local, local_research, published, standing, story
from dashboard.views.municipality.which import latest, most, one, unknown, whole
from dashboard.views.parts import Asked, Note, Part, Parts, Plot, Sentences, together
from dashboard.views.view import View, remembered
from dashboard.views.wording import texts

FIGURES = ("population", "jobs", "companies", "vacancies")
INDUSTRIES = 8


def parts(view: View) -> Parts:
    """What stands on the page; nothing before a municipality is chosen."""
    if not one(view):
        return {}
    everything = whole(view)
    known = [m for m in FIGURES if any(p.known for p in key_figures.over_years(everything, m).points)]
    narrowed = everything.selection != view.selection
    return together(
        _story(everything), Note(view.t("municipality.narrowed"), True, "narrowed") if narrowed else None,
        key_figures.part(everything, known), standing.part(everything), _industries(everything), local.workplaces(view),
        companies.largest(view, unknown(view, "companies")), local.vacancies(view), *local_research.parts(everything),
        published.part(view),
    )  # fmt: skip


def _story(view: View) -> Part | None:
    """The story in sentences, under the one that says the most."""
    told = story.told(view)
    if not told:
        return None
    asked = key_figures.asked(view, [fact.metric for fact in story.known(view)])
    return Part("story", told[0], "", Sentences(told[1:]), lambda: Prose(told[1:] or told), asked)


def _industries(view: View) -> Part | Note:
    """The largest industries as bars, each with how many times Mittnorden's share it has; the one of most jobs first."""
    t, question = view.t, Question("jobs", view.selection, by="industry")
    series = latest(view.series(question))
    if not _known(series):
        none = unknown(view, "jobs") or t("municipality.industries.none")
        return Note(none, True, "industries", t("metric.jobs.name"))
    found = _ranking(view)
    first, period = found.bars[0], series.points[0].period
    title = t(
        "municipality.industries", industry=most(view, found), area=t.area(one(view)), n=t.number(first.value or 0)
    )
    summary = t.sentence(f"{bar.name} {t.number(bar.value or 0)}" for bar in found.bars)
    told = t("municipality.industries.told", period=t.period(period), told=summary)
    hidden = sum(p.status == "suppressed" for p in series.points)
    return Part(
        "industries", title, f"{told} {t('municipality.hidden', n=hidden)}" if hidden else told,
        Plot(lambda: bars.draw(found, texts(view), view.mode)),
        lambda: bars_plain.plain(found, texts(view), t("metric.jobs.name")), (Asked(question),),
    )  # fmt: skip


@remembered
def _ranking(view: View) -> bars.Ranking:
    t = view.t
    quotients = latest(view.series(Question("location_quotient", view.selection, by="industry")))
    times = {p.breakdown: p.value for p in quotients.points if p.value}
    rows = [
        bars.Bar(
            p.breakdown, t.industry(p.breakdown, short=True), p.value, status=p.status, area=p.area,
            note=t("municipality.times", n=t.number(times[p.breakdown], 1)) if p.breakdown in times else "",
        )
        for p in _known(latest(view.series(Question("jobs", view.selection, by="industry"))))
    ]  # fmt: skip
    return bars.info(rows, most=INDUSTRIES)


def _known(series: Series) -> list[Point]:
    """What is known by industry; what has none is no industry."""
    return [p for p in series.points if p.value and p.breakdown != "?"]
