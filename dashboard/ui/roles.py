"""Which role a signed-in person has: from the file of roles and from what the sign-in service says.

    [roles]
    administrator = ["anna@example.se"]
    editor = ["bo@example.no", "@example.org"]     # an entry that begins with @ is a whole domain
    member = []

    [claim]                                        # what the sign-in service calls it = the role
    smice-editors = "editor"

The file is read at each question, so that a change holds at the next rerun; it is short.
"""

import tomllib
from collections.abc import Mapping

import structlog
from pydantic import BaseModel

from dashboard.register.actor import Role
from dashboard.settings import settings

log = structlog.get_logger()


class _File(BaseModel, extra="forbid", hide_input_in_errors=True):
    """The file's tables; the names of roles are checked when they are read. No address comes into the log."""

    roles: dict[str, list[str]] = {}
    claim: dict[str, str] = {}


def address(claims: Mapping[str, object]) -> str:
    """The person's e-mail address in small letters; empty where the sign-in service has not verified it.

    Only ASCII: other letters can fold to the same as these (the Kelvin sign to k), and be somebody else's.
    """
    found = claims.get("email")
    verified = str(claims.get("email_verified", True)).casefold() == "true"  # some services send it as a text
    return found.casefold() if isinstance(found, str) and found.isascii() and verified else ""


def role_of(claims: Mapping[str, object]) -> Role:
    """The highest role that the person's address, its domain or the claim gives; viewer where none does.

    A file that is missing or broken gives nobody a role, and is logged.
    """
    path = settings().roles
    try:
        file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))) if path else _File()
        return max(_from_address(file, address(claims)), _from_claim(file, claims))
    except (OSError, ValueError) as error:
        log.error("the roles cannot be read: nobody has one", file=str(path), error=str(error))
        return Role.viewer


def _named(name: str) -> Role:
    if name not in Role.__members__:
        raise ValueError(f"there is no role {name!r}")
    return Role[name]


def _from_address(file: _File, person: str) -> Role:
    """Read through to the end also when the person is found: an unknown role anywhere makes the file a broken one."""
    entries = {person, person[person.rfind("@") :]} if "@" in person else set()
    given = [
        (_named(name), listed.strip().casefold() in entries) for name, people in file.roles.items() for listed in people
    ]
    return max((role for role, theirs in given if theirs), default=Role.viewer)


def _from_claim(file: _File, claims: Mapping[str, object]) -> Role:
    """What the claim's words mean by the file, or by themselves where they are names of roles."""
    meaning = {**Role.__members__, **{word: _named(name) for word, name in file.claim.items()}}
    said = claims.get(settings().role_claim) if settings().role_claim else None
    words = said if isinstance(said, list) else [said]
    return max((meaning[word] for word in words if isinstance(word, str) and word in meaning), default=Role.viewer)
