"""Statistics Sweden and Statistics Norway: JSON-stat 2 in all its shapes, and the two kinds of CSV of their sites."""

import json
from collections import Counter
from contextlib import suppress
from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dashboard.errors import UserError
from dashboard.sources import modules
from dashboard.sources.importing import import_file
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.opening import File
from dashboard.sources.region import published, region
from dashboard.staged import Draft

TAB6471 = "statistics/scb_v2_TAB6471_data.json"
JOBS = "sysselsatta efter arbetsställets belägenhet"


def cube(dimensions, value, label="Tabell", **more):
    """A JSON-stat 2 answer; a dimension is its label and its categories, as a dictionary or a list of codes."""
    categories = {
        name: (shown, dict(codes) if isinstance(codes, dict) else {code: code for code in codes})
        for name, (shown, codes) in dimensions.items()
    }
    answer = {
        "version": "2.0", "class": "dataset", "label": label, "source": "SCB",
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]}, "id": list(dimensions),
        "size": [len(codes) for _, codes in categories.values()],
        "dimension": {
            name: {"label": shown, "category": {"index": {c: i for i, c in enumerate(codes)}, "label": codes}}
            for name, (shown, codes) in categories.items()
        },
        "extension": {"px": {"tableid": "TAB1"}}, "value": value,
    }  # fmt: skip
    return json.dumps(answer | more)


def indicator(value, **more):
    """A table of something else than people and jobs, for one place: as many years as there are figures."""
    years = [str(2000 + number) for number in range(more.pop("years", len(value)))]
    contents = ("tabellinnehåll", {"A": "Bruttoregionprodukt, mkr"})
    return cube(
        {"Region": ("region", {"2380": "Östersund"}), "ContentsCode": contents, "Tid": ("år", years)}, value, **more
    )


def employed(value, codes, sni="SNI2007", sexes=None, **more):
    """A table of jobs in Åre in 2023 by industry, of both sexes or of those given."""
    dimensions = {"Region": ("region", {"2321": "Åre"}), sni: (f"näringsgren {sni}", codes)}
    dimensions |= {"Kon": ("kön", sexes)} if sexes else {}
    dimensions |= {"ContentsCode": ("tabellinnehåll", {"X": JOBS}), "Tid": ("år", ["2023"])}
    return cube(dimensions, value, **more)


def jobs_of(rows):
    """Jobs and status by industry and division."""
    return {(row["industry"], row["division"]): (row["jobs"], row["status"]) for row in rows}


def test_the_real_table_is_read_whole(data, shared, staged):
    """2 772 cells: Jämtland's 132 are population on the last day of a month, those of the 20 other counties outside."""
    release = import_file(shared / TAB6471, "scb")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (2772, 132, 2640, 0)
    assert release.as_of == date(2026, 4, 30)
    rows = staged("population")
    assert {row["area"] for row in rows} == {"SE-23"}
    assert {row["day"] for row in rows} == {date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)}
    assert {row["age"] for row in rows} == {f"{first}-{first + 9}" for first in range(0, 100, 10)} | {"100+"}


def test_the_real_tables_sums_are_those_counted_by_hand(data, shared, staged):
    """Over the ages, per sex and month, straight from the list of values and the sizes."""
    answer = json.loads((shared / TAB6471).read_text(encoding="utf-8"))
    _, ages, sexes, _, months = answer["size"]
    place = answer["dimension"]["Region"]["category"]["index"]["23"]
    by_hand = Counter()
    for age, sex, month in product(range(ages), range(sexes), range(months)):
        by_hand[sex, month] += answer["value"][((place * ages + age) * sexes + sex) * months + month]
    import_file(shared / TAB6471, "scb")
    sums, order = Counter(), ["total", "male", "female"]
    for row in staged("population"):
        sums[order.index(row["sex"]), row["day"].month - 1] += row["persons"]
    assert sums == by_hand and len(sums) == 12


