"""Which offered flow fits which wanted one, how far apart they lie, and how much could change hands.

Materials fit by their code in the European List of Waste (EWC): the same, or the same first four digits. What has no code
that says what it is (heat, cold, transport) fits its own form nearby. Amounts are shared out nearest first, so that no
tonne and no megawatt-hour is counted twice.
"""

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dashboard.metrics.lists.flows import Flow

NEAR = 10.0  # km: what is not a material is not worth taking further
RADIUS = 6371.0  # km, of the Earth
REASONS = ("same", "kin", "near")  # the same code, a code of the same group, the same form nearby; best first


class Match(NamedTuple):
    """An offered and a wanted flow that fit. ``km`` in a straight line (roads are longer), None where a place is not known;
    ``possible`` is the smaller of both amounts, ``amount`` what is left of it for this pair; None where one is not known."""

    offered: Flow
    wanted: Flow
    why: str
    km: float | None
    possible: float | None
    amount: float | None

    @property
    def crosses(self) -> bool:
        """Whether the two lie on different sides of the national border."""
        return self.offered.area[:2] != self.wanted.area[:2]


def kilometres(one: Flow, other: Flow) -> float | None:
    """The great-circle distance (haversine), or None where a place is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    away = math.radians(other.lon - one.lon)
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(away / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def code(flow: Flow) -> str:
    """The six digits of the flow's EWC code, or as many as it has; the star of hazardous waste does not count."""
    return re.sub(r"\D", "", flow.ewc or "")


def why(offered: Flow, wanted: Flow) -> str:
    """Why the two fit (REASONS), or "" where they do not."""
    if offered.form != wanted.form:
        return ""
    if offered.form == "material":
        one, other = code(offered), code(wanted)
        if len(one) < 4 or one[:4] != other[:4]:
            return ""
        return "same" if one == other else "kin"
    km = kilometres(offered, wanted)
    return "near" if km is not None and km <= NEAR else ""


def usable(flows: Iterable[Flow], day: date) -> list[Flow]:
    """The flows that somebody may still take or bring: neither matched nor ended."""
    return [f for f in flows if f.status == "open" and (f.until_on is None or f.until_on > day)]


def matches(flows: Iterable[Flow]) -> list[Match]:
    """Every pair that fits, nearest first among the best reasons; each pair gets what those before it have left."""
    rows = list(flows)
    pairs = [
        (REASONS.index(reason), kilometres(o, w), o, w)
        for o in rows if o.direction == "offered"
        for w in rows if w.direction == "wanted"
        if (reason := why(o, w))
    ]  # fmt: skip
    left = {f.key: f.amount for f in rows}
    found = []
    for rank, km, o, w in sorted(pairs, key=lambda p: (p[0], math.inf if p[1] is None else p[1], p[2].key, p[3].key)):
        found.append(Match(o, w, REASONS[rank], km, _least(o.amount, w.amount), _least(left[o.key], left[w.key])))
        if (taken := found[-1].amount) is not None:
            left[o.key], left[w.key] = (left[o.key] or 0.0) - taken, (left[w.key] or 0.0) - taken
    return found


def made(flows: Iterable[Flow]) -> list[Match]:
    """The pairs that have found each other already, whichever of the two says so; each once."""
    rows = list(flows)
    known, found = {f.key: f for f in rows}, {}
    for flow in rows:
        other = known.get(flow.matched_with or "")
        if flow.status == "matched" and other is not None and other.direction != flow.direction:
            o, w = (flow, other) if flow.direction == "offered" else (other, flow)
            amount = _least(o.amount, w.amount) if o.unit == w.unit else None
            found[o.key, w.key] = Match(o, w, why(o, w), kilometres(o, w), amount, amount)
    return list(found.values())


def _least(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else min(one, other)
