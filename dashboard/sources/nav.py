"""NAV's job advertisements: pages and entries of the feed, the former public feed, and the advertisement itself.

A page of the feed tells of each advertisement only its title, business and municipality; the entry has it whole
under ``ad_content`` (``json`` in older answers). An entry without it is taken as published on the day of its change,
the first day on which it is known to be open.

Places have names in capitals and no code: a name counts within Trøndelag only. An advertisement of several places
counts once, with all its positions, at the first one in the area. One that is no longer active closes on the day of
its change and keeps neither title nor employer, as the terms of the feed demand. Texts and contacts are not staged.
"""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from dashboard.sources import documents
from dashboard.sources.advertisement import local_day, located, positions, stripped, title
from dashboard.sources.cells import given
from dashboard.sources.documents import objects, value, values
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.occupation import ISCO, STYRK, higher_education, occupation, stated_education
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation, without_persons

NAMES = ("nav",)
LISTS = ("items", "content")
# the archive keeps what is read here and no texts or contacts
KEPT = frozenset({
    "uuid", "status", "title", "updated", "sistEndret", "date_modified", "published", "expires", "applicationDue",
    "applicationdue", "properties", "positioncount", "employer", "orgnr", "orgform", "name", "businessName",
    "workLocations", "locationList", "municipal", "municipalCode", "county", "country", "latitude", "longitude",
    "categoryList", "categoryType", "code", "score", "education", "_feed_entry", "ad_content", "json",
})  # fmt: skip
# what goes of an advertisement that is no longer active (forgetting.py)
OWN_ID, STAGED_KEY = ("uuid", "_feed_entry.uuid"), "NO-nav-{}"
FORGOTTEN = frozenset({"title", "employer", "employer_name", "businessName"})
COUNTY = "TRØNDELAG"  # also in its names of before 2018 and with the Sami one
kept = partial(stripped, names=KEPT)
archive = partial(documents.copy, lists=LISTS, kept=kept)
Ad = dict[str, Any]


def parse(file: File, intake: Intake) -> None:
    """One advertisement a row. As-of is the newest day on which one was changed."""
    for number, entry in objects(file, intake.source, LISTS):
        ad = _merged(entry)
        with intake.row(number, partial(_text, ad)):
            own = value(ad, "uuid")
            if not own:
                raise Unusable("no_key")
            active = (value(ad, "status") or "ACTIVE") == "ACTIVE"
            changed = given(local_day, value(ad, "updated", "sistEndret", "date_modified"))
            intake.describes(changed)
            published = given(local_day, value(ad, "published")) or (changed if active else None)
            closes = _closes(ad, None if active else changed)
            if not (published if active else closes):
                raise Unusable("date")
            work = _occupation(ad)
            asked = stated_education(_levels(ad))
            shown = {"title": title(value(ad, "title")), **_employer(ad)} if active else {}
            intake.add(
                "vacancy", own, key=STAGED_KEY.format(own), country="NO", **shown, **_place(ad, active), **work,
                positions=positions(value(ad, "positioncount", "properties.positioncount")), published=published,
                higher_education=higher_education(work.get("occupation")) if asked is None else asked, closes=closes,
            )  # fmt: skip


def _merged(entry: Ad) -> Ad:
    """What the feed says of an advertisement and what it says itself, as one; the feed knows whether it is active."""
    head = entry.get("_feed_entry")
    outer = entry | (head if isinstance(head, dict) else {})
    content = outer.get("ad_content") or outer.get("json")
    ad = outer | (content if isinstance(content, dict) else {})
    return ad | {"status": outer.get("status") or ad.get("status")}


def _closes(ad: Ad, ended: date | None) -> date | None:
    """The day it expires, its last day for applications, or the day it was ended, whichever is first.

    The last day for applications is often free text, such as ASAP; then it says nothing.
    """
    due = None
    with suppress(Unusable):
        due = given(local_day, value(ad, "applicationDue", "properties.applicationdue"))
    return min((day for day in (ended, due, given(local_day, value(ad, "expires"))) if day), default=None)


def _place(ad: Ad, active: bool) -> dict[str, object]:
    """The first of its places that lies in the area. Raises Outside or Unusable where there is none.

    One that has ended may have lost its places; that it ended is told all the same.
    """
    outside, trouble = False, None
    for one in _places(ad):
        try:
            return located(_area(one), value(one, "latitude"), value(one, "longitude"))
        except Outside:
            outside = True
        except Unusable as found:
            trouble = trouble or found
    if trouble and (active or trouble.reason != "no_area"):
        raise trouble
    if outside:
        raise Outside
    return {}


def _places(ad: Ad) -> list[Any]:
    return values(ad, "workLocations") or values(ad, "locationList") or [{"municipal": value(ad, "municipal")}]


def _area(place: Any) -> str:
    """The municipality of a place."""
    if (value(place, "country") or "NORGE").upper() != "NORGE":
        raise Outside
    if code := value(place, "municipalCode"):
        return municipality(f"NO-{code}")
    county, name = value(place, "county"), value(place, "municipal")
    here = COUNTY in (county or "").upper()
    if county and not here:
        raise Outside
    if not name:
        stated = county or value(place, "country")
        raise Unusable("area_too_large", stated) if stated else Unusable("no_area")
    try:
        key = municipality(name)
    except (Outside, Unusable):  # NAV's names are never mistyped: without a county, an unknown one is elsewhere
        raise (Unusable("unknown_area", name) if here else Outside()) from None
    if not key.startswith("NO-"):
        raise Outside
    return key


def in_region(head: Ad) -> bool:
    """Whether the feed's few words on an advertisement put it in the area; its other places they do not tell."""
    with suppress(Outside, Unusable):
        return bool(_area({"municipal": value(head, "municipal")}))
    return False


def _employer(ad: Ad) -> dict[str, str | None]:
    """Number and name; a person's number is dropped, and with it, or for a sole trader, the name."""
    unit = given(organisation, value(ad, "employer.orgnr"))
    person = (unit and not unit.number) or value(ad, "employer.orgform") == "ENK"
    name = value(ad, "properties.employer", "employer.name", "businessName")
    return {"employer": unit and unit.key, "employer_name": without_persons(name or "") or None if not person else None}


def _occupation(ad: Ad) -> dict[str, str | None]:
    """STYRK-08 as classified, with the highest score first; else ISCO-08 as ESCO has it."""
    categories = sorted(values(ad, "categoryList"), key=_score, reverse=True)
    coded = [(value(one, "categoryType") or "", value(one, "code") or "") for one in categories]
    styrk = next((code for kind, code in coded if kind.startswith(STYRK)), None)
    esco = next((code for _, code in coded if "/isco/" in code), None)
    return occupation(styrk, STYRK) if styrk else occupation(esco, ISCO)


def _score(category: Any) -> float:
    score = category.get("score") if isinstance(category, dict) else None
    return float(score) if isinstance(score, int | Decimal) else 0.0


def _levels(ad: Ad) -> list[str]:
    """The words of the levels of education asked for: a list, or one written as text among the properties."""
    paths = ("education", "properties.education")
    asked = next((found for path in paths if (found := values(ad, path) or value(ad, path))), "")
    return re.split(r"""[\[\]{}"',;:]+""", str(asked))


def _text(ad: Ad) -> str:
    """What a list of rejects may say: neither title nor employer, which may name a person."""
    return "; ".join(text for text in (value(ad, "uuid"), *(value(one, "municipal") for one in _places(ad))) if text)
