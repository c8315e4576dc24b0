"""Makes slides.pptx, the master of the PowerPoint files: ``python data/reference/build_slides.py``.

Only for a fresh start: the master is meant to be edited in PowerPoint or replaced. Two layouts are found by their names,
"Title" and "Finding", and their placeholders by theirs (``LAYOUTS``): Subject, Picture, Sources, Mark, QR.

The font is Arial: it is on every machine, so that what was looked at here breaks its lines in the same places there.
"""

import io
import re
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

WIDTH, HEIGHT = 960, 540  # points: 16:9
COLOURS = {
    "dk1": "1B2730", "lt1": "FFFFFF", "dk2": "55636E", "lt2": "EEF3F6", "accent1": "1F6B57", "accent2": "1B5E9E",
    "accent3": "B5372F", "accent4": "8A5A00", "accent5": "6B4C9A", "accent6": "76838D", "hlink": "1F6B57", "folHlink": "55636E",
}  # fmt: skip
# name, type, number, box (left, top, width, height), points, bold, colour, anchor, horizontal place
LAYOUTS = {
    "Title": (
        ("Title", "title", 0, (80, 96, 580, 150), 40, True, "tx1", "b", "l"),
        ("Subject", "body", 13, (80, 258, 580, 84), 20, False, "tx2", "t", "l"),
        ("Sources", "body", 15, (80, 404, 780, 44), 14, False, "tx2", "t", "l"),
        ("Mark", "body", 16, (80, 452, 780, 24), 16, True, "accent4", "ctr", "l"),
        ("QR", "pic", 17, (704, 172, 170, 170), 12, False, "tx2", "t", "l"),
    ),
    "Finding": (
        ("Title", "title", 0, (44, 18, 872, 74), 28, True, "tx1", "b", "l"),
        ("Subject", "body", 13, (44, 96, 872, 26), 18, False, "tx2", "t", "l"),
        ("Picture", "obj", 14, (44, 130, 872, 324), 22, False, "tx1", "t", "l"),
        ("Sources", "body", 15, (44, 466, 748, 44), 12, False, "tx2", "t", "l"),
        ("Mark", "body", 16, (44, 511, 700, 20), 14, True, "accent4", "ctr", "l"),
        ("QR", "pic", 17, (852, 466, 64, 64), 12, False, "tx2", "t", "l"),
        ("Number", "sldNum", 12, (792, 511, 48, 20), 12, False, "tx2", "ctr", "r"),
    ),
}  # fmt: skip
BANDS = {"Title": (0, 0, 24, HEIGHT), "Finding": (0, 0, WIDTH, 6)}
SPACE = '<a:spcBef><a:spcPts val="{}"/></a:spcBef>'


def _box(box: tuple[int, int, int, int]) -> str:
    x, y, width, height = (Pt(part) for part in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _placeholder(number: int, kept: tuple) -> str:
    name, kind, at, box, size, bold, colour, anchor, across = kept
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if kind == "obj" else "<a:buNone/>"
    indent = 'marL="285750" indent="-285750"' if kind == "obj" else 'marL="0" indent="0"'
    style = (
        f'<a:lvl1pPr {indent} algn="{across}">{SPACE.format(1200 if kind == "obj" else 0)}{bullet}'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )
    text = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    words = text if kind == "sldNum" else f"<a:r><a:rPr/><a:t>{name}</a:t></a:r>"
    index = "" if kind == "title" else f' idx="{at}"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>{_box(box)}</p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    ).replace('type="obj" ', "")  # an object is a placeholder's default


def _band(number: int, box: tuple[int, int, int, int]) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_box(box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _fill(tree, shapes: list[str]) -> None:
    for old in tree[2:]:
        tree.remove(old)
    for shape in shapes:
        tree.append(parse_xml(shape.replace(">", f" {nsdecls('a', 'p', 'r')}>", 1)))


def build() -> bytes:
    """The master as a file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in [*deck.slide_layouts][len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    master, theme = (
        deck.slide_master,
        next(r.target_part for r in deck.slide_master.part.rels.values() if "theme" in r.reltype),
    )
    text = theme.blob.decode()
    for name, colour in COLOURS.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>', text, flags=re.S
        )
    text = re.sub(r'<a:latin typeface="[^"]*"', '<a:latin typeface="Arial"', text)
    theme._blob = re.sub(r'name="Office[^"]*"', 'name="Mittnorden"', text).encode()
    _fill(
        master.shapes._spTree,
        [_placeholder(n, kept) for n, kept in enumerate(LAYOUTS["Finding"], 2) if kept[1] in ("title", "sldNum")],
    )
    for style in master._element.iter("{*}titleStyle", "{*}bodyStyle"):
        for level in style.iter("{*}defRPr"):
            level.set("kern", "0")
    for layout, (name, kept) in zip(deck.slide_layouts, LAYOUTS.items(), strict=True):
        layout.name = name
        layout._element.attrib.pop("type", None)
        _fill(layout.shapes._spTree, [_band(2, BANDS[name]), *(_placeholder(n, one) for n, one in enumerate(kept, 3))])
    deck.core_properties.title = "Mittnorden"
    assert deck.notes_master  # made by asking for it
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


if __name__ == "__main__":
    Path(__file__).with_name("slides.pptx").write_bytes(build())
