"""Further figures of a municipality as their publishers give them, unprocessed."""

from typing import Any

from dashboard.figures.plain import Cell, Column, Grid
from dashboard.metrics.lists import indicators, origin
from dashboard.views.listed import of_words
from dashboard.views.parts import Note, Part, Records, Rows
from dashboard.views.view import View, remembered

HEIGHT = 340  # px


def part(view: View) -> Part | Note:
    """What publishers say of the municipality beyond the metrics, as they give it."""
    t, rows = view.t, _rows(view)
    if not rows:
        return Note(t("municipality.published.none"), True, "published")
    metric, period, value = t("column.metric"), t("column.period"), t("column.value")
    names = [" · ".join(filter(None, (row["title"], row["breakdown"]))) for row in rows]
    sources = [origin.publishers().get(row["source"], {}).get(f"title_{t.language}", row["source"]) for row in rows]

    def words() -> dict[str, list[str]]:
        return {
            metric: names, period: [t.period(row["period"]) for row in rows],
            value: [t(f"status.{r['status']}") if r["value"] is None else _number(view, r["value"]) for r in rows],
            t("column.unit"): [row["unit"] or "" for row in rows], t("column.source"): sources,
        }  # fmt: skip

    def grid() -> Grid:
        columns = (
            Column(metric, name="metric"), Column(period, name="period"), Column(value, "number", 2, "value"),
            Column(t("column.unit"), name="unit"), Column(t("column.status"), name="status"),
        )  # fmt: skip
        cells: list[tuple[Cell, ...]] = [
            (name, row["period"], row["value"], row["unit"] or "", t(f"status.{row['status']}"))
            for name, row in zip(names, rows, strict=True)
        ]
        return Grid(columns, tuple(cells))

    help = t("municipality.published.help")
    return Part(
        "published", t("municipality.published"), help, Rows(words, (value,), HEIGHT), lambda: of_words(words()),
        records=Records(grid, ("indicator",), help),
    )  # fmt: skip


@remembered
def _rows(view: View) -> list[dict[str, Any]]:
    return indicators.of(view.engine, view.selection.municipalities())


def _number(view: View, value: float) -> str:
    """A number with the decimals that it has, two at most."""
    return view.t.number(value, 0 if value == round(value) else 1 if round(value, 1) == round(value, 2) else 2)
