"""The page R&D: its sentences against numbers worked out by hand, the search, who sees whom, any filter, and nothing."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import assembly
from dashboard.i18n import words
from dashboard.register.actor import Actor, Role
from dashboard.ui import access
from tests.builders import real_warehouse
from tests.conftest import use
from tests.languages import EACH
from tests.ui.test_pages import run, text

EDITOR = Actor("eva@example.se", Role.editor)


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the warehouse, asked for past the program."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def drawn(test: AppTest) -> str:
    """What is drawn in HTML."""
    return "\n".join(element.proto.body for element in test.get("html"))


def everything(test: AppTest) -> str:
    """All that was sent to the browser, tables included."""
    tables = [frame.value.to_string() for kind in ("dataframe", "table") for frame in test.get(kind)]
    return "\n".join([text(test), drawn(test), *tables, *(str(box.options) for box in test.selectbox)])


@pytest.mark.parametrize("language", EACH)
def test_the_answer_counts_environments_sides_and_crossings(language: str, demo_data: Path) -> None:
    """Organisations, units, contact points on each side, and the share of links with ends in two countries."""
    t = words(language)
    ((organisations,),) = rows(demo_data, "select count(*) from rd_organisation")
    ((units,),) = rows(demo_data, "select count(*) from rd_unit")
    sides = dict(rows(demo_data, "select left(area, 2), sum(contact_points)::int from rd_capacity group by all"))
    links = rows(demo_data, "select unit_area, area from rd_link")
    crossing = sum(unit[:2] != company[:2] for unit, company in links)
    test = run("research", language)
    assert not test.exception and not test.error
    found = text(test)
    assert t(
        "research.answer", area=t.area("MITT"), environments=t("research.n.environment", n=organisations),
        units=t("research.n.unit", n=units), points=t.value(sides["SE"] + sides["NO"], "contact_points"),
    ) in found  # fmt: skip
    assert t("research.answer.sides", se=sides["SE"], no=sides["NO"]) in found
    share = t.percent(crossing / len(links), 0)
    assert t("research.answer.crossing", n=len(links), crossing=crossing, share=share) in found


@pytest.mark.parametrize("language", EACH)
def test_needs_without_a_unit_that_fits_are_counted(language: str, demo_data: Path) -> None:
    """An open need fits where a unit anywhere has one of its terms."""
    t = words(language)
    terms = {term for (line,) in rows(demo_data, "select terms from rd_unit") for term in line.split(",")}
    opened = rows(demo_data, "select terms from need where status = 'open'")
    unfit = sum(terms.isdisjoint(line.split(",")) for (line,) in opened)
    test = run("research", language)
    assert t("research.needs.unfit", n=len(opened), unfit=unfit) in [title.value for title in test.subheader]


@pytest.mark.parametrize(("language", "typed"), [("sv", "lax"), ("nb", "laks"), ("en", "salmon"), ("en", "salmn")])
def test_the_search_names_units_and_why(language: str, typed: str, demo_data: Path) -> None:
    """The same units in each language, by the term in the reader's own."""
    t, term = words(language), {"sv": "lax", "nb": "laks", "en": "salmon"}[language]
    found = drawn(run("research", language, search=typed))
    units = rows(
        demo_data, f"select name_{language} from rd_unit where list_contains(string_split(terms, ','), 'salmon')"
    )
    assert len(units) == 2 and all(f">{name}</div>" in found for (name,) in units)
    assert t("research.why.term", what=term) in found


def test_what_nobody_does_is_said(demo_data: Path) -> None:
    """A word that no unit has leads to a sentence, not to a hole; what lies outside the areas is told."""
    t = words("en")
    assert t("research.search.none") in text(run("research", "en", search="xyzzyq"))
    assert t("research.search.elsewhere", n=2) in text(run("research", "en", search="laks", area="SE-23"))


