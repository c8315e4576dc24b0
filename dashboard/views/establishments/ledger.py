"""The programme's establishments and jobs for a reader's filters, and the words that all parts of their page share."""

from dashboard.metrics.lists import ledger as lists
from dashboard.metrics.lists.ledger import STATES, Establishment, Ledger
from dashboard.views.view import View, remembered

MARTS = ("establishment", "job_result")


@remembered
def whole(view: View) -> Ledger:
    """The programme's rows, whatever is chosen."""
    return lists.ledger(view.engine)


@remembered
def chosen(view: View) -> Ledger:
    """The rows of the chosen areas and industries."""
    return whole(view).within(view.selection)


def name(view: View, one: Establishment) -> str:
    """Its name; a lead has none that everybody may see."""
    return one.name or view.t("establishments.unnamed")


def stage(view: View, key: str) -> str:
    """A stage in words."""
    return view.t.choice("establishment", "stage", key)


def industry(view: View, one: Establishment) -> str:
    """Its division in words, or its section where no more is known."""
    return view.t.industry(one.industry if one.division == "?" else one.division, short=True)


def days(view: View, number: float) -> str:
    """So many days."""
    return view.t.value(number, "days")


def number(view: View, amount: float) -> str:
    """An amount with a decimal where it has one."""
    return view.t.number(amount, 0 if amount == int(amount) else 1)


def states(view: View) -> dict[str, str]:
    """The words for how sure a result is, with a capital letter."""
    return {state: view.t(f"verification.{state}").capitalize() for state in STATES}
