"""A goal as one thin bar: verified solid, reported and expected patterned, the target a mark with its number."""

from html import escape
from typing import NamedTuple

from dashboard.figures.plain import Chart, Values
from dashboard.figures.theme import SMALLEST, Texts, palette
from dashboard.figures.vector import WIDTH, image

BAR, HEIGHT = 22, 28
ROLES = {"verified": "both", "reported": "rates:3", "expected": "context"}  # in plain data, which has no patterns
STRIPES, DOTS = (
    "repeating-linear-gradient(90deg,{0} 0 2px,{1} 2px 5px)",
    "radial-gradient({0} 1.3px,{1} 1.6px) 0 0/5px 5px",
)


class Progress(NamedTuple):
    """What is shown: three parts of one bar, and the target that the bar is read against."""

    verified: float
    reported: float
    expected: float
    target: float

    @property
    def end(self) -> float:
        """How far the bar goes: the target, or beyond it where more is in sight."""
        return max(self.target, self.verified + self.reported + self.expected)


def info(verified: float, reported: float, expected: float, target: float) -> Progress:
    """The goal's parts; none is below zero."""
    return Progress(max(verified, 0), max(reported, 0), max(expected, 0), target)


def fills(mode: str) -> dict[str, str]:
    """How verified, reported and expected are told apart wherever they are drawn in HTML: solid, striped, dotted."""
    colours = palette(mode)
    return {
        "verified": colours.both,
        "reported": STRIPES.format(colours.both, colours.track),
        "expected": DOTS.format(colours.both, colours.track),
    }


def draw(info: Progress, texts: Texts, mode: str) -> str:
    """The bar and its legend as HTML. ``texts.words``: title (read out for the bar), target, verified, reported and
    expected, each ready with its number."""
    colours = palette(mode)
    scale = WIDTH / info.end if info.end else 0.0
    start, shapes = 0.0, ""
    patterns = (
        f'<defs><pattern id="r" width="3" height="8" patternUnits="userSpaceOnUse"><rect width="3" height="8" '
        f'fill="{colours.track}"/><rect width="1.2" height="8" fill="{colours.both}"/></pattern>'
        f'<pattern id="e" width="3" height="6" patternUnits="userSpaceOnUse"><rect width="3" height="6" '
        f'fill="{colours.track}"/><rect x="1" y="2" width="1" height="2" fill="{colours.both}"/></pattern></defs>'
    )
    for value, fill in ((info.verified, colours.both), (info.reported, "url(#r)"), (info.expected, "url(#e)")):
        shapes += f'<rect x="{start:.1f}" y="3" width="{value * scale:.1f}" height="{BAR}" fill="{fill}"/>'
        start += value * scale
    mark = info.target * scale
    bar = image(
        f'{patterns}<rect y="3" width="{WIDTH}" height="{BAR}" fill="{colours.track}"/>{shapes}'
        f'<rect x="{min(mark, WIDTH - 1.2) - 0.6:.1f}" y="0" width="1.2" height="{HEIGHT}" fill="{colours.text}"/>',
        HEIGHT, texts.words["title"],
    )  # fmt: skip
    entries = "".join(
        f'<span style="display:inline-flex;align-items:center;gap:6px"><span aria-hidden="true" style="width:14px;'
        f'height:14px;border-radius:3px;background:{fill}"></span>{escape(texts.words[name])}</span>'
        for name, fill in fills(mode).items()
    )
    return (
        f'<div style="font-size:{SMALLEST}px;color:{colours.text}">{bar}<div style="padding-right:'
        f'{max(100 - mark / WIDTH * 100, 0):.0f}%;text-align:right;color:{colours.muted}">{escape(texts.words["target"])}</div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:4px 20px">{entries}</div></div>'
    )


def plain(info: Progress, texts: Texts, name: str = "", key: str = "", *, unit: str = "", decimals: int = 0) -> Chart:
    """The goal ``name`` as one stacked bar with its target marked. ``texts.words`` without their numbers: every output
    writes these itself."""
    series = tuple(Values(texts.words[part], (getattr(info, part),), role) for part, role in ROLES.items())
    return Chart(
        "bar", (name,), series, (key,) if key else (), unit, decimals, stacked=True,
        marks=((texts.words["target"], info.target),),
    )  # fmt: skip
