"""Policy: from a finding to a proposal, a decision and what became of it, by theme; what nobody followed up in time is said."""

from collections.abc import Sequence
from html import escape

from dashboard.figures.plain import Column, Grid
from dashboard.figures.theme import palette
from dashboard.metrics.lists import flows as lists
from dashboard.metrics.lists.flows import Policy
from dashboard.metrics.reference import municipalities
from dashboard.views import record_list
from dashboard.views.grids import Filled, of_columns
from dashboard.views.parts import Html, Note, Part, Parts, Records, together
from dashboard.views.view import View, remembered

KINDS = ("policy_item",)
THEMES = ("bio", "circular", "other")
STEPS = ("finding", "proposal", "decision", "follow_up")


def parts(view: View) -> Parts:
    """The matters of each theme, step by step."""
    t, rows = view.t, known(view)
    if not rows:
        return together(Note(t("flows.policy.nothing"), key="nothing"))
    return together(*(_theme(view, theme) for theme in THEMES if any(p.theme == theme for p in rows)))


@remembered
def known(view: View) -> tuple[Policy, ...]:
    """The matters of the reader's areas; one of a whole county or of both sides concerns each of its municipalities."""
    mine = set(view.selection.municipalities())
    return tuple(p for p in lists.policy(view.engine) if not p.area or mine & set(municipalities(p.area)))


def answer(view: View) -> str:
    """How far matters have come, in a sentence, and which are late; "" where there are none."""
    t, rows = view.t, known(view)
    if not rows:
        return ""
    late = [p.title for p in rows if p.overdue(view.engine.recorded_on)]
    in_time = t("flows.policy.late", n=len(late), names=t.sentence(late)) if late else t("flows.policy.in_time")
    return f"{_told(view, rows)} {in_time}"


def _told(view: View, matters: Sequence[Policy]) -> str:
    decided, followed = (sum(getattr(p, step) is not None for p in matters) for step in ("decision", "follow_up"))
    return view.t("flows.policy.answer", n=len(matters), decided=decided, followed=followed)


def _theme(view: View, theme: str) -> Part:
    """The matters of one theme."""
    matters = [p for p in known(view) if p.theme == theme]
    day = view.engine.recorded_on

    def grid() -> Grid:
        return _grid(view, matters)

    title = f"{view.t.choice('policy_item', 'theme', theme)}: {_told(view, matters).rstrip('.')}"
    return Part(
        f"policy_{theme}", title, "",
        Html(lambda: "".join(_matter(view, matter, matter.overdue(day)) for matter in matters)),
        lambda: record_list.without_keys(grid()), records=Records(grid, KINDS, view.t("record.policy_item.help")),
    )  # fmt: skip


def _grid(view: View, matters: Sequence[Policy]) -> Grid:
    """The matters as a table: each step in words, and whether its follow-up is overdue."""
    t, day = view.t, view.engine.recorded_on
    return of_columns([
        Filled(Column(t("record.field.title"), name="title"), [m.title for m in matters]),
        Filled(Column(t("column.area"), name="area"), [t.area(m.area) if m.area else "" for m in matters]),
        *(
            Filled(
                Column(t.choice("policy_item", "stage", step), name=step),
                [" · ".join(filter(None, [getattr(m, step), _more(view, m, step)])) for m in matters],
            )
            for step in STEPS
        ),
        Filled(Column(t("column.status"), name="status"), [t("flows.policy.overdue") if m.overdue(day) else "" for m in matters]),
        Filled(Column(t("column.key"), name="key", code=True), [m.key for m in matters]),
    ])  # fmt: skip


def _matter(view: View, matter: Policy, late: bool) -> str:
    """A matter's name and place, and the steps that it has taken beside one another; the one that comes next is said to be
    still to come."""
    t, colours = view.t, palette(view.mode)
    where = f" · {escape(t.area(matter.area))}" if matter.area else ""
    mark = f' · <b style="color:{colours.attention}">{escape(t("flows.policy.overdue"))}</b>' if late else ""
    taken = [step for step in STEPS if getattr(matter, step)]
    shown = STEPS[: max(map(STEPS.index, taken), default=-1) + 2]
    steps = "".join(
        f'<div><div style="color:{colours.muted};font-size:14px">{escape(t.choice("policy_item", "stage", step))}</div>'
        f"<div>{escape(getattr(matter, step) or t(f'flows.policy.no.{step}'))}</div>"
        f'<div style="color:{colours.muted};font-size:14px">{escape(_more(view, matter, step))}</div></div>'
        for step in shown
    )
    return (
        f'<div style="border-top:1px solid {colours.line};padding:10px 0"><b>{escape(matter.title)}</b>{where}{mark}'
        f'<div style="display:grid;grid-template-columns:repeat(auto-fill,minmax(min(230px,100%),1fr));gap:6px 24px;margin-top:4px">'
        f"{steps}</div></div>"
    )


def _more(view: View, matter: Policy, step: str) -> str:
    """Who decided and when; until when it is to be followed up, or when it was."""
    t = view.t
    if step == "decision" and matter.decision:
        return " · ".join(filter(None, [matter.decided_by, t.date(matter.decided_on) if matter.decided_on else ""]))
    if step == "follow_up" and matter.follow_up_on:
        return t.date(matter.follow_up_on) if matter.follow_up else t("flows.policy.by", day=matter.follow_up_on)
    return ""
