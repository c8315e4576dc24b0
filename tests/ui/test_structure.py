"""The page Structure: its sentences against the numbers they tell, its choices in the link, and what it cannot say."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.ranking import ENOUGH
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests.builders import real_warehouse
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, shown

QUERIES = (
    {}, {"area": "SE-2321"}, {"area": "SE-2321,NO-5025"}, {"area": "NO-50", "industry": "C"},
    {"area": "SE-2321,NO-5025", "reference": "selection", "index": "hachman"},
    {"area": "SE-23", "reference": "NO-50", "level": "division", "index": "hhi_normalised"},
    {"area": "SE-2321", "from": "2023", "to": "2023"},
)  # fmt: skip


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_choice_has_its_pictures(language: str, query: dict[str, str], demo_data: Path) -> None:
    """What cannot be shown is a sentence; codes are never shown as themselves."""
    test = run("structure", language, **query)
    assert not test.exception and not test.error
    keys = {button.key for button in test.button}
    assert {"table_specialisation", "table_diversity"} <= keys
    # of two places nobody can tell what usually goes together
    assert ("table_related" in keys) == (query.get("reference") != "selection")
    assert ("table_shift" in keys) == ("from" not in query)  # one year has no change
    said = shown(test)
    assert not any(code in said for code in ("SE-23", "NO-50", "structure.", "None"))


def test_what_an_area_is_most_specialised_in_is_computed(demo_data: Path) -> None:
    """The largest quotient among industries with enough jobs, worked out from the jobs themselves."""
    engine, t = Engine(demo_data / "warehouse.duckdb"), words("en")

    def jobs(areas: list[str]) -> dict[str, float]:
        points = compute(engine, Question("jobs", Selection.of(areas), by="industry", total=True)).points
        return {p.breakdown: p.value for p in points if p.value is not None}

    here, there = jobs(["SE-2321"]), jobs(["NO-50"])
    quotients = {
        code: (n / sum(here.values())) / (there[code] / sum(there.values()))
        for code, n in here.items() if n >= ENOUGH and there.get(code)
    }  # fmt: skip
    top = max(quotients, key=lambda code: quotients[code])
    test = run("structure", "en", area="SE-2321", reference="NO-50")
    said = [s.value.replace("\\", "") for s in test.subheader]
    expected = t(
        "structure.quotient.title", area="Åre", reference=t.area("NO-50"), times=t.number(quotients[top], 1),
        names=t.industry(top, short=True)[0].lower() + t.industry(top, short=True)[1:],
    )  # fmt: skip
    assert expected in said


def test_the_parts_of_the_change_are_told(demo_data: Path) -> None:
    """The sum and its three parts, of the years that the reader chose."""
    engine, t = Engine(demo_data / "warehouse.duckdb"), words("sv")
    question = Question("shift_share", Selection.of(["SE-2321"], first=2015, last=2020), by="none")
    parts = {p.breakdown: p.value or 0 for p in compute(engine, question).points}
    test = run("structure", "sv", area="SE-2321", **{"from": "2015", "to": "2020"})
    told = {name: t.signed(value) for name, value in {**parts, "total": sum(parts.values())}.items()}
    expected = t("structure.shift.title", area="Åre", since="2015", until="2020", **told)
    assert expected in [s.value.replace("\\", "") for s in test.subheader]


def test_the_chosen_areas_are_one_by_one_where_their_sum_is_the_measure(demo_data: Path) -> None:
    """Compared with their own sum each is told of; compared with anything else it is their sum, and each in a table."""
    own = run("structure", "en", area="SE-2321,NO-5025", reference="selection")
    assert "table_specialisation_1" not in [b.key for b in own.button]
    own.button(key="table_specialisation").click().run()
    assert set(own.dataframe[-1].value["Area"]) == {"Åre", "Røros"}
    together = run("structure", "en", area="SE-2321,NO-5025")
    together.button(key="table_specialisation").click().run()
    assert set(together.dataframe[-1].value["Area"]) == {words("en").area("selection")}
    together.button(key="table_specialisation_1").click().run()
    assert set(together.dataframe[-1].value["Area"]) == {"Åre", "Røros"}


def test_choices_stand_in_the_link(demo_data: Path) -> None:
    """Another reference and level; a reference that means nothing for the areas is the usual one again."""
    test = run("structure", "en", area="SE-2321")
    test.selectbox(key="choice_reference").select("NO-50").run()
    test.selectbox(key="choice_level").select("division").run()
    assert test.query_params["reference"] == "NO-50" and test.query_params["level"] == "division"
    alone = run("structure", "en", area="SE-2321", reference="selection")
    assert alone.selectbox(key="choice_reference").value == "MITT" and "reference" not in alone.query_params


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("data", ["empty_data", "one_row_data"])
def test_nothing_known_says_what_to_import(data: str, language: str, request: pytest.FixtureRequest) -> None:
    """One sentence with the names of the sources, and no empty picture."""
    request.getfixturevalue(data)
    test, t = run("structure", language), words(language)
    assert not test.exception and not test.error and not test.get("plotly_chart")
    assert t("jobs.nothing", area=t.area("MITT")) in shown(test)


@pytest.fixture
def sweden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Jobs in three industries of the Swedish side only, over the years in which their statistics were remade."""
    rows = [
        {"area": area, "industry": industry, "year": year, "jobs": jobs + 10 * n + year - 2018, "status": "ok"}
        for n, area in enumerate(m for m in municipalities() if m.startswith("SE"))
        for industry, jobs in (("C", 100), ("I", 40 * n + 20), ("Q", 200)) for year in range(2018, 2024)
    ]  # fmt: skip
    return real_warehouse(use(tmp_path / "data", monkeypatch), {"employment": rows}, source="employment")


def test_a_break_is_not_crossed(sweden: Path) -> None:
    """Unasked the change begins after the break; asked from before it there is a sentence instead of a picture."""
    t = words("en")
    unasked = run("structure", "en", area="SE-23")
    assert any("2020–2023" in s.value for s in unasked.subheader)
    asked = run("structure", "en", area="SE-23", **{"from": "2018"})
    assert t("structure.shift.break", year="2020") in [info.value for info in asked.info]


def test_one_side_that_is_not_known_is_said(sweden: Path) -> None:
    """Of how many municipalities the comparison knows nothing; where it knows none, to compare with something else."""
    t = words("en")
    assert t("structure.lacking", n=38, reference=t.area("MITT")) in shown(run("structure", "en", area="SE-2321"))
    other = run("structure", "en", area="SE-2321", reference="NO-50")
    assert not other.exception and not other.error and not other.get("plotly_chart")
    assert t("structure.nothing", reference=t.area("NO-50")) in [info.value for info in other.info]
