"""The register's words: a text for every kind, field, choice and reason, and none for anything else."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from dashboard.i18n import LANGUAGES, words
from dashboard.i18n.messages import FOLDER, messages
from dashboard.register.schema import KINDS, Field, Kind
from dashboard.register.values import Problem, clean
from dashboard.settings import ROOT

REGISTER = [
    (ROOT / f"dashboard/register/{name}.py").read_text(encoding="utf-8") for name in ("values", "rules", "batch")
]
# what values.py reads with, and so may pass on: cells, municipalities and organisation numbers
READ = {"formula", "number", "date", "yes_no", "unknown_area", "area_too_large", "orgnr"}
REASONS = READ | {
    reason
    for code in REGISTER
    for reason in re.findall(r'Problem\((?:f?"[^"]*"|[a-z.]+), "([a-z_]+)"|Unusable\("([a-z_]+)"', code)
    for reason in reason
    if reason
}
FIELDS = [(kind, field) for kind in KINDS.values() for field in kind.fields]


def known(field: Field) -> tuple[str, ...]:
    """The choices that are named here: R&D fields and programmes have their names elsewhere."""
    return () if field.name in ("field", "programme") else field.choices


def wanted() -> Iterator[str]:
    """A pattern for every key that something may ask for."""
    for kind, field in FIELDS:
        yield rf"record\.({kind.name}(\.help)?|field|help)\.{field.name}"
        if known(field):
            yield rf"choice\.({kind.name}\.)?{field.name}\.({'|'.join(known(field))})"
    yield rf"record\.({'|'.join(KINDS)})(\.plural|\.help)?"
    yield rf"problem\.({'|'.join(REASONS)})"
    yield r"choice\.flag\.(true|false)"
    yield r"register\.(full|readonly|away|no_change)"
    yield r"audit\.(created|changed|deleted|erased|undone)"


def own() -> set[str]:
    """The keys of this domain."""
    with (FOLDER / "en/register.po").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_everything_of_a_kind_has_words(kind: Kind, language: str) -> None:
    """The kind, its fields and every choice; no two fields of a kind have one label, no two choices of a field one word."""
    t = words(language)
    assert all(t(f"record.{kind.name}{part}") for part in ("", ".plural", ".help"))
    labels = [t.field(kind.name, field.name) for field in kind.fields]
    assert len(set(labels)) == len(labels)
    for field in kind.fields:
        chosen = [t.choice(kind.name, field.name, value) for value in field.choices]
        assert len(set(chosen)) == len(chosen)
        assert len(t.help(kind.name, field.name)) <= 90
    assert len(t(f"record.{kind.name}.plural")) <= 31  # a worksheet's name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_reason_has_a_sentence(reason: str, language: str) -> None:
    """It ends with a full stop and fills in all it asks for, from what problems carry."""
    said = words(language).problem(
        "establishment", "name", reason, {"text": "abc", "key": "E0001", "kind": "job_result"}
    )
    assert said.startswith(f"{words(language).field('establishment', 'name')}: ")
    assert said.endswith(".")
    assert not set("{}") & set(said)


def test_reasons_are_found_in_the_code() -> None:
    """The pattern that reads them finds those of all three modules."""
    assert {"required", "too_long", "stage_order", "created_and_maintained", "still_named", "no_record"} <= REASONS


def test_no_word_of_the_register_is_left_over() -> None:
    """Every key of the domain belongs to a kind, a field, a choice, a reason or the audit."""
    fits = [re.compile(pattern) for pattern in wanted()]
    assert [key for key in sorted(own()) if not any(fit.fullmatch(key) for fit in fits)] == []


@pytest.mark.parametrize("part", ["", "help."])
def test_a_text_of_its_own_differs_from_the_common_one(part: str) -> None:
    """A kind has its own label or help only where it says something else, at least in one language."""
    for kind, name in ((kind.name, field.name) for kind, field in FIELDS):
        texts = [
            (
                messages(language).get(f"record.{kind}.{part}{name}"),
                messages(language).get(f"record.{part or 'field.'}{name}"),
            )
            for language in LANGUAGES
        ]
        assert any(own != common for own, common in texts) or texts[0][0] is None


def test_a_problem_is_told_in_words() -> None:
    """With the field's label in front, numbers as they came, and names of kinds in the reader's language."""
    _, problems = clean(KINDS["contact"], {"name": "x" * 301, "unit": "U0001", "source": "webb", "nonsense": "1"})
    told = {p.field: words("sv").problem("contact", p.field, p.reason, p.values) for p in problems}
    assert told["name"] == "Personens namn: Korta texten till högst 300 tecken."
    assert told["collected_on"] == "Insamlad den: Fyll i fältet; det får inte vara tomt."
    assert told["nonsense"].startswith("nonsense: Det finns inget sådant fält")
    named = Problem("", "still_named", {"kind": "job_result", "key": "J0001"})
    assert words("nb").problem("establishment", named.field, named.reason, named.values) == (
        "Posten brukes i J0001 (Jobbresultat); endre eller slett den først."
    )


def test_values_are_named_from_where_their_names_stand() -> None:
    """Areas, R&D fields and programmes have one name each in the whole dashboard."""
    t = words("nb")
    assert t.choice("need", "area", "SE-2380") == t.area("SE-2380")
    assert t.choice("need", "field", "forestry") == t("field.forestry")
    assert t.choice("establishment", "programme", "smice") == "Etableringsfremmende samarbeid (SMICE)"
    assert t.choice("job_result", "moved", True) == "Ja"
    assert t.choice("policy_item", "stage", "decision") == "Vedtak"
    assert words("sv").choice("job_result", "verification", "verified") == "Verifierat"
    assert t.help("job_result", "area") != t.help("establishment", "area") == ""
