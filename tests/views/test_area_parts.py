"""The parts of the pages Overview, Map, Companies and Municipality: what each says as plain data, without Streamlit."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from dashboard.figures.plain import Chart, Grid, Map, Picture, Prose
from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.lists.listing import companies as listed
from dashboard.metrics.question import Question
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.views import arc_map, companies, map_page, municipality, overview
from dashboard.views.answers import current
from dashboard.views.parts import Ground, Html, Note, Part, Parts, Plot, Rows
from dashboard.views.view import View
from dashboard.warehouse.engine import Engine
from tests.languages import EACH
from tests.views.sound import sound

PAGES: Mapping[str, Callable[[View], Parts]] = {
    "overview": overview.parts, "map": map_page.parts, "companies": companies.parts, "municipality": municipality.parts,
}  # fmt: skip
EXPECTED = {  # the keys of each page, which links and meetings name
    "overview": ("meter_establishments", "meter_jobs_created", "figures", "overview", "changes", "trend"),
    "map": ("workplaces", "list"),
    "map?show=rate": ("rate", "list"),
    "map?show=total": ("total", "list"),
    "companies": ("largest", "survival"),
    "municipality": (),
    "municipality?area=NO-5001": (
        "story", "figures", "against", "industries", "workplaces", "largest", "vacancies", "research", "funding", "projects",
        "published",
    ),
}  # fmt: skip
QUERIES: tuple[Mapping[str, str], ...] = (
    {}, {"area": "NO-5042"}, {"area": "SE-2380,NO-5001", "industry": "C", "colour": "industry", "year": "2019"},
    {"area": "SE-2321", "from": "2016", "to": "2018", "metric": "emissions_per_capita", "colour": "size"},
)  # fmt: skip
NOT_OPTIONS = ("area", "industry", "from", "to", "size", "theme")


def seen(language: str, warehouse: Path, **query: str) -> View:
    """The view that a link would give."""
    selection, problems = Selection.from_query(query)
    assert not problems
    options = tuple(sorted((name, value) for name, value in query.items() if name not in NOT_OPTIONS))
    return View(words(language), selection, "light", current(warehouse), options=options)


def parts(link: str, language: str, warehouse: Path, **query: str) -> Parts:
    """The parts of the page in that view; the link's own parameters stand above the query's."""
    page, _, own = link.partition("?")
    return PAGES[page](seen(language, warehouse, **{**query, **(dict([own.split("=")]) if own else {})}))


def picture(found: Parts, key: str) -> Picture:
    """A part as plain data; it must be there."""
    part = found[key]
    assert isinstance(part, Part)
    return part.plain()


@pytest.mark.parametrize("link", EXPECTED)
def test_the_keys_stay_in_order(link: str, demo_warehouse: Path) -> None:
    """Every part of the page is there under its key; a link or a meeting that names one finds it."""
    assert tuple(parts(link, "en", demo_warehouse)) == EXPECTED[link]


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("link", EXPECTED)
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_part_is_plain_data(query: Mapping[str, str], link: str, language: str, demo_warehouse: Path) -> None:
    """Each picture goes through JSON unchanged, says something in words, and has questions or records behind it; what
    the page draws is made."""
    t = words(language)
    for part in parts(link, language, demo_warehouse, **query).values():
        if isinstance(part, Note):
            assert part.text and not t.has(part.text)
            continue
        told = sound(part)
        keys = (
            "overview.",
            "map.",
            "municipality.",
            "companies.",
            "survival.",
            "metric.",
            "status.",
            "story.",
            "change.",
        )
        assert not any(f'"{key}' in told or f" {key}" in told for key in keys), part.key
        _drawn(part)
        assert not part.records or not t.has(part.records.meaning)


def _drawn(part: Part) -> None:
    if isinstance(part.body, Plot):
        assert part.body.draw().data
    elif isinstance(part.body, Html):
        assert part.body.make().startswith("<div")
    elif isinstance(part.body, Ground):
        deck, legend = part.body.make()
        assert deck.layers and legend
    elif isinstance(part.body, Rows):
        columns = part.body.columns()
        assert len({len(values) for values in columns.values()}) == 1 and set(part.body.numbers) <= set(columns)


@pytest.mark.parametrize("link", EXPECTED)
@pytest.mark.parametrize("area", ["", "NO-5001"])
def test_with_nothing_there_are_reasons(area: str, link: str, empty_warehouse: Path) -> None:
    """A warehouse with nothing but how many people live where: each other part is a sentence, or a map without values."""
    found = parts(link, "nb", empty_warehouse, **({"area": area} if area else {}))
    for part in found.values():
        if isinstance(part, Part) and {question.metric for question, _ in part.asked} != {"population"}:
            assert part.key in ("overview", "rate", "total", "list")
            if isinstance(plain := part.plain(), Map):
                assert not plain.circles and all(one.value is None for one in plain.areas)


def test_the_meter_is_the_goal(demo_warehouse: Path) -> None:
    """Verified, reported and expected are the metric's own, and the mark is the programme's target."""
    engine = Engine(demo_warehouse)
    states = {p.breakdown: p.value for p in compute(engine, Question("establishments", Selection(), by="none")).points}
    [[target]] = engine.rows("select establishments from programme where current")
    meter = picture(parts("overview", "sv", demo_warehouse), "meter_establishments")
    assert isinstance(meter, Chart) and meter.stacked
    assert [one.values for one in meter.series] == [(states[state],) for state in ("verified", "reported", "expected")]
    assert [value for _, value in meter.marks] == [target]


def test_the_trend_has_every_year(demo_warehouse: Path) -> None:
    """One line, with the metric's value for each year; without a unit the axis would say nothing."""
    points = compute(Engine(demo_warehouse), Question("companies", Selection(), "none", every_year=True)).points
    trend = picture(parts("overview", "nb", demo_warehouse), "trend")
    assert isinstance(trend, Chart) and trend.keys == tuple(p.period for p in points) and trend.unit
    assert [one.values for one in trend.series] == [tuple(p.value for p in points)]


