"""The municipalities by the part of their jobs that is in the bio- or the circular economy, on the page Transition."""

from dataclasses import replace
from functools import partial

from dashboard.figures import bars, bars_plain
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH, rankable, ranked
from dashboard.metrics.readings import green_shares
from dashboard.metrics.series import Point, Series
from dashboard.views import key_figures, wording
from dashboard.views.circular.green_jobs import GREEN
from dashboard.views.circular.leaders import highest
from dashboard.views.parts import Asked, Note, Part, Plot
from dashboard.views.view import View, remembered

KEY, SHOWN = "green_ranking", 10  # municipalities of the ranking, and the chosen ones


def part(view: View) -> Part | Note:
    """The municipalities by the part of their jobs that is in the bio- or the circular economy."""
    t, series = view.t, _shares(view)
    order, few = rankable(series), len(ranked(series)) - len(rankable(series))
    lacking = sum(p.value is None for p in series.points)
    told = [t("circular.least")] if any(p.left_out for p in order) else []
    told += [t("map.few", n=few, least=ENOUGH)] if few else []
    told += [t("map.lacking", n=lacking)] if lacking else []
    if not order:
        return Note(" ".join(told), key=KEY)
    named = ", ".join(f"{t.area(p.area)} {_shown(view, p)}" for p in order[:3])
    texts = replace(wording.texts(view), number=lambda value: t.percent(value / 100))
    return Part(
        KEY, highest(view, order, "circular.ranking", partial(_shown, view)), f"{named}. {' '.join(told)}",
        Plot(lambda: bars.draw(_bars(view), texts, view.mode)),
        lambda: bars_plain.plain(_bars(view), texts, t("circular.ranking.of"), decimals=1, percent=True),
        (Asked(key_figures.question(view, series.metric)),), composed=lambda: series,
    )  # fmt: skip


def _shown(view: View, point: Point) -> str:
    return view.t.percent((point.value or 0) / 100)


@remembered
def _shares(view: View) -> Series:
    """The share in every municipality: the chosen ones are emphasised, not cut out."""
    where = replace(view.selection, areas=())
    whole = view.series(Question("jobs", replace(where, industries=(), theme="")))
    return green_shares.share([view.series(Question(part, where)) for part in GREEN], whole)


@remembered
def _bars(view: View) -> bars.Ranking:
    t, mine = view.t, view.selection.municipalities() if view.selection.areas else ()
    rows = [
        bars.Bar(p.area, t.area(p.area), p.value, status=p.status, area=p.area, emphasised=p.area in mine,
                 note=t.value(p.count, "jobs"))
        for p in rankable(_shares(view))
    ]  # fmt: skip
    return bars.info(rows, most=SHOWN)
