"""`lenity law` and `lenity schema`: what a lawyer would hold against the books, and what a program relies on."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cli.conftest import ALICE, COMPLETE, DAY
from lenity.law import encoded_sections, law_book


def _data(ran):
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


def test_retroactive_amendments_on_a_day(run):
    """USSG §1B1.10(d) (Nov. 2025), and as it stood before amendment 788 took effect."""
    listed = _data(run("law", "list", "--retroactive", "--on", "2026-10-31", "--format", "json"))
    by_number = {row["amendment"]: row for row in listed}
    assert set(by_number[821]) == {"amendment", "parts", "effective", "orders_from", "citation"}
    assert (by_number[821]["parts"], by_number[821]["orders_from"]) == (["A", "B1"], "2024-02-01")
    assert by_number[782]["orders_from"] == "2015-11-01"
    assert by_number[750]["parts"] == ["A", "C"]
    assert 748 not in by_number
    before = {row["amendment"] for row in _data(run("law", "list", "--retroactive", "--on", "2014-10-31", "--format", "json"))}
    assert 782 not in before
    assert 750 in before


def test_the_drug_table_as_it_was_in_1997(run):
    """USSG §2D1.1 (Nov. 1996): 150 kg of cocaine is row (c)(1), level 38 (App. C amend. 505)."""
    data = _data(run("law", "show", "2D1.1", "--on", "1997-03-21", "--format", "json"))
    assert data["edition"] == "1996-11-01"
    rows = [row for group in data["groups"] for row in group["rows"] if group["title"] == "Drug quantity table"]
    top = next(row for row in rows if row["key"] == "cocaine" and row["level"] == 38)
    assert (top["designation"], top["value"]) == ("(c)(1)", "from 150 kg")
    assert all("cite" in row or row["citation"] for row in rows)
    weapon = next(row for group in data["groups"] for row in group["rows"] if row["what"] == "2D1.1(b)(1)")
    assert weapon["value"] == "+2 levels"


def test_no_role_cap_before_2002(run):
    """§2D1.1(a)(3), App. C amend. 640, effective 2002-11-01."""
    titles = lambda day: {group["title"] for group in _data(run("law", "show", "2D1.1", "--on", day, "--format", "json"))["groups"]}  # noqa: E731
    assert "Role cap" not in titles("2002-10-31")
    assert "Role cap" in titles("2002-11-01")


@pytest.mark.parametrize(
    "section",
    [
        "3B1.1",
        "USSG §3E1.1(b)",
        "4A1.1",
        "4B1.1",
        "4C1.1",
        "5A",
        "Chapter 5, Part A",
        "5C1.2",
        "5G1.1",
        "21 U.S.C. 841",
        "21 USC § 841(b)",
        "18 U.S.C. 924(c)",
        "18 U.S.C. 3553(f)",
    ],
)
def test_sections_show_values_with_their_law(run, section):
    data = _data(run("law", "show", section, "--on", DAY, "--format", "json"))
    rows = [row for group in data["groups"] for row in group["rows"]]
    assert rows
    assert all(row["citation"] and row["since"] for row in rows)
    text = run("law", "show", section, "--on", DAY)
    assert text.status == 0
    assert data["cite"] in text.out
    said = set(text.out.split())
    for row in rows:
        cells = [cell for line in row["value"].values() for cell in line.values()] if isinstance(row["value"], dict) else [row["value"]]
        assert {word for cell in cells for word in cell.split()} - {"months"} <= said


def test_diff_names_only_what_changed(run):
    """App. C amend. 782: cocaine's level 38 from 150 kg to 450 kg; the weapon characteristic is untouched."""
    data = _data(run("law", "diff", "2D1.1", "--from", "2013-11-01", "--to", "2014-11-01", "--format", "json"))
    changes = {(row["key"], row["detail"]): row for row in data["changes"]}
    assert (changes["cocaine", "level 38"]["from"], changes["cocaine", "level 38"]["to"]) == ("from 150 kg", "from 450 kg")
    assert changes["cocaine", "level 38"]["amendments"] == [782]
    assert all(row["from"] != row["to"] for row in data["changes"])
    assert not [row for row in data["changes"] if "dangerous_weapon" in str(row["key"])]
    assert _data(run("law", "diff", "2D1.1", "--from", "2014-11-01", "--to", "2014-11-01", "--format", "json"))["changes"] == []


def test_a_section_that_is_not_encoded_says_so(run):
    ran = run("law", "show", "6A1.3", "--on", DAY)
    assert ran.status == 0
    assert "not encoded" in ran.out.lower()


def test_an_unknown_section_suggests_the_nearest(run):
    ran = run("law", "show", "2D1.99")
    assert ran.status == 2
    assert "2D1.9" in ran.err


def test_every_section_that_a_law_file_names_is_in_the_register_of_coverage():
    covered = {row["section"] for row in law_book().register("ussg.coverage")}
    missing = sorted(encoded_sections() - covered)
    assert not missing, f"give each of these a row in law/ussg/coverage.yaml: {', '.join(missing)}"


def test_coverage_is_told_by_section_and_edition(run):
    """§2F1.1 was deleted on November 1, 2001 (App. C amend. 617); §2B1.1 goes on."""
    by_section = {one["section"]: one for one in _data(run("law", "list", "--format", "json"))}
    assert all(span["state"] == "complete" or span["note"] for one in by_section.values() for span in one["spans"])
    assert "deleted on 2001-11-01" in by_section["2F1.1"]["spans"][-1]["note"]
    assert by_section["2B1.1"]["spans"][0]["from"] == "1987-11-01"
    assert by_section["2B1.1"]["spans"][-1]["from"] == "2026-11-01"


def test_states_of_coverage_have_their_note_and_their_check():
    for row in law_book().register("ussg.coverage"):
        assert row["state"] in ("complete", "partial", "none")
        assert row["checked"]
        assert row["note"]


def test_the_register_of_the_newest_cycle_is_shown(run):
    data = _data(run("law", "show", "2D1.1", "--on", "2026-11-24", "--format", "json"))
    assert data["not_encoded"]["since"] == "2026-11-01"
    assert data["coverage"]["state"] == "partial"


@pytest.mark.parametrize("case", [ALICE, COMPLETE])
def test_reviews_keep_to_their_schema(run, case):
    schema = _data(run("schema", "review"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(_data(run("review", case, "--format", "json", "--as-of", DAY)), schema)


def test_faults_keep_to_the_schema_too(run, bad):
    ran = run("review", bad, "--format", "json")
    assert ran.status == 2
    jsonschema.validate(json.loads(ran.out), _data(run("schema", "review")))


def test_the_screen_has_its_columns_in_order(run):
    columns = list(_data(run("schema", "screen"))["properties"])
    assert columns[:4] == ["record_id", "fiscal_year", "district", "guideline"]
    assert len(columns) == 21


def test_the_case_schema_takes_the_shipped_case(run):
    import yaml

    schema = _data(run("schema", "case"))
    with open(ALICE, encoding="utf-8") as file:
        case = json.loads(json.dumps(yaml.safe_load(file), default=str))
    jsonschema.validate(case, schema)
