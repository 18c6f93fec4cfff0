"""Reading whole files: YAML and JSON alike, lines, standard input, and texts that no case file is."""

import io
import json
import sys
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from made_up_words import FIXTURES

from lenity.facts import (
    CaseDraft,
    CaseFaults,
    CaseFile,
    PartialDate,
    Term,
    read_case,
    read_cases,
    read_data,
    read_draft,
)
from lenity.facts._part import Part


def fixture_case(reader, name="complete.yaml"):
    return read_case(FIXTURES / name, **reader.keywords)


def test_the_complete_case_is_read_into_exact_types(reader):
    case = fixture_case(reader)
    count, (drugs, fraud, *_) = case.convictions[0], case.guidelines.conduct
    assert case.offense.ended == PartialDate.parse("2004-12-31")
    assert (count.statute, count.object) == ("21 U.S.C. § 846", "21 U.S.C. § 841(a)(1)")
    assert (count.statutory.min, count.statutory.max) == (120, "life")
    assert (drugs.drugs[0].drug, drugs.drugs[0].drug.written) == ("cocaine base", "crack")
    assert drugs.drugs[0].amount.exact == 62_000
    assert drugs.drugs[1].amount.low == Fraction("28349.523125")
    assert drugs.drugs[1].amount.low_is_exclusive
    assert drugs.drugs[1].purity == Decimal("0.8")
    assert (fraud.loss.low, fraud.loss.exact, fraud.victims.low, fraud.victims.high) == (
        Fraction("45000.5"),
        45001,
        12,
        None,
    )
    assert [item.section for item in case.guidelines.departures] == ["5K1.1", "18 U.S.C. 3553(e)", "variance"]
    assert case.guidelines.adjustments[2].levels == -1
    assert case.criminal_history.priors[1].imprisonment.is_none
    assert case.sentence.imprisonment.total == Term(months=120)
    assert case.custody.programs[0].first == PartialDate.parse("2019-01-15")
    assert case.custody.detainers[0].description == "a state detainer"
    assert case.extra == {"office": {"shelf": 12}}


def test_the_complete_case_is_complete(reader):
    """Every field of the format is given somewhere in the fixture."""
    seen = {}

    def walk(value):
        if isinstance(value, Part):
            given = seen.setdefault(type(value), set())
            given |= {name for name in type(value).model_fields if getattr(value, name) not in (None, ())}
            for name in type(value).model_fields:
                walk(getattr(value, name))
        elif isinstance(value, tuple | list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)

    walk(fixture_case(reader))
    missing = {f"{part.__name__}.{name}" for part, given in seen.items() for name in set(part.model_fields) - given}
    assert missing == {
        "Conduct.underlying",
        "Conviction.minor_victim",
        "Conviction.statutory_today",
        "Conviction.stipulated",
        "Prior.awaiting_sentence",
        "Prior.convicted_as_adult",
        "Prior.excluded",
        "Prior.probation",
        "Prior.similar",
        "Clemency.granted",
        "Sentence.consecutive",
        "Sentence.undischarged_terms",
        "Departure.levels",
    }


@pytest.mark.parametrize("name", ["complete.yaml", "least.yaml", "per_count.json"])
def test_what_is_written_reads_back_equal(reader, name):
    case = fixture_case(reader, name)
    as_json = reader.case(json.dumps(case.as_data()), "case.json")
    assert as_json == case
    assert reader.case(json.dumps(case.as_data()), "case.yaml") == case


def test_absent_is_not_known_and_empty_is_none(reader):
    case = reader.small("guidelines: {adjustments: []}\nevents:\n")
    assert case.guidelines.adjustments == ()
    assert case.guidelines.departures is None
    assert case.events is None


def test_further_facts_are_those_that_the_vocabulary_names(reader):
    case = reader.small("guidelines: {conduct: [{sets: 3, takings: {more_than: 5}, explosives: false, substance: x}]}")
    facts = case.guidelines.conduct[0].facts
    assert (facts["sets"].exact, facts["takings"].lowest) == (3, 6)
    assert (facts["explosives"], facts["substance"]) == (False, "x")
    assert reader.case(json.dumps(case.as_data())) == case


