"""The Municipality page: choosing one, and that all it says is that municipality's."""

from functools import partial
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.lists.listing import companies
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, text


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("area", ["SE-2380", "NO-5001", "NO-5042"])
def test_a_municipality_has_its_page(area: str, language: str, demo_data: Path) -> None:
    """A town and a place of a thousand people, in every language; with the South Sami name where it is official."""
    test = run("municipality", language, area=area)
    assert not test.exception and not test.error
    assert test.title[0].value == words(language).area(area, sami=True) and len(test.table) >= 2


@pytest.mark.parametrize(
    "query", [{"industry": "C"}, {"theme": "bio"}, {"from": "2016", "to": "2018"}, {"size": "250+"}]
)
def test_filters_never_break_it(query: dict[str, str], demo_data: Path) -> None:
    """An industry narrows lists only, which is said; years narrow everything."""
    test, t = run("municipality", "sv", area="NO-5042", **query), words("sv")
    assert not test.exception and not test.error
    assert (t("municipality.narrowed") in text(test)) == ("from" not in query)


@pytest.mark.parametrize("data", ["empty_data", "one_row_data"])
def test_with_hardly_anything(data: str, request: pytest.FixtureRequest) -> None:
    """What is not known is said with what to import."""
    request.getfixturevalue(data)
    test, t = run("municipality", "nb", area="NO-5001"), words("nb")
    assert not test.exception and not test.error
    vacancies = t("municipality.unknown", what="ledige stillinger", sources="jobtech, nav")
    assert vacancies in text(test) and t("money.nothing") in text(test)


def test_without_one_municipality_one_is_chosen(demo_data: Path) -> None:
    """All 46 by county; of chosen areas those in them; a click makes it the filter."""
    test = run("municipality", "sv")
    groups = test.get("button_group")
    assert [len(group.options) for group in groups if group.key.startswith("pick_")] == [8, 38]
    test.button_group(key="pick_SE-23").select("SE-2321").run()
    assert test.query_params["area"] == "SE-2321" and test.title[0].value == "Åre"
    some = run("municipality", "sv", area="SE-2321,NO-5001").get("button_group")
    assert [len(group.options) for group in some if group.key.startswith("pick_")] == [1, 1]


def test_the_story_says_what_the_metrics_say(demo_data: Path) -> None:
    """Jobs, their change, and the strongest speciality with its number and its jobs."""
    answer, t = partial(compute, Engine(demo_data / "warehouse.duckdb")), words("en")
    chosen = Selection.of(["SE-2321"])
    jobs = {p.period: p.value or 0 for p in answer(Question("jobs", chosen, by="none", every_year=True)).points}
    points = answer(Question("location_quotient", chosen, by="industry")).points
    top = max(
        (p for p in points if p.value and (p.count or 0) >= 20 and p.breakdown != "?"), key=lambda p: p.value or 0
    )
    said = text(run("municipality", "en", area="SE-2321"))
    assert (
        f"{t.number(jobs['2025'])} jobs here (2025), {t.number(jobs['2025'] - jobs['2015'])} more than in 2015" in said
    )
    assert f"{t.number(top.value or 0, 1)} times" in said and f"({t.number(top.count or 0)} jobs)" in said


def test_its_companies_are_its_own_and_the_largest(demo_data: Path) -> None:
    """Ten of those with their seat here, in the order of the company list."""
    found = (
        companies(Engine(demo_data / "warehouse.duckdb"), Selection.of(["SE-2321"]), most=10).column("name").to_pylist()
    )
    tables = run("municipality", "en", area="SE-2321").table
    assert any(list(table.value.get("Name", ())) == found for table in tables)


def test_over_and_under_are_those_of_the_values(demo_data: Path) -> None:
    """Åre's jobs per inhabitant against its county's, as the metric gives them."""
    answer, t = partial(compute, Engine(demo_data / "warehouse.duckdb")), words("en")
    own, county = (
        answer(Question("job_density", Selection.of([key], first=2025, last=2025), by="none")).points[0].value or 0
        for key in ("SE-2321", "SE-23")
    )
    table = next(x.value for x in run("municipality", "en", area="SE-2321").table if t("column.metric") in x.value)
    said = table[t.area("SE-23")].iloc[0]
    assert said == t(f"municipality.verdict.{'over' if own > county else 'under'}", value=t.number(county, 2))
    assert set(table[t.area("NO-50")].iloc[[-1]]) == {t("status.incomparable")}  # emissions


def test_published_figures_stand_as_they_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest of each with its decimals, unit and source; a suppressed one is a word, another municipality's is not here."""
    figure = {"indicator": "N1", "title": "Andel i arbete", "unit": "%", "breakdown": "", "status": "ok"}
    rows = [
        {**figure, "area": "SE-2321", "period": "2023", "value": 80.0},
        {**figure, "area": "SE-2321", "period": "2024", "value": 81.25},
        {**figure, "area": "SE-2321", "period": "2024", "breakdown": "unga", "value": None, "status": "suppressed"},
        {**figure, "area": "SE-2380", "period": "2024", "value": 70.0},
    ]
    builders.real_warehouse(use(tmp_path / "data", monkeypatch), {"indicator": rows}, source="kolada")
    test, t = run("municipality", "sv", area="SE-2321"), words("sv")
    table = test.dataframe[-1].value
    assert not test.exception and list(table[t("column.metric")]) == ["Andel i arbete", "Andel i arbete · unga"]
    assert list(table[t("column.value")]) == ["81,25", t("status.suppressed")]
    assert "Kolada" in table[t("column.source")].iloc[0]
