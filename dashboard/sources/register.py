"""The project's goal ledger as a simple list: one establishment a row, with the jobs it gave. CSV or XLSX.

Jobs are full-time equivalents. A row's jobs are created ones unless it says that they are maintained, or has a column
for each. `higher education` is yes, no, or how many of the created jobs ask for it. Of a Swedish sole trader neither
name nor number is kept.
"""

import re
import tomllib
from collections import Counter
from functools import cache

from dashboard.settings import REFERENCE
from dashboard.sources import tables
from dashboard.sources.cells import day, given, number, yes
from dashboard.sources.industry import UNLABELLED, industry
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.opening import File
from dashboard.sources.orgnr import PERSONAL, names_person, organisation

NAMES = ("register",)
COLUMNS = {
    "key": ("nyckel", "nøkkel", "id"),
    "name": ("namn", "navn", "etablering", "establishment", "företag", "foretak", "bedrift", "company"),
    "orgnr": ("organisationsnummer", "organisasjonsnummer", "organisation number", "organization number", "orgnummer"),
    "area": ("kommunkod", "kommunenummer", "kommunenr", "municipality code", "område", "kommun", "kommune",
             "municipality"),
    "industry": ("sni", "nace", "bransch", "bransje", "näringsgren", "næring", "næringskode"),
    "stage": ("skede", "fas", "stadium", "fase", "status", "phase"),
    "lead_on": ("lead", "lead date", "kontakt datum", "kontaktdatum", "kontaktdato", "first contact"),
    "decided_on": ("decided", "beslutad", "beslutsdatum", "besluttet", "beslutningsdato", "decision date"),
    "opened_on": ("opened", "öppnad", "öppningsdatum", "åpnet", "åpningsdato", "opening date"),
    "operating_on": ("operating", "i drift", "driftstart", "i drift från", "i drift fra", "operating since"),
    "lost_on": ("lost", "förlorad", "tapt", "lost date"),
    "jobs": ("jobb", "arbetstillfällen", "arbeidsplasser", "årsverk", "heltidstjänster", "fte"),
    "created": ("jobs created", "jobb skapade", "skapade jobb", "nya jobb", "skapte jobber", "nye jobber", "skapte"),
    "maintained": ("jobs maintained", "jobb bevarade", "bevarade jobb", "behållna jobb", "bevarte jobber", "bevarte"),
    "kind": ("created or maintained", "created/maintained", "skapade eller bevarade", "skapade/bevarade",
             "skapt eller bevart", "skapt/bevart", "slag", "type", "typ"),
    "higher_education": ("högre utbildning", "høyere utdanning", "högskola", "høyskole", "akademiker"),
    "verification": ("verifiering", "verifisering", "verifierad", "verifisert", "kontroll"),
    "verified_on": ("verifierad den", "verifieringsdatum", "verifisert den", "verifiseringsdato", "verified on",
                    "verification date"),
    "evidence": ("underlag", "bevis", "dokumentasjon", "document", "dokument"),
    "activity": ("aktivitet", "insats", "tiltak"),
    "programme": ("program", "project", "projekt", "prosjekt"),
    "transfer": ("flytt", "flytting", "moved", "flyttad", "flyttet"),
}  # fmt: skip
REQUIRED = (("name",), ("area",), ("stage",))
WITHOUT_PERSONS = ("name", "orgnr", "evidence")  # columns that could tell who a sole trader is
STAGES = {
    "lead": ("lead", "uppslag", "kontakt", "emne", "kandidat"),
    "decided": ("decided", "beslutad", "beslut", "besluttet", "beslutning"),
    "opened": ("opened", "open", "öppnad", "öppen", "åpnet", "åpen"),
    "operating": ("operating", "i drift", "verksam", "virksom"),
    "lost": ("lost", "förlorad", "avbruten", "tapt", "avbrutt"),
}
VERIFICATIONS = {
    "verified": ("verified", "verifierad", "verifierat", "verifisert"),
    "reported": ("reported", "rapporterad", "rapporterat", "rapportert"),
    "expected": ("expected", "förväntad", "förväntat", "väntad", "väntat", "forventet", "ventet"),
}
KINDS = {
    "created": ("created", "skapade", "skapad", "nya", "skapte", "skapt", "nye", "new"),
    "maintained": ("maintained", "bevarade", "behållna", "bevarte", "bevart", "beholdt", "kept"),
}
DATES = ("lead_on", "decided_on", "opened_on", "operating_on", "lost_on")


