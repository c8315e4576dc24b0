"""What is known of the data's limits: unknown industries, hidden cells and breaks, against plain counting."""

import random
from datetime import date
from pathlib import Path

import pytest

from dashboard.metrics.lists import origin
from tests import builders

INDUSTRIES = (("C", "10"), ("I", "55"), ("?", None))


def unit(kind: str, number: int, industry: tuple[str, str | None]) -> dict[str, object]:
    """A company or workplace in that industry."""
    return {
        "key": f"SE-{kind}{number}", "country": "SE", "name": f"{kind} {number}", "area": "SE-2380", "industry": industry[0],
        "division": industry[1], "opened": date(2020, 1, 1),
    } | ({"register_kind": "register"} if kind == "W" else {})  # fmt: skip


def jobs(area: str, year: int, industry: tuple[str, str | None], number: int) -> dict[str, object]:
    """A published number of jobs."""
    return {"area": area, "year": year, "industry": industry[0], "division": industry[1], "jobs": number}


@pytest.mark.parametrize("seed", range(3))
def test_the_unmapped_share_is_that_of_counting_by_hand(seed: int, tmp_path: Path) -> None:
    """By source: companies, workplaces and published jobs without a known industry, of all of them."""
    chance = random.Random(seed)
    picked = {kind: [chance.choice(INDUSTRIES) for _ in range(chance.randrange(5, 30))] for kind in ("C", "W")}
    work = [
        jobs(area, year, industry, chance.randrange(20, 400))
        for area in ("SE-2380", "NO-5001") for year in (2023, 2024) for industry in INDUSTRIES
    ]  # fmt: skip
    builders.stage(tmp_path / "staged", {"employment": work}, source="employment", digest="a" * 64)
    rows = {
        "company": [unit("C", n, industry) for n, industry in enumerate(picked["C"])],
        "workplace": [unit("W", n, industry) for n, industry in enumerate(picked["W"])],
    }
    found = {(u.source, u.of): u for u in origin.unmapped(builders.engine(tmp_path, rows))}
    assert found.keys() == {("employment", "jobs"), ("places", "companies"), ("places", "workplaces")}
    for kind, of in (("C", "companies"), ("W", "workplaces")):
        unknown = sum(industry[0] == "?" for industry in picked[kind])
        assert found["places", of][2:] == (unknown, len(picked[kind]))
        assert found["places", of].share == unknown / len(picked[kind])
    assert found["employment", "jobs"].unknown == sum(int(str(r["jobs"])) for r in work if r["industry"] == "?")
    assert found["employment", "jobs"].all == sum(int(str(r["jobs"])) for r in work)


def test_nothing_known_is_no_share(tmp_path: Path) -> None:
    """An empty warehouse divides by nothing: there is no row to show."""
    engine = builders.engine(tmp_path, {})
    assert origin.unmapped(engine) == [] and origin.protected(engine) == [] and origin.breaks(engine) == []


def test_hidden_cells_are_counted_by_source(tmp_path: Path) -> None:
    """Two jobs are under the own table's threshold of three; another cell goes with them, so that they cannot be told."""
    sizes = {("C", "10"): 2, ("I", "55"): 40, ("F", "41"): 300}
    rows = [jobs("SE-2380", 2024, industry, number) for industry, number in sizes.items()]
    (found,) = origin.protected(builders.engine(tmp_path, {"employment": rows}, source="employment"))
    assert (found.source, found.threshold, found.cells) == ("employment", 3, 3)
    assert found.hidden == 2


@pytest.mark.parametrize(("source", "least"), [("scb", 0), ("ssb", 0), ("employment", 3), ("not a source", 3)])
def test_the_threshold_is_the_publisher_s_or_three(source: str, least: int) -> None:
    """As sources.toml says it; a source that says nothing is protected here."""
    assert origin.threshold(source) == least


def test_a_break_is_told_once_for_all_its_areas(tmp_path: Path) -> None:
    """Of the Swedish break of 2020 only what lies inside the series: not the one of 2019, which is its first year."""
    rows = [jobs(area, year, ("I", "55"), 50) for area in ("SE-2380", "SE-2321", "NO-5001") for year in (2019, 2020)]
    (found,) = origin.breaks(builders.engine(tmp_path, {"employment": rows}, source="employment"))
    assert (found.fact, found.told.period, found.areas) == ("employment", "2020", ("SE-2321", "SE-2380"))
    assert set(found.told.words) == set(found.told.notes) == {"sv", "nb", "en"}
