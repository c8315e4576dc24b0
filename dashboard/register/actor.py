"""Who does something in the register, and what the role allows. The check stands here, below every page and command."""

from dataclasses import dataclass
from enum import IntEnum

from dashboard.errors import UserError


class Role(IntEnum):
    """What someone may do; each includes the ones before."""

    viewer = 0  # not signed in: nothing personal
    member = 1  # sees contacts and the texts of needs
    editor = 2  # records and changes
    administrator = 3  # extracts, erases and restores


class Denied(UserError):
    """A role is missing: ``role`` is the one that is needed."""

    def __init__(self, role: Role) -> None:
        super().__init__(
            f"This asks for the role {role.name}; sign in, or ask an administrator for it.",
            key="access.denied", role=role.name,
        )  # fmt: skip
        self.role = role


@dataclass(frozen=True)
class Actor:
    """Somebody at work: ``who`` is the e-mail address they signed in with, or the name of a command; empty for a viewer."""

    who: str = ""
    role: Role = Role.viewer

    def must_be(self, role: Role) -> None:
        """Raise Denied unless the role is at least this one."""
        if self.role < role:
            raise Denied(role)


VIEWER = Actor()
COMMAND = Actor("command line", Role.administrator)  # who may run it may also read and write the file
