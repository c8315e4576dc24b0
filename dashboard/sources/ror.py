"""ROR, the Research Organization Registry: identifiers of research organisations with their names in all languages.

Format: schema 2 (v2.0 and v2.1) as one record, as a page of the API or as the array of the dump. Organisations of
Sweden and Norway are kept, also those seated elsewhere in their country: some of them work in the region. The region's
have an area, found from their town's point. Organisations of other countries are outside. There are no persons in it.
"""

from contextlib import suppress
from typing import Any

from dashboard.sources import documents
from dashboard.sources.cells import day, given
from dashboard.sources.documents import value, values
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import Place, place
from dashboard.sources.opening import File

NAMES = ("ror",)
LISTS = ("items",)
COUNTRIES = {"SE", "NO"}
LANGUAGES = {"sv": ("sv",), "nb": ("nb", "no", "nn"), "en": ("en",)}  # ours, and theirs from the best to the last
WITHDRAWN = "withdrawn"  # of a record that should not have been made


def parse(file: File, intake: Intake) -> None:
    """One organisation a row. As-of is the newest day on which a record was changed."""
    for number, record in documents.objects(file, "ror", LISTS):
        with intake.row(number, lambda record=record: value(record, "id") or ""):  # type: ignore[misc]
            own = (value(record, "id") or "").rstrip("/").rpartition("/")[2]
            if not own or not values(record, "names"):
                raise Unusable("no_key")
            country = value(record, "locations.0.geonames_details.country_code")
            if country not in COUNTRIES or value(record, "status") == WITHDRAWN:
                raise Outside
            found = _place(record)
            intake.add(
                "organisation_id", own, key=f"ROR-{own}", scheme="ror", id=own, country=country, **_names(record),
                kind=", ".join(sorted(str(kind) for kind in values(record, "types"))) or None,
                active=value(record, "status") != "inactive", area=found and found.area,
                lat=found and found.lat, lon=found and found.lon,
                locality=value(record, "locations.0.geonames_details.name"),
                website=next((value(link, "value") for link in values(record, "links") if _type(link) == "website"), None),
            )  # fmt: skip
            intake.describes(given(day, value(record, "admin.last_modified.date")))


def _names(record: Any) -> dict[str, str | None]:
    """The name it is shown under, those in our languages, and all of them as one text."""
    names = [name for name in values(record, "names") if value(name, "value")]
    labels = {value(name, "lang"): value(name, "value") for name in reversed(names) if "label" in values(name, "types")}
    shown = next((value(name, "value") for name in names if "ror_display" in values(name, "types")), None)
    every = dict.fromkeys((value(name, "value") or "").replace("|", " ") for name in names)
    return {
        "name": shown or value(names[0] if names else {}, "value"),
        **{f"name_{own}": next(filter(None, map(labels.get, theirs)), None) for own, theirs in LANGUAGES.items()},
        "names": "|".join(every) or None,
    }


def _place(record: Any) -> Place | None:
    """The first of its towns that lies in the region."""
    for location in values(record, "locations"):
        with suppress(Outside, Unusable):
            return place(None, value(location, "geonames_details.lat"), value(location, "geonames_details.lng"))
    return None


def _type(link: Any) -> str | None:
    return value(link, "type")
