"""A small invented deck with every kind of picture once, for the tests of what is made of decks."""

from itertools import pairwise
from typing import Any

from dashboard.figures.plain import (
    Area,
    Cell,
    Chart,
    Circle,
    Column,
    Dot,
    Grid,
    Legend,
    Link,
    Map,
    Number,
    Numbers,
    Picture,
    Prose,
    Scatter,
    Values,
)
from dashboard.i18n import words
from dashboard.meeting.deck import Deck, Explained, Slide
from dashboard.metrics.reference import municipalities

YEARS = tuple(str(year) for year in range(2015, 2026))
LINK = "https://mittnorden.example/m/norra-station-2026"
NARROW = "\u00a0"  # in ready words a no-break space stands between thousands, U+2212 for a minus

# what each slide says: its key, and title and subject in Swedish, bokmål and English
SAID: dict[str, tuple[str, tuple[str, str], tuple[str, str], tuple[str, str]]] = {
    "line": (
        "jobs/trend",
        ("Jobben i Östersund har vuxit långsammare än i Levanger sedan 2019", "Östersund och Levanger, alla branscher"),
        ("Jobbene i Östersund har vokst langsommere enn i Levanger siden 2019", "Östersund og Levanger, alle næringer"),
        ("Jobs in Östersund have grown more slowly than in Levanger since 2019", "Östersund and Levanger, all industries"),
    ),
    "bar": (
        "structure/specialisation",
        ("Åre är fyra gånger så inriktat på hotell och restaurang som Mittnorden", "Åre och Røros, lokaliseringskvot"),
        ("Åre er fire ganger så innrettet mot overnatting og servering som Midt-Norden", "Åre og Røros, lokaliseringskvotient"),
        ("Åre depends four times as much on hotels and restaurants as Mittnorden", "Åre and Røros, location quotient"),
    ),
    "stacked": (
        "establishments/pipeline",
        ("Elva av femton etableringar är verifierade; fem till väntas", "Hela Mittnorden, etableringar och jobb"),
        ("Elleve av femten etableringer er verifisert; fem til er ventet", "Hele Midt-Norden, etableringer og jobber"),
        ("Eleven of fifteen establishments are verified; five more are expected", "All of Mittnorden, establishments and jobs"),
    ),
    "column": (
        "jobs/change",
        ("Tre branscher förlorade jobb 2024, mest jord- och skogsbruksnäringen", "Jämtlands län, förändring ett år"),
        ("Tre næringer mistet jobber i 2024, mest jord- og skogbruk", "Jämtlands län, endring på ett år"),
        ("Three industries lost jobs in 2024, farming and forestry the most", "Jämtland County, change in one year"),
    ),
    "scatter": (
        "compare/similar",
        ("Små kommuner har flest företag per invånare, men färre jobb", "Kommuner i Mittnorden, 2024"),
        ("Små kommuner har flest foretak per innbygger, men færre jobber", "Kommuner i Midt-Norden, 2024"),
        ("Small municipalities have the most companies per head but fewer jobs", "Municipalities of Mittnorden, 2024"),
    ),
    "map": (
        "map/rate",
        ("Nystartandet är högst i fjällen och längs kusten", "Alla kommuner, nya företag per 1 000 invånare"),
        ("Det startes mest i fjellet og langs kysten", "Alle kommuner, nye foretak per 1 000 innbyggere"),
        ("New companies are started most in the mountains and on the coast", "All municipalities, new companies per 1,000 people"),
    ),
    "network": (
        "clusters/network",
        ("Bara två av sju klusterkontakter går över gränsen", "Kluster och forskningsmiljöer"),
        ("Bare to av sju klyngekontakter går over grensen", "Klynger og forskningsmiljøer"),
        ("Only two of seven cluster contacts cross the border", "Clusters and research environments"),
    ),
    "numbers": (
        "overview/figures",
        ("Mittnorden har 11 932 företag, fler än någonsin", "Hela Mittnorden, nyckeltal"),
        ("Midt-Norden har 11 932 foretak, flere enn noen gang", "Hele Midt-Norden, nøkkeltall"),
        ("Mittnorden has 11,932 companies, more than ever", "All of Mittnorden, key figures"),
    ),
    "grid": (
        "companies/list",
        ("De största arbetsställena finns i Trondheim och Östersund", "Hela Mittnorden, arbetsställen efter anställda"),
        ("De største virksomhetene ligger i Trondheim og Östersund", "Hele Midt-Norden, virksomheter etter ansatte"),
        ("The largest workplaces lie in Trondheim and Östersund", "All of Mittnorden, workplaces by employees"),
    ),
    "prose": (
        "overview/story",
        ("Tre saker har hänt sedan förra kvartalet", "Hela Mittnorden"),
        ("Tre ting har skjedd siden forrige kvartal", "Hele Midt-Norden"),
        ("Three things have happened since last quarter", "All of Mittnorden"),
    ),
}  # fmt: skip
# further words that pictures are made with
WORDS: dict[str, tuple[str, str, str]] = {
    "meeting": ("Läget i Mittnorden", "Situasjonen i Midt-Norden", "The state of Mittnorden"),
    "jobs": ("jobb", "jobber", "jobs"), "work": ("Jobb", "Jobber", "Jobs"), "firms": ("Företag", "Foretak", "Companies"),
    "area": ("Kommun", "Kommune", "Municipality"),
    "average": ("Mittnordens genomsnitt", "Midt-Nordens gjennomsnitt", "Mittnorden's average"),
    "break": ("ny mätmetod", "ny målemetode", "new method"),
    "quotient": ("lokaliseringskvot", "lokaliseringskvotient", "location quotient"),
    "same": ("som Mittnorden", "som Midt-Norden", "as Mittnorden"),
    "hotels": ("Hotell och restaurang", "Overnatting og servering", "Hotels and restaurants"),
    "land": ("Jordbruk, skogsbruk och fiske", "Jordbruk, skogbruk og fiske", "Farming, forestry and fishing"),
    "services": ("Fastighets- och uthyrningstjänster", "Eiendoms- og utleietjenester", "Property and rental services"),
    "care": ("Vård och omsorg", "Helse og omsorg", "Health and social care"),
    "verified": ("verifierade", "verifisert", "verified"), "reported": ("rapporterade", "rapportert", "reported"),
    "expected": ("väntade", "ventet", "expected"), "establishments": ("Etableringar", "Etableringer", "Establishments"),
    "created": ("Skapade jobb", "Skapte jobber", "Jobs created"), "goal": ("mål", "mål", "goal"),
    "change": ("Förändring", "Endring", "Change"), "industry": ("Bransch", "Næring", "Industry"),
    "companies": ("Företag per 1 000 invånare", "Foretak per 1 000 innbyggere", "Companies per 1,000 people"),
    "rate": ("Jobb per 1 000 i arbetsför ålder", "Jobber per 1 000 i arbeidsfør alder", "Jobs per 1,000 of working age"),
    "births": ("nya företag per 1 000", "nye foretak per 1 000", "new companies per 1,000"),
    "none": ("inget publicerat", "ikke publisert", "not published"), "employees": ("Anställda", "Ansatte", "Employees"),
    "share": ("Andel kvinnor", "Andel kvinner", "Share of women"), "name": ("Namn", "Navn", "Name"),
    "started": ("Startade", "Startet", "Started"), "value": ("Värde", "Verdi", "Value"), "year": ("År", "År", "Year"),
    "workplaces": ("arbetsställen", "virksomheter", "workplaces"), "contacts": ("kontakter", "kontakter", "contacts"),
    "cluster": ("Kluster", "Klynge", "Cluster"), "research": ("Forskningsmiljö", "Forskningsmiljø", "Research environment"),
}  # fmt: skip
LINES = (
    ("Två etableringar har verifierats: ett sågverk i Bräcke och ett datacenter i Stjørdal.",
     "De lediga jobben har minskat med 8 procent, mest inom besöksnäringen i Åre och Härjedalen.",
     "En ny forskningskontakt över gränsen: Mittuniversitetet och SINTEF om bioråvara."),
    ("To etableringer er verifisert: et sagbruk i Bräcke og et datasenter i Stjørdal.",
     "De ledige jobbene har gått ned med 8 prosent, mest i reiselivet i Åre og Härjedalen.",
     "En ny forskningskontakt over grensen: Mittuniversitetet og SINTEF om bioråstoff."),
    ("Two establishments have been verified: a sawmill in Bräcke and a data centre in Stjørdal.",
     "Vacancies have fallen by 8 per cent, most of all in tourism in Åre and Härjedalen.",
     "A new research contact across the border: Mid Sweden University and SINTEF on biomaterials."),
)  # fmt: skip
EXPLAINED = (
    ("Jobb", "Personer sysselsatta vid arbetsställen i området, dagbefolkning.", "summan av sysselsatta",
     "29 840 = 28 110 + 1 730", "Nästan jämförbart (B): Norge räknar också inhyrda.", "Var kommer siffran ifrån?",
     "Från SCB:s och SSB:s registerstatistik, som bygger på arbetsgivarnas uppgifter."),
    ("Jobber", "Personer sysselsatt ved virksomheter i området, dagbefolkning.", "summen av sysselsatte",
     "29 840 = 28 110 + 1 730", "Nesten sammenlignbart (B): Norge teller også innleide.", "Hvor kommer tallet fra?",
     "Fra SCBs og SSBs registerstatistikk, som bygger på arbeidsgivernes opplysninger."),
    ("Jobs", "People employed at workplaces in the area, day population.", "the sum of people employed",
     "29,840 = 28,110 + 1,730", "Nearly comparable (B): Norway also counts agency workers.", "Where does the number come from?",
     "From the register statistics of SCB and SSB, which rest on what employers report."),
)  # fmt: skip


