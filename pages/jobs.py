"""Stub."""

from dashboard.ui import blocks
from dashboard.ui.state import view

v = view()
blocks.opening(v.t("page.jobs"), "")
