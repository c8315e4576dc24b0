"""The vocabulary of expertise: complete in three languages, and used as it is written."""

import csv

import pytest

from dashboard.metrics.readings.vocabulary import LANGUAGES, vocabulary
from dashboard.register.schema import RD_FIELDS
from dashboard.settings import DEMO_PARAMETERS, REFERENCE


def rows(path):
    """The rows of a file as dictionaries of text."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


TERMS = rows(REFERENCE / "expertise.csv")


def test_every_term_has_a_key_of_its_own_and_a_name_in_every_language():
    """Keys are plain words that can stand between commas; no name or synonym is empty, padded or given twice."""
    assert len({row["key"] for row in TERMS}) == len(TERMS) > 80
    for row in TERMS:
        assert row["key"].replace("_", "").isalnum() and row["key"] == row["key"].lower()
        for language in LANGUAGES:
            forms = [row[f"term_{language}"], *filter(None, row[f"synonyms_{language}"].split("|"))]
            assert all(form and form == form.strip() for form in forms), row
            assert len(set(forms)) == len(forms), row


def test_every_field_is_known_and_has_terms():
    """Of all fourteen fields several terms, and none of another."""
    fields = [row["field"] for row in TERMS]
    assert set(fields) == set(RD_FIELDS) and min(fields.count(field) for field in RD_FIELDS) >= 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_have_the_same_name(language):
    """A name leads to one term, or the reader could not tell two reasons apart."""
    names = [row[f"term_{language}"] for row in TERMS]
    assert len(set(names)) == len(names)


def test_every_form_is_read_as_words():
    """No name or synonym is made of words that say nothing: it could never be found."""
    assert all(form for term in vocabulary().values() for form in term.forms)


@pytest.mark.parametrize("name", ["rd_units", "needs"])
def test_the_demonstration_uses_terms_of_the_vocabulary(name):
    """Every unit and every need has terms, and all of them are known."""
    for row in rows(DEMO_PARAMETERS / f"{name}.csv"):
        terms = row["terms"].split(",")
        assert terms and set(terms) <= {term["key"] for term in TERMS}, row
