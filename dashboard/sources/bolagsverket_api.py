"""Bolagsverket's answers about single Swedish companies ("värdefulla datamängder", ``POST /organisationer``).

Format: the service's OpenAPI document; one answer, an array or a line for each. Each block of facts comes from Bolagsverket
or SCB and may instead carry ``fel``, for a register that could not be reached: then those facts are unknown. Without an
address the company stays without a municipality, which another source may know.

Sole traders and estates are counted as outside, and neither staged nor archived.
"""

from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from dashboard.sources.cells import day, given, yes
from dashboard.sources.documents import copy, objects, value, values, without
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import beyond
from dashboard.sources.opening import File
from dashboard.sources.orgnr import without_persons
from dashboard.sources.swedish_post import municipality_of
from dashboard.sources.swedish_unit import FORMS, NOTE, legal_unit, name_of, sni

NAMES = ("bolagsverket-api",)
LISTS = ("organisationer",)
NUMBER, KIND = "organisationsidentitet.identitetsbeteckning", "organisationsidentitet.typ.kod"
HERE = ("sverige", "se-land")
PERSONS = {"PERSONNUMMER", "SAMORDNINGSNUMMER", "GDNUMMER", "GD-NUMMER", "DODSBO"}
SECRET = {
    "coAdress",
    "verksamhetsbeskrivning",
    "verksamhetsbeskrivningSarskiltForetagsnamn",
}  # what the archive has not


def parse(file: File, intake: Intake) -> None:
    """One company an object; answers only add or replace."""
    intake.note = NOTE
    for number, one in objects(file, NAMES[0], LISTS):
        with intake.row(number, partial(_text, one)):
            if not (key := _legal_unit(one)):
                raise Outside
            post = "postadressOrganisation.postadress."
            country, postcode = value(one, f"{post}land"), value(one, f"{post}postnummer")
            town, street = value(one, f"{post}postort"), value(one, f"{post}utdelningsadress")
            area = None if _failed(one, "postadressOrganisation") else municipality_of(postcode, town)
            if country and country.casefold() not in HERE:
                area = beyond("SE")
            intake.add(
                "company", key, key=key, country="SE", name=name_of(_names(one)), legal_form=_form(one),
                sole_trader=False, area=area, area_basis="locality" if area else None,
                address=without_persons(street or "") or None, postcode=postcode,
                locality=(town or "").title() or None, **_industry(one, intake.as_of),
                opened=given(day, value(one, "organisationsdatum.registreringsdatum")),
                closed=given(day, value(one, "avregistreradOrganisation.avregistreringsdatum")),
                active=given(yes, value(one, "verksamOrganisation.kod")), no_marketing=_no_marketing(one),
            )  # fmt: skip


def kept(one: dict[str, Any]) -> dict[str, Any] | None:
    """What may be kept of an answer: nothing of one about a person, or nobody, and no descriptions and c/o names."""
    with suppress(Unusable):
        if _legal_unit(one):
            left: dict[str, Any] = without(one, SECRET)
            return left
    return None


archive = partial(copy, lists=LISTS, kept=kept)


def _legal_unit(one: dict[str, Any]) -> str | None:
    """The company's key; None for a person. Raises Unusable where the answer does not say whom it is about."""
    if (value(one, KIND) or "").upper() in PERSONS or value(one, "organisationsform.kod") == "E":
        return None
    return legal_unit(value(one, NUMBER) or "", value(one, "juridiskForm.kod"))


def _names(one: dict[str, Any]) -> list[tuple[str, str, str]]:
    paths = ("namn", "organisationsnamntyp.kod", "registreringsdatum")
    rows = (
        [value(name, path) or "" for path in paths] for name in values(one, "organisationsnamn.organisationsnamnLista")
    )
    return [(name, kind.removesuffix("-ORGNAM"), since) for name, kind, since in rows]


def _form(one: dict[str, Any]) -> str | None:
    """Bolagsverket's code of the legal form, else SCB's."""
    other = value(one, "juridiskForm.kod")
    return (value(one, "organisationsform.kod") or "").removesuffix("-ORGFO") or FORMS.get(other or "", other)


def _industry(one: dict[str, Any], described: date) -> dict[str, str | None]:
    """The fields of the main industry; none at all where the answer has no such block."""
    code = value(one, "naringsgrenOrganisation.sni.0.kod")
    return sni(code, described) if code else {}


def _no_marketing(one: dict[str, Any]) -> bool | None:
    """Whether advertising is unwelcome: without a block about it, nobody has said so, if the address could be told."""
    if said := value(one, "reklamsparr.kod"):
        return yes(said)
    known = isinstance(one.get("postadressOrganisation"), dict) and not _failed(one, "postadressOrganisation")
    return False if known and not _failed(one, "reklamsparr") else None


def _failed(one: dict[str, Any], block: str) -> bool:
    return value(one, f"{block}.fel.typ") is not None


def _text(one: dict[str, Any]) -> str:
    """What a list of rejects may say: neither name nor street."""
    return "; ".join(filter(None, (value(one, NUMBER), value(one, "organisationsform.kod"))))
