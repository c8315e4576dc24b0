"""The page Establishments: its rows, the pipeline by stage, and words that all its parts share."""

from collections.abc import Iterable

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.figures import steps
from dashboard.figures.theme import Texts
from dashboard.metrics.lists.ledger import LOST, STAGES, STATES, Establishment, Ledger, ledger
from dashboard.metrics.readings import pipeline
from dashboard.metrics.readings.pipeline import Wait
from dashboard.ui import maps
from dashboard.ui.sections import record_rows
from dashboard.ui.state import View, remembered

MARTS = ("establishment", "job_result")


@remembered
def whole(view: View) -> Ledger:
    """The programme's rows, whatever is chosen."""
    return ledger(view.engine)


@remembered
def chosen(view: View) -> Ledger:
    """The rows of the chosen areas and industries."""
    return whole(view).within(view.selection)


def name(view: View, one: Establishment) -> str:
    """Its name; a lead has none that everybody may see."""
    return one.name or view.t("establishments.unnamed")


def stage(view: View, key: str) -> str:
    """A stage in words."""
    return view.t.choice("establishment", "stage", key)


def days(view: View, number: float) -> str:
    """So many days."""
    return view.t.value(number, "days")


def number(view: View, amount: float) -> str:
    """An amount with a decimal where it has one."""
    return view.t.number(amount, 0 if amount == int(amount) else 1)


def states(view: View) -> dict[str, str]:
    """The words for how sure a result is, with a capital letter."""
    return {state: view.t(f"verification.{state}").capitalize() for state in STATES}


def stages(view: View) -> None:
    """How many stand at each stage, how long they have been there, and how long the way to the next one takes."""
    t, rows = view.t, pipeline.on_the_way(chosen(view).establishments)
    title = slowest(view, pipeline.steps(rows))
    with st.container(key="figure_pipeline"):
        st.subheader(title, anchor=False)
        st.html(_picture(view))
        apart = len(chosen(view).establishments) - len(rows)
        told = [t("establishments.pipeline.median"), *([t("establishments.pipeline.apart", n=apart)] if apart else [])]
        st.caption(" ".join(told))
        record_rows.actions(
            view, "pipeline", title, MARTS, lambda: _columns(view), t("establishments.pipeline.meaning")
        )


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
def _picture(view: View) -> str:
    t, rows = view.t, pipeline.on_the_way(chosen(view).establishments)
    counts, waits = pipeline.stages(rows), {wait.before: wait for wait in pipeline.steps(rows)}
    since = pipeline.waiting(rows, view.engine.recorded_on)

    def made(key: str) -> steps.Stage:
        marks = tuple(state for state in STATES for _ in range(counts[key][state]))
        here, onward = since.get(key), waits.get(key)
        return steps.Stage(
            stage(view, key), t.number(len(marks)), marks,
            t("establishments.pipeline.waiting", days=days(view, here.days)) if here else "",
            t("establishments.pipeline.onward", days=days(view, onward.days), n=onward.number) if onward else "",
        )  # fmt: skip

    made_of = steps.info([made(key) for key in STAGES], [made(LOST)])
    return steps.draw(made_of, Texts(words={**states(view), "mark": maps.texts(view).words["mark"]}), view.mode)


def _columns(view: View) -> record_rows.Columns:
    """The picture's numbers as a table."""
    t, rows = view.t, pipeline.on_the_way(chosen(view).establishments)
    counts, waits = pipeline.stages(rows), {wait.before: wait for wait in pipeline.steps(rows)}
    since = pipeline.waiting(rows, view.engine.recorded_on)
    return [
        (Column("stage", t.field("establishment", "stage")), [stage(view, key) for key in counts]),
        *((Column(s, word, "integer"), [counts[key][s] for key in counts]) for s, word in states(view).items()),
        (Column("waiting", t("establishments.column.waiting"), "number"),
         [since[key].days if key in since else None for key in counts]),
        (Column("onward", t("establishments.column.onward"), "number"),
         [waits[key].days if key in waits else None for key in counts]),
        (Column("onward_count", t("establishments.column.onward_count"), "integer"),
         [waits[key].number if key in waits else None for key in counts]),
    ]  # fmt: skip
