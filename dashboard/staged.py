"""Staged rows: the seam between those who read files (sources, demo) and the warehouse.

A release is one imported file (or the demonstration set) as a folder ``<staged>/<source>/<as-of>_<digest>/`` with one
Parquet file per kind of row, ``reject.parquet`` for the rows that cannot be used, and ``release.json``.
Writing a release is atomic: a folder appears only when it is whole.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 100_000  # rows of a kind that are in memory at most, and stand together in its file
_DRAFT = ".draft-"
TEXT, INT, REAL, DAY, FLAG = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()


def _schema(**fields: pa.DataType) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in fields.items()])


# Keys are text with the country in front (SE-2380, NO-923609016). Empty means unknown; text is never "" but null.
# `industry` is a NACE 2.1 section letter, `division` two digits, `industry_code` the code as it came with its
# `industry_version` (NACE2.1, SNI2025, SN2025, SNI2007, SN2007, NACE2 or "unlabelled").
# `employees` is an exact headcount; `employees_low`/`employees_high` hold a band where only that is known.
_INDUSTRY = {"industry": TEXT, "division": TEXT, "industry_code": TEXT, "industry_version": TEXT}
_EMPLOYEES = {"employees": INT, "employees_low": INT, "employees_high": INT}
_PLACE = {"area": TEXT, "lat": REAL, "lon": REAL}

KINDS: dict[str, pa.Schema] = {
    # a legal unit; area and point are its seat's; area_basis is stated or, where the area is only what the postal address
    # tells, locality; active is what a register says of it on its day, without saying since when
    "company": _schema(
        key=TEXT,
        country=TEXT,
        name=TEXT,
        legal_form=TEXT,
        sole_trader=FLAG,
        active=FLAG,
        no_marketing=FLAG,
        **_PLACE,
        area_basis=TEXT,
        address=TEXT,
        postcode=TEXT,
        locality=TEXT,
        **_INDUSTRY,
        **_EMPLOYEES,
        opened=DAY,
        closed=DAY,
        website=TEXT,
    ),
    # a local unit; register_kind is register, inspection, plant or place; area_basis is stated, polygon, nearest
    # (within 2 km of the polygon) or locality
    "workplace": _schema(
        key=TEXT,
        company=TEXT,
        orgnr=TEXT,
        country=TEXT,
        register_kind=TEXT,
        name=TEXT,
        **_PLACE,
        area_basis=TEXT,
        address=TEXT,
        postcode=TEXT,
        locality=TEXT,
        **_INDUSTRY,
        **_EMPLOYEES,
        opened=DAY,
        closed=DAY,
        detail=TEXT,  # one more fact as name=value: inspected=2024-07-11, megawatts=29.54
    ),
    # a workplace's headcount on 31 December of a year
    "headcount": _schema(workplace=TEXT, year=INT, **_EMPLOYEES),
    # jobs at workplaces in the area; industry "*" is the publisher's own total; status ok, suppressed, missing …
    "employment": _schema(area=TEXT, industry=TEXT, division=TEXT, year=INT, jobs=INT, status=TEXT),
    "population": _schema(area=TEXT, day=DAY, sex=TEXT, age=TEXT, persons=INT),
    "vacancy": _schema(
        key=TEXT,
        country=TEXT,
        employer=TEXT,
        employer_name=TEXT,
        title=TEXT,
        **_PLACE,
        industry=TEXT,
        division=TEXT,
        occupation=TEXT,  # ISCO-08, one to four digits
        occupation_code=TEXT,  # as it came, with the classification it belongs to: SSYK2012, STYRK08 or ISCO08
        occupation_version=TEXT,
        positions=INT,
        higher_education=FLAG,
        published=DAY,
        closes=DAY,
    ),
    # the goal ledger; stage lead, decided, opened, operating or lost; verification verified, reported or expected
    "establishment": _schema(
        key=TEXT,
        programme=TEXT,
        name=TEXT,
        company=TEXT,
        area=TEXT,
        industry=TEXT,
        stage=TEXT,
        lead_on=DAY,
        decided_on=DAY,
        opened_on=DAY,
        operating_on=DAY,
        lost_on=DAY,
        verification=TEXT,
        verified_on=DAY,
        evidence=TEXT,
        activity=TEXT,
        transfer=FLAG,
        counted_with=TEXT,  # key of the same firm's row across the border
    ),
    # jobs of the goal ledger in full-time equivalents; kind created or maintained
    "job_result": _schema(
        key=TEXT,
        programme=TEXT,
        establishment=TEXT,
        area=TEXT,
        kind=TEXT,
        fte=REAL,
        from_on=DAY,
        higher_education=FLAG,
        contract=TEXT,  # permanent or temporary
        effect=TEXT,  # direct, construction, indirect or induced; only direct ones count
        moved=FLAG,  # the job was there before, elsewhere in the region
        verification=TEXT,
        verified_on=DAY,
        evidence=TEXT,
    ),
    # greenhouse gases emitted in the area, tonnes of CO2 equivalents a year; sector "*" is the publisher's own total
    "emission": _schema(area=TEXT, sector=TEXT, year=INT, tonnes=REAL, status=TEXT),
    # a figure as its publisher gives it, unprocessed; areas may be counties and countries (SE-23, NO), the period a
    # year, quarter, month or day; breakdown says which part it is about, in the publisher's words, or is empty
    "indicator": _schema(
        indicator=TEXT,  # the publisher's own id: N03702, TAB6471
        title=TEXT,
        unit=TEXT,
        area=TEXT,
        period=TEXT,
        breakdown=TEXT,
        value=REAL,
        status=TEXT,
    ),
    # a research project with an organisation in the area; amount is what the organisation got, where it is known
    "rd_project": _schema(
        key=TEXT,
        country=TEXT,
        organisation=TEXT,  # key of the legal unit
        organisation_name=TEXT,
        area=TEXT,
        title=TEXT,
        programme=TEXT,
        role=TEXT,  # coordinator or participant
        amount=REAL,
        currency=TEXT,
        started=DAY,
        ended=DAY,
        grant_number=TEXT,  # the funder and its own number, EU-869383 or NFR-301317: the same project in two sources
    ),
    # an identifier of a research organisation with its names, all of them parted by "|"; area is empty for one that is
    # seated elsewhere in Sweden or Norway
    "organisation_id": _schema(
        key=TEXT,
        scheme=TEXT,  # ror
        id=TEXT,
        country=TEXT,
        name=TEXT,
        name_sv=TEXT,
        name_nb=TEXT,
        name_en=TEXT,
        names=TEXT,
        kind=TEXT,  # the scheme's own: education, facility, company …, several parted by commas
        active=FLAG,
        **_PLACE,
        locality=TEXT,
        website=TEXT,
    ),
    # kronor for one euro, the average of a whole year
    "exchange_rate": _schema(year=INT, currency=TEXT, per_eur=REAL),
    "rd_organisation": _schema(
        key=TEXT,
        country=TEXT,
        company=TEXT,  # key of the legal unit, where it is known
        name_sv=TEXT,
        name_nb=TEXT,
        name_en=TEXT,
        kind=TEXT,
        **_PLACE,
        website=TEXT,
    ),
    # a department, group or centre of an organisation; terms are keys of data/reference/expertise.csv, offers and
    # languages keys of the message files, each separated by commas
    "rd_unit": _schema(
        key=TEXT,
        organisation=TEXT,
        name_sv=TEXT,
        name_nb=TEXT,
        name_en=TEXT,
        field=TEXT,
        **_PLACE,
        expertise=TEXT,
        terms=TEXT,
        languages=TEXT,
        offers=TEXT,
        website=TEXT,
    ),
    # contact points counted by unit, field and area: never who
    "rd_capacity": _schema(
        organisation=TEXT,
        unit=TEXT,  # key of the unit, where it is known
        unit_sv=TEXT,
        unit_nb=TEXT,
        unit_en=TEXT,
        function_sv=TEXT,
        function_nb=TEXT,
        function_en=TEXT,
        field=TEXT,
        area=TEXT,
        contact_points=INT,
    ),
    # what a company and a unit have done together; form is visit, project, thesis, test or service
    "rd_link": _schema(key=TEXT, unit=TEXT, company=TEXT, name=TEXT, area=TEXT, form=TEXT, started=DAY),
    # what a company asks for: never its name or words; status open, matched or closed
    "need": _schema(key=TEXT, area=TEXT, field=TEXT, terms=TEXT, status=TEXT, recorded_on=DAY),
    # kind is cluster or working_group
    "cluster": _schema(
        key=TEXT, name_sv=TEXT, name_nb=TEXT, name_en=TEXT, kind=TEXT, industry=TEXT, started=DAY, ended=DAY
    ),
    # member is the key of a company of the register, or of an organisation of the project's own records; role is lead,
    # board, member or observer; kind is company, research, public or association
    "cluster_member": _schema(
        cluster=TEXT, member=TEXT, name=TEXT, area=TEXT, kind=TEXT, role=TEXT, joined=DAY, left_on=DAY
    ),
    # form is physical, online or both
    "meeting": _schema(key=TEXT, cluster=TEXT, day=DAY, title=TEXT, area=TEXT, form=TEXT, participants=INT),
    "residual_flow": _schema(
        key=TEXT,
        workplace=TEXT,
        company=TEXT,
        name=TEXT,
        area=TEXT,
        lat=REAL,
        lon=REAL,
        direction=TEXT,  # offered or wanted
        form=TEXT,  # material, heat, cold or transport
        material_sv=TEXT,
        material_nb=TEXT,
        material_en=TEXT,
        ewc=TEXT,
        tonnes_per_year=REAL,
        mwh_per_year=REAL,  # of heat and cold
        jobs=REAL,  # full-time equivalents that its use may give
        from_on=DAY,
        until_on=DAY,
        status=TEXT,  # open, matched or ended
        matched_with=TEXT,  # key of the flow on the other end
    ),
    # from a finding to what became of it; stage is finding, proposal, decision or follow_up, theme bio, circular or other
    "policy_item": _schema(
        key=TEXT,
        title=TEXT,
        area=TEXT,
        theme=TEXT,
        stage=TEXT,
        finding=TEXT,
        proposal=TEXT,
        decision=TEXT,
        decided_by=TEXT,
        decided_on=DAY,
        follow_up=TEXT,
        follow_up_on=DAY,
    ),
    # a test of an AI method, and what people decided after it
    "ai_test": _schema(
        key=TEXT,
        title=TEXT,
        question=TEXT,
        method=TEXT,
        data=TEXT,
        result=TEXT,
        decision=TEXT,
        tested_on=DAY,
        decided_on=DAY,
    ),
    # an editor's word on which company a party is (see marts/party.sql for its key); without a company: none of them
    "identity_ruling": _schema(mention=TEXT, company=TEXT),
}
# a row that cannot be used: where it stood, what it said (cut at 500 characters, names of persons left out), and why;
# `reason` is a key of the message files and `detail` the words that fill it
REJECT = _schema(line=INT, reason=TEXT, detail=TEXT, text=TEXT)
SCHEMAS = {**KINDS, "reject": REJECT}


@dataclass(frozen=True)
class Release:
    """What was read, when, from where, under which licence (by the source's name in sources.toml), how many rows."""

    source: str
    file: str
    digest: str  # SHA-256 of the file as it came
    as_of: date  # the day the data describes
    read_at: datetime
    rows: int  # rows read
    accepted: int
    outside: int  # rows outside the 46 municipalities: not an error
    rejected: int
    complete: bool  # the whole register: what is absent from it has ended; else a part, which only adds or replaces
    demo: bool = False
    note: str = ""
    history_from: int | None = None  # first year since when it also holds what has ended; None: the year of as_of
    area: str = ""  # the countries whose rows it holds whole, such as NO,SE; "" the region's only

    @property
    def name(self) -> str:
        """The folder's name; sorts by as-of date."""
        return f"{self.as_of:%Y-%m-%d}_{self.digest[:12]}"

    def lacks(self, countries: Collection[str]) -> bool:
        """Whether rows of countries that are kept whole now were left out of it."""
        return bool(self.outside and set(countries) - set(self.area.split(",")))


class Draft:
    """A release in the making below ``folder`` (the staged folder): its rows come in parts, so that a register never is
    in memory whole, and it appears at once when it is finished.

    To be used in a ``with`` block, which removes what was not finished, and what killed processes left behind: a draft is
    locked by who writes it, and the lock goes with the process.
    """

    def __init__(self, folder: Path, source: str) -> None:
        self._parent = folder / source
        self._made: tuple[Path, int] | None = None
        self._waiting: dict[str, list[pa.RecordBatch]] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> "Draft":
        for left in self._parent.glob(f"{_DRAFT}*"):
            with suppress(OSError):  # another process writes it, or has swept it
                handle = _locked(left, fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
                os.close(handle)
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
        if self._made:
            shutil.rmtree(self._made[0], ignore_errors=True)
            os.close(self._made[1])
            for empty in (self._parent, self._parent.parent):
                with suppress(OSError):
                    empty.rmdir()

    @property
    def folder(self) -> Path:
        """Where the draft is kept: made when it is first needed, gone when the block ends."""
        while not self._made:
            self._parent.mkdir(parents=True, exist_ok=True)
            made = self._parent / f"{_DRAFT}{uuid4().hex}"
            with suppress(FileNotFoundError):  # another process took it for left behind before it was locked
                made.mkdir()
                handle = _locked(made)
                if made.exists():
                    self._made = made, handle
                else:
                    os.close(handle)
        return self._made[0]

    def write(self, kind: str, rows: pa.Table) -> None:
        """Add rows of a kind, or of "reject"."""
        waiting = self._waiting.setdefault(kind, [])
        waiting += rows.cast(SCHEMAS[kind]).to_batches()
        if sum(part.num_rows for part in waiting) >= ROW_GROUP:
            self._flush(kind)

    def finish(self, release: Release) -> Path:
        """Make the draft the release, in place of an equal one, and return the folder it has now."""
        self.write("reject", REJECT.empty_table())
        for kind in self._waiting:
            self._flush(kind)
            self._writers[kind].close()
        (self.folder / "release.json").write_text(json.dumps(asdict(release), default=str, indent=1))
        target = self._parent / release.name
        shutil.rmtree(target, ignore_errors=True)
        return self.folder.rename(target)

    def _flush(self, kind: str) -> None:
        if kind not in self._writers:
            self._writers[kind] = pq.ParquetWriter(self.folder / f"{kind}.parquet", SCHEMAS[kind], compression="zstd")
        self._writers[kind].write_table(pa.Table.from_batches(self._waiting[kind], SCHEMAS[kind]))
        self._waiting[kind] = []


def _locked(folder: Path, how: int = 0) -> int:
    """A handle that holds the folder's lock. Raises OSError where there is no folder, or nothing to wait for."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | how)
    except OSError:
        os.close(handle)
        raise
    return handle


def write_release(
    folder: Path, release: Release, tables: Mapping[str, pa.Table | Iterable[pa.Table]], rejects: pa.Table | None = None
) -> Path:
    """Write a release below ``folder`` (the staged folder) and return its own folder; an equal one is replaced.

    A kind that does not fit in memory is given as an iterator of tables."""
    with Draft(folder, release.source) as draft:
        for kind, given in tables.items():
            for part in (KINDS[kind].empty_table(), *([given] if isinstance(given, pa.Table) else given)):
                draft.write(kind, part)
        if rejects:
            draft.write("reject", rejects)
        return draft.finish(release)


def rows_of(
    folder: Path, kind: str, columns: Sequence[str], source: str = ""
) -> Iterator[tuple["Release", dict[str, Any]]]:
    """The rows of a kind below the staged folder, with those columns and their release; of one ``source``, or of all."""
    for path, release in releases(folder):
        if source in ("", release.source) and (file := path / f"{kind}.parquet").exists():
            for batch in pq.ParquetFile(file).iter_batches(columns=list(columns)):
                yield from ((release, row) for row in batch.to_pylist())


def releases(folder: Path) -> Iterator[tuple[Path, Release]]:
    """Every whole release below the staged folder, oldest as-of date first within each source."""
    for path in sorted(folder.glob("*/[0-9]*/release.json")):
        if release := release_in(path.parent):
            yield path.parent, release


def release_in(folder: Path) -> Release | None:
    """The release that a folder holds; None where there is none."""
    try:
        fields = json.loads((folder / "release.json").read_text())
    except FileNotFoundError:
        return None
    fields["as_of"] = date.fromisoformat(fields["as_of"])
    fields["read_at"] = datetime.fromisoformat(fields["read_at"])
    return Release(**fields)
