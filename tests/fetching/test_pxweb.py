"""Tables of SCB and SSB: only those published anew, in questions that the services allow."""

import json
from collections.abc import Callable
from datetime import date
from itertools import product

import pyarrow.parquet as pq
import pytest

from dashboard.fetching.publishers import pxweb
from dashboard.fetching.publishers.pxweb import selection, split
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers, busy
from tests.fetching.worlds.pxweb import Office, Table
from tests.sources.conftest import SHARED

Visit = Callable[..., list[Event]]
REGIONS = {
    "00": "Riket",
    "01": "Stockholms län",
    "0180": "Stockholm",
    "23": "Jämtlands län",
    "2321": "Åre",
    "2380": "Östersund",
}
OURS = ["00", "23", "2321", "2380"]
JOBS = "Antal sysselsatta efter arbetsställets belägenhet"


@pytest.fixture
def office(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Office:
    """SCB with two tables: inhabitants by sex and age, and jobs by industry."""
    sexes = {"TotSa": "totalt, samtliga män och kvinnor", "1": "män", "2": "kvinnor"}
    people = {
        "Region": REGIONS, "Alder": {"TotSA": "totalt, samtliga åldrar", "0-9": "0-9 år"}, "Kon": sexes,
        "ContentsCode": {"A": "Folkmängd"}, "Tid": {"2023": "2023", "2024": "2024"},
    }  # fmt: skip
    jobs = {
        "Region": REGIONS, "SNI2007": {"A-U+US": "totalt", "A": "jordbruk", "F": "byggverksamhet"}, "Kon": sexes,
        "ContentsCode": {"J": JOBS}, "Tid": {str(year): str(year) for year in range(2008, 2025)},
    }  # fmt: skip
    tables = [
        {"id": "TAB1", "take": {"Alder": "*", "Kon": "*"}},
        {"id": "TAB2", "take": {"SNI2007": "*"}, "from": 2020},
    ]
    monkeypatch.setitem(described()["scb"], "fetch", described()["scb"]["fetch"] | {"tables": tables})
    return Office(publishers, "statistikdatabasen", {"TAB1": Table("Folkmängd", people), "TAB2": Table(JOBS, jobs)})


def rows(kind: str) -> list[dict[str, object]]:
    """The rows of a kind in the newest release that has it."""
    *_, path = [path for path, _ in releases(settings().staged) if (path / f"{kind}.parquet").exists()]
    return pq.read_table(path / f"{kind}.parquet").to_pylist()


def test_every_figure_of_the_area_is_in(office: Office, visit: Visit) -> None:
    """Those of its municipalities, county and country, each as the office has it; nothing of other areas is asked for."""
    events = visit("scb")
    assert [(event.kind, event.rejected) for event in events] == [("changed", 0)] * 2
    people = office.tables["TAB1"]
    expected = {
        (f"SE-{region}" if region != "00" else "SE", year, sex, age): people.figure(
            {"Region": region, "Alder": age, "Kon": sex, "ContentsCode": "A", "Tid": year}
        )
        for region, age, sex, year in product(OURS, ("TotSA", "0-9"), ("TotSa", "1", "2"), ("2023", "2024"))
    }
    sexes, ages = {"total": "TotSa", "male": "1", "female": "2"}, {"total": "TotSA", "0-9": "0-9"}
    found = {
        (row["area"], str(row["day"].year), sexes[row["sex"]], ages[row["age"]]): row["persons"]
        for row in rows("population")
    }
    assert found == expected
    assert {(row["year"]) for row in rows("employment")} == set(range(2020, 2025))
    jobs = next(
        row for row in rows("employment") if (row["area"], row["industry"], row["year"]) == ("SE-2380", "F", 2024)
    )
    assert jobs["jobs"] == office.tables["TAB2"].figure(
        {"Region": "2380", "SNI2007": "F", "Kon": "TotSa", "ContentsCode": "J", "Tid": "2024"}
    )


def test_what_was_not_published_anew_is_not_asked_for(office: Office, visit: Visit, publishers: Publishers) -> None:
    """One small question a table; then one table with its revisions."""
    visit("scb")
    whole = publishers.sent
    publishers.forget()
    assert [event.kind for event in visit("scb")] == ["unchanged"] and len(publishers.asked) == 2
    assert publishers.sent < whole
    publishers.forget()
    office.tables["TAB2"].updated, office.tables["TAB2"].revised = "2026-10-01T06:00:00Z", {"2023": 1000}
    assert [event.kind for event in visit("scb")] == ["changed"]
    assert len(publishers.asked) == 4 and not any("TAB1/" in asked.place for asked in publishers.asked)
    assert max(row["jobs"] for row in rows("employment") if row["year"] == 2023) > 1000


def test_large_tables_come_in_parts(
    office: Office, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No question asks for more cells than are allowed, and the parts make the same table."""
    visit("scb")
    whole = rows("employment")
    monkeypatch.setitem(described()["scb"]["fetch"], "cells", 10)
    office.cells = 10
    monkeypatch.setattr(pxweb, "FEWEST", 1)
    publishers.forget()
    # the memory of the limit is of before: too large a question is answered by 403, and asked in smaller ones
    assert {event.kind for event in visit("scb", since=date(2020, 1, 1))} == {"changed"}
    sizes = [len(asked.body) for asked in publishers.asked if asked.method == "POST"]
    assert len(sizes) > 10 and sorted(map(str, rows("employment"))) == sorted(map(str, whole))


def test_an_interrupted_table_goes_on_with_the_next_part(
    office: Office, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No part is asked for twice."""
    monkeypatch.setitem(described()["scb"]["fetch"], "cells", 10)
    publishers.faults.append(Fault("TAB1/data", 0))
    data = [0]

    def third(answer: object) -> object:
        data[0] += 1
        return busy(503, None)(answer) if 3 <= data[0] < 3 + ATTEMPTS else answer  # type: ignore[arg-type]

    publishers.faults.append(Fault("TAB1/data", 999, answer=third))  # type: ignore[arg-type]
    assert visit("scb")[-1].key == "fetch.busy"
    before = [asked.body for asked in publishers.asked if "TAB1/data" in asked.place][:2]
    publishers.forget()
    assert {event.kind for event in visit("scb")} == {"changed"}
    after = [asked.body for asked in publishers.asked if "TAB1/data" in asked.place]
    assert not set(before) & set(after) and len(rows("population")) == 48


def test_a_table_that_is_gone_does_not_stop_the_others(office: Office, visit: Visit) -> None:
    """It is a sentence that names where to mend it."""
    del office.tables["TAB1"]
    failed, changed = visit("scb")
    assert (failed.kind, failed.key, changed.kind) == ("failed", "fetch.other_table", "changed")
    assert "TAB1" in failed.sentence and "sources.toml" in failed.sentence


def test_a_renamed_dimension_is_held_back_by_name(office: Office, visit: Visit) -> None:
    """The figures of before stay."""
    visit("scb")
    table = office.tables["TAB2"]
    table.dimensions = {("SNI2025" if name == "SNI2007" else name): codes for name, codes in table.dimensions.items()}
    table.updated = "2027-01-01T06:00:00Z"
    (event,) = visit("scb")
    assert event.kind == "held"
    assert {(one["what"], one["field"]) for one in event.differences} >= {
        ("missing", "dimension.SNI2007.label"), ("new", "dimension.SNI2025.label"),
    }  # fmt: skip


def test_questions_split_so_that_each_cell_is_asked_for_once() -> None:
    """Whatever the limit, down to one cell."""
    chosen = {"a": list("abcde"), "b": list("xyz"), "c": ["1"]}
    for limit in (1, 2, 4, 7, 15, 100):
        parts = split(chosen, limit)
        cells = [place for part in parts for place in product(*part.values())]
        assert sorted(cells) == sorted(product(*chosen.values())) and len(cells) == len(set(cells))
        assert all(len(list(product(*part.values()))) <= limit for part in parts)


def test_the_recorded_metadata_gives_a_question_that_fits() -> None:
    """A real table of 312 regions: the eight municipalities, the county and the country are asked for."""
    if not SHARED.exists():
        pytest.skip("the real input in ../shared/data is absent")
    metadata = json.loads((SHARED / "statistics/scb_v2_TAB6471_metadata.json").read_text())
    told = {"id": "TAB6471", "take": {"Kon": "*"}}

    class Asked:
        source, since = "scb", None

    chosen = selection(metadata, told, Asked())  # type: ignore[arg-type]
    assert chosen["Region"] == ["00", "23", "2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380"]
    assert chosen["Alder"] == ["TotSA"] and chosen["Kon"] == ["TotSa", "1", "2"] and len(chosen["Tid"]) == 16


def test_a_table_in_smaller_parts_goes_on_with_those(
    office: Office, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service found a question too large, then broke off: what is done counts in the parts that were asked for."""
    monkeypatch.setitem(described()["scb"]["fetch"], "cells", 40)
    monkeypatch.setattr(pxweb, "FEWEST", 1)
    office.cells = 10
    data = [0]

    def fourth(answer: object) -> object:
        data[0] += 1
        return busy(503, None)(answer) if 8 <= data[0] < 8 + ATTEMPTS else answer  # type: ignore[arg-type]

    publishers.faults.append(Fault("TAB1/data", 999, answer=fourth))  # type: ignore[arg-type]
    assert visit("scb")[-1].key == "fetch.busy"
    visit("scb")
    assert len(rows("population")) == 48


def test_a_table_that_is_asked_for_otherwise_begins_anew(
    office: Office, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was collected of another choice of codes is not counted as done."""
    monkeypatch.setitem(described()["scb"]["fetch"], "cells", 10)
    monkeypatch.setitem(described()["scb"]["fetch"], "most_requests", 5)
    assert visit("scb", since=date(2024, 1, 1))[-1].key == "fetch.enough"
    monkeypatch.setitem(described()["scb"]["fetch"], "most_requests", 500)
    visit("scb")
    assert len(rows("population")) == 48


def test_a_service_that_lets_nobody_in_is_not_asked_for_ever(
    office: Office, visit: Visit, publishers: Publishers
) -> None:
    """A few smaller questions, then the sentence."""
    publishers.faults.append(Fault("TAB1/data", 999, answer=lambda _: Answer(b"{}", 403)))
    assert visit("scb")[-1].key == "fetch.not_let_in" and len(publishers.asked) < 15


def test_some_years_by_hand_are_not_far_too_few(office: Office, visit: Visit) -> None:
    """Nor are all of them far too many afterwards."""
    office.tables["TAB1"].dimensions["Tid"] |= {str(year): str(year) for year in range(1990, 2023)}
    assert {event.kind for event in visit("scb")} == {"changed"}
    assert {event.kind for event in visit("scb", since=date(2024, 1, 1))} == {"changed"}
    for table in office.tables.values():
        table.updated, table.revised = "2026-10-01T06:00:00Z", {"2024": 1}
    assert {event.kind for event in visit("scb")} == {"changed"}
