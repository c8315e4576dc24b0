"""What readers open: explanations, tables, maps of every kind, one company, several side by side, their own municipality."""

from pathlib import Path

import pytest

from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.compute import compute
from dashboard.metrics.lists.listing import companies, company_workplaces
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.views.map_page import COLOURS, METRICS
from dashboard.warehouse.engine import Engine
from tests.ui.test_pages import run, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["meter_establishments", "key_companies", "key_jobs", "key_vacancies", "overview", "trend"]
)
def test_every_number_is_explained(key: str, language: str, demo_data: Path) -> None:
    """Definition, formula, grade, sources, the statement that ran and the command that prints the number again."""
    test, t = run("overview", language), words(language)
    test.button(key=f"explain_{key}").click().run()
    assert not test.exception and not test.error
    said, code = text(test), "\n".join(block.value for block in test.code)
    assert t("explain.formula") in said and t("explain.grade") in said
    assert "python -m dashboard metric" in code and "SELECT" in code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["overview", "trend"])
def test_every_figure_has_its_table(key: str, language: str, demo_data: Path) -> None:
    """One action away, with words for keys, and four files to take home."""
    test, t = run("overview", language), words(language)
    test.button(key=f"table_{key}").click().run()
    assert not test.exception and not test.error
    table = test.dataframe[-1].value
    assert t("column.area") in table.columns and len(table) > 10
    assert not set(table[t("column.area")]) & {"SE-2321", "MITT"}


@pytest.mark.parametrize("year", ["", "2018"])
@pytest.mark.parametrize(
    ("show", "name", "choice"),
    [("workplaces", "colour", c) for c in COLOURS] + [(s, "metric", m) for s, found in METRICS.items() for m in found],
)  # fmt: skip
def test_every_map_has_a_title_and_its_list(show: str, name: str, choice: str, year: str, demo_data: Path) -> None:
    """Points, rates and totals; as they stand in a link, with and without a year."""
    query = {"show": show, name: choice, "area": "SE-2321,NO-5025"} | ({"year": year} if year else {})
    test = run("map", "sv", **query)
    assert not test.exception and not test.error
    assert test.subheader and words("sv")("map.list") in text(test)


def test_both_sides_of_a_key_figure_are_parts_of_it(demo_data: Path) -> None:
    """Of two chosen municipalities each side is its municipality, not its whole country."""
    engine = Engine(demo_data / "warehouse.duckdb")
    t = words("en")
    values = {
        area: compute(engine, Question("companies", Selection.of([area]))).points[0].value
        for area in ("SE-2321", "NO-5001")
    }
    cards = [element.proto.body for element in run("overview", "en", area="SE-2321,NO-5001").get("html")]
    said = next(card for card in cards if f"{t.number(sum(values.values()))}</div>" in card)
    assert f"Sweden {t.number(values['SE-2321'])}" in said and f"Norway {t.number(values['NO-5001'])}" in said


def test_one_company_has_a_view_of_its_own(demo_data: Path) -> None:
    """Its name, its workplaces, its history, and its like on the other side of the border."""
    engine = Engine(demo_data / "warehouse.duckdb")
    found = companies(engine, Selection.of(["NO-5001"])).to_pylist()[0]
    test = run("companies", "en", company=found["key"])
    assert not test.exception and test.title[0].value == found["name"]
    assert company_workplaces(engine, found["key"]).num_rows
    across = test.table[0].value
    assert len(across) == 8 and not set(across["Area"]) & {"Trondheim", "Steinkjer"}


def test_a_company_that_is_not_there_is_a_sentence(demo_data: Path) -> None:
    """A link to a company that has left the register says so."""
    test = run("companies", "en", company="NO-999999999")
    assert not test.exception and "NO-999999999" in test.info[0].value


def test_the_own_municipality_is_offered_and_never_forced(demo_data: Path) -> None:
    """Remembered on request; then a way to it stands on other views, whose links stay without it."""
    test = run("overview", "en", area="SE-2321")
    test.button(key="remember_button").click().run()
    assert "mine_button" not in [button.key for button in test.button]  # it is what is shown
    test.button(key="reset_button").click().run()
    assert "area" not in test.query_params
    test.button(key="mine_button").click().run()
    assert "Åre" in test.title[0].value


def test_the_demonstration_can_be_opened_beside_real_data(one_row_data: Path) -> None:
    """A switch on the page Data, clearly marked; built the first time it is asked for."""
    test, t = run("data", "en"), words("en")
    assert t("demo.mark") not in text(test)
    test.toggle(key="demo_toggle").set_value(True).run(timeout=60)
    assert not test.exception and t("demo.mark") in text(test)
