"""What is remembered of a source from one visit to the next: marks of versions, places in feeds, shapes of files."""

import json
from pathlib import Path
from typing import Any

from dashboard.settings import settings

Memory = dict[str, Any]


def recall(source: str) -> Memory:
    """What is remembered; nothing where it was never visited or the file is broken: then everything is asked for anew."""
    try:
        found = json.loads(_path(source).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def remember(source: str, memory: Memory) -> None:
    """Keep it, in one piece."""
    path = _path(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}")
    beside.write_text(json.dumps(memory, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)


def _path(source: str) -> Path:
    return settings().data / "fetch" / f"{source}.json"
