"""The goal ledger as a simple list: stages, jobs, verification, what cannot be, and the same list again."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from dashboard.register import lists
from dashboard.register.actor import COMMAND
from dashboard.register.planning import Plan, carry_out, plan
from dashboard.register.store import Record, Register
from dashboard.settings import DEMO_PARAMETERS

HEADER = "Namn;Kommun;Skede;Öppnad;Jobb;Slag;Högre utbildning;Verifiering;Verifierad den;Underlag;Aktivitet;Program"
Take = Callable[[str], Plan]


@pytest.fixture
def take(register: Register, tmp_path: Path) -> Take:
    """Write a list into a file and take it into the register."""

    def taken(text: str) -> Plan:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        planned = plan(register, COMMAND, lists.read(path), partly=True)
        return carry_out(register, COMMAND, planned, path.name)

    return taken


def reasons(planned: Plan) -> list[tuple[int, str]]:
    """Line and reasons of what is rejected."""
    told = [(line.row.line, problem.reason) for line in planned.lines for problem in line.outcome.problems]
    return sorted(told)


def test_a_row_becomes_an_establishment_and_its_jobs(take: Take, register: Register) -> None:
    """Stage, dates, verification and evidence are kept; jobs are split by whether they ask for higher education."""
    row = "Norra AB;Åre;Öppnad;2019-03-01;4,5;skapade;1,5;Verifierad;2019-06-30;Avtal;Möte;smice"
    assert take(f"{HEADER}\n{row}\n").done
    [made] = register.all(COMMAND, "establishment")
    assert (made["key"], made["name"], made["area"]) == ("SE-2321-norraab", "Norra AB", "SE-2321")
    assert (made["stage"], made["opened_on"], made["verification"]) == ("opened", date(2019, 3, 1), "verified")
    assert (made["verified_on"], made["evidence"], made["activity"]) == (date(2019, 6, 30), "Avtal", "Möte")
    assert made["programme"] == "smice"
    jobs = register.all(COMMAND, "job_result")
    assert {(job["kind"], job["higher_education"]): job["fte"] for job in jobs} == {
        ("created", True): 1.5,
        ("created", False): 3.0,
    }
    assert {(job["establishment"], job["share"], job["contract"]) for job in jobs} == {(made["key"], 100, "permanent")}


@pytest.mark.parametrize(
    "line",
    ["name,municipality,stage,jobs,verification,higher education,operating since\nA,Trondheim,operating,3,reported,yes,2025-05-01\n",
     "navn,kommune,fase,årsverk,verifisering,høyere utdanning,i drift fra\nA,Trondheim,i drift,3,rapportert,ja,01.05.2025\n",
     "namn,kommun,skede,heltidstjänster,verifiering,högre utbildning,driftstart\nA,Tråante,I drift,3,Rapporterad,Ja,2025-05-01\n"],
)  # fmt: skip
def test_headers_and_words_in_three_languages_say_the_same(take: Take, register: Register, line: str) -> None:
    """English, Norwegian and Swedish lists give the same records."""
    assert take(line).done
    [row], [job] = register.all(COMMAND, "establishment"), register.all(COMMAND, "job_result")
    assert (row["area"], row["stage"], row["verification"]) == ("NO-5001", "operating", "reported")
    assert row["operating_on"] == date(2025, 5, 1)
    assert (job["kind"], job["fte"], job["higher_education"], job["verification"]) == ("created", 3.0, True, "reported")


def test_created_and_maintained_jobs_stay_apart(take: Take, register: Register) -> None:
    """Columns of their own give a job result each; those asking for higher education are of the created ones."""
    take("name,area,stage,opened,jobs created,jobs maintained,higher education\nA,5001,opened,2025-01-01,3,2,1\n")
    jobs = {(job["kind"], job["higher_education"]): job["fte"] for job in register.all(COMMAND, "job_result")}
    assert jobs == {("created", True): 1.0, ("created", False): 2.0, ("maintained", False): 2.0}


def test_rows_that_cannot_be_are_told_and_the_others_go_in(take: Take, register: Register) -> None:
    """What the list itself contradicts, and what breaks the register's rules; each by line and reason."""
    rows = ["A,5001,opened,2025-01-01,,1,,,,,", "B,5001,klar,,,,,,,,", "C,5001,opened,2025-01-01,,2,2,,,,",
            "D,5001,opened,2025-01-01,1,,,3,,,", "E,5001,opened,2025-01-01,-1,,,,,,", "F,5001,opened,2025-01-01,,,,,moon,,",
            "A,5001,opened,2025-01-01,,,,,,,", ",5001,opened,2025-01-01,,,,,,,", "H,5001,,,,,,,,,", "I,Oslo,opened,2025-01-01,,,,,,,",
            "J,5001,opened,,,,,,,,", "K,5001,opened,2025-01-01,,3,,,,verified,", "L,5001,opened,soon,,3,,,,,",
            "=1+1,5001,opened,2025-01-01,,3,,,,,", "M,5001,opened,2025-01-01,,3,,,,,123"]  # fmt: skip
    header = "name,area,stage,opened,maintained,jobs,created,higher education,programme,verification,orgnr"
    planned = take("\n".join([header, *rows]))
    assert planned.done and [row["name"] for row in register.all(COMMAND, "establishment")] == ["A"]
    assert [job["fte"] for job in register.all(COMMAND, "job_result")] == [1.0]
    assert reasons(planned) == [
        (3, "stage"), (4, "jobs_twice"), (5, "higher_education"), (6, "number"), (7, "programme"), (8, "duplicate"),
        (9, "no_name"), (10, "stage"), (11, "outside"), (12, "stage_date"), (13, "verified_evidence"), (14, "date"),
        (15, "formula"), (16, "orgnr"),
    ]  # fmt: skip


