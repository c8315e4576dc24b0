"""How sources are and what changed, against a second, naive computation and against cases worked out by hand."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from dashboard import journal
from dashboard.journal import Event
from dashboard.metrics.lists.changes import changes
from dashboard.metrics.lists.health import LEEWAY, Health, Read, State, health, healths, series
from dashboard.publishers import publishers
from dashboard.settings import settings
from dashboard.warehouse.engine import Engine
from tests import builders

TODAY = date(2026, 11, 23)
DAILY = {"every_days": 1}


def event(kind: str, days_ago: float = 0, **facts: Any) -> Event:
    """An event of the ECB so many days before today at noon."""
    at = datetime(2026, 11, 23, 12) - timedelta(days=days_ago)
    return Event(at, facts.pop("source", "ecb"), kind, **facts)  # type: ignore[arg-type]


def write(events: Sequence[Event]) -> None:
    """The journal as the fetcher would have written it."""
    path = settings().data / "fetch" / "journal.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(asdict(one), default=str) + "\n" for one in events), encoding="utf-8")


@pytest.fixture
def daily(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder on 23 November 2026, in which the ECB has something new every day."""
    monkeypatch.setenv("DASHBOARD_TODAY", str(TODAY))
    settings.cache_clear()
    monkeypatch.setitem(publishers()["ecb"], "fetch", DAILY)
    return data_folder


def of(*events: Event, releases: Sequence[Read] = ()) -> Health:
    """The ECB's health after these events."""
    return health("ecb", events, releases, TODAY)


def naive(events: Sequence[Event], read: bool) -> tuple[str, int]:
    """State and days late once more, from the words of the rules: the daily source without anything held."""
    state, late, new = "by_hand" if read else "never", 0, None
    for one in events:
        if one.kind in ("changed", "accepted"):
            new = one.at.date()
        if one.kind in ("changed", "unchanged"):
            state = "fresh"
        elif one.kind == "failed":
            state = "failing"
        elif one.kind == "skipped" and one.key == "fetch.no_secret":
            state = "no_key"
    if new and (TODAY - new).days - 1 > LEEWAY:
        late = (TODAY - new).days - 1
    return "late" if late and state != "failing" else state, late


@pytest.mark.parametrize("seed", range(40))
def test_state_and_lateness_are_those_of_the_rules(seed: int, daily: Path) -> None:
    """Over random histories: the last visit counts, a skipped one only where a key is missing."""
    chance = random.Random(seed)
    days = sorted((chance.randrange(12) for _ in range(chance.randrange(6))), reverse=True)
    keys = {"failed": "fetch.cut", "skipped": chance.choice(["fetch.no_secret", "fetch.not_yet"])}
    kinds = [chance.choice(["changed", "unchanged", "failed", "skipped", "removed"]) for _ in days]
    told = [event(kind, day, key=keys.get(kind, ""), file="r.csv") for kind, day in zip(kinds, days, strict=True)]
    read = [Read(datetime(2026, 11, 1), "r.csv", TODAY, 5, 0)] if chance.random() < 0.5 else []
    found = of(*told, releases=read)
    expected = naive(told, bool(read))
    if any(one.kind in ("changed",) for one in told) or not told:
        assert (found.state, found.late) == expected
    else:
        assert found.state == expected[0]
    moments = [one.at for one in told if one.kind in ("changed", "unchanged")]
    assert found.fetched == max(moments, default=None)


def test_a_day_or_two_over_is_not_late(daily: Path) -> None:
    """A publisher that rests at the weekend is waited for; after that every day counts."""
    assert (of(event("changed", LEEWAY + 1)).state, of(event("changed", LEEWAY + 1)).late) == ("fresh", 0)
    late = of(event("changed", LEEWAY + 2), event("unchanged"))
    assert (late.state, late.late, late.due) == ("late", LEEWAY + 1, TODAY - timedelta(LEEWAY + 1))


@pytest.mark.parametrize(
    ("announced", "due"),
    [("2026-12-04", date(2026, 12, 4)), ("2026-12-04T08:00:00", date(2026, 12, 4)), ("2026-11-01", date(2026, 11, 24)),
     ("soon", date(2026, 11, 24)), (None, date(2026, 11, 24))],
)  # fmt: skip
def test_the_announced_day_counts_until_it_has_come(announced: str | None, due: date, daily: Path) -> None:
    """A day before the last change was kept; then, and where nothing can be read, it is as long as the terms say."""
    (daily / "fetch").mkdir()
    (daily / "fetch" / "ecb.json").write_text(json.dumps({"next_release": announced} if announced else {}))
    assert of(event("changed")).due == due


def test_what_is_imported_by_hand_grows_too_old(daily: Path) -> None:
    """After the days that sources.toml names, and not a day before."""
    most = publishers()["nve"]["max_age_days"]
    for age, late in ((most, 0), (most + 1, 1)):
        release = Read(datetime(2026, 11, 1), "nve.csv", TODAY - timedelta(age), 9, 0)
        found = health("nve", [], [release], TODAY)
        assert (found.state, found.late) == ("late" if late else "by_hand", late)


