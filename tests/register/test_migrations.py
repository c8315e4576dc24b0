"""The tables' steps: the newest is what the schema says, and an older register is brought up to date without loss."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from dashboard.register import database
from dashboard.register.agreement import disagreements
from dashboard.register.store import Register
from dashboard.register.tables import metadata
from tests.databases import filled, rows


def steps() -> list[str]:
    """The versions of the tables, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    return [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def test_the_newest_step_is_the_schema(register: Register) -> None:
    """A field that was added without a step would be found here."""
    with register.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == steps()[-1]


def test_the_steps_stand_in_one_line() -> None:
    """Each builds on the one before; their numbers, by which backups are compared, rise."""
    assert steps() == sorted(steps()) and len(set(steps())) == len(steps())


@pytest.mark.parametrize("fill", [False, True])
def test_a_register_is_opened_again_as_it_was(register_url: str, fill: bool) -> None:
    """Empty or filled: opening brings it to the newest step, and changes no record."""
    register = Register(register_url)
    if fill:
        filled(register)
    before = rows(register)
    register.close()
    again = Register(register_url)
    assert rows(again) == before
    assert disagreements(again) == []
    again.close()


def test_two_programs_may_start_at_once(register_url: str) -> None:
    """The second finds the tables made by the first."""
    first, second = Register(register_url), Register(register_url)
    keys = filled(first)
    assert second.revision() == len(keys)
    with second.engine.connect() as connection:
        assert sa.inspect(connection).has_table("erasure")
    first.close()
    second.close()
