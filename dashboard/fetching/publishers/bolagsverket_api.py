"""Bolagsverket's answers about single Swedish companies (``POST /organisationer``), one company a question.

Asked about are those that other sources name in the region and that the bulk files lack: employers of advertisements and
organisations of research projects, which often are seated elsewhere. Who was asked about longest ago comes first, nobody
twice within ``again_days``, and so many a visit as the terms allow. A person's number is never sent.

Access: OAuth2 with a client's own credentials; the token lives only as long as the visit.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx

from dashboard.fetching.troubles import as_json, lacks, told
from dashboard.fetching.visit import Got, Visit
from dashboard.logs import hide
from dashboard.settings import settings
from dashboard.sources.bolagsverket_api import LISTS
from dashboard.sources.orgnr import organisation
from dashboard.sources.swedish_unit import may_be_person
from dashboard.staged import rows_of

NAMES = ("bolagsverket-api",)
NAMED_BY = {
    "vacancy": "employer",
    "rd_project": "organisation",
}  # kinds of staged rows, and their column of companies' keys
BULK = ("bolagsverket", "scb-foretag")
REGION = "SE-23"
EARLY = 60  # seconds before a token ends that it is renewed
MANY = 10  # companies of which the service has at least one
UNKNOWN = (400, 404)  # the service's answers to a number that it has not


def plan(visit: Visit) -> str:
    """How many companies would be asked about."""
    return f"POST {visit.terms['address']}/organisationer for {len(_due(visit))} companies that the bulk files lack, and one token"


def fetch(visit: Visit) -> Iterator[Got]:
    """The answers about all that are due, in one file."""
    kept = visit.growing("bolagsverket-api.jsonl")
    asked: dict[str, str] = kept.place or {}
    due = [number for number in _due(visit) if number not in asked]
    client = _Client(visit)
    for number in due[: visit.terms["companies"] - len(asked)]:
        asked = {**asked, number: str(settings().clock())}
        kept.add(client.about(number), asked)
    if len(asked) >= MANY and not kept.rows:
        kept.restart()
        raise lacks(visit.host, LISTS[0])  # not one of them: the service is no longer what it was
    if asked:
        remember = {"asked": {**visit.memory.get("asked", {}), **asked}}
        yield Got(kept.done(), remember, as_of=settings().clock(), whole=False)


class _Client:
    """The service with a token that is renewed where it ends."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._address = visit, f"{visit.terms['address']}/organisationer"
        self._token, self._ends = "", 0.0

    def about(self, number: str) -> list[Any]:
        """What is told about a company; nothing where the service has not that number. Raises UserError."""
        for answers in ((401, *UNKNOWN), UNKNOWN):
            headers = {"authorization": f"Bearer {self._bearer()}"}
            asked = {"identitetsbeteckning": number}
            answer = self._visit.web.get(self._address, method="POST", json=asked, headers=headers, answers=answers)
            if answer.status_code != 401:
                break
            self._token = ""  # it was taken back before its time
        if answer.status_code in UNKNOWN:
            return []
        found: list[Any] = told(self._visit.host, as_json(answer), LISTS[0], kind=list)
        return found

    def _bearer(self) -> str:
        if not self._token or time.monotonic() > self._ends:
            secret, terms = self._visit.secret, self._visit.terms
            credentials = secret("bolagsverket_client_id"), secret("bolagsverket_client_secret")
            wanted = {"grant_type": "client_credentials", "scope": terms["scope"]}
            content = self._visit.web.json(terms["token"], method="POST", data=wanted, auth=credentials)
            self._token = told(httpx.URL(terms["token"]).host, content, "access_token", kind=str)
            self._ends = time.monotonic() + float(content.get("expires_in") or 0) - EARLY
            hide(self._token)
        return self._token


def _due(visit: Visit) -> list[str]:
    """The numbers of the companies to ask about, those never asked about first, then the longest ago."""
    asked: dict[str, str] = {} if visit.since else visit.memory.get("asked", {})
    fresh = str(settings().clock() - timedelta(days=visit.terms["again_days"]))
    due = (number for number in _named() if asked.get(number, "") < fresh)
    return sorted(due, key=lambda number: (asked.get(number, ""), number))[: visit.terms["companies"]]


def _named() -> set[str]:
    """The numbers of Swedish companies that sources name in the region and of which not both bulk files know."""
    staged = settings().staged
    named = {
        row[column]
        for kind, column in NAMED_BY.items() for _, row in rows_of(staged, kind, [column, "area"])
        if row[column] and (row["area"] or "").startswith(REGION)
    }  # fmt: skip
    known = ({row["key"] for _, row in rows_of(staged, "company", ["key"], source)} for source in BULK)
    lacking = named - set.intersection(*known)
    units = (organisation(key.removeprefix("SE-")) for key in lacking if key.startswith("SE-"))
    return {unit.number for unit in units if unit and unit.number and not may_be_person(unit.number, None)}

