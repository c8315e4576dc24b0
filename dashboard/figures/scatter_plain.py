"""Specialisation against growth as plain data: the bubbles as points, in colour where the area has more than its share."""

from dashboard.figures.naming import role
from dashboard.figures.plain import Dot
from dashboard.figures.plain import Scatter as Points
from dashboard.figures.scatter import Scatter, named
from dashboard.figures.theme import Texts


def plain(info: Scatter, texts: Texts, *, x_decimals: int = 1, y_decimals: int = 0, percent: bool = True) -> Points:
    """The points with lines at 1 and 0; ``percent``: growth is a share and is told in per cent. ``texts.words``: ``x`` and
    ``y``, the axes' titles; ``x_mark`` and ``y_mark``, the names of the two lines where they have any."""
    told = {bubble.key for bubble in named(info, texts)}
    dots = tuple(
        Dot(
            b.name, b.quotient or 0.0, (b.growth or 0.0) * (100 if percent else 1),
            role(b.area) if (b.quotient or 0.0) >= 1 else "context", b.key in told,
        )
        for b in info.bubbles
    )  # fmt: skip
    words = texts.words
    return Points(
        dots, words["x"], f"{words['y']}, %" if percent else words["y"], x_decimals=x_decimals, y_decimals=y_decimals,
        x_mark=(words.get("x_mark", ""), 1.0), y_mark=(words.get("y_mark", ""), 0.0),
    )  # fmt: skip
