"""Cooperation stays out of every paper that is not under seal, and what is confidential out of the profile.

The made-up case speaks of cooperation wherever a case file can: if one word of it came through anywhere, a test here fails.
"""

from __future__ import annotations

import copy
import io
import zipfile
from datetime import date

import pypdf
import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.papers import html_page, plain_text
from lenity.papers.binder import bound_pdf
from lenity.papers.docx import docx_bytes
from lenity.papers.exhibits import ExhibitError, exhibit
from lenity.papers.package import package
from lenity.papers.petition import Grounds, petition_papers
from lenity.papers.profile import one_page_pdf, profile_document
from lenity.papers.unsealed import SealedWords, check_unsealed, public_facts, speaks_of_cooperation, unsealed
from lenity.review import review

TODAY = date(2026, 11, 24)
WORDS = law_vocabulary()
SECRET = "she testified against two others and was debriefed"
CASE = {
    "lenity": 1,
    "id": "made-up",
    "person": {"name": "Pat Example", "born": "1961-01-31", "residence": "Anytown", "age": 44},
    "court": {"district": "ilnd", "docket": "03-cr-1", "judge": "J. Example"},
    "offense": {"began": "2003-06-01", "ended": "2004-12-31", "role": "informant"},
    "convictions": [{"statute": "21 U.S.C. § 846", "object": "21 U.S.C. § 841(a)(1)", "charged": [{"drug": "crack", "amount": "62 g"}], "found_by": "plea", "convicted": "2005-06-01"}],
    "guidelines": {
        "conduct": [{"guideline": "2D1.1", "drugs": [{"drug": "crack", "amount": "62 g"}]}],
        "adjustments": [],
        "departures": [{"section": "5K1.1"}, {"section": "18 U.S.C. 3553(e)"}, {"section": "variance"}],
        "findings": {"truthful_disclosure": True, "firearm": False},
    },
    "criminal_history": {"priors": []},
    "sentence": {"date": "2006-03-21", "imprisonment": "70 months"},
    "events": [{"date": "2008-06-01", "kind": "rule_35", "authority": "Fed. R. Crim. P. 35(b)", "term": "50 months"}],
    "custody": {"since": "2005-03-01", "incidents": [{"date": "2007-01-01", "description": "moved after " + SECRET}]},
    "petition": {
        "asks": "commutation to time served",
        "account": SECRET,
        "reasons": ["her substantial assistance", "the sentence would be lower today"],
        "mitigation": ["she cooperated with the Government"],
        "challenges": [{"kind": "motion under Rule 35(b)", "outcome": "granted"}],
        "counsel": {"name": "A. Lawyer", "address": "1 Main Street"},
    },
    "sources": [
        {"id": "news", "title": "A made-up report", "date": "2018-05-30"},
        {"id": "psr", "title": "Presentence report"},
        {"id": "motion", "title": "Motion under §5K1.1"},
    ],
    "evidence": {
        "person.name": [{"source": "news", "quote": "Pat Example"}],
        "person.age": [{"source": "psr"}],
        "sentence.imprisonment": [{"source": "news", "quote": SECRET}],
        "sentence.date": [{"source": "news"}],
        "court.district": [{"source": "psr"}],
        "criminal_history.priors": [{"source": "psr"}],
        "guidelines.departures": [{"source": "motion", "quote": "5K1.1"}],
    },
    "extra": {"note": SECRET},
}  # fmt: skip


def read(data=CASE):
    return read_data(copy.deepcopy(data), name="made-up", vocabulary=WORDS, today=TODAY)


@pytest.fixture(scope="module")
def safe():
    return unsealed(read(), vocabulary=WORDS, today=TODAY)


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def docx_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml"))


def outputs(safe) -> dict[str, str]:
    """Every text that leaves the desk for this case."""
    papers = petition_papers(safe.case, Grounds(review(safe.case, as_of=TODAY)), ())
    public = public_facts(safe.case, vocabulary=WORDS, today=TODAY)
    answer = review(public, as_of=TODAY)
    profile = profile_document(public, answer, safe.case.petition.asks)
    return {
        **{document.title: plain_text(document) for document in papers.filed},
        "checklist": html_page(papers.checklist),
        "bound": pdf_text(bound_pdf(papers.filed, ())),
        "memorandum": docx_text(docx_bytes(papers.memorandum)),
        "profile page": html_page(profile),
        "profile pdf": pdf_text(one_page_pdf(public, answer, safe.case.petition.asks)),
    }


