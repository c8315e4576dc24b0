"""Brønnøysundregistrene with a few units, as its OpenAPI document has them: whole files, search, single units, updates."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from stdnum.no import orgnr

from tests.fetching.server import Answer, Asked, Publishers

HERE, ELSEWHERE = "5001", "0301"
API = r"data\.brreg\.no/enhetsregisteret/api"
SEAT = {"enheter": "forretningsadresse", "underenheter": "beliggenhetsadresse"}


def number(count: int) -> str:
    """The first valid organisation number from 900 000 000 + 100 · count on."""
    return next(str(n) for n in range(900_000_000 + 100 * count, 990_000_000) if orgnr.is_valid(str(n)))


class Register:
    """One of the registers. ``units`` are as the service tells them; a change of one is an update with the next id."""

    def __init__(self, publishers: Publishers, kind: str = "enheter", page: int = 10_000) -> None:
        self.publishers, self.kind, self.page = publishers, kind, page
        self.units: dict[str, dict[str, Any]] = {}
        self.struck: dict[str, dict[str, Any]] = {}
        self.removed: set[str] = set()
        self.updates: list[dict[str, Any]] = []
        self.made = "Mon, 23 Nov 2026 05:00:00 GMT"
        self.renamed: dict[str, str] = {}  # fields that have a new name now
        publishers.serve(f"{API}/{kind}/?$", self._search)
        publishers.serve(f"{API}/{kind}/[0-9]+$", self._one)
        publishers.serve(f"{API}/{kind}/lastned/csv$", self._whole)
        publishers.serve(f"{API}/oppdateringer/{kind}$", self._feed)

    def put(self, own: str, area: str = HERE, dato: str = "2026-11-23T08:00:00.000Z", **fields: Any) -> None:
        """Register a unit, or change it."""
        chance = Random(own)  # units are as unlike as real ones, so that they can be packed as little
        word = lambda: "".join(chance.choices("abdefghijklmnoprstuvyåø", k=chance.randint(4, 9)))  # noqa: E731
        day = lambda: f"{chance.randint(1995, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"  # noqa: E731
        unit = {
            "organisasjonsnummer": own, "navn": f"{word()} {word()} {own} AS".upper(),
            "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap"},
            "naeringskode1": {"kode": "10.200", "beskrivelse": "Bearbeiding av fisk"}, "antallAnsatte": chance.randint(5, 90),
            "registreringsdatoEnhetsregisteret": day(), "stiftelsesdato": day(), "overordnetEnhet": number(1),
            "hjemmeside": f"www.{word()}.no", "aktivitet": [" ".join(word() for _ in range(8))],
            SEAT[self.kind]: {"adresse": [f"{word()}veien {chance.randint(1, 99)}", "2. etg."], "postnummer": "7010",
                              "poststed": "TRONDHEIM", "kommunenummer": area, "kommune": "TRONDHEIM", "landkode": "NO",
                              "land": "Norge"},
            "_links": {"self": {"href": f"https://data.brreg.no/enhetsregisteret/api/{self.kind}/{own}"}},
        }  # fmt: skip
        if self.kind == "underenheter":
            unit["organisasjonsform"] = {"kode": "BEDR", "beskrivelse": "Underenhet"}
        self._tell(own, "Endring" if own in self.units else "Ny", dato)
        self.units[own] = unit | fields
        self.struck.pop(own, None)

    def strike(self, own: str, on: str = "2026-11-22") -> None:
        """Strike a unit off the register: little is told of it afterwards."""
        unit = self.units.pop(own)
        self.struck[own] = {name: unit[name] for name in ("organisasjonsnummer", "navn", "organisasjonsform")} | {
            "slettedato": on
        }
        self._tell(own, "Sletting", f"{on}T08:00:00.000Z")

    def remove(self, own: str, *, told: bool = True) -> None:
        """Remove a unit on legal grounds; the feed may say so, or that it changed."""
        self.units.pop(own, None)
        self.struck.pop(own, None)
        self.removed.add(own)
        self._tell(own, "Fjernet" if told else "Endring", "2026-11-23T08:00:00.000Z")

    def area_of(self, own: str) -> str:
        """The municipality of a unit."""
        return self.units[own][SEAT[self.kind]]["kommunenummer"]

    def _tell(self, own: str, kind: str, dato: str) -> None:
        last = self.updates[-1]["oppdateringsid"] if self.updates else 20_000_000
        href = f"https://data.brreg.no/enhetsregisteret/api/{self.kind}/{own}"
        links = {"_links": {self.kind.removesuffix("er"): {"href": href}}} if kind != "Fjernet" else {}
        told = {"oppdateringsid": last + 3, "dato": dato, "organisasjonsnummer": own, "endringstype": kind}
        self.updates.append(told | links)

    def _whole(self, _asked: Asked) -> Answer:
        units = [_flat(self._named(unit)) for unit in self.units.values()]
        names = list(dict.fromkeys(name for unit in units for name in unit))
        text = io.StringIO()
        writer = csv.DictWriter(text, names, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(units)
        packed = gzip.compress(text.getvalue().encode(), mtime=0)
        return Answer(packed, kind="application/gzip", modified=self.made)

    def _search(self, asked: Asked) -> Answer:
        numbers = asked.query["organisasjonsnummer"].split(",")
        areas = asked.query.get("kommunenummer", "").split(",")
        found = [
            self._named(self.units[own]) for own in numbers
            if own in self.units and ("kommunenummer" not in asked.query or self.area_of(own) in areas)
        ]  # fmt: skip
        return self._page(asked, found, self.kind)

    def _one(self, asked: Asked) -> Answer:
        own = asked.place.rpartition("/")[2]
        if own in self.removed:
            return _json({"organisasjonsnummer": own, "slettedato": "2026-11-20"}, 410)
        found = self.units.get(own) or self.struck.get(own)
        return _json(self._named(found)) if found else _json({}, 404)

    def _feed(self, asked: Asked) -> Answer:
        if start := asked.query.get("oppdateringsid"):
            found = [self._named(one) for one in self.updates if one["oppdateringsid"] >= int(start)]
        else:
            found = [self._named(one) for one in self.updates if one["dato"] >= asked.query["dato"]]
        return self._page(asked, found, f"oppdaterte{self.kind.capitalize()}")

    def _page(self, asked: Asked, found: list[Any], name: str) -> Answer:
        size = min(int(asked.query.get("size", "20")), self.page)
        if int(asked.query.get("size", "20")) > 10_000:
            return _json({"status": 400, "feilmelding": "(Page+1)*size kan ikke overskride 10 000"}, 400)
        page = {"size": size, "totalElements": len(found), "totalPages": -(-len(found) // size), "number": 0}
        return _json(({"_embedded": {name: found[:size]}} if found else {}) | {"_links": {}, "page": page})

    def _named(self, told: dict[str, Any]) -> dict[str, Any]:
        return {self.renamed.get(name, name): held for name, held in told.items()}


def many(
    register: Register, counts: Iterable[int], area: Callable[[int], str] = lambda _: HERE, **fields: Any
) -> list[str]:
    """Register units by the dozen."""
    numbers = [number(count) for count in counts]
    for at, own in enumerate(numbers):
        register.put(own, area(at), **fields)
    return numbers


def _flat(unit: dict[str, Any], above: str = "") -> dict[str, str]:
    """A unit as the whole file has it: paths with dots; lines of an address joined; nothing about the service."""
    flat: dict[str, str] = {}
    for name, held in unit.items():
        if isinstance(held, dict):
            flat |= _flat(held, f"{above}{name}.") if name != "_links" else {}
        else:
            flat[f"{above}{name}"] = ", ".join(held) if isinstance(held, list) else str(held)
    return flat


def _json(content: object, status: int = 200) -> Answer:
    return Answer(json.dumps(content).encode(), status, compress=True)