def parse(file: File, intake: Intake) -> None:
    """One establishment a row, and its jobs as job results. The key is the list's own, else area and name."""
    sole_traders: Counter[str] = Counter()
    for row in tables.rows(file, COLUMNS, REQUIRED):
        unit = given(organisation, row["orgnr"])
        person = unit is not None and not unit.number
        if person or names_person(row.text()):
            intake.personal[row.line] = {"orgnr": PERSONAL}
        elif names_person("; ".join(row.all)):
            intake.personal[row.line] = row.cells
        with intake.row(row.line, (lambda: "") if person else row.text):
            if row["orgnr"] and not unit:
                raise Unusable("orgnr", row["orgnr"])
            if not row["area"]:
                raise Unusable("no_area")
            area = municipality(row["area"])
            kept = {column: cell for column, cell in row.cells.items() if not person or column not in WITHOUT_PERSONS}
            if names_person("; ".join(cell for column, cell in kept.items() if column != "orgnr")):
                raise Unusable("personal")
            sole_traders[area] += person
            name, own = kept.get("name"), row["key"]
            if not name and not person:
                raise Unusable("no_name")
            own = own or (f"{area[3:]}-{tables.plain(name)}" if name else f"sole-{area[3:]}-{sole_traders[area]}")
            key = f"{area[:2]}-register-{own}"
            if person:
                intake.personal[row.line] = kept | {"orgnr": PERSONAL, "key": own}
            dates = {column: given(day, row[column]) for column in DATES}
            shared = {
                "programme": _programme(row["programme"]),
                "verification": _word(VERIFICATIONS, row["verification"], "verification"),
                "verified_on": given(day, row["verified_on"]),
                "evidence": kept.get("evidence") or None,
            }
            stage = _word(STAGES, row["stage"], "stage")
            if not stage:
                raise Unusable("stage")
            jobs = _jobs(row)
            coded = industry(row["industry"], UNLABELLED)
            intake.add(
                "establishment", key, key=key, name=name, company=unit and unit.key, area=area, stage=stage,
                industry=coded.get("division") or coded["industry"], **dates, activity=row["activity"],
                transfer=given(yes, row["transfer"]) or False, **shared,
            )  # fmt: skip
            since = dates["operating_on"] or dates["opened_on"] or dates["decided_on"]
            for kind, higher, fte in jobs:
                job_key = f"{key}-{kind}-{'higher' if higher else 'other'}"
                intake.add(
                    "job_result", job_key, key=job_key, establishment=key, area=area, kind=kind, fte=fte,
                    from_on=since, higher_education=higher, **shared,
                )  # fmt: skip


def _jobs(row: tables.Row) -> list[tuple[str, bool, float]]:
    """Kind, higher education and full-time equivalents. Created and maintained are never both for one job."""
    kind = _word(KINDS, row["kind"], "job_kind") or "created"
    jobs = {"created": _fte(row["created"]), "maintained": _fte(row["maintained"])}
    if stated := _fte(row["jobs"]):
        if any(jobs.values()):
            raise Unusable("jobs_twice", row["jobs"] or "")
        jobs[kind] = stated
    first = kind if jobs[kind] else "created"
    higher = _higher(row["higher_education"], jobs[first])
    split = [(first, True, higher), (first, False, jobs[first] - higher)]
    split += [(other, False, fte) for other, fte in jobs.items() if other != first]
    return [(kind, higher, round(fte, 6)) for kind, higher, fte in split if fte > 0]


def _higher(stated: str | None, jobs: float) -> float:
    """How many of the jobs ask for a higher education."""
    if not stated:
        return 0
    if not re.fullmatch(r"[0-9.,]+", stated):
        return jobs if yes(stated) else 0
    higher = number(stated)
    if higher > jobs:
        raise Unusable("higher_education", stated)
    return higher


def _fte(stated: str | None) -> float:
    fte = given(number, stated) or 0.0
    if fte < 0:
        raise Unusable("number", stated or "")
    return fte


def _word(words: dict[str, tuple[str, ...]], stated: str | None, reason: str) -> str | None:
    """The term that a word in one of the languages stands for."""
    if not stated:
        return None
    for term, said in words.items():
        if stated.casefold() in said:
            return term
    raise Unusable(reason, stated)


def _programme(stated: str | None) -> str | None:
    """A programme's key; empty means the current one."""
    if not stated:
        return None
    for key, names in _programmes().items():
        if stated.casefold() in names:
            return key
    raise Unusable("programme", stated)


@cache
def _programmes() -> dict[str, set[str]]:
    goals = tomllib.loads((REFERENCE / "goals.toml").read_text(encoding="utf-8"))
    return {
        key: {key} | {goal[f"name_{language}"].casefold() for language in ("sv", "nb", "en")}
        for key, goal in goals.items()
    }
