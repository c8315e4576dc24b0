"""What all parts of the Municipality page need: which municipality it is, and what to import where nothing is known of it."""

from dataclasses import replace

from dashboard.figures import bars
from dashboard.metrics.reference import municipalities
from dashboard.metrics.series import Series
from dashboard.views import key_figures
from dashboard.views.view import View
from dashboard.views.wording import within

SOURCES = {  # what each is imported from, by the names that the command line knows
    "jobs": "employment, scb, ssb", "companies": "brreg-enheter", "workplaces": "brreg-underenheter, places",
    "vacancies": "jobtech, nav", "rd_contacts": "nva",
}  # fmt: skip


def one(view: View) -> str:
    """The municipality that the page is about, or "" where not exactly one is chosen."""
    areas = view.selection.areas
    return areas[0] if len(areas) == 1 and areas[0] in municipalities() else ""


def whole(view: View) -> View:
    """The same view of all industries: the story and the key figures are of the whole municipality."""
    return replace(view, selection=replace(view.selection, industries=(), sizes=(), theme=""))


def unknown(view: View, metric: str) -> str:
    """What to import where nothing is known of a metric here; "" where something is."""
    if any(p.status != "missing" for p in key_figures.over_years(view, metric).points):
        return ""
    what = within(view.t(f"metric.{metric}.name"))
    return view.t("municipality.unknown", what=what, sources=SOURCES[metric])


def latest(series: Series) -> Series:
    """The series in its latest year with a value only: the filter may ask for several."""
    last = max((p.period for p in series.points if p.known), default="")
    return replace(series, points=tuple(p for p in series.points if p.period == last))


def most(view: View, found: bars.Ranking) -> str:
    """The name of the longest bar, or of all that are as long, inside a sentence."""
    return view.t.sentence(within(bar.name) for bar in found.bars if bar.value == found.bars[0].value)