def test_metadata_alone_is_refused(data, shared):
    """A table's description is JSON-stat too, but has no figures."""
    with pytest.raises(UserError) as caught:
        import_file(shared / "statistics/scb_v2_TAB6471_metadata.json", "scb")
    assert caught.value.key == "sources.no_figures"


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        ([0, 1.5, None], None, [(0, "ok"), (1.5, "ok"), (None, "missing")]),
        ([None] * 4, ["..", ".", ":", "-"], [(None, "missing"), (None, "missing"), (None, "suppressed"), (0, "ok")]),
        ([7, 8, None], {"0": "p", "1": "*", "2": "*"}, [(7, "provisional"), (8, "provisional"), (None, "suppressed")]),
        ([7, 8], "e", [(7, "provisional"), (8, "provisional")]),
        ([7, 8], ["p"], [(7, "provisional"), (8, "provisional")]),
        ({"1": 0, "3": 4}, {"2": ":"}, [(None, "missing"), (0, "ok"), (None, "suppressed"), (4, "ok")]),
        (["..", "12"], None, [(None, "missing"), (12, "ok")]),
    ],
)  # fmt: skip
def test_values_and_statuses_come_in_every_shape(take, staged, value, status, expected):
    """Lists, sparse objects, one symbol for all; a published zero, a missing and a secret cell stay three things."""
    release = take("scb", indicator(value, years=len(expected), **({"status": status} if status else {})), "table.json")
    rows = staged("indicator")
    assert [(row["value"], row["status"]) for row in rows] == expected
    assert release.accepted == len(expected)
    assert {(row["indicator"], row["title"], row["area"], row["breakdown"]) for row in rows} == {
        ("TAB1", "Tabell", "SE-2380", "")
    }


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=1, max_size=12))
def test_a_sparse_object_says_the_same_as_a_list(values):
    """JSON-stat allows both for the same cube."""
    from dashboard.sources.jsonstat import _in_order

    sparse = {str(place): value for place, value in enumerate(values) if value is not None}
    assert _in_order(sparse, len(values)) == _in_order(values, len(values)) == values


@pytest.mark.parametrize(
    ("stated", "period"),
    [("2024", "2024"), ("2024M03", "2024-03"), ("2024K4", "2024-Q4"), ("2024Q1", "2024-Q1")],
)
def test_periods_are_written_one_way(take, staged, stated, period):
    """Years, months and quarters of both countries."""
    where = {"Region": ("region", {"23": "Jämtlands län"}), "Tid": ("tid", [stated])}
    take("scb", cube(where, [1]), "table.json")
    assert [(row["period"], row["area"]) for row in staged("indicator")] == [(period, "SE-23")]


@pytest.mark.parametrize(
    ("source", "stated", "contents", "day"),
    [("scb", "2024", "Folkmängd", date(2024, 12, 31)), ("scb", "2024M02", "Folkmängden per månad", date(2024, 2, 29)),
     ("ssb", "2024", "Personer", date(2024, 1, 1))],
)  # fmt: skip
def test_a_population_is_that_of_its_day(take, staged, source, stated, contents, day):
    """Sweden counts on the last day of the year or month, Norway on 1 January."""
    place = {"ssb": {"K-5001": "Trondheim - Tråante", "F-50": "Trøndelag", "0301": "Oslo", "0": "Hele landet"},
             "scb": {"2380": "Östersund", "23": "Jämtlands län", "0180": "Stockholm", "00": "Riket"}}[source]  # fmt: skip
    dimensions = {"Region": ("region", place), "ContentsCode": ("innhold", {"P": contents}), "Tid": ("år", [stated])}
    title = "07459: Alders- og kjønnsfordeling i kommuner, fylker og hele landets befolkning"
    release = take(source, cube(dimensions, [9, 8, 7, 6], label=title), "table.json")
    assert release.outside == 1
    municipality, county, country = {"ssb": ("NO-5001", "NO-50", "NO"), "scb": ("SE-2380", "SE-23", "SE")}[source]
    assert {row["area"]: row["persons"] for row in staged("population")} == {municipality: 9, county: 8, country: 6}
    assert {(row["day"], row["sex"], row["age"]) for row in staged("population")} == {(day, "total", "total")}


def test_sex_and_age_are_named_one_way(take, staged):
    """Codes and labels of both sexes, single years, groups and open ages."""
    ages = {"000": "0 år", "H17": "1-5 år", "105+": "105 år eller eldre", "999A": "Alle aldre"}
    dimensions = {
        "Region": ("region", {"5001": "Trondheim"}), "Kjonn": ("kjønn", {"0": "Begge kjønn", "1": "Menn", "2": "Kvinner"}),
        "Alder": ("alder", ages), "ContentsCode": ("statistikkvariabel", {"F": "Folkemengde"}), "Tid": ("år", ["2025"]),
    }  # fmt: skip
    take("ssb", cube(dimensions, list(range(1, 13))), "table.json")
    found = [(row["sex"], row["age"]) for row in staged("population")]
    assert found == list(product(["total", "male", "female"], ["0", "1-5", "105+", "total"]))


