"""Kolada's key figures, greenhouse gases, and jobs as anybody's own table."""

import csv
import io
import json
from collections import defaultdict
from datetime import date

import pytest
from openpyxl import Workbook

from dashboard.errors import UserError
from dashboard.sources.importing import import_file
from dashboard.sources.industry import industry

EMISSIONS = "emissions/jamtland_smhi_emissions_{}_from_garbo.csv"


def rows_of(path):
    """The rows of a CSV file as dictionaries of text."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def workbook(lines):
    """The bytes of an XLSX workbook with one sheet."""
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


def kolada(*values, **page):
    """A page of Kolada's v3 API; a value is (kpi, municipality, period, {gender: (figure, status)})."""
    listed = [
        {"kpi": kpi, "municipality": area, "period": period,
         "values": [{"gender": g, "value": v, "status": s, "count": 1} for g, (v, s) in parts.items()]}
        for kpi, area, period, parts in values
    ]  # fmt: skip
    return json.dumps({"values": listed, "count": len(listed), "next_url": None} | page)


def test_koladas_real_sample_is_read_though_all_of_it_is_of_other_cities(data, shared, staged):
    """48 values of Stockholm, Gothenburg and Malmö: outside the area, which is no error."""
    release = import_file(shared / "statistics/kolada_values_sample_rkolada.csv", "kolada")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (48, 0, 48, 0)
    assert release.as_of == date(2019, 12, 31) and staged("indicator") == []


def test_koladas_sample_would_be_in_for_a_municipality_of_the_area(take, shared, staged):
    """The same rows as if Stockholm were Östersund: all values as they stand in the file."""
    path = shared / "statistics/kolada_values_sample_rkolada.csv"
    take("kolada", path.read_text(encoding="utf-8").replace(",0180,", ",2380,"))
    expected = {(r["kpi"], r["year"]): float(r["value"]) for r in rows_of(path) if r["municipality_id"] == "0180"}
    found = {(row["indicator"], row["period"]): row["value"] for row in staged("indicator")}
    assert found == expected and len(found) == 16
    assert {(row["area"], row["breakdown"], row["status"]) for row in staged("indicator")} == {("SE-2380", "", "ok")}


def test_koladas_answers_keep_sexes_and_statuses(take, staged):
    """All, women and men; missing and private are two things; the region is the county, 0000 the country."""
    answer = kolada(
        ("N00401", "2321", 2024, {"T": (1.5, ""), "K": (None, "Missing"), "M": (None, "Private")}),
        ("N00401", "0023", 2024, {"T": (0, "")}), ("N00401", "0000", 2024, {"T": (4.2, "")}),
        ("N00401", "0180", 2024, {"T": (3, "")}), ("N00401", "G12345", 2024, {"T": (3, "")}),
    )  # fmt: skip
    release = take("kolada", answer, "answer.json")
    assert (release.rows, release.accepted, release.outside) == (7, 5, 2)
    found = {(row["area"], row["breakdown"]): (row["value"], row["status"]) for row in staged("indicator")}
    assert found == {
        ("SE-2321", ""): (1.5, "ok"), ("SE-2321", "K"): (None, "missing"), ("SE-2321", "M"): (None, "suppressed"),
        ("SE-23", ""): (0, "ok"), ("SE", ""): (4.2, "ok"),
    }  # fmt: skip


def test_a_key_figure_has_its_title_where_the_file_has_it(take, staged):
    """Else its id; a page may call its list results."""
    value = kolada(("N00401", "2321", 2024, {"T": (1, "")}))
    listed = json.loads(value)["values"]
    titled = {"results": [{"id": "N00401", "title": "Utsläpp, ton/inv"}], "values": listed}
    take("kolada", json.dumps({"results": listed}), "a.json")
    take("kolada", json.dumps(titled), "b.json")
    assert [row["title"] for row in staged("indicator")] in (
        ["N00401", "Utsläpp, ton/inv"],
        ["Utsläpp, ton/inv", "N00401"],
    )


@pytest.mark.parametrize("answer", ["{}", '{"values": [{"a": 1}]}', "[3]", '{"values": 3}', '{"results": [', "[[[["])
def test_other_json_is_no_answer_of_kolada(take, answer):
    """Refused whole."""
    with pytest.raises(UserError):
        take("kolada", answer, "answer.json")


