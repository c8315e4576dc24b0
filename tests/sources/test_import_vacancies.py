"""Job advertisements of both countries in each of their formats, and that nothing personal is taken from them."""

import json
import shutil
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from dashboard.errors import UserError
from dashboard.i18n import words
from dashboard.settings import settings
from dashboard.sources.importing import import_file, restage
from dashboard.staged import releases

NAV = "jobs/nav_publicfeed_it_ads_2024-04_redacted.json"
SECRET = ("Anna Andersson", "anna@firma.se", "070-123 45 67", "198001011234", "8001011234", "Kom och jobba", "+47 912")
# an advertisement of JobSearch with everything in it, the personal included
SWEDISH = {
    "id": "29000001", "headline": "Sjuksköterska, sök till anna@firma.se", "application_deadline": "2026-11-30T23:59:59",
    "number_of_vacancies": 3, "publication_date": "2026-11-01T08:00:00", "last_publication_date": "2026-12-05T23:59:59",
    "removed": False, "description": {"text": "Kom och jobba hos Anna Andersson, 070-123 45 67"},
    "employer": {"name": "Region Jämtland Härjedalen", "organization_number": "162321000214", "email": "anna@firma.se",
                 "phone_number": "070-123 45 67", "workplace": "Östersunds sjukhus"},
    "application_contacts": [{"name": "Anna Andersson", "email": "anna@firma.se"}],
    "occupation": {"label": "Sjuksköterska, grundutbildad", "legacy_ams_taxonomy_id": "7296"},
    "occupation_group": {"label": "Grundutbildade sjuksköterskor", "legacy_ams_taxonomy_id": "2221"},
    "workplace_address": {"municipality": "Åre", "municipality_code": "2321", "city": "Östersund", "region_code": "23",
                          "municipality_concept_id": "D7ax_CXP_6r1", "coordinates": [13.4657, 63.3462]},
    "must_have": {"education_level": [], "skills": []},
}  # fmt: skip
# an entry of NAV's feed, likewise
NORWEGIAN = {
    "uuid": "aaaa-1", "published": "2026-11-01T23:00:00Z", "expires": "2026-12-05T22:59:59Z",
    "updated": "2026-11-10T23:30:00.12345Z", "title": "Barnehagelærer, ring +47 912 34 567", "applicationDue": "ASAP",
    "description": "Kom och jobba", "contactList": [{"name": "Anna Andersson", "email": "anna@firma.se"}],
    "workLocations": [{"country": "NORGE", "county": "TRØNDELAG", "municipal": "NAMSOS - NÅAVMESJENJAELMIE"}],
    "employer": {"name": "NAMSOS KOMMUNE", "orgnr": "942875967"}, "positioncount": "2",
    "categoryList": [{"categoryType": "JANZZ", "code": "266998", "name": "Pedagog", "score": 1},
                     {"categoryType": "ESCO", "code": "http://data.europa.eu/esco/isco/C9112", "score": 0.5},
                     {"categoryType": "STYRK08", "code": "5311", "name": "Barnehageassistent", "score": 0.25},
                     {"categoryType": "STYRK08", "code": "2342", "name": "Barnehagelærer", "score": 0.75}],
}  # fmt: skip


def swedish(**changes):
    """An advertisement of JobTech with other values; None leaves a field out."""
    return {key: value for key, value in (SWEDISH | changes).items() if value is not None}


def norwegian(**changes):
    """An advertisement of NAV with other values; None leaves a field out."""
    return {key: value for key, value in (NORWEGIAN | changes).items() if value is not None}


def entry(ad, status="ACTIVE", changed="2026-11-12T09:00:00Z"):
    """A feed's entry around an advertisement."""
    return {"uuid": "aaaa-1", "sistEndret": changed, "status": status, "ad_content": ad}


def lines(*ads):
    """An object a line."""
    return "\n".join(json.dumps(ad) for ad in ads)


@pytest.mark.parametrize(
    "content",
    [json.dumps({"total": {"value": 1}, "hits": [SWEDISH]}), json.dumps([SWEDISH]), lines(SWEDISH), json.dumps(SWEDISH)],
    ids=["JobSearch", "array", "lines", "one"],
)  # fmt: skip
def test_jobtech_gives_the_same_advertisement_in_every_format(take, staged, content):
    """By the municipality's code, not the town; the earlier of the last days; SSYK to ISCO; and its as-of day."""
    release = take("jobtech", content, "ads.json")
    assert (release.rows, release.accepted, release.complete, release.as_of) == (1, 1, False, date(2026, 11, 1))
    [row] = staged("vacancy")
    assert row == {
        "key": "SE-jobtech-29000001", "country": "SE", "employer": "SE-2321000214",
        "employer_name": "Region Jämtland Härjedalen", "title": "Sjuksköterska, sök till", "area": "SE-2321",
        "lat": 63.3462, "lon": 13.4657, "industry": None, "division": None, "occupation": "222",
        "occupation_code": "2221", "occupation_version": "SSYK2012", "positions": 3, "higher_education": True,
        "published": date(2026, 11, 1), "closes": date(2026, 11, 30),
    }  # fmt: skip


