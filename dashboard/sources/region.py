"""Which area a figure of official statistics is of: one of the 46 municipalities, a county of theirs or a country.

Unlike a workplace, a figure may be of a larger area than a municipality, and is never that of a former one: a part's
jobs are not those of the whole.
"""

import re
from functools import cache

from dashboard.settings import settings
from dashboard.sources.cells import count
from dashboard.sources.intake import Outside, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.tables import Row

# as SCB (23, 00), SSB (50, 0; F-50 and K-5001 in its groupings) and Kolada (0023, 0000) write what is larger
_LARGER = {
    "SE-23": ("se-23", "23", "0023", "jämtlands län", "jämtland", "jämtland county", "region jämtland härjedalen"),
    "NO-50": ("no-50", "50", "trøndelag", "trøndelag fylke", "trööndelage", "trøndelag county"),
    "SE": ("se", "00", "0000", "riket", "hela riket", "hela landet", "sverige", "sweden"),
    "NO": ("no", "0", "hele landet", "landet", "norge", "noreg", "norway", "the whole country"),
}  # fmt: skip
_CODE = re.compile(r"(?:[KF][-_])?([0-9]{1,4})(?:\s+\S.*)?")


def region(stated: str) -> str:
    """The key of an area in somebody's own list: key, code, name, or code and name.

    Raises Outside for any other area, Unusable for what looks mistyped.
    """
    coded = _CODE.fullmatch(stated.strip())
    text = coded[1] if coded else stated.strip()
    larger = _larger().get(text.partition(" - ")[0].casefold())
    return larger or municipality(text, former=False)


def area_and_year(row: Row) -> tuple[str, int]:
    """Area and year of a figure in somebody's own list. Raises Outside, or Unusable for what is not given or not yet."""
    if not row["area"]:
        raise Unusable("no_area")
    area, year = region(row["area"]), count(row["year"] or "")
    if not 1900 <= year <= settings().clock().year:
        raise Unusable("date", str(year))
    return area, year


def published(stated: str, country: str) -> str:
    """The key of an area in a table of a country's statistics office.

    Raises Outside for whatever else such a table has: other areas, former ones, groups of them; Unusable for none.
    """
    if not stated.strip():
        raise Unusable("no_area")
    try:
        found = region(stated)
    except Unusable:
        raise Outside from None
    if not found.startswith(country):
        raise Outside
    return found


@cache
def _larger() -> dict[str, str]:
    return {name: key for key, names in _LARGER.items() for name in names}