@pytest.mark.parametrize("metric", map_page.METRICS["rate"])
def test_a_map_and_its_list_say_the_same(metric: str, demo_warehouse: Path) -> None:
    """Each municipality has its value on the map and in the list, and the word for it where it has none."""
    t, found = words("en"), parts("map?show=rate", "en", demo_warehouse, metric=metric)
    drawn, told = picture(found, "rate"), picture(found, "list")
    assert isinstance(drawn, Map) and isinstance(told, Grid) and len(drawn.areas) == len(municipalities())
    values = {row[0]: row[2] for row in told.rows}
    assert all(values[t.area(one.key)] == one.value for one in drawn.areas if one.value is not None)
    assert all(isinstance(values[t.area(one.key)], str) for one in drawn.areas if one.value is None)


def test_points_are_counted_where_they_are_many(demo_warehouse: Path) -> None:
    """All workplaces are circles by municipality; those of a small one are circles of their own, in the groups' colours."""
    engine = Engine(demo_warehouse)
    placed = engine.rows("select area, count(*) from workplace where lat is not null and closed is null group by area")
    whole = picture(parts("map", "sv", demo_warehouse), "workplaces")
    assert isinstance(whole, Map) and len(whole.circles) == len(placed)
    assert sum(circle.size for circle in whole.circles) == sum(number for _, number in placed)
    few = picture(parts("map", "sv", demo_warehouse, area="NO-5042", colour="industry"), "workplaces")
    assert isinstance(few, Map) and len(few.circles) == dict(placed)["NO-5042"]
    assert {one.role for one in few.circles} == {one.role for one in few.legend}


@pytest.mark.parametrize("area", ["", "SE-2321"])
def test_the_largest_companies_are_the_list_begun(area: str, demo_warehouse: Path) -> None:
    """Ten of them in the list's order, how many more there are, and the same with their keys behind it; where they are is
    said unless all are in one municipality."""
    found, chosen = (
        parts("companies", "sv", demo_warehouse, **({"area": area} if area else {})),
        Selection.of([area] if area else []),
    )
    order = listed(Engine(demo_warehouse), chosen)
    part, plain = found["largest"], picture(found, "largest")
    assert isinstance(plain, Grid) and isinstance(part, Part) and part.records
    assert [row[0] for row in plain.rows] == order.column("name").to_pylist()[:10]
    assert [row[0] for row in part.records.table().rows] == order.column("key").to_pylist()[:10]
    assert plain.left_out == order.num_rows - 10
    assert (words("sv")("column.area") in [column.label for column in plain.columns]) == (not area)


