"""Persons' numbers, planted wherever somebody can type or a file can carry one, are nowhere afterwards: not in a byte of the
register, its log, the staged rows, the archive, the warehouse, the file over it, exports, backups or what was logged."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook, load_workbook

from dashboard import assembly
from dashboard.errors import UserError
from dashboard.exports import workbook
from dashboard.i18n import words
from dashboard.register import lists, planning, sheets
from dashboard.register.backup import backup
from dashboard.register.records import Edit
from dashboard.register.schema import KINDS
from dashboard.register.store import Invalid, Register
from dashboard.settings import settings
from dashboard.sources.importing import import_file
from dashboard.warehouse.engine import Engine
from tests.databases import ANNA, BO, LEAST, filled

# a Swede's in every spelling (a sole trader's organisation number is the same), a coordination number, and a Norwegian's
NUMBERS = ("640823-3234", "6408233234", "19640823-3234", "196408233234", "640823 3234", "19640823 3234", "SE640823323401",
           "701063-2391", "15076500565", "150765 00565")  # fmt: skip
DIGITS = ("6408233234", "7010632391", "15076500565")


def traces(text: str) -> set[str]:
    """Which of the planted numbers stand in a text, however they are spaced or joined with hyphens."""
    return {number for number in DIGITS if re.search("[ \\-\u2013\u00a0]?".join(number), text)}


def test_the_scan_finds_what_is_there() -> None:
    """Each spelling, also in the middle of other text; else the other tests would say nothing."""
    assert all(traces(f"abc{number}def") for number in NUMBERS)
    assert {found for number in NUMBERS for found in traces(number)} == set(DIGITS)


def stored(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder as text: its bytes and name, and what is packed in it unpacked."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        yield str(path), f"{path.name} {content.decode('utf-8', 'replace')} {content.decode('utf-16-le', 'replace')}"
        if path.suffix == ".parquet":
            yield str(path), str(pq.read_table(path).to_pylist())
        elif path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                for (name,) in connection.execute("select table_name from information_schema.tables").fetchall():
                    yield f"{path} {name}", str(connection.execute(f'from "{name}"').fetchall())
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path} {name}", archive.read(name).decode("utf-8", "replace")


def typed(register: Register, number: str) -> int:
    """Type the number into every field of every kind, as a new record and as a change, as a key, a draft, a company, a
    file's name and a field that there is not; gives how many were refused."""
    refused = 0
    for name, kind in KINDS.items():
        there = register.all(ANNA, name)[0]
        for field in (*[field.name for field in kind.fields], "unknown"):
            for text in (number, f"Ring {number}, helst i dag", f"={number}"):
                for key, version in (("", 0), (there["key"], there["version"])):
                    try:
                        there = register.save(BO, name, {**LEAST[name], field: text}, key, version)
                    except Invalid as told:
                        assert not traces(str(told))
                        refused += 1
            register.keep_draft(BO, name, "", {**LEAST[name], field: f"Ring {number}"})
            register.keep_draft(BO, name, there["key"], {field: [number]})
        with suppress(Invalid):
            register.save(BO, name, LEAST[name], key=number)
    register.apply(ANNA, [Edit("cluster", {"name_sv": f"Kluster {number[:2]}"})], f"{number}.xlsx")
    return refused


@pytest.mark.parametrize("number", NUMBERS)
def test_no_field_takes_a_persons_number(number: str, sqlite_register: Register) -> None:
    """Each text, number, company, reference and choice refuses it; nothing of it is in a byte of the file or its log."""
    filled(sqlite_register)
    assert typed(sqlite_register, number) > 400
    path = Path(str(sqlite_register.engine.url.database))
    assert [name for name, text in stored(path.parent) if traces(text)] == []


def ledger(number: str) -> bytes:
    """The simple list: a sole trader, a firm with a number in its evidence, and one without."""
    return (
        "namn;organisationsnummer;kommun;skede;öppnad;jobb;underlag;aktivitet\n"
        f"Eva Eks Snickeri;{number};Östersund;öppnad;2026-03-01;1;Avtal;Råd\n"
        f"Ås Fisk;923609016;5001;öppnad;2026-03-01;2;Avtal {number};Råd {number}\n"
        f"{number};;Åre;öppnad;2026-03-01;2;Avtal;Råd\n"
        "Trä AB;;Krokom;öppnad;2026-03-01;2;Avtal;Råd\n"
    ).encode()


def places(number: str) -> bytes:
    """A list of workplaces with the same."""
    return (
        "nyckel;namn;organisationsnummer;kommun;SNI-kod\n"
        f"1;Eva Eks Snickeri;{number};Östersund;16.10\n{number};Trä;;Åre;16.10\n2;Ring {number};;Krokom;16.10\n"
        "3;Jämtkraft AB;556001-6064;Östersund;35.14\n"
    ).encode()


def filled_in(register: Register, number: str) -> bytes:
    """The register's own workbook, in which somebody typed the number into every cell of a new row of every sheet."""
    book = load_workbook(io.BytesIO(workbook.write(register, ANNA, words("sv"), filled=True)))
    for sheet in book.worksheets:
        row = sheet.max_row + 1
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column, number if column % 2 else f"Ring {number}")
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def take_in(register: Register, folder: Path, number: str) -> None:
    """The number through the workbook, the simple list and a publisher's file, also in the files' names."""
    for name, content in (("lista.csv", ledger(number)), (f"{number}.csv", ledger(number))):
        (folder / name).write_bytes(content)
        planned = planning.plan(register, ANNA, lists.read(folder / name), partly=True)
        assert not traces(str([line.outcome.problems for line in planned.lines]))
        planning.carry_out(register, ANNA, planned, name)
    read = workbook.read(sheets.upload("arbetsbok.xlsx", filled_in(register, number)), "arbetsbok.xlsx")
    planned = planning.plan(register, ANNA, read.rows)
    assert planned.count("rejected") and not planned.possible
    for name in ("platser.csv", f"platser_{number}.csv"):
        (folder / name).write_bytes(places(number) + name.encode() + b";Annan AB;;Ragunda;16.10\n")
        with suppress(UserError):
            import_file(folder / name, "places")


def test_none_is_kept_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed, imported and built: the register, the archive, staged rows, warehouse, file over it, workbook, backup and logs."""
    data, desk = tmp_path / "data", tmp_path / "desk"
    desk.mkdir()
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    settings.cache_clear()
    with closing(assembly.open_register()) as register:
        filled(register)
        for number in NUMBERS[::3]:
            typed(register, number)
            take_in(register, desk, number)
        warehouse = assembly.assemble(demo=False)
        engine = Engine(warehouse)
        facts = engine.facts
        engine.close()
        assembly.put_over(register, warehouse, data / "records.duckdb", "stamp", facts.as_of)
        assembly.build_public(data / "public.duckdb")
        (data / "register.xlsx").write_bytes(workbook.write(register, ANNA, words("nb"), filled=True))
        backup(register, data / "register.zip")
        said: dict[str, Any] = {name: traces(text) for name, text in stored(data)}
        assert {name: found for name, found in said.items() if found} == {}
        assert len(said) > 100 and "Trä AB" in str(register.all(ANNA, "establishment"))
    printed = capsys.readouterr()
    assert not traces(printed.out + printed.err)
