"""The currency that the reader chooses for research funding."""

from dashboard.metrics.readings.comparing import Place
from dashboard.ui import controls
from dashboard.views.funding import currencies, known
from dashboard.views.view import View


def choose(view: View, places: tuple[Place, ...]) -> None:
    """The currency, where there is funding to show."""
    if known(view, places):
        controls.switch("currency", currencies(view), view.t("money.currency"), str)