def test_historical_advertisements_have_lists_where_others_have_one(take, staged):
    """The occupation's group is the first of a list; several lines are several advertisements."""
    group = [{"concept_id": "x", "legacy_ams_taxonomy_id": "5120", "original_value": True}]
    take("jobtech", lines(swedish(occupation_group=group), swedish(id=7, occupation_group=group)), "2020.jsonl")
    assert [(row["key"], row["occupation"]) for row in staged("vacancy")] == [
        ("SE-jobtech-29000001", "5120"), ("SE-jobtech-7", "5120"),
    ]  # fmt: skip


def test_removed_advertisements_close_on_the_day_of_their_removal(take, staged):
    """JobStream tells of a removal with a day and little else; without any day it is passed over."""
    gone = {"removed": True, "removed_date": "2026-11-15T12:00:00"}
    ads = [
        swedish(**gone), {"id": 2, **gone}, {"id": 3, **gone, "municipality": "Vt7P_856_WZS"},
        {"id": 4, **gone, "municipality": "AvNB_uwa_6n6"}, {"id": 5, "removed": True}, swedish(id=6, removed=True),
    ]  # fmt: skip
    release = take("jobtech", json.dumps(ads), "stream.json")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (5, 4, 1, 0)
    day = date(2026, 11, 15)
    assert [(row["key"][11:], row["area"], row["closes"]) for row in staged("vacancy")] == [
        ("29000001", "SE-2321", day), ("2", None, day), ("3", "SE-2380", day), ("6", "SE-2321", date(2026, 11, 30)),
    ]  # fmt: skip


def test_the_import_format_has_names_of_its_own(data, shared, take, staged):
    """Both real advertisements are outside; the same with a municipality of ours is in, without an occupation."""
    release = import_file(shared / "jobs/platsannonser_source_import.json", "jobtech")
    assert (release.rows, release.outside, release.as_of) == (2, 2, date(2019, 10, 4))
    page = json.loads((shared / "jobs/platsannonser_source_import.json").read_text())
    for ad in page["testannonser"]:
        ad["arbetsplatsadress"]["kommun"] = {"varde": "2380", "namn": "Östersund"}
    take("jobtech", json.dumps(page), "annonser.json")
    first, second = staged("vacancy")
    assert (first["employer"], first["employer_name"], first["positions"]) == ("SE-5565762266", "Norlandia Care AB", 10)
    assert (first["published"], first["closes"]) == (date(2019, 8, 23), date(2019, 11, 30))
    assert (first["area"], first["lat"]) == ("SE-2380", None)  # the point is in Knivsta
    assert (second["closes"], second["occupation"], second["higher_education"]) == (date(2019, 10, 4), None, None)
    assert "nisse.hult" not in str(staged("vacancy"))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"municipality_code": "2380"}, "SE-2380"), ({"municipality_concept_id": "Vt7P_856_WZS"}, "SE-2380"),
        ({"municipality": "Berg", "region": "Jämtlands län"}, "SE-2326"), ({"coordinates": [14.64, 63.18]}, "SE-2380"),
        ({"municipality_code": "0180"}, "outside"), ({"municipality_code": "1715"}, "outside"),
        ({"municipality_concept_id": "AvNB_uwa_6n6"}, "outside"), ({"region_code": "01"}, "outside"),
        ({"country": "Norge"}, "outside"), ({"region": "Jämtlands län"}, "area_too_large"),
        ({"municipality_code": "2399"}, "unknown_area"), ({"city": "Östersund"}, "no_area"), (None, "no_area"),
        ({"coordinates": [None, None]}, "no_area"),
    ],
)  # fmt: skip
def test_a_swedish_place_is_its_municipality(take, staged, rejected, address, expected):
    """By code, concept or name, else by the point; 1715 was Norwegian too; a town alone is no municipality."""
    release = take("jobtech", json.dumps([swedish(workplace_address=address), swedish(id=2)]), "ads.json")
    first = staged("vacancy")[0]
    found = first["area"] if release.accepted == 2 else "outside" if release.outside else rejected()[0][1]
    assert found == expected


