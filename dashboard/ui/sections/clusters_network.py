"""The members of clusters as a network and on the map; both say the same as the list of members."""

from collections import Counter

import streamlit as st

from dashboard.exports.tables import Column
from dashboard.figures import map as drawn
from dashboard.figures import network as figure
from dashboard.figures.network import Node
from dashboard.figures.theme import SIGNS, Texts
from dashboard.metrics.lists.clusters import Member
from dashboard.metrics.readings import network
from dashboard.metrics.reference import municipalities
from dashboard.ui import blocks, maps
from dashboard.ui.sections import record_rows
from dashboard.ui.sections.clusters import KINDS, Known
from dashboard.ui.sign_in import plain
from dashboard.ui.state import View

HEIGHT = 460  # px: of the map


def show(view: View, here: Known, cluster: str) -> None:
    """The network: of all, who is in several clusters; of one, who is in it and where else."""
    t, shown = view.t, here.of(cluster)
    everyone = sorted(here.everyone, key=lambda m: (m.joined is None, m.joined, m.key))
    nodes = _nodes(view, here, list(here.now))
    info = figure.info([c.key for c in here.clusters], _nodes(view, here, everyone), nodes, cluster)
    title, tied = _finding(view, shown, cluster, nodes), [n for n in info.nodes if len(n.groups) > 1]
    legend = t("clusters.network.legend", se=f"{SIGNS['SE']} {t.area('SE')}", no=f"{SIGNS['NO']} {t.area('NO')}")
    names = t.sentence(f"{n.name} ({t.number(len(n.groups))})" for n in tied[:6])
    summary = t("clusters.network.summary", names=names) if tied else t("clusters.network.untied")
    words = {"mark": t("demo.mark") if view.engine.facts.demo else ""}
    made = figure.draw(info, Texts({c.key: c.name(t.language) for c in here.clusters}, words=words), view.mode)
    with st.container(key="figure_network"):
        st.subheader(plain(title), anchor=False)
        st.caption(legend)
        st.plotly_chart(
            made, key="chart_network", theme=None, height=made.layout.height, alt=f"{title} {summary}",
            config=blocks.chart_config(view),
        )  # fmt: skip
        st.caption(plain(summary))
        record_rows.actions(
            view, "network", title, KINDS, lambda: _twin(view, here, info.nodes), t("clusters.network.meaning")
        )


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
            f"{_place(view, m.area)} · {t.sentence(here.name(g, t.language) for g in groups[m.key])}",
        )
        for m in first.values()
    ]  # fmt: skip
    return sorted(nodes, key=lambda n: -len(n.groups))


def _place(view: View, area: str) -> str:
    return view.t.area(area) if area else view.t("status.missing")


def _finding(view: View, shown: Known, cluster: str, nodes: list[Node]) -> str:
    t = view.t
    several = sum(len(n.groups) > 1 for n in nodes if not cluster or cluster in n.groups)
    if not cluster:
        members = t("clusters.n.member", n=len(nodes))
        return t("clusters.network.all", n=several, members=members) if several else t("clusters.network.none")
    counts = network.sides(shown.now).get(cluster, {"SE": 0, "NO": 0})
    return t("clusters.network.one", name=shown.name(cluster, t.language), n=several, se=counts["SE"], no=counts["NO"])


def _twin(view: View, here: Known, nodes: tuple[Node, ...]) -> record_rows.Columns:
    """The network as rows: who, where, in which clusters, and how many they meet across the border."""
    t, across = view.t, {b.member.key: b.across for b in network.bridges(here.anywhere)}
    return [
        (Column("name", t("column.name")), [n.name for n in nodes]),
        (Column("area", t("column.area")), [_place(view, n.area) for n in nodes]),
        (Column("clusters", t("clusters.column.clusters")),
         [t.sentence(here.name(g, t.language) for g in n.groups) for n in nodes]),
        (Column("across", t("clusters.column.across"), "integer"), [across.get(n.key) for n in nodes]),
    ]  # fmt: skip


def on_map(view: View, here: Known) -> None:
    """Members by municipality as circles, under the sentence that says where the most are."""
    t = view.t
    people = {m.key: m.area for m in here.now}
    counts = Counter(area for area in people.values() if area in municipalities())
    if not counts:
        return
    most = max(counts.values())
    first = t.sort((area for area, n in counts.items() if n == most), t.area)
    title = t("clusters.map.finding", high=t.sentence(t.area(a) for a in first), n=most, members=len(people))
    st.subheader(title, anchor=False)
    values, words = {area: float(n) for area, n in counts.items()}, maps.texts(view)
    deck = drawn.draw_totals(values, maps.ground(view, HEIGHT), words, view.mode)
    legend = [entry for entry in drawn.totals_legend(values, words, view.mode) if entry.label != "0"]  # a part of one
    maps.show(view, "cluster_members", deck, legend, title, HEIGHT)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    elsewhere = len(people) - sum(counts.values())
    st.caption(" ".join([
        t("clusters.map.summary", n=len(counts), named=t.sentence(f"{t.area(a)} {t.number(n)}" for a, n in order[:5])),
        *([t("clusters.map.elsewhere", n=elsewhere)] if elsewhere else []),
    ]))  # fmt: skip
    record_rows.actions(
        view, "cluster_map", title, KINDS,
        lambda: [
            (Column("key", t("column.key")), [a for a, _ in order]),
            (Column("area_name", t("column.area")), [t.area(a) for a, _ in order]),
            (Column("members", t("clusters.card.members"), "integer"), [n for _, n in order]),
        ],
        t("clusters.meaning"),
    )  # fmt: skip
