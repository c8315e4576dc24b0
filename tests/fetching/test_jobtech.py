"""JobTech's services: the county's advertisements and nothing else, what changed since, and the historical ones page by page."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow.parquet as pq
import pytest

from dashboard.fetching import rounds
from dashboard.fetching.publishers import jobtech as publisher
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers, busy, web_page
from tests.fetching.worlds.jobtech import PERSONAL, JobTech, advertisement, local

Visit = Callable[..., list[Event]]


@pytest.fixture
def jobtech(publishers: Publishers) -> JobTech:
    """30 advertisements of the county among 330."""
    return JobTech(publishers)


def rows() -> dict[str, dict[str, Any]]:
    """The newest staged row of each advertisement, by its id."""
    found: dict[str, dict[str, Any]] = {}
    for path, _ in sorted(releases(settings().staged), key=lambda one: (one[1].as_of, one[1].read_at)):
        found |= {
            row["key"].removeprefix("SE-jobtech-"): row for row in pq.read_table(path / "vacancy.parquet").to_pylist()
        }
    return found


def naive(world: JobTech) -> dict[str, dict[str, Any]]:
    """What is open in the county."""
    return {
        own: {"title": ad["headline"].partition(",")[0] + ", sök till", "employer_name": ad["employer"]["name"],
              "area": f"SE-{code}", "positions": ad["number_of_vacancies"],
              "published": date.fromisoformat(ad["publication_date"][:10])}
        for own, ad in world.open.items() if (code := ad["workplace_address"]["municipality_code"]).startswith("23")
    }  # fmt: skip


def told(world: JobTech) -> dict[str, dict[str, Any]]:
    """What the staged rows say of what is open, to be compared with `naive`."""
    expected, found = naive(world), rows()
    return {own: {name: found[own][name] for name in fields} for own, fields in expected.items() if own in found}


def test_the_first_visit_takes_the_county_out_of_the_snapshot(
    jobtech: JobTech, visit: Visit, publishers: Publishers
) -> None:
    """One question, and of the 330 advertisements the 30 of the county, without anything personal."""
    (event,) = visit("jobtech")
    assert (event.kind, event.rows, event.rejected, event.requests) == ("changed", 30, 0, 1)
    assert told(jobtech) == naive(jobtech) and set(rows()) == set(naive(jobtech))
    assert publishers.asked[0].headers["accept"] == "application/json"
    kept = "\n".join(path.read_text() for path in settings().raw.rglob("*") if path.is_file())
    assert '"id": "7"' in kept and not [word for word in PERSONAL if word in kept]
    assert not [path for path in (settings().data / "incoming").rglob("*") if path.is_file()]


def test_an_employer_without_the_number_of_an_organisation_is_not_kept(jobtech: JobTech, visit: Visit) -> None:
    """Its name may be a person's: it stands neither in the archive nor among the rows."""
    for own, number in ((1, None), (2, "198001011234"), (3, "not a number")):
        jobtech.open[str(own)]["employer"] = {"name": f"Påhittade {own}", "organization_number": number}
    visit("jobtech")
    kept = "\n".join(path.read_text() for path in settings().raw.rglob("*") if path.is_file())
    assert "Påhittade" not in kept and "Bygg 4 AB" in kept and {rows()[own]["employer_name"] for own in "12"} == {None}


def test_later_visits_ask_for_what_changed_in_the_county(
    jobtech: JobTech, visit: Visit, publishers: Publishers
) -> None:
    """Since two hours before the last visit, in Swedish time with its offset; what was told before is passed over."""
    began = datetime.now(UTC)
    (first,) = visit("jobtech")
    publishers.forget()
    jobtech.publish(400, municipality="2321")
    jobtech.publish(7)
    jobtech.remove(8)
    opened, removed = visit("jobtech")
    (asked,) = publishers.asked
    assert asked.place.endswith("/v2/stream") and asked.query["location-concept-id"] == "65Ms_7r1_RTG"
    moment = datetime.fromisoformat(asked.query["updated-after"])
    assert asked.query["updated-after"] == local(moment) and abs(moment - began + publisher.OVERLAP) < timedelta(
        minutes=2
    )
    assert (opened.rows, removed.rows) == (2, 1) and publishers.sent < 0.02 * first.bytes
    assert told(jobtech) == naive(jobtech) and rows()["8"]["closes"] == date(2026, 11, 21)
    publishers.forget()
    (nothing,) = visit("jobtech")
    assert nothing.kind == "unchanged" and len(publishers.asked) == 1
    jobtech.publish(401)
    jobtech.open["1"] |= {"number_of_vacancies": 9, "timestamp": jobtech.open["401"]["timestamp"]}
    (event,) = visit("jobtech")
    assert event.rows == 2 and event.as_of == date(2026, 11, 23) and told(jobtech) == naive(jobtech)