@pytest.mark.parametrize(
    ("number", "key"),
    [("5565762266", "SE-5565762266"), ("165565762266", "SE-5565762266"), ("198001011234", None), ("8001011234", None),
     (None, None), ("123", None)],
)  # fmt: skip
def test_an_employer_is_named_only_as_an_organisation(take, staged, number, key):
    """A person's number, or none, means that the name may be a person's: neither is kept, the job counts."""
    take("jobtech", json.dumps([swedish(employer={"name": "Anna Andersson", "organization_number": number})]), "a.json")
    [row] = staged("vacancy")
    assert (row["employer"], row["employer_name"]) == (key, "Anna Andersson" if key else None)


def test_a_stated_level_of_education_goes_before_the_occupation(take, staged):
    """A cook with a degree asked for, a nurse with upper secondary school; a merit decides where no level is asked."""
    degree = [{"label": "Eftergymnasial utbildning, två år eller längre"}]
    school = [{"label": "Gymnasial utbildning"}]
    cook = {"legacy_ams_taxonomy_id": "5120"}
    ads = [
        swedish(occupation_group=cook, must_have={"education_level": degree}), swedish(id=2, occupation_group=cook),
        swedish(id=3, must_have={"education_level": school}, nice_to_have={"education_level": degree}),
        swedish(id=4, occupation_group=cook, nice_to_have={"education_level": degree}),
        swedish(id=5, occupation_group=None),
    ]  # fmt: skip
    take("jobtech", json.dumps(ads), "ads.json")
    assert [row["higher_education"] for row in staged("vacancy")] == [True, False, False, True, None]


def test_the_real_public_feed_of_nav_is_outside_but_for_two_with_a_place_in_trondheim(data, shared, staged):
    """69 advertisements: those with Trondheim among their places count once; days are Norway's, not Greenwich's."""
    release = import_file(shared / NAV, "nav")
    ads = json.loads((shared / NAV).read_text())
    here = {ad["uuid"]: ad for ad in ads if any(one["county"] == "TRØNDELAG" for one in ad["workLocations"])}
    assert (len(ads), len(here)) == (69, 2)
    assert (release.rows, release.accepted, release.outside) == (69, 2, 67)
    assert release.as_of == date(2024, 4, 12)
    summer = timedelta(hours=2)  # all of these days are in it
    for row in staged("vacancy"):
        ad = here[row["key"].removeprefix("NO-nav-")]
        assert (row["area"], row["employer"]) == ("NO-5001", f"NO-{ad['employer']['orgnr']}")
        assert row["positions"] == int(ad["positioncount"])
        assert row["published"] == (datetime.fromisoformat(ad["published"]) + summer).date()
        assert row["closes"] == (datetime.fromisoformat(ad["expires"]) + summer).date()


def test_the_real_advertisement_of_leka(data, shared, staged):
    """NAV's own object: municipality by code, STYRK-08 of a kindergarten teacher, last day; its number is invented."""
    release = import_file(shared / "jobs/pam_ad_dto_leka.json", "nav")
    assert (release.accepted, release.as_of) == (1, date(2021, 3, 23))
    [row] = staged("vacancy")
    assert (row["area"], row["occupation"], row["occupation_code"]) == ("NO-5052", "2342", "2342.07")
    assert (row["employer"], row["employer_name"], row["positions"]) == (None, "Leka kommune", 1)
    assert (row["published"], row["closes"], row["higher_education"]) == (date(2021, 3, 23), date(2021, 4, 23), True)
    assert not any(word in str(row) for word in ("abc@", "1234567", "adtext", "Styrer"))


@pytest.mark.parametrize(
    "content",
    [NORWEGIAN, [NORWEGIAN], {"content": [NORWEGIAN]}, entry(NORWEGIAN), {"uuid": "aaaa-1", "json": NORWEGIAN},
     {"version": "1.0", "items": [{"id": "aaaa-1", "_feed_entry": {"uuid": "aaaa-1", "status": "ACTIVE"}, "ad_content": NORWEGIAN}]}],
    ids=["one", "array", "public feed", "entry", "older entry", "page"],
)  # fmt: skip
def test_nav_gives_the_same_advertisement_in_every_format(take, staged, content):
    """The municipality of its bilingual name, the category with the highest score, the day at Norway's midnight."""
    take("nav", json.dumps(content), "feed.json")
    [row] = staged("vacancy")
    assert row == {
        "key": "NO-nav-aaaa-1", "country": "NO", "employer": "NO-942875967", "employer_name": "NAMSOS KOMMUNE",
        "title": "Barnehagelærer", "area": "NO-5007", "lat": None, "lon": None, "industry": None, "division": None,
        "occupation": "2342", "occupation_code": "2342", "occupation_version": "STYRK08", "positions": 2,
        "higher_education": True, "published": date(2026, 11, 2), "closes": date(2026, 12, 5),
    }  # fmt: skip


