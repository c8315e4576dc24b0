"""The project's tests of AI methods, to read: each from the question to what people decided."""

from html import escape
from typing import Any

from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import palette
from dashboard.metrics.lists import environments as lists
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Html, Note, Part, Records
from dashboard.views.view import View

STEPS = ("question", "method", "data", "result", "decision")
DAYS = {"result": "tested_on", "decision": "decided_on"}


def part(view: View) -> Part | Note:
    """Each test, folded until it is opened."""
    t, rows = view.t, lists.ai_tests(view.engine)
    if not rows:
        return Note(t("research.tests.nothing"), True, "tests", t("research.tests"))
    told = t("research.tests.answer", n=len(rows), decided=sum(bool(row["decision"]) for row in rows))
    return Part(
        "tests", t("research.tests"), "", Html(lambda: "".join(_test(view, row) for row in rows)),
        lambda: _table(view, rows), above=told, records=Records(lambda: _table(view, rows), ("ai_test",), told),
    )  # fmt: skip


def _step(view: View, row: dict[str, Any], step: str) -> str:
    """What is told of a step, in the language it was told in; that nobody has decided yet."""
    return row[step] or view.t("research.tests.undecided" if step == "decision" else "status.missing")


def _test(view: View, row: dict[str, Any]) -> str:
    """One test as HTML, in which nothing that people typed is markup."""
    t, colours = view.t, palette(view.mode)
    lines = []
    for step in STEPS:
        day = row[DAYS[step]] if step in DAYS else None
        told = f" ({escape(t.date(day))})" if day else ""
        lines.append(
            f'<dt style="color:{colours.muted};margin-top:6px">{escape(t(f"research.tests.{step}"))}{told}</dt>'
            f'<dd style="margin:0">{escape(_step(view, row, step))}</dd>'
        )
    return (
        f'<details style="border-bottom:1px solid {colours.line};padding:8px 0"><summary style="cursor:pointer">'
        f'{escape(row["title"])}</summary><dl style="margin:4px 0 4px 18px">{"".join(lines)}</dl></details>'
    )


def _table(view: View, rows: list[dict[str, Any]]) -> Grid:
    t = view.t
    return of_columns([
        Filled(Column(t("column.name"), name="title"), [row["title"] for row in rows]),
        *(Filled(Column(t(f"research.tests.{step}"), name=step), [_step(view, row, step) for row in rows]) for step in STEPS),
    ])  # fmt: skip
