"""The answers of an interview, and the residual flows that they become."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.metrics.lists.flows import UNITS
from dashboard.register.records import Edit

KIND = "residual_flow"
# the codes that are offered, each with its words in flows.ewc.<code with dots>; any other is typed on the page Edit
CODES = (
    "02 01 06", "02 02 03", "02 03 04", "02 05 99", "02 07 04", "03 01 01", "03 01 05", "10 01 01", "12 01 01", "15 01 01",
    "15 01 02", "15 01 03", "16 01 03", "17 01 07", "17 02 01", "19 08 05", "20 01 08", "20 01 11", "20 01 25",
)  # fmt: skip


class Answer(NamedTuple):
    """One answer: ``form`` of residual flow, what it is in the intermediary's words, how much a year in the form's unit,
    and its EWC code or ""."""

    direction: str
    form: str
    what: str
    amount: float | None
    ewc: str

    @property
    def given(self) -> bool:
        """Whether anything was answered."""
        return bool(self.what.strip() or self.amount or self.ewc)


def edits(who: Mapping[str, Any], answers: Sequence[Answer], language: str, day: date) -> list[Edit]:
    """A residual flow for each answer that was given, from the day on. ``who``: company (or None), name and area."""
    return [
        Edit(KIND, {
            **{name: who[name] for name in ("company", "name", "area")}, "direction": answer.direction, "form": answer.form,
            f"material_{language}": answer.what, "ewc": answer.ewc, f"{UNITS[answer.form]}_per_year": answer.amount,
            "from_on": day,
        })
        for answer in answers if answer.given
    ]  # fmt: skip
