"""What a network of clusters says: who is in it on a day, which clusters reach over the border, who ties them together, how
they have grown, and who is missing. Pure functions over the members' rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.metrics.lists.clusters import Meeting, Member
from dashboard.metrics.reference import COUNTRIES

MANY = 10  # companies: an industry or a municipality with fewer is not called missing


class Bridge(NamedTuple):
    """A member of at least two clusters, and how many members on the other side of the border it shares one with."""

    member: Member  # as it stands in the first of its clusters
    clusters: tuple[str, ...]
    across: int


class Gap(NamedTuple):
    """Somebody who is missing in a cluster: ``what`` is industry, municipality or field, ``key`` which one, ``companies``
    how many there are (None of a field)."""

    cluster: str
    what: str
    key: str
    companies: int | None


def on(members: Iterable[Member], day: date) -> list[Member]:
    """Those who are members on the day; whoever joined on an unrecorded day is one until they leave."""
    return [m for m in members if (m.joined is None or m.joined <= day) and (m.left is None or m.left > day)]


def sides(members: Iterable[Member]) -> dict[str, dict[str, int]]:
    """For each cluster how many of its members lie in each country, Sweden first."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTRIES, 0))
    for member in members:
        if member.country:
            found[member.cluster][member.country] += 1
    return dict(found)


def shared(members: Iterable[Member]) -> set[str]:
    """The clusters with members on both sides of the border."""
    return {cluster for cluster, counts in sides(members).items() if all(counts.values())}


def bridges(members: Iterable[Member]) -> list[Bridge]:
    """Those who are in more than one cluster, whoever meets the most members across the border first.

    ``across`` counts each member on the other side once, however many clusters the two share."""
    rows = list(members)
    within: dict[str, set[tuple[str, str]]] = defaultdict(set)
    mine: dict[str, list[Member]] = defaultdict(list)
    for row in rows:
        within[row.cluster].add((row.key, row.country))
        mine[row.key].append(row)
    found = []
    for own in mine.values():
        if len(own) > 1:
            met = set().union(*(within[row.cluster] for row in own))
            across = sum(bool(country and own[0].country) and country != own[0].country for _, country in met)
            found.append(Bridge(own[0], tuple(row.cluster for row in own), across))
    return sorted(found, key=lambda b: (-b.across, -len(b.clusters), b.member.name, b.member.key))


def growth(members: Iterable[Member], first: int, as_of: date) -> dict[tuple[str, int], int]:
    """How many different members there were in each country at the end of each year since ``first`` (of the running year:
    on the as-of date). An unrecorded day of joining counts from the as-of date, for nothing earlier is known."""
    rows = [m if m.joined else m._replace(joined=as_of) for m in members]
    found = {}
    for year in range(first, as_of.year + 1):
        there = {(m.country, m.key) for m in on(rows, min(date(year, 12, 31), as_of))}
        found.update({(country, year): sum(side == country for side, _ in there) for country in COUNTRIES})
    return found


def gaps(
    cluster: str, members: Iterable[Member], industries: Mapping[str, float], municipalities: Mapping[str, float],
    most: int,
) -> list[Gap]:  # fmt: skip
    """Who is missing in a cluster: the industries and the municipalities with many companies but no member, the ``most``
    largest of each. ``industries``: companies by division, ``municipalities``: by municipality, both of the cluster's kind."""
    here = [m for m in members if m.cluster == cluster]
    divisions, areas = {m.division for m in here}, {m.area for m in here}
    found = []
    for what, counted, taken in (("industry", industries, divisions), ("municipality", municipalities, areas)):
        order = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        lacking = [(key, number) for key, number in order if key not in taken and number >= MANY]
        found += [Gap(cluster, what, key, int(number)) for key, number in lacking[:most]]
    return found


def gathered(meetings: Sequence[Meeting], day: date) -> tuple[int, int, int]:
    """Of the twelve months up to the day: how many meetings, how many came to those where somebody counted, and how many
    nobody counted at."""
    year = [m for m in meetings if (day - m.day).days < 365 and m.day <= day]
    return len(year), sum(m.participants or 0 for m in year), sum(m.participants is None for m in year)
