"""What the page Structure compares the chosen areas with, at which level of industries, and who is told of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.metrics.question import LEVELS, SELECTED, Question
from dashboard.metrics.reference import COUNTIES, WHOLE, municipalities
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point
from dashboard.views import industries
from dashboard.views.parts import Asked
from dashboard.views.view import View
from dashboard.views.wording import subject

MOST = 12  # so many areas may be told of side by side
SPAN = 5  # years that growth looks back over, unless the filters say from when


class Choice(NamedTuple):
    """The economy that is compared with, and the level of industries."""

    reference: str
    level: str


def references(view: View) -> list[str]:
    """What the chosen areas can be compared with; no area is compared with itself."""
    mine = view.selection.municipalities()
    found = [WHOLE, *(key for key in COUNTIES if municipalities(key) != mine)]
    return [*found, SELECTED] if 1 < len(mine) <= MOST else found


def levels(view: View) -> Sequence[str]:
    """The levels of industries to choose from."""
    return LEVELS[1:] if industries.by_division(view) else LEVELS


def chosen(view: View) -> Choice:
    """What the reader compares with."""
    return Choice(view.option("reference", references(view)), view.option("level", levels(view)))


def apart(view: View, choice: Choice) -> bool:
    """Whether the chosen areas are what they are compared with: then they are told of one by one, else as their sum."""
    mine = view.selection.municipalities()
    return choice.reference == SELECTED or municipalities(choice.reference) == mine


def asked(view: View, metric: str, choice: Choice, level: str = "") -> tuple[Question, ...]:
    """The questions by industry whose answers together tell of the chosen areas: their sum, or each one."""
    ask = Question(metric, view.selection, "industry", True, reference=choice.reference, level=level or choice.level)
    if not apart(view, choice):
        return (ask,)
    if choice.reference == SELECTED:
        return (replace(ask, total=False),)
    return tuple(replace(ask, selection=of(view, key)) for key in COUNTIES)


def of(view: View, row: str) -> Selection:
    """The filters for one row of an answer: an area, or what the rows are a sum of."""
    if row == SELECTED:
        return view.selection
    return replace(view.selection, areas=() if row == WHOLE else (row,))


def points(view: View, questions: tuple[Question, ...]) -> list[Point]:
    """What is known of the newest year in the answers."""
    return [p for question in questions for p in industries.last_points(view.series(question))]


def named(view: View, row: str) -> str:
    """A row's area in words; of a sum without a name all that is in it."""
    return subject(view) if row == SELECTED else view.t.area(row)


def told_of(view: View, questions: Sequence[Question]) -> tuple[Asked, ...]:
    """The questions with what each is of; of an area that is a sum each of its municipalities too."""
    first = questions[0]
    if len(questions) > 1:
        return tuple(Asked(question, view.t.area(question.selection.areas[0])) for question in questions)
    if first.total and len(view.selection.municipalities()) > 1:
        return Asked(first), Asked(replace(first, total=False), view.t("structure.each"))
    return (Asked(first),)
