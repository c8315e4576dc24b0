"""Kolada: key figures published anew, in pages, with little asked for."""

from collections.abc import Callable
from datetime import date

import pyarrow.parquet as pq
import pytest

from dashboard.fetching import memory
from dashboard.fetching.publishers.kolada import AREAS
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers
from tests.fetching.worlds.kolada import Kolada

Visit = Callable[..., list[Event]]


@pytest.fixture
def kolada(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Kolada:
    """Two key figures from 2020 on: one comes next in December, the other in January."""
    told = described()["kolada"]["fetch"] | {"kpis": ["N00926", "N02201"], "from": 2020}
    monkeypatch.setitem(described()["kolada"], "fetch", told)
    return Kolada(publishers, {"N00926": (2025, "2026-12-10"), "N02201": (2024, "2027-01-15")})


def values(newest: bool = True) -> dict[tuple[str, str, str], float]:
    """What is staged, of the newest release or of all."""
    found = [path for path, release in releases(settings().staged) if release.source == "kolada"]
    tables = [pq.read_table(path / "indicator.parquet").to_pylist() for path in found]
    return {(row["indicator"], row["area"], row["period"]): row["value"] for table in tables[-1:] for row in table}


def area_key(code: str) -> str:
    """Kolada's id as a key."""
    return {"0000": "SE", "0023": "SE-23"}.get(code, f"SE-{code}")


def test_all_values_are_in(kolada: Kolada, visit: Visit, publishers: Publishers) -> None:
    """Through all pages, with titles, and the next day of publication is remembered."""
    (event,) = visit("kolada")
    assert (event.kind, event.rejected) == ("changed", 0)
    expected = {
        (kpi, area_key(area), str(year)): kolada.value(kpi, area, year)
        for kpi, (newest, _) in kolada.published.items() for area in AREAS for year in range(2020, newest + 1)
    }  # fmt: skip
    assert values() == pytest.approx(expected)
    assert memory.recall("kolada")["next_release"] == "2026-12-10"
    assert any("page=2" in str(asked.query) or asked.query.get("page") == "2" for asked in publishers.asked)


def test_what_was_published_anew_is_asked_for_alone(kolada: Kolada, visit: Visit, publishers: Publishers) -> None:
    """With the three years before it, whose corrections come late."""
    visit("kolada")
    publishers.forget()
    assert [event.kind for event in visit("kolada")] == ["unchanged"] and len(publishers.asked) == 1
    kolada.published["N02201"] = (2025, "2028-01-15")
    kolada.revised["N02201", 2023] = 1.5
    publishers.forget()
    assert [event.kind for event in visit("kolada")] == ["changed"]
    assert not any("N00926/" in asked.place for asked in publishers.asked)
    assert {period for _, _, period in values()} == {"2021", "2022", "2023", "2024", "2025"}
    assert values()["N02201", "SE-2380", "2023"] == 1.5


def test_an_interrupted_visit_goes_on_with_the_next_figure(
    kolada: Kolada, visit: Visit, publishers: Publishers
) -> None:
    """The first key figure is not asked for twice."""
    publishers.faults.append(Fault("N02201/", ATTEMPTS, cut=0))
    assert visit("kolada")[0].key == "fetch.cut"
    publishers.forget()
    assert visit("kolada")[0].kind == "changed"
    assert not any("kpi/N00926/" in asked.place for asked in publishers.asked if "/data/" in asked.place)
    assert {kpi for kpi, _, _ in values()} == {"N00926", "N02201"}


@pytest.mark.parametrize(("body", "key"), [(b'{"results": {}}', "fetch.not_kolada"), (b"<html>", "fetch.web_page")])
def test_something_else_is_a_sentence(
    body: bytes, key: str, kolada: Kolada, visit: Visit, publishers: Publishers
) -> None:
    """And costs nothing that is there."""
    visit("kolada")
    before = values()
    publishers.faults.append(Fault("v3/kpi", answer=lambda _: Answer(body)))
    (event,) = visit("kolada")
    assert (event.kind, event.key) == ("failed", key) and values() == before


def test_pages_that_lead_round_in_a_circle_end(kolada: Kolada, visit: Visit, publishers: Publishers) -> None:
    """As soon as one is named again."""
    kolada.circle = True
    (event,) = visit("kolada")
    assert (event.kind, event.key) == ("failed", "fetch.not_kolada") and len(publishers.asked) < 6


def test_the_next_page_is_asked_of_the_service_itself(kolada: Kolada, visit: Visit, publishers: Publishers) -> None:
    """Whatever host it names, and without encryption or with."""
    kolada.host = "http://internal.example.test"
    assert visit("kolada")[0].kind == "changed"
    assert all(asked.place.startswith("api.kolada.se/v3/") for asked in publishers.asked)


def test_some_years_by_hand_are_not_far_too_few(kolada: Kolada, visit: Visit) -> None:
    """They add to what is there."""
    visit("kolada")
    assert visit("kolada", since=date(2024, 1, 1))[0].kind == "changed"
    assert {period for _, _, period in values()} == {"2024", "2025"}
