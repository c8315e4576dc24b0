"""Stages one after another, with what stands at each and how long the way to the next one took. HTML, so that the stages
come below one another on a phone."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from dashboard.figures.naming import also, keys
from dashboard.figures.plain import Chart, Prose, Values
from dashboard.figures.progress import ROLES, fills
from dashboard.figures.theme import SMALLEST, Texts, marked, palette

NARROW, MARK = 128, 16  # px: how narrow a stage may be, and the side of a mark


class Stage(NamedTuple):
    """A stage: its name, what is told of it in large, one mark for each that stands there (verified, reported or expected),
    a line below them, what is told of the way to the next stage, and its key."""

    name: str
    told: str
    marks: tuple[str, ...]
    note: str = ""
    onward: str = ""
    key: str = ""


class Steps(NamedTuple):
    """The stages in order, those ``apart`` (no step leads to them), and whether what is told of them is one large number."""

    stages: tuple[Stage, ...]
    apart: tuple[Stage, ...]
    large: bool


def info(stages: Sequence[Stage], apart: Sequence[Stage] = (), *, large: bool = True) -> Steps:
    """The stages in the order given."""
    return Steps(tuple(stages), tuple(apart), large)


def draw(info: Steps, texts: Texts, mode: str) -> str:
    """The stages side by side. ``texts.words``: a word for each kind of mark that is to be in the legend; ``mark`` says that
    the data are a demonstration."""
    colours, patches = palette(mode), fills(mode)
    legend = "".join(
        f'<span style="display:inline-flex;align-items:center;gap:6px">{_mark(patches[name])}{escape(texts.words[name])}</span>'
        for name in patches if name in texts.words
    )  # fmt: skip
    rows = "".join(_stage(stage, info, mode) for stage in (*info.stages, *info.apart))
    return (
        f'<div style="font-size:{SMALLEST}px;line-height:1.3;color:{colours.text}">'
        f'<div style="display:flex;flex-wrap:wrap;gap:4px 20px;margin-bottom:10px">{marked(texts, mode)}{legend}</div>'
        f'<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax({NARROW}px,1fr));gap:20px 16px">{rows}</div></div>'
    )


def _stage(stage: Stage, info: Steps, mode: str) -> str:
    """One stage under a line in its colour; one that stands apart has a dashed line, and nothing leads on from it."""
    colours, patches = palette(mode), fills(mode)
    line = f"2px dashed {colours.context}" if stage in info.apart else f"3px solid {colours.both}"
    told = "font-size:24px;font-weight:600;line-height:1.25" if info.large else "font-size:16px"
    marks = "".join(_mark(patches[kind]) for kind in stage.marks)
    quiet = f'style="color:{colours.muted}"'
    return (
        f'<div style="break-inside:avoid;border-top:{line};padding-top:8px">'
        f'<div style="font-weight:600">{escape(stage.name)}</div><div style="{told}">{escape(stage.told)}</div>'
        f'<div style="display:flex;flex-wrap:wrap;gap:3px;margin:4px 0;min-height:{MARK if info.large else 0}px">{marks}</div>'
        f"<div {quiet}>{escape(stage.note)}</div>"
        f"<div {quiet}>{f'→ {escape(stage.onward)}' if stage.onward else ''}</div></div>"
    )


def _mark(fill: str) -> str:
    """A little square; its words stand beside it."""
    return (
        f'<span aria-hidden="true" style="width:{MARK}px;height:{MARK}px;border-radius:3px;flex:none;background:{fill}">'
        f"</span>"
    )


def plain(info: Steps, texts: Texts, *, unit: str = "") -> Chart | Prose:
    """Numbers as stacked bars, one for each stage with the way to the next one beside its name; else a line for each."""
    stages = (*info.stages, *info.apart)
    names = tuple(f"{stage.name} → {stage.onward}" if stage.onward else stage.name for stage in stages)
    if not info.large:
        return Prose(
            tuple(also(f"{s.name}: {s.told}", s.note) + (f" → {s.onward}" if s.onward else "") for s in stages)
        )
    series = (
        Values(texts.words[kind], tuple(float(stage.marks.count(kind)) for stage in stages), role)
        for kind, role in ROLES.items() if kind in texts.words
    )  # fmt: skip
    return Chart("bar", names, tuple(series), keys(stage.key for stage in stages), unit, stacked=True)
