"""SCB's register of Swedish companies as its weekly bulk file: a zip with one text in it, or the text.

Format: tabs, also at the end of a line, Windows-1252, no quotation marks. ``PeOrgNr`` is 16 and an organisation number, or
a person's number (19…, 20…): those are counted as outside, and neither staged nor archived. ``FtgStat`` is 1 for a company
that is registered for VAT, for F-tax or as an employer, 0 for one that never was and 9 for one that no longer is; what
``JEStat`` and ``ForAndrTyp`` mean is not documented, so they are not read. ``Reklamsparrtyp`` begins with 1 where advertising
is welcome and with 2 where it is not. Columns that begin with m say what has changed.

It states no municipality: that is taken from the postal address.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dashboard.sources import bulkfile, tables
from dashboard.sources.cells import day
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.opening import File
from dashboard.sources.orgnr import without_persons
from dashboard.sources.swedish_post import municipality_of
from dashboard.sources.swedish_unit import FORMS, NOTE, legal_unit, may_be_person, sni

NAMES = ("scb-foretag",)
ENCODING = "cp1252"
COLUMNS = {
    "number": ("PeOrgNr",),
    "name": ("Namn",),
    "form": ("JurForm",),
    "status": ("FtgStat",),
    "address": ("Gatuadress",),
    "postcode": ("PostNr",),
    "town": ("PostOrt",),
    "industry": ("Ng1",),
    "opened": ("RegDatKtid",),
    "advertising": ("Reklamsparrtyp",),
}
REQUIRED = (("number",), ("name",), ("form",), ("status",), ("postcode",), ("town",))


def parse(file: File, intake: Intake) -> None:
    """One company a row; the whole register."""
    intake.complete, intake.stated, intake.note = True, bulkfile.day_of(file), NOTE
    described = intake.stated or intake.as_of
    for row in tables.rows(file, COLUMNS, REQUIRED, cells(file)):
        with intake.row(row.line, partial(_text, row)):
            if not row["number"]:
                raise Unusable("no_key")
            area = municipality_of(row["postcode"], row["town"])
            if not (key := legal_unit(row["number"] or "", row["form"])):
                raise Outside
            form, opened = row["form"] or "", row["opened"] or ""
            intake.add(
                "company", key, key=key, country="SE", name=without_persons(row["name"] or "") or None,
                legal_form=FORMS.get(form, form) or None, sole_trader=False, area=area, area_basis="locality",
                address=without_persons(row["address"] or "") or None, postcode=row["postcode"],
                locality=(row["town"] or "").title() or None, **sni(row["industry"], described),
                opened=day(opened) if opened.strip("0") else None, active=_active(row["status"]),
                no_marketing=_no_marketing(row["advertising"]),
            )  # fmt: skip


def cells(file: File) -> Iterator[tuple[int, list[str]]]:
    """The lines with their numbers, divided into cells."""
    return bulkfile.cells(file, ENCODING, _split)


def archive(file: File, target: Path, _source: str) -> None:
    """Write the file without c/o names, and without the lines that are a person's or may be."""
    bulkfile.archive(file, target, ENCODING, _split, "\t".join, _kept)


def _kept(held: dict[str, str]) -> dict[str, str] | None:
    if may_be_person(held.get("peorgnr", "").strip(), held.get("jurform", "").strip()):
        return None
    return {"coadress": "", "gatuadress": without_persons(held.get("gatuadress", ""))}


def _split(line: str, _width: int) -> list[str]:
    return line.removesuffix("\t").split("\t")


def _active(status: str | None) -> bool | None:
    return {"0": False, "1": True, "9": False}.get(status or "")


def _no_marketing(kind: str | None) -> bool | None:
    return {"1": False, "2": True}.get((kind or "")[:1])


def _text(row: tables.Row) -> str:
    """What a list of rejects may say: neither name nor street."""
    return "; ".join(filter(None, (row[name] for name in ("number", "form", "status", "postcode", "town"))))
