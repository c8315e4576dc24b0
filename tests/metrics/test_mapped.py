"""A metric for every municipality, and the two sides of the border apart, against the metric asked for each by itself."""

from functools import partial
from pathlib import Path

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings import mapped
from dashboard.metrics.readings.sides import apart
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine


@pytest.fixture(scope="module")
def engine(demo_warehouse: Path) -> Engine:
    """The demonstration set, in which emissions are known to 2024 in Sweden and to 2023 in Norway."""
    return Engine(demo_warehouse)


@pytest.mark.parametrize(
    ("areas", "sides"),
    [
        ((), {"SE": ("SE-23",), "NO": ("NO-50",)}), (("SE",), {"SE": ("SE",)}),
        (("NO-5001", "SE-2321", "NO-5006"), {"SE": ("SE-2321",), "NO": ("NO-5001", "NO-5006")}),
    ],
)  # fmt: skip
def test_the_sides_are_parts_of_the_selection(areas: tuple[str, ...], sides: dict[str, tuple[str, ...]]) -> None:
    """Each country's own areas with the same industries and years; together all that is chosen, and nothing twice."""
    selection = Selection.of(areas, ["C"], 2015, 2020)
    found = apart(selection)
    assert {country: part.areas for country, part in found.items()} == sides
    assert all((part.industries, part.first, part.last) == (("C",), 2015, 2020) for part in found.values())
    both = [m for part in found.values() for m in part.municipalities()]
    assert sorted(both) == list(selection.municipalities())


def test_each_side_has_its_own_latest_year(engine: Engine) -> None:
    """Of grade C: asked together, Sweden's newest year would be lost."""
    asked = mapped.everywhere("emissions_per_capita", Selection.of(["SE-2321"]), None)
    series = mapped.answered(asked, partial(compute, engine))
    assert {(p.area[:2], p.period) for p in series.points} == {("SE", "2024"), ("NO", "2023")}
    assert sorted(p.area for p in series.points) == list(municipalities())
    for p in series.points:
        alone = compute(engine, Question("emissions_per_capita", Selection.of([p.area]))).points[0]
        assert (p.value, p.period, p.status) == (alone.value, alone.period, alone.status)


def test_what_may_be_compared_is_one_question(engine: Engine) -> None:
    """In one year for both sides, chosen or the latest."""
    (latest,) = mapped.everywhere("job_density", Selection(), None)
    assert mapped.answered([latest], partial(compute, engine)) == compute(engine, latest)
    (chosen,) = mapped.everywhere("job_density", Selection.of(["NO"]), 2018)
    assert {p.period for p in compute(engine, chosen).points} == {"2018"}


@pytest.mark.parametrize("code", ["I", "55"])
def test_a_quotient_is_that_of_the_one_industry(engine: Engine, code: str) -> None:
    """(e/Σe) ÷ (E/ΣE) worked out from jobs by industry; its jobs stand beside it, and as with a rate few are not ranked."""
    series = mapped.answered(
        mapped.everywhere("location_quotient", Selection.of(industries=[code]), None), partial(compute, engine)
    )
    level = "division" if len(code) == 2 else ""
    jobs: dict[str, dict[str, float]] = {}
    for p in compute(engine, Question("jobs", by="industry", level=level)).points:
        jobs.setdefault(p.area, {})[p.breakdown] = p.value or 0.0
    here, everywhere = sum(e.get(code, 0.0) for e in jobs.values()), sum(sum(e.values()) for e in jobs.values())
    told = {p.area: p for p in series.points}
    assert sorted(told) == list(municipalities()) and {p.breakdown for p in series.points} == {""}
    for area, e in jobs.items():
        if told[area].value is not None:
            assert told[area].value == pytest.approx(e.get(code, 0.0) / sum(e.values()) / (here / everywhere), abs=1e-6)
            assert told[area].count == round(e.get(code, 0.0))
    assert series.kind == "rate"


@pytest.mark.parametrize(
    ("industries", "theme", "one"), [([], "", ""), (["C"], "", "C"), (["10"], "", "10"), (["C", "I"], "", ""), (["C"], "bio", "")]
)  # fmt: skip
def test_one_industry(industries: list[str], theme: str, one: str) -> None:
    """Only one by itself is told of; a theme narrows it to divisions, which are several."""
    assert mapped.industry(Selection.of(industries=industries, theme=theme)) == one
