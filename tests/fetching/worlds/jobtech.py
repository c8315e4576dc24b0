"""JobTech: JobStream 2.1 and the historical advertisements, with a few of the county and many from elsewhere."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dashboard.sources.advertisement import CLOCK
from tests.fetching.server import Answer, Asked, Publishers

COUNTY, OTHER = "65Ms_7r1_RTG", "CifL_Rzy_Mku"
PLACES = {"2380": "Vt7P_856_WZS", "2321": "D7ax_CXP_6r1", "2326": "gRNJ_hVW_Gpg", "0180": "AvNB_uwa_6n6"}
PERSONAL = ("Påhittade Andersson", "anna@firma.example", "070-123 45 67", "Kom och jobba")


def advertisement(
    own: int, municipality: str = "2380", day: date = date(2026, 11, 2), **changes: Any
) -> dict[str, Any]:
    """An advertisement as JobStream gives it, with what is personal in it."""
    region = COUNTY if municipality.startswith("23") else OTHER
    return {
        "id": str(own), "original_id": None, "external_id": None, "headline": f"Snickare {own}, sök till anna@firma.example",
        "application_deadline": f"{day + timedelta(days=30)}T23:59:59", "number_of_vacancies": own % 3 + 1,
        "description": {"text": "Kom och jobba hos Påhittade Andersson, 070-123 45 67. " * 40},
        "employer": {"name": f"Bygg {own} AB", "organization_number": "5565762266", "email": "anna@firma.example"},
        "application_contacts": [{"name": "Påhittade Andersson", "telephone": "070-123 45 67"}],
        "occupation_group": {"label": "Träarbetare", "legacy_ams_taxonomy_id": "7111"}, "must_have": {"education_level": []},
        "workplace_address": {"municipality_code": municipality, "municipality_concept_id": PLACES[municipality],
                              "region_concept_id": region, "country_concept_id": "i46j_HmG_v64", "coordinates": [None, None]},
        "publication_date": f"{day}T08:00:00", "last_publication_date": f"{day + timedelta(days=40)}T23:59:59",
        "removed": False, "removed_date": None, "timestamp": _moment(datetime.now(UTC) - timedelta(days=9)), **changes,
    }  # fmt: skip


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1000)


@dataclass
class JobTech:
    """The services. ``open`` are the advertisements, ``gone`` what is left of removed ones, ``old`` the historical ones."""

    publishers: Publishers
    open: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    old: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for own in range(1, 331):
            self.open[str(own)] = advertisement(own, ("2380", "2321", "2326")[own % 3] if own <= 30 else "0180")
        self.publishers.serve(r"^jobstream\.api\.jobtechdev\.se/v2/snapshot$", lambda _: _array(self.open.values()))
        self.publishers.serve(r"^jobstream\.api\.jobtechdev\.se/v2/stream$", self._stream)
        self.publishers.serve(r"^historical\.api\.jobtechdev\.se/search$", self._search)

    def publish(self, own: int, **changes: Any) -> None:
        """Publish or change an advertisement of the county now."""
        self.open[str(own)] = advertisement(
            own, day=date(2026, 11, 20), timestamp=_moment(datetime.now(UTC)), **changes
        )

    def remove(self, own: int) -> None:
        """Remove an advertisement: all that is told of it from now on is where it was."""
        place = self.open.pop(str(own))["workplace_address"]
        told = {"id": str(own), "removed": True, "removed_date": "2026-11-21T00:36:00", "occupation_group": {"concept_id": "x"},
                "municipality": place["municipality_concept_id"], "region": place["region_concept_id"],
                "country": place["country_concept_id"]}  # fmt: skip
        self.gone.append((_moment(datetime.now(UTC)), told))

    def _stream(self, asked: Asked) -> Answer:
        after = _moment(datetime.fromisoformat(asked.query["updated-after"]))
        if (
            asked.query["updated-after"][-6:] not in ("+01:00", "+02:00")
            or asked.query["location-concept-id"] != COUNTY
        ):
            return Answer(b'{"errors": {}}', 400)
        ads = [ad for ad in self.open.values() if ad["timestamp"] >= after and _of_county(ad)]
        return _array([*ads, *(told for at, told in self.gone if at >= after and told["region"] == COUNTY)])

    def _search(self, asked: Asked) -> Answer:
        query, offset, limit = asked.query, int(asked.query["offset"]), int(asked.query["limit"])
        if offset > 2000 or limit > 100 or query["region"] != COUNTY:
            return Answer(b'{"errors": {}}', 400)
        found = [
            ad for ad in self.old if query["published-after"] <= ad["publication_date"] <= query["published-before"]
        ]
        found.sort(key=lambda ad: ad["publication_date"])
        page = {"total": {"value": len(found)}, "positions": 0, "hits": found[offset : offset + limit]}
        return Answer(json.dumps(page).encode())


def _of_county(ad: dict[str, Any]) -> bool:
    return any(COUNTY in place.values() for place in ad.values() if isinstance(place, dict))


def _array(ads: Any) -> Answer:
    return Answer(json.dumps(list(ads)).encode())


def local(moment: datetime) -> str:
    """A moment as the services are asked for it."""
    return moment.astimezone(CLOCK).isoformat(timespec="seconds")
