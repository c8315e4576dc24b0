"""Make industry_map.csv from SSB's correspondence of SN2007 with SN2025.

    python data/reference/build_industry_map.py FOLDER

FOLDER holds ``sn2007_to_sn2025_klass2919.csv`` and ``sn2025_nb_en_klass3218.csv`` (SSB Klass) and
``nace_rev2_en_sv_no.csv`` (Eurostat). The correspondence lists changed codes only: every other code keeps its number.

A code that is split keeps its own division where one of its targets lies there (a few of its activities moved out: of
warehousing the storage of gas; of office support the intermediation), else it goes where most of its targets lie, the
lowest division where several have as many. ``share`` is the part of the targets in the division given.
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent


def main(folder: Path) -> None:
    """Write industry_map.csv beside this script: for each old classification the shortest prefixes that are enough."""
    sections = {row["code"]: row["parent"] for row in _rows(HERE / "industries.csv") if row["level"] == "division"}
    targets = _targets(folder)
    national = list(_prefixes(targets, sections, longest=5))
    international = list(_prefixes(targets, sections, longest=4))  # five digits are each country's own
    with (HERE / "industry_map.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["from_version", "from_code", "to_division", "to_section", "share"])
        for version, rows in {"NACE2": international, "SN2007": national, "SNI2007": international}.items():
            writer.writerows((version, *row) for row in rows)


def _targets(folder: Path) -> dict[str, set[str]]:
    """The new codes of every old five-digit code; digits only."""
    targets: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "sn2007_to_sn2025_klass2919.csv"):
        if len(_digits(row["sn2007"])) == 5:  # shorter ones are headings
            targets[_digits(row["sn2007"])].add(_digits(row["sn2025"]))
    reached = {new for news in targets.values() for new in news}
    for row in _rows(folder / "sn2025_nb_en_klass3218.csv"):
        code = _digits(row["code"])
        if row["level"] == "5" and code not in targets and code not in reached:
            targets[code].add(code)
    for row in _rows(folder / "nace_rev2_en_sv_no.csv"):
        code = _digits(row["code"])
        if len(code) == 4 and not any(old.startswith(code) for old in targets):
            targets[f"{code}0"].add(f"{code}0")
    return targets


def _prefixes(targets: dict[str, set[str]], sections: dict[str, str], longest: int) -> list[tuple[str, str, str, str]]:
    """Rows (old prefix, division, section, share); a longer prefix only where it says something else."""
    rows: list[tuple[str, str, str, str]] = []

    def descend(prefix: str, above: tuple[str, str, str] | None) -> None:
        below = {old: news for old, news in targets.items() if old.startswith(prefix)}
        divisions = Counter(new[:2] for news in below.values() for new in news)
        own = prefix[:2]
        division = own if own in divisions else min(divisions, key=lambda d: (-divisions[d], d))
        answer = division, sections[division], f"{divisions[division] / divisions.total():.3g}"
        if answer != above:
            rows.append((prefix, *answer))
        if len(divisions) > 1 and len(prefix) < longest:
            for longer in sorted({old[: len(prefix) + 1] for old in below}):
                descend(longer, answer)

    for division in sorted({old[:2] for old in targets}):
        descend(division, None)
    return rows


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _digits(code: str) -> str:
    return code.replace(".", "")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
