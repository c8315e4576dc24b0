"""Registers in both databases."""

from tests.databases import register, register_url, sqlite_register

__all__ = ["register", "register_url", "sqlite_register"]
