"""The members of clusters as a network: who is in several, and of one cluster who is in it and where else."""

from dashboard.figures import network as figure
from dashboard.figures import network_plain
from dashboard.figures.network import Network
from dashboard.figures.network_places import Node
from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import SIGNS, Texts
from dashboard.metrics.lists.clusters import Member
from dashboard.metrics.readings import network
from dashboard.metrics.reference import COUNTRIES
from dashboard.views.clusters.memberships import KINDS, Known, place
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Part, Plot, Records
from dashboard.views.view import View
from dashboard.views.wording import texts


def part(view: View, here: Known, cluster: str) -> Part:
    """The network: of all, who is in several clusters; of one, who is in it and where else."""
    t, info = view.t, _info(view, here, cluster)
    tied = [n for n in info.nodes if len(n.groups) > 1]
    legend = t("clusters.network.legend", **{c.lower(): f"{SIGNS[c]} {t.area(c)}" for c in COUNTRIES})
    names = t.sentence(f"{n.name} ({t.number(len(n.groups))})" for n in tied[:6])
    summary = t("clusters.network.summary", names=names) if tied else t("clusters.network.untied")
    words = {**texts(view).words, "group": t("clusters.column.cluster")}
    said = Texts(
        {**{c: t.area(c) for c in COUNTRIES}, **{c.key: c.name(t.language) for c in here.clusters}}, words=words
    )
    return Part(
        "network", _finding(view, here.of(cluster), cluster, _nodes(view, here, list(here.now))), summary,
        Plot(lambda: figure.draw(info, said, view.mode)), lambda: network_plain.plain(info, said), above=legend,
        records=Records(lambda: _table(view, here, info.nodes), KINDS, t("clusters.network.meaning")),
    )  # fmt: skip


def _info(view: View, here: Known, cluster: str) -> Network:
    everyone = sorted(here.everyone, key=lambda m: (m.joined is None, m.joined, m.key))
    shown = _nodes(view, here, list(here.now))
    return figure.info([c.key for c in here.clusters], _nodes(view, here, everyone), shown, cluster)


def _nodes(view: View, here: Known, members: list[Member]) -> list[Node]:
    """Each member once with all its clusters, those in the most first; the others in the order given."""
    t = view.t
    groups: dict[str, list[str]] = {}
    first: dict[str, Member] = {}
    for member in members:
        groups.setdefault(member.key, []).append(member.cluster)
        first.setdefault(member.key, member)
    nodes = [
        Node(
            m.key, m.name, m.area, tuple(sorted(groups[m.key])),
            f"{place(view, m.area)} · {t.sentence(here.name(g, t.language) for g in groups[m.key])}",
        )
        for m in first.values()
    ]  # fmt: skip
    return sorted(nodes, key=lambda n: -len(n.groups))


def _finding(view: View, shown: Known, cluster: str, nodes: list[Node]) -> str:
    t = view.t
    several = sum(len(n.groups) > 1 for n in nodes if not cluster or cluster in n.groups)
    if not cluster:
        members = t("clusters.n.member", n=len(nodes))
        return t("clusters.network.all", n=several, members=members) if several else t("clusters.network.none")
    counts = network.sides(shown.now).get(cluster, {"SE": 0, "NO": 0})
    return t("clusters.network.one", name=shown.name(cluster, t.language), n=several, se=counts["SE"], no=counts["NO"])


def _table(view: View, here: Known, nodes: tuple[Node, ...]) -> Grid:
    """The network as rows: who, where, in which clusters, and how many they meet across the border."""
    t, across = view.t, {b.member.key: b.across for b in network.bridges(here.anywhere)}
    return of_columns([
        Filled(Column(t("column.name"), name="name"), [n.name for n in nodes]),
        Filled(Column(t("column.area"), name="area"), [place(view, n.area) for n in nodes]),
        Filled(Column(t("clusters.column.clusters"), name="clusters"),
               [t.sentence(here.name(g, t.language) for g in n.groups) for n in nodes]),
        Filled(Column(t("clusters.column.across"), "integer", name="across"), [across.get(n.key) for n in nodes]),
    ])  # fmt: skip
