"""Statistics Sweden (SCB) and Statistics Norway (SSB): answers of PxWeb API v2 in JSON-stat 2, and CSV of the table sites.

`subject` tells what a figure is: inhabitants by area (and sex and age), jobs at workplaces by area, industry and year,
or else an indicator, kept as it is published. SCB's population is that of the last day of its year or month, SSB's that
of 1 January. Men's and women's jobs are added up only where the table has no total of its own: SCB adds noise to its
figures from 2025, so that a sum is another figure than the total.
"""

import re
from calendar import monthrange
from datetime import date

from dashboard.settings import settings
from dashboard.sources import jsonstat, pxtable
from dashboard.sources.industry import UNLABELLED, version
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.jobs import Jobs
from dashboard.sources.jsonstat import Codes
from dashboard.sources.opening import File
from dashboard.sources.region import published
from dashboard.sources.subject import Subject
from dashboard.sources.symbols import shown, whole

NAMES = ("scb", "ssb")
COUNTRY = {"scb": "SE", "ssb": "NO"}
_PERIOD = re.compile(r"((?:19|20)[0-9]{2})(?:([MKQ])([0-9]{1,2}))?")
_MONTHS = {"": 12, "M": 1, "K": 3, "Q": 3}  # how many a period has; a quarter is K in both languages, Q in English


def parse(file: File, intake: Intake) -> None:
    """One figure a row. As-of is the newest day that a figure in the area describes, today if that is yet to come."""
    cube = jsonstat.read(file, intake.source) if file.format == "json" else pxtable.read(file)
    subject, jobs, newest = Subject.of(file, cube), Jobs(), None
    industries = cube.dimensions[subject.industry].label if subject.industry else ""
    labelled = version(f"{subject.industry} {industries}")
    for number, codes, figure, symbol in cube.cells:
        with intake.row(number, lambda codes=codes: "; ".join(codes.values())):  # type: ignore[misc]
            area = published(subject.stated(subject.geo, codes), COUNTRY[intake.source])
            period, first, last = _period(codes[subject.time])
            value, status = shown(figure, symbol)
            described = last
            if subject.is_population(codes):
                described = first if intake.source == "ssb" else last
                _add_inhabitants(intake, subject, codes, area, described, value)
            elif subject.is_jobs(codes) and len(period) == 4:
                stated = subject.stated(subject.industry, codes)
                jobs.add(area, stated, labelled, int(period), whole(value), status, part=subject.sex_of(codes))
                if labelled == UNLABELLED:
                    intake.note = "sources.note.unlabelled"  # a key of the message files
            else:
                part = subject.breakdown(codes)
                intake.add(
                    "indicator", (area, period, part), indicator=cube.id, title=cube.title, unit=subject.unit(codes),
                    area=area, period=period, breakdown=part, value=value, status=status,
                )  # fmt: skip
            newest = max(described, newest or described)
    jobs.hand_over(intake)
    intake.stated = newest and min(newest, settings().clock())


def _add_inhabitants(
    intake: Intake, subject: Subject, codes: Codes, area: str, day: date, persons: float | None
) -> None:
    """A municipality without any inhabitant is one that was not there yet: SSB fills such years with zeros."""
    sex, age = subject.sex_of(codes), subject.age_of(codes)
    there = persons if persons or (sex, age) != ("total", "total") else None
    intake.add(
        "population", (area, day, sex, age), area=area, day=day, sex=sex, age=age, persons=whole(there)
    )  # fmt: skip


def _period(stated: str) -> tuple[str, date, date]:
    """A year, quarter or month as it is written here, with its first and its last day."""
    found = _PERIOD.fullmatch(stated)
    kind, number = (found[2] or "", int(found[3] or 1)) if found else ("", 0)
    length = _MONTHS[kind]
    if not found or not 1 <= number <= 12 // length:
        raise Unusable("date", stated)
    year, month = int(found[1]), number * length
    written = {"": f"{year}", "M": f"{year}-{number:02}"}.get(kind, f"{year}-Q{number}")
    return written, date(year, month - length + 1, 1), date(year, month, monthrange(year, month)[1])
