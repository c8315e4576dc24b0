"""Meetings that are ready in one click, from data/reference/meetings.toml."""

import tomllib
from datetime import date

from dashboard.errors import UserError
from dashboard.i18n import words
from dashboard.meeting.meeting import Item, Meeting
from dashboard.metrics.reference import WHOLE, areas, municipalities
from dashboard.settings import REFERENCE

_READ = tomllib.loads((REFERENCE / "meetings.toml").read_text(encoding="utf-8"))
TEMPLATES = tuple(_READ)


def one_for(template: str, area: str, language: str, today: date) -> Meeting:
    """A meeting from a template for an area (its key; "" is the whole region), not kept yet.

    Raises UserError for an unknown template or area, and where the template asks for a municipality and this is none.
    """
    if template not in TEMPLATES:
        raise UserError(
            f"There is no template {template!r}; there are {', '.join(TEMPLATES)}.", key="meeting.no_template",
            template=template, known=", ".join(TEMPLATES),
        )  # fmt: skip
    of_one = _READ[template].get("one", False)
    if area not in (municipalities() if of_one else ("", *areas())):
        raise UserError(
            "Name an area that is here, of one municipality its key, such as SE-2380.", key="meeting.no_area"
        )
    whole, t = area in ("", WHOLE), words(language)
    return Meeting(
        t(f"meeting.template.{template}.title", area=t.area(area or WHOLE), year=str(today.year)), language,
        tuple(Item.of(view.replace("{area}", "" if whole else area)) for view in _READ[template]["views"]),
    )  # fmt: skip
