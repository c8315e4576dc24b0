"""The R&D environments of an area as rows: organisations and their units, what companies and units have done together, what
companies ask for, research projects, and tests of AI methods.

Rows carry keys, not words; contacts are never in them. A name that is missing in one language is given in another.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.warehouse.engine import Engine


def _names(of: str, name: str) -> str:
    """The three columns of a name, so that none is empty where one is known."""
    last = ", ".join(f"{of}_{language}" for language in ("sv", "nb", "en"))
    return ", ".join(f"coalesce({of}_{language}, {last}) as {name}_{language}" for language in ("sv", "nb", "en"))


def organisations(engine: Engine, areas: Sequence[str]) -> list[dict[str, Any]]:
    """The R&D organisations with their seat in the municipalities: key, name_sv, name_nb, name_en, kind, area, lat, lon,
    website, and contact_points: how many they have in all."""
    return engine.table(
        f"""select key, {_names("name", "name")}, kind, area, lat, lon, website,
            (select coalesce(sum(contact_points), 0)::int from rd_capacity c where c.organisation = o.key) as contact_points
        from rd_organisation as o where list_contains($areas, area) order by contact_points desc, name_sv, key""",
        {"areas": list(areas)},
    ).to_pylist()


def units(engine: Engine, areas: Sequence[str]) -> list[dict[str, Any]]:
    """The organisations' units in the municipalities, most contact points first: key, organisation, organisation_sv (nb, en),
    name_sv (nb, en), field, area, lat, lon (its organisation's where it has none of its own), expertise, terms, languages
    and offers (lists of keys), website, contact_points, and functions (sv, nb, en, contact_points) of these."""
    return engine.table(
        f"""with pointed as (
            select unit, {_names("function", "function")}, contact_points from rd_capacity
        ),
        reached as (
            select unit, sum(contact_points)::int as contact_points,
                list({{sv: function_sv, nb: function_nb, en: function_en, contact_points: contact_points::int}}
                    order by contact_points desc, function_sv) as functions
            from pointed group by unit
        )
        select u.key, u.organisation, {_names("o.name", "organisation")}, {_names("u.name", "name")}, u.field, u.area,
            coalesce(u.lat, o.lat) as lat, coalesce(u.lon, o.lon) as lon, u.expertise, u.website,
            {", ".join(f"{_keys(f'u.{name}')} as {name}" for name in ("terms", "languages", "offers"))},
            coalesce(r.contact_points, 0) as contact_points, coalesce(r.functions, []) as functions
        from rd_unit as u
        left join rd_organisation as o on o.key = u.organisation
        left join reached as r on r.unit = u.key
        where list_contains($areas, u.area) order by contact_points desc, u.key""",
        {"areas": list(areas)},
    ).to_pylist()


def _keys(column: str) -> str:
    """A text of keys with commas between them as a list; nothing known is none."""
    parts = f"list_transform(string_split(coalesce({column}, ''), ','), lambda k: trim(k))"
    return f"list_filter({parts}, lambda k: k <> '')"


def links(engine: Engine, areas: Sequence[str], first: int | None, last: int | None) -> list[dict[str, Any]]:
    """What companies and units have done together, with either of them in the municipalities and begun in the years (or on an
    unknown day): by unit and the company's municipality (area), the unit's (unit_area), links, and whether they cross the
    border (crosses)."""
    return engine.table(
        """select unit, unit_area, area, count(*)::int as links, left(unit_area, 2) <> left(area, 2) as crosses from rd_link
        where unit_area is not null and area is not null and (list_contains($areas, area) or list_contains($areas, unit_area))
            and (started is null or year(started) between $first and $last)
        group by all order by links desc, unit, area""",
        {"areas": list(areas), "first": first or 0, "last": last or 9999},
    ).to_pylist()


def needs(engine: Engine, areas: Sequence[str]) -> list[dict[str, Any]]:
    """What companies of the municipalities ask for, newest first, without names and words: key, area, field, terms (keys),
    status, recorded_on."""
    return engine.table(
        f"""select key, area, field, {_keys("terms")} as terms, status, recorded_on from need
        where list_contains($areas, area) order by recorded_on desc nulls last, key""",
        {"areas": list(areas)},
    ).to_pylist()


def ai_tests(engine: Engine) -> list[dict[str, Any]]:
    """Tests of AI methods, newest first: key, title, question, method, data, result, decision, tested_on, decided_on."""
    return engine.table("select * from ai_test order by tested_on desc nulls last, key").to_pylist()


def projects(
    engine: Engine, areas: Sequence[str], first: int | None, last: int | None, most: int
) -> list[dict[str, Any]]:
    """The newest research projects with an organisation of the municipalities in them that began in the years: title,
    organisation_name, role, started, year, amount_eur (None where it is not known), and the company that the organisation
    is (its name; basis and score as in marts/identity.sql)."""
    return engine.table(
        """select p.title, p.organisation_name, p.role, p.started, p.year, p.amount_eur, c.name as company, i.basis, i.score
        from rd_project as p left join identity as i using (party) left join company as c on c.key = i.company
        where list_contains($areas, p.area) and p.year between $first and $last
        order by p.started desc, p.key limit $most""",
        {"areas": list(areas), "first": first or 0, "last": last or 9999, "most": most},
    ).to_pylist()