def test_a_change_of_an_old_advertisement_is_newer_than_the_publication_of_a_new_one(
    jobtech: JobTech, visit: Visit
) -> None:
    """Files are of the day of the visit, not of the newest publication in them."""
    visit("jobtech")
    jobtech.publish(400)
    visit("jobtech")
    jobtech.open["400"] |= {"publication_date": "2026-11-05T08:00:00", "number_of_vacancies": 9}
    visit("jobtech")
    assert rows()["400"]["positions"] == 9


@pytest.mark.parametrize("clean", [False, True], ids=["cut", "ends early"])
def test_a_snapshot_that_breaks_off_is_never_taken_for_whole(
    jobtech: JobTech, visit: Visit, publishers: Publishers, clean: bool
) -> None:
    """JobStream ends long transfers in the middle of an advertisement as if that were all; then it is asked again."""
    part = (lambda answer: Answer(answer.content[:100_000])) if clean else (lambda answer: answer)
    fault = Fault("snapshot", times=7, answer=part, cut=None if clean else 50_000)
    publishers.faults.append(fault)
    (event,) = visit("jobtech")
    assert (event.kind, event.key) == ("failed", "fetch.cut") and not rows() and fault.times == 2
    (event,) = visit("jobtech")
    assert (event.kind, event.requests) == ("changed", 3) and told(jobtech) == naive(jobtech)


def test_what_goes_wrong_is_one_sentence_and_the_old_data_stays(
    jobtech: JobTech, visit: Visit, publishers: Publishers, paused: list[float]
) -> None:
    """Overload, a page of the web, something else than a list, a service that moved, and a list of something else."""
    visit("jobtech")
    before = rows()
    jobtech.publish(400)
    for answer, key, times in (
        (busy(503, None), "fetch.busy", 5), (web_page, "fetch.web_page", 1), (lambda _: Answer(b'{"ads": []}'), "fetch.no_json", 1),
        (lambda _: Answer(b"[]", 410), "fetch.gone", 1), (lambda _: Answer(b'[{"ad_id": 1}]'), "fetch.lacks", 1),
        (lambda _: Answer(b'[{"id" 1}]'), "fetch.cut", 5), (busy(after="3600"), "fetch.later", 1),
    ):  # fmt: skip
        publishers.faults[:] = [Fault("stream", times=times, answer=answer)]
        (event,) = visit("jobtech")
        assert (event.kind, event.key) == ("failed", key) and rows() == before
    assert visit("jobtech")[0].kind == "skipped"


def test_a_moment_of_overload_is_waited_for(
    jobtech: JobTech, visit: Visit, publishers: Publishers, paused: list[float]
) -> None:
    """As long as the service says."""
    publishers.faults.append(Fault("snapshot", answer=busy(after="23")))
    assert visit("jobtech")[0].kind == "changed" and 23 in paused


