"""ROR: records of research organisations of both countries, as one record, a page or the dump."""

import json
from datetime import date

import pytest

from dashboard.errors import UserError


def record(own, names, country="NO", point=(63.43049, 10.39506), **fields):
    """A record of schema 2.1; names are (value, language, types)."""
    details = {
        "name": "Trondheim",
        "lat": point[0],
        "lng": point[1],
        "country_code": country,
        "country_subdivision_code": "50",
    }
    return {
        "id": f"https://ror.org/{own}", "status": "active", "types": ["funder", "education"], "established": 1996,
        "names": [{"value": value, "lang": lang, "types": types} for value, lang, types in names],
        "locations": [{"geonames_id": 3133880, "geonames_details": details}], "domains": [], "relationships": [],
        "links": [{"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/N"}, {"type": "website", "value": "https://www.ntnu.no"}],
        "external_ids": [{"type": "grid", "preferred": "grid.5947.f", "all": ["grid.5947.f"]}],
        "admin": {"created": {"date": "2018-11-14", "schema_version": "1.0"},
                  "last_modified": {"date": "2026-05-04", "schema_version": "2.1"}},
        **fields,
    }  # fmt: skip


NTNU = record("05xg72x27", [
    ("NTNU", None, ["acronym"]), ("Noregs teknisk-naturvitskaplege universitet", "nn", ["label"]),
    ("Norges teknisk-naturvitenskapelige universitet", "no", ["label"]),
    ("Norwegian University of Science and Technology", "en", ["ror_display", "label"]),
])  # fmt: skip
NIBIO = record("04aah1z61", [("NIBIO", None, ["ror_display", "acronym"])], point=(59.66, 10.77))
OTHER = record("00000xx00", [("University of X", "en", ["ror_display"])], country="US", point=(40.0, -75.0))


@pytest.mark.parametrize("content", [NTNU, [NTNU], {"number_of_results": 1, "items": [NTNU], "meta": {}}])
def test_a_record_comes_with_its_names_place_and_website(take, staged, content):
    """Alone, in the dump's array or on a page of the API; the region's have an area."""
    release = take("ror", json.dumps(content), "ror.json")
    assert (release.rows, release.accepted, release.as_of) == (1, 1, date(2026, 5, 4))
    [row] = staged("organisation_id")
    assert (row["key"], row["scheme"], row["id"], row["country"]) == ("ROR-05xg72x27", "ror", "05xg72x27", "NO")
    assert (row["area"], row["locality"], row["website"]) == ("NO-5001", "Trondheim", "https://www.ntnu.no")
    assert (row["name"], row["name_sv"]) == ("Norwegian University of Science and Technology", None)
    assert row["name_nb"] == "Norges teknisk-naturvitenskapelige universitet"
    assert row["name_en"] == row["name"] and row["active"] is True and row["kind"] == "education, funder"
    assert set(row["names"].split("|")) == {name["value"] for name in NTNU["names"]}


def test_organisations_of_both_countries_are_kept_wherever_they_are_seated(take, staged, rejected):
    """Without an area where it is elsewhere; other countries and withdrawn records are outside; a repeat is told."""
    second = record("019k1pd13", [("Mittuniversitetet", "sv", ["label"]), ("Mid", "en", ["ror_display"])], country="SE")
    second["locations"] = [
        {"geonames_details": {"name": "Sundsvall", "lat": 62.39, "lng": 17.31, "country_code": "SE"}},
        {"geonames_details": {"name": "Östersund", "lat": 63.18, "lng": 14.64, "country_code": "SE"}},
    ]
    withdrawn = {**NIBIO, "id": "https://ror.org/099999999", "status": "withdrawn"}
    inactive = {**NIBIO, "id": "https://ror.org/088888888", "status": "inactive"}
    release = take(
        "ror", json.dumps([NTNU, NIBIO, OTHER, second, withdrawn, inactive, NTNU, {"names": []}]), "dump.json"
    )
    assert (release.accepted, release.outside, release.rejected) == (4, 2, 2)
    assert [(row["id"], row["area"], row["active"]) for row in staged("organisation_id")] == [
        ("05xg72x27", "NO-5001", True), ("04aah1z61", None, True), ("019k1pd13", "SE-2380", True), ("088888888", None, False),
    ]  # fmt: skip
    assert rejected() == [(7, "duplicate", "05xg72x27"), (8, "no_key", None)]


def test_json_of_another_publisher_gives_nothing(take):
    """Schema 1, which ended in 2025, has no list of names."""
    with pytest.raises(UserError) as caught:
        take("ror", json.dumps([{"id": "https://ror.org/05xg72x27", "name": "NTNU"}]), "old.json")
    assert caught.value.key == "sources.none_usable"
