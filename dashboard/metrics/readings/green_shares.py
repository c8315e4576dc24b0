"""What bio-based and circular jobs are a part of: their share of all jobs, and how many are left without farming,
forestry and fishing. The shares of the industries are the project's own definition (data/reference/green_shares.csv)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dashboard.metrics.reference import industries
from dashboard.metrics.selection import Selection
from dashboard.metrics.series import Point, Series, Status
from dashboard.warehouse.engine import Engine

FARMING = "A"  # the section of farming, forestry and fishing


class Share(NamedTuple):
    """A line of the definition: a NACE 2.1 division and the parts of its jobs (0 to 1) that count."""

    division: str
    bio: float
    circular: float


def definition(engine: Engine) -> list[Share]:
    """Every division of which something counts."""
    return [Share(*row) for row in engine.rows("select division, bio, circular from green_share order by division")]


def share(parts: Sequence[Series], whole: Series) -> Series:
    """The parts' sum in per cent of the whole, for every area and period of the parts; the count is the sum.

    Without one of the parts there is no value. Where hidden cells are left out the status is "partial": at least so much.
    """
    found = [{(p.area, p.period): p for p in part.points} for part in parts]
    of = {(p.area, p.period): p for p in whole.points}
    points = [_divided([part[key] for part in found], of[key]) for key in found[0] if key in of]
    inputs = {
        (p.area, p.period, ""): {"count": float(p.count), "base": float(of[p.area, p.period].value or 0)}
        for p in points if p.value is not None and p.count is not None
    }  # fmt: skip
    return replace(
        parts[0], unit="percent", decimals=1, kind="rate", direction="none", points=tuple(points), inputs=inputs, by="",
        sql="\n\n".join(series.sql for series in (*parts, whole)),
    )  # fmt: skip


def _divided(parts: Sequence[Point], whole: Point) -> Point:
    """One share; without a value the status says why."""
    lacking: list[Status] = [p.status for p in (*parts, whole) if p.value is None]
    left_out = sum(p.left_out for p in parts)
    made = parts[0]._replace(value=None, low=None, high=None, count=None, status="missing", left_out=left_out)
    if lacking or not whole.value:
        return made._replace(status=lacking[0] if lacking else "missing")
    counted = sum(p.value or 0.0 for p in parts)
    doubts: list[Status] = [p.status for p in (*parts, whole) if p.status != "ok"]
    status: Status = "partial" if left_out else doubts[0] if doubts else "ok"
    return made._replace(value=100 * counted / whole.value, count=round(counted), status=status)


def without_farming(selection: Selection) -> Selection | None:
    """The selection without farming, forestry and fishing; None where nothing would be left."""
    chosen = selection.industries or tuple(code for code, section in industries().items() if code == section)
    rest = tuple(code for code in chosen if industries()[code] != FARMING)
    return replace(selection, industries=rest) if rest else None


def beside(named: Sequence[tuple[str, Series]], by: str) -> Series:
    """Several answers of the same metric as lines of one series, in the periods comparable in all; ``by`` is what their
    names are keys of."""
    periods = set.intersection(*({p.period for p in series.comparable} for _, series in named))
    points = tuple(
        p._replace(breakdown=name) for name, series in named for p in series.comparable if p.period in periods
    )
    return replace(named[0][1], points=points, inputs={}, by=by, sql="\n\n".join(s.sql for _, s in named))
