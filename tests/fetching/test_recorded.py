"""Recorded answers of the real publishers, through a visit: what they really sent is what is fetched and read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.journal import Event
from dashboard.publishers import publishers as described
from tests.fetching.server import Answer, Asked, Publishers
from tests.sources.conftest import SHARED

Visit = Callable[..., list[Event]]


@pytest.fixture
def recorded() -> Path:
    """The folder of recorded answers."""
    if not SHARED.exists():
        pytest.skip("the real input in ../shared/data is absent")
    return SHARED


def test_statistics_swedens_answers(
    recorded: Path, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Metadata of a table of 312 regions leads to a question that its service allows, and its data are in."""
    metadata = (recorded / "statistics/scb_v2_TAB6471_metadata.json").read_bytes()
    data = (recorded / "statistics/scb_v2_TAB6471_data.json").read_bytes()
    config = json.loads((recorded / "statistics/scb_v2_config.json").read_text())
    entry = json.loads((recorded / "statistics/scb_v2_search.json").read_text())["tables"][0]
    told = described()["scb"]["fetch"]
    assert told["cells"] == config["maxDataCells"]
    assert told["per_minute"] / 60 <= config["maxCallsPerTimeWindow"] / config["timeWindow"]
    monkeypatch.setitem(
        described()["scb"], "fetch", told | {"tables": [{"id": "TAB6471", "take": {"Kon": "*", "Alder": "*"}}]}
    )
    asked: list[dict[str, list[str]]] = []

    def answers(question: Asked) -> Answer:
        asked.append({one["variableCode"]: one["valueCodes"] for one in json.loads(question.body)["selection"]})
        return Answer(data)

    publishers.serve("tables/TAB6471$", json.dumps(entry | {"id": "TAB6471"}).encode())
    publishers.serve("tables/TAB6471/metadata$", metadata)
    publishers.serve("tables/TAB6471/data$", answers)
    (event,) = visit("scb")
    assert (event.kind, event.rejected) == ("changed", 0) and event.rows == len(json.loads(data)["value"])
    assert asked[0]["Region"] == ["00", "23", "2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380"]
    assert len(asked[0]["Alder"]) == 134 and len(asked[0]["Tid"]) == 16


@pytest.mark.parametrize(
    ("source", "where", "path"),
    [
        ("mattilsynet", "smilefjes/tilsyn.csv$", "workplaces/mattilsynet_trondelag.csv"),
        ("forskningsradet", "bevilgningereu/dataset.csv$", "research/forskningsradet_h2020_trondelag.csv"),
    ],
)
def test_files_as_they_were_recorded(
    source: str, where: str, path: str, recorded: Path, visit: Visit, publishers: Publishers
) -> None:
    """Every row is in or was left out for a reason, and the same file again is nothing new."""
    publishers.serve(where, Answer((recorded / path).read_bytes(), kind="text/csv", etag='"1"'))
    changed = [event for event in visit(source) if event.kind == "changed"]
    assert [event.rejected for event in changed] == [0] and changed[0].rows > 400
    assert "changed" not in {event.kind for event in visit(source)}
