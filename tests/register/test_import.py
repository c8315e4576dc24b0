"""The register on the command line: a workbook or a list in, a workbook out; it says what it does, and does all or nothing."""

from pathlib import Path

import pytest

from dashboard import assembly
from dashboard.cli import run
from dashboard.register.actor import COMMAND
from dashboard.settings import settings
from dashboard.warehouse.engine import Engine
from tests.conftest import data_folder
from tests.exports.workbooks import put, worked_on

__all__ = ["data_folder"]
LIST = "name,area,stage,opened,jobs\nÅs Fisk,5001,opened,2026-01-01,3\n"


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    code = 0
    try:
        run(list(arguments))
    except SystemExit as end:
        code = int(end.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def counted() -> tuple[int, float]:
    """Establishments and full-time equivalents in the warehouse."""
    engine = Engine(settings().warehouse)
    [[places]], [[jobs]] = (
        engine.rows("select count(*) from establishment"),
        engine.rows("select coalesce(sum(fte), 0) from job_result"),
    )
    engine.close()
    return places, jobs


def test_a_list_goes_in_and_is_counted(data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dry run begins no register; then the records are in it, and the warehouse built from it counts them."""
    path = tmp_path / "list.csv"
    path.write_text(f"{LIST}Feil,5001,klar,,1\n", encoding="utf-8")
    code, out, _ = call(capsys, "import", str(path), "--source", "register", "--dry-run")
    assert code == 0 and "2: Added: Establishment NO-5001-asfisk Ås Fisk" in out and "3: Rejected" in out
    assert not assembly.has_register() and not settings().warehouse.exists()
    code, out, _ = call(capsys, "import", str(path), "--source", "register", "--lang", "sv")
    assert code == 0 and "Tillagda: 2" in out and "Avvisade: 1" in out
    assert counted() == (1, 3.0)
    assert not (settings().raw / "register").exists()  # the rows are records now: no copy of the file is kept
    code, out, _ = call(capsys, "import", str(path), "--source", "register")
    assert code == 0 and "Unchanged: 2" in out


def test_a_list_of_which_nothing_can_be_used_fails(
    data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With each line's reason and exit code 1; no register is begun."""
    path = tmp_path / "list.csv"
    path.write_text("name,area,stage\nA,5001,klar\n", encoding="utf-8")
    code, out, err = call(capsys, "import", str(path), "--source", "register")
    assert code == 1 and out.startswith("2: Rejected") and "\n" not in err.strip()
    assert not assembly.has_register()


def test_the_workbook_goes_out_and_in(data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The template before there is a register; filled in, all or nothing; the register's own workbook changes nothing."""
    path = tmp_path / "book.xlsx"
    assert (
        call(capsys, "register", "export", str(path), "--empty", "--lang", "en")[0] == 0 and not assembly.has_register()
    )
    template = path.read_bytes()
    row = {"Key": "E-1", "Company_name": "Ås Fisk", "Municipality": "Trondheim", "Stage": "Opened"}
    bad = worked_on(template, lambda book: put(book["Establishments"], 2, **row))
    path.write_bytes(bad)
    code, out, err = call(capsys, "import", str(path), "--source", "register")
    assert code == 1 and "Establishments J2: Rejected" in out and "Rejected: 1" in out and err
    assert not assembly.has_register()

    def mend(book: object) -> None:
        put(book["Establishments"], 2, Opened_on="2026-01-01")  # type: ignore[index]
        put(book["Job results"], 2, Establishment="E-1", Number_of_positions=2, Per_cent_of_full_time=50)  # type: ignore[index]

    path.write_bytes(worked_on(bad, mend))
    assert call(capsys, "import", str(path), "--source", "register")[0] == 0
    assert counted() == (1, 1.0)
    assert call(capsys, "register", "export", str(path), "--lang", "nb")[0] == 0
    code, out, _ = call(capsys, "import", str(path), "--source", "register", "--lang", "nb")
    assert code == 0 and "Uendret: 2" in out and "Lagt til: 0" in out
    register = assembly.open_register()
    assert {change.note for change in register.changes(COMMAND)} == {"book.xlsx"} and register.revision() == 2
    register.close()
