"""A meeting on a screen: one HTML document that asks nobody for anything, from a USB stick as well as from the app.

``content`` turns a deck into what the document draws (ready words, axes, colours), ``page`` joins it with the style sheet and
the scripts. These stand beside this file, one subject each: ground, labels, plain, charts, bars, scatter, map, stage,
panels, presenter, live, keys.
"""

from dashboard.exports.presenting.content import content
from dashboard.exports.presenting.page import page

__all__ = ["content", "page"]
