"""Jobs in the bio- and the circular economy, and which part of all jobs they are: parts of the page Transition."""

from dataclasses import replace

from dashboard.figures import trend as trends
from dashboard.figures import trend_plain
from dashboard.figures.plain import Number
from dashboard.metrics.question import Question
from dashboard.metrics.readings import green_shares
from dashboard.metrics.readings.course import course
from dashboard.metrics.series import Point, Series
from dashboard.views import key_figures, wording
from dashboard.views.key_figures import over_years
from dashboard.views.parts import Asked, Card, Part, Plot
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject

GREEN = ("bioeconomy_jobs", "circular_jobs")


def known(view: View) -> bool:
    """Whether there is something to tell: jobs of the divisions of which something counts, not of whole sections only."""
    last = shares(view, GREEN).latest
    return last is not None and last.value is not None and (last.value > 0 or not last.left_out)


@remembered
def shares(view: View, parts: tuple[str, ...]) -> Series:
    """Jobs of these kinds in per cent of all jobs in the selection, whatever industries are chosen, over the years."""
    return green_shares.share([over_years(view, part) for part in parts], _whole(view))


def _whole(view: View) -> Series:
    every = replace(view.selection, industries=(), theme="")
    return view.series(Question("jobs", every, by="none", every_year=True))


@remembered
def answer(view: View) -> str:
    """How many jobs there are in the bio- and the circular economy, and which part of all jobs that is."""
    t, last = view.t, shares(view, GREEN).latest
    assert last is not None
    bio, circular = (
        t.number(next(p.value or 0 for p in over_years(view, part).points if p.period == last.period)) for part in GREEN
    )
    values = {
        "area": subject(view),
        "period": t.period(last.period),
        "share": t.percent((last.value or 0) / 100),
    }
    return t(f"circular.answer.{_reach(view, last)}", bio=bio, circular=circular, **values)


def _reach(view: View, share: Point) -> str:
    """How far a share is to be trusted: ``all`` is known, it is at ``least`` so much, or ``some`` municipalities are not
    known, neither in it nor in what it is a part of."""
    whole = next(p for p in _whole(view).points if p.period == share.period)
    return "some" if whole.left_out else "least" if share.left_out else "all"


def card(view: View, metric: str) -> Card:
    """A key figure, and under it which part of all jobs it is."""
    return key_figures.of_metric(view, metric, _share(view, metric))


def number(view: View, metric: str) -> Number:
    """The same as plain data."""
    found = key_figures.number(view, metric)
    return replace(found, sides=" · ".join(filter(None, [found.sides, _share(view, metric)])))


def _share(view: View, metric: str) -> str:
    last = shares(view, (metric,)).latest
    if last is None or last.value is None:
        return ""
    share, period = view.t.percent(last.value / 100), view.t.period(last.period)
    return view.t(f"circular.share.{_reach(view, last)}", share=share, period=period)


def farming(view: View) -> Part | None:
    """Bioeconomy jobs over the years, with and without farming, forestry and fishing."""
    t, series = view.t, _farming(view)
    lines = {name: course(p for p in series.points if p.breakdown == name) for name in ("all", "without")}
    whole, rest = lines["all"], lines["without"]
    if whole is None:
        return None
    since = t.period(whole.first.period)
    title = t(f"circular.farming.{whole.direction}", share=t.percent(abs(whole.share)), since=since, area=subject(view))
    told = [t("circular.farming.all", last=t.period(whole.last.period), jobs=round(whole.last.value or 0))]
    if rest is not None:
        jobs, share = round(rest.last.value or 0), t.signed(100 * rest.share, 1)
        told.append(t("circular.farming.rest", jobs=jobs, share=share, since=since))
    told += [t("circular.least")] if any(p.left_out for p in series.points) else []
    names = {name: t.category("farming", name) for name in ("all", "without")}
    texts = replace(wording.texts(view), names=names)
    return Part(
        "farming", title, " ".join(told),
        Plot(lambda: trends.draw(trends.info(series), texts, view.mode), 320),
        lambda: trend_plain.plain(trends.info(series), texts, unit=t("metric.jobs.name")),
        (Asked(key_figures.question(view, "bioeconomy_jobs")),), composed=lambda: series,
    )  # fmt: skip


@remembered
def _farming(view: View) -> Series:
    every, rest = over_years(view, "bioeconomy_jobs"), green_shares.without_farming(view.selection)
    named = [("all", every)]
    if rest and rest != view.selection:
        named.append(("without", view.series(Question("bioeconomy_jobs", rest, by="none", every_year=True))))
    return green_shares.beside(named, "farming")
