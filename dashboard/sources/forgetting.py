"""Removing what a publisher demands to have removed, from the archive, from quarantine and from the staged rows.

A source whose publisher does that says in its module

    OWN_ID      where the publisher's own id stands in a row that came: names of a table's column, or paths in an object
    STAGED_KEY  the key of the staged row with that id, such as "SE-jobtech-{}"
    FORGOTTEN   names of what goes from such a row, of fields (at any depth of an object) and of staged columns alike;
                the rest stays. Without it the row goes whole.

Files keep their names and times, so that they are still known by them, and are replaced in one piece.
"""

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.settings import settings
from dashboard.sources import modules
from dashboard.sources.opening import File
from dashboard.sources.striking import Demand, instead, strike
from dashboard.staged import ROW_GROUP, releases


def forget(source: str, ids: Collection[str]) -> int:
    """Remove what is kept of the publisher's own ids (organisation numbers, advertisements); returns of how many staged
    rows. The numbers of a release stay as they were read. Raises UserError where a kept file cannot be read any more."""
    module = modules()[source]
    keys = frozenset(module.STAGED_KEY.format(one) for one in ids)
    demand = Demand(frozenset(ids), tuple(module.OWN_ID), keys, frozenset(getattr(module, "FORGOTTEN", ())))
    held = [
        path
        for path in (settings().data / "quarantine" / source).glob("*/*")
        if path.name[0] != "." and path.name != "held.json"
    ]
    for path in [*(settings().raw / source).glob("[0-9]*"), *held]:
        strike(File(path), demand)
    staged = [path for path, release in releases(settings().staged) if release.source == source]
    for folder in staged:
        _in_rejects(folder / "reject.parquet", demand)
    rows = (path for folder in staged for path in folder.glob("*.parquet") if path.name != "reject.parquet")
    return sum(_in_rows(path, demand) for path in rows)


def _in_rows(path: Path, demand: Demand) -> int:
    """Take rows out of a file of staged rows, or what is to go out of them; returns how many."""
    source = pq.ParquetFile(path)
    gone = sorted(demand.gone & set(source.schema_arrow.names))
    keys = pa.array(sorted(demand.keys))
    count = 0
    if "key" not in source.schema_arrow.names or (demand.gone and not gone):
        return 0

    def meant(rows: pa.RecordBatch) -> pa.BooleanArray:
        found = pc.is_in(rows["key"], keys)
        shown = [pc.is_valid(rows[name]) for name in gone]
        for some in shown[1:]:
            shown[0] = pc.or_(shown[0], some)
        return pc.and_(found, shown[0]) if shown else found

    count = sum(meant(rows).true_count for rows in source.iter_batches(columns=["key", *gone]))
    if count:
        with instead(path) as target, pq.ParquetWriter(target, source.schema_arrow, compression="zstd") as writer:
            for rows in source.iter_batches(ROW_GROUP):
                marked = meant(rows)
                if not gone:
                    rows = rows.filter(pc.invert(marked))
                for name in gone:
                    at = rows.schema.get_field_index(name)
                    rows = rows.set_column(at, rows.schema.field(at), pc.if_else(marked, None, rows[name]))
                writer.write_batch(rows)
    return count


def _in_rejects(path: Path, demand: Demand) -> None:
    """Take the words out of rejects that name what is to go."""
    rejects = pq.read_table(path)
    rows = rejects.to_pylist()
    named = [row for row in rows if demand.named_in(f"{row['text'] or ''} {row['detail'] or ''}")]
    for row in named:
        row["text"] = row["detail"] = None
    if named:
        with instead(path) as target:
            pq.write_table(pa.Table.from_pylist(rows, rejects.schema), target, compression="zstd")
