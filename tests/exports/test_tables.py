"""Files to take home: the same table in four kinds, with where it comes from, and harmless in a spreadsheet."""

import csv
import io
from datetime import date

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.exports.tables import Column, Meta, write
from dashboard.i18n import words
from tests.languages import EACH

TABLE = pa.table({
    "key": ["SE-1", "NO-2", "NO-3"], "name": ["Åre Såg; AB", "=cmd|' /C calc'!A0", 'Ørland "Tare"'],
    "rate": [12.5, None, -0.25], "count": [1200, 0, None], "opened": [date(2020, 1, 31), None, date(2026, 2, 1)],
})  # fmt: skip
COLUMNS = [Column("key", "Nyckel"), Column("name", "Namn"), Column("rate", "Andel", "number"),
           Column("count", "Antal", "integer"), Column("opened", "Startade", "date")]  # fmt: skip
ABOUT = Meta("Företag", ["Brreg · NLOD 2.0"], date(2026, 9, 30), True, "Aktiva företag.", "http://localhost/companies")


def made(kind: str, language: str = "sv") -> bytes:
    """The table as a file."""
    return write(TABLE, COLUMNS, ABOUT, kind, words(language))


def test_semicolon_csv_is_what_nordic_excel_opens() -> None:
    """A byte order mark, headings in the language, decimal comma, empty cells for unknown, source in every row."""
    content = made("csv-semicolon")
    assert content.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert heading[:5] == ["Nyckel", "Namn", "Andel", "Antal", "Startade"]
    assert [row[2] for row in rows] == ["12,5", "", "-0,25"]
    assert [row[3] for row in rows] == ["1200", "0", ""]
    assert rows[0][1] == "Åre Såg; AB" and rows[2][1] == 'Ørland "Tare"'
    assert rows[0][5:] == ["Brreg · NLOD 2.0", "2026-09-30", words("sv")("demo.mark")]


def test_comma_csv_is_for_programs() -> None:
    """Own names, decimal point, no byte order mark."""
    heading, *rows = csv.reader(io.StringIO(made("csv-comma").decode("utf-8")))
    assert heading == ["key", "name", "rate", "count", "opened", "source", "as_of", "demo"]
    assert rows[0][2:5] == ["12.5", "1200", "2020-01-31"]


@pytest.mark.parametrize("kind", ["csv-semicolon", "csv-comma"])
def test_a_name_that_looks_like_a_formula_is_shown_and_not_run(kind: str) -> None:
    """An apostrophe stands before it."""
    assert "'=cmd" in made(kind).decode("utf-8-sig")


@pytest.mark.parametrize("language", EACH)
def test_workbook_has_real_numbers_and_dates_and_a_sheet_about_itself(language: str) -> None:
    """Numbers are numbers, unknown is empty, a formula-like name is text, and the second sheet says it is invented."""
    t = words(language)
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", language)))
    data, about = book.worksheets
    assert [data.title, about.title] == [t("sheet.data"), t("sheet.about")]
    assert [cell.value for cell in data["C"]][1:] == [12.5, None, -0.25]
    assert [cell.value for cell in data["D"]][1:] == [1200, 0, None]
    assert data["E2"].value.date() == date(2020, 1, 31)
    assert (data["B3"].value, data["B3"].data_type) == ("=cmd|' /C calc'!A0", "s")
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told[t("column.demo")] == t("demo.mark")
    assert told[t("column.source")] == "Brreg · NLOD 2.0"
    assert told[t("column.as_of")] == t.date(date(2026, 9, 30))


def test_parquet_keeps_types_and_carries_its_source() -> None:
    """Types as they were; title, source, date and mark in the schema's metadata."""
    read = pq.read_table(io.BytesIO(made("parquet")))
    assert read.to_pydict() == TABLE.to_pydict()
    about = {key.decode(): value.decode() for key, value in read.schema.metadata.items()}
    assert (about["source"], about["as_of"]) == ("Brreg · NLOD 2.0", "2026-09-30")
    assert about["demo"] == words("sv")("demo.mark")


@pytest.mark.parametrize("kind", ["csv-semicolon", "csv-comma", "xlsx", "parquet"])
def test_an_empty_table_is_a_file_too(kind: str) -> None:
    """Headings, and no rows."""
    assert write(TABLE.slice(0, 0), COLUMNS, ABOUT, kind, words("nb"))
