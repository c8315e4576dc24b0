"""What a file's rows would do, or have done, in the reader's words."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from dashboard.exports.workbook import wording
from dashboard.i18n import Words
from dashboard.register.planning import Line, Plan
from dashboard.register.schema import KINDS, Field
from dashboard.register.values import Problem


class Told(NamedTuple):
    """One cell, or one row where all of it is meant: where it stands, what happens, of which record, from what to what, or
    why not. Ready texts."""

    place: str
    action: str
    record: str
    field: str
    before: str
    after: str


def told(plan: Plan, t: Words) -> list[Told]:
    """What is rejected first, then what is taken away, changed and added; what stays as it is, is not told."""
    order = ("rejected", "deleted", "changed", "created")
    lines = sorted(
        (line for line in plan.lines if line.outcome.action in order), key=lambda line: order.index(line.outcome.action)
    )
    return [row for line in lines for row in _line(line, t)]


def summary(plan: Plan, t: Words) -> str:
    """How many rows are added, changed, deleted, unchanged and rejected, in a sentence."""
    counted = {action: plan.count(action) for action in ("created", "changed", "deleted", "unchanged", "rejected")}
    return t("workbook.summary", **counted)


def _line(line: Line, t: Words) -> Iterator[Told]:
    row, outcome = line.row, line.outcome
    kind = KINDS[row.edit.kind]
    now = {**outcome.before, **outcome.after}
    name = next((now[part] for part in ("name", "title", "name_sv", "name_nb", "name_en") if now.get(part)), "")
    record = f"{t(f'record.{kind.name}')} {outcome.key or row.edit.key} {name}".replace("  ", " ").strip()
    action = t(f"workbook.action.{outcome.action}")

    def place(field: str = "") -> str:
        return f"{f'{row.sheet} ' if row.sheet else ''}{row.cells.get(field, '')}{row.line}"

    if outcome.action == "rejected":
        for problem in outcome.problems:
            label = _label(t, kind.name, problem.field)
            given = _said(t, kind.name, problem.field, row.edit.values.get(problem.field))
            yield Told(place(problem.field), action, record, label, given, _why(t, kind.name, problem))
        return
    changed = [f for f in kind.fields if outcome.before.get(f.name) != outcome.after.get(f.name) and not f.worked_out]
    if outcome.action == "changed":
        for f in changed:
            before, after = (
                _said(t, kind.name, f.name, values.get(f.name)) for values in (outcome.before, outcome.after)
            )
            yield Told(place(f.name), action, record, t.field(kind.name, f.name), before, after)
        return
    all_of = "; ".join(
        f"{t.field(kind.name, f.name)}: {_said(t, kind.name, f.name, now[f.name])}"
        for f in changed
        if now.get(f.name) not in (None, False)
    )
    yield Told(place(), action, record, "", *(("", all_of) if outcome.action == "created" else (all_of, "")))


def _label(t: Words, kind: str, field: str) -> str:
    known = field in wording.OWN or any(field == one.name for one in KINDS[kind].fields)
    return wording.label(t, kind, field) if known else ""


def _said(t: Words, kind: str, name: str, value: Any) -> str:
    """A value in words; what is none of the field's, as it was written."""
    field = next((field for field in KINDS[kind].fields if field.name == name), None)
    if field is None or value is None or value == "":
        return ""
    if isinstance(value, date):
        return t.date(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return t.number(value, _decimals(value))
    return str(wording.shown(t, kind, field, value)) if _known(field, value) else str(value)


def _known(field: Field, value: Any) -> bool:
    if field.type == "many":
        return set(str(value).split(",")) <= set(field.choices)
    if field.type in ("area", "region"):
        return str(value)[:3] in ("SE-", "NO-") or value in ("SE", "NO", "MITT")
    return isinstance(value, bool) or value in field.choices


def _decimals(value: float) -> int:
    """As many decimals as the number has."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _why(t: Words, kind: str, problem: Problem) -> str:
    values = dict(problem.values)
    if "now" in values:
        values["now"] = _said(t, kind, problem.field, values["now"]) or "–"
    if t.has(f"workbook.problem.{problem.reason}"):
        return t(f"workbook.problem.{problem.reason}", **values)
    if t.has(f"problem.{problem.reason}"):
        return t.problem(kind, "", problem.reason, values)
    detail = values.get("text")
    return t(f"sources.reject.{problem.reason}") + (f" ({detail})" if detail else "")
