"""The warehouse that is given away holds no contact and nothing that somebody wrote about a person, by name or by value."""

from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard import assembly
from dashboard.errors import UserError
from dashboard.register import erasing
from dashboard.register.schema import KINDS
from dashboard.register.store import Register
from dashboard.settings import settings
from tests.databases import ANNA, BO, LEAST, filled

# which fields nobody but the project's members reads: planted, each with a word of its own
PRIVATE = {
    "contact": ("name", "email", "phone", "expertise", "source", "terms", "function_sv", "function_nb", "function_en"),
    "need": ("name", "text"), "organisation": ("note",), "establishment": ("note", "evidence"),
    "job_result": ("note", "evidence", "position"), "link": ("note",), "meeting": ("notes",), "residual_flow": ("note",),
    "cluster": ("purpose",), "policy_item": ("evidence",),
}  # fmt: skip
# a contact that may be published, and an establishment whose name and evidence are told
MORE = {"contact": {"publish": True}, "establishment": {"stage": "opened", "opened_on": date(2026, 3, 1)}}
NAMES = (
    "contact_row",
    "person",
    "email",
    "phone",
    "verified_by",
    "changed_by",
    "note",
    "notes",
    "lawful_basis",
    "publish",
)


def planted(kind: str, field: str) -> str:
    """A word that stands nowhere else."""
    return f"hemligt{kind}{field}".replace("_", "")


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A public warehouse of a register with all of it, built from a data folder of its own."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    with closing(assembly.open_register()) as register:
        plant(register)
    return assembly.build_public(tmp_path / "public.duckdb")


def plant(register: Register) -> None:
    """One record of each kind, its private fields planted; published contacts are no exception."""
    keys = filled(register)
    for kind, fields in PRIVATE.items():
        record = register.get(BO, kind, keys[kind])
        assert record is not None
        more = MORE.get(kind, {})
        register.save(
            BO, kind, {**{field: planted(kind, field) for field in fields}, **more}, keys[kind], record["version"]
        )
    register.keep_draft(ANNA, "need", "", {"text": "hemligtutkast"})


def content(path: Path) -> dict[str, tuple[list[str], str]]:
    """Each table's columns and all of its rows as text."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from information_schema.tables").fetchall()]
        return {
            name: (
                [row[0] for row in connection.execute(f'describe "{name}"').fetchall()],
                str(connection.execute(f'from "{name}"').fetchall()),
            )
            for name in tables
        }


def test_no_table_or_column_is_of_contacts(public: Path) -> None:
    """By name; the R&D environments are there, the number of their contacts is not."""
    found = content(public)
    assert not [
        name for name in found if "contact" in name or "person" in name or name in ("change", "draft", "erasure")
    ]
    columns = {(name, column) for name, (columns, _) in found.items() for column in columns}
    assert not [pair for pair in columns if pair[1] in NAMES and pair != ("source_release", "note")]
    assert found["rd_capacity"][1] == "[]"
    assert "Treteknisk" in found["rd_unit"][1] and "Ås Fisk" in found["establishment"][1]


def test_no_value_is_of_contacts(public: Path) -> None:
    """None of the planted words, nor who works in the register, in any table or byte."""
    everything = " ".join(rows for _, rows in content(public).values()) + public.read_bytes().decode("latin-1")
    words = [planted(kind, field) for kind, fields in PRIVATE.items() for field in fields]
    assert [word for word in [*words, "hemligtutkast", ANNA.who, BO.who] if word in everything] == []


def test_the_usual_warehouse_has_no_contact_either(public: Path) -> None:
    """The public build leaves the staged rows as the usual one wants them: contacts counted, evidence named, nobody else."""
    path = assembly.assemble(demo=False)
    found = content(path)
    everything = " ".join(rows for _, rows in found.values())
    words = {planted(kind, field) for kind, fields in PRIVATE.items() for field in fields}
    told = {planted(kind, "evidence") for kind in ("establishment", "job_result")}
    told |= {planted("contact", f"function_{language}") for language in ("sv", "nb", "en")}
    assert {word for word in words if word in everything} == told
    assert not [who for who in (ANNA.who, BO.who) if who in everything]
    assert found["rd_capacity"][1].count(planted("contact", "function_sv")) == 1


def test_every_personal_field_is_planted() -> None:
    """A field that the schema calls personal is looked for here."""
    personal = {(kind.name, field.name) for kind in KINDS.values() for field in kind.fields if field.personal}
    assert personal <= {(kind, field) for kind, fields in PRIVATE.items() for field in fields}


def test_there_is_nothing_to_publish_without_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration is not given away as real."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "none"))
    settings.cache_clear()
    with pytest.raises(UserError, match="no real data"):
        assembly.build_public(tmp_path / "public.duckdb")


def test_an_erasure_reaches_the_next_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contacts fall by one there and in the file over it, and a text that named the person has the mark."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    with closing(assembly.open_register()) as register:
        filled(register)
        register.save(ANNA, "contact", {**LEAST["contact"], "name": "Eva Ek", "email": "eva@a.example"})
        register.save(ANNA, "policy_item", {**LEAST["policy_item"], "title": "B", "finding": "Eva Ek såg spill"})
        before = content(assembly.assemble(demo=False))
        done = erasing.erase(register, ANNA, "eva@a.example", "på begäran")
        path = assembly.assemble(demo=False)
        over = assembly.put_over(register, path, tmp_path / "over.duckdb", "stamp", date(2026, 11, 24))
        assert (capacity(path), capacity(over)) == (1, 1) and "Eva Ek" in before["policy_item"][1]
        for found in (content(path), content(over)):
            assert f"[erased {done.reference}] såg spill" in found["policy_item"][1]
            assert "Eva" not in str(found)


def capacity(path: Path) -> int:
    """How many contact points a warehouse counts."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("select sum(contact_points) from rd_capacity").fetchall()[0][0])
