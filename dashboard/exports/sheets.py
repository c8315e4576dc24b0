"""A deck as a workbook: its contents, a sheet a view with real numbers, and what stands behind them."""

import io
from datetime import date

import xlsxwriter

from dashboard.exports.sheet import Formats, Sheet
from dashboard.figures.plain import Cell, Column, Prose
from dashboard.i18n import Words, words
from dashboard.meeting.deck import Deck, Explained, Slide

LONGEST_NAME = 31  # of a sheet
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")


def make(deck: Deck) -> bytes:
    """The workbook (XLSX) in the deck's language. What looks like a formula is text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": deck.title, "author": deck.organiser})
    formats = Formats(book, words(deck.language))
    names = _names(deck, formats.t)
    sheets = [Sheet(book.add_worksheet(name), formats, _marked(deck)) for name in names]
    _contents(sheets[0], deck, names)
    for sheet, slide in zip(sheets[1:-1], deck.slides, strict=True):
        _view(sheet, slide)
    _behind(sheets[-1], deck)
    book.close()
    return out.getvalue()


def _marked(deck: Deck) -> bool:
    return deck.demo or any(slide.demo for slide in deck.slides)


def _names(deck: Deck, t: Words) -> list[str]:
    """The sheets' names: each there once, since a view's begins with its number, and none that a workbook refuses."""
    pages = [slide.key.partition("/")[0] for slide in deck.slides]
    titles = [
        t(f"page.{page}") if t.has(f"page.{page}") else s.title for page, s in zip(pages, deck.slides, strict=True)
    ]
    named = [
        t("meeting.sheet.contents"),
        *(f"{n} {title}" for n, title in enumerate(titles, 1)),
        t("meeting.sheet.behind"),
    ]
    return [" ".join(name.translate(_FORBIDDEN).split())[:LONGEST_NAME].strip(" '") for name in named]


def _contents(sheet: Sheet, deck: Deck, names: list[str]) -> None:
    """What the workbook holds, each line with a way to its sheet."""
    t, frozen = sheet.formats.t, deck.frozen
    sheet.widths((6, 80, 40, 14))
    when = [t.period(deck.date) if deck.date else "", deck.place, deck.organiser]
    sheet.heading(deck.title, " · ".join(filter(None, when)))
    sheet.line(t("as_of", day=date.fromisoformat(deck.as_of)) if deck.as_of else "", sheet.formats.quiet)
    sheet.line(t("meeting.sheet.frozen", day=date.fromisoformat(frozen)) if frozen else "", sheet.formats.quiet)
    sheet.link(deck.link, t("sheet.link"))
    sheet.row += 1
    first = sheet.row + 1
    columns = (Column(t("meeting.sheet.number"), "integer"), Column(t("meeting.sheet.view")), Column(t("filter.area")),
               Column(t("column.as_of"), "date"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (number, slide.title, slide.subject, slide.as_of) for number, slide in enumerate(deck.slides, 1)
    ]
    sheet.table(columns, [*rows, (None, names[-1], None, None)])
    for row, (name, (_, title, *_rest)) in enumerate(zip(names[1:], [*rows, (0, names[-1])], strict=True), first):
        sheet.sheet.write_url(row, 1, f"internal:'{name}'!A1", string=str(title)[:255])


def _view(sheet: Sheet, slide: Slide) -> None:
    """A view: its finding, the table, the same in words, and where it comes from."""
    t, grid = sheet.formats.t, slide.table
    longest = [
        max((len(str(row[n])) for row in grid.rows[:500] if row[n] is not None), default=0)
        for n in range(len(grid.columns))
    ]
    sheet.widths(max(len(column.label), most) + 3 for column, most in zip(grid.columns, longest, strict=True))
    sheet.heading(slide.title, slide.subject)
    sheet.row += 1
    for line in slide.picture.lines if isinstance(slide.picture, Prose) and not grid.columns else ():
        sheet.line(line)
    sheet.table(grid.columns, grid.rows)
    sheet.row += 1
    sheet.line(t("meeting.sheet.left_out", n=grid.left_out) if grid.left_out else "")
    sheet.line(slide.summary)
    for source in slide.sources:
        sheet.line(f"{t('column.source')}: {source}", sheet.formats.quiet)
    sheet.line(t("as_of", day=date.fromisoformat(slide.as_of)) if slide.as_of else "", sheet.formats.quiet)
    sheet.link(slide.link, t("sheet.link"))


def _behind(sheet: Sheet, deck: Deck) -> None:
    """Every metric once with its definition, formula, comparability and breaks; then every source once."""
    t = sheet.formats.t
    sheet.widths((30, 48, 40, 40, 30))
    sheet.heading(t("meeting.sheet.behind"), "")
    sheet.row += 1
    found: dict[str, Explained] = {one.metric or one.name: one for slide in deck.slides for one in slide.explained}
    labels = ("column.metric", "column.definition", "explain.formula", "column.grade", "explain.breaks")
    sheet.table(
        [Column(t(label)) for label in labels],
        [(one.name, one.definition, one.formula, one.grade, "\n".join(one.breaks)) for one in found.values()],
    )
    sheet.row += 1
    sheet.line(t("explain.sources"), sheet.formats.left)
    for source in dict.fromkeys(source for slide in deck.slides for source in slide.sources):
        sheet.line(source)
