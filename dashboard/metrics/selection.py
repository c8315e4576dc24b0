"""What is asked for: areas, industries, years, sizes and a theme; to and from readable query parameters."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.metrics.reference import SIZES, THEMES, WHOLE, areas, industries, municipalities, theme_divisions

FIRST_YEAR, LAST_YEAR = 2005, 2100


class Problem(NamedTuple):
    """A parameter that was dropped: ``parameter`` (its name) and the ``value`` that means nothing here."""

    parameter: str
    value: str


@dataclass(frozen=True)
class Selection:
    """A frozen, normal form of the filters, so that equal questions are equal: the link and the cache key.

    Keys are sorted and without doubles; empty means no restriction. Years are inclusive; None means open.
    """

    areas: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    sizes: tuple[str, ...] = ()
    theme: str = ""

    @classmethod
    def of(
        cls, areas: Iterable[str] = (), industries: Iterable[str] = (), first: int | None = None,
        last: int | None = None, sizes: Iterable[str] = (), theme: str = "",
    ) -> "Selection":  # fmt: skip
        """A selection in normal form; the whole region is the same as no area, and years come in order."""
        keys = tuple(sorted(set(areas)))
        if first is not None and last is not None and first > last:
            first, last = last, first
        return cls(
            () if WHOLE in keys else keys, tuple(sorted(set(industries))), first, last,
            tuple(sorted(set(sizes), key=SIZES.index)), theme,
        )  # fmt: skip

    @classmethod
    def from_query(cls, query: Mapping[str, str | Iterable[str]]) -> tuple["Selection", tuple[Problem, ...]]:
        """Read query parameters (repeated or with commas); what means nothing is dropped and reported."""
        problems: list[Problem] = []

        def values(name: str) -> list[str]:
            given = query.get(name, ())
            parts = [given] if isinstance(given, str) else list(given)
            return [word.strip() for part in parts for word in part.split(",") if word.strip()]

        def known(name: str, allowed: Iterable[str]) -> list[str]:
            allowed = set(allowed)
            problems.extend(Problem(name, value) for value in values(name) if value not in allowed)
            return [value for value in values(name) if value in allowed]

        def year(name: str) -> int | None:
            for value in values(name)[:1]:
                if re.fullmatch(r"[0-9]{4}", value) and FIRST_YEAR <= int(value) <= LAST_YEAR:
                    return int(value)
                problems.append(Problem(name, value))
            return None

        chosen = cls.of(
            known("area", areas()), known("industry", industries()), year("from"), year("to"),
            known("size", SIZES), next(iter(known("theme", THEMES)), ""),
        )  # fmt: skip
        return chosen, tuple(problems)

    def to_query(self) -> dict[str, str]:
        """The query parameters of this selection, defaults left out."""
        query = {
            "area": ",".join(self.areas), "industry": ",".join(self.industries), "from": str(self.first or ""),
            "to": str(self.last or ""), "size": ",".join(self.sizes), "theme": self.theme,
        }  # fmt: skip
        return {name: value for name, value in query.items() if value}

    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that the areas take in, sorted; all 46 where no area is chosen."""
        return tuple(sorted({m for key in self.areas or (WHOLE,) for m in municipalities(key)}))

    def codes(self) -> tuple[str, ...]:
        """The industry codes to keep, sections or divisions; empty means all. A theme narrows the industries."""
        if not self.theme:
            return self.industries
        divisions = theme_divisions(self.theme)
        if not self.industries:
            return divisions
        mine = set(self.industries)
        # "-" matches nothing: a theme and an industry that do not meet have no cells, which is not "all"
        return tuple(d for d in divisions if d in mine or industries()[d] in mine) or ("-",)
