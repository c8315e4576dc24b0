"""Every source of sources.toml: whose it is, under which licence, how often it is renewed, and how it is fetched."""

import tomllib
from functools import cache
from typing import Any

from dashboard.settings import REFERENCE


@cache
def publishers() -> dict[str, dict[str, Any]]:
    """The sources by name: publisher, title, address, licence, attribution, rhythm; under ``fetch`` how it is fetched."""
    return tomllib.loads((REFERENCE / "sources.toml").read_text(encoding="utf-8"))