def test_a_municipality_without_inhabitants_was_not_there_yet(take, staged):
    """Trondheim has its number since 2018; the zero before is no population. A zero of one age is."""
    dimensions = {"Region": ("region", {"5001": "Trondheim"}), "Alder": ("alder", {"T": "Totalt", "104": "104 år"}),
                  "ContentsCode": ("innhold", {"F": "Folkemengde"}), "Tid": ("år", ["2017"])}  # fmt: skip
    take("ssb", cube(dimensions, [0, 0]), "table.json")
    assert {row["age"]: row["persons"] for row in staged("population")} == {"total": None, "104": 0}


def test_other_contents_of_a_population_table_are_indicators(take, staged):
    """Population growth beside the population: its contents are the breakdown; so is a part that neither asks for."""
    dimensions = {
        "Region": ("region", {"2380": "Östersund"}), "Civilstand": ("civilstånd", {"OG": "ogifta", "tot": "totalt"}),
        "ContentsCode": ("tabellinnehåll", {"1": "Folkmängd", "2": "Folkökning"}), "Tid": ("år", ["2024"]),
    }  # fmt: skip
    take("scb", cube(dimensions, [1, 2, 3, 4], label="Folkmängd och folkökning"), "table.json")
    assert [row["persons"] for row in staged("population")] == [3]
    assert [row["breakdown"] for row in staged("indicator")] == [
        "Folkmängd; ogifta",
        "Folkökning; ogifta",
        "Folkökning",
    ]


def test_jobs_are_mapped_to_nace_21(take, staged):
    """SNI 2007 as SCB publishes it: most sections move by one letter, J and groups that split are unknown, with their jobs."""
    codes = {"A": "jordbruk", "B+C": "tillverkning", "D+E": "energi", "J": "it", "K": "finans", "Q": "vård", "US": "saknas",
             "A-U+US": "Total"}  # fmt: skip
    take("scb", employed([10, 20, 3, 4, 5, 60, 7, 109], codes), "table.json")
    assert jobs_of(staged("employment")) == {
        ("A", None): (10, "ok"), ("C", None): (20, "ok"), ("L", None): (5, "ok"), ("R", None): (60, "ok"),
        ("?", None): (14, "ok"), ("*", None): (109, "ok"),
    }  # fmt: skip
    assert {(row["area"], row["year"]) for row in staged("employment")} == {("SE-2321", 2023)}


def test_ranges_of_divisions_and_divisions_that_become_one_add_up(take, staged):
    """SSB's groups of SN2007; 45 and 46 are both wholesale in NACE 2.1, and one of them is secret."""
    dimensions = {
        "Region": ("region", {"K-5001": "Trondheim"}),
        "NACE2007": ("næring (SN2007)", {"10-33": "Industri", "58-63": "IT", "45": "Bil", "46": "Engros", "00-99": "Alle næringer"}),
        "ContentsCode": ("statistikkvariabel", {"S": "Sysselsatte etter arbeidssted"}), "Tid": ("år", ["2024"]),
    }  # fmt: skip
    take("ssb", cube(dimensions, [100, 50, None, 30, 200], status={"2": ":"}), "table.json")
    assert jobs_of(staged("employment")) == {
        ("C", None): (100, "ok"), ("?", None): (50, "ok"), ("G", "46"): (30, "partial"), ("*", None): (200, "ok"),
    }  # fmt: skip


def test_both_sexes_add_up_only_where_there_is_no_total(take, staged):
    """Older Swedish tables have men and women alone; with a total, the sexes are indicators of their own."""
    take("scb", employed([4, 6, 1, None], ["A", "F"], sexes={"1": "män", "2": "kvinnor"}), "old.json")
    assert jobs_of(staged("employment")) == {("A", None): (10, "ok"), ("F", None): (1, "partial")}
    take("scb", employed([11, 4, 6], ["G"], sexes={"1+2": "totalt", "1": "män", "2": "kvinnor"}), "new.json")
    assert jobs_of(staged("employment"))["G", None] == (11, "ok")
    assert [row["breakdown"] for row in staged("indicator")] == ["G; män", "G; kvinnor"]
    take("scb", employed([4], ["H"], sexes={"1": "män"}), "men.json")
    assert ("H", None) not in jobs_of(staged("employment"))


