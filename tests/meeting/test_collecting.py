"""From a template to its deck: every slide is there, in the reader's language, and every number is the command line's."""

import io
import json
import shlex
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.cli import run
from dashboard.exports.slides import make
from dashboard.figures.plain import Chart
from dashboard.i18n import words
from dashboard.meeting.collecting import collect, of_address
from dashboard.meeting.deck import Deck, from_json, to_json
from dashboard.meeting.meeting import MOST_ITEMS
from dashboard.meeting.templates import one_for
from dashboard.settings import settings
from dashboard.views.answers import current
from dashboard.views.pages import PARTS
from tests.languages import EACH

MEETINGS = [("municipality", "SE-2380"), ("municipality", "NO-5001"), ("goals", ""), ("region", "")]
BASE = "http://localhost:8501"
COMPOSED = ("circular/farming", "circular/green_ranking")  # made of several answers: tests/views works them out


def deck_of(template: str, area: str, language: str) -> Deck:
    """A ready meeting's deck on the warehouse in use."""
    meeting = one_for(template, area, language, date(2026, 11, 24))
    return collect(meeting, current(settings().warehouse), BASE)


@pytest.mark.parametrize("language", EACH)
@pytest.mark.parametrize(("template", "area"), MEETINGS)
def test_ready_meeting(template: str, area: str, language: str, demo_data: Path) -> None:
    """Each view of a template is a slide with a finding of its own, its numbers, its sources, and the mark; nothing in it is
    the key of a message."""
    deck = deck_of(template, area, language)
    assert len(deck.slides) >= 10
    assert len({slide.title for slide in deck.slides}) == len(deck.slides)
    for slide in deck.slides:
        assert slide.picture.kind != "prose" or slide.table.rows or slide.key.endswith("changes"), slide.key
        assert slide.demo and slide.link.startswith(BASE)
        assert slide.sources or slide.key.endswith(("changes", "goals")), slide.key
    content = to_json(deck).decode()
    assert "metric." not in content and "{area}" not in content
    assert from_json(to_json(deck)) == deck
    assert words(language)("demo.mark")


@pytest.mark.parametrize("page", sorted(PARTS))
def test_whole_page(page: str, demo_data: Path) -> None:
    """An address without a figure is all that its page shows."""
    meeting = of_address(f"/{page}?area=SE-2380", "sv")
    deck = collect(meeting, current(settings().warehouse), BASE)
    assert deck.slides and len(deck.slides) <= MOST_ITEMS
    assert all(slide.key.startswith(f"{page}/") for slide in deck.slides)


def test_meeting_without_data(empty_data: Path) -> None:
    """Where nothing is known each view says so, and what to do, instead of failing."""
    deck = deck_of("municipality", "SE-2380", "sv")
    assert len(deck.slides) >= 10
    assert any("Inget att visa" in slide.title for slide in deck.slides)


def test_narrowed(demo_data: Path) -> None:
    """Filters laid over a meeting hold for every view, and the meeting itself stays as it was."""
    meeting = one_for("region", "", "sv", date(2026, 11, 24))
    found = collect(meeting, current(settings().warehouse), BASE, narrow={"area": "SE-2321"})
    assert {slide.subject for slide in found.slides} == {"Åre"}
    assert "Åre" not in str(meeting)


@pytest.mark.parametrize(("template", "area"), MEETINGS)
def test_numbers_are_the_command_lines(
    template: str, area: str, demo_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table behind each slide has the very numbers that its command prints."""
    deck = deck_of(template, area, "sv")
    asked = 0
    for slide in deck.slides:
        names = [column.name for column in slide.table.columns]
        rows = [dict(zip(names, row, strict=True)) for row in slide.table.rows]
        for behind in slide.explained:
            if not behind.command or "breakdown" not in names:
                continue  # records are a list of their own
            if slide.key in COMPOSED:
                continue
            mine: dict[tuple[object, ...], set[object]] = {}
            for r in rows:
                mine.setdefault((r["area"], r["period"], r["breakdown"]), set()).add(r["value"])
            run(shlex.split(behind.command)[3:])
            for row in json.loads(capsys.readouterr().out)["rows"]:
                assert row["value"] in mine[row["area"], row["period"], row["breakdown"]], (slide.key, row)
                asked += 1
    assert asked > (5 if template == "goals" else 100)


@pytest.mark.parametrize(("template", "area"), MEETINGS)
def test_charts_hold_the_decks_numbers(template: str, area: str, demo_data: Path) -> None:
    """Every native chart of the PowerPoint file has the very numbers of its picture, series by series."""
    deck = deck_of(template, area, "nb")
    shown = Presentation(io.BytesIO(make(deck)))
    by_title = {slide.shapes.title.text.replace("\xa0", " "): slide for slide in shown.slides if slide.shapes.title}
    charts = [slide for slide in deck.slides if isinstance(slide.picture, Chart)]
    assert charts
    for slide in charts:
        assert isinstance(slide.picture, Chart)
        native = next(shape.chart for shape in by_title[slide.title.replace("\xa0", " ")].shapes if shape.has_chart)
        held = {tuple(series.values) for plot in native.plots for series in plot.series}
        for series in slide.picture.series:
            assert series.values in held or series.values[::-1] in held, (slide.key, series.name)