def test_rows_stand_against_the_file_before_of_the_same_series(daily: Path) -> None:
    """Two tables with days in their names; one is new and stands with the same number on both sides."""
    read = [("TAB1_2026-10-01.json", 100), ("TAB2_2026-10-01.json", 50), ("TAB1_2026-11-01.json", 90), ("TAB3.json", 7)]
    found = of(*(event("changed", 20 - at, file=file, rows=rows) for at, (file, rows) in enumerate(read)))
    assert (found.rows, found.rows_before) == (90 + 50 + 7, 100 + 50 + 7)
    assert series("TAB1_2026-10-01.json") == series("TAB1_20261101.json") == "TAB1.json"
    part = of(*(event("changed", day, file="new.jsonl", rows=rows, whole=False) for day, rows in ((2, 900), (1, 3))))
    assert (part.rows, part.rows_before) == (3, None)  # of what was new, less says nothing


def test_a_held_file_comes_first_and_is_told_by_field(daily: Path) -> None:
    """Whatever the last visit was; a note that is just being written is passed over."""
    folder = daily / "quarantine" / "ecb" / "file"
    folder.mkdir(parents=True)
    note = {
        "file": "rates.csv",
        "differences": [{"what": "missing", "field": "OBS_VALUE"}],
        "series": "",
        "as_of": None,
    }
    (folder / "held.json").write_text(json.dumps(note))
    found = of(event("failed", key="fetch.cut"))
    assert (found.state, found.held[0].file, found.held[0].differences[0]["field"]) == (
        "held",
        "rates.csv",
        "OBS_VALUE",
    )
    (folder / "held.json").write_text('{"file": ')
    assert of(event("failed", key="fetch.cut")).state == "failing"


def test_every_source_is_told_once_those_that_need_somebody_first(daily: Path) -> None:
    """All that can be fetched, and all that was read; in the order of the states."""
    builders.stage(daily / "staged", {}, source="places")
    engine = builders.engine(daily, {}, source="nve", digest="b" * 64)
    write([event("failed", key="fetch.cut")])
    found = healths(engine)
    fetched = {name for name, terms in publishers().items() if "fetch" in terms}
    assert sorted(one.source for one in found) == sorted(fetched | {"places", "nve"})
    order = [get_args(State).index(one.state) for one in found]
    assert order == sorted(order) and found[0].source == "ecb"


def told(events: Sequence[Event], warehouse: Path) -> list[tuple[str, str, int]]:
    """What changed, as kind, day and rows, newest first."""
    write(events)
    return [(one.kind, f"{one.at:%d}", one.rows) for one in changes(Engine(warehouse))]


def test_a_failure_is_one_change_until_it_is_over(daily: Path, empty_warehouse: Path) -> None:
    """Three failures in a row, a good visit, and another failure."""
    kinds = ["failed", "failed", "failed", "unchanged", "failed"]
    found = told([event(kind, 9 - at, key="fetch.cut") for at, kind in enumerate(kinds)], empty_warehouse)
    assert found == [("failed", "18", 0), ("failed", "14", 0)]


def test_a_held_file_is_one_change_until_it_differs_otherwise(daily: Path, empty_warehouse: Path) -> None:
    """It is asked for at every visit; another field is news; once a file of the series is in, so is the first."""
    one, other = ({"what": "missing", "field": name} for name in ("A", "B"))
    held: list[tuple[str, Mapping[str, Any]]] = [
        ("held", {"differences": [one]}), ("held", {"differences": [one]}), ("held", {"differences": [other]}),
        ("accepted", {"rows": 4}), ("held", {"differences": [other]}),
    ]  # fmt: skip
    found = told([event(kind, 9 - at, file="r.csv", **facts) for at, (kind, facts) in enumerate(held)], empty_warehouse)
    assert [kind for kind, *_ in found] == ["held", "accepted", "held", "held"]


def test_what_comes_on_a_day_is_one_change(daily: Path, empty_warehouse: Path) -> None:
    """Files add up; one that came whole twice counts as it is now, parts of it each; removed rows are told apart."""
    events = [
        event("changed", 1, file="a.csv", rows=10), event("changed", 1, file="b.csv", rows=5), event("changed", 1, file="a.csv", rows=12),
        event("changed", 0, file="new.jsonl", rows=3, whole=False), event("changed", 0, file="new.jsonl", rows=4, whole=False),
        event("removed", 0, rows=2), event("removed", 0, rows=1),
    ]  # fmt: skip
    assert sorted(told(events, empty_warehouse)) == [("changed", "22", 17), ("changed", "23", 7), ("removed", "23", 3)]


def test_a_change_keeps_its_name_when_more_comes(daily: Path, empty_warehouse: Path) -> None:
    """A news reader must not show the same thing twice."""
    first = [event("changed", 1, file="a.csv"), event("failed", 0.5, key="fetch.cut")]
    write(first)
    engine = Engine(empty_warehouse)
    before = {one.id for one in changes(engine)}
    write([first[0], event("changed", 1, file="b.csv"), first[1], event("failed", 0, key="fetch.cut")])
    assert {one.id for one in changes(engine)} == before and len(before) == 2
    assert journal.events()[0].at.tzinfo is None