def test_jobs_of_residents_and_of_workplaces_are_two_things(take, staged):
    """A table of both, or of months, gives jobs only for the year and the workplace."""
    both = {"W": JOBS, "R": "sysselsatta efter bostadens belägenhet"}
    dimensions = {"Region": ("region", {"2321": "Åre"}), "SNI2007": ("näringsgren SNI 2007", ["A"]),
                  "ContentsCode": ("tabellinnehåll", both), "Tid": ("tid", ["2023", "2023M12"])}  # fmt: skip
    take("scb", cube(dimensions, [1, 2, 3, 4]), "table.json")
    assert jobs_of(staged("employment")) == {("A", None): (1, "ok")}
    assert [(row["period"], row["value"]) for row in staged("indicator")] == [
        ("2023-12", 2),
        ("2023", 3),
        ("2023-12", 4),
    ]


def test_an_unlabelled_classification_is_said_and_an_older_one_is_unknown(take, staged):
    """Codes of NACE 2.1 are assumed; from SNI 2002 no correspondence leads here."""
    assert take("scb", employed([1], ["K"], sni="Naringsgren"), "a.json").note == "sources.note.unlabelled"
    assert jobs_of(staged("employment")) == {("K", None): (1, "ok")}
    assert take("scb", employed([2], ["C"], sni="SNI2002"), "b.json").note == ""
    assert jobs_of(staged("employment"))["?", None] == (2, "ok")


PIVOTED = (
    'Folkmängd efter region, kön och år\n\n"region","kön","Folkmängd 2023","Folkmängd 2024"\n'
    '"00 Riket","män",5,6\n"2380 Östersund","män",1,..\n"2380 Östersund","kvinnor",3,0\n"0180 Stockholm","män",7,8\n\n'
    '"Fotnot: en källa, och mer"\n'
)
RELATIONAL = (
    '"region";"kjønn";"statistikkvariabel";"år";"07459: Alders- og kjønnsfordeling i hele landets befolkning, etter region"\n'
    '"K-5001 Trondheim - Tråante";"Menn";"Personer";"2023";1\n"K-5001 Trondheim - Tråante";"Kvinner";"Personer";"2023";3\n'
    '"1601 Trondheim (-2017)";"Menn";"Personer";"2023";0\n"F-50 Trøndelag - Trööndelage";"Menn";"Personer";"2023";9\n'
)


def test_years_in_the_header_become_rows(take, staged):
    """SCB's pivoted CSV: title above, note below; each figure counts as one row."""
    release = take("scb", PIVOTED.encode("cp1252"), "0000_2025.csv")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (8, 6, 2, 0)
    found = {(row["area"], row["sex"], row["day"].year): row["persons"] for row in staged("population")}
    assert found == {
        ("SE", "male", 2023): 5, ("SE", "male", 2024): 6, ("SE-2380", "male", 2023): 1, ("SE-2380", "male", 2024): None,
        ("SE-2380", "female", 2023): 3, ("SE-2380", "female", 2024): 0,
    }  # fmt: skip
    assert release.as_of == date(2024, 12, 31)


def test_one_row_a_figure_is_read_with_the_table_in_its_header(take, staged):
    """SSB's relational CSV: the last column's header is the table's title; former municipalities are outside."""
    release = take("ssb", RELATIONAL, "07459.csv")
    assert (release.rows, release.accepted, release.outside) == (4, 3, 1)
    found = {(row["area"], row["sex"]): row["persons"] for row in staged("population")}
    assert found == {("NO-5001", "male"): 1, ("NO-5001", "female"): 3, ("NO-50", "male"): 9}


def test_an_indicator_of_a_csv_has_the_tables_number(take, staged):
    """From the title, or from the file's name; also without texts and with several columns of figures."""
    take("ssb", "09429: Utdanning\n\nregion;år;Andel;Antall\n5001;2024;41,5;-\n", "a.csv")
    take("scb", "Region,Tid,Medianinkomst\n2380,2024,:\n", "TAB6001_sv.csv")
    found = [(row["indicator"], row["breakdown"], row["value"], row["status"]) for row in staged("indicator")]
    assert sorted(found, key=str) == [
        ("09429", "Andel", 41.5, "ok"), ("09429", "Antall", 0, "ok"), ("TAB6001", "", None, "suppressed"),
    ]  # fmt: skip


