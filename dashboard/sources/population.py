"""Population by municipality: an extract of SSB's table 07459, which states the inhabitants on 1 January of a year."""

from datetime import date

from dashboard.settings import settings
from dashboard.sources import tables
from dashboard.sources.cells import count
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.opening import File

NAMES = ("population",)
COLUMNS = {
    "area": ("kommunenummer", "region", "kommune"),
    "year": ("calyear", "tid", "år", "year"),
    "persons": ("pop", "pop_jan1_n", "folkemengde", "personer", "value"),
    "sex": ("kjønn",),
    "age": ("agegrp", "alder"),
}
REQUIRED = (("area",), ("year",), ("persons",))
TOTAL = "total"


def parse(file: File, intake: Intake) -> None:
    """One figure a row, for all inhabitants or a sex and age group. As-of is the newest day in the file.

    Numbers of former municipalities are rejected: a part's inhabitants are not those of the whole.
    """
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            if not row["area"]:
                raise Unusable("no_area")
            area = municipality(row["area"], former=False)
            if not area.startswith("NO-"):
                raise Unusable("not_norwegian", row["area"])
            year = count(row["year"] or "")
            if not 1900 <= year <= settings().clock().year + 1:
                raise Unusable("date", str(year))
            first_day, sex, age = date(year, 1, 1), row["sex"] or TOTAL, row["age"] or TOTAL
            intake.add(
                "population", (area, first_day, sex, age), area=area, day=first_day, sex=sex, age=age,
                persons=count(row["persons"] or ""),
            )  # fmt: skip
            intake.stated = max(first_day, intake.stated or first_day)
