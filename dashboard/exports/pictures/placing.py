"""Names beside points, each where it meets no other name, no other point and no edge."""

import math
from collections.abc import Iterator

from dashboard.exports.pictures.axis import STEP
from dashboard.exports.pictures.letters import wide
from dashboard.exports.pictures.sheet import Box, Sheet

RINGS = (4, 14, 26, 40, 56, 74)  # px between a point and its name


class Places:
    """What is taken of a box, and the free places left in it."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._taken: list[Box] = []
        self._crossed: list[Box] = []

    def take(self, box: Box) -> None:
        """Keep names away from here."""
        self._taken.append(box)

    def cross(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A line that names keep off as long as there is another place."""
        many = int(math.dist(start, end) / 6) + 1
        for n in range(many + 1):
            x, y = (a + (b - a) * n / many for a, b in zip(start, end, strict=True))
            self._crossed.append(Box(x - 3, y - 3, x + 3, y + 3))

    def free(self, box: Box, crossed: bool = False) -> bool:
        """Whether a name may stand there; with ``crossed`` also over a line."""
        at, inside = self._box, min(box.left - self._box.left, self._box.right - box.right) >= 0
        taken = self._taken if crossed else self._taken + self._crossed
        clear = (
            t.left >= box.right or t.right <= box.left or t.top >= box.bottom or t.bottom <= box.top for t in taken
        )
        return inside and box.top >= at.top and box.bottom <= at.bottom and all(clear)

    def name(self, sheet: Sheet, x: float, y: float, radius: float, text: str, bold: bool = False) -> bool:
        """Write a name beside a point, the nearest free place first, with a thin line to it from farther away. Nothing is
        written where none is free."""
        across, tall = wide(text, bold=bold) + 4, STEP
        rings = [(ring, crossed) for crossed in (False, True) for ring in RINGS]
        for ring, crossed in rings:
            for left, top in around(x, y, radius + ring, across, tall):
                box = Box(left, top, left + across, top + tall)
                if self.free(box, crossed):
                    self.take(box)
                    if ring > RINGS[1]:
                        end_x, end_y = min(max(x, box.left), box.right), min(max(y, box.top + 3), box.bottom - 3)
                        sheet.line([x, end_x], [y, end_y], sheet.colours.context, 0.7)
                    sheet.halo(box.left + 2, top + tall / 2, text, bold=bold)
                    return True
        return False


def around(x: float, y: float, away: float, across: float, tall: float) -> Iterator[tuple[float, float]]:
    """Upper left corners of a name right of a point, left of it, above, below, and between."""
    near = away * math.sqrt(0.5)
    yield x + away, y - tall / 2
    yield x - away - across, y - tall / 2
    yield x - across / 2, y - away - tall
    yield x - across / 2, y + away
    for dy in (-near - tall * 0.8, near - tall * 0.2):
        yield x + near, y + dy
        yield x - near - across, y + dy
