"""The demonstration set: staged rows generated from a seed and public facts; no invented persons."""

from dashboard.demo.generate import generate

__all__ = ["generate"]
