"""The goal ledger as a list: stages, jobs, verification, and what cannot be."""

from datetime import date

import pytest

HEADER = "Namn;Kommun;Skede;Öppnad;Jobb;Slag;Högre utbildning;Verifiering;Verifierad den;Underlag;Aktivitet;Program"


def test_a_row_becomes_an_establishment_and_its_jobs(take, staged):
    """Stage, dates, verification and evidence are kept; jobs are split by whether they ask for higher education."""
    take(
        "register", f"{HEADER}\nNorra AB;Åre;Öppnad;2019-03-01;4,5;skapade;1,5;Verifierad;2019-06-30;Avtal;Möte;smice\n"
    )
    [row] = staged("establishment")
    assert (row["key"], row["name"], row["area"]) == ("SE-register-2321-norraab", "Norra AB", "SE-2321")
    assert (row["stage"], row["opened_on"], row["verification"]) == ("opened", date(2019, 3, 1), "verified")
    assert (row["verified_on"], row["evidence"], row["activity"]) == (date(2019, 6, 30), "Avtal", "Möte")
    assert row["programme"] == "smice"
    jobs = {(job["kind"], job["higher_education"]): job["fte"] for job in staged("job_result")}
    assert jobs == {("created", True): 1.5, ("created", False): 3.0}
    assert {job["establishment"] for job in staged("job_result")} == {row["key"]}
    assert {job["from_on"] for job in staged("job_result")} == {date(2019, 3, 1)}


@pytest.mark.parametrize(
    "line",
    ["name,municipality,stage,jobs,verification,higher education\nA,Trondheim,operating,3,reported,yes\n",
     "navn,kommune,fase,årsverk,verifisering,høyere utdanning\nA,Trondheim,i drift,3,rapportert,ja\n",
     "namn,kommun,skede,heltidstjänster,verifiering,högre utbildning\nA,Tråante,I drift,3,Rapporterad,Ja\n"],
)  # fmt: skip
def test_headers_and_words_in_three_languages_say_the_same(take, staged, line):
    """English, Norwegian and Swedish lists give the same rows."""
    take("register", line)
    [row], [job] = staged("establishment"), staged("job_result")
    assert (row["area"], row["stage"], row["verification"]) == ("NO-5001", "operating", "reported")
    assert (job["kind"], job["fte"], job["higher_education"], job["verification"]) == ("created", 3.0, True, "reported")


def test_created_and_maintained_jobs_stay_apart(take, staged):
    """Columns of their own give a job result each; those asking for higher education are of the created ones."""
    take("register", "name,area,stage,jobs created,jobs maintained,higher education\nA,5001,opened,3,2,1\n")
    jobs = {(job["kind"], job["higher_education"]): job["fte"] for job in staged("job_result")}
    assert jobs == {("created", True): 1.0, ("created", False): 2.0, ("maintained", False): 2.0}


def test_rows_that_cannot_be_are_rejected(take, rejected):
    """Unknown words, jobs stated twice, more higher education than jobs, negative jobs, unknown programmes."""
    rows = ["B,5001,klar,,,,,", "C,5001,opened,,2,2,,", "D,5001,opened,1,,,3,", "E,5001,opened,-1,,,,",
            "F,5001,opened,,,,,moon", "A,5001,opened,,,,,", ",5001,opened,,,,,", "H,5001,,,,,,"]  # fmt: skip
    header = "name,area,stage,maintained,jobs,created,higher education,programme"
    release = take("register", "\n".join([header, "A,5001,opened,,1,,,", *rows]))
    assert (release.accepted, release.rejected) == (1, 8)
    reasons = [reason for _, reason, _ in rejected()]
    assert reasons == [
        "stage",
        "jobs_twice",
        "higher_education",
        "number",
        "programme",
        "duplicate",
        "no_name",
        "stage",
    ]


def test_a_sole_traders_establishment_counts_without_a_name(take, staged, data):
    """The goal ledger keeps the jobs; name, number and evidence of a sole trader are in no file."""
    take("register", "name;orgnr;area;stage;jobs;evidence\nSvea Svensson;850101-1239;2380;opened;1;Avtal Svea\n")
    [row], [job] = staged("establishment"), staged("job_result")
    assert (row["key"], row["name"], row["company"], row["evidence"]) == ("SE-register-sole-2380-1", None, None, None)
    assert job["fte"] == 1
    assert not any(b"Svea" in path.read_bytes() for path in data.rglob("*") if path.is_file())
