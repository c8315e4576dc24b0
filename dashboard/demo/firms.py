"""Companies, their workplaces, and how many have worked there each year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.demo.ground import points
from dashboard.demo.parameters import Parameters, choose
from dashboard.staged import KINDS

Integers = NDArray[np.int64]
EPOCH = date(1970, 1, 1)
OPEN = 10**6  # a closing day that never comes
BANDS = ((0, 0), (1, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 249), (250, 499), (500, 999), (1000, 4999))
FORMS = {"SE": "AB", "NO": "AS"}
CHUNK = 200_000


@dataclass(frozen=True)
class Firms:
    """All companies that ever were, and their workplaces, as columns; days are counted from 1970."""

    opened: Integers
    closed: Integers
    place: Integers  # index into areas × divisions
    sole: NDArray[np.bool_]
    owner: Integers  # of each workplace: its company
    site_area: Integers
    site_opened: Integers
    site_closed: Integers
    site_employees: Integers  # on the last day it was open


def day(value: date) -> int:
    """Days since 1970."""
    return (value - EPOCH).days


def simulate(given: Parameters, scale: int) -> Firms:
    """Births and deaths year by year, from the first year's stock to the as-of date."""
    raw, random = given.raw, given.random("firms")
    years = range(given.first_year, given.as_of.year + 1)
    growth = 1 + raw["birth_rate"] - raw["death_rate"]
    start = round(raw["companies"] * scale / growth ** (len(years) - 1 + 0.75))
    first_day = day(date(given.first_year, 1, 1))
    opened = [first_day - 1 - (random.random(start) ** 1.5 * 365 * 35).astype(np.int64)]
    closed = np.full(start, OPEN)
    for year in years:
        begin, end = day(date(year, 1, 1)), min(day(date(year, 12, 31)), day(given.as_of))
        part = (end - begin + 1) / 365
        active = np.flatnonzero(closed == OPEN)
        ends = active[random.random(len(active)) < raw["death_rate"] * part]
        closed[ends] = begin + (random.random(len(ends)) * (end - begin + 1)).astype(np.int64)
        born = round(len(active) * raw["birth_rate"] * part * (raw["dip_2020"] if year == 2020 else 1.0))
        opened.append(begin + (random.random(born) * (end - begin + 1)).astype(np.int64))
        closed = np.r_[closed, np.full(born, OPEN)]
    starts = np.concatenate(opened)
    place = choose(random, given.workplaces, len(starts))
    sole = random.random(len(starts)) < raw["sole_traders"]
    return _sites(given, starts, closed, place, sole)


def _sites(given: Parameters, opened: Integers, closed: Integers, place: Integers, sole: NDArray[np.bool_]) -> Firms:
    """The workplaces of all companies but sole traders: one where the seat is, and for one in five some more."""
    random, today = given.random("workplaces"), day(given.as_of)
    legal = np.flatnonzero(~sole)
    wanted = given.raw["workplaces"] / (given.raw["companies"] * (1 - given.raw["sole_traders"])) - 1
    chain = random.random(len(legal)) < 0.2
    # a geometric number by uniform draws; those that open late live shorter, hence a little more than wanted
    more = np.where(chain, 1 + np.floor(np.log1p(-random.random(len(legal))) / np.log1p(-0.2 / (wanted * 1.05))), 0)
    owner = np.r_[legal, np.repeat(legal, more.clip(0, 40).astype(np.int64))]
    first = np.arange(len(owner)) < len(legal)
    divisions = len(given.divisions)
    home = place[owner] // divisions
    countries = np.array([area[:2] == "SE" for area in given.areas])
    drawn = choose(random, given.workplaces.sum(axis=1), len(owner))
    crosses = random.random(len(owner)) < 0.03
    allowed = (countries[drawn] == countries[home]) | crosses
    stays = first | (random.random(len(owner)) < 0.6) | ~allowed
    late = opened[owner] + (random.random(len(owner)) * (np.minimum(closed[owner], today) - opened[owner])).astype(
        np.int64
    )
    size = given.jobs_per_workplace[place[owner] % divisions]
    spread = np.exp(random.standard_normal(len(owner)) * 1.1 - 0.6)
    employees = np.minimum(np.rint(size * spread), 2500).astype(np.int64)
    empty = random.random(len(owner)) < np.where(size < 8, 0.35, 0.05)
    return Firms(
        opened, closed, place, sole, owner, np.where(stays, home, drawn), np.where(first, opened[owner], late),
        closed[owner], np.where(empty, 0, employees),
    )  # fmt: skip


def companies(given: Parameters, made: Firms) -> pa.Table:
    """Legal units; sole traders without name, place or address."""
    divisions, count = len(given.divisions), len(made.opened)
    area, division = made.place // divisions, made.place % divisions
    spots = points(given, area, given.random("seats"))
    hidden = made.sole
    codes = np.array(given.areas)[area]
    return _table(
        "company",
        count,
        key=company_keys(given, made),
        country=[code[:2] for code in codes],
        name=_shown(_names(given, codes, division), hidden),
        legal_form=_shown([FORMS[code[:2]] for code in codes], hidden),
        sole_trader=hidden,
        area=codes,
        lat=np.where(hidden, np.nan, spots[:, 1]),
        lon=np.where(hidden, np.nan, spots[:, 0]),
        **_industry(given, division),
        opened=_days(made.opened),
        closed=_days(made.closed),
    )


