"""How names of different sources meet with companies: how many and by what, which are uncertain, and what one company is named
in."""

from typing import Any, NamedTuple

from dashboard.warehouse.engine import Engine

# the marts that name parties, in the order in which they are told
KINDS = ("vacancy", "workplace", "rd_project", "rd_organisation", "organisation_id", "cluster_member", "establishment")
BASES = ("number", "name", "editor", "uncertain", "none")


class Met(NamedTuple):
    """How many rows of a kind meet with a company by each of BASES; by an editor's word also those that are none."""

    kind: str
    counts: tuple[int, ...]


class Uncertain(NamedTuple):
    """A party that may be a company: its key and how a source names it, how many rows name it so, the company most like it
    and the next one; scores from 0 to 1. The places are municipalities, or None."""

    party: str
    name: str
    area: str | None
    mentions: int
    company: str
    company_name: str
    seat: str | None
    score: float
    other: str | None
    other_name: str | None
    other_seat: str | None
    other_score: float | None


def met(engine: Engine) -> list[Met]:
    """For each kind that names anybody how its rows meet with companies."""
    found: dict[str, dict[str, int]] = {}
    parts = [f"select '{kind}' as kind, party from {kind} where party is not null" for kind in KINDS]
    for kind, basis, count in engine.rows(
        f"select kind, basis, count(*) from ({' union all '.join(parts)}) join identity using (party) group by kind, basis"
    ):
        found.setdefault(kind, {})[basis] = count
    return [Met(kind, tuple(found[kind].get(basis, 0) for basis in BASES)) for kind in KINDS if kind in found]


def uncertain(engine: Engine) -> list[Uncertain]:
    """The parties that are like a company, but not enough or not more than another; those named most often first."""
    parts = [f"select party from {kind} where party is not null" for kind in KINDS]
    rows = engine.rows(
        f"""select i.party, i.name, i.area, (select count(*) from ({" union all ".join(parts)}) as m where m.party = i.party),
            i.candidate, c.name, c.area, i.score, o.key, o.name, o.area, case when o.key is not null then i.runner_up_score end
        from identity as i join company as c on c.key = i.candidate left join company as o on o.key = i.runner_up
            and i.runner_up_score >= 0.5
        where i.basis = 'uncertain'
        order by 4 desc, i.name, i.party"""
    )
    return [Uncertain(*row) for row in rows]


def named_in(engine: Engine, company: str) -> list[dict[str, Any]]:
    """The advertisements and research projects that are a company's, newest first: kind (vacancy or rd_project), title, name
    (as the source has it), area, day (published or begun), basis and score."""
    return engine.table(
        """with named as (
            select 'vacancy' as kind, title, employer_name as name, area, published as day, party from vacancy
            union all select 'rd_project', title, organisation_name, area, started, party from rd_project
        )
        select n.* exclude (party), i.basis, i.score
        from named as n join identity as i using (party) where i.company = $company
        order by day desc nulls last, title""",
        {"company": company},
    ).to_pylist()
