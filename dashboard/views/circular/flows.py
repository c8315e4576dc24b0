"""Residual flows: what is offered and wanted, which of it fits together and how far apart it lies, and what has been matched."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dashboard.metrics.lists import flows as lists
from dashboard.metrics.lists.flows import Flow
from dashboard.metrics.readings import matches
from dashboard.metrics.readings.matches import Match
from dashboard.views.circular import flows_map, flows_tables
from dashboard.views.parts import Note, Parts, together
from dashboard.views.view import View, remembered
from dashboard.views.wording import subject


class Known(NamedTuple):
    """The open flows of the reader's areas; the pairs with at least one end there that fit and have something left to
    exchange, and those that have found each other."""

    day: date
    open: tuple[Flow, ...]
    pairs: tuple[Match, ...]
    made: tuple[Match, ...]


@remembered
def known(view: View) -> Known:
    """What is known for the reader's areas. Pairs are shared out among all flows: the neighbour's tonne is taken too."""
    day, mine = view.engine.recorded_on, set(view.selection.municipalities())
    every = lists.flows(view.engine)
    usable = matches.usable(every, day)
    fits = [m for m in matches.matches(usable) if m.amount is None or m.amount > 0]
    return Known(
        day, tuple(f for f in usable if f.area in mine), _touching(fits, mine), _touching(matches.made(every), mine)
    )


def _touching(pairs: Iterable[Match], areas: set[str]) -> tuple[Match, ...]:
    return tuple(m for m in pairs if {m.offered.area, m.wanted.area} & areas)


def parts(view: View) -> Parts:
    """The amounts, the map, the pairs, and every open flow."""
    t, here = view.t, known(view)
    if not here.open and not here.made:
        told = t("flows.nothing" if not view.selection.areas else "flows.none", area=subject(view))
        return together(Note(told, key="nothing"))
    narrowed = view.selection.codes() or view.selection.first or view.selection.last
    return together(
        Note(t("flows.now", day=here.day), quiet=True, key="now") if narrowed else None,
        flows_tables.amounts(view, here.open, here.pairs, here.made), flows_map.part(view, here.open, here.pairs),
        flows_tables.fitting(view, here.pairs) if here.pairs else None,
        flows_tables.every(view, here.open) if here.open else None,
    )  # fmt: skip


def answer(view: View) -> str:
    """How many flows are open, how many pairs fit, how much could change hands, and how many pairs cross the border; ""
    where there are none."""
    t, here = view.t, known(view)
    if not here.open and not here.made:
        return ""
    offered = sum(f.direction == "offered" for f in here.open)
    told = [t("flows.answer", offered=t("flows.offered", n=offered), n=len(here.open) - offered, area=subject(view))]
    if not here.pairs:
        return " ".join([*told, t("flows.answer.none")])
    told.append(t("flows.answer.pairs", n=len(here.pairs)))
    parts = [
        flows_tables.amount(view, unit, [m.amount for m in here.pairs if m.offered.unit == unit])
        for unit in ("tonnes", "mwh")
    ]
    if any(parts):
        told.append(t("flows.answer.amount", told=t.sentence(filter(None, parts))))
    crossing = sum(m.crosses for m in here.pairs)
    told.append(t("flows.answer.crossing", n=crossing) if crossing else t("flows.answer.no_crossing"))
    return " ".join(told)
