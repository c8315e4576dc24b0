"""The page Jobs: its sentences against the numbers they tell, its empty branches, both sides of the border apart."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests.builders import real_warehouse
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, shown

ÅRE = Selection.of(["SE-2321"])
QUERIES = ({}, {"area": "SE-2321,NO-5025"}, {"area": "SE-23", "industry": "C,55"}, {"industry": "Q"})


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_picture_is_there(language: str, query: dict[str, str], demo_data: Path) -> None:
    """Each with its sentence, its table and its explanation; a code is never shown as itself."""
    test = run("jobs", language, **query)
    assert not test.exception and not test.error
    keys = {button.key for button in test.button}
    assert {f"table_{key}" for key in ("industries", "occupations", "higher", "flow_SE")} <= keys
    assert ("table_flow_NO" in keys) == (query.get("area") != "SE-23")
    said = shown(test)
    assert "SE-23" not in said and "occupation." not in said and "None" not in said


def test_what_grew_and_shrank_most_is_computed(demo_data: Path) -> None:
    """Of the industries of Åre that are counted alike in the first and the last year, by their published jobs."""
    engine, t = Engine(demo_data / "warehouse.duckdb"), words("en")
    points = compute(engine, Question("jobs", ÅRE, by="industry", every_year=True)).points
    jobs = {(p.breakdown, p.period): p for p in points if p.value is not None}
    first, last = min(p for _, p in jobs), max(p for _, p in jobs)
    both = [code for code, year in jobs if year == last and (code, first) in jobs]
    change = {
        code: (jobs[code, last].value or 0) - (jobs[code, first].value or 0)
        for code in both if jobs[code, last].left_out == jobs[code, first].left_out
    }  # fmt: skip
    up, down = max(change, key=lambda code: change[code]), min(change, key=lambda code: change[code])
    title = next(s.value.replace("\\", "") for s in run("jobs", "en", area="SE-2321").subheader if f"{first}–{last}" in s.value)
    assert title.startswith(f"{t.industry(up, short=True)} grew most ({t.signed(change[up])} jobs)")
    assert t.industry(down, short=True).lower() in title.lower() and t.signed(change[down]) in title


def test_the_answer_names_the_largest_industries(demo_data: Path) -> None:
    """Three of them with their jobs, and all jobs as published."""
    engine, t = Engine(demo_data / "warehouse.duckdb"), words("en")
    points = [p for p in compute(engine, Question("jobs", ÅRE, by="industry")).points if p.value is not None]
    total = compute(engine, Question("jobs", ÅRE, by="none")).points[0].value
    answer = next(m.value for m in run("jobs", "en", area="SE-2321").markdown if "jobs in Åre" in m.value)
    assert f"Of {t.number(total or 0)} jobs in Åre" in answer
    for point in sorted(points, key=lambda p: -(p.value or 0))[:3]:
        assert f"({t.number(point.value or 0)})" in answer


def test_a_municipality_is_told_its_place(demo_data: Path) -> None:
    """Among all that are known, by how many open positions ask for higher education; ties share the better place."""
    engine, t = Engine(demo_data / "warehouse.duckdb"), words("en")
    points = compute(engine, Question("vacancies", by="education")).points
    higher = {p.area: p.value or 0 for p in points if p.breakdown == "higher" and p.value is not None}
    place = 1 + sum(value > higher["SE-2380"] for value in higher.values())
    told = {"place": place, "all": len(higher), "count": t.number(higher["SE-2380"])}
    said = [s.value.replace("\\", "") for s in run("jobs", "en", area="SE-2380").subheader]
    assert t("jobs.higher.rank", area="Östersund", **told) in said


@pytest.mark.parametrize("language", EACH)
def test_the_two_sides_are_never_put_together(language: str, demo_data: Path) -> None:
    """Creation and destruction are told for each country with why, and no number is given for both."""
    test, t = run("jobs", language, area="SE-2321,NO-5025"), words(language)
    engine = Engine(demo_data / "warehouse.duckdb")
    said = shown(test)
    assert t("metric.job_creation.caveat") in said
    for area in ("SE-2321", "NO-5025"):
        point = compute(engine, Question("job_creation", Selection.of([area]), by="none")).latest
        assert point is not None
        assert t.value(point.value, "percent", 1, point.status, point.low, point.high) in said


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("data", ["empty_data", "one_row_data"])
def test_nothing_known_says_what_to_import(data: str, language: str, request: pytest.FixtureRequest) -> None:
    """Two sentences with the names of the sources, and no empty picture."""
    request.getfixturevalue(data)
    test, t = run("jobs", language), words(language)
    assert not test.exception and not test.error and not test.get("plotly_chart")
    assert t("jobs.nothing", area=t.area("MITT")) in shown(test)
    assert t("jobs.vacancies.nothing", area=t.area("MITT")) in shown(test)


def test_one_year_and_one_side_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no year to compare with, 45 municipalities are not known, and no vacancy asks for higher education."""
    rows = {
        "employment": [{"area": "SE-2321", "industry": "I", "year": 2025, "jobs": 178, "status": "ok"}],
        "vacancy": [{"key": "v", "country": "SE", "area": "SE-2321", "positions": 3, "published": date(2026, 9, 1)}],
    }
    real_warehouse(use(tmp_path / "data", monkeypatch), rows, source="employment")
    test, t = run("jobs", "en"), words("en")
    assert not test.exception and not test.error
    said = shown(test)
    assert t("jobs.growth.year", area=t.area("MITT")) in said and t("jobs.lacking", n=45) in said
    assert t("jobs.occupation.unknown", n=3) in said and t("jobs.higher.none", area=t.area("MITT")) in said