def test_jobs_of_a_csv_need_their_codes(take, staged, rejected):
    """Codes in front of the texts are read; a text alone could be any classification's."""
    header = f'"region","näringsgren SNI 2007","{JOBS} 2023"\n'
    take("scb", f'{header}"2321 Åre","F byggindustri",12\n"2321 Åre","handel",3\n"2321 Åre","A-U+US Total",15\n')
    assert jobs_of(staged("employment")) == {("F", None): (12, "ok"), ("*", None): (15, "ok")}
    assert [(reason, detail) for _, reason, detail in rejected()] == [("industry_text", "handel")]


BAD = {
    "no region": (cube({"Tid": ("år", ["2024"])}, [1]), "sources.no_region"),
    "no period": (cube({"Region": ("region", ["2380"])}, [1]), "sources.no_region"),
    "cut off": (indicator([1, 2, 3])[:-20], "sources.damaged"),
    "too few figures": (indicator([1, 2], years=3), "sources.damaged"),
    "a place outside": (indicator({"9": 1}, years=3), "sources.damaged"),
    "a size that lies": (indicator([1, 2], size=[1, 1, 3]), "sources.damaged"),
    "a size beyond bounds": (
        cube({name: (name, [str(n) for n in range(2000)]) for name in ("Region", "Tid")}, {"0": 1}), "sources.too_large",
    ),
    "other JSON": ('{"error": {"code": 400}}', "sources.other_json"),
    "a list": ("[1, 2]", "sources.other_json"),
    "a web page": ("<!DOCTYPE html><html>429</html>", "sources.web_page"),
    "another table": ("a;b;c\n1;2;3\n", "sources.no_region"),
    "too deep": ("[" * 100_000, "sources.damaged"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_answers_are_refused_in_one_sentence(take, staged, what):
    """Nothing of them is kept."""
    content, key = BAD[what]
    with pytest.raises(UserError) as caught:
        take("scb", content, "answer.json")
    assert caught.value.key == key and staged("indicator") == []


@pytest.mark.parametrize(
    ("stated", "key"),
    [("SE-2380", "SE-2380"), ("Östersund", "SE-2380"), ("5001 Trondheim", "NO-5001"), ("SE-23", "SE-23"), ("NO", "NO"),
     ("0023", "SE-23"), ("Jämtlands län", "SE-23"), ("Trøndelag - Trööndelage", "NO-50"), ("Riket", "SE"), ("F-50", "NO-50")],
)  # fmt: skip
def test_areas_of_statistics_may_be_counties_and_countries(stated, key):
    """By key, code or name, with SSB's prefixes."""
    assert region(stated) == key


def test_what_is_no_area_here_is_outside_or_mistyped():
    """In an office's table all else is outside; in somebody's own list a former number or a slip is said."""
    for stated in ("0301 Oslo", "1601 Trondheim (-2017)", "Bergen", "G-12", "2380"):
        with pytest.raises(Outside):
            published(stated, "NO")
    for stated in ("1601", "Östersunt", ""):
        with pytest.raises(Unusable):
            region(stated)


KOLADA = json.dumps(
    {"values": [{"kpi": "N1", "municipality": "2321", "period": 2024, "values": [{"gender": "T", "value": 1.5}]}]}
)
ODD = st.sampled_from([None, True, -1, 3, 1e308, "", "..", "2024", [], [1], {}, {"0": 1}, {"a": None}, [["a"]]])


@hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.data())
def test_an_answer_with_anything_anywhere_is_read_or_refused(chance, tmp_path, data):
    """A JSON-stat or Kolada answer in which one part is something else ends in rows or in a sentence, never in a bug."""
    source, content = chance.draw(
        st.sampled_from([("scb", employed([1, 2], {"A": "a", "F": "f"})), ("kolada", KOLADA)])
    )
    answer = json.loads(content)
    within = answer
    while True:
        place = chance.draw(st.sampled_from(sorted(within) if isinstance(within, dict) else range(len(within))))
        if not isinstance(within[place], dict | list) or not within[place] or chance.draw(st.booleans()):
            break
        within = within[place]
    within[place] = chance.draw(ODD)
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer))
    with Draft(tmp_path, source) as draft, suppress(UserError):
        intake = Intake(source, date(2026, 11, 23), draft)
        modules()[source].parse(File(path), intake)
        intake.flush()
        assert intake.rows == intake.accepted + intake.outside + intake.rejected
