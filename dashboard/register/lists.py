"""The goal ledger as a simple list: one establishment a row, with the jobs it gave. CSV or XLSX, whatever its columns' order.

Jobs are full-time equivalents. A row's jobs are created ones unless it says that they are maintained, or has a column
for each. `higher education` is yes, no, or how many of the created jobs ask for it. The same list again updates what it
made: a row's key is the list's own, else area and name. Empty cells leave alone what the register says. Of a Swedish sole
trader neither name nor number is kept.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from dashboard.register.list_jobs import jobs_of
from dashboard.register.list_words import COLUMNS, KINDS, REQUIRED, STAGES, VERIFICATIONS, WITHOUT_PERSONS, programmes
from dashboard.register.records import Edit
from dashboard.register.rows import Row
from dashboard.register.values import Problem
from dashboard.sources import tables
from dashboard.sources.cells import given
from dashboard.sources.intake import Outside, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation, without_persons

# as they are, for the register to read and to judge
ALIKE = (
    "industry",
    "lead_on",
    "decided_on",
    "opened_on",
    "operating_on",
    "lost_on",
    "activity",
    "transfer",
    "evidence",
    "verified_on",
)
SHARED = ("programme", "verification", "verified_on", "evidence")  # by an establishment and its jobs
JOBS = {
    ("created", True): "-created-he", ("created", False): "-created",
    ("maintained", True): "-kept-he", ("maintained", False): "-kept",
}  # fmt: skip
KEY = 40  # characters at most


def read(path: Path) -> list[Row]:
    """An establishment and its jobs for each row; a row that cannot be read has its problem. Raises UserError for a file
    without the columns."""
    file, seen, sole_traders = File(path), set[str](), Counter[str]()
    found: list[Row] = []
    for row in tables.rows(file, COLUMNS, REQUIRED):
        try:
            edits = list(_edits(row, sole_traders))
            if edits[0].key in seen:
                raise Unusable("duplicate", edits[0].key)
            seen.add(edits[0].key)
            found += [Row("", row.line, edit, {}) for edit in edits]
        except Outside:
            found.append(_unusable(row, Problem("area", "outside", {"text": without_persons(row["area"] or "")})))
        except Unusable as bad:
            found.append(_unusable(row, Problem("", bad.reason, {"text": without_persons(bad.detail)})))
    return found


def _unusable(row: tables.Row, problem: Problem) -> Row:
    return Row("", row.line, Edit("establishment", {}), {}, [problem])


def _edits(row: tables.Row, sole_traders: Counter[str]) -> Iterator[Edit]:
    """The establishment first, then its jobs, or that it has none (any more)."""
    unit = given(organisation, row["orgnr"])
    person = unit is not None and not unit.number
    if not row["area"]:
        raise Unusable("no_area")
    area = municipality(row["area"])
    kept = {column: cell for column, cell in row.cells.items() if cell and not (person and column in WITHOUT_PERSONS)}
    sole_traders[area] += person
    name = kept.get("name") or (f"{area}-sole-{sole_traders[area]}" if person else "")
    if not name:
        raise Unusable("no_name")
    key = _key(row["key"] or (name if person else f"{area}-{tables.plain(name)}"), KEY)
    if not (stage := _word(STAGES, row["stage"], "stage")):
        raise Unusable("stage")
    values: dict[str, object] = {column: kept[column] for column in ALIKE if column in kept}
    values |= {"name": name, "area": area, "stage": stage, "company": kept.get("orgnr")}
    values |= {"programme": _programme(row["programme"])}
    values |= {"verification": _word(VERIFICATIONS, row["verification"], "verification")}
    yield Edit("establishment", _stated(values), key)
    if any(column in row.cells for column in ("jobs", "created", "maintained")):
        jobs = jobs_of(row, _word(KINDS, row["kind"], "job_kind") or "created")
        shared = {name: values.get(name) for name in SHARED}
        for (kind, higher), ending in JOBS.items():
            own = {"establishment": key, "kind": kind, "positions": jobs[kind, higher], "higher_education": higher, "share": 100,
                   "contract": "permanent"}  # fmt: skip
            none = jobs[kind, higher] <= 0
            at = _key(key, KEY - len("-created-he")) + ending
            yield Edit("job_result", {} if none else _stated({**own, **shared}), at, remove=none)


def _stated(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _key(wanted: str, most: int) -> str:
    """A key that a workbook takes, the same each time: what has other signs or is longer ends in its digest instead."""
    if re.fullmatch(rf"[0-9A-Za-z_-]{{1,{most}}}", wanted):
        return wanted
    return f"{re.sub('[^0-9A-Za-z_-]+', '-', wanted)[: most - 9]}-{sha256(wanted.encode()).hexdigest()[:8]}"


def _word(words: dict[str, tuple[str, ...]], stated: str | None, reason: str) -> str | None:
    """The term that a word in one of the languages stands for."""
    if not stated:
        return None
    for term, said in words.items():
        if stated.casefold() in said:
            return term
    raise Unusable(reason, stated)


def _programme(stated: str | None) -> str | None:
    """A programme's key; empty means the current one."""
    if not stated:
        return None
    for key, names in programmes().items():
        if stated.casefold() in names:
            return key
    raise Unusable("programme", stated)
