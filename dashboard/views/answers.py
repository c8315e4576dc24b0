"""The open warehouse and the answers from it: each is worked out once and serves every reader."""

from functools import lru_cache
from pathlib import Path

from dashboard import registers
from dashboard.errors import UserError
from dashboard.metrics.compute import compute
from dashboard.metrics.fold import Asked, Cells, fetch
from dashboard.metrics.question import Question
from dashboard.metrics.series import Series
from dashboard.warehouse.engine import Engine, Facts, Identity, identity


def current(path: Path) -> Identity:
    """The identity of the warehouse file that lies at ``path`` now, with the newest records over it. Raises UserError
    where there is none."""
    below = identity(path)
    found = below and identity(path, registers.over(path, facts(below)))
    if found is None:
        raise UserError("There is no data yet; run: python -m dashboard build", key="engine.none")
    return found


@lru_cache(maxsize=4)
def facts(warehouse: Identity) -> Facts:
    """What the file says of itself."""
    opened = Engine(Path(warehouse.path))
    opened.close()
    return opened.facts


# An old engine leaves the cache when a third file comes; its connection closes once no page uses it any longer.
@lru_cache(maxsize=2)
def engine(warehouse: Identity) -> Engine:
    """The open engine for that very file."""
    return Engine(Path(warehouse.path), Path(warehouse.records) if warehouse.records else None)


# Series are frozen, so that one answer can serve every viewer; the key holds the file's identity.
@lru_cache(maxsize=8192)
def series(warehouse: Identity, question: Question) -> Series:
    """The answer to a question from that very file, computed once."""
    return compute(engine(warehouse), question, lambda _, asked: cells(warehouse, asked))


# Cells are answers for all municipalities: a change of areas, the most frequent one, asks the warehouse nothing.
@lru_cache(maxsize=512)
def cells(warehouse: Identity, asked: Asked) -> Cells:
    """A metric's cells from that very file, fetched once."""
    return fetch(engine(warehouse), asked)
