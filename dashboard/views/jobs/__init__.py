"""The page Jobs: its answer, its key figures, and the work that there is by industry over time."""

from dashboard.figures import multiples
from dashboard.figures.theme import Texts
from dashboard.metrics.catalogue import lookup
from dashboard.metrics.readings.growth import Growth, growths, most
from dashboard.metrics.series import Point, Series
from dashboard.views import industries, key_figures
from dashboard.views.jobs import gained_and_lost, vacancies
from dashboard.views.parts import Asked, Html, Note, Part, Parts, together
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject

FIGURES = ("jobs", "job_density", "vacancies_per_1000_jobs", "higher_education_share")
BESIDE = ("occupations", "higher", "flow_SE", "flow_NO")  # parts that stand side by side
SHOWN, NAMED = 12, 3


@remembered
def answer(view: View) -> str:
    """What most people work with, in one sentence; what to import where nothing is known."""
    t = view.t
    total = industries.whole(view, view.selection).latest
    if total is None or total.value is None:
        return t("jobs.nothing", area=subject(view))
    series = view.series(industries.jobs(view, view.selection))
    known = [p for p in series.points if p.period == total.period and p.value is not None]
    points = [p for p in known if p.value]
    values = {
        "total": t.value(total.value, "jobs"), "area": subject(view), "year": t.period(total.period),
        "names": t.sentence(_told(view, p) for p in sorted(points, key=lambda p: -(p.value or 0))[:NAMED]),
    }  # fmt: skip
    if points:
        said = t("jobs.answer" if len(points) > NAMED else "jobs.answer.some", **values)
    else:
        said = t("jobs.answer.none" if known else "jobs.answer.total", **values)
    return f"**{said}**" + (f" {t('jobs.lacking', n=total.left_out)}" if total.left_out else "")


def _told(view: View, point: Point) -> str:
    return f"{industries.names(view, [point.breakdown])} ({view.t.number(point.value or 0)})"


def parts(view: View) -> Parts:
    """What stands on the page."""
    return together(*_figures(view), _by_industry(view), *vacancies.parts(view), *gained_and_lost.parts(view))


def _figures(view: View) -> tuple[Part | Note | None, ...]:
    """The key figures that there is a value for; which are not known, and which are not narrowed by an industry."""
    t = view.t
    known = [m for m in FIGURES if any(p.known for p in key_figures.over_years(view, m).points)]
    said = []
    if lacking := [t(f"metric.{m}.name") for m in FIGURES if m not in known]:
        said.append(t("overview.lacking", names=t.sentence(lacking)))
    whole = [t(f"metric.{m}.name") for m in known if "industry" not in lookup(m).breakdowns]
    if view.selection.codes() and whole:
        said.append(t("jobs.all_industries", names=t.sentence(whole)))
    return key_figures.part(view, known), Note(" ".join(said), quiet=True) if said else None


def _by_industry(view: View) -> Part | None:
    """Jobs by industry over time: the largest, each with its line, under the sentence on what grew and what shrank."""
    t, question = view.t, industries.jobs(view, view.selection)
    series = view.series(question)
    found = growths(series, industries.years(view, view.selection))
    if not _largest(series, found):
        return None
    return Part(
        "industries", _finding(view, found), _summary(view, series, found),
        Html(lambda: multiples.draw(_multiples(view, found), _texts(view, series), view.mode)),
        lambda: multiples.plain(_multiples(view, found), _texts(view, series), unit=t("metric.jobs.name")), (Asked(question),),
    )  # fmt: skip


@remembered
def _multiples(view: View, found: tuple[Growth, ...]) -> multiples.Multiples:
    t, series = view.t, view.series(industries.jobs(view, view.selection))
    values = {(p.breakdown, p.period): p for p in series.points}
    periods = sorted({p.period for p in series.points})
    grown = {growth.category: growth for growth in found}
    breaks = industries.broken(view, series.breaks)
    cells = []
    for code in _largest(series, found)[:SHOWN]:
        points = [values.get((code, period)) for period in periods]
        last = next(p for p in reversed(points) if p is not None and p.value is not None)
        told = t.value(last.value, series.unit) + ("" if last.period == periods[-1] else f" ({t.period(last.period)})")
        cells.append(
            multiples.Cell(
                t.industry(code, short=True), tuple(None if p is None else p.value for p in points), told,
                industries.change(view, grown[code]) if code in grown else "",
                tuple(number for number, period in enumerate(periods) if period in breaks), code,
            )
        )  # fmt: skip
    return multiples.info(cells, periods, same=False)


def _texts(view: View, series: Series) -> Texts:
    breaks = industries.broken(view, series.breaks)
    words = {"own": view.t("jobs.growth.own"), "break": view.t.sentence(dict.fromkeys(breaks.values()))}
    return industries.texts(view, words)


def _largest(series: Series, found: tuple[Growth, ...]) -> list[str]:
    """Industries with a value, the largest now first, then those that have one in other years only; "" is none."""
    rest = sorted({p.breakdown for p in series.points if p.value is not None} - {g.category for g in found})
    return [code for code in (*(growth.category for growth in found), *rest) if code]


def _finding(view: View, found: tuple[Growth, ...]) -> str:
    t = view.t
    if not found:
        return t("jobs.growth.year", area=subject(view))
    ends = {"since": t.period(found[0].since), "until": t.period(found[0].until)}
    up, down = most(found)
    values = {}
    for name, side in (("up", up), ("down", down)):
        if side:
            first = name == "up" or not up
            values[name] = industries.names(view, [g.category for g in side], first)
            values[f"{name}_jobs"] = t.signed(side[0].change)
    if len(found) == 1:
        name = t.industry(found[0].category, short=True)
        return t("jobs.growth.one", name=name, jobs=t.signed(found[0].change), **ends)
    which = "both" if up and down else "up" if up else "down" if down else "none"
    return t(f"jobs.growth.{which}", **values, **ends)


def _summary(view: View, series: Series, found: tuple[Growth, ...]) -> str:
    """The largest in words, how many are shown, and of how many something is hidden."""
    t, there = view.t, _largest(series, found)
    largest = [
        f"{t.industry(g.category, short=True)} {t.value(g.now, series.unit)}, {industries.change(view, g)}"
        for g in found[:NAMED]
    ]
    said = [t("jobs.growth.largest", told="; ".join(largest))] if largest else []
    if len(there) > SHOWN:
        said.append(t("jobs.growth.shown", shown=SHOWN, all=len(there)))
    last = max(p.period for p in series.points)
    partial = sum(p.status == "partial" for p in series.points if p.period == last)
    hidden = sum(p.status == "suppressed" for p in series.points if p.period == last)
    unlike = sum(not growth.alike for growth in found)
    for key, n in (("partial", partial), ("hidden", hidden), ("unlike", unlike)):
        if n:
            said.append(t(f"jobs.growth.{key}", n=n))
    return " ".join(said)
