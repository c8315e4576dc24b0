"""What nobody should have in a workbook: macros, formulas, bombs, paths and markup. Refused in a sentence, or harmless."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.exports import workbook
from dashboard.i18n import LANGUAGES, words
from dashboard.register import planning, sheets
from dashboard.register.store import Register
from tests.databases import ANNA, filled, sqlite_register
from tests.exports.workbooks import put, with_part, worked_on

__all__ = ["sqlite_register"]
EN = words("en")
SHEET = "xl/worksheets/sheet2.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{f"&{chr(98 + n)};" * 20}">' for n in range(9))
    + "]><worksheet>&k;</worksheet>"
)


@pytest.fixture
def template(sqlite_register: Register) -> bytes:
    """An empty template."""
    return workbook.write(sqlite_register, ANNA, EN, filled=False)


def refused(content: bytes, name: str = "book.xlsx") -> UserError:
    """Why it is not read; the sentence is there in three languages."""
    with pytest.raises(UserError) as caught:
        sheets.upload(name, content)
    for language in LANGUAGES:
        assert words(language)(caught.value.key, **caught.value.values)
    return caught.value


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "macros": (lambda book: with_part(book, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"), "workbook.macros"),
    "macros of old": (lambda book: with_part(book, "xl/macrosheets/sheet1.xml", b"<x/>"), "workbook.macros"),
    "controls": (lambda book: with_part(book, "xl/activeX/activeX1.bin", b"x"), "workbook.macros"),
    "bomb": (lambda book: with_part(book, "xl/media/a.bin", bytes(60_000_000)), "sources.too_large"),
    "large": (lambda book: with_part(book, "xl/media/a.bin", bytes(range(256)) * 400_000), "sources.too_large"),
    "laughs": (lambda book: with_part(book, SHEET, LAUGHS.encode()), "sources.damaged"),
    "not XML": (lambda book: with_part(book, SHEET, b"\x00\x01"), "sources.damaged"),
    "cut off": (lambda book: book[: len(book) // 2], "sources.damaged"),
    "protected": (lambda _: b"\xd0\xcf\x11\xe0" + bytes(600), "sources.protected"),
    "list": (lambda _: b"name;area\nA;5001\n", "workbook.not_one"),
    "web page": (lambda _: b"<html></html>", "sources.web_page"),
    "nothing": (lambda _: b"", "sources.empty"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_not_safe_is_refused(template: bytes, what: str) -> None:
    """Whatever its name says, before any cell of it is used."""
    made, key = BAD[what]
    assert refused(made(template)).key == key


def test_a_workbook_of_something_else_is_refused(template: bytes) -> None:
    """Sheets of which none is known say nothing; it is told what to do instead."""

    def work(book: object) -> None:
        for sheet in book.worksheets[1:]:  # type: ignore[attr-defined]
            book.remove(sheet)  # type: ignore[attr-defined]
        book.worksheets[0].title = "Budget"  # type: ignore[attr-defined]

    with pytest.raises(UserError) as caught:
        workbook.read(sheets.upload("a.xlsx", worked_on(template, work)), "a.xlsx")
    assert caught.value.key == "workbook.foreign"


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "='file:///etc/[passwd]Sheet1'!A1", "#REF!", "@SUM(A1)",
     "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"],
)  # fmt: skip
def test_formulas_are_never_run_and_never_stored(sqlite_register: Register, template: bytes, cell: str) -> None:
    """A formula, a DDE call, a link into another file: a problem of that cell, and nothing goes in."""
    content = worked_on(
        template,
        lambda book: put(book["Establishments"], 2, Company_name=cell, Municipality="Åre", Lead_on="2026-01-01"),
    )
    plan = planning.plan(sqlite_register, ANNA, workbook.read(sheets.upload("a.xlsx", content), "a.xlsx").rows)
    [told] = workbook.told(plan, EN)
    assert (told.place, told.action, told.field) == (
        "Establishments C2",
        "Rejected",
        "Company name",
    ) and not plan.possible
    assert not planning.carry_out(sqlite_register, ANNA, plan, "a.xlsx").done and sqlite_register.revision() == 0


def test_markup_in_a_name_is_a_name(sqlite_register: Register, template: bytes) -> None:
    """It is kept and given back letter by letter, and no formula is written for it."""
    name = '<script>alert(1)</script> & "Søn" \']]>'
    content = worked_on(
        template,
        lambda book: put(book["Establishments"], 2, Company_name=name, Municipality="Åre", Lead_on="2026-01-01"),
    )
    plan = planning.plan(sqlite_register, ANNA, workbook.read(sheets.upload("a.xlsx", content), "a.xlsx").rows)
    assert planning.carry_out(sqlite_register, ANNA, plan, name).done
    assert sqlite_register.all(ANNA, "establishment")[0]["name"] == name
    with zipfile.ZipFile(io.BytesIO(workbook.write(sqlite_register, ANNA, EN, filled=True))) as book:
        assert b"<script" not in book.read("xl/sharedStrings.xml")
        assert not any(b"<f>" in book.read(part) for part in book.namelist() if part.startswith("xl/worksheets/sheet"))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/cron.d/x.xlsx", "C:\\Windows\\x.xlsx", "a\x00b\n.xlsx", "", "x" * 5000]
)
def test_a_files_name_is_never_a_path(
    template: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upload lies in a folder of its own while it is read, under a name of ours; afterwards nothing is left."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert sheets.upload(name, template)
    error = refused(template[:500], name)
    assert len(str(error)) < 250 and "\n" not in str(error)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "row",
    [
        "",
        *(
            pytest.param(row, marks=pytest.mark.slow)
            for row in ('<row r="{}"/>', '<row r="{}"><c r="A{}" s="1"/></row>')
        ),
    ],
)
def test_a_million_empty_rows_are_refused_at_once(template: bytes, row: str) -> None:
    """Formatted to the bottom, or only the last one there: it is not read to its end."""
    rows = "".join(row.replace("{}", str(number)) for number in range(2, 1_048_576))
    content = with_part(template, SHEET, f'{HEAD}{rows}<row r="1048576"/></sheetData></worksheet>'.encode())
    began = time.perf_counter()
    assert refused(content).key == "workbook.too_many"
    assert time.perf_counter() - began < 20  # two on a machine that does nothing else


def test_far_more_rows_than_the_project_has_are_read(template: bytes) -> None:
    """Ten thousand, and empty ones between."""
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(5, 50_000, 5))
    found = sheets.upload("a.xlsx", with_part(template, SHEET, f"{HEAD}{rows}</sheetData></worksheet>".encode()))
    assert len(found[1].rows) == 9_999 and found[1].rows[-1][0] == 49_995


def test_a_forged_version_or_key_is_a_problem_of_its_cell(sqlite_register: Register) -> None:
    """The hidden column changed by hand, keys that are no keys, and the same key twice."""
    filled(sqlite_register)

    def work(book: object) -> None:
        sheet = book["Meetings"]  # type: ignore[index]
        for row, key in ((3, "T0001"), (4, "../x"), (5, "<b>")):
            put(sheet, row, Key=key, Cluster_or_working_group="K0001", Day="2026-02-02", Title="x")
        put(book["Clusters and working groups"], 2, **{"Version_(do_not_change)": "1; drop table"})  # type: ignore[index]

    content = worked_on(workbook.write(sqlite_register, ANNA, EN, filled=True), work)
    plan = planning.plan(sqlite_register, ANNA, workbook.read(sheets.upload("a.xlsx", content), "a.xlsx").rows)
    told = {one.place: one.field for one in workbook.told(plan, EN)}
    assert told == {"Clusters and working groups K2": "Version (do not change)", "Meetings A3": "Key", "Meetings A4": "Key",
                    "Meetings A5": "Key"}  # fmt: skip
