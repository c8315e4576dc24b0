"""Jobs at workplaces by area, industry and year, brought from any classification to one row for each NACE 2.1 industry.

Several codes may lead to the same industry (45 and 46 to wholesale), so they are added up; where one of them is not
published the sum is "partial". A code within a division is left out beside the division itself (10.1 beside 10). A
section may stand beside its divisions: it has none, and the warehouse takes it for their total.
"""

import re
from collections import defaultdict

from dashboard.sources.industry import industry
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.symbols import added, whole

TOTAL = "*"
_TOTALS = re.compile(
    r"\*|(?:(?:00|01)-99|A-[UV](?:\+US)?)(?:\s.*)?"
    r"|(?:totalt?|samtliga|alla|alle|all|i alt|summa?|hele|hela)"
    r"(?:\s+(?:næring(?:er)?|näring(?:ar)?|branscher|bransjer|näringsgrenar|industries|activities|sectors))?(?:,.*)?",
    re.IGNORECASE,
)
# a code alone or in front of its text: C, 10.110, 10-33, C10-C33, B+C, US
_CODE = re.compile(
    r"([A-Z](?:[0-9][0-9.]*)?(?:[-+–](?:[A-Z](?:[0-9]{2})?|[0-9]{2}))*|[0-9][0-9.]*(?:[-–][0-9]{2})?|US)(?:\s.*)?"
)
_UNKNOWN = re.compile(r"(?:uppgift saknas|okänd|ukjent|uoppgitt|unknown|not specified|\?).*", re.IGNORECASE)
Industry = tuple[str, str | None]
Figure = tuple[int | None, str]  # jobs and their status


class Jobs:
    """Collects a file's figures until all are known, and then hands them to the intake."""

    def __init__(self) -> None:
        # by area and year: by code and part
        self._found: dict[tuple[str, int], dict[tuple[str, str], tuple[Industry, Figure]]] = defaultdict(dict)

    def add(
        self, area: str, stated: str, version: str, year: int, jobs: int | None, status: str, part: str = ""
    ) -> None:
        """One figure of an industry; ``part`` tells figures apart that add up to it.

        Raises Unusable for an industry that has no code, and for a figure that came before.
        """
        code, figures = code_of(stated), self._found[area, year]
        if (code, part) in figures:
            raise Unusable("duplicate", f"{area} {code} {year}")
        fields = {"industry": TOTAL} if code == TOTAL else industry(code, version)
        figures[code, part] = (fields["industry"] or "?", fields.get("division")), (jobs, status)

    def hand_over(self, intake: Intake) -> None:
        """The rows of kind "employment"."""
        for (area, year), figures in self._found.items():
            for (section, division), (jobs, status) in _sums(figures).items():
                intake.add(
                    "employment", (area, section, division, year), area=area, industry=section, division=division,
                    year=year, jobs=jobs, status=status,
                )  # fmt: skip


def _sums(figures: dict[tuple[str, str], tuple[Industry, Figure]]) -> dict[Industry, Figure]:
    """What the figures of an area and year add up to by industry, each of them once."""
    codes, parts = {code for code, _ in figures}, defaultdict(list)
    for (code, _), (where, figure) in figures.items():
        finer = code.replace(".", "").isdigit() and any(code[:length] in codes for length in range(2, len(code)))
        if not finer:
            parts[where].append(figure)
    return {where: _added(given) for where, given in parts.items()}


def _added(figures: list[Figure]) -> Figure:
    jobs, status = added(figures)
    return whole(jobs), status


def code_of(stated: str) -> str:
    """The code of an industry given as code, or code and text; "*" for all of them together, "?" for none known."""
    plain = stated.strip()
    if _TOTALS.fullmatch(plain):
        return TOTAL
    if found := _CODE.fullmatch(plain):
        return found[1]
    if _UNKNOWN.fullmatch(plain):
        return "?"
    raise Unusable("industry_text", plain)
