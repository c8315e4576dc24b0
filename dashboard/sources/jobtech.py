"""Arbetsförmedlingen's job advertisements (JobTech): JobSearch, JobStream, historical ones and the import format.

JobSearch answers ``{"hits": […]}``; JobStream and the historical advertisements are arrays or an object a line. The
import format (``{"testannonser": […]}``) has names of its own and no SSYK: its `yrkesroll`, like `occupation` of the
others, is a number of Arbetsförmedlingen's own, so only `occupation_group` gives an occupation.

Texts, contacts and applications' addresses are not staged. An employer keeps its name only with the number of an
organisation: a person's number is hidden by the publisher or dropped here, and the name would tell who it is.
"""

import re
from contextlib import suppress
from functools import partial
from typing import Any

from dashboard.sources import documents
from dashboard.sources.advertisement import local_day, located, positions, stripped, title
from dashboard.sources.cells import given
from dashboard.sources.documents import objects, value, values
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.occupation import SSYK, higher_education, occupation, stated_education
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation, without_persons

NAMES = ("jobtech",)
LISTS = ("hits", "testannonser")
# each fact where the services have it, and where the import format has it
ID, TITLE = ("original_id", "id", "annonsId"), ("headline", "annonsrubrik")  # historical ones have a new id beside it
PUBLISHED = ("publication_date", "publiceringsdatum")
LAST = ("application_deadline", "last_publication_date", "sistaAnsokningsdatum", "sistaPubliceringsdatum")
REMOVED, REMOVED_ON = ("removed", "avpublicerad"), ("removed_date", "avpubliceringsdatum")
EMPLOYER, EMPLOYER_NAME = ("employer.organization_number", "organisationsnummer"), ("employer.name", "arbetsgivareNamn")
POSITIONS = ("number_of_vacancies", "antalPlatser")
CODE = ("workplace_address.municipality_code", "arbetsplatsadress.kommun.varde")
# removed advertisements have concepts without an address around them
PLACE = ("workplace_address.municipality_concept_id", "workplace_address.municipality", "municipality_concept_id",
         "municipality", "arbetsplatsadress.kommun.namn")  # fmt: skip
REGION = ("workplace_address.region_code", "workplace_address.region_concept_id", "workplace_address.region",
          "region_concept_id", "region", "arbetsplatsadress.lan.varde")  # fmt: skip
COUNTRY = (
    "workplace_address.country",
    "workplace_address.country_concept_id",
    "country",
    "arbetsplatsadress.land.namn",
)
LAT = ("workplace_address.coordinates.1", "arbetsplatsadress.latitud")
LON = ("workplace_address.coordinates.0", "arbetsplatsadress.longitud")
# the archive keeps what is read here and no texts or contacts; the parts of these paths, and what lies on lists
KEPT = frozenset(
    part
    for path in (*ID, *TITLE, *PUBLISHED, *LAST, *REMOVED, *REMOVED_ON, *EMPLOYER, *EMPLOYER_NAME, *POSITIONS, *CODE, *PLACE,
                 *REGION, *COUNTRY, *LAT, *LON, "occupation_group.legacy_ams_taxonomy_id", "must_have.education_level",
                 "nice_to_have.education_level", "concept_id", "label")
    for part in path.split(".")
)  # fmt: skip
# what goes of an advertisement that must be forgotten (forgetting.py)
OWN_ID, STAGED_KEY = ID, "SE-jobtech-{}"
FORGOTTEN = frozenset({"headline", "annonsrubrik", "employer", "organisationsnummer", "arbetsgivareNamn", "title",
                       "employer_name"})  # fmt: skip
# concepts of the JobTech taxonomy
MUNICIPALITIES = {
    "Voto_egJ_FZP": "SE-2303", "eNSc_Nj1_CDP": "SE-2305", "yurW_aLE_4ga": "SE-2309", "ppjq_Eci_Wz9": "SE-2313",
    "D7ax_CXP_6r1": "SE-2321", "gRNJ_hVW_Gpg": "SE-2326", "j35Q_VKL_NiM": "SE-2361", "Vt7P_856_WZS": "SE-2380",
}  # fmt: skip
CONCEPT = "65Ms_7r1_RTG"  # Jämtlands län
JAMTLAND = {"23", CONCEPT, "Jämtlands län"}
SWEDEN = {"Sverige", "i46j_HmG_v64"}
_CONCEPT = re.compile(r"\w{4}_\w{3}_\w{3}")
Ad = dict[str, Any]


