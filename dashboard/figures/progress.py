"""A goal as one thin bar: verified solid, reported and expected patterned, the target a mark with its number.

It is a small SVG and not a Plotly chart: there is nothing to hover or zoom, it prints sharply, and it is drawn in
microseconds instead of tens of milliseconds.
"""

from html import escape
from typing import NamedTuple

from dashboard.figures.theme import FONT, Texts, palette

WIDTH, BAR, HEIGHT = 1000, 30, 58


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


def draw(info: Progress, texts: Texts, mode: str, key: str) -> str:
    """The bar as SVG that fills its frame. ``texts.words`` has title (for screen readers) and target; ``key`` names its
    patterns, which must differ between bars on a page."""
    colours = palette(mode)
    scale = WIDTH / info.end if info.end else 0.0
    start, parts = 0.0, []
    for value, fill in (
        (info.verified, colours.both),
        (info.reported, f"url(#{key}-reported)"),
        (info.expected, f"url(#{key}-expected)"),
    ):
        if value:
            parts.append(f'<rect x="{start:.1f}" y="0" width="{value * scale:.1f}" height="{BAR}" fill="{fill}"/>')
            start += value * scale
    mark, anchor = info.target * scale, "end" if info.target * scale > WIDTH * 0.9 else "middle"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" width="100%" height="{HEIGHT}" role="img" '
        f'aria-label="{escape(texts.words["title"])}" style="overflow:visible;display:block">'
        f'<defs><pattern id="{key}-reported" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="8" height="8" fill="{colours.track}"/>'
        f'<rect width="4" height="8" fill="{colours.both}"/></pattern>'
        f'<pattern id="{key}-expected" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colours.track}"/><circle cx="4" cy="4" r="2" fill="{colours.both}"/></pattern>'
        f'</defs><rect width="{WIDTH}" height="{BAR}" fill="{colours.track}" stroke="{colours.line}"/>{"".join(parts)}'
        f'<rect x="{mark - 2:.1f}" y="-4" width="4" height="{BAR + 10}" fill="{colours.text}"/></svg>'
        f'<div style="font:14px {escape(FONT)};color:{colours.muted};text-align:{"right" if anchor == "end" else "left"};'
        f'margin-top:-18px;padding-left:{0 if anchor == "end" else max(0, mark / WIDTH * 100 - 4):.0f}%">'
        f"{escape(texts.words['target'])}</div>"
    )
