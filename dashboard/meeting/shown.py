"""What a meeting shows, the same for its page, the presenting view and every file: as it was frozen, or as it is now."""

from dashboard.meeting.collecting import collect
from dashboard.meeting.deck import Deck
from dashboard.meeting.freezing import thawed
from dashboard.meeting.meeting import Meeting
from dashboard.progress import Report, silent
from dashboard.settings import settings
from dashboard.views.answers import current
from dashboard.warehouse.engine import Identity


def shown(
    meeting: Meeting, address: str, language: str = "", *, narrow: dict[str, str] | None = None, report: Report = silent
) -> Deck:
    """The meeting's deck in its own language or another. ``narrow`` are filters laid over those of each view; what is frozen
    stays as it is. Raises UserError where there is no data, or the frozen files are damaged."""
    if meeting.frozen:
        return thawed(meeting, language or meeting.language)
    return today(meeting, address, language, narrow=narrow, report=report)


def today(
    meeting: Meeting, address: str, language: str = "", *, narrow: dict[str, str] | None = None, report: Report = silent
) -> Deck:
    """The same with the numbers of now, also of a meeting that is frozen. Raises UserError where there is no data."""
    return collect(meeting, warehouse(meeting), address, language, narrow=narrow, report=report)


def warehouse(meeting: Meeting) -> Identity:
    """The warehouse that the meeting was made on: the demonstration's own, where that is kept beside real data. Raises UserError
    where there is none."""
    aside = settings().demo_warehouse
    return current(aside if meeting.demo and aside.exists() else settings().warehouse)
