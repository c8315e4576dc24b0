"""A meeting: an ordered list of views with a title, a date, a place and an organiser. Nothing is changed in place: each
method gives a new meeting."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from dashboard.errors import UserError
from dashboard.i18n import LANGUAGES
from dashboard.meeting.item import Item, Line

__all__ = ["Item", "Meeting", "from_json", "to_json"]

MOST_ITEMS = 60


def _day(value: str) -> str:
    """An ISO day, or "" where none is set."""
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise UserError(
            f"{value!r} is not a day; write it as 2026-11-24.", key="meeting.no_day", day=value[:40]
        ) from None


Day = Annotated[str, AfterValidator(_day)]


@dataclass(frozen=True)
class Meeting:
    """A meeting as it is kept. Raises UserError where a text is too long, a day is none, or there are too many views.

    ``id``, ``key``, ``created`` and ``changed`` are given by the store, empty until then; whoever has the ``key`` may
    change the meeting, so it stands in no output. ``frozen`` is the ISO day when it was frozen, ``demo`` whether it was
    made on the demonstration's numbers.
    """

    title: Line
    language: Annotated[str, Field(pattern=rf"^({'|'.join(LANGUAGES)})$")] = "sv"
    items: tuple[Item, ...] = ()
    date: Day = ""
    place: Line = ""
    organiser: Line = ""
    demo: bool = False
    id: str = ""
    key: str = ""
    created: str = ""
    changed: str = ""
    frozen: Day = ""

    def __post_init__(self) -> None:
        """Raises UserError for more views than anybody can show."""
        if len(self.items) > MOST_ITEMS:
            raise UserError(
                f"A meeting holds at most {MOST_ITEMS} views; take one out first, or begin another meeting.",
                key="meeting.full", most=MOST_ITEMS,
            )  # fmt: skip

    def add(self, *items: Item) -> "Meeting":
        """With more views at its end. Raises UserError where there are too many."""
        return replace(self, items=(*self.items, *items))

    def move(self, item: int, to: int) -> "Meeting":
        """With one view at another place; before the first is the first, after the last the last. Raises IndexError."""
        rest = list(self.items)
        moved = rest.pop(item)
        rest.insert(max(to, 0), moved)
        return replace(self, items=tuple(rest))

    def remove(self, item: int) -> "Meeting":
        """Without one view. Raises IndexError where there is none."""
        rest = list(self.items)
        rest.pop(item)
        return replace(self, items=tuple(rest))

    def rename(self, item: int, title: str) -> "Meeting":
        """With another title of one view; "" is what the figure finds. Raises UserError where it is too long."""
        return self._with(item, replace(self.items[item], title=title))

    def annotate(self, item: int, note: str) -> "Meeting":
        """With another note to one view. Raises UserError where it is too long."""
        return self._with(item, replace(self.items[item], note=note))

    def _with(self, number: int, item: Item) -> "Meeting":
        changed = list(self.items)
        changed[number] = item
        return replace(self, items=tuple(changed))

    def duplicate(self, title: str) -> "Meeting":
        """A new meeting with the same views and notes, not kept yet; day and frozen numbers stay with the old one."""
        return replace(self, title=title, id="", key="", created="", changed="", frozen="", date="")


_adapter: TypeAdapter[Meeting] = TypeAdapter(Meeting)


def to_json(meeting: Meeting) -> bytes:
    """The meeting as JSON, its key included: for the store only."""
    return _adapter.dump_json(meeting, indent=1)


def from_json(content: bytes) -> Meeting:
    """The meeting from JSON. Raises pydantic.ValidationError or UserError where it is none."""
    return _adapter.validate_json(content)
