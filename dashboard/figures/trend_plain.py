"""Values over time as plain data: the lines that a trend shows, with their gaps, ranges and breaks."""

from dashboard.figures.naming import role
from dashboard.figures.plain import Chart, Values
from dashboard.figures.theme import Texts
from dashboard.figures.trend import MOST_BANDS, Line, Trend


def plain(info: Trend, texts: Texts, *, unit: str = "", decimals: int = 0, percent: bool = False) -> Chart:
    """The lines by period, largest at the end first. As in the picture, intervals beside values are shown of few lines
    only; a range that is all that is known always is."""
    order = info.periods
    breaks = tuple((next(p for p in order if p >= period), word) for period, word in info.breaks)
    return Chart(
        "line", tuple(map(texts.period, order)), tuple(_values(line, info, texts) for line in info.lines), tuple(order),
        unit, decimals, percent, breaks=tuple((texts.period(period), word) for period, word in breaks),
        left_out=info.left_out,
    )  # fmt: skip


def _values(line: Line, info: Trend, texts: Texts) -> Values:
    points = {point.period: point for point in line.points}
    every = [points.get(period) for period in info.periods]
    few = len(info.lines) <= MOST_BANDS
    low, high = (
        tuple(p and (getattr(p, end) if few or p.value is None else None) for p in every) for end in ("low", "high")
    )
    ranges = any(end is not None for end in low)
    return Values(
        texts.name(line.key), tuple(p and p.value for p in every), role(line.area) if line.key == line.area else "",
        low if ranges else (), high if ranges else (),
    )  # fmt: skip
