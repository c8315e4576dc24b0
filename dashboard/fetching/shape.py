"""What a file looks like: its fields, how often each is there and of which type; and how it differs from the one before.

Rare fields come and go by chance. A field counts as missing, or as new, only where chance would have shown, or hidden, it
ten times over (one in 20 000 that it is chance after all). A table's header, and the dimensions of a cube, leave nothing to
chance.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from dashboard.sources import documents, tables, workbook
from dashboard.sources.opening import File

Shape = dict[str, Any]  # {"rows": n, "table": bool, "fields": {path: {"n": rows with it, "types": {type: values}}}}
Difference = dict[str, Any]  # {"what": missing | new | type | rows | rejected, "field": path, "before": …, "now": …}
SAMPLE = 5_000  # rows that are looked at
KEPT = 20_000  # rows that are remembered; older ones fade
EXPECTED = 10  # times that a field must have been expected
DEPTH = 5
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}(?: .*)?")


def shape_of(file: File, parser: object = None) -> Shape:
    """The shape of a file's first rows. Raises UserError for what cannot be read at all.

    ``parser`` is the source's module: it may name the ``MEMBERS`` of a zip that are read, or divide a file into ``cells`` in
    its own way."""
    if members := getattr(parser, "MEMBERS", ()):
        return _together({member: shape_of(file.member(member)) for member in members})
    if cells := getattr(parser, "cells", None):
        rows, table = list(_rows([found for _, found in islice(cells(file), SAMPLE + 1)])), True
    elif file.format == "json":
        rows = [_flat(one) for one in islice(_objects(file), SAMPLE)]
        table = all(path.startswith("dimension.") for row in rows for path in row)
    else:
        rows, table = list(islice(_lines(file), SAMPLE)), True
    there: Counter[str] = Counter()
    types: dict[str, Counter[str]] = {}
    for row in rows:
        there.update(row.keys())
        for path, found in row.items():
            types.setdefault(path, Counter()).update(found)
    fields = {path: {"n": count, "types": dict(types[path])} for path, count in there.items()}
    return {"rows": len(rows), "table": table, "fields": fields}


def broken_off(file: File) -> bool:
    """Whether a text of rows ends in the middle of one: without a line end, and short of cells. What is packed, and JSON,
    says so itself when it is read."""
    with file.path.open("rb") as stream:
        head = stream.readline(tables.LINE)
        if head.startswith((b"\x1f\x8b", b"PK", b"[", b"{")):
            return False
        stream.seek(max(0, file.size - tables.LINE))
        last = stream.read().rpartition(b"\n")[2]
    delimiter = max((one.encode() for one in tables.DELIMITERS), key=head.count)
    return len(last) > 0 and last.count(delimiter) < head.count(delimiter)


def differences(before: Shape | None, now: Shape) -> list[Difference]:
    """How a file differs from those before it, by the name of each field; nothing where there were none."""
    if not before or not before["rows"] or not now["rows"]:
        return []
    found: list[Difference] = []
    for what, ours, theirs in (("missing", before, now), ("new", now, before)):
        for path, field in ours["fields"].items():
            expected = field["n"] / ours["rows"] * theirs["rows"]
            if path not in theirs["fields"] and (expected >= EXPECTED or (before["table"] and now["table"])):
                found.append({"what": what, "field": path})
    for path, field in now["fields"].items():
        was, is_ = _main(before["fields"].get(path)), field["types"]
        other = sum(count for name, count in is_.items() if name != was)
        if was and other > max(EXPECTED / 2, 0.2 * sum(is_.values())):
            most = max((name for name in is_ if name != was), key=lambda name: is_[name])
            found.append({"what": "type", "field": path, "before": was, "now": most})
    return found


def merged(before: Shape | None, now: Shape) -> Shape:
    """What is remembered after a file was taken in: both together, the older fading."""
    if not before:
        return now
    fade = min(1.0, KEPT / max(1, before["rows"] + now["rows"]))
    fields: dict[str, Any] = {}
    for path in before["fields"].keys() | now["fields"].keys():
        parts = [part["fields"].get(path, {"n": 0, "types": {}}) for part in (before, now)]
        types = sum((Counter(part["types"]) for part in parts), Counter())
        fields[path] = {
            "n": sum(part["n"] for part in parts) * fade,
            "types": {name: count * fade for name, count in types.items()},
        }
    return {"rows": (before["rows"] + now["rows"]) * fade, "table": now["table"], "fields": fields}


def _together(parts: Mapping[str, Shape]) -> Shape:
    """The shape of several tables in one file: each field after the name of its table."""
    fields = {f"{name}: {path}": field for name, shape in parts.items() for path, field in shape["fields"].items()}
    return {"rows": sum(shape["rows"] for shape in parts.values()), "table": True, "fields": fields}


def _main(field: Mapping[str, Any] | None) -> str | None:
    """The type that almost all values of a field have; None where there is none, or there were few."""
    total = sum(field["types"].values()) if field else 0
    return (
        next((name for name, n in field["types"].items() if n >= 0.95 * total >= EXPECTED * 0.95), None)
        if field
        else None
    )


def _objects(file: File) -> Iterator[Any]:
    """The rows of a JSON file: of an array or lines each, of a page the elements of its longest list of objects, of a cube
    (JSON-stat) its dimensions, whose codes are no fields."""
    for item in documents.items(file, several=True):
        if isinstance(item, dict) and isinstance(item.get("dimension"), dict):
            yield {
                "dimension": {name: {"label": str(told.get("label", name))} for name, told in item["dimension"].items()}
            }
            continue
        rows = max(_lists(item), key=len, default=[]) if isinstance(item, dict) else []
        yield from rows if len(rows) > 1 else [item]


def _lists(holder: Any, depth: int = 3) -> Iterator[list[Any]]:
    for held in holder.values() if isinstance(holder, dict) and depth else ():
        if isinstance(held, list) and all(isinstance(one, dict) for one in held):
            yield held
        yield from _lists(held, depth - 1)


def _flat(holder: Any, path: str = "", depth: int = DEPTH) -> dict[str, Counter[str]]:
    """The types of the values at each path of an object; the elements of a list are at the list's own path with []."""
    if isinstance(holder, dict) and depth:
        parts = [_flat(held, f"{path}.{name}" if path else name, depth - 1) for name, held in holder.items()]
    elif isinstance(holder, list) and any(isinstance(one, dict) for one in holder):
        parts = [_flat(one, f"{path}[]", depth - 1) for one in holder[:50]]
    else:
        kind = _type(holder)
        return {path: Counter([kind])} if path and kind else {}
    found: dict[str, Counter[str]] = {}
    for part in parts:
        for name, types in part.items():
            found.setdefault(name, Counter()).update(types)
    return found


