"""`lenity petition` and `lenity profile`: what they write, and how they refuse."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pypdf
import pytest

from cli.conftest import ALICE, GOOD, ROOT
from lenity.papers.unsealed import speaks_of_cooperation

AS_OF = "2026-11-24"


def test_the_package_of_the_shipped_case_is_whole(run, tmp_path):
    ran = run("petition", ALICE, "--out", str(tmp_path / "out"), "--as-of", AS_OF)
    assert ran.status == 0, ran.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["checklist.html", "memorandum.docx", "package.json", "petition.pdf"]
    assert len(pypdf.PdfReader(tmp_path / "out" / "petition.pdf").outline) > 4
    assert zipfile.ZipFile(BytesIO((tmp_path / "out" / "memorandum.docx").read_bytes())).testzip() is None
    assert "answers are missing" in ran.err
    assert json.loads((tmp_path / "out" / "package.json").read_text())["missing_answers"]


def test_a_second_run_keeps_what_was_edited(run, tmp_path):
    run("petition", ALICE, "--out", str(tmp_path), "--as-of", AS_OF)
    (tmp_path / "memorandum.docx").write_bytes(b"her edits")
    ran = run("petition", ALICE, "--out", str(tmp_path), "--as-of", AS_OF)
    assert ran.status == 0
    assert (tmp_path / "memorandum.docx").read_bytes() == b"her edits"
    assert "left as it is" in ran.err


@pytest.mark.parametrize("name", ["profile.html", "profile.pdf"])
def test_the_profile_is_one_page_with_its_picture(run, tmp_path, name):
    ran = run("profile", ALICE, "--out", str(tmp_path / name), "--as-of", AS_OF)
    assert ran.status == 0, ran.err
    assert (tmp_path / "profile-preview.png").read_bytes().startswith(b"\x89PNG")
    if name.endswith(".pdf"):
        assert len(pypdf.PdfReader(tmp_path / name).pages) == 1
    else:
        assert 'property="og:image" content="profile-preview.png"' in (tmp_path / name).read_text()


def test_the_memorandum_compares_where_files_are_given_and_still_says_nothing_of_cooperation(run, tmp_path):
    rows = ROOT / "tests" / "fixtures" / "population" / "sentenced_fy2019_fy2024.csv"
    ran = run("petition", str(ROOT / "docs" / "examples" / "first-case.yaml"), "--out", str(tmp_path / "out"), "--as-of", AS_OF, "--data", str(rows))
    assert ran.status == 0, ran.err
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "out" / "petition.pdf").pages).split())
    assert "How people in a similar position were sentenced" in text
    assert "Terms after trial were" not in text or "an association, not an effect" in text
    assert "121 to 151 months" in text  # the range of the case, by which it is compared
    assert not speaks_of_cooperation(text)


def test_a_file_to_compare_with_that_is_missing_is_named(run, tmp_path):
    ran = run("petition", ALICE, "--out", str(tmp_path / "out"), "--data", "none.csv")
    assert ran.status == 2
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()


def test_a_case_without_public_sources_has_no_profile(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(GOOD, encoding="utf-8")
    ran = run("profile", str(case), "--out", str(tmp_path / "profile.html"))
    assert ran.status == 2
    assert "no public source" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("profile", ALICE, "--out", "profile.txt"), ".html"),
        (("petition", ALICE, "--out", ALICE), "is a file"),
        (("petition", "missing.yaml", "--out", "out"), "missing.yaml"),
        (("petition", "cases.jsonl", "--out", "out"), "one case"),
        (("petition", ALICE, "--out", "out", "--as-of", "soon"), "YYYY-MM-DD"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(run, tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments)
    assert ran.status == 2
    assert says in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_an_exhibit_that_is_missing_is_named(run, tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text(GOOD + "petition: {exhibits: [{title: The judgment, file: judgment.pdf}]}\n")
    ran = run("petition", str(case), "--out", str(tmp_path / "out"))
    assert ran.status == 2
    assert "judgment.pdf" in ran.err
    assert not (tmp_path / "out").exists()
