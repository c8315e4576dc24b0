"""The round trip over every chart: what a native chart of the PowerPoint file holds is what the command line prints."""

import io
import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.cli import run
from dashboard.exports.slides import make
from dashboard.figures.plain import Chart
from dashboard.meeting.collecting import collect, of_address
from dashboard.meeting.deck import Deck, Slide
from dashboard.settings import settings
from dashboard.views.answers import current
from dashboard.views.explained import command
from dashboard.views.pages import PARTS, pictured, view_of

LINKS = [
    pytest.param(f"/{page}?area={area}", marks=[] if area == "SE-2380" else pytest.mark.slow)
    for page in sorted(PARTS)
    for area in ("SE-2380", "NO-5001", "")
    if area or page != "municipality"  # which is of one
]
CONVERTED = ("compare/funding", "municipality/funding")  # into one currency: tests/views does it by hand
START = 100.0  # per cent of the new companies are there when they start: no metric, and drawn


def whole(link: str) -> Deck:
    """All that a page shows, as a deck."""
    return collect(of_address(link, "sv"), current(settings().warehouse), "http://localhost:8501")


def numbers(slide: Slide) -> Iterator[float]:
    """What the picture's series hold."""
    assert isinstance(slide.picture, Chart)
    yield from (value for series in slide.picture.series for value in series.values if value is not None)


def asked(link: str, slide: Slide, capsys: pytest.CaptureFixture[str]) -> set[float]:
    """Every number that the commands of the slide's questions print, to nine digits; a share also as per cent."""
    item = of_address(link, "sv").items[0]
    view = view_of(item.page, dict(item.query), "sv", current(settings().warehouse), "")
    found: set[float] = set()
    questions = [question for question, _ in pictured(view)[slide.key.partition("/")[2]].asked]
    if slide.key == "structure/diversity":  # its benchmarks are the same question for the county and the whole
        everywhere = replace(view.selection, areas=())
        questions += [replace(q, by="county") for q in questions] + [
            replace(questions[0], by="none", selection=everywhere)
        ]
    for question in questions:
        run(shlex.split(command(question))[3:])
        for row in json.loads(capsys.readouterr().out)["rows"]:
            printed = [row[name] for name in ("value", "low", "high", "count") if row[name] is not None]
            found |= {round(number * times, 9) for number in printed for times in (1, 100)}
    return found


@pytest.mark.parametrize("link", LINKS)
def test_charts_are_the_command_lines(link: str, demo_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each number of each chart that is made of metrics is one that a command prints. Charts of records and of several
    answers put together are worked out by hand in tests/views."""
    deck = whole(link)
    item = of_address(link, "sv").items[0]
    parts = pictured(view_of(item.page, dict(item.query), "sv", current(settings().warehouse), ""))
    for slide in deck.slides:
        part = parts[slide.key.partition("/")[2]]
        if slide.key in CONVERTED or part.composed or part.records:
            continue
        if isinstance(slide.picture, Chart) and part.asked:
            printed = asked(link, slide, capsys) | {START}
            lost = [number for number in numbers(slide) if round(number, 9) not in printed]
            assert not lost, (slide.key, lost[:3])


@pytest.mark.slow
@pytest.mark.parametrize("link", LINKS)
def test_native_charts_are_the_pictures(link: str, demo_data: Path) -> None:
    """Each native chart holds the numbers of its picture and nothing else but benchmarks, on every page."""
    deck = whole(link)
    shown = [*Presentation(io.BytesIO(make(deck))).slides][1:]  # after the title
    for slide, native in zip(deck.slides, shown, strict=False):
        if isinstance(slide.picture, Chart):
            chart = next(shape.chart for shape in native.shapes if shape.has_chart)
            held = {v for plot in chart.plots for series in plot.series for v in series.values if v is not None}
            marks = {value for _, value in slide.picture.marks}
            assert {*numbers(slide)} <= held <= {*numbers(slide), *marks}, slide.key
