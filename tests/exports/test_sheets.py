"""A meeting as a workbook, read back: real numbers, harmless text, marks, links, names."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.sheets import make
from dashboard.figures.plain import Cell, Column, Grid, Prose
from dashboard.i18n import words
from dashboard.meeting.deck import Deck, Slide
from tests.decks import sample
from tests.languages import EACH

FORMULA = "=cmd|' /C calc'!A0"


def read(deck: Deck) -> list[Worksheet]:
    """The workbook's sheets: contents, one a view, what stands behind."""
    sheets = openpyxl.load_workbook(io.BytesIO(make(deck))).worksheets
    assert len(sheets) == len(deck.slides) + 2
    return sheets


def texts(sheet: Worksheet) -> list[Any]:
    """What stands in the sheet, in reading order."""
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def table(sheet: Worksheet, grid: Grid) -> list[tuple[Any, ...]]:
    """The table's rows with its heading: they begin where the sheet scrolls from."""
    heading = int(sheet.freeze_panes[1:]) - 1
    rows = sheet.iter_rows(heading, heading + len(grid.rows), 1, len(grid.columns), values_only=True)
    return [tuple(value.date() if hasattr(value, "date") else value for value in row) for row in rows]


def expected(cell: Cell, column: Column) -> Any:
    """A cell as a workbook has it: days are days."""
    return (
        date.fromisoformat(cell)
        if column.type == "date" and isinstance(cell, str)
        else cell or (0 if cell == 0 else None)
    )


@pytest.mark.parametrize("language", EACH)
def test_every_view_has_its_table_with_real_numbers(language: str) -> None:
    """Cell by cell as in the deck; numbers are numbers, days are days, nothing is a formula."""
    deck = sample(language)
    for sheet, slide in zip(read(deck)[1:-1], deck.slides, strict=True):
        heading, *rows = table(sheet, slide.table)
        assert heading == tuple(column.label for column in slide.table.columns)
        wanted = [
            tuple(expected(cell, column) for cell, column in zip(row, slide.table.columns, strict=True))
            for row in slide.table.rows
        ]
        assert rows == wanted
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("language", EACH)
def test_every_sheet_says_what_it_is(language: str) -> None:
    """Finding, area, summary, sources, day, link; the demonstration's mark on each sheet and each printed page."""
    deck, t = sample(language), words(language)
    contents, *views, behind = read(deck)
    for sheet in (contents, *views, behind):
        assert t("demo.mark") in texts(sheet) and t("demo.mark") in sheet.oddFooter.left.text
    for sheet, slide in zip(views, deck.slides, strict=True):
        said = texts(sheet)
        assert said[:2] == [slide.title, slide.subject] and slide.summary in said
        assert all(f"{t('column.source')}: {source}" in said for source in slide.sources)
        assert t("as_of", day=date(2025, 10, 5)) in said
        assert slide.link in [f"{cell.hyperlink.target}#{cell.hyperlink.location}" for row in sheet.iter_rows() for cell in row
                              if cell.hyperlink]  # fmt: skip


def test_real_data_has_no_mark() -> None:
    """The mark says something only where it is not everywhere."""
    deck = replace(sample(), demo=False, slides=tuple(replace(slide, demo=False) for slide in sample().slides))
    assert not any(words("sv")("demo.mark") in texts(sheet) for sheet in read(deck))


@pytest.mark.parametrize("language", EACH)
def test_contents_lead_to_every_sheet(language: str) -> None:
    """In order, with title, area and day; the last one to the definitions."""
    deck = sample(language)
    contents, *others = read(deck)
    links = [
        cell.hyperlink.location for row in contents.iter_rows() for cell in row if cell.hyperlink and cell.column == 2
    ]
    assert links == [f"'{sheet.title}'!A1" for sheet in others]
    said = texts(contents)
    assert said[0] == deck.title and all(slide.title in said and slide.subject in said for slide in deck.slides)


