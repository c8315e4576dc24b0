"""A sheet of a workbook that is written from above to below: lines of text, links, and tables of real numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.figures.plain import Cell, Column
from dashboard.i18n import Words

NARROWEST, WIDEST, TEXT = 10, 48, 100  # widths in characters: of a column, and of a line of text at least
LINE = 15  # points


class Formats:
    """The looks of cells, and the words."""

    def __init__(self, book: xlsxwriter.Workbook, t: Words) -> None:
        self.t = t
        self._book, self._numbers = book, dict[str, Format]()
        self.title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.quiet = book.add_format({"font_color": "#595959", "text_wrap": True, "valign": "top"})
        self.mark = book.add_format({"bold": True, "font_color": "#8A4B00"})
        self.left = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.right = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": "right"})

    def of(self, column: Column) -> Format:
        """How a column's cells are shown: thousands apart, its decimals, U+2212 for a minus, per cent as a word."""
        if column.type == "date":
            shown = "dd.mm.yyyy" if self.t.language == "nb" else "yyyy-mm-dd"
        else:
            number = f"#,##0.{'0' * column.decimals}".rstrip(".")
            if column.type == "percent":  # 12.3 is 12.3 %: the same number as everywhere else
                number += '"%"' if self.t.language == "en" else '"\u00a0%"'
            shown = f'{number};"\u2212"{number}'
        if shown not in self._numbers:
            self._numbers[shown] = self._book.add_format({"num_format": shown})
        return self._numbers[shown]


@dataclass
class Sheet:
    """A sheet that is written from above to below; ``row`` is the next one."""

    sheet: Worksheet
    formats: Formats
    marked: bool
    row: int = 0
    across: int = 1  # the last column that a line of text takes up
    width: int = TEXT

    def __post_init__(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L{self.formats.t('demo.mark') if self.marked else ''}&R&P/&N")

    def widths(self, widths: Iterable[int]) -> None:
        """Set the columns' widths in characters; with few columns lines of text reach further than these."""
        found = [min(max(width, NARROWEST), WIDEST) for width in widths]
        for number, width in enumerate(found):
            self.sheet.set_column(number, number, width)
        self.across, self.width = max(len(found) - 1, 1), sum(found)
        while self.width < TEXT:
            self.across, self.width = self.across + 1, self.width + 9

    def line(self, text: str, look: Format | None = None, *, size: float = 1) -> None:
        """A line of text over the sheet's width, as high as it needs; nothing for nothing."""
        if text:
            look = look or self.formats.text
            lines = sum(ceil(len(part) * size / self.width) or 1 for part in text.split("\n"))
            self.sheet.set_row(self.row, LINE * size * lines + 2)
            self.sheet.merge_range(self.row, 0, self.row, self.across, "", look)
            self.sheet.write_string(self.row, 0, text, look)
            self.row += 1

    def link(self, address: str, text: str) -> None:
        """A line that leads somewhere, if it is an address that a workbook may follow."""
        if address.startswith(("http://", "https://")) and len(address) < 2000:
            self.sheet.write_url(self.row, 0, address, string=f"{text}: {address}"[:255])
            self.row += 1

    def heading(self, title: str, subject: str) -> None:
        """Title, subject and the demonstration's mark."""
        self.line(title, self.formats.title, size=1.3)
        self.line(subject, self.formats.quiet)
        if self.marked:
            self.line(self.formats.t("demo.mark"), self.formats.mark)

    def table(self, columns: Iterable[Column], rows: Iterable[tuple[Cell, ...]]) -> None:
        """A table with real numbers and days; its heading stays in sight."""
        columns, first = tuple(columns), self.row
        if not columns:
            return
        for number, column in enumerate(columns):
            look = self.formats.left if column.type == "text" else self.formats.right
            self.sheet.write_string(first, number, column.label, look)
        self.row += 1
        for row in rows:
            for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
                self._cell(number, column, cell)
            self.row += 1
        self.sheet.freeze_panes(first + 1, 0)
        self.sheet.repeat_rows(first)
        self.sheet.autofilter(first, 0, max(self.row - 1, first + 1), len(columns) - 1)

    def _cell(self, number: int, column: Column, cell: Cell) -> None:
        if isinstance(cell, str):
            day = _day(cell) if column.type == "date" else None
            if day:
                self.sheet.write_datetime(self.row, number, day, self.formats.of(column))
            else:  # words may stand where there is no number
                self.sheet.write_string(self.row, number, cell, self.formats.text)
        elif cell is not None:
            self.sheet.write_number(self.row, number, cell, self.formats.of(column))


def _day(text: str) -> date | None:
    """The day of an ISO text that a workbook can count: none before 1900."""
    try:
        return day if (day := date.fromisoformat(text)).year >= 1900 else None
    except ValueError:
        return None
