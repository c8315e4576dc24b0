"""The page Clusters: its answer, its key figures, and who is in clusters and working groups, where and with whom."""

from functools import partial
from html import escape

from dashboard.figures import vector
from dashboard.figures.plain import Column, Number, Numbers
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.readings import network
from dashboard.metrics.reference import COUNTRIES
from dashboard.views.clusters import lists, membership_network, mix_and_growth, on_map, ties_and_gaps
from dashboard.views.clusters.memberships import KINDS, Known, chosen, known
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Card, Cards, Note, Part, Parts, Records, together
from dashboard.views.view import View
from dashboard.views.wording import subject


def parts(view: View) -> Parts:
    """What stands on the page; nothing where no clusters are recorded, which its answer says."""
    t, here = view.t, known(view)
    if not here.clusters:
        return together()
    cluster = chosen(view, here)
    shown = here.of(cluster)
    narrowed = Note(t("clusters.narrowed"), True, "narrowed") if view.selection.codes() else None
    empty = t("clusters.empty", name=here.name(cluster, t.language), area=subject(view)) if cluster else ""
    pictures: tuple[Part | Note | None, ...] = ()
    if shown.now:
        pictures = (
            membership_network.part(view, here, cluster), on_map.part(view, shown),
            mix_and_growth.mix(view, here, cluster), mix_and_growth.grown(view, shown),
        )  # fmt: skip
    elif here.now:
        pictures = (Note(empty, key="network"),)
    return together(
        narrowed, _figures(view, here), *pictures, ties_and_gaps.bridges(view, here, cluster),
        ties_and_gaps.missing(view, here, cluster), lists.meetings(view, shown), lists.members(view, shown),
    )  # fmt: skip


def answer(view: View) -> str:
    """How many clusters have how many members, how many of them reach over the border, and who ties the two sides together."""
    t, here, area = view.t, known(view), subject(view)
    if not here.clusters:
        return t("clusters.nothing")
    if not here.now:
        return t("clusters.none", area=area, day=here.day)
    inside = {m.cluster for m in here.now}
    counted = [
        (kind, sum(c.key in inside and c.kind == kind for c in here.clusters)) for kind in ("cluster", "working_group")
    ]
    groups = t.sentence(t(f"clusters.n.{kind}", n=n) for kind, n in counted if n)
    members = t("clusters.n.member", n=len({m.key for m in here.now}))
    told = [t("clusters.answer", groups=groups, members=members, area=area), _shared(view, here, inside)]
    bridges = network.bridges(here.anywhere)
    mine = [b for b in bridges if b.across and any(m.key == b.member.key for m in here.now)]
    if mine:
        n = len(mine[0].clusters)
        told.append(t("clusters.answer.bridge", name=mine[0].member.name, n=n, across=mine[0].across))
    return " ".join(told)


def _shared(view: View, here: Known, inside: set[str]) -> str:
    """How many of the clusters have members on both sides of the border, wherever the reader looks."""
    t, both = view.t, len(inside & network.shared(here.anywhere))
    if len(inside) == 1:
        return t("clusters.shared.one" if both else "clusters.shared.one_side")
    if both == len(inside):
        return t("clusters.shared.all")
    return t("clusters.shared.some", n=both, all=len(inside)) if both else t("clusters.shared.none")


def _figures(view: View, here: Known) -> Part:
    """Members with both sides apart, those in several clusters, and the meetings of twelve months."""
    t, told, sides = view.t, _told(view, here), _sides(here)
    cards = tuple(
        Card(name, n.label, partial(_card, view, n, sides if name == "members" else {})) for name, n in told.items()
    )
    return Part(
        "figures", "", "", Cards(cards), lambda: Numbers(tuple(told.values())),
        records=Records(
            lambda: of_columns([
                Filled(Column(t("column.name"), name="name"), [n.label for n in told.values()]),
                Filled(Column(t("column.value"), "integer", name="value"), [n.exact for n in told.values()]),
            ]), KINDS, t("clusters.meaning"),
        ),
    )  # fmt: skip


def _sides(here: Known) -> dict[str, int]:
    """How many members lie in each country."""
    people = {m.key: m.country for m in here.now}
    return {country: sum(side == country for side in people.values()) for country in COUNTRIES}


def _told(view: View, here: Known) -> dict[str, Number]:
    """The three numbers in words."""
    t, people = view.t, {m.key for m in here.now}
    several = [b for b in network.bridges(here.anywhere) if b.member.key in people]
    held, came, uncounted = network.gathered(here.meetings, here.day)
    doubt = t("clusters.card.uncounted", n=uncounted) if uncounted else ""
    sides = " · ".join(f"{SIGNS[c]} {t.area(c)} {t.number(n)}" for c, n in _sides(here).items())
    across = t("clusters.card.across", n=sum(bool(b.across) for b in several))
    return {
        "members": Number(
            t("clusters.card.members"), t.number(len(people)), t("clusters.on", day=here.day), sides=sides, exact=len(people)
        ),
        "bridges": Number(t("clusters.card.bridges"), t.number(len(several)), change=across, exact=len(several)),
        "meetings": Number(
            t("clusters.card.meetings"), t.number(held), doubt, t("clusters.card.came", n=came) if held else "", exact=held
        ),
    }  # fmt: skip


def _card(view: View, number: Number, sides: dict[str, int]) -> str:
    """A number, its lines, and where members are on either side of the border a bar."""
    t, colours = view.t, palette(view.mode)
    quiet = f'style="color:{colours.muted};font-size:14px"'
    told = t.sentence(f"{t.area(c)} {t.number(n)}" for c, n in sides.items())
    bar = vector.shares([(n, colours.country(c)) for c, n in sides.items()], 6, told) if any(sides.values()) else ""
    signs = " · ".join(
        f'<span aria-hidden="true" style="color:{colours.country(c)}">{SIGNS[c]}</span> {escape(t.area(c))} {t.number(n)}'
        for c, n in sides.items()
    )
    lines = [escape(line) for line in (number.change, number.period) if line]
    return f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{escape(number.value)}</div>' + "".join(
        f"<div {quiet}>{line}</div>" for line in (*lines, f"{bar}{signs}") if line
    )