@pytest.mark.parametrize("query", [
    {"area": "SE-2321"}, {"area": "NO-5001,SE-2380", "industry": "C"}, {"area": "SE-2303", "search": "trä"},
    {"from": "2026", "cells": "links"}, {"cells": "needs", "area": "NO-50"}, {"area": "NO-5033", "from": "2012", "to": "2013"},
])  # fmt: skip
@pytest.mark.parametrize("language", EACH)
def test_any_filter_is_answered(language: str, query: dict[str, str], demo_data: Path) -> None:
    """One area without anything, both sides, an industry, a few years: always a page."""
    test = run("research", language, **query)
    assert not test.exception and not test.error


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("data", ["empty_data", "one_row_data"])
def test_nothing_known_says_what_to_do(data: str, language: str, request: pytest.FixtureRequest) -> None:
    """It says how to begin, and draws nothing."""
    request.getfixturevalue(data)
    test = run("research", language)
    assert not test.exception and not test.error
    assert words(language)("research.nothing") in text(test)
    assert not test.dataframe and not test.text_input


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real warehouse whose register has a unit, somebody there, and a need that fits it; names are what people type."""
    folder = use(tmp_path / "data", monkeypatch)
    real_warehouse(folder, {})
    register = assembly.open_register()
    organisation = register.save(
        EDITOR, "organisation", {"name_sv": "Institutet <b>", "kind": "institute", "area": "SE-2380"}
    )
    unit = register.save(EDITOR, "rd_unit", {
        "organisation": organisation["key"], "name_nb": "Snø <script>alert(1)</script>", "field": "tourism", "area": "SE-2380",
        "terms": "snow", "expertise": "Mäter [snö](http://x).",
    })  # fmt: skip
    register.save(EDITOR, "contact", {
        "unit": unit["key"], "name": "Greta Ekberg", "function_sv": "Rådgivare", "email": "greta@example.se", "phone": "063-1",
        "source": "möte", "lawful_basis": "public_task", "collected_on": "2026-09-01",
    })  # fmt: skip
    register.save(EDITOR, "need", {
        "name": "Fjällhotellet", "area": "SE-2321", "text": "Hur länge ligger snön?", "field": "tourism", "terms": "snow",
        "status": "open",
    })  # fmt: skip
    register.close()
    return folder


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("search", ["", "snow"])
def test_a_viewer_sees_functions_and_numbers_but_nobody(
    search: str, language: str, recorded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the register holds is on the page at once, without who; a member who looked before leaves nothing behind."""
    monkeypatch.setattr(access, "actor", lambda: Actor("m@example.se", Role.member))
    seen = everything(run("research", language, search=search))
    assert all(word in seen for word in ("Greta Ekberg", "greta@example.se", "063-1", "Hur länge ligger snön?"))
    monkeypatch.setattr(access, "actor", lambda: Actor())
    test, t = run("research", language, search=search), words(language)
    assert not test.exception and not test.error
    shown = everything(test)
    assert not any(word in shown for word in ("Greta", "greta@", "063-1", "Fjällhotellet", "Hur länge"))
    assert t("research.contacts.members") in shown and t("research.needs.members") in shown
    assert not search or "Rådgivare 1" in shown


def test_what_people_typed_is_no_markup(recorded: Path) -> None:
    """Tags in names stand there as they were typed, in the results and wherever else HTML is made."""
    test = run("research", "sv", search="snö")
    found = drawn(test)
    assert "Snø &lt;script&gt;alert(1)&lt;/script&gt;" in found and "<script>alert" not in found
    assert "[snö](http://x)" in found  # no markdown is read there
    assert "<b>" not in found.split("Institutet")[1][:5]


def test_a_member_of_the_demonstration_sees_its_invented_contacts(
    demo_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as the chosen unit has contact points: the units and the contacts are of one register."""
    monkeypatch.setattr(access, "actor", lambda: Actor("m@example.se", Role.member))
    test = run("research", "en", search="salmon")
    (unit,) = [box for box in test.selectbox if box.key == "research_unit"]
    ((points,),) = rows(demo_data, f"select sum(contact_points) from rd_capacity where unit = '{unit.value}'")
    (people,) = [f.value for f in test.dataframe if words("en")("research.contacts.name") in f.value.columns]
    assert len(people) == points > 0 and people.iloc[:, 0].str.startswith("Demo Person").all()
