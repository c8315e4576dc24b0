"""Bulk registers of any size, made from a seed: Norway's units as CSV or JSON, and Sweden's as staged rows.

Columns, forms and fill are about those of the real files; names, numbers and addresses are invented. One unit in eleven
lies in Trøndelag, one company in three is a sole trader.
"""

import csv
import gzip
import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from dashboard.settings import REFERENCE
from dashboard.staged import KINDS, Draft, Release

COUNTIES = {
    "03": 1,
    "11": 23,
    "15": 27,
    "18": 41,
    "31": 6,
    "32": 18,
    "33": 18,
    "34": 46,
    "39": 6,
    "40": 17,
    "42": 25,
    "46": 43,
    "55": 21,
    "56": 18,
}  # fmt: skip  (Norway's other counties and how many municipalities they have)
FORMS = ["ENK"] * 34 + ["AS"] * 38 + ["FLI"] * 12 + ["NUF"] * 4 + ["SA", "ESEK", "ANS", "DA", "ORGL", "STI"] * 2
INDUSTRIES = ("01.110", "03.210", "10.200", "16.100", "35.110", "41.000", "43.210", "47.110", "49.410", "55.100", "56.110",
              "62.100", "68.200", "69.202", "71.121", "78.200", "81.210", "85.100", "86.210", "88.991", "90.200", "94.991",
              "96.210")  # fmt: skip
WORDS = (
    "NORD",
    "FJELL",
    "FJORD",
    "BYGG",
    "SKOG",
    "MARIN",
    "TEKNIKK",
    "HANDEL",
    "RØR",
    "ELEKTRO",
    "TRANSPORT",
    "INVEST",
)
SEAT = {False: "forretningsadresse", True: "beliggenhetsadresse"}
COLUMNS = (
    "organisasjonsnummer", "navn", "organisasjonsform.kode", "organisasjonsform.beskrivelse", "naeringskode1.kode",
    "naeringskode1.beskrivelse", "naeringskode2.kode", "naeringskode2.beskrivelse", "naeringskode3.kode",
    "naeringskode3.beskrivelse", "hjelpeenhetskode.kode", "hjelpeenhetskode.beskrivelse", "harRegistrertAntallAnsatte",
    "antallAnsatte", "hjemmeside", "postadresse.adresse", "postadresse.poststed", "postadresse.postnummer",
    "postadresse.kommune", "postadresse.kommunenummer", "postadresse.land", "postadresse.landkode", "{seat}.adresse",
    "{seat}.poststed", "{seat}.postnummer", "{seat}.kommune", "{seat}.kommunenummer", "{seat}.land", "{seat}.landkode",
    "institusjonellSektorkode.kode", "institusjonellSektorkode.beskrivelse", "sisteInnsendteAarsregnskap",
    "registreringsdatoEnhetsregisteret", "stiftelsesdato", "registrertIMvaRegisteret", "frivilligMvaRegistrertBeskrivelser",
    "registrertIFrivillighetsregisteret", "registrertIForetaksregisteret", "registrertIStiftelsesregisteret", "konkurs",
    "konkursdato", "underAvvikling", "underTvangsavviklingEllerTvangsopplosning", "maalform", "overordnetEnhet",
    "vedtektsdato", "vedtektsfestetFormaal", "aktivitet", "oppstartsdato", "datoEierskifte",
)  # fmt: skip


def columns(local: bool) -> list[str]:
    """The bulk CSV's columns, of local units or of companies."""
    return [column.format(seat=SEAT[local]) for column in COLUMNS]


def units(count: int, *, local: bool = False, seed: int = 1) -> Iterator[dict[str, object]]:
    """Units by the paths of their filled fields; a local unit is its company's, as far as there are as many."""
    chance = random.Random(seed)
    codes = _municipalities()
    seat = SEAT[local]
    for number, company in zip(_numbers(8 if local else 9, count), _numbers(9, count), strict=True):
        form = "BEDR" if local else chance.choice(FORMS)
        code = chance.choice(codes[chance.random() < 1 / 11])
        name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number % 9973} {form}"
        founded = date(1980, 1, 1) + timedelta(int(16_900 * chance.random() ** 0.6))
        place = {"land": "Norge", "landkode": "NO", "kommune": f"KOMMUNE {code}", "kommunenummer": code,
                 "poststed": f"STED {code}", "postnummer": f"{number % 9990:04}",
                 "adresse": [f"Storgata {number % 211}", f"Inngang {number % 5}"]}  # fmt: skip
        employees = int(5 + chance.expovariate(1 / 12)) if chance.random() < 0.14 else None
        unit: dict[str, object] = {
            "organisasjonsnummer": str(number), "navn": name, "organisasjonsform.kode": form,
            "organisasjonsform.beskrivelse": "Navnet på formen", "naeringskode1.kode": chance.choice(INDUSTRIES),
            "naeringskode1.beskrivelse": "Beskrivelse av næringen som enheten driver i",
            "harRegistrertAntallAnsatte": employees is not None or chance.random() < 0.15, "antallAnsatte": employees,
            **{f"{seat}.{part}": value for part, value in place.items()}, "institusjonellSektorkode.kode": "2100",
            "institusjonellSektorkode.beskrivelse": "Private aksjeselskaper mv.",
            "registreringsdatoEnhetsregisteret": str(founded + timedelta(14)), "registrertIMvaRegisteret": True,
            "registrertIForetaksregisteret": form == "AS", "registrertIFrivillighetsregisteret": form == "FLI",
            "registrertIStiftelsesregisteret": False, "konkurs": False, "underAvvikling": False, "maalform": "Bokmål",
            "underTvangsavviklingEllerTvangsopplosning": False, "hjemmeside": f"www.firma{number}.no" if number % 4 == 0 else None,
        }  # fmt: skip
        if local:
            unit |= {"overordnetEnhet": str(company), "oppstartsdato": str(founded)}
        else:
            unit |= {"stiftelsesdato": str(founded), "aktivitet": ["Drift av virksomhet", "og det som hører til."]}
        yield {path: value for path, value in unit.items() if value is not None}


