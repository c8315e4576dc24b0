"""Swedish companies out of two registers: which fact comes from which, when one of them ends a company, and that an older one
does not come back."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine
from tests import builders

MAY, JUNE, JULY = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)
BOLAGSVERKET, SCB, API = "bolagsverket", "scb-foretag", "bolagsverket-api"
Row = Mapping[str, Any]


def registered(**other: object) -> Row:
    """What Bolagsverket tells of a company."""
    usual = {"key": "SE-1", "country": "SE", "name": "Såg AB", "legal_form": "AB", "opened": date(2015, 3, 1)}
    return usual | {"area": "SE-2321", "area_basis": "locality", "address": "Box 1"} | other


def counted(**other: object) -> Row:
    """What SCB tells of it."""
    usual = {
        "key": "SE-1",
        "country": "SE",
        "name": "SÅG AB",
        "legal_form": "49",
        "opened": date(2015, 4, 1),
        "active": True,
    }
    place = {"area": "SE-2380", "area_basis": "locality", "address": "STORGATAN 1", "no_marketing": False}
    return (
        usual
        | place
        | {"industry": "C", "division": "16", "industry_code": "16101", "industry_version": "SNI2025"}
        | other
    )


def engine(folder: Path, *files: tuple[str, date, Sequence[Row]]) -> Engine:
    """The warehouse of releases of those sources, days and rows; the answers about single companies are no whole register."""
    for source, as_of, rows in files:
        builders.stage(folder / "staged", {"company": rows}, source=source, as_of=as_of, complete=source != API)
    return Engine(build(folder / "staged", folder / "warehouse.duckdb", demo=False))


@pytest.mark.parametrize("reverse", [False, True])
def test_each_fact_comes_from_the_register_that_knows_it(tmp_path: Path, reverse: bool) -> None:
    """Name, form and beginning are Bolagsverket's, place and industry SCB's, whichever is the newer; advertising is declined
    if one of them says so."""
    days = (JUNE, MAY) if reverse else (MAY, JUNE)
    made = engine(tmp_path, (BOLAGSVERKET, days[0], [registered(no_marketing=True)]), (SCB, days[1], [counted()]))
    assert made.rows(
        "select name, legal_form, opened, area, address, industry, division, closed, no_marketing from company"
    ) == [("Såg AB", "AB", date(2015, 3, 1), "SE-2380", "STORGATAN 1", "C", "16", None, True)]


def test_what_one_register_lacks_comes_from_the_other(tmp_path: Path) -> None:
    """A company without an industry at SCB is of unknown industry; one that SCB does not have keeps Bolagsverket's place."""
    rows = [registered(), registered(key="SE-2", name="Ny AB")]
    made = engine(tmp_path, (BOLAGSVERKET, MAY, rows), (SCB, MAY, [counted(name=None, area=None, industry=None)]))
    assert made.rows("select key, name, area, area_basis, industry, source from company order by key") == [
        ("SE-1", "Såg AB", "SE-2321", "locality", "?", BOLAGSVERKET), ("SE-2", "Ny AB", "SE-2321", "locality", "?", BOLAGSVERKET),
    ]  # fmt: skip


def test_a_deregistered_company_ended_on_its_day_though_the_other_register_has_it_still(tmp_path: Path) -> None:
    """Bolagsverket's day counts."""
    made = engine(tmp_path, (BOLAGSVERKET, JUNE, [registered(closed=date(2026, 6, 4))]), (SCB, JULY, [counted()]))
    assert made.rows("select closed from company") == [(date(2026, 6, 4),)]


def test_a_company_has_ended_only_where_both_registers_have_lost_it(tmp_path: Path) -> None:
    """One that only SCB left out goes on; one that both left out ended on the day of the later file."""
    other = registered(key="SE-9")
    files = [
        (BOLAGSVERKET, MAY, [registered(), other]),
        (SCB, MAY, [counted(), counted(key="SE-9")]),
        (SCB, JULY, [counted(key="SE-9")]),
    ]
    assert engine(tmp_path / "a", *files).rows("select closed from company where key = 'SE-1'") == [(None,)]
    both = engine(tmp_path / "b", *files, (BOLAGSVERKET, JUNE, [other]))
    assert both.rows("select closed from company where key = 'SE-1'") == [(JULY,)]
    answered = engine(tmp_path / "c", *files, (BOLAGSVERKET, JUNE, [other]), (API, date(2026, 8, 31), [registered()]))
    assert answered.rows("select closed from company where key = 'SE-1'") == [(None,)]


def test_a_company_is_active_from_what_scb_says(tmp_path: Path) -> None:
    """Never active: no company. Active, then not: ended on the day of the first file that says so. Active again: not ended."""
    keys = ("SE-1", "SE-2", "SE-3", "SE-4")
    said = {
        "SE-1": (False, False, False),
        "SE-2": (True, False, False),
        "SE-3": (True, False, True),
        "SE-4": (False, True, True),
    }
    files = [
        (SCB, day, [counted(key=key, active=said[key][at]) for key in keys]) for at, day in enumerate((MAY, JUNE, JULY))
    ]
    made = engine(tmp_path, (BOLAGSVERKET, JULY, [registered(key=key) for key in keys]), *files)
    assert made.rows("select key, closed from company order by key") == [("SE-2", JUNE), ("SE-3", None), ("SE-4", None)]


def test_a_newer_answer_goes_before_both_files_and_an_older_one_behind(tmp_path: Path) -> None:
    """An answer has the facts of both registers; what it could not tell stays as it was."""
    answer = registered(
        name="Nytt AB", area=None, area_basis=None, address=None, industry="F", division="41", active=True
    )
    files = [(BOLAGSVERKET, JUNE, [registered()]), (SCB, JUNE, [counted()])]
    newer = engine(tmp_path / "a", *files, (API, JULY, [answer]))
    assert newer.rows("select name, area, division from company") == [("Nytt AB", "SE-2380", "41")]
    older = engine(tmp_path / "b", *files, (API, MAY, [answer]))
    assert older.rows("select name, area, division from company") == [("Såg AB", "SE-2380", "16")]
