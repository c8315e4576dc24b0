"""The parts of the pages that the project's own records make: Establishments, R&D and Clusters."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pydantic import TypeAdapter

from dashboard.figures.plain import Chart, Grid, Map, Numbers, Picture, Prose
from dashboard.i18n import words
from dashboard.metrics.selection import Selection
from dashboard.views import answers, clusters, establishments, research
from dashboard.views.parts import Cards, Note, Part, Parts
from dashboard.views.view import View
from tests.languages import EACH

PAGES: dict[str, Callable[[View], Parts]] = {
    "establishments": establishments.parts, "research": research.parts, "clusters": clusters.parts,
}  # fmt: skip
# the page's parts with what each says as plain data, in order
EXPECTED: dict[str, dict[str, type]] = {
    "establishments": {
        "meter_establishments": Chart, "meter_jobs_created": Chart, "pipeline": Chart, "climb": Chart, "map": Map,
        "split": Chart, "outside": Chart, "list": Grid,
    },
    "research": {"figures": Numbers, "map": Map, "units": Grid, "matrix": Grid, "needs": Grid, "tests": Grid},
    "clusters": {
        "figures": Numbers, "network": Map, "cluster_map": Map, "mix": Chart, "growth": Chart, "bridges": Prose,
        "missing": Grid, "meetings": Grid, "members": Grid,
    },
}  # fmt: skip
PICTURE: TypeAdapter[Any] = TypeAdapter(Picture)


def parts_of(
    folder: Path, page: str, language: str = "en", selection: Selection | None = None, **options: str
) -> Parts:
    """The page's parts for a reader."""
    warehouse = answers.current(folder / "warehouse.duckdb")
    view = View(
        words(language), selection or Selection(), "light", warehouse, options=tuple(sorted(options.items())), page=page
    )
    return PAGES[page](view)


def part_of(folder: Path, page: str, key: str, **options: str) -> Part:
    """One of them, which is a picture."""
    part = parts_of(folder, page, **options)[key]
    assert isinstance(part, Part)
    return part


