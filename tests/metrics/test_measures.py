"""Measures of structure through the real build, against the plain second implementation, on random small economies."""

import math
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.reference import industries, municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders
from tests.metrics.measures import naive_measures as naive

AREAS = ("NO-5001", "NO-5006", "NO-5014", "SE-2313", "SE-2321", "SE-2380")
DIVISIONS = ("01", "02", "03", "10", "16", "55", "56", "62", "86", "87")
YEARS = (2020, 2021, 2025)
Jobs = dict[tuple[str, str, int], int]


@cache
def jobs(seed: int) -> Jobs:
    """Jobs by area, division and year; none so few that it would be suppressed."""
    chance = random.Random(seed)
    return {
        (area, division, year): chance.choice([0, 0, *range(3, 90)])
        for area in AREAS for division in DIVISIONS for year in YEARS
    }  # fmt: skip


@pytest.fixture(scope="module", params=[1, 2])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Jobs]:
    """The same jobs as a warehouse and as a dictionary."""
    made = jobs(request.param)
    rows = [
        {"area": a, "industry": industries()[d], "division": d, "year": y, "jobs": n, "status": "ok"}
        for (a, d, y), n in made.items()
    ]
    folder = tmp_path_factory.mktemp(f"economy{request.param}")
    return builders.engine(folder, {"employment": rows}, source="employment"), made


def sums(made: Jobs, areas: Iterable[str], year: int, level: str) -> dict[str, int]:
    """Jobs of some areas by category, in the order of the categories."""
    found: dict[str, int] = {}
    for (area, division, when), count in made.items():
        if area in areas and when == year:
            code = division if level == "division" else industries()[division]
            found[code] = found.get(code, 0) + count
    return dict(sorted(found.items()))


REFERENCES = {"": AREAS, "SE": AREAS[3:], "NO-50": AREAS[:3], "selection": ("NO-5001", "SE-2321")}
CASES = [(reference, level) for reference in REFERENCES for level in ("section", "division")]


def close(found: float | None, expected: float) -> bool:
    """Equal to 1e-9, no value being NaN."""
    return found is None if math.isnan(expected) else found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("reference, level", CASES)
def test_location_quotients(both: tuple[Engine, Jobs], reference: str, level: str) -> None:
    """Each industry's share over its share in the reference, with the jobs behind it; 0/0 has no value."""
    engine, made = both
    asked = Selection.of(["NO-5001", "SE-2321"], first=2025, last=2025)
    points = compute(engine, Question("location_quotient", asked, reference=reference, level=level)).points
    whole = sums(made, REFERENCES[reference], 2025, level)
    for area in asked.areas:
        here = sums(made, [area], 2025, level)
        expected = dict(zip(here, naive.location_quotient([*here.values()], [*whole.values()]), strict=True))
        mine = {p.breakdown: p for p in points if p.area == area}
        assert mine.keys() == expected.keys()
        for code, value in expected.items():
            assert close(mine[code].value, value), (area, code)
            assert mine[code].status == ("missing" if math.isnan(value) else "ok")
            assert math.isnan(value) or mine[code].count == here[code]


@pytest.mark.parametrize("reference, level", CASES)
def test_indices(both: tuple[Engine, Jobs], reference: str, level: str) -> None:
    """One number for the whole make-up, n being the industries present in the reference."""
    engine, made = both
    for year in YEARS:
        asked = Selection.of(["NO-5001", "SE-2321"], first=year, last=year)
        E = [*sums(made, REFERENCES[reference], year, level).values()]
        e = [*sums(made, asked.areas, year, level).values()]
        n = sum(x > 0 for x in E)
        expected = {
            "hhi": naive.hhi(e), "hhi_normalised": naive.hhi_normalised(e, n), "shannon": naive.shannon(e),
            "evenness": naive.evenness(e, n), "hachman": naive.hachman(e, E), "krugman": naive.krugman(e, E),
        }  # fmt: skip
        for metric, value in expected.items():
            [point] = compute(engine, Question(metric, asked, "none", reference=reference, level=level)).points
            assert close(point.value, value), metric
            assert point.count == sum(e)


def test_variety_is_the_entropy_of_divisions(both: tuple[Engine, Jobs]) -> None:
    """Related and unrelated variety are two parts of it."""
    engine, _ = both
    for area in AREAS:
        asked = Selection.of([area], first=2025, last=2025)
        one = {m: compute(engine, Question(m, asked)).points[0].value for m in ("variety_related", "variety_unrelated")}
        whole = compute(engine, Question("shannon", asked, level="division")).points[0].value
        assert whole == pytest.approx(sum(one.values()))


def test_quotients_weighted_by_the_reference_are_one(both: tuple[Engine, Jobs]) -> None:
    """Σ S[i]·LQ[i] = 1, whatever the area."""
    engine, made = both
    whole = sums(made, AREAS, 2025, "division")
    for area in AREAS:
        asked = Selection.of([area], first=2025, last=2025)
        points = compute(engine, Question("location_quotient", asked, level="division")).points
        total = sum((p.value or 0) * whole[p.breakdown] for p in points) / sum(whole.values())
        assert total == pytest.approx(1)


