"""What a table of official statistics is about, found from its dimensions and contents rather than from its number.

Tables come and go, and the same one is fetched with different dimensions: an area's inhabitants are known by the words
of its contents, jobs at workplaces by those and a dimension of industries. A dimension that neither asks for must be
at its total.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.errors import UserError
from dashboard.sources.jsonstat import Codes, Cube
from dashboard.sources.opening import File

_SEXES = {"total": "0", "female": "2|k|kvinnor|kvinner|women|females?", "male": "1|m|män|menn|men|males?"}
_TOTAL = (
    r"1\+2|tot\w*|999\w*|i ?alt|total(t|er)?\b.*|samtliga\b.*|begge kjønn|båda könen|both sexes|women and men"
    r"|kvinnor och män|män och kvinnor|all ages|alle aldre|alla|alle|all"
)
_AGE = re.compile(
    r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?\s*(\+[0-9]*)?\s*(?:år|years?)?(\s*(?:eller|or|and|og|och)\s.*)?"
)
_INHABITANTS = r"(folkmängd(en)?|folkemengden?|befolkning(en)?|population|inhabitants)( per månad| by month)?"
_PERSONS = "personer|persons|"  # of a table that says itself that it is of the population
_OF_POPULATION = re.compile(r"folkmängd|folkemengde|hele landets befolkning|population,? by")
_EMPLOYED = re.compile("sysselsatt|förvärvsarb|employed")
_COUNT = ("", "antal", "antall", "number")  # contents that leave it to the title what is counted
_AT_WORKPLACE = re.compile("arbetsställe|arbetsplats|dagbef|arbeidss?ted|place of work|workplace")
_NOT_JOBS = re.compile("bostad|bosted|nattbef|residence|andel|share|procent|prosent|per cent|%")


@dataclass(frozen=True)
class Subject:
    """A table with the ids of the dimensions that are known; "" where it has none of the kind."""

    cube: Cube
    geo: str
    time: str
    metric: str
    sex: str
    age: str
    industry: str

    @classmethod
    def of(cls, file: File, cube: Cube) -> "Subject":
        """Raises UserError for a table that does not say the area or the period of its figures."""
        roles = ("geo", "time", "metric", "sex", "age", "industry")
        found = {
            role: next((name for name, known in cube.dimensions.items() if known.role == role), "") for role in roles
        }
        if not found["geo"] or not found["time"]:
            raise UserError(
                f"{file.name} does not say by area and period what its figures are; fetch the table with both.",
                key="sources.no_region", file=file.name,
            )  # fmt: skip
        return cls(cube, **found)

    def stated(self, name: str, codes: Codes) -> str:
        """Code and label of a cell's category as one text, as the table sites write them."""
        code, label = codes[name], self._label(name, codes)
        return label if label.split(" ")[0] == code else f"{code} {label}"

    def unit(self, codes: Codes) -> str | None:
        """What the figure is counted in, where the table says it."""
        return (self.cube.dimensions[self.metric].units.get(codes[self.metric]) if self.metric else None) or None

    def breakdown(self, codes: Codes) -> str:
        """Which part a figure is about: the labels of its categories that are not totals, the contents first."""
        several = self.metric and len(self.cube.dimensions[self.metric].categories) > 1
        parts = [self.metric] if several else []
        parts += [
            name for name in self.cube.dimensions
            if name not in (self.geo, self.time, self.metric) and not self._is_total(name, codes)
        ]  # fmt: skip
        return "; ".join(self._label(name, codes) for name in parts)

    def is_population(self, codes: Codes) -> bool:
        """Whether a figure is a number of inhabitants, of all or of a sex and age."""
        said, title = self._label(self.metric, codes).lower(), self.cube.title.lower()
        of_persons = re.fullmatch(_PERSONS, said) and _OF_POPULATION.search(title)
        return bool(of_persons or re.fullmatch(_INHABITANTS, said)) and self._others_total(codes, self.sex, self.age)

    def is_jobs(self, codes: Codes) -> bool:
        """Whether a figure is one of jobs at workplaces by industry, of both sexes or, in a table without that, of one."""
        said, title = self._label(self.metric, codes).lower(), self.cube.title.lower()
        employed = _EMPLOYED.search(title if said in _COUNT else said)
        at_workplace = employed and _AT_WORKPLACE.search(f"{said} {title}") and not _NOT_JOBS.search(said)
        if not self.industry or not at_workplace or not self._others_total(codes, self.industry, self.sex):
            return False
        return self.sex_of(codes) == "total" or self._sexes() == {"female", "male"}

    def sex_of(self, codes: Codes) -> str:
        """total, female or male."""
        return self._sex(codes[self.sex]) if self.sex else "total"

    def age_of(self, codes: Codes) -> str:
        """total, an age ``7``, a group ``0-9``, an open one ``100+``; what is none of these as the publisher writes it."""
        if not self.age or self._is_total(self.age, codes):
            return "total"
        label = self._label(self.age, codes)
        if not (found := _AGE.fullmatch(label)):
            return label
        first, last = str(int(found[1])), found[2] and str(int(found[2]))
        return f"{first}+" if found[3] or found[4] else "-".join(filter(None, (first, last)))

    def _sexes(self) -> set[str]:
        return {self._sex(code) for code in self.cube.dimensions[self.sex].categories}

    def _sex(self, code: str) -> str:
        for sex, pattern in _SEXES.items():
            if any(re.fullmatch(pattern, text) for text in _texts(code, self.cube.dimensions[self.sex].categories[code])):
                return sex
        return "total" if self._is_total(self.sex, {self.sex: code}) else code

    def _others_total(self, codes: Codes, *asked: str) -> bool:
        known = (self.geo, self.time, self.metric, *asked)
        return all(self._is_total(name, codes) for name in self.cube.dimensions if name not in known)

    def _is_total(self, name: str, codes: Codes) -> bool:
        return is_total(codes[name], self.cube.dimensions[name].categories[codes[name]])

    def _label(self, name: str, codes: Codes) -> str:
        return self.cube.dimensions[name].categories[codes[name]] if name else ""


def is_total(code: str, label: str) -> bool:
    """Whether a category stands for all the others of its dimension together."""
    return any(re.fullmatch(_TOTAL, text) for text in _texts(code, label))


def _texts(code: str, label: str) -> Iterator[str]:
    """A category's code, its label, and the label without a code in front."""
    yield from (code.lower(), label.lower(), label.lower().partition(" ")[2])
