"""Published figures as they came: the newest of each, against picking it out by hand."""

from pathlib import Path

import pytest

from dashboard.metrics.lists import indicators
from tests import builders


def figure(
    indicator: str, area: str, period: str, value: float | None, breakdown: str | None = None
) -> dict[str, object]:
    """One published value; without one it is suppressed."""
    return {
        "indicator": indicator, "title": f"Title of {indicator}", "unit": "%", "area": area, "period": period, "value": value,
        "breakdown": breakdown, "status": "ok" if value is not None else "suppressed",
    }  # fmt: skip


FIGURES = [
    figure("N2", "SE-2321", "2022", 1.5), figure("N2", "SE-2321", "2024", 2.5), figure("N2", "SE-2321", "2023", 9.0),
    figure("N2", "SE-2321", "2023", 3.5, "K"), figure("N2", "SE-23", "2020", 4.0), figure("N1", "SE-2321", "2024", None),
    figure("N1", "SE-2321", "2019", 7.0), figure("N1", "SE-2326", "2019", 0.0),
]  # fmt: skip


def newest(areas: tuple[str, ...]) -> dict[tuple[object, ...], dict[str, object]]:
    """The newest period of each indicator, breakdown and area, in plain Python."""
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for row in FIGURES:
        key = (row["indicator"], row["breakdown"] or "", row["area"])
        if (not areas or row["area"] in areas) and (key not in found or str(row["period"]) > str(found[key]["period"])):
            found[key] = row
    return found


@pytest.mark.parametrize("areas", [(), ("SE-2321",), ("SE-23", "SE-2326"), ("NO-5001",)])
def test_the_newest_of_each(areas: tuple[str, ...], tmp_path: Path) -> None:
    """One row for each indicator, breakdown and area: a suppressed newest one is not replaced by an older value."""
    engine = builders.engine(tmp_path, {"indicator": FIGURES}, source="kolada")
    rows = indicators.of(engine, areas)
    assert {(r["indicator"], r["breakdown"], r["area"]): (r["period"], r["value"], r["status"]) for r in rows} == {
        key: (row["period"], row["value"], row["status"]) for key, row in newest(areas).items()
    }
    assert [r["title"] for r in rows] == sorted(r["title"] for r in rows)
    assert {r["source"] for r in rows} <= {"kolada"}


def test_every_indicator_has_its_title(tmp_path: Path) -> None:
    """By the publisher's id, in the order of the titles; none where nothing is imported."""
    assert indicators.titles(builders.engine(tmp_path / "some", {"indicator": FIGURES})) == {
        "N1": "Title of N1", "N2": "Title of N2",
    }  # fmt: skip
    assert indicators.titles(builders.engine(tmp_path / "none", {})) == {}
