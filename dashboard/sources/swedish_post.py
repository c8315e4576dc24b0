"""The municipality of a Swedish postal address, for registers that state none.

``data/reference/postcodes_se.csv`` says it for the beginnings of Jämtland's postcodes, the longest that fits first. Codes that begin with
830 and 840 were given up when the county's were numbered anew; old addresses still have them, and are told by the town.
Source: 15 463 postcodes with town and municipality of September 2024 (swedish-geodata, CC0 1.0), whose codes of the county
the beginnings give back without exception. Postmen's rounds cross borders, so the municipality is likely, not stated.
"""

import csv
import re
from functools import cache

from dashboard.settings import REFERENCE
from dashboard.sources.intake import Unusable
from dashboard.sources.municipality import beyond

OLD = ("830", "840")


def municipality_of(postcode: str | None, town: str | None) -> str:
    """The key of the municipality; SE for any other where the country is kept whole.

    Raises Outside for another municipality, or without a postcode, and Unusable for an old code whose town is not known.
    """
    digits, (beginnings, towns) = re.sub("[^0-9]", "", postcode or ""), _places()
    if len(digits) != 5 or not digits.startswith("8"):
        return beyond("SE")
    for length in (5, 4, 3):
        if found := beginnings.get(digits[:length]):
            return found
    if not digits.startswith(OLD):
        return beyond("SE")
    if found := towns.get(" ".join((town or "").casefold().split())):
        return found
    raise Unusable("unknown_area", f"{digits} {town or ''}".strip())


@cache
def _places() -> tuple[dict[str, str], dict[str, str]]:
    """The municipality by the beginning of a postcode, and by town in small letters."""
    with (REFERENCE / "postcodes_se.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        {row["postcode"]: row["area"] for row in rows if row["postcode"]},
        {row["town"].casefold(): row["area"] for row in rows if row["town"]},
    )
