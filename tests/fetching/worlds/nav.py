"""NAV's feed as its published source has it: a page begins with the last item of the one before, and the ETag is the next
page's id whether or not that page is there.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from tests.fetching.server import Answer, Asked, Publishers

HOST = r"^pam-stilling-feed\.nav\.no/api/v1"
TOKEN = "hemmelig-prøve".encode().hex()
PERSONAL = ("Oppdiktede Hansen", "kari@firma.example", "912 34 567", "Kom og jobb")


def uuid(own: int) -> str:
    """The id of an advertisement."""
    return f"{own:08d}-aaaa-4bbb-8ccc-123456789abc"


def content(own: int, municipal: str, changed: datetime, **changes: Any) -> dict[str, Any]:
    """An advertisement, with what is personal in it."""
    return {
        "uuid": uuid(own), "published": "2026-11-02T08:00:00+01:00", "expires": "2026-12-20T00:00:00+01:00",
        "updated": changed.isoformat(), "title": f"Snekker {own}", "description": "Kom og jobb hos Oppdiktede Hansen. " * 30,
        "contactList": [{"name": "Oppdiktede Hansen", "email": "kari@firma.example", "phone": "912 34 567"}],
        "workLocations": [{"country": "NORGE", "county": "TRØNDELAG", "municipal": municipal, "address": None}],
        "categoryList": [{"categoryType": "STYRK08", "code": "7115", "name": "Snekkere", "score": 1.0}],
        "employer": {"name": f"Bygg {own} AS", "orgnr": "923609016", "homepage": ""}, "positioncount": str(own % 3 + 1),
        "applicationDue": "Snarest", **changes,
    }  # fmt: skip


@dataclass
class Nav:
    """The feed. ``items`` are all changes, ``ads`` what is told of each advertisement now; pages have ``size`` items."""

    publishers: Publishers
    size: int = 6
    items: list[dict[str, Any]] = field(default_factory=list)
    ads: dict[str, dict[str, Any]] = field(default_factory=dict)
    clock: datetime = datetime(2026, 11, 3, 9, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.publishers.serve(HOST + "/feed(/|$)", self._signed(self._feed))
        self.publishers.serve(HOST + "/feedentry/", self._signed(self._entry))

    def publish(self, *own: int, municipal: str = "TRONDHEIM", **changes: Any) -> None:
        """Publish or change advertisements."""
        for one in own:
            self._tell(one, "ACTIVE", municipal, f"Snekker {one}", f"Bygg {one} AS")
            self.ads[uuid(one)]["ad_content"] = content(one, municipal, self.clock) | changes

    def end(self, *own: int, municipal: str = "TRONDHEIM") -> None:
        """Stop advertisements: what the feed tells of them is masked."""
        for one in own:
            self._tell(one, "INACTIVE", municipal, "...", "")

    def _tell(self, own: int, status: str, municipal: str, title: str, business: str) -> None:
        self.clock += timedelta(hours=1)
        changed = self.clock.isoformat()
        head = {"uuid": uuid(own), "status": status, "title": title, "businessName": business, "municipal": municipal}
        self.ads[uuid(own)] = {"uuid": uuid(own), "ad_content": None, "sistEndret": changed, "status": status}
        page = f"page-{len(self.items)}"
        item = {"id": uuid(own), "url": f"/api/v1/feedentry/{uuid(own)}", "title": title, "content_text": "Stillingsannonse",
                "date_modified": changed, "_feed_entry": {**head, "sistEndret": changed}}  # fmt: skip
        self.items.append({"page": page, "at": self.clock, "item": item})

    def _signed(self, answer: Any) -> Any:
        return lambda asked: (
            answer(asked) if asked.headers.get("authorization") == f"Bearer {TOKEN}" else Answer(b"{}", 401)
        )

    def _feed(self, asked: Asked) -> Answer:
        since = asked.headers.get("if-modified-since")
        newer = [one for one in self.items if not since or one["at"] >= parsedate_to_datetime(since)]
        page = asked.place.partition("/feed/")[2]
        first = next((one for one in self.items if one["page"] == page), None) if page else next(iter(newer), None)
        if not first:
            return Answer(b"", 404)
        after = [one for one in newer if one["at"] > first["at"]][: self.size]
        last = after[-1] if after else first
        before_last = after[-2] if len(after) > 1 else last
        if asked.headers.get("if-none-match") == before_last["page"]:
            return Answer(status=304)
        following = None if last is before_last else before_last["page"]
        shown = [first, *(after[:-1] if following else after)]
        told = {"version": "1.0", "title": "Stillingsfeeden", "feed_url": f"/api/v1/feed/{first['page']}", "id": first["page"],
                "next_url": following and f"/api/v1/feed/{following}", "next_id": following,
                "items": [one["item"] for one in shown]}  # fmt: skip
        stamped = format_datetime(before_last["at"], usegmt=True)
        return Answer(json.dumps(told).encode(), headers={"etag": before_last["page"], "last-modified": stamped})

    def _entry(self, asked: Asked) -> Answer:
        found = self.ads.get(asked.place.rpartition("/")[2])
        return Answer(json.dumps(found).encode()) if found else Answer(b"", 404)
