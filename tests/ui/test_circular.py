"""The page Transition: its sentences against numbers worked out by hand, the two sides apart, and what it says of nothing."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Series
from dashboard.warehouse.engine import Engine
from tests.languages import EACH
from tests.ui.test_pages import run, shown


def ask(folder: Path, metric: str, areas: tuple[str, ...] = (), **more: object) -> Series:
    """The answer to a question about the warehouse that the page shows."""
    engine = Engine(folder / "warehouse.duckdb")
    return compute(engine, Question(metric, Selection.of(areas), **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", EACH)
def test_the_answer_is_the_sum_and_its_share(language: str, demo_data: Path) -> None:
    """Trondheim's jobs of both kinds and their part of all jobs, as they are worked out by hand."""
    t = words(language)
    bio, circular, jobs = (
        ask(demo_data, metric, ("NO-5001",), by="none").points[0].value
        for metric in ("bioeconomy_jobs", "circular_jobs", "jobs")
    )
    assert bio and circular and jobs
    said = shown(run("circular", language, area="NO-5001"))
    assert t.number(bio) in said and t.number(circular) in said
    assert t.percent((bio + circular) / jobs) in said


@pytest.mark.parametrize("language", EACH)
def test_each_side_tells_of_its_own_emissions(language: str, demo_data: Path) -> None:
    """Two cards, two pictures and two rankings: each side's own value and year, never a sum across the border."""
    test, t = run("circular", language), words(language)
    assert not test.exception and not test.error
    cards = "\n".join(element.proto.body for element in test.get("html"))
    both = 0.0
    for county, year in (("SE-23", "2024"), ("NO-50", "2023")):
        point = ask(demo_data, "emissions", (county,), by="none").points[0]
        assert point.period == year and point.value is not None
        assert f"{t.number(point.value)}</div>" in cards
        both += point.value
    assert t.number(both) not in cards + shown(test)
    keys = [button.key for button in test.button]
    assert {"table_sectors_SE", "table_sectors_NO", "table_inhabitants_SE", "table_inhabitants_NO"} <= set(keys)
    assert t("metric.emissions.caveat") in shown(test)


def test_the_highest_of_each_ranking_is_named(demo_data: Path) -> None:
    """The titles against the largest value picked out by hand; few jobs are not ranked."""
    t, said = words("en"), shown(run("circular", "en"))
    jobs = {p.area: p.value for p in ask(demo_data, "jobs").points}
    green: dict[str, float] = {}
    for metric in ("bioeconomy_jobs", "circular_jobs"):
        for p in ask(demo_data, metric).points:
            green[p.area] = green.get(p.area, 0.0) + (p.value or 0.0)
    share, first = max((green[area] / jobs[area], area) for area in green if jobs[area] and green[area] >= 20)  # type: ignore[operator]
    assert t("circular.ranking", high=t.area(first), value=t.percent(share)) in said
    swedish = sorted(ask(demo_data, "emissions_per_capita", ("SE",)).points, key=lambda p: -(p.value or 0))
    top = t.number(swedish[0].value or 0, 1)
    tied = t.sentence(t.area(p.area) for p in swedish if t.number(p.value or 0, 1) == top)
    assert t("circular.inhabitants", area=t.area("SE-23"), high=tied, value=top) in said


@pytest.mark.parametrize("key", ["farming", "green_ranking", "sectors_SE", "inhabitants_NO"])
@pytest.mark.parametrize("action", ["table", "explain"])
def test_every_picture_has_its_table_and_is_explained(key: str, action: str, demo_data: Path) -> None:
    """One action away, with words for keys."""
    test = run("circular", "sv")
    test.button(key=f"{action}_{key}").click().run()
    assert not test.exception and not test.error
    if action == "table":
        table = test.dataframe[-1].value
        assert len(table) > 5 and "SE-2321" not in table.to_string()


def test_the_own_definition_is_one_click_away(demo_data: Path) -> None:
    """Every division of the file with the part of it that counts."""
    test = run("circular", "en")
    test.button(key="green_shares").click().run()
    rows = (
        (Path(__file__).parents[2] / "data/reference/green_shares.csv").read_text(encoding="utf-8").strip().splitlines()
    )
    assert len(test.table[0].value) == len(rows) - 1


@pytest.mark.parametrize(
    "query",
    [{"industry": "A"}, {"industry": "I"}, {"theme": "bio"}, {"from": "2025"}, {"to": "2012", "area": "SE-2321,NO-5001"},
     {"area": "NO-5033", "size": "1-4"}, {"area": "SE"}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("language", EACH)
def test_any_filter_gives_a_page(query: dict[str, str], language: str, demo_data: Path) -> None:
    """Nothing left of the bioeconomy, years without emissions, one side only: sentences, never an exception."""
    test = run("circular", language, **query)
    assert not test.exception and not test.error
    assert test.title[0].value == words(language)("circular.title")


@pytest.mark.parametrize("language", EACH)
def test_nothing_known_says_what_to_import(language: str, empty_data: Path) -> None:
    """Both kinds of sources by name, and no number."""
    test = run("circular", language)
    assert words(language)("circular.nothing") in shown(test)
    assert not test.subheader and not test.get("plotly_chart")


def test_one_row_is_no_jobs_by_industry(one_row_data: Path) -> None:
    """A company alone tells nothing of jobs or emissions."""
    test = run("circular", "nb")
    assert not test.exception and words("nb")("circular.nothing") in shown(test)
