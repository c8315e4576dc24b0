"""Brønnøysundregistrene: Norway's legal units (enheter) and local units (underenheter), as pages of the API or in bulk.

Format: the register's OpenAPI document. JSON is HAL pages, one unit, or the bulk array; CSV has the same paths with
dots. Bulk files are read as a stream. Names stay in capitals, as they are registered: putting them in small letters
would break every name that is an abbreviation.

A unit that is a person (sole traders above all) keeps neither name, address nor point. Its number stays: it is from
a public register and tells nothing about the person.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from dashboard.errors import UserError
from dashboard.sources import documents, tables
from dashboard.sources.cells import count, day, yes
from dashboard.sources.industry import industry
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import beyond, passed_over, registered
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation

NAMES = ("brreg-enheter", "brreg-underenheter")
OWN_ID, STAGED_KEY = ("organisasjonsnummer",), "NO-{}"  # of units that must be removed (forgetting.py)
SEAT = {"brreg-enheter": "forretningsadresse", "brreg-underenheter": "beliggenhetsadresse"}
PAGE_BYTES = 256_000_000  # a page has at most 10 000 units
# sole traders, other persons in registers, persons who are employers only; estates carry the person's name
PERSONS = {"ENK", "PERS", "AAFY", "BO", "KBO"}
LOCAL_UNITS = {"BEDR", "AAFY"}  # forms of underenheter
SN2025_SINCE = date(2026, 1, 1)  # files described as older are taken to have SN2007 codes

_ADDRESS = ("adresse", "postnummer", "poststed", "kommunenummer", "landkode")
PATHS = (
    "organisasjonsnummer", "navn", "organisasjonsform.kode", "naeringskode1.kode", "antallAnsatte",
    "harRegistrertAntallAnsatte", "stiftelsesdato", "oppstartsdato", "registreringsdatoEnhetsregisteret",
    "slettedato", "nedleggelsesdato", "hjemmeside", "overordnetEnhet",
    *(f"{kind}.{part}" for kind in ("forretningsadresse", "beliggenhetsadresse", "postadresse") for part in _ADDRESS),
)  # fmt: skip
_PARTS = [(path, path.partition(".")[0], path.partition(".")[2]) for path in PATHS]
_BUSINESS = [path for path in PATHS if path.startswith(SEAT["brreg-enheter"])]
Unit = Mapping[str, str]  # by path; what is not given is not in it or empty


def parse(file: File, intake: Intake) -> None:
    """One unit a row. A bulk file is the whole register (complete); pages and units, one or one a line, only add or replace."""
    name = intake.source
    for line, unit in _from_json(file, intake) if file.format == "json" else _from_table(file, intake):
        if (form := unit.get("organisasjonsform.kode")) in LOCAL_UNITS and name == "brreg-enheter":
            raise _other_source(file, "brreg-underenheter")
        if name == "brreg-underenheter" and any(map(unit.get, _BUSINESS)):
            raise _other_source(file, "brreg-enheter")
        with intake.row(line, partial(_text, unit)):
            fields = _seat(unit, SEAT[name]) | _common(unit, intake.as_of)
            if name == "brreg-enheter":
                intake.add(
                    "company", fields["key"], **fields, legal_form=form or None, sole_trader=form in PERSONS,
                    area_basis="stated" if fields["area"] else None,
                    website=_website(unit.get("hjemmeside")) if form not in PERSONS else None,
                    opened=_day(unit, "stiftelsesdato", "registreringsdatoEnhetsregisteret"),
                    closed=_day(unit, "slettedato"),
                )  # fmt: skip
            else:
                above = organisation(unit.get("overordnetEnhet", ""))
                intake.add(
                    "workplace", fields["key"], **fields, company=above and above.key,
                    orgnr=fields["key"].removeprefix("NO-"), register_kind="register",
                    area_basis="stated" if fields["area"] else None,
                    opened=_day(unit, "oppstartsdato", "registreringsdatoEnhetsregisteret"),
                    closed=_day(unit, "nedleggelsesdato", "slettedato"),
                )  # fmt: skip


def _from_table(file: File, intake: Intake) -> Iterator[tuple[int, Unit]]:
    intake.complete = True
    columns = {path: (path,) for path in PATHS}
    required = ("organisasjonsnummer", "navn", "organisasjonsform.kode", f"{SEAT[intake.source]}.kommunenummer")
    for row in tables.rows(file, columns, [(path,) for path in required]):
        if (stated := row[required[-1]]) and passed_over(stated, "NO"):
            intake.pass_over()
        else:
            yield row.line, row.cells


def _from_json(file: File, intake: Intake) -> Iterator[tuple[int, Unit]]:
    """The units with their number in the file. Raises UserError for JSON that is something else or breaks off."""
    bulk = documents.is_array(file)
    intake.complete = bulk
    number = 0
    for item in documents.items(file, None if bulk else PAGE_BYTES, several=not bulk):
        for unit in [item] if bulk else _on_page(intake.source, file, item):
            number += 1
            seat = unit.get(SEAT[intake.source]) if isinstance(unit, dict) else None
            stated = seat.get("kommunenummer") if isinstance(seat, dict) else None
            if isinstance(stated, str) and passed_over(stated, "NO"):
                intake.pass_over()
            else:
                yield number, _flat(unit) if isinstance(unit, dict) else {}


def _on_page(name: str, file: File, page: dict[str, Any]) -> list[Any]:
    """The units of an API answer: a page, an empty page or one unit."""
    if "organisasjonsnummer" in page:
        return [page]
    embedded = page.get("_embedded")
    if embedded is None and "page" in page:
        return []
    for kind in ("enheter", "underenheter"):
        if isinstance(embedded, dict) and isinstance(embedded.get(kind), list):
            if name != f"brreg-{kind}":
                raise _other_source(file, f"brreg-{kind}")
            return embedded[kind]
    raise UserError(
        f"{file.name} is JSON, but not an answer of {name}; check the source.",
        key="sources.other_json", file=file.name, source=name,
    )  # fmt: skip


def _flat(unit: dict[str, Any]) -> Unit:
    """The paths that are read, as text: ``{"a": {"b": 1}}`` is ``{"a.b": "1"}``; lines of an address are joined."""
    flat: dict[str, str] = {}
    for path, outer, inner in _PARTS:
        value: Any = unit.get(outer)
        if inner:
            value = value.get(inner) if isinstance(value, dict) else None
        if isinstance(value, list):
            value = ", ".join(line for line in value if line and isinstance(line, str))
        if isinstance(value, bool):
            value = "true" if value else "false"
        if value is not None and not isinstance(value, dict) and (text := tables.tidy(str(value))):
            flat[path] = text
    return flat


def _seat(unit: Unit, seat: str) -> dict[str, Any]:
    """Where a unit lies; its post where it has no other address. A unit struck off the register has none."""
    kind = seat if unit.get(f"{seat}.kommunenummer") else "postadresse"
    area: str | None
    if stated := unit.get(f"{kind}.kommunenummer"):
        area = registered(stated, "NO")
    elif unit.get("slettedato") or unit.get("nedleggelsesdato"):
        area = None
    elif unit.get(f"{seat}.landkode") not in (None, "", "NO"):
        area = beyond("NO")
    else:
        raise Unusable("no_area")
    place = {"address": unit.get(f"{kind}.adresse") or None, "postcode": unit.get(f"{kind}.postnummer") or None}
    return {"area": area, **place, "locality": unit.get(f"{kind}.poststed", "").title() or None}


def _common(unit: Unit, as_of: date) -> dict[str, Any]:
    """The fields that both kinds of unit have."""
    number = unit.get("organisasjonsnummer", "")
    found = organisation(number)
    if not found or not found.number or found.country != "NO":
        raise Unusable("orgnr", number)
    version = "SN2025" if as_of >= SN2025_SINCE else "SN2007"
    fields = {
        "key": found.key, "country": "NO", "name": unit.get("navn") or None, **_employees(unit),
        **industry(unit.get("naeringskode1.kode"), version),
    }  # fmt: skip
    if unit.get("organisasjonsform.kode") in PERSONS:
        fields |= dict.fromkeys(("name", "address", "postcode", "locality"))
    return fields


def _employees(unit: Unit) -> dict[str, int | None]:
    """The number; below 5 the register says only whether there are any."""
    if stated := unit.get("antallAnsatte"):
        return {"employees": count(stated)}
    if not (registered := unit.get("harRegistrertAntallAnsatte")):
        return {}
    return {"employees_low": 1, "employees_high": 4} if yes(registered) else {"employees": 0}


def _day(unit: Unit, *paths: str) -> date | None:
    return next((day(unit[path]) for path in paths if unit.get(path)), None)


def _website(address: str | None) -> str | None:
    """A web address that a browser may open."""
    if not address or " " in address or "." not in address:
        return None
    scheme, colon, _ = address.partition("://")
    if not colon:
        return f"https://{address}" if ":" not in address else None
    return address if scheme.lower() in ("http", "https") else None


def _text(unit: Unit) -> str:
    """What a list of rejects may say: a person's name is left out, and so is one that may be."""
    form = unit.get("organisasjonsform.kode")
    shown = ("organisasjonsnummer", "organisasjonsform.kode", *(("navn",) if form and form not in PERSONS else ()))
    return "; ".join(unit[path] for path in shown if unit.get(path))


def _other_source(file: File, source: str) -> UserError:
    return UserError(
        f"{file.name} holds what is imported with --source {source}; import it with that.",
        key="sources.other_source", file=file.name, source=source,
    )  # fmt: skip
