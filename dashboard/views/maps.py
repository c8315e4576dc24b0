"""The ground that every map of a page stands on, for the reader's filters and language."""

from functools import cache
from hashlib import sha256

from dashboard.figures.map_ground import Ground
from dashboard.metrics.reference import municipalities
from dashboard.settings import REFERENCE
from dashboard.views.view import View

NAMED = (  # whose name stands on the whole map, the most important first; the rest as far as there is room
    "NO-5001", "SE-2380", "NO-5006", "SE-2321", "SE-2361", "SE-2313", "NO-5007", "NO-5025", "NO-5021", "SE-2305",
    "NO-5037", "NO-5035", "SE-2326", "NO-5060", "SE-2303", "NO-5014", "SE-2309", "NO-5059", "NO-5042", "NO-5041",
)  # fmt: skip


def ground(view: View, height: int, width: int = 900) -> Ground:
    """The map's ground for the reader's filters and language; on a phone it must fit a narrower frame."""
    if view.narrow:
        width = 360
    chosen = view.selection.municipalities() if view.selection.areas else ()
    wanted = [*chosen, *NAMED, *(key for key in municipalities() if key not in NAMED)]
    return Ground(
        shape_address("boundaries"), shape_address("border"), {key: view.t.area(key) for key in municipalities()},
        tuple(dict.fromkeys(wanted)), chosen, width, height,
    )  # fmt: skip


@cache
def shape_address(name: str) -> str:
    """The address of a GeoJSON file of data/reference, with its content's hash: it can be kept for ever."""
    content = (REFERENCE / f"{name}.geojson").read_bytes()
    return f"/shapes/{name}-{sha256(content).hexdigest()[:12]}.geojson"
