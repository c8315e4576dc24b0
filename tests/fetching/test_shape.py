"""What a file looks like, and how it differs from the one before, by the name of each field."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.fetching.shape import Shape, broken_off, differences, merged, shape_of
from dashboard.sources.opening import File
from tests.sources.conftest import SHARED


@pytest.fixture
def shape(tmp_path: Path) -> Any:
    """The shape of some text as a file."""

    def read(content: str | list[Any] | dict[str, Any]) -> Shape:
        path = tmp_path / "file"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return shape_of(File(path))

    return read


def units(n: int, **fields: Any) -> list[dict[str, Any]]:
    """So many units."""
    return [{"orgnr": str(900_000_000 + i), "address": {"code": "5001"}, **fields} for i in range(n)]


def test_a_field_that_is_gone_is_named(shape: Any) -> None:
    """Also one within another."""
    found = differences(shape(units(30, name="a")), shape([{"orgnr": "1", "address": {"kommune": 1}}] * 30))
    assert [(one["what"], one["field"]) for one in found] == [
        ("missing", "address.code"), ("missing", "name"), ("new", "address.kommune"),
    ]  # fmt: skip


def test_a_rare_field_may_come_and_go(shape: Any) -> None:
    """In three of a hundred units: its absence from thirty, or its first time, is chance."""
    with_rare = units(97) + units(3, closed="2026-01-01")
    assert differences(shape(with_rare), shape(units(30))) == []
    assert differences(shape(units(30)), shape(with_rare)) == []
    assert [one["field"] for one in differences(shape(with_rare * 20), shape(units(1000)))] == ["closed"]


def test_a_changed_type_is_named_with_both(shape: Any) -> None:
    """A number that became text; empty values have no type."""
    before, now = units(30, staff=5) + units(30, staff=None), units(30, staff="five") + units(30, staff="")
    assert differences(shape(before), shape(now)) == [
        {"what": "type", "field": "staff", "before": "number", "now": "text"}
    ]
    assert differences(shape(units(30, staff=5)), shape(units(30, staff="7"))) == []


def test_a_few_odd_values_are_no_change_of_type(shape: Any) -> None:
    """They are rejected one by one when the file is read."""
    now = units(95, staff=5) + units(5, staff="unknown")
    assert differences(shape(units(100, staff=5)), shape(now)) == []


def test_a_tables_header_leaves_nothing_to_chance(shape: Any) -> None:
    """Even with two rows, and under a title."""
    before, now = shape("a title\nkey;name;staff\n1;x;5\n2;y;6\n"), shape("a title\nkey;namn;staff\n1;x;5\n2;y;6\n")
    assert [(one["what"], one["field"]) for one in differences(before, now)] == [("missing", "name"), ("new", "namn")]


@pytest.mark.parametrize(
    ("content", "broken"),
    [
        ("a;b;c\n1;2;3\n4;5", True), ("a;b;c\n1;2;3\n4;5;", False), ("a;b;c\n1;2;3\n", False), ("a;b;c", False),
        ('[{"a": 1', False), ("PK\x03\x04", False),
    ],
)  # fmt: skip
def test_a_table_that_ends_within_a_row_is_seen(content: str, broken: bool, tmp_path: Path) -> None:
    """A service may break off and say that it was all; what is packed, and JSON, tells it by itself when it is read."""
    path = tmp_path / "file"
    path.write_text(content)
    assert broken_off(File(path)) == broken


def test_the_first_file_has_nothing_to_differ_from(shape: Any) -> None:
    """And an empty one says nothing."""
    assert differences(None, shape(units(3))) == [] == differences(shape(units(30)), shape([]))


def test_a_pages_rows_are_its_longest_list(shape: Any) -> None:
    """What stands around them, such as the number of pages, is no field."""
    page = shape({"page": {"number": 0}, "_embedded": {"enheter": units(12)}, "links": [{"rel": "self"}]})
    assert page["rows"] == 12 and set(page["fields"]) == {"orgnr", "address.code"}


def test_codes_of_a_cube_are_no_fields(shape: Any) -> None:
    """A new year or municipality in JSON-stat is no change; a new dimension is."""

    def cube(years: list[str], **more: Any) -> dict[str, Any]:
        time = {"label": "year", "category": {"index": years}}
        return {"class": "dataset", "id": ["Tid"], "dimension": {"Tid": time, **more}, "value": [1, 2]}

    assert shape(cube(["2024"]))["fields"].keys() == shape(cube(["2024", "2025"]))["fields"].keys()
    assert "dimension.Kon.label" in shape(cube(["2024"], Kon={"label": "sex"}))["fields"]


@given(st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_what_is_remembered_fades_but_keeps_its_shares(sizes: list[int]) -> None:
    """However many files came: no more than 20 000 rows are remembered, and half of them have the field."""
    seen: Shape | None = None
    for size in sizes:
        now = {"rows": size * 100, "table": False, "fields": {"a": {"n": size * 50, "types": {"text": size * 50}}}}
        seen = merged(seen, now)
    assert seen and seen["rows"] <= max(20_000, sizes[0] * 100) + 1
    assert seen["fields"]["a"]["n"] / seen["rows"] == pytest.approx(0.5)


@pytest.mark.parametrize(
    "path",
    [
        "workplaces/mattilsynet_trondelag.csv", "workplaces/nve_vannkraftverk_trondelag_2022.csv",
        "research/forskningsradet_h2020_trondelag.csv", "research/swecris_extract_no_people.csv",
        "research/nva_cristin_units_trondelag.csv", "statistics/scb_v2_TAB6471_data.json",
        "brreg/pythonbrreg_enheter-search.json", "jobs/nav_publicfeed_it_ads_2024-04_redacted.json",
    ],
)  # fmt: skip
def test_a_real_file_is_like_itself_cut_in_half(path: str, tmp_path: Path) -> None:
    """Nothing is taken for a change that is none: the two halves of a real file differ in nothing."""
    if not SHARED.exists():
        pytest.skip("the real input in ../shared/data is absent")
    whole = File(SHARED / path)
    if whole.format == "json":
        assert differences(shape_of(whole), shape_of(whole)) == []
        return
    head, *rows = (SHARED / path).read_text(encoding=whole.encoding).splitlines()
    parts = []
    for name, part in (("first", rows[: len(rows) // 2]), ("second", rows[len(rows) // 2 :])):
        (tmp_path / name).write_text("\n".join([head, *part]))
        parts.append(shape_of(File(tmp_path / name)))
    assert [one for one in differences(*parts) if one["what"] != "type"] == []
