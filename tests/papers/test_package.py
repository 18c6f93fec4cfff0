"""The filing package: bookmarks that lead somewhere, clean exhibits, and a lawyer's edits that are never lost."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from lenity.facts import read_case
from lenity.law import law_vocabulary
from lenity.papers.binder import bound_pdf
from lenity.papers.exhibits import ExhibitError, exhibit
from lenity.papers.package import BOUND, CHECKLIST, MEMORANDUM, Package, package, write_package
from lenity.papers.petition import AtHand, Grounds, petition_papers
from lenity.papers.unsealed import unsealed
from lenity.review import review

TODAY = date(2026, 11, 24)
SHIPPED = Path(__file__).parents[2] / "cases"
WORDS = law_vocabulary()


@pytest.fixture(scope="module")
def case():
    return unsealed(read_case(SHIPPED / "alice-marie-johnson.yaml", vocabulary=WORDS, today=TODAY), vocabulary=WORDS, today=TODAY).case


@pytest.fixture(scope="module")
def grounds(case) -> Grounds:
    return Grounds(review(case, as_of=TODAY))


def blank_pdf(pages: int = 2, **metadata: str) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    writer.add_metadata({f"/{key}": value for key, value in metadata.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def exhibits(tmp_path):
    (tmp_path / "a.pdf").write_bytes(blank_pdf(3, Author="The writer", Title="Secret title"))
    (tmp_path / "b.txt").write_text("A letter.\nSecond line.")
    return [exhibit(1, "Judgment of the court", tmp_path / "a.pdf"), exhibit(2, "A letter", tmp_path / "b.txt", is_confidential=True)]


def bookmarks(reader: pypdf.PdfReader, items=None) -> list[tuple[str, int | None]]:
    found = []
    for item in reader.outline if items is None else items:
        found += bookmarks(reader, item) if isinstance(item, list) else [(item.title, reader.get_destination_page_number(item))]
    return found


def test_every_bookmark_leads_to_the_page_that_it_names(case, grounds, exhibits) -> None:
    papers = petition_papers(case, grounds, [AtHand(one.number, one.title) for one in exhibits])
    reader = pypdf.PdfReader(io.BytesIO(bound_pdf(papers.filed, exhibits)))
    marks = bookmarks(reader)
    assert {document.title for document in papers.filed} <= {title for title, _ in marks}
    assert [title for title, _ in marks][-3:] == ["The exhibits", "Exhibit 1: Judgment of the court", "Exhibit 2: A letter"]
    for title, page in marks:
        assert page is not None, title
        said = " ".join(reader.pages[page].extract_text().split())
        assert title.partition(":")[0] in said or title == "The exhibits", title


def test_each_page_has_the_label_of_its_part_and_each_exhibit_its_stamp(case, grounds, exhibits) -> None:
    papers = petition_papers(case, grounds, [])
    reader = pypdf.PdfReader(io.BytesIO(bound_pdf(papers.filed, exhibits)))
    labels = reader.page_labels
    assert labels[0] == "Summary 1"
    assert labels[-7:] == ["Sources 1", "Exhibit 1", "Exhibit 1, 1", "Exhibit 1, 2", "Exhibit 1, 3", "Exhibit 2", "Exhibit 2, 1"]
    for page, label in zip(reader.pages, labels, strict=True):
        if label.startswith("Exhibit 1, "):
            assert f"Exhibit 1, page {label[-1]} of 3" in page.extract_text()
    assert "Confidential" in reader.pages[labels.index("Exhibit 2")].extract_text()


def test_lenitys_own_pages_stay_tagged_with_fonts_inside(case, grounds) -> None:
    reader = pypdf.PdfReader(io.BytesIO(bound_pdf(petition_papers(case, grounds, []).filed, [])))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            below = font.get_object()["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font.get_object() else font.get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(below["/FontDescriptor"].get_object()), font


def test_an_exhibit_keeps_its_pages_and_nothing_else(tmp_path) -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(blank_pdf(1, Author="The writer"))))
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('run')")})
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment("secret.txt", b"secret")
    writer.root_object[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject("y")})
    with (tmp_path / "live.pdf").open("wb") as file:
        writer.write(file)
    made = exhibit(1, "Live", tmp_path / "live.pdf").pdf
    for gone in (b"app.alert", b"secret", b"The writer", b"/JavaScript", b"/EmbeddedFile", b"/PieceInfo"):
        assert gone not in made, gone


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("empty.pdf", b"", "empty"),
        ("cut.pdf", blank_pdf()[:200], "damaged"),
        ("other.pdf", b"no PDF at all", "damaged"),
        ("other.png", b"no image at all", "damaged"),
        ("other.txt", b"\xff\xfe\x00bad", "UTF-8"),
        ("macro.docm", b"PK", "save it as PDF"),
        ("noending", b"x", "save it as PDF"),
    ],
)
def test_what_cannot_be_an_exhibit_is_refused_with_the_remedy(tmp_path, name: str, raw: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(ExhibitError, match=says) as fault:
        exhibit(1, "Title", tmp_path / name)
    assert name in str(fault.value)


def test_an_encrypted_exhibit_is_refused(tmp_path) -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(blank_pdf())))
    writer.encrypt("word")
    with (tmp_path / "locked.pdf").open("wb") as file:
        writer.write(file)
    with pytest.raises(ExhibitError, match="password"):
        exhibit(1, "Title", tmp_path / "locked.pdf")


def test_missing_answers_are_marked_and_listed_and_none_is_made_up(case, grounds, tmp_path) -> None:
    made = package(case, grounds, tmp_path)
    assert any("acceptance" in gap or "responsibility" in gap for gap in made.gaps)
    assert any("docket number" in gap for gap in made.gaps)
    checklist = made.files[CHECKLIST].decode()
    for gap in made.gaps:
        assert gap[1:] in checklist.replace("&#39;", "'"), gap


def test_edits_are_never_overwritten(tmp_path) -> None:
    first = Package({MEMORANDUM: b"one", BOUND: b"pdf"}, (), ())
    second = Package({MEMORANDUM: b"two", BOUND: b"pdf 2"}, (), ())
    third = Package({MEMORANDUM: b"three", BOUND: b"pdf 3"}, (), ())
    assert write_package(first, tmp_path) == ([MEMORANDUM, BOUND], [])
    assert write_package(second, tmp_path) == ([MEMORANDUM, BOUND], [])  # nobody touched it
    (tmp_path / MEMORANDUM).write_bytes(b"her edits")
    assert write_package(third, tmp_path) == (["memorandum.new.docx", BOUND], [MEMORANDUM])
    assert (tmp_path / MEMORANDUM).read_bytes() == b"her edits"
    assert write_package(first, tmp_path) == (["memorandum.new.docx", BOUND], [MEMORANDUM])  # replaces what lenity itself wrote
    (tmp_path / "memorandum.new.docx").write_bytes(b"more edits")
    written, _ = write_package(second, tmp_path)
    assert written[0] == "memorandum.new2.docx"
    assert (tmp_path / "memorandum.new.docx").read_bytes() == b"more edits"
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_file_from_before_any_record_is_not_overwritten(tmp_path) -> None:
    (tmp_path / MEMORANDUM).write_bytes(b"hers")
    (tmp_path / "package.json").write_text("not a record")
    assert write_package(Package({MEMORANDUM: b"one"}, (), ()), tmp_path)[1] == [MEMORANDUM]
    assert json.loads((tmp_path / "package.json").read_text())["files"]
