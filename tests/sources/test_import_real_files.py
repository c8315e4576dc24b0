"""The real files: what is imported against counts made from the file with nothing but the csv module."""

import csv
from collections import Counter
from datetime import date

from dashboard.settings import settings
from dashboard.sources.importing import import_file

MATTILSYNET = "workplaces/mattilsynet_trondelag.csv"
NVE = "workplaces/nve_vannkraftverk_trondelag_2022.csv"
POPULATION = "areas/ssb_07459_population_trondelag_2005-2026_from_csdata.csv"


def table(path):
    """The rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_mattilsynet_gives_a_workplace_for_each_object_where_the_file_says(data, shared, staged):
    """All 436 objects are in, each in its municipality: 187 in Trondheim, 21 in Steinkjer, 12 in Namsos."""
    release = import_file(shared / MATTILSYNET, "mattilsynet")
    by_hand = table(shared / MATTILSYNET)
    assert (release.rows, release.accepted, release.outside, release.rejected) == (436, 436, 0, 0)
    assert release.as_of == max(date.fromisoformat(row["tilsyn_dato"]) for row in by_hand)
    counted = Counter(row["area"] for row in staged("workplace"))
    assert counted == Counter(f"NO-{row['kommunenr_by_polygon']}" for row in by_hand)
    assert (counted["NO-5001"], counted["NO-5006"], counted["NO-5007"]) == (187, 21, 12)
    first, row = by_hand[0], staged("workplace")[0]
    assert row["key"] == f"NO-mattilsynet-{first['tilsynsobjektid']}"
    assert (row["orgnr"], row["name"], row["register_kind"]) == (first["orgnummer"], first["navn"], "inspection")
    assert (row["lat"], row["lon"]) == (float(first["lat"]), float(first["lon"]))


def test_points_of_mattilsynet_lie_in_the_municipalities_that_the_file_states(data, shared, staged, tmp_path):
    """Without the column of municipalities the polygons give the same ones, but for a few on borders and shores."""
    lines = [[cell for at, cell in enumerate(line) if at != 5] for line in csv.reader((shared / MATTILSYNET).open())]
    with (tmp_path / "points.csv").open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    release = import_file(tmp_path / "points.csv", "mattilsynet")
    stated = {f"NO-mattilsynet-{row['tilsynsobjektid']}": row for row in table(shared / MATTILSYNET)}
    rows = staged("workplace")
    same = sum(row["area"] == f"NO-{stated[row['key']]['kommunenr_by_polygon']}" for row in rows)
    assert release.accepted == 436
    assert same >= 434
    assert {row["area_basis"] for row in rows} <= {"polygon", "nearest"}


def test_nve_gives_each_plant_with_its_owner_output_and_first_year(data, shared, staged):
    """192 plants as of the end of 2022; masked owners have no number; decimal commas are read."""
    release = import_file(shared / NVE, "nve")
    by_hand = {f"NO-nve-{row['Løpenummer']}": row for row in table(shared / NVE)}
    assert (release.rows, release.accepted, release.as_of) == (192, 192, date(2022, 12, 31))
    rows = staged("workplace")
    assert {row["key"]: (row["area"], row["orgnr"] or "") for row in rows} == {
        key: (f"NO-{row['kommunenummer']}", row["Org.nr. hovedeier"]) for key, row in by_hand.items()
    }
    aunfoss = next(row for row in rows if row["name"] == "Aunfoss")
    assert (aunfoss["company"], aunfoss["detail"]) == ("NO-988340715", "megawatts=29.54")
    assert (aunfoss["industry"], aunfoss["division"], aunfoss["opened"]) == ("D", "35", date(1959, 6, 5))
    assert not any("maskert" in str(row.values()) for row in rows)


def test_population_is_stated_on_the_first_of_january(data, shared, staged):
    """Every figure of the extract is there, on 1 January of its year; the newest day is the as-of date."""
    release = import_file(shared / POPULATION, "population")
    assert release.as_of == date(2026, 1, 1)
    assert {(row["area"], row["day"]): row["persons"] for row in staged("population")} == {
        (f"NO-{row['kommunenummer']}", date(int(row["calyear"]), 1, 1)): int(row["pop"])
        for row in table(shared / POPULATION)
    }


def test_population_by_age_and_sex_keeps_its_groups(data, shared, staged):
    """Each figure keeps its sex and age group, and none is taken for the figure of all ages."""
    path = shared / "areas/ssb_07459_population_trondelag_2026_age_sex_from_csdata.csv"
    import_file(path, "population")
    assert {(row["area"], row["sex"], row["age"]): row["persons"] for row in staged("population")} == {
        (f"NO-{row['kommunenummer']}", row["sex"], row["agegrp"]): int(row["pop_jan1_n"]) for row in table(path)
    }
    assert "total" not in {row["age"] for row in staged("population")}


def test_every_real_file_is_archived_as_it_came(data, shared):
    """The archive's name tells day, digest and original name, and the bytes are the same."""
    release = import_file(shared / MATTILSYNET, "mattilsynet")
    archived = list((settings().raw / "mattilsynet").iterdir())
    assert [path.name for path in archived] == [f"2026-08-21_{release.digest[:12]}_mattilsynet_trondelag.csv"]
    assert archived[0].read_bytes() == (shared / MATTILSYNET).read_bytes()
