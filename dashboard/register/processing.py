"""How personal data is processed, as it is configured: data/reference/processing.toml and the settings."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.settings import REFERENCE


@dataclass(frozen=True)
class Processing:
    """Who answers for it, whom to ask ("" where that is not filled in), who runs the machine, and for how long what is kept:
    months or days by rule (see `retention`)."""

    controllers: tuple[str, ...]
    officer: str
    processor: str
    retention: Mapping[str, Mapping[str, int]]


@cache
def processing() -> Processing:
    """As the file says it."""
    found: dict[str, Any] = tomllib.loads((REFERENCE / "processing.toml").read_text(encoding="utf-8"))
    contact = found["contact"]
    return Processing(
        tuple(found["controllers"].values()),
        contact["data_protection_officer"],
        contact["processor"],
        found["retention"],
    )