def test_no_output_speaks_of_cooperation(safe) -> None:
    for name, text in outputs(safe).items():
        assert not speaks_of_cooperation(text), name
        assert SECRET not in text, name


def test_what_was_kept_out_is_named_by_its_place_alone(safe) -> None:
    assert {"guidelines.departures", "guidelines.findings", "events", "offense.role", "petition.account"} <= set(safe.kept_out)
    assert not any(speaks_of_cooperation(path) for path in safe.kept_out)


def test_a_list_that_lost_a_part_is_not_read_as_whole(safe) -> None:
    assert safe.case.guidelines.departures is None


def test_the_reduction_itself_is_kept(safe) -> None:
    (event,) = safe.case.events
    assert (event.kind, str(event.term), event.authority) == ("reduction", "50 months", None)


def test_a_case_without_cooperation_is_unchanged() -> None:
    plain = {key: value for key, value in CASE.items() if key in ("lenity", "id", "person", "convictions", "sentence", "criminal_history")}
    case = read(plain)
    again = unsealed(case, vocabulary=WORDS, today=TODAY)
    assert again.case == case
    assert again.kept_out == ()


@pytest.mark.parametrize(
    "text",
    [
        "USSG §5K1.1",
        "18 U.S.C. § 3553(e)",
        "Rule 35(b)",
        "substantial assistance",
        "cooperating witness",
        "an informant",
        "her proffer",
        "cooperó",
        "testified against",
    ],
)
def test_what_speaks_of_cooperation_is_stopped_and_not_repeated(text: str) -> None:
    with pytest.raises(SealedWords) as stopped:
        check_unsealed(f"before {text} after", "the profile")
    assert text not in str(stopped.value)
    assert "the profile" in str(stopped.value)


@pytest.mark.parametrize("text", ["Rule 35(a) corrects clear error", "18 U.S.C. § 3553(a)", "USSG §5K2.0", "the operation of the corporation"])
def test_other_law_is_let_through(text: str) -> None:
    check_unsealed(text, "the profile")


def test_the_profile_tells_what_public_sources_show_and_nothing_else(safe) -> None:
    public = public_facts(safe.case, vocabulary=WORDS, today=TODAY)
    assert public.person.name == "Pat Example"
    assert public.person.age is None  # only the presentence report shows it
    assert public.person.residence is None  # nothing shows it
    assert public.court is None
    assert public.criminal_history is None
    assert [source.id for source in public.sources] == ["news"]


def test_a_presentence_report_is_confidential_whatever_the_file_says() -> None:
    for title in ("Presentence Investigation Report", "PSR", "Statement of Reasons", "pre-sentence report"):
        case = read({**CASE, "sources": [{"id": "a", "title": title, "confidential": False}], "evidence": {}})
        assert case.sources[0].is_confidential, title
    assert not read().sources[0].is_confidential


def test_without_a_public_source_for_the_day_there_is_no_profile() -> None:
    case = read({**CASE, "evidence": {"sentence.date": [{"source": "psr"}]}})
    assert public_facts(case, vocabulary=WORDS, today=TODAY) is None


def test_an_exhibit_that_speaks_of_cooperation_stops_the_package(tmp_path, safe) -> None:
    (tmp_path / "letter.txt").write_text(f"As you know, {SECRET}.")
    with pytest.raises(SealedWords) as stopped:
        exhibit(1, "A letter", tmp_path / "letter.txt")
    assert "page 1" in str(stopped.value)
    assert SECRET not in str(stopped.value)


def test_an_exhibit_outside_the_folder_is_refused(tmp_path) -> None:
    case = read({**CASE, "petition": {"exhibits": [{"title": "Not ours", "file": "../other.pdf"}]}})
    safe = unsealed(case, vocabulary=WORDS, today=TODAY).case
    with pytest.raises(ExhibitError, match="outside"):
        package(safe, Grounds(review(safe, as_of=TODAY)), tmp_path)
