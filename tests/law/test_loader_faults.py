"""A faulty law file is refused with its place and what is wrong, and every fault of every file at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from lenity.law import Book, compile_law
from lenity.law._read import LawFileError, read_law_files

GOOD = """\
id: made.up.value
asks: How many levels?
unit: level
values:
  - {from: 1987-11-01, clock: edition_on, value: 2, cite: "USSG §3B1.1(c)"}
  - {from: 1991-11-01, clock: edition_on, value: 3, cite: "USSG §3B1.1(c); App. C amend. 414"}
checked: {date: 2026-11-24, against: "USSG (Nov. 2025)", by: [first reading, second reading]}
"""


def faults_of(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (folder / f"file{number}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawFileError) as error:
        read_law_files(folder)
    assert str(error.value).splitlines() == error.value.faults
    return error.value.faults


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    series = Book(compile_law(tmp_path)).family("made.up.value").members[None]
    assert [entry.payload for entry in series.entries] == [2, 3]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("unit: level", "units: level", "unknown field 'units'"),
        ("unit: level", "unit: level\ncolour: red", "unknown field 'colour'"),
        ("unit: level\n", "", "unit is missing"),
        ("asks: How many levels?\n", "", "asks is missing"),
        ("id: made.up.value", "id: 12", "id is missing or not a text"),
        ("value: 2,", "value: 2, valeu: 3,", "values[0]: unknown field 'valeu'"),
        ("value: 2, ", "", "values[0]: give exactly one of value, steps, cells"),
        ("value: 2,", "value: 2, steps: [[0, 1]],", "values[0]: give exactly one of value, steps, cells"),
        ("value: 2,", "steps: [[10, 1], [5, 2]],", "values[0].steps thresholds do not rise"),
        ("value: 2,", "steps: [[10, 1], [10, 2]],", "values[0].steps thresholds do not rise"),
        ("value: 2,", "steps: [[1.5, 1]],", "values[0].steps is not a list of [whole threshold, result]"),
        ("clock: edition_on, value: 2", "clock: edition, value: 2", "values[0].clock 'edition' is not one of"),
        ("clock: edition_on, value: 2", "value: 2", "values[0].clock None is not one of"),
        ("from: 1991-11-01", "from: 1987-11-01", "values[1].from 1987-11-01 is not after the entry before it (1987-11-01)"),
        ("from: 1991-11-01", "from: 1986-11-01", "sort the entries"),
        ("from: 1991-11-01", "from: 1991-11", "values[1].from '1991-11' is not a date"),
        ("from: 1991-11-01", "from: 1991-02-30", "values[1].from"),
        (', cite: "USSG §3B1.1(c)"}', "}", "values[0].cite is missing or not a citation"),
        ('cite: "USSG §3B1.1(c)"}', "cite: somewhere}", "values[0].cite is missing or not a citation: 'somewhere'"),
        ("unit: level", "unit: level\ncompare: above", "compare is one of at_least, more_than"),
        ("unit: level", "unit: level\nrows: []", "give exactly one of values, items, rows"),
    ],
)  # fmt: skip
def test_one_clear_line_a_fault(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    faults = faults_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(said in fault for fault in faults), faults
    assert all(fault.startswith("file0.yaml: ") and "\n" not in fault for fault in faults)


@pytest.mark.parametrize("text", ["just text", "- a\n- list", "id: [", "a: 1\na: 2", "id: &x made\nasks: *x"])
def test_what_is_no_law_file(tmp_path: Path, text: str) -> None:
    faults = faults_of(tmp_path, text)
    assert faults
    assert all(fault.startswith("file0.yaml: ") for fault in faults)


def test_a_member_given_twice(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, GOOD, GOOD)
    assert faults == ["file1.yaml: made.up.value  stands in file0.yaml too; keep one."]


def test_a_member_given_twice_in_one_file(tmp_path: Path) -> None:
    entry = '{from: 1987-11-01, clock: edition_on, value: 2, cite: "USSG §3B1.1(c)"}'
    items = f"items:\n  - {{key: a, values: [{entry}]}}\n  - {{key: a, values: [{entry}]}}\n"
    faults = faults_of(tmp_path, f"id: made.up\nasks: What?\nunit: level\n{items}")
    assert len(faults) == 1
    assert "made.up a" in faults[0]


def test_items_need_keys(tmp_path: Path) -> None:
    entry = '{from: 1987-11-01, clock: edition_on, value: 2, cite: "USSG §3B1.1(c)"}'
    assert any(
        "items[0].key is missing" in fault for fault in faults_of(tmp_path, f"id: made.up\nasks: What?\nunit: level\nitems:\n  - {{values: [{entry}]}}\n")
    )


def test_a_register_s_rows_are_cited(tmp_path: Path) -> None:
    assert any("rows[1].cite" in fault for fault in faults_of(tmp_path, 'id: r\nasks: What?\nrows:\n  - {name: a, cite: "USSG §1B1.1"}\n  - {name: b}\n'))


def test_all_files_are_reported_together(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, GOOD.replace("unit: level\n", ""), GOOD.replace("edition_on", "edition").replace("made.up", "made.two"))
    assert {fault.split(":")[0] for fault in faults} == {"file0.yaml", "file1.yaml"}


@pytest.mark.parametrize("word", ["on", "yes", "no", "off", "Yes", "NO"])
def test_only_true_and_false_are_yes_and_no(tmp_path: Path, word: str) -> None:
    (tmp_path / "word.yaml").write_text(
        GOOD.replace("value: 2", f"value: {word}").replace("value: 3", "value: other").replace("unit: level", "unit: text"), encoding="utf-8"
    )
    entry = Book(compile_law(tmp_path)).family("made.up.value").members[None].entries[0]
    assert entry.payload == word
    assert isinstance(entry.payload, str)


def test_numbers_are_written_plainly(tmp_path: Path) -> None:
    """`50_000` and `010` mean other things to other readers: neither may pass as a number."""
    for text in ("50_000", "0o17", "1:30"):
        (tmp_path / "word.yaml").write_text(GOOD.replace("value: 2", f"value: {text}"), encoding="utf-8")
        try:
            payload = Book(compile_law(tmp_path)).family("made.up.value").members[None].entries[0].payload
        except LawFileError:
            continue
        assert not isinstance(payload, int), text


@pytest.mark.parametrize(("unit", "value"), [("level", "true"), ("yes_no", "1"), ("level", '"2"'), ("yes_no", "yes"), ("month", "many"), ("date", "soon")])
def test_a_value_fits_its_unit(tmp_path: Path, unit: str, value: str) -> None:
    """A text where a number belongs would sort and compare wrongly much later."""
    faults = faults_of(tmp_path, GOOD.replace("value: 2", f"value: {value}").replace("unit: level", f"unit: {unit}"))
    assert any("values[0]" in fault for fault in faults)


def test_cells_fit_their_columns(tmp_path: Path) -> None:
    text = (
        GOOD.replace("value: 2", "cells: {1: [0-6]}")
        .replace("value: 3", "cells: {1: [0-6, 1-7]}")
        .replace("unit: level", "unit: month_range\ncolumns: [I, II]")
    )
    faults = faults_of(tmp_path, text)
    assert any("values[0].cells" in fault for fault in faults)