def test_terms_per_count(reader):
    terms = fixture_case(reader, "per_count.json").sentence.imprisonment
    assert (terms.total, terms.by_count) == (None, {1: Term(is_life=True), 2: Term(months=60)})
    assert terms.longest.is_life


def test_only_true_and_false_are_yes_no(reader):
    assert [f.where for f in reader.small_faults("convictions: [{death_results: on}, {death_results: True}]")] == [
        "convictions[0].death_results",
        "convictions[1].death_results",
    ]
    assert reader.small("extra: {on: off, y: no, day: 2006-03-21}").extra == {
        "on": "off",
        "y": "no",
        "day": "2006-03-21",
    }


@pytest.mark.parametrize("number", ["50_000", "0o7", "010", "1:30", "0x1F", "1e3", ".5", "+5", "5.", ".inf", ".NaN", "-0x1"])
def test_numbers_that_readers_disagree_on_are_refused(reader, number):
    (fault,) = reader.small_faults(f"guidelines: {{conduct: [{{loss: {number}}}]}}")
    assert fault.where == "guidelines.conduct[0].loss"
    assert "plain digits" in fault.message
    assert reader.small(f"extra: {{text: '{number}'}}").extra == {"text": number}


def test_an_odd_number_is_told_with_its_plain_form(reader):
    (fault,) = reader.small_faults("guidelines: {conduct: [{loss: 50_000}]}")
    assert "`50000`" in fault.message


