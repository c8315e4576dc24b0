"""Greenhouse gases by municipality: SMHI's and Miljødirektoratet's figures, as CSV or XLSX with one row a figure.

Rows may be finer than area, sector and year: Miljødirektoratet's also tell the source and the gas (all in tonnes of CO2
equivalents). They are added up; where one of them is not published the sum is "partial".

The countries do not divide transport alike: Sweden's "Transporter" are all within the country, beside "Utrikes
transporter" by air and sea; Norway has road traffic, shipping and aviation. Only "transport" and "aviation_shipping"
together are about the same.
"""

from collections import defaultdict
from datetime import date

from dashboard.settings import settings
from dashboard.sources import tables
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.opening import File
from dashboard.sources.region import area_and_year
from dashboard.sources.symbols import added, shown

NAMES = ("emissions",)
COLUMNS = {
    "area": ("kommunenummer", "kommunkod", "kommunenr", "municipality code", "område", "kommun", "kommune", "municipality"),
    "year": ("år", "aar"),
    "sector": ("sektor", "huvudsektor", "hovedsektor", "utsläppssektor", "utslippssektor"),
    "tonnes": (
        "ton co2e", "ton", "tonn", "tonn co2e", "tonnes co2e", "utsläpp (ton CO2-ekvivalenter)", "ton CO2-ekvivalenter",
        "utslipp (tonn CO2-ekvivalenter)", "tonn CO2-ekvivalenter", "utsläpp", "utslipp", "emissions",
        "emissions (tonnes CO2 equivalents)",
    ),
    "source": ("utslippskilde", "undersektor", "utsläppskälla", "emission source"),
    "gas": ("klimagass", "växthusgas", "greenhouse gas"),
    "status": (),
}  # fmt: skip
REQUIRED = (("area",), ("year",), ("tonnes",))
TOTAL = "*"
# the publishers' names, the Swedish first; a name that is not here is kept as it came
SECTORS = {
    "industry": ("Industri (energi + processer)", "Industri", "Industri, olje og gass", "Industry"),
    "energy": ("El och fjärrvärme", "Energiforsyning", "Electricity and district heating"),
    "heating": ("Egen uppvärmning av bostäder och lokaler", "Oppvarming", "Heating"),
    "transport": ("Transporter", "Transport", "Veitrafikk", "Vägtrafik", "Road traffic"),
    "aviation_shipping": (
        "Utrikes transporter", "Sjøfart", "Luftfart", "Sjöfart", "Flyg", "International transport", "Shipping", "Aviation",
    ),
    "machinery": ("Arbetsmaskiner", "Annen mobil forbrenning", "Machinery"),
    "agriculture": ("Jordbruk", "Agriculture"),
    "waste": ("Avfall (inkl.avlopp)", "Avfall och avlopp", "Avfall", "Avfall og avløp", "Waste"),
    "products": ("Produktanvändning (inkl. lösningsmedel)", "Produktanvändning", "Produktbruk", "Use of products"),
    "other": ("Övrigt", "Annet", "Andre", "Other"),
    TOTAL: ("*", "Totalt", "Total", "Alla", "Alle", "Samtliga", "Summa", "Sum", "Alle sektorer", "Alla sektorer"),
}  # fmt: skip
_SECTORS = {tables.plain(name): sector for sector, names in SECTORS.items() for name in (sector, *names)} | {"": TOTAL}


def parse(file: File, intake: Intake) -> None:
    """One figure a row; without a sector it is of all. As-of is the end of the newest year, today if yet to come."""
    sums: dict[tuple[str, str, int], dict[tuple[str, str, str], tuple[float | None, str]]] = defaultdict(dict)
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            area, year = area_and_year(row)
            tonnes, status = shown(row["tonnes"], row["status"] or "")
            parts = sums[area, sector_of(row["sector"]), year]
            part = (row["sector"] or "", row["source"] or "", row["gas"] or "")
            if part in parts:
                raise Unusable("duplicate", f"{row['area']} {year} {row['sector'] or ''}")
            parts[part] = tonnes, status
    for (area, sector, year), parts in sums.items():
        tonnes, status = added([*parts.values()])
        intake.add(
            "emission", (area, sector, year), area=area, sector=sector, year=year, tonnes=tonnes, status=status
        )  # fmt: skip
    newest = max((year for _, _, year in sums), default=0)
    intake.stated = min(date(newest, 12, 31), settings().clock()) if newest else None


def sector_of(stated: str | None) -> str:
    """A sector's id, "*" for all sectors; a name that is not known as it came."""
    return _SECTORS.get(tables.plain(stated or ""), stated or TOTAL)
