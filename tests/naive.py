"""The metrics once more, in plain Python and straight from the definitions, to check the real ones against.

It reads the very rows that a test staged (one release), without warehouse, SQL or Ibis, and knows nothing of how they
compute: each metric is a list of what every unit contributes, which is then narrowed and summed.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.settings import REFERENCE

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """What one unit adds to a metric: where, in which industry and size, and how much (a band's ends)."""

    area: str
    industry: str = "?"
    division: str = "?"
    size: str = "?"
    low: float = 1
    high: float = 1


@dataclass(frozen=True)
class World:
    """The staged rows of one release, the day they describe, and the first year whose ended units are in them."""

    rows: Mapping[str, Sequence[Row]]
    as_of: date
    history_from: int

    def of(self, kind: str) -> Sequence[Row]:
        """The rows of a kind."""
        return self.rows.get(kind, ())

    def day(self, year: int) -> date:
        """The day on which a year's stock is counted."""
        return min(date(year, 12, 31), self.as_of)

    def active(self, unit: Row, year: int) -> bool:
        """Whether a unit belongs to a year's stock."""
        opened, closed = self.opened(unit), self.closed(unit)
        day = self.day(year)
        return year >= self.history_from and opened <= day and (closed is None or closed > day)

    def opened(self, unit: Row) -> date:
        """The day a unit began; undated ones count from their release."""
        return unit.get("opened") or self.as_of

    def closed(self, unit: Row) -> date | None:
        """The day a unit ended, never before it began."""
        return max(unit["closed"], unit.get("opened") or unit["closed"]) if unit.get("closed") else None

    def headcount(self, workplace: Row, year: int) -> tuple[int, int] | None:
        """The band of employees on a year's stock day; the running year also from the register row itself."""
        for row in self.of("headcount"):
            if row["workplace"] == workplace["key"] and row["year"] == year:
                return band(row)
        if year == self.as_of.year and not workplace.get("closed"):
            return band(workplace)
        return None


def band(row: Row) -> tuple[int, int] | None:
    """The ends of a headcount; equal where it is exact."""
    if row.get("employees") is not None:
        return row["employees"], row["employees"]
    if row.get("employees_low") is None:
        return None
    return row["employees_low"], row["employees_high"]


def size_class(ends: tuple[int, int] | None) -> str:
    """The class that the whole band lies in."""
    classes = [(0, 0), (1, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 249), (250, 10**9)]
    for low, high in classes:
        if ends and low <= ends[0] and ends[1] <= high:
            return "0" if high == 0 else "250+" if low == 250 else f"{low}-{high}"
    return "?"


def _where(row: Row) -> dict[str, str]:
    return {"area": row["area"], "industry": row.get("industry") or "?", "division": row.get("division") or "?"}


def companies(world: World, year: int) -> Iterable[Part]:
    """Each company active on the stock day, with the size that its workplaces' headcounts add up to."""
    for company in world.of("company"):
        if world.active(company, year):
            mine = [world.headcount(w, year) for w in world.of("workplace") if w.get("company") == company["key"]]
            known = [ends for ends in mine if ends]
            ends = (sum(low for low, _ in known), sum(high for _, high in known)) if known else None
            yield Part(**_where(company), size=size_class(ends))


def workplaces(world: World, year: int) -> Iterable[Part]:
    """Each workplace active on the stock day."""
    for w in world.of("workplace"):
        if world.active(w, year):
            yield Part(**_where(w), size=size_class(world.headcount(w, year)))


def employees(world: World, year: int) -> Iterable[Part]:
    """The headcount band of each active workplace for which one is known."""
    for w in world.of("workplace"):
        ends = world.headcount(w, year)
        if world.active(w, year) and ends:
            yield Part(**_where(w), size=size_class(ends), low=ends[0], high=ends[1])


def births(world: World, year: int) -> Iterable[Part]:
    """Each company that began within the year."""
    return (Part(**_where(c)) for c in world.of("company") if world.opened(c).year == year >= world.history_from)


def deaths(world: World, year: int) -> Iterable[Part]:
    """Each company that ended within the year."""
    ends = ((c, world.closed(c)) for c in world.of("company"))
    return (Part(**_where(c)) for c, end in ends if end and end.year == year >= world.history_from)


def hidden(world: World, area: str, year: int, threshold: int = 3) -> tuple[set[tuple[str, str]], bool]:
    """The cells of an area that may not be shown, by industry and division, and whether its total may not be either.

    For worlds whose sections have no totals of their own. Cells are hidden one by one, smallest first, until none is left
    under the threshold and whoever knows the hidden ones' sum cannot tell one of them, or that it is small."""
    mine = [
        r
        for r in world.of("employment")
        if (r["area"], r["year"]) == (area, year) and r["industry"] != "*" and r["jobs"]
    ]
    rest = sorted(mine, key=lambda r: (r["jobs"], r["industry"], r["division"]))
    if not rest or rest[0]["jobs"] >= threshold:
        return set(), False
    gone: list[Row] = []
    while rest:
        gone.append(rest.pop(0))
        largest_possible = sum(r["jobs"] for r in gone) - (len(gone) - 1)
        if len(gone) > 1 and largest_possible >= threshold and (not rest or rest[0]["jobs"] >= threshold):
            return {(r["industry"], r["division"]) for r in gone}, False
    return {(r["industry"], r["division"]) for r in gone}, True


def jobs(world: World, year: int, total: bool) -> Iterable[Part]:
    """The publisher's own total of each area, or its industries, as far as they may be shown."""
    for row in world.of("employment"):
        if row["year"] == year and (row["industry"] == "*") == total and row["jobs"] is not None:
            cells, whole = hidden(world, row["area"], year)
            if not (whole if total else (row["industry"], row["division"]) in cells):
                yield Part(**_where(row), low=row["jobs"], high=row["jobs"])


def vacancies(world: World, year: int) -> Iterable[Part]:
    """Positions whose advertisement is open on the stock day; the year of a country's first advertisement is not whole,
    unless it is the running one."""
    for row in world.of("vacancy"):
        first = min(other["published"].year for other in world.of("vacancy") if other["country"] == row["country"])
        if (year > first or year == world.as_of.year) and row["published"] <= world.day(year) <= row["closes"]:
            yield Part(**_where(row), low=row["positions"], high=row["positions"])


def ledger(world: World, kind: str, state: str, year: int) -> Iterable[Part]:
    """What the goal ledger counts until the end of the year in a state of verification: nothing lost or moved within the
    region, and of jobs only those created for good."""
    stands = {row["key"]: row for row in world.of("establishment")}
    for row in world.of(kind):
        dates = ("verified_on", "opened_on", "operating_on", "decided_on", "lead_on", "from_on")
        counted = next(row[name] for name in dates if row.get(name))
        at = row if kind == "establishment" else stands[row["establishment"]]
        moved = at.get("transfer") if row.get("moved") is None else row["moved"]
        fits = at["stage"] != "lost" and not moved and row.get("effect", "direct") == "direct"
        if fits and row.get("kind", "created") == "created" and row["verification"] == state and counted.year <= year:
            amount = row.get("fte", 1)
            yield Part(row["area"], row.get("industry") or "?", low=amount, high=amount)


def population(year: int) -> dict[str, int]:
    """Inhabitants on 31 December of each municipality, as published."""
    found = {}
    with (REFERENCE / "population.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["day"])
            if year == (day.year - 1 if (day.month, day.day) == (1, 1) else day.year):
                found[row["area"]] = int(row["persons"])
    return found


def base(year: int) -> dict[str, int]:
    """What rates are divided by: the newest population published for the year or the two before it."""
    return population(year - 2) | population(year - 1) | population(year)


def summed(
    parts: Iterable[Part], row_of: Mapping[str, str], keep: Callable[[Part], bool], by: str = ""
) -> dict[tuple[str, str], tuple[float, float]]:
    """Sums of both ends by row and category, of the parts that are kept and lie in one of the rows."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for part in parts:
        if part.area in row_of and keep(part):
            cell = (row_of[part.area], getattr(part, by) if by else "")
            low, high = found.get(cell, (0.0, 0.0))
            found[cell] = (low + part.low, high + part.high)
    return found