def test_survival_is_that_of_each_side(demo_warehouse: Path) -> None:
    """A stepped line for each country from 100 per cent, asked for apart."""
    found, engine = parts("companies", "en", demo_warehouse), Engine(demo_warehouse)
    part, chart = found["survival"], picture(found, "survival")
    assert isinstance(part, Part) and isinstance(chart, Chart) and chart.step and chart.percent
    assert [label for _, label in part.asked] == ["Sweden", "Norway"]
    for (question, _), line in zip(part.asked, chart.series, strict=True):
        known = {int(p.breakdown): p.value for p in compute(engine, question).points if p.value is not None}
        assert line.values[0] == 100.0 and list(line.values[1:]) == [known[year] for year in range(1, len(line.values))]


def test_industry_filters_narrow_lists_and_not_the_story(demo_warehouse: Path) -> None:
    """Story and key figures are of the whole municipality; the map and the companies are of the industry."""
    whole = parts("municipality", "en", demo_warehouse, area="NO-5001")
    narrow = parts("municipality", "en", demo_warehouse, area="NO-5001", industry="C")
    for key in ("story", "figures", "against", "industries", "projects"):
        assert picture(whole, key) == picture(narrow, key), key
    for key in ("workplaces", "largest"):
        assert picture(whole, key) != picture(narrow, key), key
    assert isinstance(narrow["narrowed"], Note) and "narrowed" not in whole


@pytest.mark.parametrize("language", EACH)
def test_the_story_is_told_in_full(language: str, demo_warehouse: Path) -> None:
    """Its strongest sentence is the title, the others are lines, and each metric it rests on can be explained."""
    part = parts("municipality", language, demo_warehouse, area="SE-2321")["story"]
    assert isinstance(part, Part) and isinstance(told := part.plain(), Prose)
    assert part.title not in told.lines and len(told.lines) >= 4
    assert {"population", "jobs", "location_quotient"} <= {question.metric for question, _ in part.asked}


@pytest.mark.parametrize("code", ["SEK", "NOK", "EUR"])
def test_projects_are_in_the_chosen_currency(code: str, demo_warehouse: Path) -> None:
    """Each amount is that in euro at the rate of its year, as the rates' own table has it."""
    engine = Engine(demo_warehouse)
    part = parts("municipality", "en", demo_warehouse, area="NO-5001", currency=code)["projects"]
    assert isinstance(part, Part) and part.records and code in part.records.table().columns[3].label
    newest = engine.rows("select amount_eur from rd_project where area = 'NO-5001' order by started desc, key limit 8")
    shown = [row[3] for row in part.records.table().rows]
    assert any(shown) and [amount is None for amount in shown] == [euro is None for (euro,) in newest]
    for amount, (euro,) in zip(shown, newest, strict=True):
        if euro:
            assert isinstance(amount, float) and (amount == euro if code == "EUR" else 7 < amount / euro < 13)


def test_arcs_are_drawn_and_told(demo_warehouse: Path) -> None:
    """A map of ties: what crosses the border has the region's colour, and each circle its words."""
    from dashboard.figures.arcs import Arc, Spot

    spots = [Spot(14.6, 63.2, 4, "SE-2380", "Östersund", "4"), Spot(10.4, 63.4, 9, "NO-5001", "Trondheim", "9")]
    ties = [Arc((14.6, 63.2), (10.4, 63.4), 2, True, "SE-2380", "Östersund → Trondheim", "2")]
    part = arc_map.part(
        seen("sv", demo_warehouse), "research", "Fynd", "", 400, lambda: (spots, ties), unit="kontakter"
    )
    drawn = part.plain()
    assert isinstance(drawn, Map) and [one.name for one in drawn.circles] == ["Trondheim", "Östersund"]
    assert [link.role for link in drawn.links] == ["both"] and drawn.unit == "kontakter"
    _drawn(part)
