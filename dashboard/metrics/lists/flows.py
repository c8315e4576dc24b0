"""Residual flows (what companies throw away, heat, cool and drive, and what they want instead) and policy as rows, from the
project's own records."""

from datetime import date
from typing import NamedTuple

from dashboard.metrics.reference import municipalities
from dashboard.warehouse.engine import Engine

UNITS = {"material": "tonnes", "heat": "mwh", "cold": "mwh", "transport": "tonnes"}  # what each form is counted in


class Flow(NamedTuple):
    """One flow. ``direction`` is offered or wanted, ``form`` material, heat, cold or transport; ``amount`` a year in the
    form's unit (UNITS), None where it is not known. ``lat`` and ``lon`` are its own, else the company's, else the seat of
    the municipality; None where none is known."""

    key: str
    name: str
    area: str
    lat: float | None
    lon: float | None
    direction: str
    form: str
    material_sv: str | None
    material_nb: str | None
    material_en: str | None
    ewc: str | None
    amount: float | None
    jobs: float | None
    from_on: date | None
    until_on: date | None
    status: str
    matched_with: str | None

    @property
    def unit(self) -> str:
        """tonnes or mwh, a year."""
        return UNITS[self.form]

    def material(self, language: str) -> str:
        """What it is, in the language; where that is not written, in another, or nothing."""
        told = (getattr(self, f"material_{language}"), self.material_sv, self.material_nb, self.material_en)
        return next((text for text in told if text), "")


def flows(engine: Engine) -> list[Flow]:
    """All flows in the order of their keys, also those that are matched or ended."""
    return [
        Flow(*row)
        for row in engine.rows(
            """select f.key, coalesce(c.name, f.name, f.key), f.area, coalesce(f.lat, c.lat, a.seat_lat),
                coalesce(f.lon, c.lon, a.seat_lon), f.direction, coalesce(f.form, 'material') as form, f.material_sv,
                f.material_nb, f.material_en, f.ewc,
                case when form in ('heat', 'cold') then f.mwh_per_year else f.tonnes_per_year end, f.jobs, f.from_on,
                f.until_on, coalesce(f.status, 'open'), f.matched_with
            from residual_flow as f left join company as c on c.key = f.company left join area as a on a.key = f.area
            where list_contains($areas, f.area) order by f.key""",
            {"areas": list(municipalities())},
        )
    ]


class Policy(NamedTuple):
    """One matter of policy on its way from a finding to what became of it; what has not come yet is None."""

    key: str
    title: str
    area: str | None
    theme: str
    stage: str
    finding: str | None
    proposal: str | None
    decision: str | None
    decided_by: str | None
    decided_on: date | None
    follow_up: str | None
    follow_up_on: date | None

    def overdue(self, day: date) -> bool:
        """Whether it should have been followed up by the day, and was not."""
        return self.follow_up_on is not None and self.follow_up_on < day and not self.follow_up


def policy(engine: Engine) -> list[Policy]:
    """All matters, the furthest on the way first, those decided last before others."""
    return [
        Policy(*row)
        for row in engine.rows(
            """select key, title, area, theme, stage, finding, proposal, decision, decided_by, decided_on, follow_up,
                follow_up_on
            from policy_item order by case stage when 'follow_up' then 0 when 'decision' then 1 when 'proposal' then 2
                else 3 end, decided_on desc nulls last, key"""
        )
    ]