def test_inactive_advertisements_close_and_say_no_more(take, staged):
    """On the day of their change, or when they expired; neither title nor employer is kept of them."""
    late = "2026-12-20T10:00:00Z"
    entries = [
        entry(NORWEGIAN, "INACTIVE"), entry(norwegian(uuid="b", updated=late), "INACTIVE", late),
        {"uuid": "c", "sistEndret": "2026-11-12T23:30:00Z", "status": "INACTIVE", "ad_content": None},
    ]  # fmt: skip
    take("nav", json.dumps(entries), "feed.json")
    rows = staged("vacancy")
    assert [(row["key"][7:], row["closes"]) for row in rows] == [
        ("aaaa-1", date(2026, 11, 11)), ("b", date(2026, 12, 5)), ("c", date(2026, 11, 13)),
    ]  # fmt: skip
    assert [row["area"] for row in rows] == ["NO-5007", "NO-5007", None]
    assert {(row["title"], row["employer"], row["employer_name"]) for row in rows} == {(None, None, None)}


def test_a_page_of_the_feed_tells_what_it_knows(take, staged):
    """Title, business and municipality; open since its change at least. Røst and Lier are not Røros and Lierne."""

    def item(number, municipal, status="ACTIVE"):
        head = {"uuid": number, "status": status, "title": "Kokk", "businessName": "Kafé AS", "municipal": municipal}
        return {"id": number, "date_modified": "2026-11-10T08:00:00Z", "_feed_entry": head}

    places = [item("1", "RØROS"), item("2", "RØST"), item("3", "LIER"), item("4", "STEINKJER", "INACTIVE")]
    release = take("nav", json.dumps({"items": places, "next_url": None}), "feed.json")
    assert (release.accepted, release.outside, release.as_of) == (2, 2, date(2026, 11, 10))
    first, second = staged("vacancy")
    assert (first["area"], first["title"], first["employer_name"]) == ("NO-5025", "Kokk", "Kafé AS")
    assert (first["published"], first["closes"]) == (date(2026, 11, 10), None)
    assert (second["area"], second["title"], second["closes"]) == ("NO-5006", None, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([("TRØNDELAG", "STEINKJER")], "NO-5006"), ([("OSLO", "OSLO"), ("TRØNDELAG", "LEKA")], "NO-5052"),
        ([("NORDLAND", "HEIM")], "outside"), ([("OSLO", "OSLO")], "outside"), ([("TRØNDELAG", None)], "area_too_large"),
        ([(None, None)], "area_too_large"), ([("TRØNDELAG", "RINGERIKE")], "unknown_area"), ([], "no_area"),
    ],
)  # fmt: skip
def test_a_norwegian_place_counts_within_troendelag_only(take, staged, rejected, places, expected):
    """A name in another county is elsewhere, whatever it is; the first place in the area is the one."""
    locations = [{"country": "NORGE", "county": county, "municipal": name} for county, name in places]
    release = take("nav", json.dumps([norwegian(workLocations=locations), norwegian(uuid="2")]), "feed.json")
    found = staged("vacancy")[0]["area"] if release.accepted == 2 else None
    assert (found or ("outside" if release.outside else rejected()[0][1])) == expected


@pytest.mark.parametrize("asked", [["Bachelor", "Master"], [{"label": "Bachelor"}], '["Bachelor"]'])
def test_nav_may_state_the_education_too(take, staged, asked):
    """As a list or as text, among the properties or not; it goes before the occupation."""
    cleaner = [{"categoryType": "STYRK08", "code": "9112"}]
    ads = [norwegian(categoryList=cleaner, education=asked), norwegian(uuid="2", categoryList=cleaner)]
    ads.append(norwegian(uuid="3", categoryList=[], properties={"education": asked}))
    take("nav", json.dumps(ads), "feed.json")
    assert [row["higher_education"] for row in staged("vacancy")] == [True, False, True]


