"""Clusters and working groups: what is known of them for the reader's filters, the answer in a sentence, and key figures."""

from datetime import date
from html import escape
from typing import NamedTuple

import streamlit as st

from dashboard.figures import vector
from dashboard.figures.theme import SIGNS, palette
from dashboard.metrics.lists import clusters as lists
from dashboard.metrics.lists import listing
from dashboard.metrics.lists.clusters import Cluster, Meeting, Member
from dashboard.metrics.readings import network
from dashboard.metrics.reference import COUNTRIES
from dashboard.ui import blocks, controls
from dashboard.ui.sign_in import plain
from dashboard.ui.state import View, remembered

KINDS = ("cluster", "cluster_member", "meeting")  # the marts that the page rests on


class Known(NamedTuple):
    """What the page is about: every cluster, everyone who ever was a member anywhere, and of the reader's filters the day,
    who ever was a member there and who is on that day, and the meetings, newest first."""

    clusters: tuple[Cluster, ...]
    everyone: tuple[Member, ...]
    day: date
    ever: tuple[Member, ...]
    now: tuple[Member, ...]
    meetings: tuple[Meeting, ...]

    @property
    def anywhere(self) -> list[Member]:
        """Who is a member on the day, wherever the reader looks: what reaches over the border does so beyond a filter."""
        return network.on(self.everyone, self.day)

    def of(self, cluster: str) -> "Known":
        """The same of one cluster; of all where none is named."""
        if not cluster:
            return self
        ever, now = ([m for m in rows if m.cluster == cluster] for rows in (self.ever, self.now))
        return self._replace(
            ever=tuple(ever), now=tuple(now), meetings=tuple(m for m in self.meetings if m.cluster == cluster)
        )

    def name(self, key: str, language: str) -> str:
        """A cluster's name in the language."""
        return next(cluster.name(language) for cluster in self.clusters if cluster.key == key)


@remembered
def known(view: View) -> Known:
    """What is known for the reader's areas, industries and years: members on the last day of the last year asked for."""
    selection, as_of = view.selection, view.engine.recorded_on
    day = listing.stock_day(view.engine, selection.last) if selection.last else as_of
    everyone = lists.members(view.engine)
    areas, codes = set(selection.municipalities()), set(selection.codes())
    ever = [
        m for m in everyone
        if (not selection.areas or m.area in areas) and (not codes or {m.industry, m.division} & codes)
    ]  # fmt: skip
    meetings = [
        m
        for m in lists.meetings(view.engine)
        if m.day <= day and (not selection.first or m.day.year >= selection.first)
    ]
    return Known(
        tuple(lists.clusters(view.engine)),
        tuple(everyone),
        day,
        tuple(ever),
        tuple(network.on(ever, day)),
        tuple(meetings),
    )


def answer(view: View, here: Known) -> str:
    """How many clusters have how many members, how many of them reach over the border, and who ties the two sides together."""
    t, subject = view.t, blocks.subject(view)
    if not here.clusters:
        return t("clusters.nothing")
    if not here.now:
        return t("clusters.none", area=subject, day=here.day)
    inside = {m.cluster for m in here.now}
    counted = [
        (kind, sum(c.key in inside and c.kind == kind for c in here.clusters)) for kind in ("cluster", "working_group")
    ]
    groups = t.sentence(t(f"clusters.n.{kind}", n=n) for kind, n in counted if n)
    members = t("clusters.n.member", n=len({m.key for m in here.now}))
    told = [t("clusters.answer", groups=groups, members=members, area=subject), _shared(view, here, inside)]
    bridges = network.bridges(here.anywhere)
    mine = [b for b in bridges if b.across and any(m.key == b.member.key for m in here.now)]
    if mine:
        n = len(mine[0].clusters)
        told.append(t("clusters.answer.bridge", name=plain(mine[0].member.name), n=n, across=mine[0].across))
    return f"**{' '.join(told)}**"


def _shared(view: View, here: Known, inside: set[str]) -> str:
    """How many of the clusters have members on both sides of the border, wherever the reader looks."""
    t, both = view.t, len(inside & network.shared(here.anywhere))
    if len(inside) == 1:
        return t("clusters.shared.one" if both else "clusters.shared.one_side")
    if both == len(inside):
        return t("clusters.shared.all")
    return t("clusters.shared.some", n=both, all=len(inside)) if both else t("clusters.shared.none")


def cards(view: View, here: Known) -> None:
    """Members with both sides apart, those in several clusters, and the meetings of twelve months."""
    t, colours = view.t, palette(view.mode)
    people = {m.key: m.country for m in here.now}
    parts = [(country, sum(side == country for side in people.values())) for country in COUNTRIES]
    words = [f"{t.area(country)} {t.number(n)}" for country, n in parts]
    bar = vector.shares([(n, colours.country(c)) for c, n in parts], 6, t.sentence(words)) if people else ""
    signs = " · ".join(
        f'<span aria-hidden="true" style="color:{colours.country(c)}">{SIGNS[c]}</span> {escape(word)}'
        for (c, _), word in zip(parts, words, strict=True)
    )
    several = [b for b in network.bridges(here.anywhere) if b.member.key in people]
    held, came, uncounted = network.gathered(here.meetings, here.day)
    doubt = t("clusters.card.uncounted", n=uncounted) if uncounted else ""
    told = (
        (t("clusters.card.members"), len(people), t("clusters.on", day=here.day), f"{bar}{signs}"),
        (
            t("clusters.card.bridges"),
            len(several),
            t("clusters.card.across", n=sum(bool(b.across) for b in several)),
            "",
        ),
        (t("clusters.card.meetings"), held, t("clusters.card.came", n=came) if held else "", escape(doubt)),
    )
    for column, (label, number, line, more) in zip(st.columns(3, border=True), told, strict=True):
        quiet = f'style="color:{colours.muted};font-size:14px"'
        with column:
            st.markdown(label)
            st.html(
                f'<div style="font-size:40px;line-height:1.2;margin-top:-12px">{t.number(number)}</div>'
                f"<div {quiet}>{escape(line)}</div><div {quiet}>{more}</div>"
            )


def chosen(view: View, here: Known) -> str:
    """The cluster that the reader looks at, in the link; "" for all."""
    t, keys = view.t, ["", *(c.key for c in here.clusters)]
    return controls.choice(
        "cluster", keys, t("clusters.choose"), lambda key: here.name(key, t.language) if key else t("clusters.all")
    )