HOSTILE = {
    "empty": (b"", "empty"),
    "spaces": (b" \n\n", "empty"),
    "comment only": (b"# nothing\n", "empty"),
    "large": (b"#" * 10_000_000, "larger than 2 MB"),
    "not utf-8": (b"lenity: 1\nid: \xff\xfe", "not valid UTF-8"),
    "utf-16": ("lenity: 1".encode("utf-16"), "UTF-16"),
    "nul": (b"lenity: 1\nid: a\0b\n", "NUL"),
    "control": (b"lenity: 1\nid: a\x07b\n", "character"),
    "syntax": (b"lenity: 1\nid: [a\n", "not valid YAML"),
    "tab": (b"lenity: 1\n\tid: a\n", "not valid YAML"),
    "deep lists": (b"extra: {a: " + b"[" * 5000 + b"]" * 5000 + b"}", "32 deep"),
    "deep fields": (b"extra: " + b"{a: " * 5000 + b"1" + b"}" * 5000, "32 deep"),
    "many values": (b"extra: {a: [" + b"1," * 200_000 + b"]}", "100,000 values"),
    "two documents": (b"lenity: 1\n---\nlenity: 1\n", "more than one document"),
    "complex key": (b"? [a, b]\n: 1\n", "key that is not a word"),
    "json deep": (b'{"extra": ' + b"[" * 100_000, "32 deep"),
    "json broken": (b'{"lenity": 1,}', "not valid JSON"),
    "json open": (b'{"lenity": 1', "not valid JSON"),
    "json after": (b'{"lenity": 1} {"lenity": 1}', "nothing after"),
    "json escape": (b'{"lenity": "\\x"}', "escapes nothing"),
    "json newline in text": (b'{"lenity": "a\nb"}', "not closed"),
    "json value": (b'{"lenity": yes}', "expected a value"),
    "many faults": (b"extra: {a: [" + b"*x," * 1000 + b"]}", "more than 200 faults"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_case_file_is_refused_with_one_fault(reader, name):
    text, says = HOSTILE[name]
    (fault,) = reader.faults(text, "stdin")
    assert says in fault.message
    assert "Traceback" not in fault.message


PLAIN_DATA = [
    ("extra: {a: &x 1}", "extra.a", "anchor"),
    ("extra: {a: *x}", "extra.a", "alias"),
    ("extra: {a: !!int '1'}", "extra.a", "tag"),
    ("extra: {a: !python/object:os.system x}", "extra.a", "tag"),
    ("extra: {<<: {a: 1}}", "extra", "merge key"),
    ("extra: {a: 1, a: 2}", "extra.a", "stands twice"),
    ('extra: {a: "x\\0y"}', "extra.a", "control character"),
    (f"extra: {{a: {'9' * 40}}}", "extra.a", "digits"),
]


@pytest.mark.parametrize(("body", "where", "says"), PLAIN_DATA)
def test_yaml_holds_plain_data_only(reader, body, where, says):
    (fault,) = reader.small_faults(body)
    assert (fault.where, fault.line) == (where, 4)
    assert says in fault.message


def test_exploding_aliases_are_refused(reader):
    lines = ["extra:", "  a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    faults = reader.small_faults("\n".join(lines))
    assert {fault.message.split("(")[0].strip() for fault in faults} == {"is an alias", "has an anchor"}


JSON_FAULTS = [
    ('{"lenity": 1, "id": "a", "id": "b", "sentence": {"date": 1997}}', "id", "stands twice"),
    ('{"lenity": 1, "id": "a", "sentence": {"date": 1997}, "extra": {"a": NaN}}', "extra.a", "no numbers"),
    (
        '{"lenity": 1, "id": "a", "sentence": {"date": 1997}, "extra": {"a": -Infinity}}',
        "extra.a",
        "no numbers",
    ),
    (
        '{"lenity": 1, "id": "a", "sentence": {"date": 1997}, "extra": {"a": 1e400}}',
        "extra.a",
        "plain digits",
    ),
    (
        '{"lenity": 1, "id": "a", "sentence": {"date": 1997}, "extra": {"a": "\\ud800"}}',
        "extra.a",
        "control character",
    ),
    ('{"lenity": 1, "id": "a", "sentence": {"date": "1997-02-30"}}', "sentence.date", "no calendar"),
    ('{"lenity": true, "id": "a", "sentence": {"date": 1997}}', "lenity", "`lenity: 1`"),
    (
        '{"lenity": 1.0, "id": "a", "sentence": {"date": 1997}, "person": {"age": 4.5}}',
        "person.age",
        "whole number",
    ),
]


@pytest.mark.parametrize(("text", "where", "says"), JSON_FAULTS)
def test_json_goes_by_the_same_checks(reader, text, where, says):
    (fault,) = reader.faults(text, "case.json")
    assert (fault.where, fault.line) == (where, 1)
    assert says in fault.message


def test_a_byte_order_mark_is_passed_over(reader):
    assert reader.case(b"\xef\xbb\xbflenity: 1\nid: bom\nsentence: {date: 1997}\n").id == "bom"
    assert reader.case(b'\xef\xbb\xbf{"lenity": 1, "id": "bom", "sentence": {"date": 1997}}', "stdin").id == "bom"


def test_unreadable_paths_are_faults(reader, tmp_path):
    for path in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(CaseFaults) as caught:
            read_case(path, **reader.keywords)
        assert "cannot be read" in caught.value.faults[0].message


def test_several_files_go_on_after_a_faulty_one(reader, tmp_path):
    lines = tmp_path / "cases.jsonl"
    good = '{"lenity": 1, "id": "good", "sentence": {"date": 1997}}'
    lines.write_text(f'{good}\n\n{{"lenity": 1, "id": "bad"}}\nnonsense\n{good}\n')
    read = list(read_cases([lines, tmp_path / "missing.yaml", FIXTURES / "least.yaml"], **reader.keywords))
    assert [type(one) for one in read] == [CaseFile, CaseFaults, CaseFaults, CaseFile, CaseFaults, CaseFile]
    assert (read[1].case_id, read[1].faults[0].where, read[1].file) == ("bad", "sentence", str(lines))
    assert [read[1].faults[0].line, read[2].faults[0].line] == [3, 4]


def test_an_empty_or_endless_jsonl_is_a_fault(reader, tmp_path):
    lines = tmp_path / "cases.jsonl"
    lines.write_bytes(b"\n")
    assert "empty" in next(read_cases([lines], **reader.keywords)).faults[0].message
    lines.write_bytes(b"{" * 3_000_000 + b'\n{"lenity": 1, "id": "a", "sentence": {"date": 1997}}\n')
    (faults,) = read_cases([lines], **reader.keywords)
    assert "larger than" in faults.faults[0].message


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (b"lenity: 1\nid: yaml\nsentence: {date: 1997}\n", ["yaml"]),
        (b'{\n"lenity": 1, "id": "json", "sentence": {"date": 1997}}', ["json"]),
        (
            b'{"lenity": 1, "id": "a", "sentence": {"date": 1997}}\n{"lenity": 1, "id": "b", "sentence": {"date": 1997}}\n',
            ["a", "b"],
        ),
    ],
)
def test_standard_input(reader, monkeypatch, text, ids):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text)))
    assert [case.id for case in read_cases(["-"], **reader.keywords)] == ids


