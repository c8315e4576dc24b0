"""Whole tables for those who want everything: which marts are open data, and their rows."""

import pyarrow as pa

from dashboard.warehouse.engine import Engine

# a mart's name and the columns to leave out, which serve the program alone
OPEN = {
    "company": "search_name", "workplace": "search_name, first_year, last_year", "company_stock": "", "company_flow": "",
    "company_life": "", "workplace_stock": "", "job_flow": "", "employment": "covered, hidden", "area_population": "",
    # of whole countries the cubes only: two million rows are too many for a workbook, and for a server to make per click
    "national_company_stock": "", "national_workplace_stock": "",
    "working_age": "", "vacancy": "", "emission": "", "indicator": "", "revision": "", "establishment": "", "job_result": "",
    "rd_organisation": "", "rd_unit": "", "rd_capacity": "", "rd_link": "", "rd_project": "", "need": "", "cluster": "",
    "cluster_member": "", "meeting": "", "residual_flow": "", "policy_item": "", "ai_test": "",
    "identity": "",
}  # fmt: skip


def sizes(engine: Engine) -> dict[str, int]:
    """How many rows each open mart has, empty ones left out."""
    rows = {name: engine.rows(f"select count(*) from {name}")[0][0] for name in OPEN}
    return {name: count for name, count in rows.items() if count}


def rows(engine: Engine, name: str) -> pa.Table:
    """All rows of an open mart. Raises KeyError for a table that is not open."""
    left_out = OPEN[name]
    return engine.table(f"select * {f'exclude ({left_out})' if left_out else ''} from {name}")


def rejects(engine: Engine, most: int) -> tuple[int, pa.Table]:
    """How many rows could not be used, and the first of them: source, file, line, reason, detail, text."""
    total: int = engine.rows("select count(*) from reject")[0][0]
    return total, engine.table("select * from reject limit $most", {"most": most})
