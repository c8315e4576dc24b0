"""Small pictures as SVG: nothing to hover or zoom, sharp in print, drawn in microseconds instead of milliseconds.

The page's sanitizer takes SVG elements out, so a drawing is put into the page as an image with its text in ``alt``.
"""

from collections.abc import Collection, Sequence
from html import escape
from urllib.parse import quote

from dashboard.figures.theme import palette

WIDTH = 300
SIDE = 9  # of these, kept on both sides of a line: half its last dot, also where the drawing is squeezed


def image(shapes: str, height: int, alt: str) -> str:
    """The drawing, ``WIDTH`` units wide and ``height`` high, stretched to the width of its place."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" preserveAspectRatio="none">'
        f"{shapes}</svg>"
    )
    source = f"data:image/svg+xml,{quote(drawing)}"
    return f'<img src="{source}" alt="{escape(alt)}" style="width:100%;height:{height}px;display:block">'


def sparkline(
    values: Sequence[float | None], height: int, alt: str, mode: str, ends: tuple[float, float] | None = None,
    breaks: Collection[int] = (),
) -> str:  # fmt: skip
    """How a number has gone, without axes; a gap where a value is missing, a dot at the last. ``ends``: the scale, zero
    in it, where several drawings share one. ``breaks``: the places before which the series broke, dashed; no line crosses them."""
    colours, known = palette(mode), [value for value in values if value is not None]
    low, high = ends or (min(known), max(known))
    span = (high - low) or 1.0
    step, top, tall = (WIDTH - 2 * SIDE) / max(len(values) - 1, 1), 4, height - 8
    at = [
        None if value is None else (SIDE + number * step, top + tall * (1 - (value - low) / span))
        for number, value in enumerate(values)
    ]
    path, pen = "", "M"
    for number, point in enumerate(at):
        path += f"{'M' if number in breaks else pen}{point[0]:.1f},{point[1]:.1f}" if point else ""
        pen = "L" if point else "M"
    lone = "".join(  # a year between gaps has no line to be seen by
        f"M{point[0]:.1f},{point[1]:.1f}h0" for number, point in enumerate(at)
        if point and not (number and at[number - 1] and number not in breaks)
        and not (number + 1 < len(at) and at[number + 1] and number + 1 not in breaks)
    )  # fmt: skip
    floor = f"M0,{top + tall * (1 + low / span):.1f}H{WIDTH}" if ends else ""  # zero, where it is the scale's own
    dashes = "".join(f"M{SIDE + (number - 0.5) * step:.1f},0V{height}" for number in sorted(breaks))
    last = next(point for point in reversed(at) if point)
    line = 'fill="none" stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke"'
    return image(
        f'<path d="{path}" stroke="{colours.both}" stroke-width="2" {line}/>'
        f'<path d="{floor}" stroke="{colours.line}" stroke-width="1" {line}/>'
        f'<path d="{dashes}" stroke="{colours.muted}" stroke-width="1" stroke-dasharray="3 3" {line}/>'
        f'<path d="{lone}" stroke="{colours.both}" stroke-width="5" {line}/>'
        f'<path d="M{last[0]:.1f},{last[1]:.1f}h0" stroke="{colours.both}" stroke-width="8" {line}/>',
        height, alt,
    )  # fmt: skip


def shares(parts: Sequence[tuple[float, str]], height: int, alt: str) -> str:
    """A whole as one bar in the parts' colours, with a gap between them."""
    total, start, shapes = sum(value for value, _ in parts) or 1.0, 0.0, ""
    for value, colour in parts:
        width = value / total * WIDTH
        shapes += f'<rect x="{start:.1f}" y="0" width="{max(width - 1, 0):.1f}" height="{height}" fill="{colour}"/>'
        start += width
    return image(shapes, height, alt)
