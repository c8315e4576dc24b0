"""Writing the register's workbook: to fill in, to change and to hand in again, or only to keep."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.workbook import wording
from dashboard.i18n import Words
from dashboard.metrics.reference import areas
from dashboard.register.actor import Actor, Role
from dashboard.register.schema import KINDS, Field
from dashboard.register.store import Record, Register
from dashboard.settings import settings

SPARE = 1_000  # rows below the last that have the lists to choose from
SINCE = date(1900, 3, 1)  # before it spreadsheets disagree on what day a number is: written as text
README = ("fill", "required", "lists", "keys", "grey", "empty", "columns", "delete", "absent", "formulas", "again")
EXAMPLES = (
    ("establishment", {"key": "E-1", "name": "Exempel AB", "area": "SE-2380", "stage": "decided", "decided_on": date(2026, 3, 1)}),
    ("job_result", {"key": "", "establishment": "E-1", "kind": "created", "positions": 2.0, "share": 50.0}),
)  # fmt: skip


def write(register: Register, actor: Actor, t: Words, *, filled: bool, demo: bool = False) -> bytes:
    """The workbook, filled with the records or empty. Contacts are in it for members and up; records ask for a member.
    One of the demonstration's register (``demo``) says so."""
    kinds = [kind for kind in KINDS if kind != "contact" or actor.role >= Role.member]
    revision = register.revision()
    records = {kind: register.all(actor, kind) if filled else [] for kind in kinds}
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made = _Book(book, t)
    made.readme(revision, actor.who, filled, demo)
    sheets = {kind: book.add_worksheet(wording.title(t, kind)) for kind in kinds}
    for kind, sheet in sheets.items():
        made.records(sheet, kind, records[kind])
    made.lists()
    book.close()
    return out.getvalue()


class _Book:
    """The workbook in the making: its formats, and the lists that its cells offer."""

    def __init__(self, book: xlsxwriter.Workbook, t: Words) -> None:
        self.book, self.t = book, t
        day = {"num_format": "dd.mm.yyyy" if t.language == "nb" else "yyyy-mm-dd"}
        grey = {"font_color": "#55636E", "bg_color": "#ECEFF1"}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.head_grey = book.add_format({"text_wrap": True, "valign": "top", "bottom": 1, **grey})
        self.day, self.day_grey = book.add_format(day), book.add_format({**day, **grey})
        self.grey, self.text = book.add_format(grey), book.add_format({"num_format": "@"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.offered: dict[tuple[str, ...], str] = {}  # the column of each list

    def readme(self, revision: int, who: str, filled: bool, demo: bool) -> None:
        """The first sheet: how to, which version, when and by whom; an empty workbook also has two rows as examples."""
        t, sheet = self.t, self.book.add_worksheet(self.t("workbook.sheet.readme"))
        sheet.set_column(0, 0, 100, self.wrap)
        sheet.set_column(1, 8, 16)
        made = t("workbook.readme.made", revision=revision, day=settings().clock(), who=who or "–")
        lines = [
            t("workbook.readme.title"),
            made,
            t("demo.mark") if demo else "",
            *(t(f"workbook.readme.{part}") for part in README),
        ]
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, line, self.head if number == 0 else self.wrap)
        if filled:
            return
        row = len(lines) + 1
        sheet.write_string(row, 0, t("workbook.readme.examples"), self.wrap)
        for kind, values in EXAMPLES:
            sheet.write_string(row + 2, 0, f"{wording.title(t, kind)}: {t(f'workbook.example.{kind}')}", self.wrap)
            for at, (name, value) in enumerate(values.items(), 1):
                sheet.write_string(row + 1, at, wording.label(t, kind, name), self.head)
                self._cell(
                    sheet, row + 2, at, value if name == "key" else wording.shown(t, kind, KINDS[kind][name], value)
                )
            row += 3

    def records(self, sheet: Worksheet, kind: str, records: Sequence[Record]) -> None:
        """A kind's sheet: headings with help, the records, and lists to choose from."""
        t, last = self.t, len(records) + SPARE
        for at, name in enumerate(wording.columns(kind)):
            field = next((field for field in KINDS[kind].fields if field.name == name), None)
            worked_out = name == "version" or (field is not None and field.worked_out)
            heading = (
                f"{wording.label(t, kind, name)}{' *' if field and field.required and field.default is None else ''}"
            )
            sheet.write_string(0, at, heading, self.head_grey if worked_out else self.head)
            if help_ := t(f"workbook.help.{name}") if name in wording.OWN else t.help(kind, name):
                sheet.write_comment(0, at, help_, {"x_scale": 2})
            width = max(10, min(len(heading) + 2, 20)) if not field or field.type not in ("text", "long") else 26
            as_day = field is not None and field.type == "day"
            plain = self.day_grey if as_day else self.grey if worked_out else self.text if name == "key" else None
            sheet.set_column(
                at, at, width, self.day if as_day and not worked_out else plain, {"hidden": name == "version"}
            )
            if source := self._choices(kind, name, field):
                sheet.data_validation(1, at, last, at, {"validate": "list", "source": source, "error_type": "warning",
                    "error_title": heading[:32], "error_message": t("workbook.not_in_list")})  # fmt: skip
            for row, record in enumerate(records, 1):
                value = record.get(name)
                self._cell(sheet, row, at, wording.shown(t, kind, field, value) if field else value)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(records), 1), len(wording.columns(kind)) - 1)

    def lists(self) -> None:
        """The hidden last sheet: what the cells offer, a column each."""
        sheet = self.book.add_worksheet(self.t("workbook.sheet.lists"))
        for at, words in enumerate(self.offered):
            sheet.write_column(0, at, words)
        sheet.hide()

    def _choices(self, kind: str, name: str, field: Field | None) -> str:
        """Where the cells of a column find what they may say; empty where that is free."""
        t, sheet = self.t, self.t("workbook.sheet.lists")
        if field and field.to:
            return f"='{wording.title(t, field.to)}'!$A$2:$A${SPARE}"
        offered: tuple[str | bool, ...] = (True, False) if name == "delete" else ()
        if field and field.type in ("choice", "flag"):
            offered = wording.offered(field)
        elif field and field.type in ("area", "region"):
            offered = tuple(
                key for key, area in areas().items() if field.type == "region" or area.level == "municipality"
            )
        if not offered:
            return ""
        words = tuple(t.choice(kind, name, value) for value in offered)
        where = self.offered.setdefault(words, xl_col_to_name(len(self.offered)))
        return f"='{sheet}'!${where}$1:${where}${len(words)}"

    def _cell(self, sheet: Worksheet, row: int, at: int, value: Any) -> None:
        if isinstance(value, date) and value >= SINCE:
            sheet.write_datetime(row, at, value, self.day)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, at, value)
        elif value is not None:
            sheet.write_string(row, at, str(value))
