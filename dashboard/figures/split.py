"""Categories as rows of a table, each with one bar of three parts: verified, reported, expected. The bar is drawn and its
numbers stand beside it, so that the picture is its own table. HTML."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from dashboard.figures.naming import also, keys
from dashboard.figures.plain import Chart, Values
from dashboard.figures.progress import ROLES, fills
from dashboard.figures.theme import SIGNS, SMALLEST, Texts, country_of, marked, palette

MOST = 12


class Row(NamedTuple):
    """A category: its name, the three amounts, its area where it is one, a line below its bar, and its key."""

    name: str
    amounts: tuple[float, float, float]
    area: str = ""
    note: str = ""
    key: str = ""


class Split(NamedTuple):
    """The rows that are shown, how many were left out, and the length that all bars are measured by."""

    rows: tuple[Row, ...]
    left_out: int
    most: float


def info(rows: Sequence[Row]) -> Split:
    """The first rows, in the order given."""
    shown = tuple(rows[:MOST])
    return Split(shown, len(rows) - len(shown), max((sum(row.amounts) for row in shown), default=0.0) or 1.0)


def draw(info: Split, texts: Texts, mode: str) -> str:
    """The table. ``texts.words``: verified, reported, expected, and caption, what a screen reader says of the table."""
    colours, patches = palette(mode), fills(mode)
    cell = f"padding:4px 0 4px 8px;text-align:right;vertical-align:bottom;border-top:1px solid {colours.line}"
    heads = "".join(
        f'<th scope="col" style="padding:4px 0 4px 8px;text-align:right;font-weight:400;vertical-align:bottom">'
        f'<span aria-hidden="true" style="display:inline-block;width:14px;height:14px;border-radius:3px;vertical-align:-2px;'
        f'background:{fill}"></span><br/>{escape(texts.words[name])}</th>'
        for name, fill in patches.items()
    )
    rows = "".join(
        f'<tr><th scope="row" style="padding:4px 0;text-align:left;font-weight:400;border-top:1px solid {colours.line};width:100%">'
        f"{_name(row, mode)}{_bar(row, info.most, patches)}"
        f'<div style="color:{colours.muted}">{escape(row.note)}</div></th>'
        + "".join(
            f'<td style="{cell}">{escape(texts.number(amount)) if amount else "–"}</td>' for amount in row.amounts
        )
        + "</tr>"
        for row in info.rows
    )
    return (
        f'{marked(texts, mode)}<table style="width:100%;border-collapse:collapse;font-size:{SMALLEST}px;line-height:1.3;'
        f'font-variant-numeric:tabular-nums;color:{colours.text}" aria-label="{escape(texts.words["caption"])}">'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _name(row: Row, mode: str) -> str:
    sign = SIGNS.get(country_of(row.area), "")
    shown = f'<span aria-hidden="true" style="color:{palette(mode).country(row.area)}">{sign}</span> ' if sign else ""
    return f"<div>{shown}{escape(row.name)}</div>"


def _bar(row: Row, most: float, patches: dict[str, str]) -> str:
    parts = "".join(
        f'<span style="width:{amount / most * 100:.2f}%;background:{fill}"></span>'
        for amount, fill in zip(row.amounts, patches.values(), strict=True) if amount
    )  # fmt: skip
    return f'<div aria-hidden="true" style="display:flex;height:14px;margin-top:2px">{parts}</div>'


def plain(info: Split, texts: Texts, *, unit: str = "", decimals: int = 1) -> Chart:
    """The categories as stacked bars of verified, reported and expected."""
    series = (
        Values(texts.words[part], tuple(row.amounts[n] for row in info.rows), role)
        for n, (part, role) in enumerate(ROLES.items())
    )
    return Chart(
        "bar", tuple(also(row.name, row.note) for row in info.rows), tuple(series),
        keys(row.key or row.area for row in info.rows), unit, decimals, stacked=True, left_out=info.left_out,
    )  # fmt: skip
