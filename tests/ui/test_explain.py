"""Explanations: each number with its own inputs, its steps, and a command that gives it again."""

import json
import re
import shlex
from pathlib import Path

import pytest

from dashboard.cli import run
from dashboard.i18n import LANGUAGES, words
from dashboard.metrics.catalogue import catalogue
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.ui import explain
from dashboard.views.view import View
from dashboard.warehouse.engine import identity

QUESTIONS = [
    Question("jobs", Selection.of(["SE-2321"], ["C"]), "none", every_year=True),
    Question("location_quotient", Selection.of(["SE-2321"]), level="division", reference="SE"),
    Question("shift_share", Selection.of(["NO-50"], first=2015, last=2020), "industry", total=True),
    Question("higher_education_share", Selection.of(["SE-2380", "NO-5001"]), "occupation"),
    Question("survival", Selection.of(["SE-23"]), "none"),
]


def view(warehouse: Path, language: str) -> View:
    """A reader's view without filters."""
    found = identity(warehouse)
    assert found is not None
    return View(words(language), Selection(), "light", found, embedded=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", catalogue())
def test_every_metric_says_what_its_number_was_made_of(metric: str, language: str, demo_warehouse: Path) -> None:
    """Definition, formula, caveat and steps are there, no brace is left open, and rates and measures give their inputs."""
    seen, question = view(demo_warehouse, language), Question(metric, Selection.of(["SE-2380"]))
    series = seen.series(question)
    known = [p for p in series.points if p.value is not None]
    told = [explain.filled(seen, series, p) for p in known]
    assert all(not re.search(r"[{}]|\bnan\b", text) for text in (*told, *explain.steps(seen, question)))
    entry = catalogue()[metric]
    if known and (entry.per or entry.finish):
        assert all(len(text.splitlines()) > 1 for text in told)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.metric)
def test_the_command_gives_the_same_numbers(
    question: Question, demo_data: Path, demo_warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the explanation says to type prints the very points that are on screen."""
    run(shlex.split(explain.command(question))[3:])
    rows = json.loads(capsys.readouterr().out)["rows"]
    points = view(demo_warehouse, "en").series(question).points
    assert rows == json.loads(json.dumps([p._asdict() for p in points]))


def test_the_inputs_of_a_quotient_give_it_again(demo_warehouse: Path) -> None:
    """The four numbers in the sentence, divided as it says, are the number explained."""
    seen = view(demo_warehouse, "en")
    series = seen.series(Question("location_quotient", Selection.of(["SE-2321"])))
    for p in series.points:
        if p.value:
            text = explain.filled(seen, series, p)
            line = next(part for part in text.splitlines() if "÷" in part).replace(",", "")
            e, e_sum, E, E_sum = (float(n) for n in re.findall(r"[0-9.]+", line)[:4])
            assert (e / e_sum) / (E / E_sum) == pytest.approx(p.value)
