"""Advertised jobs of the last 24 months, most of them by companies of the demonstration."""

import csv
from datetime import timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.demo.firms import OPEN, Firms
from dashboard.demo.parameters import Parameters, choose
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import KINDS

UNSAID = 0.06  # advertisements that do not say whether they ask for higher education
UNNUMBERED = 0.08  # advertisements by a company whose number they do not give
LANDS = {
    "SE": {"employer": "Demo arbetsgivare", "title": "title_sv", "code": "ssyk", "version": "SSYK2012"},
    "NO": {"employer": "Demo arbeidsgiver", "title": "title_nb", "code": "styrk", "version": "STYRK08"},
}

# how a name is written by those who give no number
WAYS = (
    str.upper,
    lambda name: name.rsplit(" ", 1)[0],  # without its legal form
    lambda name: f"{name} avd. 2",
    lambda name: name[:10] + name[9:],  # misspelt
)


def vacancies(given: Parameters, scale: int, made: Firms, companies: pa.Table) -> pa.Table:
    """Advertisements with occupation, positions, and whether higher education is asked for (ISCO 1 to 3), each where
    its industry has its jobs; most ask 30 to 200 days. The employer is a company of the place and industry, if there is
    one."""
    with (DEMO_PARAMETERS / "occupations.csv").open(encoding="utf-8") as file:
        occupations = list(csv.DictReader(file))
    random, count = given.random("vacancies"), given.raw["vacancies"] * scale
    by_division = {code: number for number, code in enumerate(given.divisions)}
    job = choose(random, np.array([float(o["weight"]) for o in occupations]), count)
    divisions = np.array([by_division[o["division"]] for o in occupations])[job]
    area = _places(given, divisions, random)
    ago, open_for = random.integers(0, 730, count), random.integers(30, 240, count)
    positions = 1 + (random.random(count) ** 6 * 9).astype(int)
    unsaid = random.random(count) < UNSAID
    employers = _employers(given, area * len(given.divisions) + divisions, made, companies)
    rows = []
    for number in range(count):
        key, occupation = given.areas[area[number]], occupations[job[number]]
        published, land = given.as_of - timedelta(days=int(ago[number])), LANDS[key[:2]]
        rows.append(
            {
                "key": f"{key[:2]}-DEMO-V{number:06}", "country": key[:2], "area": key,
                "employer": employers[number][0], "employer_name": employers[number][1] or land["employer"],
                "title": occupation[land["title"]], "occupation": occupation["isco"],
                "occupation_code": occupation[land["code"]], "occupation_version": land["version"],
                "industry": given.sections[divisions[number]], "division": given.divisions[divisions[number]],
                "positions": int(positions[number]),
                "higher_education": None if unsaid[number] else occupation["isco"][0] in "123",
                "published": published, "closes": published + timedelta(days=int(open_for[number])),
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=KINDS["vacancy"])


def _places(given: Parameters, divisions: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    """An area for each of ``divisions`` (indices), with the chance of its share of that division's jobs."""
    area = np.empty_like(divisions)
    for division in np.unique(divisions):
        mine = divisions == division
        area[mine] = choose(random, given.jobs[:, division], int(mine.sum()))
    return area


def _employers(
    given: Parameters, place: NDArray[np.int64], made: Firms, companies: pa.Table
) -> list[tuple[str | None, str | None]]:
    """Number and name of a company at each ``place`` (an index into areas × divisions); some give no number and write the
    name their own way."""
    random = given.random("employers")
    able = np.flatnonzero((made.closed == OPEN) & ~made.sole)
    able = able[np.argsort(made.place[able], kind="stable")]
    first, last = (np.searchsorted(made.place[able], place, side) for side in ("left", "right"))
    chosen = able[(first + random.random(len(place)) * (last - first)).astype(int).clip(max=len(able) - 1)]
    way = (random.random(len(place)) / UNNUMBERED * len(WAYS)).astype(int)
    named = companies.select(["key", "name"]).take(pa.array(chosen))
    keys, names = (named.column(column).to_pylist() for column in ("key", "name"))
    return [
        (None, None) if nobody else (None, WAYS[how](name)) if how < len(WAYS) else (key, name)
        for nobody, how, key, name in zip(first == last, way, keys, names, strict=True)
    ]
