"""Bolagsverket's register of Swedish companies as its weekly bulk file: a zip with one text in it, or the text.

Format: cells in quotation marks divided by ``;``, several values in a cell by ``$`` and ``|``
(``Exempel AB$FORETAGSNAMN-ORGNAM$2020-01-02|…``), ``null`` for nothing. Descriptions have stray quotation marks, so a line
that does not come out with as many cells as there should be is divided at ``";"``.

It states no municipality: that is taken from the postal address. Sole traders and estates, whose numbers are persons'
numbers, are counted as outside, and neither staged nor archived.
"""

import csv
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dashboard.sources import bulkfile, tables
from dashboard.sources.cells import day, given
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import beyond
from dashboard.sources.opening import File
from dashboard.sources.orgnr import without_persons
from dashboard.sources.swedish_post import municipality_of
from dashboard.sources.swedish_unit import NOTE, legal_unit, may_be_person, name_of

NAMES = ("bolagsverket",)
ENCODING = "utf-8-sig"
COLUMNS = {
    "identity": ("organisationsidentitet",),
    "names": ("organisationsnamn",),
    "form": ("organisationsform",),
    "closed": ("avregistreringsdatum",),
    "opened": ("registreringsdatum",),
    "post": ("postadress",),
}
REQUIRED = tuple((name,) for name in COLUMNS)
LEGAL_UNIT = "ORGNR-IDORG"
HERE = ("", "SE-LAND")
_NOTHING = re.compile(r"null", re.IGNORECASE)


def parse(file: File, intake: Intake) -> None:
    """One company a row; the whole register."""
    intake.complete, intake.stated, intake.note = True, bulkfile.day_of(file), NOTE
    for row in tables.rows(file, COLUMNS, REQUIRED, cells(file)):
        with intake.row(row.line, partial(_text, row)):
            if not row["form"]:
                raise Unusable("cells")
            street, _, town, postcode, country = _parts(row["post"], 5)
            area = municipality_of(postcode, town) if country in HERE else beyond("SE")
            if not (key := _legal_unit(row["identity"], row["form"])):
                raise Outside
            intake.add(
                "company", key, key=key, country="SE", name=name_of(_names(row["names"])), legal_form=_code(row["form"]),
                sole_trader=False, area=area, area_basis="locality", address=without_persons(street) or None,
                postcode=postcode, locality=town.title() or None, opened=given(day, _value(row["opened"])),
                closed=given(day, _value(row["closed"])),
            )  # fmt: skip


def cells(file: File) -> Iterator[tuple[int, list[str]]]:
    """The lines with their numbers, divided into cells."""
    return bulkfile.cells(file, ENCODING, _split)


def archive(file: File, target: Path, _source: str) -> None:
    """Write the file without descriptions and c/o names, and without the lines that are a person's or may be."""
    bulkfile.archive(file, target, ENCODING, _split, _join, _kept)


def _kept(held: dict[str, str]) -> dict[str, str] | None:
    number, _, kind = held.get("organisationsidentitet", "").partition("$")
    if kind != LEGAL_UNIT or may_be_person(number, held.get("organisationsform", "").removesuffix("-ORGFO")):
        return None
    street, _, *rest = [*held.get("postadress", "").split("$"), ""]
    return {"verksamhetsbeskrivning": "", "postadress": "$".join([without_persons(street), "", *rest[:3]])}


def _legal_unit(identity: str | None, form: str | None) -> str | None:
    """The key of ``5566778899$ORGNR-IDORG``; None for PERSON-IDORG and the other kinds of numbers."""
    number, kind = _parts(identity, 2)
    return legal_unit(number, _code(form)) if kind == LEGAL_UNIT else None


def _names(cell: str | None) -> list[tuple[str, str, str]]:
    parts = (_parts(one, 3) for one in (cell or "").split("|"))
    return [(name, kind.removesuffix("-ORGNAM"), since) for name, kind, since in parts]


def _code(form: str | None) -> str | None:
    return _value(form).removesuffix("-ORGFO") or None


def _parts(cell: str | None, number: int) -> list[str]:
    """The values in a cell, as many as asked for."""
    return [_value(part) for part in [*(cell or "").split("$"), *[""] * number][:number]]


def _value(text: str | None) -> str:
    return "" if not text or _NOTHING.fullmatch(text) else text.strip()


def _split(line: str, width: int) -> list[str]:
    """The cells of a line; only the first, the identity, where there are not as many as the header has."""
    try:
        cells = next(csv.reader([line], delimiter=";"), [])
    except csv.Error:  # a cell of more characters than the reader takes
        cells = []
    if width and len(cells) != width:
        divided = line.removeprefix('"').removesuffix('"').split('";"')
        return divided if len(divided) == width else divided[:1]
    return cells


def _join(cells: list[str]) -> str:
    return ";".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def _text(row: tables.Row) -> str:
    """What a list of rejects may say: neither name nor street."""
    return "; ".join(filter(None, (*_parts(row["identity"], 2), _code(row["form"]), *_parts(row["post"], 5)[2:4])))
