"""The languages a command may speak."""

from enum import StrEnum

Language = StrEnum("Language", ["sv", "nb", "en"])