def pictures(language: str) -> dict[str, Picture]:
    """One picture of each kind in the language's words, by the keys of ``SAID``."""
    t, at = words(language), ("sv", "nb", "en").index(language)
    w = {key: said[at] for key, said in WORDS.items()}
    industries = (w["hotels"], w["services"], w["care"], w["land"])
    rates = {
        key: None if n % 9 == 8 else round(4.1 + (n * 37 % 83) / 10, 1) for n, key in enumerate(municipalities("MITT"))
    }
    told = {key: w["none"] if rate is None else f"{t.number(rate, 1)} {w['births']}" for key, rate in rates.items()}
    edges = (4, 6, 8, 10)
    classes = [f"{t.number(low)}–{t.number(high)}" for low, high in pairwise(edges)]
    classes.append(f"> {t.number(edges[-1])}")
    return {
        "line": Chart(
            "line", YEARS,
            (Values(t.area("SE-2380"), (28110, 28240, 28390, 28700, None, 28650, 28920, 29110, 29300, 29610, 29840), "SE-2380",
                    (28000, 28100, 28300, 28600, None, 28500, 28800, 29000, 29200, 29500, 29700),
                    (28300, 28400, 28500, 28800, None, 28800, 29100, 29300, 29400, 29800, 30000)),
             Values(t.area("NO-5037"), (30500, 30650, 30900, 31300, 31900, 31500, 32400, 33100, 33500, 34000, 34550.5), "NO-5037")),
            keys=YEARS, unit=w["jobs"], marks=((w["average"], 29000.0),), breaks=(("2020", w["break"]),),
        ),
        "bar": Chart(
            "bar", industries,
            (Values(t.area("SE-2321"), (4.12, 1.5, 0.71, 0.48), "SE-2321"), Values(t.area("NO-5025"), (1.9, 0.8, 0.95, 2.31), "NO-5025")),
            keys=("I", "L", "Q", "A"), unit=w["quotient"], decimals=2, marks=((w["same"], 1.0),), left_out=3,
        ),
        "stacked": Chart(
            "bar", (w["establishments"], w["created"]),
            (Values(w["verified"], (11, 64), "both"), Values(w["reported"], (3, 22), "rates:3"), Values(w["expected"], (5, 31), "rates:1")),
            keys=("establishments", "jobs_created"), stacked=True,
        ),
        "column": Chart(
            "column", (*industries[::-1], t.industry("C", short=True), t.industry("F", short=True)),
            (Values(w["change"], (-12.4, -3.1, 0.0, 5.25, None, -1.0), "both"),),
            keys=("A", "Q", "L", "I", "C", "F"), unit="%", decimals=1, percent=True, marks=((w["goal"], 2.0),),
        ),
        "scatter": Scatter(
            (Dot(t.area("SE-2380"), 96.4, 812.0, "SE-2380", True), Dot(t.area("NO-5001"), 71.9, 1014.0, "NO-5001", True),
             Dot(t.area("SE-2321"), 158.2, 934.0, "SE-2321", True), Dot(t.area("NO-5033"), 131.0, 640.0),
             Dot(t.area("NO-5025"), 118.3, 871.0), Dot(t.area("SE-2361"), 122.6, 798.0), Dot(t.area("NO-5007"), 84.0, 905.0)),
            w["companies"], w["rate"], x_decimals=1, y_mark=(w["average"], 880.0), x_mark=(w["average"], 100.0),
        ),
        "map": Map(
            tuple(Area(key, t.area(key), rate, told[key],
                       "nodata" if rate is None else f"rates:{min(3, int((rate - 4) / 2)) + 1}") for key, rate in rates.items()),
            (Circle(14.6357, 63.1792, t.area("SE-2380"), f"{t.area('SE-2380')}: 214 {w['workplaces']}", 214.0, "both", True),
             Circle(10.3951, 63.4305, t.area("NO-5001"), f"{t.area('NO-5001')}: 530 {w['workplaces']}", 530.0, "NO", True),
             Circle(13.0819, 63.3990, t.area("SE-2321"), f"{t.area('SE-2321')}: 61 {w['workplaces']}", 61.0, "SE")),
            (Link(0, 1, f"4 {w['contacts']}", 4.0, "attention"), Link(1, 2, f"1 {w['contacts']}", 1.0, "attention")),
            (Legend(w["births"]), *(Legend(label, f"rates:{n}") for n, label in enumerate(classes, 1)), Legend(w["none"], "nodata"),
             Legend(w["workplaces"]), Legend(t.number(500), "context", 500.0), Legend(t.number(100), "context", 100.0)),
            ("SE-2380",), w["births"], 1,
        ),
        "network": Map(
            (),
            (Circle(0.12, 0.80, "Bioekonomi Mittnorden", "Bioekonomi Mittnorden", 9.0, "both", True),
             Circle(0.45, 0.55, "Mittuniversitetet", "Mittuniversitetet", 5.0, "SE", True),
             Circle(0.85, 0.78, "SINTEF Energi", "SINTEF Energi", 4.0, "NO", True),
             Circle(0.20, 0.22, "Peak Innovation", "Peak Innovation", 3.0, "SE", True),
             Circle(0.80, 0.20, "NTNU Teknologi- og naturvitenskap", "NTNU Teknologi- og naturvitenskap", 6.0, "NO", True)),
            (Link(0, 1, f"3 {w['contacts']}", 3.0), Link(1, 2, f"1 {w['contacts']}", 1.0, "attention"),
             Link(1, 3, f"2 {w['contacts']}", 2.0), Link(0, 4, f"1 {w['contacts']}", 1.0, "attention")),
            (Legend(w["cluster"], "both"), Legend(f"{w['research']}, {t.area('SE')}", "SE"),
             Legend(f"{w['research']}, {t.area('NO')}", "NO")),
        ),
        "numbers": Numbers((
            Number(w["firms"], t.number(11932), "2025", f"▲ {t.percent(0.012)}", "● 4 812 ◆ 7 120".replace(" ", NARROW),
                   11932.0, (10900.0, 11020.0, None, 11310.0, 11520.0, 11790.0, 11932.0), YEARS[-7:]),
            Number(w["work"], t.number(281400), "2024", f"▲ {t.percent(0.004)}", "", 281400.0,
                   (274000.0, 276500.0, 280300.0, 281400.0), YEARS[-4:]),
            Number(w["change"], t.signed(-8.25, 2), "2025-10", "", "", -8.25),
        )),
        "grid": Grid(
            (Column(w["name"], name="name"), Column(w["area"], name="area"),
             Column(w["employees"], "integer", name="employees"), Column(w["share"], "percent", 1, "share"),
             Column(w["change"], "number", 2, "change"), Column(w["started"], "date", name="started")),
            tuple(_company(n, t.area(key)) for n, key in enumerate(municipalities("MITT")[:18])),
            left_out=128,
        ),
        "prose": Prose(LINES[at]),
    }  # fmt: skip


