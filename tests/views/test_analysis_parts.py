"""The parts of the pages Structure, Compare and Transition: what each says as plain data, without Streamlit."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.figures.plain import Chart, Grid, Numbers, Scatter
from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.views import circular, compare, structure
from dashboard.views.answers import current
from dashboard.views.parts import Html, Part, Parts, Plot
from dashboard.views.view import View
from dashboard.warehouse.engine import Engine
from tests.languages import EACH
from tests.views.sound import sound

PAGES = {"structure": structure.parts, "compare": compare.parts, "circular": circular.parts}
EXPECTED = {  # the keys of each page, which links and meetings name
    "structure": {"specialisation", "shift", "related", "near", "diversity"},
    "compare": {"compare_work", "compare_kind", "marks", "funding", "table"},
    "compare?with=similar": {"similar_SE", "similar_NO", "similar", "compare_work", "compare_kind", "marks", "funding", "table"},
    "circular": {"figures", "farming", "green_ranking", "emissions", "sectors_SE", "sectors_NO", "inhabitants_SE", "inhabitants_NO"},
    "circular?part=flows": {"amounts", "flows_map", "pairs", "flows"},
    "circular?part=policy": {"policy_bio", "policy_circular", "policy_other"},
}  # fmt: skip
QUERIES: tuple[Mapping[str, str], ...] = (
    {}, {"area": "SE-2321"}, {"area": "SE-2321,NO-5025", "reference": "selection", "index": "hachman", "with": "regions"},
)  # fmt: skip


def seen(page: str, language: str, warehouse: Path, **query: str) -> View:
    """The view that a link to the page would give."""
    selection, _ = Selection.from_query(query)
    options = tuple(sorted((name, value) for name, value in query.items() if name not in ("area", "industry")))
    return View(words(language), selection, "light", current(warehouse), options=options, page=page)


def parts(page: str, language: str, warehouse: Path, **query: str) -> Parts:
    """The parts of the page in that view."""
    return PAGES[page](seen(page, language, warehouse, **query))


def pictures(found: Parts) -> list[Part]:
    """The parts that are no notes."""
    return [part for part in found.values() if isinstance(part, Part)]


@pytest.mark.parametrize("link", EXPECTED)
def test_the_keys_stay(link: str, demo_warehouse: Path) -> None:
    """Every part of the page is there under its key; a link or a meeting that names one finds it."""
    page, _, choice = link.partition("?")
    query = dict([choice.split("=")]) if choice else {}
    assert set(parts(page, "en", demo_warehouse, **query)) == EXPECTED[link]


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("link", EXPECTED)
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_part_is_plain_data(query: Mapping[str, str], link: str, language: str, demo_warehouse: Path) -> None:
    """Each picture goes through JSON unchanged, says something in words, and has questions or records behind it."""
    page, _, choice = link.partition("?")
    own = dict([choice.split("=")]) if choice else {}
    found = pictures(parts(page, language, demo_warehouse, **{**query, **own}))
    for part in found:
        told = sound(part)
        assert not [key for key in ("structure.", "compare.", "circular.", "flows.", "money.") if key in told], part.key
        if isinstance(part.body, Plot):
            assert part.body.draw().layout.template is not None
        if isinstance(part.body, Html):
            assert part.body.make()


def test_shares_are_those_of_the_jobs(demo_warehouse: Path) -> None:
    """The ranking's longest bar is the largest share of bio-based and circular jobs, worked out from the jobs themselves;
    its table is that of the shares."""
    engine, found = Engine(demo_warehouse), parts("circular", "en", demo_warehouse)
    jobs, bio, loop = (
        {p.area: p.value for p in compute(engine, Question(metric)).points if p.value}
        for metric in ("jobs", "bioeconomy_jobs", "circular_jobs")
    )
    shares = {a: 100 * (bio[a] + loop[a]) / jobs[a] for a in bio.keys() & loop.keys() if bio[a] + loop[a] >= 20}
    ranking = found["green_ranking"]
    assert isinstance(ranking, Part) and ranking.composed
    chart = ranking.plain()
    assert isinstance(chart, Chart) and chart.percent
    top = chart.keys[0]
    assert top == max(shares, key=lambda area: shares[area])
    value = next(v for s in chart.series for v in s.values[:1] if v is not None)
    assert value == pytest.approx(shares[top])
    assert value == pytest.approx(next(p.value for p in ranking.composed().points if p.area == top))


def test_growth_and_ideas_are_in_per_cent(demo_warehouse: Path) -> None:
    """Ideas lie between 0 and 100 per cent; the field of specialisation has its lines at 1 and 0."""
    found = parts("structure", "en", demo_warehouse, area="SE-2321")
    field, ideas = (found[key].plain() for key in ("specialisation", "related"))  # type: ignore[union-attr]
    assert isinstance(field, Scatter) and field.x_mark and field.x_mark[1] == 1.0
    assert isinstance(ideas, Chart) and ideas.percent
    values = [v for one in ideas.series for v in one.values if v is not None]
    assert values and all(1 < v <= 100 for v in values)


def test_each_side_has_its_own_emissions(demo_warehouse: Path) -> None:
    """Four key figures, the two of emissions those of each county; each is explained by its own question."""
    engine, figures = Engine(demo_warehouse), parts("circular", "en", demo_warehouse)["figures"]
    assert isinstance(figures, Part)
    plain = figures.plain()
    assert isinstance(plain, Numbers) and len(plain.numbers) == len(figures.asked) == 4
    for county, number in zip(("SE-23", "NO-50"), plain.numbers[2:], strict=True):
        point = compute(engine, Question("emissions", Selection.of([county]), by="none")).points[0]
        assert number.exact == point.value and point.period in number.period


@pytest.mark.parametrize("code", ["SEK", "NOK", "EUR"])
def test_money_is_in_the_chosen_currency(code: str, demo_warehouse: Path) -> None:
    """The link's currency is that of the lines; the table's file stays in euro."""
    found = parts("compare", "sv", demo_warehouse, area="SE-2380,NO-5001", currency=code)
    funding, table = found["funding"], found["table"]
    assert isinstance(funding, Part) and isinstance(table, Part) and table.records
    lines, raw = funding.plain(), table.records.table()
    assert isinstance(lines, Chart) and lines.unit == code
    names = [column.name for column in raw.columns]
    money = [dict(zip(names, row, strict=True)) for row in raw.rows if row[0] == words("sv")("metric.rd_funding.name")]
    assert money and {row["area"] for row in money} == {"SE-2380", "NO-5001"}
    assert all(isinstance(row["value"], float) and row["value"] > 0 for row in money)


def test_pairs_are_read_without_keys_and_kept_with_them(demo_warehouse: Path) -> None:
    """A slide's table of pairs shows no keys; the sheet behind it has both flows' keys in each row."""
    pairs = parts("circular", "nb", demo_warehouse, part="flows")["pairs"]
    assert isinstance(pairs, Part) and pairs.records
    shown, kept = pairs.plain(), pairs.records.table()
    assert isinstance(shown, Grid) and len(shown.columns) == len(kept.columns) - 1
    assert all(len(str(row[-1]).split()) == 2 for row in kept.rows)
