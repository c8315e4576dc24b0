"""Clusters and working groups, their members and their meetings as rows, from the project's own records."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dashboard.metrics.reference import COUNTRIES
from dashboard.warehouse.engine import Engine


class Cluster(NamedTuple):
    """A cluster or a working group (``kind``), named in three languages; ``industry`` is a section of NACE, or None."""

    key: str
    kind: str
    name_sv: str | None
    name_nb: str | None
    name_en: str | None
    industry: str | None
    started: date | None
    ended: date | None

    def name(self, language: str) -> str:
        """The name in the language; where it has none there, in another."""
        names = (getattr(self, f"name_{language}"), self.name_sv, self.name_nb, self.name_en)
        return next((name for name in names if name), self.key)


class Member(NamedTuple):
    """One member of one cluster. ``kind`` is company, research, public or association; ``division`` is known of companies
    that the register has. Where the day of joining is not recorded, it is None."""

    cluster: str
    key: str
    name: str
    area: str
    kind: str
    role: str
    joined: date | None
    left: date | None
    industry: str | None = None
    division: str | None = None

    @property
    def country(self) -> str:
        """SE or NO, or "" where the area lies in neither or is not known."""
        return self.area[:2] if self.area[:2] in COUNTRIES else ""


class Meeting(NamedTuple):
    """One meeting; ``form`` is physical, online or both, ``participants`` None where nobody counted."""

    key: str
    cluster: str
    day: date
    title: str
    area: str | None
    form: str
    participants: int | None


def clusters(engine: Engine) -> list[Cluster]:
    """All clusters and working groups, oldest first: an order that stays when one is added."""
    return [
        Cluster(*row)
        for row in engine.rows(
            """select key, kind, name_sv, name_nb, name_en, industry, started, ended from cluster
            order by started nulls last, key"""
        )
    ]


def members(engine: Engine) -> list[Member]:
    """Everyone who is or was a member, in the order of their keys."""
    return [
        Member(*row)
        for row in engine.rows(
            """select m.cluster, m.member, coalesce(m.name, m.member), coalesce(m.area, ''), m.kind, m.role, m.joined,
                m.left_on, c.industry, c.division
            from cluster_member as m join cluster as k on k.key = m.cluster left join company as c on c.key = m.member
            order by m.cluster, m.member"""
        )
    ]


def meetings(engine: Engine) -> list[Meeting]:
    """All meetings, the newest first."""
    return [
        Meeting(*row)
        for row in engine.rows(
            "select key, cluster, day, title, area, form, participants from meeting order by day desc, key"
        )
    ]


def fields(engine: Engine, organisations: Sequence[str] | None = None) -> list[str]:
    """The R&D fields in which these organisations have units or contact points; without any named, those of all."""
    found: list[str] = [
        field
        for (field,) in engine.rows(
            """select distinct field from (
                select organisation, field from rd_unit union all select organisation, field from rd_capacity
            ) where field is not null and ($all or list_contains($organisations, organisation)) order by field""",
            {"all": organisations is None, "organisations": list(organisations or ())},
        )
    ]
    return found