def test_definitions_and_sources_stand_once() -> None:
    """Each metric of the deck with its definition, formula and grade, and each source."""
    deck = sample("nb")
    said = texts(read(deck)[-1])
    told = {one.metric: one for slide in deck.slides for one in slide.explained}
    for one in told.values():
        assert [said.count(text) for text in (one.definition, one.formula, one.grade)] == [1, 1, 1]
    for source in {source for slide in deck.slides for source in slide.sources}:
        assert said.count(source) == 1


@pytest.mark.parametrize(
    ("language", "kind", "shown"),
    [("sv", "percent", '#,##0.0"\u00a0%";"\u2212"#,##0.0"\u00a0%"'), ("en", "percent", '#,##0.0"%";"\u2212"#,##0.0"%"'),
     ("nb", "number", '#,##0.0;"\u2212"#,##0.0'), ("nb", "date", "dd.mm.yyyy"), ("sv", "date", "yyyy-mm-dd")],
)  # fmt: skip
def test_formats_are_the_languages(language: str, kind: Any, shown: str) -> None:
    """Decimals as on screen, per cent after the same number as everywhere, dates as the language writes them."""
    value: Cell = "2025-10-05" if kind == "date" else -12.345
    grid = Grid((Column("Namn"), Column("Värde", kind, 1)), (("Åre", value),))
    _, sheet, _ = read(one(grid, language))
    cell = sheet.cell(int(sheet.freeze_panes[1:]), 2)
    assert cell.number_format == shown
    assert cell.value == (value if kind != "date" else cell.value) and cell.is_date == (kind == "date")


def one(grid: Grid, language: Any = "sv", **facts: Any) -> Deck:
    """A deck of one slide with that table."""
    return Deck("m", "Möte", (Slide("jobs/x", **{"title": "T", "subject": "S", "summary": "", **facts}, picture=Prose(("Rad",)),
                                    table=grid),), language)  # fmt: skip


def test_text_is_never_run_or_followed() -> None:
    """A title, a name, a heading, a source that look like a formula, and a link that is none, are text."""
    grid = Grid((Column(FORMULA), Column("+1", "number")), ((FORMULA, "-2+3"), ("@SUM(A1)", 4.5)))
    deck = one(grid, title=FORMULA, subject="=1", summary="=2", sources=("=3",), link="javascript:alert(1)")
    sheets = read(replace(deck, title=FORMULA, link="file:///etc/passwd"))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    assert sheets[1]["A1"].value == FORMULA
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]


def test_sheet_names_are_what_a_workbook_takes() -> None:
    """Unique, at most 31 characters, without what is forbidden, however slides are called."""
    slides = tuple(replace(sample().slides[0], key=key, title=title) for key, title in (
        ("jobs/a", "x"), ("jobs/b", "y"), ("other/c", "[Åre]: 5/7 * 'vad?' \\ " * 5), ("other/d", "[Åre]: 5/7 * 'vad?' \\ " * 5),
    ))  # fmt: skip
    names = [sheet.title for sheet in read(replace(sample(), slides=slides))]
    assert len({name.lower() for name in names}) == len(names) and all(len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name[0] == "'" or name[-1] == "'" for name in names)


def test_a_view_without_a_table_says_its_sentences() -> None:
    """And one with more rows than are here says how many."""
    assert "Rad" in texts(read(one(Grid((), ())))[1])
    cut = one(Grid((Column("Namn"),), (("Åre",),), left_out=12))
    assert words("sv")("meeting.sheet.left_out", n=12) in texts(read(cut)[1])


def test_days_before_workbooks_count_are_text() -> None:
    """A sawmill of 1897 has its day all the same."""
    grid = Grid((Column("Namn"), Column("Startade", "date")), (("Sågen", "1897-05-01"), ("Ny", "2020-01-31")))
    _, sheet, _ = read(one(grid))
    assert table(sheet, grid)[1:] == [("Sågen", "1897-05-01"), ("Ny", date(2020, 1, 31))]
