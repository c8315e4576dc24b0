"""Generate the whole set as one release, which goes through the very same build as real data."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from dashboard.demo import emissions, employment, firms, population, records, vacancies
from dashboard.demo.parameters import parameters
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import Release, write_release

Report = Callable[[str, float], None]


def generate(staged: Path, *, scale: int = 1, report: Report = lambda *_: None) -> Release:
    """Write the release ``demo`` below ``staged`` and return it. ``scale`` multiplies companies, workplaces and
    vacancies; areas, industries and the project's records stay. The same parameters give the same rows everywhere."""
    given = parameters()
    report("companies", 0.0)
    made = firms.simulate(given, scale)
    report("workplaces", 0.3)
    companies = firms.companies(given, made)
    tables = {
        "company": companies,
        "workplace": firms.workplaces(given, made),
        "employment": employment.employment(given),
        "population": population.population(given),
        "emission": emissions.emissions(given),
        "vacancy": vacancies.vacancies(given, scale, made, companies),
        **records.records(given, made),
    }
    report("headcount", 0.6)
    digest = sha256(str(scale).encode())
    for path in sorted(DEMO_PARAMETERS.iterdir()):
        digest.update(path.read_bytes())
    rows = sum(table.num_rows for table in tables.values())
    # read_at is fixed, so that two runs write the same release
    read_at = datetime.combine(given.as_of, datetime.min.time(), UTC).replace(tzinfo=None)
    release = Release(
        "demo", "data/demo", digest.hexdigest(), given.as_of, read_at, rows, rows, 0, 0, complete=True, demo=True,
        history_from=given.first_year,
    )  # fmt: skip
    write_release(staged, release, {**tables, "headcount": firms.headcount(given, made)})
    report("done", 1.0)
    return release
