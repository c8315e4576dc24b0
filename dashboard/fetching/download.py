"""One file of a publisher: asked for only when it changed, and resumed where it broke off, in this visit or a later one."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from dashboard.errors import UserError
from dashboard.fetching.troubles import Again, cut
from dashboard.fetching.web import Web, is_packed
from dashboard.settings import settings


@dataclass(frozen=True)
class Mark:
    """How a publisher tells one version of a file from another; empty where it does not."""

    etag: str = ""
    modified: str = ""

    @classmethod
    def of(cls, answer: httpx.Response) -> "Mark":
        """The mark of an answer."""
        return cls(answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))

    @property
    def strong(self) -> str:
        """What a part of the same version can be asked for by; empty where nothing is sure enough."""
        return self.etag if self.etag and not self.etag.startswith("W/") else "" if self.etag else self.modified

    def headers(self) -> dict[str, str]:
        """Asks for the file only if it is another version."""
        told = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in told.items() if value}


def download(web: Web, address: str, target: Path, known: Mark, **asked: Any) -> Mark | None:
    """Bring the file to ``target`` and return its mark; None where it is still the ``known`` version.

    A part stands beside the target until it is whole, with a note of what it is a part of.
    """
    part, note = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.note")
    target.parent.mkdir(parents=True, exist_ok=True)
    headers = asked.pop("headers", {})

    def once() -> Mark | None:
        begun = _begun(address, part, note)
        size = part.stat().st_size if begun else 0
        resume = {"range": f"bytes={size}-", "if-range": begun.strong} if begun else known.headers()
        with web.stream(address, headers={**headers, "accept-encoding": "identity", **resume}, **asked) as answer:
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return None
            if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink(missing_ok=True)
                raise Again(cut(answer.request.url.host))
            if not answer.is_success:
                raise gone(answer)
            mark, whole = Mark.of(answer), _length(answer)
            if answer.status_code == httpx.codes.PARTIAL_CONTENT:
                start, whole = _place(answer.headers)
                same = begun and mark.etag in ("", begun.etag) and not is_packed(answer)
                if not begun or not same or start != size:
                    part.unlink(missing_ok=True)
                    raise Again(cut(answer.request.url.host))
                mark = Mark(begun.etag, mark.modified or begun.modified)
            else:
                size = 0
                part.write_bytes(b"")
                told = Mark() if is_packed(answer) else mark  # unpacked here, it is no part of what the service has
                note.write_text(json.dumps({"address": address, **asdict(told)}))
            _write(web, answer, part, size, whole)
            return mark

    mark = web.tried(once)
    if mark is not None:
        part.replace(target)
        note.unlink(missing_ok=True)
    return mark


def _begun(address: str, part: Path, note: Path) -> Mark | None:
    """The version that the part is of; None where there is no part that can be gone on with."""
    if not part.exists() or not note.exists() or not part.stat().st_size:
        return None
    try:
        told = json.loads(note.read_text())
    except ValueError:
        return None
    mark = Mark(told.get("etag", ""), told.get("modified", ""))
    return mark if told.get("address") == address and mark.strong else None


def _write(web: Web, answer: httpx.Response, part: Path, before: int, total: int | None) -> None:
    """Write the bytes behind those that are there. Raises Again where it is not whole then: what came is gone on with."""
    most = settings().import_megabytes * 1_000_000
    with part.open("ab") as file:
        for piece in web.pieces(answer, total, before):
            file.write(piece)
            if file.tell() > most:
                host = answer.request.url.host
                part.unlink()
                raise UserError(
                    f"{host} answers with more than {most // 1_000_000} MB; if that is right, raise DASHBOARD_IMPORT_MEGABYTES.",
                    key="fetch.file_too_large", host=host, n=most // 1_000_000,
                )  # fmt: skip
    size = part.stat().st_size
    if not size or (total is not None and size != total):
        if total is not None and size > total:
            part.unlink()
        raise Again(cut(answer.request.url.host))


def _length(answer: httpx.Response) -> int | None:
    """How long a whole answer is to be; None where that is not told."""
    stated = answer.headers.get("content-length", "")
    return int(stated) if stated.isdecimal() and not is_packed(answer) else None


def _place(headers: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Where a part of a file begins, and how long the file is; None for what is not told."""
    found = re.match(r"bytes ([0-9]+)-[0-9]+/([0-9]+)?", headers.get("content-range", ""))
    return (int(found[1]), int(found[2]) if found[2] else None) if found else (None, None)


def gone(answer: httpx.Response) -> UserError:
    """What to say where a file is no longer at its address."""
    host, status = answer.request.url.host, answer.status_code
    return UserError(
        f"{host} does not have the file any longer ({status}); look for its new address and mend it in sources.toml.",
        key="fetch.gone", host=host, status=status,
    )  # fmt: skip