def kept(ad: Ad) -> Ad:
    """What may be kept of an advertisement: what is read here, and an employer's name only beside an organisation's number."""
    left: Ad = stripped(ad, KEPT)
    with suppress(Unusable):
        if (unit := given(organisation, value(left, *EMPLOYER))) and unit.key:
            return left
    left.pop("arbetsgivareNamn", None)
    if isinstance(employer := left.get("employer"), dict):
        employer.pop("name", None)
    return left


archive = partial(documents.copy, lists=LISTS, kept=kept)


def parse(file: File, intake: Intake) -> None:
    """One advertisement a row. As-of is the newest day on which one was published or removed.

    A removed one closes on its day; one that was removed nobody knows when, and says nothing more, is passed over.
    """
    for number, ad in objects(file, intake.source, LISTS):
        removed = value(ad, *REMOVED) == "true"
        if removed and value(ad, *ID) and not value(ad, *REMOVED_ON, *LAST):
            continue
        with intake.row(number, partial(_text, ad)):
            own = value(ad, *ID)
            if not own:
                raise Unusable("no_key")
            published = given(local_day, value(ad, *PUBLISHED))
            removed_on = given(local_day, value(ad, *REMOVED_ON)) if removed else None
            intake.describes(published)
            intake.describes(removed_on)
            if not published and not removed:
                raise Unusable("date")
            closes = min((day for day in (removed_on, given(local_day, value(ad, *LAST))) if day), default=None)
            place = located(_area(ad), value(ad, *LAT), value(ad, *LON))
            if not place["area"] and not removed:
                raise Unusable("no_area")
            code = value(ad, "occupation_group.legacy_ams_taxonomy_id")
            work = occupation(code, SSYK)
            asked = stated_education(_levels(ad))
            unit = given(organisation, value(ad, *EMPLOYER))
            key = unit and unit.key
            intake.add(
                "vacancy", own, key=STAGED_KEY.format(own), country="SE", employer=key, title=title(value(ad, *TITLE)),
                employer_name=(key and without_persons(value(ad, *EMPLOYER_NAME) or "")) or None, **place, **work,
                positions=positions(value(ad, *POSITIONS)), published=published, closes=closes,
                higher_education=higher_education(work.get("occupation") or code) if asked is None else asked,
            )  # fmt: skip


def in_region(ad: Ad) -> bool:
    """Whether an advertisement of the whole country says that it is for the county."""
    return value(ad, *REGION) in JAMTLAND or value(ad, *PLACE) in MUNICIPALITIES or (value(ad, *CODE) or "")[:2] == "23"


def _area(ad: Ad) -> str | None:
    """The municipality by code, concept or name; the town of the address may lie in another one.

    None where the advertisement names no place. Raises Outside for places elsewhere, Unusable for the whole county.
    """
    if code := value(ad, *CODE):
        if not re.fullmatch("[0-9]{3,4}", code):
            raise Unusable("unknown_area", code)
        if not code.zfill(4).startswith("23"):  # elsewhere in Sweden; Norway had some of the same numbers
            raise Outside
        return municipality(f"SE-{code}")
    region, name = value(ad, *REGION), value(ad, *PLACE)
    if name in MUNICIPALITIES:
        return MUNICIPALITIES[name]
    if (region and region not in JAMTLAND) or (name and _CONCEPT.fullmatch(name)):
        raise Outside
    if name:
        return municipality(name)
    if region:
        raise Unusable("area_too_large", region)
    if (value(ad, *COUNTRY) or "Sverige") not in SWEDEN:
        raise Outside
    return None


def _levels(ad: Ad) -> list[str]:
    """The levels of education asked for, else those that are a merit."""
    asked = values(ad, "must_have.education_level") or values(ad, "nice_to_have.education_level")
    return [label for level in asked if (label := value(level, "label"))]


def _text(ad: Ad) -> str:
    """What a list of rejects may say: neither title nor employer, which may name a person."""
    return "; ".join(text for text in (value(ad, *ID), value(ad, *CODE, *PLACE)) if text)
