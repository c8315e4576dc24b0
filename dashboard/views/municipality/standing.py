"""A municipality's rates against its benchmarks: over, under, or no further apart than chance could set them."""

from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.readings.comparing import Line, Place, benchmarks
from dashboard.metrics.readings.contrast import verdict
from dashboard.metrics.reference import COUNTRIES
from dashboard.views import comparison, similar
from dashboard.views.listed import of_words
from dashboard.views.parts import Part, Rows
from dashboard.views.view import View, remembered

SIMILAR = "similar"


def part(view: View) -> Part | None:
    """The municipality's rates in a table against the benchmarks; None where none is known."""
    t, place = view.t, Place(view.selection.areas[0], view.selection.areas)
    marks = _marks(view, place)
    found = comparison.found(view, (place,), marks, comparison.RATES)
    lines = [line for line in found if line.values[0].point.value is not None]
    if not lines:
        return None

    def table() -> dict[str, list[str]]:
        return {
            t("column.metric"): [f"{t(f'metric.{line.metric}.name')}, {line.period}" for line in lines],
            t.area(place.key): [_own(view, line) for line in lines],
            **{_mark(view, mark.key): [_against(view, line, mark) for line in lines] for mark in marks},
        }

    names = [t.area(key) for key in marks[-1].keys] if marks[-1].key == SIMILAR else []
    said = [t("municipality.against.help", least=ENOUGH)]
    said += [t("municipality.similar.which", names=t.sentence(names))] if names else []
    return Part(
        "against", _standing(view, lines), " ".join(said), Rows(table), lambda: of_words(table()),
        comparison.asked(view, (place,), comparison.RATES),
    )  # fmt: skip


@remembered
def _marks(view: View, place: Place) -> tuple[Place, ...]:
    """County and country, Mittnorden, the other side of the border, and the most similar municipalities of both sides."""
    near = similar.near(view, place.key)
    alike = tuple(sorted(n.area for country in COUNTRIES for n in near[country][: similar.ASIDE]))
    return (*benchmarks([place], whole=True), *([Place(SIMILAR, alike)] if alike else []))


def _mark(view: View, key: str) -> str:
    return view.t("municipality.similar") if key == SIMILAR else view.t.area(key)


def _standing(view: View, lines: list[Line]) -> str:
    """In how many measures the municipality is clearly over and under its county."""
    t, county = view.t, lines[0].benchmarks[0].place
    found = [
        verdict(line.metric, line.values[0], mark) for line in lines for mark in line.benchmarks if mark.place == county
    ]
    return t(
        "municipality.standing", area=t.area(view.selection.areas[0]), county=t.area(county), over=found.count("over"),
        under=found.count("under"), all=len(lines),
    )  # fmt: skip


def _own(view: View, line: Line) -> str:
    """The own value, with how many stand behind it."""
    point = line.values[0].point
    number, counted = comparison.number(view, line.metric, point), comparison.behind(view, line.metric, point)
    return f"{number} ({counted})" if counted else number


def _against(view: View, line: Line, mark: Place) -> str:
    """A benchmark's value, and whether the own one is over or under it."""
    t, value = view.t, next((v for v in line.benchmarks if v.place == mark.key), None)
    if value is None:
        return t("status.incomparable")
    said = verdict(line.metric, line.values[0], value)
    number = comparison.number(view, line.metric, value.point)
    return t(f"municipality.verdict.{said}", value=number) if said else number
