"""Where groups and their members stand in a network; a place depends only on who there is, not on who is shown."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.figures.theme import country_of

RING, ROOM = 0.76, 0.3  # of the half picture: where the groups stand, and the most that one with its members takes
INWARDS = 0.8  # how far towards the middle the ties are drawn: past the members of the group between two others
GOLDEN = (math.sqrt(5) - 1) / 2
APART = 0.085  # between two that stand between groups


class Node(NamedTuple):
    """Somebody in one or several groups: ``area`` gives the country, ``text`` what is said when it is hovered."""

    key: str
    name: str
    area: str
    groups: tuple[str, ...]
    text: str = ""


Places = Mapping[str, tuple[float, float]]


def places_of(groups: Sequence[str], everyone: Sequence[Node], only: str) -> Places:
    """Groups on a ring from the top to the right, the one that is looked at in its middle; their own members in half a
    sunflower on each country's side; whoever is in several between them, drawn towards the middle."""
    around = [group for group in groups if group != only]
    turn, ring = 2 * math.pi / max(len(around), 1), RING if len(groups) > 1 else 0.0
    room = min(ROOM, 0.92 * ring * math.sin(turn / 2)) if len(around) > 1 and not only else 0.55 * (ring or 1.4)
    places = {g: (ring * math.sin(n * turn), ring * math.cos(n * turn)) for n, g in enumerate(around)}
    if only:
        places[only] = (0.0, 0.0)
    halves: dict[tuple[str, bool], list[str]] = {}
    for node in everyone:
        if len(node.groups) == 1:
            halves.setdefault((node.groups[0], country_of(node.area) == "NO"), []).append(node.key)
    step = room / math.sqrt(max(map(len, halves.values()), default=1) + 1)
    for (group, west), keys in halves.items():
        x, y = places[group]
        for n, key in enumerate(keys):
            angle, away = math.radians(160 * ((n * GOLDEN) % 1 - 0.5)), step * math.sqrt(n + 1.6)
            places[key] = (x + (-1 if west else 1) * away * math.cos(angle), y + away * math.sin(angle))
    taken: list[tuple[float, float]] = []
    for node in everyone:
        if len(node.groups) > 1:
            ends = [places[group] for group in node.groups]
            pull = INWARDS / len(ends) if only not in node.groups else 1.2 / len(ends)
            places[node.key] = _free((pull * sum(x for x, _ in ends), pull * sum(y for _, y in ends)), taken)
            taken.append(places[node.key])
    return places


def _free(at: tuple[float, float], taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place on a spiral around a point where nobody stands yet."""
    for n in range(400):
        angle, away = n * 2 * math.pi * GOLDEN, APART * 0.45 * math.sqrt(n)
        place = (at[0] + away * math.cos(angle), at[1] + away * math.sin(angle))
        if all(math.dist(place, other) >= APART for other in taken):
            return place
    return at