def _type(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, str):
        return "number" if _NUMBER.fullmatch(value) else "day" if _DAY.fullmatch(value) else "text"
    return "list" if isinstance(value, list) else "object" if isinstance(value, dict) else "number"


def _lines(file: File) -> Iterator[dict[str, Counter[str]]]:
    """The rows of a table."""
    if file.format == "workbook":
        lines = [cells for _, cells in islice(workbook.rows(file), SAMPLE)]
    else:
        with file.text() as stream:
            texts = list(islice(iter(lambda: stream.readline(tables.LINE), ""), SAMPLE + 1))
        first = texts[: tables.HEADER_WITHIN]
        delimiter = max(tables.DELIMITERS, key=lambda one: max((text.count(one) for text in first), default=0))
        lines = []
        with suppress(csv.Error):  # a cell without end: whoever reads the file through says what is wrong with it
            lines.extend(csv.reader(texts, delimiter=delimiter))
    return _rows(lines)


def _rows(lines: list[list[str]]) -> Iterator[dict[str, Counter[str]]]:
    """What stands under the first line that has the most cells of the first ones: titles may stand above."""
    start = max(range(min(len(lines), tables.HEADER_WITHIN)), key=lambda at: (len(lines[at]), -at), default=0)
    header = [tables.tidy(name) for name in lines[start]] if lines else []
    for cells in lines[start + 1 :]:
        kinds = [_type(tables.tidy(cell)) for cell in cells]
        yield {
            name: Counter([kind] if kind else []) for name, kind in zip(header, kinds + [None] * len(header), strict=False)
            if name
        }  # fmt: skip


def as_text(found: list[Difference]) -> str:
    """The differences in one line of English, for the log."""
    return "; ".join(json.dumps(one, ensure_ascii=False) for one in found)