def test_sole_traders_of_norway_are_not_named(take, staged):
    """Nor is an employer with a person's number."""
    employers = [{"name": "Anna Andersson", "orgnr": "942875967", "orgform": "ENK"},
                 {"name": "Anna Andersson", "orgnr": "01018012345"}]  # fmt: skip
    take("nav", json.dumps([norwegian(uuid=str(at), employer=one) for at, one in enumerate(employers)]), "feed.json")
    assert [row["employer_name"] for row in staged("vacancy")] == [None, None]


@pytest.mark.parametrize(("source", "make", "own"), [("jobtech", swedish, "id"), ("nav", norwegian, "uuid")])
def test_nothing_personal_is_staged_or_listed(take, staged, source, make, own):
    """Contacts stand in text, employer and title; they reach neither rows nor rejects, also where a row is bad."""
    employer = {"name": "Anna Andersson", "organization_number": "198001011234", "orgnr": "01018012345"}
    name = "headline" if source == "jobtech" else "title"
    bad = {"publication_date": "igår", "published": "i går", name: "Anna Andersson, 198001011234"}
    good = [make(), make(**{own: "2"}, employer=employer)]
    ads = [*good, make(**{own: "3"}, **bad), make(**{own: None, name: SECRET[0]})]
    take(source, json.dumps(ads), "ads.json")
    assert Counter(row["reason"] for row in staged("reject")) == {"sources.reject.date": 1, "sources.reject.no_key": 1}
    everything = str(staged("vacancy")) + str(staged("reject"))
    assert len(staged("vacancy")) == 2
    assert [word for word in SECRET if word in everything] == []


@pytest.mark.parametrize(("source", "ad"), [("jobtech", SWEDISH), ("nav", NORWEGIAN)])
def test_the_second_of_two_with_one_number_is_rejected(take, rejected, source, ad):
    """An advertisement counts once in a file."""
    own = ad.get("id") or ad["uuid"]
    release = take(source, json.dumps([ad, ad]), "ads.json")
    assert (release.accepted, release.rejected) == (1, 1)
    assert rejected() == [(2, "duplicate", own)]


@pytest.mark.parametrize("source", ["jobtech", "nav"])
@pytest.mark.parametrize(
    ("content", "key"),
    [("{}", "sources.none_usable"), ("[1, 2]", "sources.none_usable"), ('[{"id": 1', "sources.damaged"),
     ('{"hits": [', "sources.damaged"), ("id;title\n1;A\n", "sources.no_json"), ("[" * 5000, "sources.damaged"),
     ("<html>503</html>", "sources.web_page"), ("", "sources.empty"), ('[{"id": 1}]\n}', "sources.damaged")],
)  # fmt: skip
def test_bad_files_end_in_one_sentence(take, source, content, key):
    """In three languages; nothing is kept of them."""
    with pytest.raises(UserError) as caught:
        take(source, content, "ads.json")
    assert caught.value.key == key
    assert all(words(language)(key, **caught.value.values).endswith(".") for language in ("sv", "nb", "en"))
    assert list(releases(settings().staged)) == []


@pytest.mark.parametrize("source", ["jobtech", "nav"])
@pytest.mark.parametrize("content", ['{"hits": [], "items": []}', "[]"])
def test_an_empty_answer_is_no_error(take, source, content):
    """No advertisement fits the question: read, with nothing in it."""
    assert take(source, content, "ads.json").rows == 0


@pytest.mark.parametrize(
    "source, name", [("nav", "pam_ad_dto_leka.json"), ("jobtech", "platsannonser_source_import.json")]
)
def test_the_archive_keeps_neither_texts_nor_contacts(source, name, data, shared, staged):
    """The archived copy has no e-mail address, telephone number or advertisement text, and gives the same rows again."""
    release = import_file(shared / "jobs" / name, source)
    before = staged("vacancy")
    archived = next(settings().raw.glob("*/[0-9]*"))
    text = archived.read_text(encoding="utf-8")
    assert "@" not in text and "adtext" not in text and "annonstext" not in text and "contactList" not in text
    shutil.rmtree(settings().staged)
    assert [again.rows for again in restage()] == [release.rows]
    assert staged("vacancy") == before


@pytest.mark.parametrize("source, ad", [("jobtech", SWEDISH), ("nav", NORWEGIAN)])
def test_the_archive_knows_no_person(source, ad, take):
    """Nothing that tells of a person is in the archived file, not even where it stands in a title."""
    take(source, json.dumps([ad]), "ads.json")
    text = next(settings().raw.glob("*/[0-9]*")).read_text(encoding="utf-8")
    assert [secret for secret in SECRET if secret in text] == []
