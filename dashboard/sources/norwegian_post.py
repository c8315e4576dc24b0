"""The municipality of a Norwegian postal address, for sources that state none.

``data/reference/postcodes_no.csv`` has the postcodes of Trøndelag with the municipality that each lies in (source: Posten's postcodes as
collected by Erik Bolstad, August 2022). A few reach into a neighbouring municipality, so what is found is a locality's
municipality (``area_basis`` locality), not a stated one.
"""

import csv
import re
from contextlib import suppress
from functools import cache

from dashboard.settings import REFERENCE
from dashboard.sources.intake import Outside, Unusable
from dashboard.sources.municipality import municipality

NEAR = "7"  # what postcodes of Trøndelag begin with: newer ones are found by their town


def municipality_of(postcode: str | None, town: str | None) -> str | None:
    """The key of the municipality of a postcode, or of a town of the region whose postcode is newer than the list.

    None where neither says it, and for every place that is not in Trøndelag."""
    digits = re.sub("[^0-9]", "", postcode or "")
    if found := _postcodes().get(digits):
        return found
    return by_town(town, "NO") if digits.startswith(NEAR) and len(digits) == 4 else None


def by_town(town: str | None, country: str) -> str | None:
    """The key of the municipality of the country that a town has the name of; None where there is none."""
    with suppress(Outside, Unusable):
        found = municipality(town or "")
        return found if found.startswith(country) else None
    return None


@cache
def _postcodes() -> dict[str, str]:
    with (REFERENCE / "postcodes_no.csv").open(encoding="utf-8", newline="") as file:
        return {row["postcode"]: row["area"] for row in csv.DictReader(file)}
