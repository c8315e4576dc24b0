"""The master: its layouts and their placeholders, found by name, so that another one can take its place."""

from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.presentation import Presentation as File
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout

from dashboard.errors import UserError

LAYOUTS = {  # the layouts in the order in which they are taken where none has the name, and what each must hold
    "Title": ("Title", "Subject", "Sources", "Mark", "QR"),
    "Finding": ("Title", "Subject", "Picture", "Sources", "Mark", "QR"),
}


def _placeholders(layout: SlideLayout) -> list[BaseShape]:
    return [shape for shape in layout.shapes if shape.is_placeholder]


class Template:
    """A new file made of a master. Raises UserError where it is no presentation or lacks a layout or placeholder."""

    def __init__(self, master: Path) -> None:
        try:
            self.file: File = Presentation(str(master))
        except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
            raise UserError(
                f"{master.name} is no PowerPoint file that can be read.", key="slides.unreadable", file=master.name
            ) from error
        for slide in list(self.file.slides._sldIdLst):  # what a master shows as an example
            self.file.part.drop_rel(slide.rId)
            self.file.slides._sldIdLst.remove(slide)
        self._layouts = {name: self._layout(master.name, name, number) for number, name in enumerate(LAYOUTS)}

    def _layout(self, file: str, name: str, number: int) -> tuple[SlideLayout, dict[str, int]]:
        """A layout and its placeholders' numbers by their names."""
        layouts = self.file.slide_layouts
        layout = layouts.get_by_name(name) or (layouts[number] if number < len(layouts) else None)
        if layout is None:
            raise UserError(f"{file} has no layout “{name}”.", key="slides.no_layout", file=file, layout=name)
        held = {shape.name: shape.placeholder_format.idx for shape in _placeholders(layout)}
        for wanted in LAYOUTS[name]:
            if wanted not in held:
                raise UserError(
                    f"In {file} the layout “{layout.name}” has no placeholder “{wanted}”.",
                    key="slides.no_placeholder", file=file, layout=layout.name, placeholder=wanted,
                )  # fmt: skip
        return layout, held

    def slide(self, name: str) -> tuple[Slide, dict[str, Any]]:
        """A new slide of that layout, and its placeholders by their names; the slide's number is on it where the layout
        has one."""
        layout, held = self._layouts[name]
        slide = self.file.slides.add_slide(layout)
        numbers = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
        found = {name: numbers[at] for name, at in held.items() if at in numbers}
        for name, shape in found.items():
            shape.name = name
        for shape in _placeholders(layout):
            if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                number = deepcopy(shape.element)
                for part in number.xpath("p:spPr/* | p:txBody/a:lstStyle/*"):  # the layout goes on saying how it looks
                    part.getparent().remove(part)
                slide.shapes._spTree.append(number)
        return slide, found
