"""ROR and NVA with a few organisations and projects, as their documentation has them."""

import json
import re
from datetime import date
from typing import Any

from tests.fetching.server import Answer, Asked, Publishers

ROR, NVA = r"^api\.ror\.org/v2/organizations", r"^api\.nva\.unit\.no/cristin"
PERSON = "Oppdiktede Hansen"


class Ror:
    """The registry: ``records`` by identifier, of which those of the region can be searched for, twenty a page."""

    def __init__(self, publishers: Publishers) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self.renamed: dict[str, str] = {}  # fields that have a new name now
        publishers.serve(f"{ROR}$", self._search)
        publishers.serve(f"{ROR}/", self._one)

    def put(self, own: str, town: str = "Trondheim", changed: str = "2026-05-04", **fields: Any) -> None:
        """Register an organisation in Trondheim, Östersund or elsewhere; or change it."""
        country = "SE" if town == "Östersund" else "NO"
        lat, lng = {"Östersund": (63.18, 14.64), "Trondheim": (63.43, 10.39)}.get(town, (59.9, 10.7))
        place = {"name": town, "lat": lat, "lng": lng, "country_code": country}
        self.records[own] = {
            "id": f"https://ror.org/{own}", "status": "active", "types": ["facility"],
            "names": [{"value": f"Institutt {own}", "lang": "no", "types": ["ror_display", "label"]}],
            "locations": [{"geonames_id": 1, "geonames_details": place}], "links": [], "external_ids": [],
            "admin": {"created": {"date": "2018-11-14"}, "last_modified": {"date": changed, "schema_version": "2.1"}}, **fields,
        }  # fmt: skip

    def _search(self, asked: Asked) -> Answer:
        query = asked.query["query.advanced"]
        towns = re.search(r"locations\.geonames_details\.name:\(([^)]+)\)", query)
        assert towns and query.startswith("((") and query.count("(") == query.count(")")
        since = re.search(r" AND admin\.last_modified\.date:\[([0-9-]+) TO \*\]$", query)
        found = [
            self._told(own) for own, record in self.records.items()
            if record["locations"][0]["geonames_details"]["name"] in towns[1].split(" OR ")
            and (not since or record["admin"]["last_modified"]["date"] >= since[1])
            and (asked.query.get("all_status") == "true" or record["status"] == "active")
        ]  # fmt: skip
        start = 20 * (int(asked.query["page"]) - 1)
        return _json({"number_of_results": len(found), "time_taken": 1, "items": found[start : start + 20], "meta": {}})

    def _one(self, asked: Asked) -> Answer:
        own = asked.place.rpartition("/")[2]
        return _json(self._told(own)) if own in self.records else Answer(b'{"errors": []}', 404)

    def _told(self, own: str) -> dict[str, Any]:
        return {self.renamed.get(name, name): held for name, held in self.records[own].items()}


class Nva:
    """The service: units of institutions, and projects with the people in them; a page has as many as were asked for."""

    def __init__(self, publishers: Publishers) -> None:
        self.units: dict[str, str] = {}
        self.projects: dict[int, tuple[str, date, dict[str, Any]]] = {}  # institution, when it changed, what is told
        self.renamed: dict[str, str] = {}
        self.most = 100
        publishers.serve(f"{NVA}/organization/", self._unit)
        publishers.serve(f"{NVA}/project$", self._page)

    def found(self, *numbers: str) -> None:
        """Institutions with a department each."""
        self.units |= {number: f"Institutt {number}" for number in numbers}

    def put(self, own: int, institution: str = "194", changed: str = "2026-11-02") -> None:
        """A project that is new, or has changed."""
        place = f"https://api.nva.unit.no/cristin/organization/{institution}.64.0.0"
        person = {"firstName": "Oppdiktede", "lastName": PERSON}
        told = {
            "id": f"https://api.nva.unit.no/cristin/project/{own}", "type": "Project", "title": f"Skog {own} {changed}",
            "startDate": "2024-03-01T00:00:00Z", "endDate": "2026-12-31T00:00:00Z",
            "coordinatingInstitution": {"type": "Organization", "id": place, "labels": {"nb": "Institutt for skog"}},
            "contributors": [{"identity": person}], "lastModified": {"date": f"{changed}T10:00:00Z"},
        }  # fmt: skip
        self.projects[own] = (institution, date.fromisoformat(changed), told)

    def _unit(self, asked: Asked) -> Answer:
        number = asked.place.rpartition("/")[2].partition(".")[0]
        if number not in self.units:
            return Answer(b"{}", 404)
        place, name = f"https://api.nva.unit.no/cristin/organization/{number}", self.units[number]
        department = {"type": "Organization", "id": f"{place}.1.0.0", "labels": {"nb": f"{name}, avdeling"}}
        return _json({"type": "Organization", "id": f"{place}.0.0.0", "labels": {"nb": name}, "hasPart": [department]})

    def _page(self, asked: Asked) -> Answer:
        since, size = asked.query.get("modified_since"), int(asked.query["results"])
        assert size <= self.most
        found = [
            {self.renamed.get(name, name): held for name, held in told.items()}
            for institution, changed, told in self.projects.values()
            if institution == asked.query["institution"] and (not since or changed >= date.fromisoformat(since))
        ]  # fmt: skip
        start = size * (int(asked.query["page"]) - 1)
        return _json({"size": len(found), "firstRecord": start + 1, "hits": found[start : start + size]})


def _json(content: object) -> Answer:
    return Answer(json.dumps(content).encode(), compress=True)
