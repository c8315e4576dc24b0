"""A table as a picture, as many rows as fit; and sentences."""

from collections.abc import Sequence

from dashboard.exports.cells import told
from dashboard.exports.pictures.axis import STEP
from dashboard.exports.pictures.letters import wide, wrapped
from dashboard.exports.pictures.sheet import Box, Sheet
from dashboard.figures.plain import Grid, Prose

ROW = 24  # px
GAP = 16  # px between columns
SAID = 17  # px: the size of sentences


def table(sheet: Sheet, grid: Grid, box: Box) -> None:
    """The table in the box: numbers to the right, words to the left; what has no room is counted in the last line."""
    heads = [column.label for column in grid.columns]
    fit = max(1, int((box.height - 2 * ROW) / ROW))
    left_out = grid.left_out + max(0, len(grid.rows) - fit)
    cells = [[told(c, cell, sheet.t) for c, cell in zip(grid.columns, row, strict=True)] for row in grid.rows[:fit]]
    wanted = [max(wide(heads[n], bold=True), *(wide(row[n]) for row in cells), 8) for n in range(len(heads))]
    widths = _shared(wanted, box.width - GAP * (len(heads) - 1))
    for number, row in enumerate([heads, *cells]):
        x, y = box.left, box.top + (number + 0.5) * ROW
        for column, text, room in zip(grid.columns, row, widths, strict=True):
            shown = wrapped(text, room, 1, bold=not number)[0]
            right = column.type not in ("text", "date")
            sheet.text(x + (room if right else 0), y, shown, align="right" if right else "left", bold=not number)
            x += room + GAP
        y += ROW / 2
        sheet.line([box.left, box.right], [y, y], sheet.colours.line if number else sheet.colours.text, 0.8)
    if left_out:
        y = box.top + (len(cells) + 1.5) * ROW
        sheet.text(box.left, y, sheet.t("paper.further_rows", n=left_out), colour=sheet.colours.muted)


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """The widths of columns: as wanted, but the widest give way where together they have no room."""
    widths = [*wanted]
    while sum(widths) > room + 0.01:
        most = max(widths)
        widest = [n for n, width in enumerate(widths) if width > most - 0.01]
        below = max((width for width in widths if width <= most - 0.01), default=0.0)
        cut = min(most - below, (sum(widths) - room) / len(widest))
        for n in widest:
            widths[n] -= cut
    return widths


def prose(sheet: Sheet, said: Prose, box: Box) -> None:
    """The sentences under one another."""
    y = box.top
    for sentence in said.lines:
        lines = wrapped(sentence, box.width - 20, 4, SAID)
        tall = len(lines) * STEP * SAID / 14
        sheet.bar(box.left, y + 3, box.left + 3, y + tall - 3, sheet.colours.both)
        sheet.lines(box.left + 18, y + tall / 2, lines, SAID)
        y += tall + 12
