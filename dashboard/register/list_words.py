"""What simple lists of establishments call things: columns, stages and other terms in three languages."""

import tomllib
from functools import cache

from dashboard.settings import REFERENCE

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


@cache
def programmes() -> dict[str, set[str]]:
    """What each programme is called, in small letters."""
    goals = tomllib.loads((REFERENCE / "goals.toml").read_text(encoding="utf-8"))
    return {
        key: {key} | {goal[f"name_{language}"].casefold() for language in ("sv", "nb", "en")}
        for key, goal in goals.items()
    }
