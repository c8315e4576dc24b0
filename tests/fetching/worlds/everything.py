"""All publishers at once, each with some hundred rows, so that what a visit costs can be compared with the whole."""

import pytest

from dashboard.fetching.publishers import nva
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from tests.fetching.server import Publishers
from tests.fetching.worlds.bolagsverket import CLIENT, SECRET, Companies
from tests.fetching.worlds.brreg import Register, many, number
from tests.fetching.worlds.files import FILES, Shelf, swedish
from tests.fetching.worlds.files import TOKEN as SWECRIS
from tests.fetching.worlds.jobtech import JobTech
from tests.fetching.worlds.kolada import Kolada
from tests.fetching.worlds.nav import TOKEN as NAV
from tests.fetching.worlds.nav import Nav
from tests.fetching.worlds.pxweb import Office, Table
from tests.fetching.worlds.research import Nva, Ror

UNITS = 1_500  # of each register
ROWS = 600  # of each file
INSTITUTIONS = {"194": ("NO-5001", "university"), "7401": ("NO-5001", "institute")}


class Everything:
    """The publishers' worlds; `move_on` lets some time pass in each that changes from day to day."""

    def __init__(self, server: Publishers, monkeypatch: pytest.MonkeyPatch) -> None:
        secrets = {
            "NAV_TOKEN": NAV,
            "SWECRIS_TOKEN": SWECRIS,
            "BOLAGSVERKET_CLIENT_ID": CLIENT,
            "BOLAGSVERKET_CLIENT_SECRET": SECRET,
        }
        for name, value in secrets.items():
            monkeypatch.setenv(f"DASHBOARD_{name}", value)
        self.registers = [Register(server, kind) for kind in ("enheter", "underenheter")]
        for register in self.registers:
            many(register, range(10, 10 + UNITS), dato="2020-01-01T08:00:00.000Z")
        self.shelf = Shelf(server)
        for source in FILES:
            if source != "ecb":
                self.shelf.put(source, ROWS)
        self.jobtech, self.nav = JobTech(server), Nav(server)
        for own in range(31, 41):
            employer = {"name": "Såg AB", "organization_number": swedish(5_000 + own)}
            self.jobtech.publish(own, employer=employer)
        self.nav.publish(*range(1, 40))
        self.companies = Companies(server)
        for own in range(31, 41):
            self.companies.put(swedish(5_000 + own))
        self.offices = self._statistics(server, monkeypatch)
        self.kolada = Kolada(server, {"N00926": (2025, "2026-12-10"), "N02201": (2024, "2027-01-15")}, page=500)
        monkeypatch.setitem(described()["kolada"]["fetch"], "kpis", list(self.kolada.published))
        self.ror, self.nva = Ror(server), Nva(server)
        for at in range(60):
            self.ror.put(f"0reg{at:05d}", "Östersund" if at % 3 == 0 else "Trondheim")
        monkeypatch.setitem(described()["ror"]["fetch"], "ids", ["0reg00007"])
        monkeypatch.setattr(nva, "WHERE", INSTITUTIONS)
        monkeypatch.setattr(nva, "COORDINATORS", list(INSTITUTIONS))
        self.nva.found(*INSTITUTIONS)
        for own in range(1, 200):
            self.nva.put(own)

    @staticmethod
    def _statistics(server: Publishers, monkeypatch: pytest.MonkeyPatch) -> list[Office]:
        offices = []
        for source, where, areas in (
            ("scb", "statistikdatabasen", {"00": "Riket", "23": "Jämtlands län", "2321": "Åre", "2380": "Östersund"}),
            ("ssb", "data.ssb.no", {"0": "Hele landet", "50": "Trøndelag", "5001": "Trondheim", "5037": "Levanger"}),
        ):
            ages = {"999": "total"} | {str(age): f"{age} år" for age in range(100)}
            word = "Folkmängd" if source == "scb" else "Folkemengde"
            people = {
                "Region": areas,
                "Alder": ages,
                "ContentsCode": {"A": word},
                "Tid": {str(y): str(y) for y in range(2008, 2026)},
            }
            monkeypatch.setitem(described()[source]["fetch"], "tables", [{"id": "TAB1", "take": {"Alder": "*"}}])
            offices.append(Office(server, where, {"TAB1": Table(word, people)}))
        return offices

    def move_on(self) -> None:
        """A day later: a few units changed, one was struck off and one removed; advertisements came and went."""
        for register in self.registers:
            for count in range(10, 13):
                register.put(number(count), navn=f"NYTT NAVN {count} AS")
            register.strike(number(13))
            register.remove(number(14))
        self.jobtech.publish(2)
        self.jobtech.remove(3)
        self.nav.publish(40)
        self.nav.end(5)
        settings.cache_clear()
