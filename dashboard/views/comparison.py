"""What Compare and Municipality share: the metrics they tell, their lines, and places and values in words."""

from collections.abc import Iterable

from dashboard.metrics.catalogue import lookup
from dashboard.metrics.question import Question
from dashboard.metrics.readings.comparing import Line, Place, lines, narrowed
from dashboard.metrics.readings.money import Rates, convert, rates
from dashboard.metrics.readings.regions import regions
from dashboard.metrics.series import Point
from dashboard.views.parts import Asked
from dashboard.views.view import View, remembered

RATES = (  # what places of any size are compared by
    "job_density", "companies_per_1000", "births_per_1000", "vacancies_per_1000_jobs", "higher_education_share", "evenness",
    "emissions_per_capita",
)  # fmt: skip
TOTALS = ("population", "jobs", "companies", "vacancies", "rd_contacts", "rd_projects", "rd_funding")


def name(view: View, key: str) -> str:
    """A place's name: an area's, or a functional region's."""
    found = regions().get(key)
    return found.names[view.t.language] if found else view.t.area(key)


def short(view: View, key: str) -> str:
    """The same without what stands in brackets: it is said once, not in every label."""
    return name(view, key).partition(" (")[0]


def number(view: View, metric: str, point: Point, currency: str = "EUR") -> str:
    """A value as it stands beside its metric's name, or the word for why there is none."""
    t, entry = view.t, lookup(metric)
    if point.value is None:
        return t.value(None, entry.unit, entry.decimals, point.status, point.low, point.high)
    if entry.unit == "EUR":
        return t.money(convert(point.value, currency, int(point.period), exchange(view)).amount, currency)
    if entry.unit == "percent":
        return t.value(point.value, "percent", entry.decimals)
    return t.number(point.value, entry.decimals)


@remembered
def exchange(view: View) -> Rates:
    """The exchange rates of the open warehouse."""
    return rates(view.engine)


def behind(view: View, metric: str, point: Point) -> str:
    """How many stand behind a rate, or nothing for what counts itself."""
    counted = lookup(metric).counted
    return view.t.value(point.count, counted) if counted and point.count is not None else ""


@remembered
def found(view: View, places: tuple[Place, ...], marks: tuple[Place, ...], metrics: tuple[str, ...]) -> list[Line]:
    """The lines of the places, worked out once for all readers."""
    return lines(view.series, view.selection, places, marks, metrics)


def asked(view: View, places: Iterable[Place], metrics: Iterable[str]) -> tuple[Asked, ...]:
    """What is asked for several metrics of the places, each by its name."""
    keys = [key for place in places for key in place.keys]
    return tuple(Asked(Question(m, narrowed(view.selection, keys)), view.t(f"metric.{m}.name")) for m in metrics)
