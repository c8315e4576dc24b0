"""What job advertisements of both countries share: their days, positions, places, and texts without contacts and persons."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.sources import documents
from dashboard.sources.cells import count, day
from dashboard.sources.intake import Unusable
from dashboard.sources.municipality import Place, place
from dashboard.sources.orgnr import PERSONAL, names_person, without_persons

CLOCK = ZoneInfo("Europe/Stockholm")  # Oslo's is the same
# titles that say whom to ring or write to
_CONTACT = re.compile(
    r"\S+@\S+\.\w+|\b(?:tlf|tel|telefon|mob|mobil|ring)\b[.:]?\s*\+?[0-9][0-9 \-]{5,}[0-9]|\+4[67][0-9 \-]{6,}[0-9]",
    re.I,
)

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.+Z-]*)?$")


def local_day(text: str) -> date:
    """The day in Sweden and Norway of a moment; one without a time zone is local. Raises Unusable for no date."""
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        text = str((moment.astimezone(CLOCK) if moment.tzinfo else moment).date())
    return day(text)


def positions(text: str | None) -> int | None:
    """How many are sought; None where it is not said in figures."""
    with suppress(Unusable):
        return count(text or "") or None
    return None


def title(text: str | None) -> str | None:
    """A title without addresses and telephone numbers; None where a person's number stands in it."""
    return without_persons(" ".join(_CONTACT.sub(" ", text or "").split()).strip(" ,;:-–|")) or None


def located(area: str | None, lat: str | None, lon: str | None) -> dict[str, object]:
    """The fields of a place. A point that contradicts the stated municipality is left out: it is often the office.

    Raises Unusable or Outside only where the point is all there is; without either, the fields are empty.
    """
    found: Place | None = None
    with suppress(Unusable):
        found = place(area, lat, lon)
    if not found:
        return {"area": area}
    return {"area": found.area, "lat": found.lat, "lon": found.lon}


def stripped(ad: Any, names: frozenset[str]) -> Any:
    """What stands under the ``names`` of an advertisement, without contacts and persons' numbers: its text and its contacts
    may not be stored."""
    return documents.only(ad, names, _without_contacts)


def _without_contacts(text: str) -> str:
    if _MOMENT.match(text):  # a moment's digits could be a person's number
        return text
    return PERSONAL if names_person(text) else _CONTACT.sub(" ", text)