@pytest.mark.parametrize("reference, level", CASES)
def test_shift_share(both: tuple[Engine, Jobs], reference: str, level: str) -> None:
    """Each industry's change in three parts; they sum to the change exactly, and the industries to the area's."""
    engine, made = both
    asked = Selection.of(["NO-5001", "SE-2321"], first=2020, last=2025)
    E = [[*sums(made, REFERENCES[reference], year, level).values()] for year in (2020, 2025)]
    by_area = compute(engine, Question("shift_share", asked, reference=reference, level=level)).points
    by_industry = compute(engine, Question("shift_share", asked, "industry", reference=reference, level=level)).points
    for area in asked.areas:
        before, after = (sums(made, [area], year, level) for year in (2020, 2025))
        parts = naive.shift_share([*before.values()], [*after.values()], *E)
        for number, part in enumerate(("national", "mix", "regional")):
            [point] = [p for p in by_area if p.area == area and p.breakdown == part]
            assert point.value == pytest.approx(sum(row[number] for row in parts))
            found = {p.breakdown: p.value for p in by_industry if p.area == area}
            for code, row in zip(before, parts, strict=True):
                assert found[f"{code}.{part}"] == pytest.approx(row[number])
        change = sum(after.values()) - sum(before.values())
        assert sum(p.value for p in by_area if p.area == area) == pytest.approx(change)


def test_relatedness(both: tuple[Engine, Jobs]) -> None:
    """Only industries that the area is weak in, by what is near them in all municipalities known."""
    engine, made = both
    asked = Selection.of(["SE-2321"], first=2025, last=2025)
    found = {p.breakdown: p.value for p in compute(engine, Question("relatedness_density", asked)).points}
    table = [[*sums(made, [area], 2025, "division").values()] for area in sorted(AREAS)]
    present = naive.presence(table)
    mine = present[sorted(AREAS).index("SE-2321")]
    density = naive.density(mine, naive.proximity(present))
    expected = {d: value for d, value, there in zip(sorted(DIVISIONS), density, mine, strict=True) if not there}
    assert found.keys() == expected.keys()
    assert all(close(found[d], value) for d, value in expected.items())


def test_what_is_not_known_has_no_measure(both: tuple[Engine, Jobs]) -> None:
    """A municipality without statistics, and a sum that takes one in, are missing with how many are lacking."""
    engine, _ = both
    [alone] = compute(engine, Question("hhi", Selection.of(["SE-2303"], first=2025, last=2025))).points or [None]
    [county] = compute(engine, Question("hhi", Selection.of(["SE-23"], first=2025, last=2025), "none")).points
    assert alone is None or (alone.value, alone.status) == (None, "missing")
    assert (county.value, county.status, county.left_out) == (None, "missing", len(municipalities("SE-23")) - 3)


def test_an_industry_filter_shows_fewer_of_the_same_numbers(both: tuple[Engine, Jobs]) -> None:
    """A measure is worked out on the whole economy, then narrowed."""
    engine, _ = both
    whole = compute(
        engine, Question("location_quotient", Selection.of(["NO-5001"], first=2025, last=2025), level="division")
    )
    some = compute(
        engine, Question("location_quotient", Selection.of(["NO-5001"], ["C", "55"], 2025, 2025), level="division")
    )
    assert {p.breakdown for p in some.points} == {"10", "16", "55"}
    assert set(some.points) <= set(whole.points)


def test_a_break_is_never_crossed(tmp_path: Path) -> None:
    """Swedish employment is measured anew in 2019 and 2020: no change over it, the points say break, and the text why."""
    rows = [
        {"area": area, "industry": "C", "division": "10", "year": year, "jobs": 50 + year % 7, "status": "ok"}
        for area in ("SE-2321", "NO-5001") for year in range(2016, 2024)
    ]  # fmt: skip
    engine = builders.engine(tmp_path, {"employment": rows}, source="scb")
    over = Selection.of(["SE-2321", "NO-5001"], first=2017, last=2022)
    points = {
        (p.area, p.breakdown): p for p in compute(engine, Question("shift_share", over, reference="selection")).points
    }
    assert {p.status for (area, _), p in points.items() if area == "SE-2321"} == {"break"}
    assert all(p.value is not None for (area, _), p in points.items() if area == "NO-5001")
    series = compute(engine, Question("jobs", Selection.of(["SE-2321"]), every_year=True))
    assert [p.period for p in series.points if p.status == "break"] == ["2019", "2020"]
    assert [p.period for p in series.comparable] == ["2020", "2021", "2022", "2023"]
    assert {language for b in series.breaks for language in b.notes if b.notes[language]} == {"sv", "nb", "en"}
    after = Selection.of(["SE-2321"], first=2020, last=2022)
    assert {p.status for p in compute(engine, Question("shift_share", after, reference="selection")).points} == {"ok"}
