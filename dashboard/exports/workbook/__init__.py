"""The register as a workbook: one sheet a kind of record, in the reader's language; out, in again, and what that would do.

A column is known by its heading in any of the three languages or by its field's name, so columns may stand in any order and
others may stand between them.
"""

from dashboard.exports.workbook.reading import Read, is_template, read
from dashboard.exports.workbook.telling import Told, summary, told
from dashboard.exports.workbook.writing import write

__all__ = ["Read", "Told", "is_template", "read", "summary", "told", "write"]