def _company(n: int, area: str) -> tuple[Cell, ...]:
    """A company's row: the third has no headcount, the fourth a name that a spreadsheet must not run."""
    name = "=Sum Skogsmaskinentreprenad i Norra Härjedalen AB" if n == 3 else f"Fjällfröjd Äventyr & Ø {n + 1} AS"
    employees = None if n == 2 else 1250 - n * 61
    return name, area, employees, round(12.5 + n * 2.25, 2), round(4.5 - n * 0.75, 2), f"20{n + 5:02}-0{n % 9 + 1}-15"


def table(picture: Any) -> Grid:
    """The picture's numbers as a table, in the plainest way."""
    if isinstance(picture, Grid):
        return picture
    if isinstance(picture, Chart):
        heads = (Column("", name="category"), *(Column(s.name, "number", picture.decimals) for s in picture.series))
        return Grid(heads, tuple(zip(picture.categories, *(s.values for s in picture.series), strict=True)))
    if isinstance(picture, Scatter):
        heads = (
            Column("", name="name"),
            Column(picture.x, "number", picture.x_decimals),
            Column(picture.y, "number", picture.y_decimals),
        )
        return Grid(heads, tuple((dot.name, dot.x, dot.y) for dot in picture.dots))
    if isinstance(picture, Map):
        rows = picture.areas or picture.circles
        return Grid((Column("", name="name"), Column("", name="told")), tuple((row.name, row.told) for row in rows))
    if isinstance(picture, Numbers):
        return Grid((Column(""), Column("")), tuple((number.label, number.value) for number in picture.numbers))
    return Grid((Column(""),), tuple((line,) for line in picture.lines))