def test_a_list_of_which_nothing_can_be_used_changes_nothing(take: Take, register: Register) -> None:
    """No record, no line in the audit."""
    planned = take("name,area,stage\nA,5001,klar\n")
    assert not planned.done and not planned.possible and register.revision() == 0


def test_the_same_list_again_updates_instead_of_doubling(take: Take, register: Register) -> None:
    """The same rows change nothing; other jobs replace those before; empty cells leave alone what was entered by hand."""
    head = "name,area,stage,opened,jobs,higher education,activity\n"
    take(f"{head}A,5001,opened,2025-01-01,3,1,visit\nB,5006,opened,2025-02-01,2,,\n")
    before = register.revision()
    assert not take(f"{head}A,5001,opened,2025-01-01,3,1,visit\nB,5006,opened,2025-02-01,2,,\n").possible
    assert register.revision() == before
    again = take(f"{head}A,5001,opened,2025-01-01,5,no,\nB,5006,opened,2025-02-01,2,,\n")
    assert (again.count("changed"), again.count("deleted"), again.count("created")) == (1, 1, 0)
    assert {(job["establishment"], job["fte"]) for job in register.all(COMMAND, "job_result")} == {
        ("NO-5001-a", 5.0), ("NO-5006-b", 2.0),
    }  # fmt: skip
    assert [row["activity"] for row in register.all(COMMAND, "establishment")] == ["visit", None]


@pytest.mark.parametrize("own", ["", "E-7", "Å 12/3", "x" * 300])
def test_a_key_is_one_that_a_workbook_takes(take: Take, register: Register, own: str) -> None:
    """Whatever a list calls its rows: letters, digits, hyphen and underscore, at most 40, and the same every time."""
    text = f"key,name,area,stage,opened,jobs,higher education\n{own},{'Långt namn ' * 9},5001,opened,2025-01-01,3,1\n"
    take(text)
    keys = [row["key"] for kind in ("establishment", "job_result") for row in register.all(COMMAND, kind)]
    assert len(keys) == 3 and all(len(key) <= 40 and key.replace("-", "a").replace("_", "a").isalnum() for key in keys)
    assert all(key.isascii() for key in keys)
    assert not take(text).possible


def test_a_sole_traders_establishment_counts_without_a_name(take: Take, register: Register) -> None:
    """The goal ledger keeps the jobs; name, number and evidence of a sole trader are nowhere in the register."""
    take("name;orgnr;area;stage;opened;jobs;evidence\nSvea Svensson;850101-1239;2380;opened;2025-01-01;1;Avtal Svea\n")
    [row], [job] = register.all(COMMAND, "establishment"), register.all(COMMAND, "job_result")
    assert (row["name"], row["company"], row["evidence"]) == ("SE-2380-sole-1", None, None)
    assert job["fte"] == 1
    assert "Svea" not in str(register.changes(COMMAND)) and "850101" not in str(register.changes(COMMAND))


def demonstration() -> Sequence[dict[str, str]]:
    """The demonstration's ledger as a row of a list for each establishment."""
    with (DEMO_PARAMETERS / "establishments.csv").open(encoding="utf-8") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    with (DEMO_PARAMETERS / "job_results.csv").open(encoding="utf-8") as file:
        for job in csv.DictReader(file):
            row = rows[job["establishment"]]
            row[job["kind"]] = str(float(row.get(job["kind"], 0)) + float(job["fte"]))
            if job["higher_education"] == "true":
                row["higher education"] = job["fte"]
    return list(rows.values())


def totals(establishments: Sequence[Record], jobs: Sequence[Record]) -> tuple[dict[str, int], dict[str, float]]:
    """Establishments and full-time equivalents created, by verification."""
    created: Counter[str] = Counter()
    for job in jobs:
        created[job["verification"]] += job["fte"] if job["kind"] == "created" else 0
    return dict(Counter(row["verification"] for row in establishments)), dict(created)


def test_the_demonstration_ledger_as_a_list_has_the_same_totals(take: Take, register: Register, tmp_path: Path) -> None:
    """64, 22 and 31 full-time equivalents in 11, 3 and 5 establishments: verified, reported, expected."""
    rows = demonstration()
    path = tmp_path / "ledger.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, dict.fromkeys(name for row in rows for name in row))
        writer.writeheader()
        writer.writerows(rows)
    planned = take(path.read_text(encoding="utf-8"))
    assert planned.done and reasons(planned) == []
    assert totals(register.all(COMMAND, "establishment"), register.all(COMMAND, "job_result")) == (
        {"verified": 11, "reported": 3, "expected": 5}, {"verified": 64, "reported": 22, "expected": 31},
    )  # fmt: skip
