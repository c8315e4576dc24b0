"""The establishments by stage: how many stand at each, and how long the way to the next one takes."""

from collections.abc import Iterable

from dashboard.figures import steps
from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import Texts
from dashboard.metrics.lists.ledger import LOST, STAGES, STATES
from dashboard.metrics.readings import pipeline
from dashboard.metrics.readings.pipeline import Wait
from dashboard.views.establishments import ledger
from dashboard.views.establishments.ledger import MARTS, days, stage, states
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Html, Part, Records
from dashboard.views.view import View, remembered
from dashboard.views.wording import texts


def part(view: View) -> Part:
    """How many stand at each stage, how long they have been there, and how long the way to the next one takes."""
    t, every = view.t, ledger.chosen(view).establishments
    rows = pipeline.on_the_way(every)
    apart, words = len(every) - len(rows), Texts(words={**states(view), "mark": texts(view).words["mark"]})
    told = [t("establishments.pipeline.median"), *([t("establishments.pipeline.apart", n=apart)] if apart else [])]
    return Part(
        "pipeline", slowest(view, pipeline.steps(rows)), " ".join(told),
        Html(lambda: steps.draw(_info(view), words, view.mode)),
        lambda: steps.plain(_info(view), words, unit=t("metric.establishments.name")),
        records=Records(lambda: _table(view), MARTS, t("establishments.pipeline.meaning")),
    )  # fmt: skip


def slowest(view: View, waits: Iterable[Wait]) -> str:
    """The step that takes the longest, in a sentence; what to say with one step, with equals, and with none."""
    t, every = view.t, list(waits)
    most = pipeline.longest(every)
    if not most:
        return t("establishments.pipeline.none")
    values = {
        "step": t.sentence([t(f"establishments.step.{w.before}") for w in most]), "days": days(view, most[0].days)
    }  # fmt: skip
    if len(every) == 1:
        return t("establishments.pipeline.one", **values)
    return t("establishments.pipeline.tie" if len(most) > 1 else "establishments.pipeline.longest", **values)


@remembered
def _info(view: View) -> steps.Steps:
    t, rows = view.t, pipeline.on_the_way(ledger.chosen(view).establishments)
    counts, waits = pipeline.stages(rows), {wait.before: wait for wait in pipeline.steps(rows)}
    since = pipeline.waiting(rows, view.engine.recorded_on)

    def made(key: str) -> steps.Stage:
        marks = tuple(state for state in STATES for _ in range(counts[key][state]))
        here, onward = since.get(key), waits.get(key)
        return steps.Stage(
            stage(view, key), t.number(len(marks)), marks,
            t("establishments.pipeline.waiting", days=days(view, here.days)) if here else "",
            t("establishments.pipeline.onward", days=days(view, onward.days), n=onward.number) if onward else "", key,
        )  # fmt: skip

    return steps.info([made(key) for key in STAGES], [made(LOST)])


def _table(view: View) -> Grid:
    """The picture's numbers as a table."""
    t, rows = view.t, pipeline.on_the_way(ledger.chosen(view).establishments)
    counts, waits = pipeline.stages(rows), {wait.before: wait for wait in pipeline.steps(rows)}
    since = pipeline.waiting(rows, view.engine.recorded_on)
    return of_columns([
        Filled(Column(t.field("establishment", "stage"), name="stage"), [stage(view, key) for key in counts]),
        *(Filled(Column(word, "integer", name=s), [counts[key][s] for key in counts]) for s, word in states(view).items()),
        Filled(Column(t("establishments.column.waiting"), "number", 1, "waiting"),
               [since[key].days if key in since else None for key in counts]),
        Filled(Column(t("establishments.column.onward"), "number", 1, "onward"),
               [waits[key].days if key in waits else None for key in counts]),
        Filled(Column(t("establishments.column.onward_count"), "integer", name="onward_count"),
               [waits[key].number if key in waits else None for key in counts]),
    ])  # fmt: skip
