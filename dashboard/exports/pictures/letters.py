"""The letters of pictures: Source Sans, how wide a text is in it, and how it is broken into lines."""

import font_source_sans_pro as fonts
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.textpath import text_to_path

from dashboard.figures.theme import SMALLEST

for _name in ("SourceSansPro", "SourceSansProBold"):
    fontManager.addfont(fonts.font_files_ttf[_name])
FAMILY = ["Source Sans Pro", "DejaVu Sans"]  # the second has the few signs that the first lacks
LINE = 1.22  # from one line of text to the next, in the text's size


def font(size: float, bold: bool) -> FontProperties:
    """The font as matplotlib takes it."""
    return FontProperties(family=FAMILY, size=size, weight="bold" if bold else "normal")


def wide(text: str, size: float = SMALLEST, bold: bool = False) -> float:
    """How many pixels the text takes across."""
    return float(text_to_path.get_text_width_height_descent(text, font(size, bold), False)[0]) if text else 0.0


def wrapped(text: str, width: float, lines: int = 2, size: float = SMALLEST, bold: bool = False) -> list[str]:
    """The text in at most so many lines, broken between words, with "…" for what has no room."""
    told, left = [""], text.split(" ")
    while left:
        longer = f"{told[-1]} {left[0]}".strip()
        if wide(longer, size, bold) <= width:
            told[-1] = longer
            left.pop(0)
        elif told[-1] and len(told) < lines:
            told.append("")
        else:
            told[-1] = _cut(longer, width, size, bold)
            # a word that is longer than a line leaves the others their lines
            if len(told) == lines or len(left) == 1:
                break
            left.pop(0)
            told.append("")
    return told


def _cut(text: str, width: float, size: float, bold: bool) -> str:
    while text and wide(f"{text}…", size, bold) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"
