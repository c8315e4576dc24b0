"""What has changed is never told across a break in the series."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings.changes import changes
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Break, Series
from tests import builders

WORDS = {"sv": "nytt", "nb": "nytt", "en": "new"}


def companies(area: str, before: int, now: int) -> list[dict[str, object]]:
    """So many companies before this year, and so many with those of this year."""
    days = [date(2020, 1, 1)] * before + [date(2026, 3, 1)] * (now - before)
    return [
        {"key": f"{area}-{n}", "country": area[:2], "name": f"N{n}", "area": area, "industry": "C", "division": "10", "opened": day}
        for n, day in enumerate(days)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "fastest"), [("", "SE-2380"), ("2026", "SE-2321"), ("2025", "SE-2380")], ids=["none", "now", "before"]
)
def test_the_fastest_is_measured_alike_in_both_years(period: str, fastest: str, tmp_path: Path) -> None:
    """Östersund doubles; where its last year is measured in a new way, Åre with half as many again is the fastest, and
    nothing is said of a break before the two years."""
    rows = companies("SE-2380", 30, 60) + companies("SE-2321", 30, 45) + companies("SE-2326", 30, 33)
    engine = builders.engine(tmp_path, {"company": rows}, complete=True, history_from=2020)

    def answer(question: Question) -> Series:
        """The answer, with a break in Östersund's companies."""
        series = compute(engine, question)
        marked = series.metric == "companies" and period and any(p.area == "SE-2380" for p in series.points)
        return replace(series, breaks=(Break("SE-2380", period, WORDS, WORDS),)) if marked else series

    (found,) = [c for c in changes(engine, Selection.of(["SE"]), answer) if c.id == "fastest"]
    assert found.values["area"] == fastest
