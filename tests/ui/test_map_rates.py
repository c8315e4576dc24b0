"""Maps of rates: who is named, what the two sides share, and how specialised areas are in one industry."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.views.map_page import METRICS
from dashboard.warehouse.engine import Engine
from tests.ui.test_pages import run, shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_emissions_are_told_of_each_side(language: str, demo_data: Path) -> None:
    """Each side with its own year and its own highest; the title names one county's, and the page says why."""
    test, t = run("map", language, show="rate", metric="emissions_per_capita"), words(language)
    assert not test.exception and not test.error
    said = shown(test)
    assert t.sentence([f"{t.area('SE')} 2024", f"{t.area('NO')} 2023"]) in said
    assert t("map.apart", why=t("metric.emissions_per_capita.caveat")) in said
    engine = Engine(demo_data / "warehouse.duckdb")
    ends = {}
    for county in ("SE-23", "NO-50"):
        points = compute(engine, Question("emissions_per_capita", Selection.of([county]))).points
        order = sorted(points, key=lambda p: -(p.value or 0))
        ends[county] = t.area(order[0].area), t.area(order[-1].area)
        assert f"{t.area(county)}: " in said and f"{ends[county][0]} {t.number(order[0].value or 0, 1)}" in said
    high, low = ends["NO-50"]
    title = test.subheader[0].value
    assert high in title and low in title and t.area("NO-50") in title and ends["SE-23"][0] not in title
    table = test.dataframe[0].value
    assert len(table) == len(municipalities())
    assert (
        list(table[t("column.country")]) == [t.area("NO")] * 38 + [t.area("SE")] * 8
    )  # one after the other, not ranked together


@pytest.mark.parametrize("year", ["2024", "2023"])
def test_a_chosen_year_is_that_year_on_both_sides(year: str, demo_data: Path) -> None:
    """Where a side does not have it, its municipalities stay on the map and in the list, without a value."""
    test, t = run("map", "en", show="rate", metric="emissions_per_capita", year=year), words("en")
    assert not test.exception and not test.error
    values = list(test.dataframe[0].value[t("column.status")])
    engine, asked = Engine(demo_data / "warehouse.duckdb"), Selection(first=int(year), last=int(year))
    alone = [
        compute(engine, Question("emissions_per_capita", replace(asked, areas=(area,)))) for area in municipalities()
    ]
    lacking = sum(series.points[0].value is None for series in alone)
    assert len(values) == 46 and values.count(t("status.missing")) == lacking and lacking > 0


def test_specialisation_is_told_in_words(demo_data: Path) -> None:
    """Åre and hotels: so many times as in the whole region, with the jobs beside it in the list."""
    test, t = run("map", "en", show="rate", metric="location_quotient", industry="I"), words("en")
    engine = Engine(demo_data / "warehouse.duckdb")
    points = compute(engine, Question("location_quotient", Selection.of(industries=["I"]))).points
    top = max((p for p in points if (p.count or 0) >= 20), key=lambda p: p.value or 0)
    title = test.subheader[0].value.replace("\\", "")
    assert t.area(top.area) in title and t.number(top.value or 0, 1) in title and t.area("MITT") in title
    row = test.dataframe[0].value.set_index(t("column.area")).loc[t.area(top.area)]
    assert row[t("column.count")] == t.number(top.count or 0)


def test_without_one_industry_specialisation_is_only_a_sentence(demo_data: Path) -> None:
    """A link that asks for it gets the first rate, and the sentence that says how to see it."""
    for query in ({}, {"industry": "C,I"}, {"industry": "C", "theme": "bio"}):
        test, t = run("map", "sv", show="rate", metric="location_quotient", **query), words("sv")
        assert not test.exception and not test.error
        assert t("map.quotient.help") in shown(test)
        assert t(f"metric.{METRICS['rate'][0]}.name") in shown(test)


def test_the_choice_falls_back_when_its_industry_goes(demo_data: Path) -> None:
    """Reset takes the industry away: the map goes on with another rate."""
    test, t = run("map", "sv", show="rate", metric="location_quotient", industry="55"), words("sv")
    assert t("metric.location_quotient.name") in shown(test)
    test.button(key="reset_button").click().run()
    assert not test.exception and not test.error
    assert "location_quotient" not in str(test.query_params)


@pytest.mark.parametrize("metric", [*METRICS["rate"], "location_quotient"])
@pytest.mark.parametrize("action", ["table", "explain"])
def test_every_rate_has_its_table_and_is_explained(metric: str, action: str, demo_data: Path) -> None:
    """One action away, for all municipalities."""
    test = run("map", "nb", show="rate", metric=metric, industry="I")
    test.button(key=f"{action}_rate").click().run()
    assert not test.exception and not test.error


def test_emissions_are_no_circles() -> None:
    """Circles of one size would be compared across the border, which grade C forbids."""
    assert "emissions" not in METRICS["total"] and {"bioeconomy_jobs", "circular_jobs"} <= set(METRICS["total"])