def company_keys(given: Parameters, made: Firms) -> pa.Array:
    """The key of each company, by its seat's country."""
    codes = np.array(given.areas)[made.place // len(given.divisions)]
    return _keys(codes, "C", np.arange(len(codes)))


def workplaces(given: Parameters, made: Firms) -> pa.Table:
    """Local units where work is done, each on land inside its municipality."""
    count, divisions = len(made.owner), len(given.divisions)
    codes = np.array(given.areas)[made.site_area]
    spots = points(given, made.site_area, given.random("sites"))
    low, high = _known(codes, made.site_employees)
    names = _names(given, np.array(given.areas)[made.place // divisions], made.place % divisions)[made.owner]
    return _table(
        "workplace",
        count,
        key=_keys(codes, "W", np.arange(count)),
        company=company_keys(given, made).take(pa.array(made.owner)),
        country=[code[:2] for code in codes],
        register_kind=["register"] * count,
        name=names,
        area=codes,
        lat=spots[:, 1],
        lon=spots[:, 0],
        area_basis=["stated"] * count,
        **_industry(given, (made.place % divisions)[made.owner]),
        employees_low=low,
        employees_high=high,
        opened=_days(made.site_opened),
        closed=_days(made.site_closed),
    )


def headcount(given: Parameters, made: Firms) -> Iterator[pa.Table]:
    """Employees of each workplace on 31 December of each year (the last: the as-of date), in parts that fit in memory."""
    random = given.random("headcount")
    years = np.arange(given.first_year, given.as_of.year + 1)
    stock = np.array([min(day(date(int(year), 12, 31)), day(given.as_of)) for year in years])
    for begin in range(0, len(made.owner), CHUNK):
        part = slice(begin, begin + CHUNK)
        steps = (random.random((len(made.owner[part]), len(years))) - 0.48) * 0.16
        path = np.exp(np.cumsum(steps[:, ::-1], axis=1)[:, ::-1] * -1 + steps[:, -1:])
        employed = np.rint(made.site_employees[part, None] * path).astype(np.int64)
        open_then = (made.site_opened[part, None] <= stock) & (made.site_closed[part, None] > stock)
        site, year = np.nonzero(open_then)
        codes = np.array(given.areas)[made.site_area[part]]
        low, high = _known(codes[site], employed[site, year])
        keys = _keys(codes, "W", np.arange(begin, begin + len(codes)))
        taken = keys.take(pa.array(site))
        yield _table("headcount", len(site), workplace=taken, year=years[year], employees_low=low, employees_high=high)


def _known(codes: NDArray[np.str_], employees: Integers) -> tuple[Integers, Integers]:
    """What the registers would say: Norway the number from five up, Sweden a size class, both nothing finer below."""
    lows, highs = (np.array(ends) for ends in zip(*BANDS, strict=True))
    band = np.searchsorted(highs, employees).clip(0, len(BANDS) - 1)
    exact = (np.char.startswith(codes, "NO") & (employees >= 5)) | (employees == 0)
    return np.where(exact, employees, lows[band]), np.where(exact, employees, highs[band])


def _industry(given: Parameters, division: Integers) -> dict[str, object]:
    codes = np.array(given.divisions)[division]
    return {
        "industry": np.array(given.sections)[division], "division": codes, "industry_code": codes,
        "industry_version": ["NACE2.1"] * len(codes),
    }  # fmt: skip


def _keys(codes: NDArray[np.str_], kind: str, numbers: Integers) -> pa.Array:
    """Keys that no register could have given: SE-DEMO-C000123."""
    return pa.array([f"{code[:2]}-DEMO-{kind}{number:06}" for code, number in zip(codes, numbers, strict=True)])


def _names(given: Parameters, codes: NDArray[np.str_], division: Integers) -> NDArray[np.object_]:
    """Invented names in the country's language: Demo Fjällvik Skog AB."""
    random, found = given.random("names"), np.empty(len(codes), dtype=object)
    draws = random.integers(0, 1 << 30, (len(codes), 4))
    trades = [
        [given.names["trades"][land].get(s) or given.names["trades"][land]["other"] for s in given.sections]
        for land in ("SE", "NO")
    ]
    for number, (code, kind, draw) in enumerate(zip(codes, division, draws, strict=True)):
        parts, choices = given.names[code[:2]], trades[code[0] == "N"][kind]
        first, second = parts["first"][draw[0] % len(parts["first"])], parts["second"][draw[1] % len(parts["second"])]
        form = parts["forms"][draw[3] % len(parts["forms"])]
        found[number] = f"Demo {first}{second} {choices[draw[2] % len(choices)]} {form}"
    return found


def _shown(values: Iterable[str], hidden: NDArray[np.bool_]) -> list[str | None]:
    return [None if hide else value for value, hide in zip(values, hidden, strict=True)]


def _days(values: Integers) -> pa.Array:
    return pa.array(values.astype(np.int32), pa.int32(), mask=values >= OPEN).cast(pa.date32())


def _table(kind: str, count: int, **columns: object) -> pa.Table:
    """The columns as the kind's schema; what is not given is unknown."""
    schema = KINDS[kind]
    return pa.table(
        {
            field.name: pa.array(columns[field.name], field.type, from_pandas=True)
            if field.name in columns and not isinstance(columns[field.name], pa.Array)
            else columns.get(field.name, pa.nulls(count, field.type))
            for field in schema
        },
        schema=schema,
    )
