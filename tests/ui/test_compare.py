"""The Compare page: what stands side by side, what is said of it, and that nothing is compared that may not be."""

from functools import partial
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings.similar import USUAL, nearest, profiles
from dashboard.metrics.selection import Selection
from dashboard.views.compare import WITH
from dashboard.warehouse.engine import Engine
from tests.languages import EACH
from tests.ui.test_pages import run, shown


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("way", WITH)
@pytest.mark.parametrize(
    "query", [{}, {"area": "SE-2321,NO-5042,SE-23", "industry": "C", "from": "2018", "to": "2020"}]
)
def test_every_way_of_comparing(query: dict[str, str], way: str, language: str, demo_data: Path) -> None:
    """Areas, regions and similar municipalities; without and with filters, in every language."""
    test = run("compare", language, **query, **({"with": way} if way != "areas" else {}))
    assert not test.exception and not test.error
    assert test.title[0].value == words(language)("compare.title") and len(test.get("plotly_chart")) == 2


@pytest.mark.parametrize("way", WITH)
@pytest.mark.parametrize("data", ["empty_data", "one_row_data"])
def test_with_hardly_anything(data: str, way: str, request: pytest.FixtureRequest) -> None:
    """An empty warehouse says what to import; one row is enough for a page."""
    request.getfixturevalue(data)
    test, t = run("compare", "sv", **{"with": way, "area": "SE-2321,NO-5001"}), words("sv")
    assert not test.exception and not test.error
    assert t("money.nothing") in shown(test)
    if (data, way) == ("one_row_data", "areas"):
        assert len(test.get("plotly_chart")) == 1  # companies per inhabitant are known
    elif data == "empty_data":
        assert t("compare.nothing") in shown(test)


def test_without_a_choice_two_towns_are_shown_and_that_is_said(demo_data: Path) -> None:
    """Nobody mistakes them for what was asked."""
    test, t = run("compare", "en"), words("en")
    assert "Östersund and Trondheim" in shown(test) and t("compare.lead.usual") in shown(test)


def test_the_finding_holds(demo_data: Path) -> None:
    """The difference in the title is there in the metric itself, and no other in the picture is larger in times."""
    answer, t = partial(compute, Engine(demo_data / "warehouse.duckdb")), words("en")
    series = answer(Question("job_density", Selection.of(["SE-2321", "SE-2361"], first=2025, last=2025)))
    low, high = sorted(series.points, key=lambda p: p.value or 0)
    title = run("compare", "en", area="SE-2321,SE-2361").subheader[0].value.replace("\\", "")
    told = {p.area: f"{t.area(p.area)} {t.number(p.value or 0, 2)}" for p in (low, high)}
    assert title == t(
        "compare.finding", metric="jobs per inhabitant aged 16–64", high=told[high.area], low=told[low.area]
    )


def test_at_most_five_are_shown(demo_data: Path) -> None:
    """Seven chosen: five stand side by side, and the sentence says so."""
    areas = "SE-2303,SE-2305,SE-2309,SE-2313,SE-2321,SE-2326,SE-2361"
    test, t = run("compare", "en", area=areas), words("en")
    assert t("compare.lead.more", shown=5, all=7) in shown(test)
    assert len(set(test.dataframe[0].value[t("column.area")])) == 5


def test_the_table_ranks_and_warns(demo_data: Path) -> None:
    """Åre's fourteen new companies are too few for a rank; its jobs are ranked among all; emissions within Sweden."""
    test, t = run("compare", "en", area="SE-2321,NO-5001"), words("en")
    table = test.dataframe[0].value
    rows = {(r[t("column.metric")], r[t("column.area")]): r for _, r in table.iterrows()}
    births = rows[t("metric.births_per_1000.name"), "Åre"]
    assert births[t("column.rank")] == "–" and t("compare.care.few") in births[t("compare.care")]
    assert rows[t("metric.jobs.name"), "Trondheim"][t("column.rank")] == t("compare.rank", place=1, of=46)
    assert rows[t("metric.emissions_per_capita.name"), "Åre"][t("column.rank")].endswith("8")
    assert rows[t("metric.emissions_per_capita.name"), "Trondheim"][t("column.rank")].endswith("38")


def test_weights_change_who_is_similar(demo_data: Path) -> None:
    """The sliders stand in the link, and the answer is that of the weights."""
    found = profiles(partial(compute, Engine(demo_data / "warehouse.duckdb")))
    only = {**dict.fromkeys(USUAL, 0), "population": 3}
    query = {"with": "similar", "area": "SE-2321", "weights": "3,0,0,0,0,0,0"}
    test, t = run("compare", "en", **query), words("en")
    nearest_in = {country: near[0].area for country, near in nearest(found, "SE-2321", only).items()}
    told = [t("similar.in", area=t.area(area), country=t.area(country)) for country, area in nearest_in.items()]
    assert t("similar.answer", area="Åre", names=t.sentence(told)) in shown(test)
    test.slider(key="weight_population").set_value(0).run()
    assert t("similar.none", area="Åre") in shown(test) and test.query_params["weights"] == "0,0,0,0,0,0,0"


def test_money_in_the_readers_choice_of_currency(demo_data: Path) -> None:
    """The link's currency is the one of every amount on the page; the rate is told."""
    test = run("compare", "en", currency="NOK", area="SE-2380,NO-5001")
    assert "NOK" in next(s.value for s in test.subheader if "Research projects" in s.value)
    assert "11.7173 NOK for EUR 1" in shown(test)
    values = test.dataframe[0].value
    assert any(str(value).startswith("NOK") for value in values[words("en")("column.value")])


def test_files_and_explanations_of_every_metric(demo_data: Path) -> None:
    """Four files of the whole table; any metric's definition one choice away."""
    test, t = run("compare", "sv"), words("sv")
    assert len(test.get("download_button")) == 4
    test.selectbox(key="explained_table").select(t("metric.evenness.name")).run()
    test.button(key="explain_table").click().run()
    assert not test.exception and t("metric.evenness.definition") in shown(test)