def test_an_empty_page_of_kolada_has_nothing(take):
    """The last page of a search."""
    assert take("kolada", kolada(), "answer.json").rows == 0


def test_the_real_emissions_are_those_of_the_file(data, shared, staged):
    """720 figures by sector and 80 totals of eight municipalities; the sectors' sum is the publisher's own total."""
    by_sector, total = (shared / EMISSIONS.format(name) for name in ("by_sector", "total"))
    assert import_file(by_sector, "emissions").accepted == 720
    assert import_file(total, "emissions").accepted == 80
    rows = staged("emission")
    assert {row["status"] for row in rows} == {"ok"} and len({row["area"] for row in rows}) == 8
    assert {row["sector"] for row in rows} == {
        "*", "industry", "energy", "heating", "transport", "aviation_shipping", "machinery", "agriculture", "waste", "products",
    }  # fmt: skip
    assert sorted(row["tonnes"] for row in rows if row["sector"] != "*") == sorted(
        float(r["ton_co2e"]) for r in rows_of(by_sector)
    )
    sums = defaultdict(float)
    for row in rows:
        sums[row["area"], row["year"]] += row["tonnes"] * (-1 if row["sector"] == "*" else 1)
    assert all(abs(difference) < 0.05 for difference in sums.values()) and len(sums) == 80


def test_norwegian_emissions_add_up_over_sources_and_gases(take, staged):
    """Miljødirektoratet's columns: each source and gas has its row; a secret one makes the sum partial."""
    header = "Fylke;Kommunenummer;Kommune;År;Sektor;Utslippskilde;Klimagass;Utslipp (tonn CO₂-ekvivalenter)\n"
    lines = ["Veitrafikk;Personbiler;CO2;10,5", "Veitrafikk;Personbiler;CH4;0,5", "Veitrafikk;Busser;CO2;1", "Luftfart;Fly;CO2;-",
             "Sjøfart;Ferge;CO2;:", "Sjøfart;Fiske;CO2;2", "Noe nytt;X;CO2;..", "Veitrafikk;Busser;CO2;1"]  # fmt: skip
    release = take("emissions", header + "".join(f"Trøndelag;5001;Trondheim;2023;{line}\n" for line in lines))
    assert (release.accepted, release.rejected) == (7, 1)
    found = {row["sector"]: (row["tonnes"], row["status"]) for row in staged("emission")}
    assert found == {"transport": (12, "ok"), "aviation_shipping": (2, "partial"), "Noe nytt": (None, "missing")}
    assert {(row["area"], row["year"]) for row in staged("emission")} == {("NO-5001", 2023)}


@pytest.mark.parametrize(
    "header",
    ["kommun;år;sektor;ton", "kommune;år;sektor;tonn", "municipality;year;sector;tonnes", "Område;ÅR;Sector;Utsläpp"],
)
def test_headers_of_emissions_in_three_languages(take, staged, header):
    """CSV or workbook, the same row; an empty sector is all of them."""
    take("emissions", f"{header}\nÅre;2023;;1 234,5\n")
    take("emissions", workbook([header.split(";"), ["Åre", 2023, "Totalt", 1234.5]]), "list.xlsx")
    assert {(r["area"], r["sector"], r["year"], r["tonnes"]) for r in staged("emission")} == {
        ("SE-2321", "*", 2023, 1234.5)
    }


@pytest.mark.parametrize(
    "header",
    ["kommun;bransch;år;jobb", "kommune;næring;år;sysselsatte", "municipality;industry;year;jobs", "Område;Näringsgren;År;Antal jobb"],
)  # fmt: skip
def test_jobs_in_three_languages_with_their_symbols(take, staged, header):
    """A zero, a missing and a suppressed cell stay three things; the word for all industries is "*"."""
    lines = ["2321;C;2023;12", "2321;10;2022;0", "2321;G;2023;:", "2321;F;2023;..", "2321;I;2023;<3", "2321;Totalt;2023;99",
             "0180;C;2023;5", "23;samtliga;2023;7 p", "Trøndelag;alle;2023;1 000"]  # fmt: skip
    release = take("employment", header + "\n" + "\n".join(lines))
    assert (release.rows, release.accepted, release.outside, release.rejected) == (9, 8, 1, 0)
    assert release.note == "sources.note.unlabelled" and release.as_of == date(2023, 12, 31)
    found = {
        (r["area"], r["industry"], r["division"], r["year"]): (r["jobs"], r["status"]) for r in staged("employment")
    }
    assert found == {
        ("SE-2321", "C", None, 2023): (12, "ok"), ("SE-2321", "C", "10", 2022): (0, "ok"),
        ("SE-2321", "G", None, 2023): (None, "suppressed"), ("SE-2321", "F", None, 2023): (None, "missing"),
        ("SE-2321", "I", None, 2023): (None, "suppressed"), ("SE-2321", "*", None, 2023): (99, "ok"),
        ("SE-23", "*", None, 2023): (7, "provisional"), ("NO-50", "*", None, 2023): (1000, "ok"),
    }  # fmt: skip