def test_a_service_that_never_answers_is_left(
    jobtech: JobTech, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its time is up, as often as things are tried."""
    monkeypatch.setitem(described()["jobtech"]["fetch"], "seconds", 0.02)
    publishers.faults.append(Fault("snapshot", times=9, wait=0.1))
    assert [(one.kind, one.key) for one in visit("jobtech")] == [("failed", "fetch.slow")]


def test_a_renamed_field_is_held_back_by_its_name(jobtech: JobTech, visit: Visit) -> None:
    """Nothing of it is loaded; removals are another file and go in. When it is right again, all since is asked for."""
    visit("jobtech")
    before = rows()
    for own in range(500, 520):
        jobtech.publish(own)
        ad = jobtech.open[str(own)]
        ad["workplace"] = ad.pop("workplace_address")
    jobtech.remove(1)
    events = {event.kind: event for event in visit("jobtech")}
    assert {"what": "missing", "field": "workplace_address.municipality_code"} in events["held"].differences
    assert events["changed"].rows == 1 and set(rows()) == set(before) and rows()["1"]["title"] is None
    for own in range(500, 520):
        ad = jobtech.open[str(own)]
        ad["workplace_address"] = ad.pop("workplace")
    assert visit("jobtech")[0].rows == 20 and told(jobtech) == naive(jobtech)


def test_a_snapshot_without_the_county_is_none(jobtech: JobTech, visit: Visit) -> None:
    """The place has another name then: it is told, and nothing is loaded."""
    for ad in jobtech.open.values():
        ad["workplace"] = ad.pop("workplace_address")
    (event,) = visit("jobtech")
    assert (event.key, event.values["field"]) == ("fetch.lacks", "workplace_address.region_concept_id")


@pytest.fixture
def historical(jobtech: JobTech) -> JobTech:
    """A year of historical advertisements of the county, with ids of their own: 120 in six days of January, then one a day."""
    days = [date(2026, 1, 1) + timedelta(days=at // 20) for at in range(120)]
    days += [date(2026, 1, 11) + timedelta(days=at) for at in range(120)]
    for own, day in enumerate(days, 1000):
        group = [{"legacy_ams_taxonomy_id": "7111"}]
        jobtech.old.append(
            advertisement(own, day=day, occupation_group=group) | {"id": f"abc{own}", "original_id": str(own)}
        )
    return jobtech


def test_the_historical_ones_come_with_a_day_asked_for_by_hand(
    historical: JobTech, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some questions a visit: the pages so far stay, none is asked twice, and in the end each is in once, under its first id."""
    monkeypatch.setitem(described()["jobtech"]["fetch"], "most_requests", 12)
    since = date(2026, 1, 1)
    last = [visit("jobtech", since=since)[-1] for _ in range(4)]
    assert [one.kind for one in last] == ["failed", "failed", "failed", "changed"] and last[0].key == "fetch.enough"
    assert last[-1].rows == 240 and last[-1].rejected == 0
    asked = [json.dumps(one.query) for one in publishers.asked if one.place.startswith("historical")]
    assert len(asked) == len(set(asked)) == 34
    assert {str(own) for own in range(1000, 1240)} | set(naive(historical)) == set(rows())
    assert last[-1].as_of == since
    assert not (settings().data / "incoming/jobtech/history-2026-01-01.jsonl").exists()


def test_a_historical_day_with_too_many_is_asked_for_in_parts(
    historical: JobTech, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page may begin beyond the service's reach."""
    monkeypatch.setattr(publisher, "REACH", 0)
    assert visit("jobtech", since=date(2026, 1, 1))[-1].rows == 240


@pytest.mark.parametrize(("answer", "field"), [(b"[]", "hits"), (b'{"hits": []}', "total.value")])
def test_a_historical_answer_without_its_count_is_told(
    historical: JobTech, visit: Visit, publishers: Publishers, answer: bytes, field: str
) -> None:
    """The snapshot before it is in."""
    publishers.serve("historical", answer)
    snapshot, history = visit("jobtech", since=date(2026, 11, 1))
    assert snapshot.kind == "changed" and (history.key, history.values["field"]) == ("fetch.lacks", field)


def test_the_plan_says_what_would_be_asked(jobtech: JobTech, visit: Visit) -> None:
    """The snapshot, later the stream, and the historical service only where a day is asked for."""
    assert "/v2/snapshot" in publisher.plan(rounds.prepare("jobtech"))
    visit("jobtech")
    plan = publisher.plan(rounds.prepare("jobtech", since=date(2026, 10, 1)))
    assert "/v2/stream?updated-after=2026-10-01T00:00:00+02:00" in plan and "historical" in plan
    assert "historical" not in publisher.plan(rounds.prepare("jobtech"))