def sample(language: str = "sv") -> Deck:
    """A demonstration deck in the language: one slide for each picture of ``pictures``."""
    at = ("sv", "nb", "en").index(language)
    name, definition, formula, filled, grade, question, answer = EXPLAINED[at]
    slides = []
    for kind, picture in pictures(language).items():
        key, (title, subject) = SAID[kind][0], SAID[kind][at + 1]
        behind = Explained(
            "jobs", name, definition, formula, filled, grade, ("2020: " + WORDS["break"][at],), question, answer,
            f"python -m dashboard query jobs --area SE-2380 --lang {language}",
        )  # fmt: skip
        sources = (
            "SCB, Registerbaserad arbetsmarknadsstatistik, CC0, 2025-06-12",
            "SSB, Sysselsatte, tabell 07984, CC BY 4.0, 2025-05-28",
        )
        slides.append(Slide(
            key, title, subject, f"{title}. {subject}.", picture, table(picture), LINES[at][0] if kind == "line" else "",
            () if kind == "prose" else (behind,), sources, "2025-10-05", True, f"{LINK}?lang={language}#{key}",
        ))  # fmt: skip
    return Deck(
        "norra-station-2026", WORDS["meeting"][at], tuple(slides), language, "2026-12-03", "Östersund, Norra station",
        "Region Jämtland Härjedalen", LINK, "2025-10-05", "demo-1", True,
    )  # fmt: skip
