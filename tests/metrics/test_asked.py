"""Needs against units, against plain counting; and the rows that the page R&D rests on."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.lists import environments
from dashboard.metrics.readings import asked
from tests import builders

FIELDS, AREAS, TERMS = ("food", "energy", "ai"), ("SE-2321", "SE-2380", "NO-5001"), ("salmon", "wood", "snow")
NEEDS = st.lists(
    st.fixed_dictionaries({
        "field": st.sampled_from(FIELDS), "area": st.sampled_from(AREAS), "status": st.sampled_from(("open", "matched", "closed")),
        "terms": st.lists(st.sampled_from(TERMS), max_size=2, unique=True),
    }), max_size=8,
)  # fmt: skip
UNITS = st.lists(
    st.fixed_dictionaries({"field": st.sampled_from(FIELDS), "terms": st.lists(st.sampled_from(TERMS), max_size=2)}),
    max_size=4,
)


@given(NEEDS, UNITS)
def test_needs_by_field_are_those_of_counting_one_by_one(
    needs: list[dict[str, Any]], units: list[dict[str, Any]]
) -> None:
    """Open, matched, and open without a unit of the same term (or field, where the need has no terms); closed ones nowhere."""
    found = {row.field: row for row in asked.by_field(needs, units)}
    for field in FIELDS:
        opened = [n for n in needs if n["field"] == field and n["status"] == "open"]
        matched = sum(n["field"] == field and n["status"] == "matched" for n in needs)
        unfit = 0
        for need in opened:
            fit = False
            for unit in units:
                by_term = any(term in unit["terms"] for term in need["terms"])
                fit = fit or by_term or (not need["terms"] and unit["field"] == field)
            unfit += not fit
        assert (field in found) == bool(opened or matched)
        if field in found:
            assert found[field][1:] == (len(opened), matched, unfit)
    assert [row.open for row in found.values()] == sorted((row.open for row in found.values()), reverse=True)


@given(NEEDS, st.sets(st.tuples(st.sampled_from(FIELDS), st.sampled_from(AREAS))))
def test_unanswered_are_open_needs_where_nobody_has_been(needs: list[dict[str, Any]], reached: set[asked.Cell]) -> None:
    """Each cell that was reached has none; every other all of its open ones."""
    found = asked.unanswered(needs, reached)
    for field in FIELDS:
        for area in AREAS:
            count = sum((n["field"], n["area"], n["status"]) == (field, area, "open") for n in needs)
            assert found[field, area] == (0 if (field, area) in reached else count)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 4)), st.integers(1, 3))
def test_who_leads_leads_alone(values: dict[str, float], most: int) -> None:
    """Never more than asked for, nothing without a value, and all that are left out have less than the last named."""
    found = asked.leading(values, most)
    assert len(found) <= most and all(values[key] > 0 for key in found)
    rest = [value for key, value in values.items() if key not in found]
    assert all(values[key] > max(rest, default=0) for key in found)


def test_numbers_of_a_cell_are_added_up() -> None:
    """Doubles add up; zero is no cell."""
    assert asked.counted([("ai", "SE-2380", 2), ("ai", "SE-2380", 3), ("food", "SE-2380", 0)]) == {("ai", "SE-2380"): 5}


ROWS: builders.Rows = {
    "company": [{"key": "NO-1", "country": "NO", "name": "Ås Fisk AS", "area": "NO-5001", "industry": "A", "division": "03",
                 "opened": date(2020, 1, 1)}],
    "rd_organisation": [
        {"key": "O1", "country": "SE", "name_sv": "Fjällhögskolan", "kind": "university", "area": "SE-2380", "lat": 63.2, "lon": 14.6},
        {"key": "O2", "country": "NO", "name_nb": "Fjordinstituttet", "kind": "institute", "area": "NO-5001"},
    ],
    "rd_unit": [
        {"key": "U1", "organisation": "O1", "name_sv": "Fisk", "field": "aquaculture", "area": "SE-2380",
         "terms": "salmon, feed,", "offers": "thesis", "languages": "sv,en"},
        {"key": "U2", "organisation": "O2", "name_en": "Snow", "field": "tourism", "area": "NO-5001"},
    ],
    "rd_capacity": [
        {"organisation": "O1", "unit": "U1", "unit_sv": "Fisk", "function_sv": "Rådgivare", "field": "aquaculture",
         "area": "SE-2380", "contact_points": 2},
        {"organisation": "O1", "unit": "U1", "unit_sv": "Fisk", "function_sv": "Ledare", "field": "aquaculture",
         "area": "SE-2380", "contact_points": 3},
    ],
    "rd_link": [
        {"key": "L1", "unit": "U1", "company": "NO-1", "form": "visit", "started": date(2024, 5, 1)},
        {"key": "L2", "unit": "U1", "company": "NO-1", "form": "project", "started": date(2025, 5, 1)},
        {"key": "L3", "unit": "U1", "name": "Åre Is", "area": "SE-2321", "form": "visit"},
        {"key": "L4", "unit": "nobody", "name": "Åre Is", "area": "SE-2321", "form": "visit"},
    ],
    "need": [{"key": "N1", "area": "SE-2321", "field": "tourism", "terms": "snow", "status": "open"}],
}  # fmt: skip


def test_units_carry_their_contact_points_by_function_and_a_name_in_every_language(tmp_path: Path) -> None:
    """Lists of keys are read from their commas; a name or place that is missing is the nearest that is known."""
    one, two = environments.units(builders.engine(tmp_path, ROWS), AREAS)
    assert (one["key"], one["contact_points"], one["terms"], one["offers"]) == ("U1", 5, ["salmon", "feed"], ["thesis"])
    assert [(f["nb"], f["contact_points"]) for f in one["functions"]] == [("Ledare", 3), ("Rådgivare", 2)]
    assert (one["lat"], one["name_nb"], one["organisation_en"]) == (63.2, "Fisk", "Fjällhögskolan")
    assert (two["name_sv"], two["organisation_sv"], two["functions"], two["terms"]) == (
        "Snow",
        "Fjordinstituttet",
        [],
        [],
    )


def test_links_are_counted_by_unit_and_municipality(tmp_path: Path) -> None:
    """In the chosen years or undated, with an end in the areas; the company's place is the register's."""
    engine = builders.engine(tmp_path, ROWS)

    def found(areas: tuple[str, ...], first: int | None = None) -> list[tuple[str, int, bool]]:
        return [(row["area"], row["links"], row["crosses"]) for row in environments.links(engine, areas, first, None)]

    assert found(AREAS) == [("NO-5001", 2, True), ("SE-2321", 1, False)]
    assert found(AREAS, 2025) == [("NO-5001", 1, True), ("SE-2321", 1, False)]
    assert found(("NO-5001",)) == [("NO-5001", 2, True)] and found(("SE-2303",)) == []
    assert [n["terms"] for n in environments.needs(engine, AREAS)] == [["snow"]]
    assert environments.needs(engine, ["NO-5001"]) == [] == environments.ai_tests(engine)
