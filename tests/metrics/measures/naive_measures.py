"""The measures once more, in plain Python and straight from their definitions, to check the real ones against.

Lists in, lists and numbers out; NaN where there is no value. Where a definition is an equation or a "least and most",
it is solved or searched here, not put into a formula.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from statistics import NormalDist, fmean, pstdev

Numbers = Sequence[float]
NAN = math.nan


def shares(e: Numbers) -> list[float]:
    """Each part of the sum."""
    total = sum(e)
    return [x / total if total else NAN for x in e]


def location_quotient(e: Numbers, E: Numbers) -> list[float]:
    """s/S, exactly, and rounded once."""
    if not sum(e) or not sum(E):
        return [NAN] * len(e)
    r, R = Fraction(sum(e)), Fraction(sum(E))
    return [float((Fraction(x) / r) / (Fraction(X) / R)) if X else NAN for x, X in zip(e, E, strict=True)]


def hhi(e: Numbers) -> float:
    """Σs²."""
    return sum(s * s for s in shares(e))


def hhi_normalised(e: Numbers, n: int) -> float:
    """(HHI − 1/n)/(1 − 1/n)."""
    return NAN if n < 2 else (hhi(e) - 1 / n) / (1 - 1 / n)


def shannon(e: Numbers) -> float:
    """−Σ s·ln s, where 0·ln 0 is 0."""
    return -sum(0.0 if s == 0 else s * math.log(s) for s in shares(e))


def evenness(e: Numbers, n: int) -> float:
    """Entropy over ln n."""
    return NAN if n < 2 else shannon(e) / math.log(n)


def hachman(e: Numbers, E: Numbers) -> float:
    """1/Σ(s²/S); an industry that the reference has not makes the sum boundless and the index 0."""
    if not sum(e) or not sum(E):
        return NAN
    total = 0.0
    for s, S in zip(shares(e), shares(E), strict=True):
        if s > 0 and S == 0:
            return 0.0
        total += s * s / S if s > 0 else 0.0
    return 1 / total


def krugman(e: Numbers, E: Numbers) -> float:
    """Σ|s − S|."""
    return sum(abs(s - S) for s, S in zip(shares(e), shares(E), strict=True))


def variety(e: Numbers, groups: Sequence[str]) -> tuple[float, float]:
    """Entropy of the groups' sums, and the groups' own entropies weighted by their shares."""
    if not sum(e):
        return NAN, NAN
    members = {g: [x for x, of in zip(e, groups, strict=True) if of == g] for g in set(groups)}
    sums = {g: sum(within) for g, within in members.items()}
    related = sum(sums[g] / sum(e) * shannon(within) for g, within in members.items() if sums[g])
    return shannon(list(sums.values())), related


def shift_share(e0: Numbers, e1: Numbers, E0: Numbers, E1: Numbers) -> list[tuple[float, float, float]]:
    """National, industry-mix and regional component of each industry."""
    parts = []
    for x0, x1, X0, X1 in zip(e0, e1, E0, E1, strict=True):
        G = sum(E1) / sum(E0) - 1 if sum(E0) else NAN
        g = X1 / X0 - 1 if X0 else G
        parts.append((x0 * G, x0 * (g - G), x1 - x0 * (1 + g)))
    return parts


def presence(e: Sequence[Numbers]) -> list[list[bool]]:
    """Location quotient ≥ 1 against the sum of the rows."""
    reference = [sum(column) for column in zip(*e, strict=True)]
    return [[quotient >= 1 for quotient in location_quotient(row, reference)] for row in e]


def proximity(present: Sequence[Sequence[bool]]) -> list[list[float]]:
    """The smaller of P(i | j) and P(j | i), counted area by area; 0 with oneself and where nothing is present."""
    size = len(present[0])
    k = [sum(row[i] for row in present) for i in range(size)]
    both = [[sum(row[i] and row[j] for row in present) for j in range(size)] for i in range(size)]
    return [
        [0.0 if i == j or not k[i] or not k[j] else min(both[i][j] / k[i], both[i][j] / k[j]) for j in range(size)]
        for i in range(size)
    ]


def density(present_row: Sequence[bool], phi: Sequence[Numbers]) -> list[float]:
    """The present ones' part of each row's sum."""
    return [
        sum(p for p, there in zip(row, present_row, strict=True) if there) / sum(row) if sum(row) else NAN
        for row in phi
    ]


def crossing(f: Callable[[float], float], below: float, above: float) -> float:
    """Where a rising function passes 0, by halving."""
    for _ in range(200):
        middle = (below + above) / 2
        below, above = (middle, above) if f(middle) < 0 else (below, middle)
    return (below + above) / 2


def wilson(successes: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """The proportions p that lie just z of their own standard errors from what was seen."""
    if not trials:
        return NAN, NAN
    seen, z = successes / trials, NormalDist().inv_cdf((1 + confidence) / 2)

    def beyond(p: float) -> float:
        return (p - seen) ** 2 - z * z * p * (1 - p) / trials

    low = 0.0 if not successes else crossing(lambda p: -beyond(p), 0, seen)
    return low, 1.0 if successes == trials else crossing(beyond, seen, 1)


def poisson(count: int, confidence: float = 0.95) -> tuple[float, float]:
    """The expectations under which so many or more, and so few or fewer, have half of what remains each."""
    tail = (1 - confidence) / 2

    def at_most(k: int, mean: float) -> float:
        return math.fsum(math.exp(i * math.log(mean) - mean - math.lgamma(i + 1)) for i in range(k + 1))

    most = 10.0 * (count + 5)
    low = crossing(lambda mean: 1 - at_most(count - 1, mean) - tail, 1e-12, most) if count else 0.0
    return low, crossing(lambda mean: tail - at_most(count, mean), 1e-12, most)


def kaplan_meier(at_risk: Numbers, events: Numbers) -> list[tuple[float, float, float]]:
    """Multiply the chances of surviving each age; Greenwood's error of ln(−ln S) either side."""
    found, share, variance, z = [], 1.0, 0.0, NormalDist().inv_cdf(0.975)
    for n, d in zip(at_risk, events, strict=True):
        if share == 0:
            pass  # nobody is left to be at risk
        elif n == 0:
            share = NAN
        else:
            share *= 1 - d / n
            variance += d / (n * (n - d)) if d < n else 0
        if math.isnan(share) or share in (0, 1):
            found.append((share, share, share))
        else:
            place, error = math.log(-math.log(share)), math.sqrt(variance) / abs(math.log(share))
            low, high = (math.exp(-math.exp(place + side * z * error)) for side in (1, -1))
            found.append((share, low, high))
    return found


def job_flow_bounds(before: range, after: range) -> tuple[int, int, int, int]:
    """Try every headcount of both bands: least and most created, least and most destroyed."""
    created = [max(b - a, 0) for a, b in product(before, after)]
    destroyed = [max(a - b, 0) for a, b in product(before, after)]
    return min(created), max(created), min(destroyed), max(destroyed)


def distances(profiles: Sequence[Numbers], weights: Numbers) -> list[list[float]]:
    """Standardise each feature over the areas where it is known, then look at each pair."""
    columns = []
    for column in zip(*profiles, strict=True):
        known = [x for x in column if not math.isnan(x)]
        same = len(set(known)) < 2
        columns.append([x if math.isnan(x) else 0.0 if same else (x - fmean(known)) / pstdev(known) for x in column])
    z = list(zip(*columns, strict=True))

    def distance(r: int, s: int) -> float:
        common = [(w, a - b) for w, a, b in zip(weights, z[r], z[s], strict=True) if not math.isnan(a - b)]
        found = sum(w for w, _ in common)
        return math.sqrt(sum(w * d * d for w, d in common) * sum(weights) / found) if found else NAN

    areas = range(len(profiles))
    return [[0.0 if r == s else distance(r, s) for s in areas] for r in areas]
