"""Publishers whose data is a file at an address, or several: each is asked for when it changed since the last visit.

Which files stands in sources.toml: the name that each gets here, and its address. A service that does not say whether its
answer changed is left alone for ``rest_days`` after the last one. Where a source wants a key, it is a bearer token.
"""

from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from pathlib import Path

from dashboard.errors import UserError
from dashboard.fetching.troubles import ComeLater
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings

NAMES = ("bolagsverket", "scb-foretag", "mattilsynet", "nve", "forskningsradet", "swecris", "cordis", "ecb")


def plan(visit: Visit) -> str:
    """Each file that is due; about as many requests."""
    told = [
        address if _is_due(visit, name) else f"{address} (not before {visit.memory[_asked(name)]} + {visit.terms['rest_days']} days)"
        for name, address in visit.terms["files"].items()
    ]  # fmt: skip
    return f"GET {', '.join(told)}: each if it changed since the last visit"


def fetch(visit: Visit) -> Iterator[Got | UserError]:
    """Each file that changed; where one of them fails the others come all the same."""
    files: dict[str, str] = visit.terms["files"]
    secrets = visit.terms.get("secrets")
    headers = {"authorization": f"Bearer {visit.secret(secrets[0])}"} if secrets else {}
    for name, address in files.items():
        if not _is_due(visit, name):
            continue
        for left in visit.folder.glob(f"{Path(name).stem}_*{Path(name).suffix}"):
            left.unlink()  # of a visit that was killed before it was read
        mark = f"mark {name}"
        try:
            found = visit.download(address, name, mark=mark, headers=headers)
        except ComeLater:
            raise
        except UserError as error:
            yield error
            continue
        if found:
            path, remember = found
            remember |= {_asked(name): str(settings().clock())}
            yield Got(_dated(path, remember[mark][1]), remember, series=name if len(files) > 1 else "")


def _is_due(visit: Visit, name: str) -> bool:
    return visit.due(_asked(name), visit.terms.get("rest_days", 0))


def _asked(name: str) -> str:
    return f"asked {name}"


def _dated(path: Path, modified: str) -> Path:
    """The file with the day of its last change in its name, for those whose content tells no day."""
    with suppress(ValueError):
        return path.replace(path.with_name(f"{path.stem}_{parsedate_to_datetime(modified).date()}{path.suffix}"))
    return path