def test_a_draft_may_lack_the_sentence(reader, tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_text("lenity: 1\nid: draft\nperson: {name: Pat Example}\n")
    draft = read_draft(path, **reader.keywords)
    assert isinstance(draft, CaseDraft)
    assert draft.sentence is None


def test_plain_data_is_checked_as_a_file_is(reader):
    data = {"lenity": 1, "id": "form", "sentence": {"date": "2006-03-21"}}
    assert read_data(data, name="form", **reader.keywords).id == "form"
    with pytest.raises(CaseFaults):
        read_data({**data, "sentence": {"date": "2027"}}, name="form", **reader.keywords)


def test_floats_of_a_program_are_taken_as_they_print(reader):
    data = {"lenity": 1, "id": "form", "sentence": {"date": "2006"}, "custody": {"years_served": 3.1}}
    assert read_data(data, name="form", **reader.keywords).custody.years_served == Decimal("3.1")


def test_a_case_cannot_be_changed(reader):
    case = fixture_case(reader)
    with pytest.raises(ValueError, match="frozen"):
        case.id = "other"


def test_counts_and_spans(reader):
    case = reader.small("offense: {began: 2001, ended: 2003}\nconvictions: [{offense: {ended: 2002-05-01}}, {count: 7}, {offense: {began: 2002}}]")
    assert case.count_numbers() == (1, 7, 3)
    assert str(case.offense_span(case.convictions[0]).began) == "2001"
    assert str(case.offense_span(case.convictions[0]).ended) == "2002-05-01"
    assert str(case.offense_span(case.convictions[1]).ended) == "2003"
    assert case.offense_ended() == PartialDate.parse(2003)
    late = reader.small("convictions: [{offense: {ended: 2002-05-01}}, {offense: {ended: 2004}}, {}]")
    assert late.offense_ended() is None  # the third count's end is not known
    known = reader.small("convictions: [{offense: {ended: 2004-05-01}}, {offense: {ended: 2004}}]").offense_ended()
    assert (known.first.isoformat(), known.last.isoformat()) == ("2004-05-01", "2004-12-31")


def test_evidence_is_found_by_path_or_nearest_parent(reader):
    case = fixture_case(reader)
    assert case.evidence_for("sentence.imprisonment")[0].where == "para. 14"
    assert case.evidence_for("convictions[0].charged[0].amount")[0].where == "para. 2"
    assert case.evidence_for("guidelines.adjustments[3B1.1(c)].levels")[0].source == "report-2018"
    assert case.evidence_for("guidelines.adjustments[0]")[0].source == "report-2018"
    assert case.evidence_for("guidelines.adjustments[3E1.1(a)]") == ()
    assert case.evidence_for("sentence.date") == ()
    with pytest.raises(ValueError, match="expected a path"):
        case.evidence_for("not a path")


def test_an_amount_may_have_the_name_that_its_guideline_gives_it(reader):
    case = reader.small("guidelines: {conduct: [{tax_loss: 5000}, {volume_of_commerce: {more_than: 9}}]}")
    assert (case.guidelines.conduct[0].loss.exact, case.guidelines.conduct[1].loss.lowest) == (5000, 10)


def test_two_amounts_are_not_made_one(reader):
    with pytest.raises(CaseFaults, match="tax_loss"):
        reader.small("guidelines: {conduct: [{tax_loss: 5000, loss: 7}]}")
