"""Tables as files: CSV for Nordic Excel and for programs, XLSX, Parquet; each says its source, date and status.

A CSV has no place for notes that a program would not stumble over, so source, as-of date and the demonstration mark are
its last three columns; XLSX has a second sheet, Parquet its schema's metadata.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from dashboard.i18n import Words

Kind = Literal["csv-semicolon", "csv-comma", "xlsx", "parquet"]
FORMULA = re.compile(r"^[=+\-@\t\r]")  # what a spreadsheet would run instead of show


class Column(NamedTuple):
    """A column to write: its name in the table, its heading, and text, integer, number or date."""

    name: str
    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Meta:
    """What a file says of itself. ``sources`` are whole lines with publisher, licence and date."""

    title: str
    sources: list[str]
    as_of: date
    demo: bool
    definition: str = ""
    link: str = ""


def write(table: pa.Table, columns: list[Column], meta: Meta, kind: str, t: Words) -> bytes:
    """The table's columns as a file of that kind. Raises KeyError for another kind."""
    writers: dict[str, Callable[[pa.Table, list[Column], Meta, Words], bytes]] = {
        "csv-semicolon": _csv_semicolon, "csv-comma": _csv_comma, "xlsx": _xlsx, "parquet": _parquet,
    }  # fmt: skip
    return writers[kind](table.select([column.name for column in columns]), columns, meta, t)


def _rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _notes(meta: Meta, t: Words) -> list[str]:
    return ["; ".join(meta.sources), meta.as_of.isoformat(), t("demo.mark") if meta.demo else ""]


def harmless(text: str) -> str:
    """Text that a spreadsheet shows and never runs: an apostrophe stands before what would be a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _csv(table: pa.Table, columns: list[Column], meta: Meta, t: Words, delimiter: str, comma: bool) -> str:
    def cell(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, float):
            text = repr(round(value, 10))
            return text.replace(".", ",") if comma else text
        if isinstance(value, (list, tuple)):
            return " ".join(map(str, value))
        return harmless(value) if isinstance(value, str) else str(value)

    out, notes = io.StringIO(), _notes(meta, t)
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    headings = [column.label for column in columns] if comma else [column.name for column in columns]
    writer.writerow(
        [*headings, t("column.source"), t("column.as_of"), t("column.demo")]
        if comma
        else [*headings, "source", "as_of", "demo"]
    )
    writer.writerows([*map(cell, row), *notes] for row in _rows(table))
    return out.getvalue()


def _csv_semicolon(table: pa.Table, columns: list[Column], meta: Meta, t: Words) -> bytes:
    """With headings in the reader's language, decimal comma and a byte order mark: Nordic Excel opens it as it is."""
    return _csv(table, columns, meta, t, ";", comma=True).encode("utf-8-sig")


def _csv_comma(table: pa.Table, columns: list[Column], meta: Meta, t: Words) -> bytes:
    """With the columns' own names and decimal point, for programs."""
    return _csv(table, columns, meta, t, ",", comma=False).encode()


def _parquet(table: pa.Table, _: list[Column], meta: Meta, t: Words) -> bytes:
    sources, as_of, demo = _notes(meta, t)
    about = {
        "title": meta.title,
        "source": sources,
        "as_of": as_of,
        "demo": demo,
        "definition": meta.definition,
        "link": meta.link,
    }
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(about), out, compression="zstd")
    return out.getvalue()


def _xlsx(table: pa.Table, columns: list[Column], meta: Meta, t: Words) -> bytes:
    """Real numbers and dates, a frozen heading with filter, and a sheet that says where it comes from."""
    out = io.BytesIO()
    # text is never taken as a formula or an address
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    )
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    formats = {
        "integer": book.add_format({"num_format": "#,##0"}), "number": book.add_format({"num_format": "#,##0.0##"}),
        "date": book.add_format({"num_format": "dd.mm.yyyy" if t.language == "nb" else "yyyy-mm-dd"}), "text": None,
    }  # fmt: skip
    sheet = book.add_worksheet(t("sheet.data"))
    sheet.write_row(0, 0, [column.label for column in columns], bold)
    for number, column in enumerate(columns):
        values = table.column(column.name).to_pylist()
        shown = [" ".join(map(str, v)) if isinstance(v, list) else v for v in values]
        widest = max((len(str(v)) for v in shown[:500] if v is not None), default=0)
        sheet.set_column(number, number, min(48, max(len(column.label), widest) + 2), formats[column.kind])
        sheet.write_column(1, number, ["" if v is None else v for v in shown], formats[column.kind])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(table.num_rows, 1), len(columns) - 1)
    about = book.add_worksheet(t("sheet.about"))
    about.set_column(0, 0, 22, bold)
    about.set_column(1, 1, 100, wrap)
    lines = [
        ("sheet.title", meta.title), ("column.definition", meta.definition), ("column.source", "\n".join(meta.sources)),
        ("column.as_of", t.date(meta.as_of)), ("column.demo", t("demo.mark") if meta.demo else ""), ("sheet.link", meta.link),
    ]  # fmt: skip
    for row, (label, text) in enumerate((label, text) for label, text in lines if text):
        about.write_row(row, 0, [t(label), text])
    book.close()
    return out.getvalue()
