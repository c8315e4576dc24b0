"""JSON files: the objects in an array, a page, a line each or alone, and the values in an object by their path."""

import codecs
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, AnyStr

import ijson

from dashboard.errors import UserError
from dashboard.sources import tables
from dashboard.sources.opening import File

CHUNK = 1 << 16  # characters handed to the JSON reader at a time
_DIGITS, _ENDLESS = re.compile("[0-9]{4}"), re.compile("[0-9]{1000}")


def objects(file: File, source: str, lists: Sequence[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with their number in it, read as a stream; what is no object comes as an empty one.

    An object that has a list under one of the names in ``lists`` is a page, whose objects are meant. Raises UserError
    for what is not JSON or breaks off.
    """
    if file.format != "json":
        raise UserError(
            f"{file.name} is not JSON, the format that {source} comes in; fetch it again.",
            key="sources.no_json", file=file.name, source=source,
        )  # fmt: skip
    number = 0
    for item in items(file, several=True):
        for one in _on_page(item, lists):
            number += 1
            yield number, one if isinstance(one, dict) else {}


def copy(file: File, target: Path, source: str, lists: Sequence[str], kept: Callable[[Any], Any]) -> None:
    """Write what may be ``kept`` of each of a file's objects, one a line; of some of them nothing (None)."""
    with target.open("w", encoding="utf-8") as stream:
        stream.writelines(line(left) for _, one in objects(file, source, lists) if (left := kept(one)) is not None)


def line(value: Any) -> str:
    """A value as a line of a file."""
    return json.dumps(value, ensure_ascii=False, default=float) + "\n"


def whole(file: File, limit: int) -> list[Any]:
    """The JSON values of a file that fits in memory: the one that it is, or one a line. Raises UserError for what breaks
    off, or has more than ``limit`` bytes."""
    with file.text(limit) as stream:
        text = stream.read()
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise file.damaged() from None


def is_array(file: File) -> bool:
    """Whether the file is one array."""
    return file.head.decode(file.encoding, errors="ignore").lstrip()[0] == "["


def items(file: File, limit: int | None = None, several: bool = False) -> Iterator[Any]:
    """The elements of an array, else the value that the file is, or where ``several`` may stand in it each; read as a
    stream. Raises UserError for what breaks off, or has more than ``limit`` bytes."""
    with file.text(limit) as stream:
        chunks = codecs.iterencode(sane(iter(partial(stream.read, CHUNK), "")), "utf-8")
        found = ijson.items(ijson.from_iter(chunks), "item" if is_array(file) else "", multiple_values=several)
        while True:
            try:
                item = next(found)
            except StopIteration:
                return
            except (ijson.JSONError, ValueError, RecursionError):
                raise file.damaged() from None
            yield item


def sane(pieces: Iterable[AnyStr]) -> Iterator[AnyStr]:
    """The pieces of a text. Raises ValueError for a number of thousands of digits: the reader would end the whole process."""
    for piece in pieces:
        # every 250th character first, which costs nothing
        if _DIGITS.search(_text(piece[::250])) and _ENDLESS.search(_text(piece)):
            raise ValueError("a number without end")
        yield piece


def value(holder: Any, *paths: str) -> str | None:
    """The text at the first of the paths that leads to one, such as ``employer.name`` or ``coordinates.1``.

    A list without a number in the path stands for its first element; true and false are given as words.
    """
    for path in paths:
        found = _at(holder, path)
        if isinstance(found, list):
            found = found[0] if found else None
        if isinstance(found, bool):
            found = "true" if found else "false"
        if found is not None and not isinstance(found, dict | list) and (text := tables.tidy(str(found))):
            return text
    return None


def values(holder: Any, path: str) -> list[Any]:
    """The elements of the list at a path; none where there is no list."""
    found = _at(holder, path)
    return found if isinstance(found, list) else []


def only(holder: Any, names: Collection[str], clean: Callable[[str], str] = str) -> Any:
    """What stands under the names, at any depth, with texts as ``clean`` gives them."""
    if isinstance(holder, dict):
        return {name: only(held, names, clean) for name, held in holder.items() if name in names}
    if isinstance(holder, list):
        return [only(one, names, clean) for one in holder]
    return clean(holder) if isinstance(holder, str) else holder


def without(holder: Any, names: Collection[str]) -> Any:
    """All but what stands under the names, at any depth."""
    if isinstance(holder, dict):
        return {name: without(held, names) for name, held in holder.items() if name not in names}
    return [without(one, names) for one in holder] if isinstance(holder, list) else holder


def _text(piece: str | bytes) -> str:
    return piece if isinstance(piece, str) else piece.decode("latin-1")


def _on_page(item: Any, lists: Sequence[str]) -> list[Any]:
    """The objects of a page; what is no page stands for itself."""
    return next((page for name in lists if isinstance(page := _at(item, name), list)), [item])


def _at(holder: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(holder, list):
            if part.isdigit():
                holder = holder[int(part)] if int(part) < len(holder) else None
                continue
            holder = holder[0] if holder else None
        holder = holder.get(part) if isinstance(holder, dict) else None
    return holder
