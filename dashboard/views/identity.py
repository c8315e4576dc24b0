"""How sources meet, in words: by what a name was told to be a company's, and the uncertain ones as a table."""

from dashboard.figures.plain import Column, Grid
from dashboard.metrics.lists.identity import Uncertain
from dashboard.views.view import View


def basis(view: View, by: str, score: float | None) -> str:
    """By what a name and a company meet: by number; by name, 93 %; an editor's word."""
    told = {"score": view.t.percent(score or 0.0, 0)} if by == "name" else {}
    return view.t(f"identity.by.{by}", **told)


def table(view: View, found: list[Uncertain]) -> Grid:
    """The uncertain ones with their keys, as they are downloaded."""
    t = view.t
    columns = (
        Column(t("identity.party"), name="party"), Column(t("identity.called"), name="name"),
        Column(t("column.area"), name="area"), Column(t("identity.mentions"), "integer", name="mentions"),
        Column(t("identity.company.key"), name="company"), Column(t("identity.company"), name="company_name"),
        Column(t("identity.seat"), name="seat"), Column(t("identity.score"), "number", 3, name="score"),
        Column(t("identity.other.key"), name="other"), Column(t("identity.other"), name="other_name"),
        Column(t("identity.other.score"), "number", 3, name="other_score"),
    )  # fmt: skip
    rows = tuple(
        (
            one.party, one.name, place(view, one.area), one.mentions, one.company, one.company_name, place(view, one.seat),
            one.score, one.other, one.other_name, one.other_score,
        )
        for one in found
    )  # fmt: skip
    return Grid(columns, rows)


def read(view: View, found: list[Uncertain]) -> dict[str, list[str]]:
    """The uncertain ones as they are read."""
    t = view.t
    return {
        t("identity.called"): [one.name for one in found],
        t("column.area"): [place(view, one.area) for one in found],
        t("identity.mentions"): [t.number(one.mentions) for one in found],
        t("identity.company"): [named(view, one.company_name, one.seat) for one in found],
        t("identity.score"): [t.percent(one.score, 0) for one in found],
        t("identity.other"): [named(view, one.other_name, one.other_seat) if one.other_name else "" for one in found],
        t("identity.other.score"): ["" if one.other_score is None else t.percent(one.other_score, 0) for one in found],
    }


def named(view: View, name: str, area: str | None) -> str:
    """A company with its place."""
    return f"{name}, {place(view, area)}" if area else name


def place(view: View, area: str | None) -> str:
    """A municipality's name; nothing where none is known."""
    return view.t.area(area) if area else ""
