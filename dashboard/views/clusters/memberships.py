"""What is known of clusters and working groups for a reader's filters, and which of them is looked at."""

from datetime import date
from typing import NamedTuple

from dashboard.metrics.lists import clusters as lists
from dashboard.metrics.lists import listing
from dashboard.metrics.lists.clusters import Cluster, Meeting, Member
from dashboard.metrics.readings import network
from dashboard.views.view import View, remembered

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


def keys(here: Known) -> list[str]:
    """What can be looked at: "" for all, then each cluster."""
    return ["", *(cluster.key for cluster in here.clusters)]


def chosen(view: View, here: Known) -> str:
    """The cluster that the reader looks at, in the link; "" for all."""
    return view.option("cluster", keys(here))


def place(view: View, area: str | None) -> str:
    """Where a member lies, in words."""
    return view.t.area(area) if area else view.t("status.missing")