def write_csv(path: Path, count: int, *, local: bool = False, seed: int = 1) -> Path:
    """A bulk CSV, gzipped if its name says so."""
    paths = columns(local)
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(paths)
        writer.writerows([_cell(unit.get(path)) for path in paths] for unit in units(count, local=local, seed=seed))
    return path


def write_json(path: Path, count: int, *, local: bool = False, seed: int = 1) -> Path:
    """A bulk array, gzipped if its name says so."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8") as stream:
        for number, unit in enumerate(units(count, local=local, seed=seed)):
            stream.write(("," if number else "[") + json.dumps(_nested(unit), ensure_ascii=False))
        stream.write("]")
    return path


def stage_sweden(staged: Path, companies: int, workplaces: int, as_of: date = date(2026, 11, 1)) -> Release:
    """A release with Sweden's companies and workplaces, one in fifty of them in Jämtland."""
    release = Release("places", "sweden.csv", "5e" * 32, as_of, datetime(2026, 11, 2), companies + workplaces,
                      companies + workplaces, 0, 0, complete=True, area="NO,SE")  # fmt: skip
    with Draft(staged, release.source) as draft:
        for kind, count in (("company", companies), ("workplace", workplaces)):
            for first in range(0, count, 50_000):
                draft.write(kind, _swedish(kind, first, min(first + 50_000, count)))
        draft.finish(release)
    return release


def _swedish(kind: str, first: int, end: int) -> pa.Table:
    chance, number = np.random.default_rng(first), np.arange(first, end)
    inside = chance.random(len(number)) < 1 / 50
    jamtland = np.array([code for code in areas() if code.startswith("SE-")])
    area = np.where(inside, chance.choice(jamtland, len(number)), [f"SE-{code:04}" for code in 114 + number % 280 * 8])
    low = chance.choice([0, 1, 5, 10, 20, 50], len(number), p=[0.6, 0.25, 0.08, 0.04, 0.02, 0.01])
    given = {
        "key": [f"SE-{kind[0]}{value:09}" for value in number], "country": ["SE"] * len(number), "area": area,
        "name": [f"Bolaget {value % 99_991} i Norrland AB" for value in number], "legal_form": ["AB"] * len(number),
        "industry": ["G"] * len(number), "division": ["47"] * len(number), "industry_code": ["47110"] * len(number),
        "employees_low": low, "employees_high": np.where(low == 0, 0, low * 2 - 1),
        "opened": (np.datetime64("1985-01-01") + chance.integers(0, 15_000, len(number))).astype("datetime64[D]"),
        "company": [f"SE-c{value:09}" for value in number], "register_kind": ["register"] * len(number),
        "locality": ["Orten"] * len(number),
    }  # fmt: skip
    schema = KINDS[kind]
    return pa.table(
        [pa.array(given[field.name], field.type) if field.name in given else pa.nulls(len(number), field.type)
         for field in schema], schema=schema,
    )  # fmt: skip


def _numbers(first_digit: int, count: int) -> Iterator[int]:
    """That many valid organisation numbers."""
    found, start = 0, first_digit * 10_000_000
    while found < count:
        rest = (
            -sum(weight * int(digit) for weight, digit in zip((3, 2, 7, 6, 5, 4, 3, 2), str(start), strict=True)) % 11
        )
        if rest < 10:
            found += 1
            yield start * 10 + rest
        start += 1


def _municipalities() -> dict[bool, list[str]]:
    """Municipality numbers of Norway, Trøndelag's by themselves."""
    elsewhere = [f"{county}{number:02}" for county, count in COUNTIES.items() for number in range(1, count + 1)]
    return {True: [code[3:] for code in areas() if code.startswith("NO-50")], False: elsewhere}


def areas() -> list[str]:
    """The keys of the 46 municipalities."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        return [row["key"] for row in csv.DictReader(file) if row["level"] == "municipality"]


def _cell(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(value)
    return {True: "true", False: "false", None: ""}.get(value, value) if isinstance(value, bool | None) else value


def _nested(unit: dict[str, object]) -> dict[str, object]:
    nested: dict[str, object] = {}
    for path, value in unit.items():
        holder, _, name = path.rpartition(".")
        inner = nested.setdefault(holder, {}) if holder else nested
        inner[name] = value  # type: ignore[index]
    return nested