def test_the_classification_stands_in_a_column_or_in_the_header(take, staged):
    """K of NACE Rev. 2 is finance, which is L today; with a label nothing is assumed."""
    assert take("employment", "area;industry;classification;year;jobs\n5001;K;NACE Rev. 2;2023;4\n").note == ""
    assert take("employment", "kommun;SNI 2007;år;jobb\n2321;K Finans;2023;4\n").note == ""
    assert take("employment", "area;industry;year;jobs\n5006;*;2023;4\n").note == ""
    assert [row["industry"] for row in staged("employment")].count("L") == 2
    take("employment", "area;industry;classification;year;jobs\n5007;K;SN2007;2023;4\n5007;K;SN2025;2024;5\n")
    found = {row["year"]: (row["industry"], row["jobs"]) for row in staged("employment") if row["area"] == "NO-5007"}
    assert found == {2023: ("L", 4), 2024: ("K", 5)}


def test_sections_stand_beside_their_divisions_and_finer_codes_do_not(take, staged):
    """A section has no division; a code within a division is in the division's figure already."""
    lines = ["C;30", "10;10", "13;20", "41;4", "41.1;1", "62.1;5", "62.2;6", "01-03;8", "01;3"]
    take("employment", "area;industry;year;jobs\n" + "\n".join(f"5001;{line.replace(';', ';2023;')}" for line in lines))
    assert {(row["industry"], row["division"]): row["jobs"] for row in staged("employment")} == {
        ("C", None): 30, ("C", "10"): 10, ("C", "13"): 20, ("F", "41"): 4, ("K", "62"): 11, ("A", None): 8, ("A", "01"): 3,
    }  # fmt: skip


def test_jobs_that_cannot_be_are_rejected(take, rejected):
    """Halves, negative numbers, years to come, unknown words, a figure given twice, a formula, a mistyped place."""
    lines = ["5001;C;2023;1", "5001;C;2023;1", "5001;C;2022;0,5", "5001;C;2021;-1", "5001;C;2044;1", "5001;handel;2023;1",
             "5001;G;2023;=1+1", "Östersunt;G;2023;1", ";G;2023;1"]  # fmt: skip
    assert take("employment", "area;industry;year;jobs\n" + "\n".join(lines)).accepted == 1
    assert [reason for _, reason, _ in rejected()] == [
        "duplicate", "number", "number", "date", "industry_text", "formula", "unknown_area", "no_area",
    ]  # fmt: skip


@pytest.mark.parametrize("version", ["NACE2", "SNI2007", "SN2007"])
def test_old_sections_move_as_the_correspondence_says(shared, version):
    """By all old codes of a section: more than half of where SSB's correspondence sends them is the section given here.

    J is divided between J and K, so it is unknown.
    """
    old = rows_of(shared / "codes/nace_rev2_en_sv_no.csv")
    parents = {row["code"]: row["parent"] for row in old}
    sections = {row["code"]: row["parent"] for row in rows_of(shared / "codes/nace21_sections_divisions_sv_nb_en.csv")}
    targets = defaultdict(set)
    for row in rows_of(shared / "codes/sn2007_to_sn2025_klass2919.csv"):
        targets[row["sn2007"][:5]].add(row["sn2025"][:2])
    shares = defaultdict(lambda: defaultdict(float))
    for code in (row["code"] for row in old if len(row["code"]) == 5):
        for division in targets[code] or {code[:2]}:
            shares[parents[code[:2]]][sections[division]] += 1 / len(targets[code] or {code[:2]})
    assert len(shares) == 21
    for letter, counted in shares.items():
        best = max(counted, key=counted.get)
        found = industry(letter, version)["industry"]
        assert found == (best if letter != "J" else "?"), letter
        assert letter == "J" or counted[best] / sum(counted.values()) > 0.5
