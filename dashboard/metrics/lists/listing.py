"""Lists behind the aggregates: companies and workplaces as rows, for the explorer, the map and the downloads.

Rows carry keys, not words; the layers above name them. Sole traders are not in these tables.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine

# "search" narrows by whole words typed so far, in any order; the misspelt ones come after, by likeness.
_NARROW = """
    list_contains($areas, area)
    and (len($codes) = 0 or list_contains($codes, industry) or list_contains($codes, division))
    and (len($sizes) = 0 or list_contains($sizes, size))
"""
_COMPANIES = f"""
select key, name, area, country, industry, division, size, employees_low, employees_high, workplaces, opened, legal_form,
    area_basis, no_marketing, count(*) over () as found
from company
where closed is null and {_NARROW} {{search}}
order by {{rank}} {{order}}, name collate sv, key
limit $most
"""
# what the list can be sorted by; the first is what it is sorted by unless asked
ORDERS = {
    "size": "employees_high desc nulls last", "name": "name collate sv", "newest": "opened desc",
    "oldest": "opened", "area": "area", "industry": "division",
}  # fmt: skip
LIKE_ENOUGH = 0.86  # Jaro-Winkler: one letter wrong in a short name, two in a long one


def companies(
    engine: Engine, selection: Selection, search: str = "", order: str = "size", most: int | None = None
) -> pa.Table:
    """Active companies of the selection in an order of ORDERS; with ``search`` those that match, best first.

    ``most`` rows of them at most; ``found`` says on each row how many there are in all.

    The search looks in names and numbers and forgives case, accents (å ä ö æ ø é) and misspellings. Columns: key, name,
    area, country, industry, division, size, employees_low, employees_high, workplaces, opened, legal_form, area_basis (stated, locality),
    no_marketing (whether the company declines advertising), found.
    """
    words = plain(search).split()
    narrow = _parameters(selection) | {"most": most}
    if not words:
        return engine.table(_COMPANIES.format(search="", rank="", order=ORDERS[order]), narrow)
    exact = """and (list_bool_and(list_transform($words, lambda w: contains(search_name, w)))
        or contains(lower(key), replace($typed, ' ', '')))"""
    found = engine.table(
        _COMPANIES.format(search=exact, rank="starts_with(search_name, $typed) desc,", order=ORDERS[order]),
        {**narrow, "words": words, "typed": " ".join(words)},
    )
    if found.num_rows:
        return found
    likeness = """list_min(list_transform($words, lambda w: list_max(list_transform(
        string_split(search_name, ' '), lambda n: jaro_winkler_similarity(n, w)))))"""
    return engine.table(
        _COMPANIES.format(search=f"and {likeness} >= $like", rank=f"{likeness} desc,", order=ORDERS[order]),
        {**narrow, "words": words, "like": LIKE_ENOUGH},
    )


def plain(text: str) -> str:
    """A name as one types it in haste, as the warehouse's ``search_name``: small letters without accents."""
    text = text.lower().replace("æ", "ae").replace("ø", "o")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def workplaces(engine: Engine, selection: Selection, year: int, placed: int | None = None) -> pa.Table:
    """Workplaces active on the year's stock day, largest first, with or without a point; or so many of those ``placed``.

    Columns: key, name, company, area, country, industry, division, size, employees_low, employees_high, lat, lon,
    register_kind, area_basis, detail.
    """
    return engine.table(
        f"""select key, name, company, area, country, industry, division, size, employees_low, employees_high,
            lat, lon, register_kind, area_basis, detail
        from workplace
        where opened <= $day and (closed is null or closed > $day) and {_NARROW} and (lat is not null or $placed is null)
        order by employees_high desc nulls last, key limit $placed""",
        {**_parameters(selection), "day": stock_day(engine, year), "placed": placed},
    )


def bins(engine: Engine, selection: Selection, year: int, degrees: float) -> pa.Table:
    """Workplaces counted in hexagons about ``degrees`` of latitude high, for when points would be too many.

    Columns: lat, lon (the hexagon's centre), workplaces, employees (low ends), country ("SE", "NO" or "both").
    """
    return engine.table(
        f"""with placed as (
            select lat, lon * 0.445 as x, country, coalesce(employees_low, 0) as employees  -- cos(63.6°)
            from workplace
            where lat is not null and opened <= $day and (closed is null or closed > $day) and {_NARROW}
        ),
        rows as (select *, round(lat / ($degrees * 0.75))::int as r from placed),
        cells as (
            select *, round(x / ($degrees * 0.866) - (r % 2) * 0.5)::int as c from rows
        )
        select r * $degrees * 0.75 as lat, (c + (r % 2) * 0.5) * $degrees * 0.866 / 0.445 as lon,
            count(*)::int as workplaces, sum(employees)::int as employees,
            case when count(distinct country) = 2 then 'both' else any_value(country) end as country
        from cells group by r, c order by workplaces desc, lat, lon""",
        {**_parameters(selection), "day": stock_day(engine, year), "degrees": degrees},
    )


def stock_day(engine: Engine, year: int) -> Any:
    """The day on which the year's stock is counted: 31 December, or the as-of date of the running year."""
    as_of = engine.facts.as_of
    return min(as_of, as_of.replace(year=year, month=12, day=31))


def company(engine: Engine, key: str) -> dict[str, Any] | None:
    """One company with all its columns, or None where no (active or ended) company has that key."""
    found: list[dict[str, Any]] = engine.table("select * from company where key = $key", {"key": key}).to_pylist()
    return found[0] if found else None


def company_workplaces(engine: Engine, key: str) -> pa.Table:
    """The company's workplaces, open ones first, with the columns of ``workplaces`` and opened, closed."""
    return engine.table(
        """select key, name, area, country, industry, division, size, employees_low, employees_high, lat, lon,
            register_kind, detail, opened, closed
        from workplace where company = $key order by closed is not null, employees_high desc nulls last, key""",
        {"key": key},
    )


def company_headcount(engine: Engine, key: str) -> list[Mapping[str, Any]]:
    """The company's employees by year: year, low, high (sums over its workplaces; equal where all are exact)."""
    return engine.table(
        """select year, sum(employees_low)::int as low, sum(employees_high)::int as high
        from headcount where company = $key group by year order by year""",
        {"key": key},
    ).to_pylist()


def similar_across(engine: Engine, key: str, most: int = 8) -> pa.Table:
    """Companies like this one on the other side of the border: same division, then nearest in size."""
    return engine.table(
        """with me as (select * from company where key = $key)
        select c.key, c.name, c.area, c.division, c.industry, c.size, c.employees_low, c.employees_high
        from company as c, me
        where c.country <> me.country and c.closed is null and c.industry = me.industry
        order by c.division = me.division desc,
            abs(ln(1 + coalesce(c.employees_high, 0)) - ln(1 + coalesce(me.employees_high, 0))), c.key
        limit $most""",
        {"key": key, "most": most},
    )


def _parameters(selection: Selection) -> dict[str, Any]:
    return {
        "areas": list(selection.municipalities()), "codes": list(selection.codes()), "sizes": list(selection.sizes),
    }  # fmt: skip
