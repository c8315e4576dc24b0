"""Statistics Sweden (SCB) and Statistics Norway (SSB): tables of PxWeb API v2, as JSON-stat 2.

Which tables stands in sources.toml. A table is asked for again only when its day of publication changed, and then whole:
offices revise old years too. Of each dimension what the area needs is taken: the area's municipalities with county and
country, all periods (or from a year on), totals where there are any, and what the table's entry names.

A question may ask for so many cells only, so it is split along its longest dimension; a service that finds it too large
all the same is asked for less, and that is remembered.
"""

from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

from dashboard.errors import UserError
from dashboard.fetching.troubles import as_json
from dashboard.fetching.visit import Got, Visit
from dashboard.sources.intake import Outside, Unusable
from dashboard.sources.jsonstat import role_of
from dashboard.sources.region import published
from dashboard.sources.subject import is_total

NAMES = ("scb", "ssb")
COUNTRY = {"scb": "SE", "ssb": "NO"}
LANGUAGE = {"scb": "sv", "ssb": "no"}
Table = Mapping[str, Any]  # an entry of sources.toml: id, take (codes by dimension, or "*"), from (first year)
Selection = dict[str, list[str]]  # the codes to ask for by dimension
FEWEST = 1_000  # cells: a service that gives no more of them does not let us in at all


def plan(visit: Visit) -> str:
    """One small question a table, and the table itself where it was published anew."""
    told = [
        f"{table['id']} ({f'published {seen}' if (seen := visit.memory.get(_key(table))) else 'never fetched'})"
        for table in visit.terms["tables"]
    ]
    return f"GET {visit.terms['address']}/tables/ID, and the data of those published anew: {', '.join(told)}"


def fetch(visit: Visit) -> Iterator[Got | UserError]:
    """One file a table that was published anew."""
    for table in visit.terms["tables"]:
        try:
            if got := _fetch(visit, table):
                yield got
        except UserError as error:
            if error.key not in ("fetch.refused", "fetch.gone", "fetch.other_table"):
                raise  # the service itself, not this table
            yield error


def _fetch(visit: Visit, table: Table) -> Got | None:
    place, language = f"{visit.terms['address']}/tables/{table['id']}", {"lang": LANGUAGE[visit.source]}
    updated = _known(visit.web.json(place, params=language), table, "updated")["updated"]
    if updated == visit.memory.get(_key(table)) and not visit.since:
        return None
    chosen = selection(_known(visit.web.json(f"{place}/metadata", params=language), table, "dimension"), table, visit)
    grown = visit.growing(f"{table['id']}.json", of=[updated, chosen])
    limit, done = grown.place or (visit.memory.get("cells", visit.terms["cells"]), 0)
    parts = split(chosen, limit)
    while done < len(parts):
        answer = visit.web.get(
            f"{place}/data", method="POST", params=language | {"outputFormat": "json-stat2"},
            json={"selection": [{"variableCode": name, "valueCodes": codes} for name, codes in parts[done].items()]},
            answers=(403,) if limit > FEWEST else (),
        )  # fmt: skip
        if answer.status_code == 403:
            limit //= 2
            grown.restart()
            parts, done = split(chosen, limit), 0
            continue
        done += 1
        grown.add([_known(as_json(answer), table, "dimension")], [limit, done])
    return Got(grown.done(), {_key(table): updated, "cells": limit}, table["id"], whole=not visit.since)


def selection(metadata: Mapping[str, Any], table: Table, visit: Visit) -> Selection:
    """The codes of each dimension that are asked for. Raises UserError where none of the area's is among them."""
    first = str(visit.since.year if visit.since else table.get("from", ""))
    chosen: Selection = {}
    for name, dimension in metadata["dimension"].items():
        labels: dict[str, str] = dimension["category"]["label"]
        role = "time" if name in metadata.get("role", {}).get("time", ()) else role_of(name, dimension.get("label", ""))
        wanted = table.get("take", {}).get(name)
        if wanted:
            codes = [code for code in labels if wanted == "*" or code in wanted]
        elif role == "geo":
            codes = [code for code, label in labels.items() if _is_ours(code, label, COUNTRY[visit.source])]
        elif role == "time":
            codes = [code for code in labels if code >= first]
        else:
            totals = [code for code, label in labels.items() if role != "metric" and is_total(code, label)]
            codes = totals[:1] or list(labels)
        if not codes:
            raise _other(table["id"], name)
        chosen[name] = codes
    return chosen


def split(chosen: Selection, limit: int) -> list[Selection]:
    """Questions of at most ``limit`` cells that ask for all of it once, halved along the longest dimension."""
    longest = max(chosen, key=lambda name: len(chosen[name]))
    codes = chosen[longest]
    if prod(map(len, chosen.values())) <= limit or len(codes) == 1:
        return [chosen]
    half = len(codes) // 2
    return [part for some in (codes[:half], codes[half:]) for part in split(chosen | {longest: some}, limit)]


def _is_ours(code: str, label: str, country: str) -> bool:
    try:
        return bool(published(label if label.split(" ")[0] == code else f"{code} {label}", country))
    except (Outside, Unusable):
        return False


def _known(answer: Any, table: Table, name: str) -> dict[str, Any]:
    """An answer of the service, which has what stands under the name. Raises UserError for something else."""
    if not isinstance(answer, dict) or not answer.get(name):
        raise _other(table["id"], name)
    return answer


def _other(table: str, name: str) -> UserError:
    return UserError(
        f"Table {table} has no {name} that fits; mend its entry in sources.toml.",
        key="fetch.other_table", table=table, name=name,
    )  # fmt: skip


def _key(table: Table) -> str:
    return f"published {table['id']}"