def rows(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """What the warehouse says to a statement of one's own."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.sql(statement).fetchall()


def strings(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize("page", PAGES)
def test_every_part_is_plain_data(page: str, language: str, demo_data: Path) -> None:
    """Each is there, goes through JSON unchanged, can be explained, and says nothing but words."""
    found, t = parts_of(demo_data, page, language), words(language)
    assert {key: type(part.plain()) for key, part in found.items() if isinstance(part, Part)} == EXPECTED[page]
    for key, part in found.items():
        assert isinstance(part, Part) and part.key == key
        assert part.asked or part.records, key
        assert part.title or isinstance(part.body, Cards)
        picture = part.plain()
        assert PICTURE.validate_json(PICTURE.dump_json(picture)) == picture
        said = [part.title, part.summary, part.above, *strings(PICTURE.dump_python(picture, mode="json"))]
        assert not [one for one in said if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", one) and t.has(one)]


@pytest.mark.parametrize("page", PAGES)
def test_records_have_rows_of_one_width(page: str, demo_data: Path) -> None:
    """The table behind each part: headings that differ, names for programs, a cell in every column, and what is counted."""
    for key, part in parts_of(demo_data, page).items():
        if isinstance(part, Part) and part.records:
            table = part.records.table()
            assert table.rows and {len(row) for row in table.rows} == {len(table.columns)}, key
            names = [column.name for column in table.columns]
            assert all(names) and len(set(names)) == len(names) and all(column.label for column in table.columns), key
            assert part.records.meaning and part.records.kinds


@pytest.mark.parametrize("page", PAGES)
def test_nothing_known_has_no_pictures(page: str, empty_data: Path) -> None:
    """What is to be done says the page's answer; there are only notes."""
    assert all(isinstance(part, Note) for part in parts_of(empty_data, page).values())


@pytest.mark.parametrize("page", PAGES)
def test_one_area_gives_parts_too(page: str, demo_data: Path) -> None:
    """A selection with hardly anything in it: whatever there is a picture for can be made, and none stands twice."""
    for areas in (["NO-5033"], ["SE-2321"], ["SE-2380", "NO-5001"]):
        for part in parts_of(demo_data, page, selection=Selection.of(areas)).values():
            assert isinstance(part, Note) or PICTURE.dump_json(part.plain())


def test_the_stages_are_those_of_the_rows(demo_data: Path) -> None:
    """How many stand at each stage, by how sure they are, counted by one statement."""
    counted = {
        (stage, state): n
        for stage, state, n in rows(
            demo_data,
            "select stage, verification, count(*) from establishment where counts or stage = 'lost' group by all",
        )
    }
    chart = part_of(demo_data, "establishments", "pipeline").plain()
    assert isinstance(chart, Chart) and chart.stacked
    for values, state in zip(chart.series, ("verified", "reported", "expected"), strict=True):
        assert dict(zip(chart.keys, values.values, strict=True)) == {
            key: counted.get((key, state), 0) for key in chart.keys
        }


def test_the_way_ends_at_what_is_verified(demo_data: Path) -> None:
    """The last known month of the solid line is the number of verified establishments, or of full-time equivalents."""
    ends = {
        "establishments": rows(demo_data, "select count(*) from establishment where counts and verification = 'verified'"),
        "jobs_created": rows(
            demo_data, "select sum(fte) from job_result where kind = 'created' and verification = 'verified'"
        ),
    }  # fmt: skip
    for goal, ((expected,),) in ends.items():
        chart = part_of(demo_data, "establishments", "climb", goal=goal).plain()
        assert isinstance(chart, Chart)
        assert [value for value in chart.series[0].values if value is not None][-1] == pytest.approx(float(expected))


@pytest.mark.parametrize("colour", ["verification", "stage"])
def test_the_map_shows_each_establishment_once(colour: str, demo_data: Path) -> None:
    """The circles of a map add up to the establishments that count, by either colouring."""
    drawn = part_of(demo_data, "establishments", "map", colour=colour).plain()
    ((expected,),) = rows(demo_data, "select count(*) from establishment where counts")
    assert isinstance(drawn, Map) and sum(circle.size for circle in drawn.circles) == expected
    assert len(drawn.legend) == (3 if colour == "verification" else 4)


def test_the_matrix_is_that_of_the_rows(demo_data: Path) -> None:
    """Contact points by field and municipality, added up by one statement; a cell that is asked for has a word."""
    expected = {
        (area, field): n
        for area, field, n in rows(
            demo_data, "select area, field, sum(contact_points)::int from rd_capacity group by all"
        )
    }
    matrix = part_of(demo_data, "research", "matrix").plain()
    assert isinstance(matrix, Grid)
    t, fields = words("en"), [column.name for column in matrix.columns]
    found = {(row[0], fields[n]): cell for row in matrix.rows for n, cell in enumerate(row) if n and cell}
    numbers = {
        place: int(str(cell).split()[0].replace(",", "")) for place, cell in found.items() if str(cell)[0].isdigit()
    }
    assert numbers == {(t.area(area), field): n for (area, field), n in expected.items() if n}


def test_the_mix_is_that_of_the_rows(demo_data: Path) -> None:
    """Members of each cluster in each country on the as-of date."""
    expected = rows(
        demo_data,
        """select cluster, count(*) filter (area like 'SE%'), count(*) filter (area like 'NO%') from cluster_member, warehouse
        where joined <= as_of and (left_on is null or left_on > as_of) group by cluster""",
    )
    chart = part_of(demo_data, "clusters", "mix").plain()
    assert isinstance(chart, Chart)
    assert sorted(zip(chart.keys, *(values.values for values in chart.series), strict=True)) == sorted(expected)
    assert [values.role for values in chart.series] == ["SE", "NO"]


def test_one_cluster_narrows_its_parts(demo_data: Path) -> None:
    """The lists and the network are of the one that the link names; how clusters are mixed tells of all of them."""
    one, every = (parts_of(demo_data, "clusters", cluster=key) for key in ("DEMO-K-wood", ""))

    def length(parts: Parts, key: str) -> int:
        part = parts[key]
        assert isinstance(part, Part) and part.records
        return len(part.records.table().rows)

    assert all(length(one, key) < length(every, key) for key in ("members", "meetings", "network", "cluster_map"))
    assert length(one, "mix") == length(every, "mix")
