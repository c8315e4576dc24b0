"""How long companies live, on the page Companies: the sentence says what the metric says, and nothing where few started."""

from pathlib import Path

import pytest

from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests.ui.test_pages import run, shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_has_the_share_after_five_years(language: str, demo_data: Path) -> None:
    """Of one municipality its own; of both sides each side's."""
    t, engine = words(language), Engine(demo_data / "warehouse.duckdb")

    def share(*areas: str) -> str:
        points = compute(engine, Question("survival", Selection.of(areas), "none")).points
        return t.value(next(p.value for p in points if p.breakdown == "5"), "percent")

    one = shown(run("companies", language, area="NO-5001"))
    assert t("survival.title", n=5, area="Trondheim", share=share("NO-5001")) in one
    assert t("survival.sides", n=5, se=share("SE-23"), no=share("NO-50")) in shown(run("companies", language))


def test_too_few_say_nothing(one_row_data: Path) -> None:
    """One company started this year has no birthday yet."""
    assert words("en")("survival.interval") not in shown(run("companies", "en"))
