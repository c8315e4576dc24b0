"""Names as sources write them, for measuring how well parties are told apart: labelled pairs, and a register to find them in."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.settings import REFERENCE
from dashboard.warehouse.engine import Engine
from tests import builders

BEGAN = date(2015, 1, 1)
TRADES = {
    "NO": "Bygg Rør Elektro Regnskap Eiendom Transport Bil Maskin Entreprenør Renhold Barnehage Tannlege Bakeri Hotell Taxi "
          "Invest Holding Frisør Maler Energi Fisk Havbruk Consulting Data Legesenter Service Revisjon Kafe",
    "SE": "Bygg Rör El Redovisning Fastigheter Transport Bil Maskin Entreprenad Städ Förskola Tandläkare Bageri Hotell Taxi "
          "Invest Holding Frisör Måleri Energi Fiske Skog Konsult Data Åkeri Vårdcentral Service Revision Assistans Kafé",
}  # fmt: skip


class Pair(NamedTuple):
    """A name as a source has it, and the company of the register that it is (``same``) or is easily taken for."""

    mention: str
    area: str
    company: str
    seat: str
    same: bool


class Judged(NamedTuple):
    """What became of a mention: its right company (None: there is none in the register), and what was found."""

    mention: str
    right: str | None
    found: str | None
    basis: str
    score: float | None


def labelled() -> list[Pair]:
    """The labelled sample: invented names with the noise of real ones, and near misses."""
    with (Path(__file__).parent / "labelled_names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [Pair(row["mention"], row["area"], row["company"], row["seat"], row["same"] == "yes") for row in rows]


def company(key: str, name: str, area: str) -> dict[str, Any]:
    """A row of the register."""
    usual = {"country": key[:2], "industry": "C", "division": "10", "opened": BEGAN}
    return {"key": key, "name": name, "area": area, **usual}


def ordinary(besides: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Some thirty companies of each municipality that are called after it and their trade, so that common words are common;
    none that is one of the names ``besides``."""
    taken = {(name.casefold(), area) for name, area in besides}
    with (REFERENCE / "areas.csv").open(encoding="utf-8") as file:
        places = [(row["key"], row["name_nb"]) for row in csv.DictReader(file) if row["level"] == "municipality"]
    for number, (area, place) in enumerate(places):
        for own, trade in enumerate(TRADES[area[:2]].split()):
            if (f"{place} {trade}".casefold(), area) not in taken:
                form = {"SE": "AB", "NO": "AS"}[area[:2]]
                yield company(f"{area[:2]}-8{number:03}{own:03}", f"{place} {trade} {form}", area)


def judge(
    folder: Path, companies: Sequence[Mapping[str, Any]], mentions: Sequence[tuple[str, str, str | None]]
) -> list[Judged]:
    """Build a warehouse in which the mentions (name, municipality or "", right company's key) are to be found."""
    projects = [
        {"key": f"P{number}", "country": (area or right or "NO")[:2], "organisation_name": name, "area": area or None,
         "started": BEGAN}
        for number, (name, area, right) in enumerate(mentions)
    ]  # fmt: skip
    with_names: Engine = builders.engine(folder, {"company": companies, "rd_project": projects})
    found = {
        key: rest
        for key, *rest in with_names.rows(
            "select p.key, i.company, i.basis, i.score from rd_project as p join identity as i using (party)"
        )
    }
    return [Judged(name, right, *found[f"P{number}"]) for number, (name, _, right) in enumerate(mentions)]


def precision(judged: Iterable[Judged]) -> float:
    """How many of those that were matched are right."""
    matched = [one for one in judged if one.found]
    return sum(one.found == one.right for one in matched) / len(matched)


def recall(judged: Iterable[Judged]) -> float:
    """How many of those that are in the register were matched with the right company."""
    there = [one for one in judged if one.right]
    return sum(one.found == one.right for one in there) / len(there)
