"""`lenity relief`: formats, several cases, and input that is wrong."""

from __future__ import annotations

import json

CASE = "lenity: 1\nid: made-up\nsentence: {date: 2006-03-21, imprisonment: 240 months}\nevents: []\ncourt: {district: ilnd}\n"


def test_json_has_every_avenue_and_its_first_criterion(run, tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    ran = run("relief", str(tmp_path / "case.yaml"), "--as-of", "2016-01-04", "--format", "json")
    assert ran.status == 0, ran.err
    data = json.loads(ran.out)
    assert (data["case"], data["as_of"]) == ("made-up", "2016-01-04")
    avenues = {one["avenue"]: one for one in data["avenues"]}
    assert {
        "commutation",
        "remission",
        "pardon",
        "clemency_initiative_2014",
        "compassionate_release",
        "retroactive_amendment",
        "first_step_act_404",
        "time_credits",
    } <= set(avenues)
    for one in avenues.values():
        assert one["criteria"][0]["id"] == "in_force"
        assert one["status"] in ("met", "not met", "not known")
        assert {"id", "criterion", "status", "because", "citation", "needs"} <= set(one["criteria"][0])


def test_a_line_a_case_and_a_faulty_one(run, tmp_path):
    good = {"lenity": 1, "id": "good", "sentence": {"date": "2006-03-21", "imprisonment": "240 months"}, "events": []}
    bad = {**good, "id": "bad", "sentence": {"date": "2006-03-21", "imprisonment": 240}}
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, (bad, good))), encoding="utf-8")
    ran = run("relief", str(tmp_path / "cases.jsonl"), "--as-of", "2016-01-04", "--format", "jsonl")
    assert ran.status == 2
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert lines[0]["case"] == "bad"
    assert lines[0]["error"][0]["where"] == "sentence.imprisonment"
    assert lines[1]["case"] == "good"


def test_an_order_before_the_sentence_is_a_fault(run, tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    ran = run("relief", str(tmp_path / "case.yaml"), "--as-of", "2005-01-04", "--format", "json")
    assert ran.status == 2
    assert "sentence.date" in ran.err
    assert json.loads(ran.out)["error"][0]["where"] == "sentence.date"


def test_plain_pages_in_two_languages(run, tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    assert "What you may ask for" in run("relief", str(tmp_path / "case.yaml"), "--plain").out
    assert "Lo que usted puede pedir" in run("relief", str(tmp_path / "case.yaml"), "--language", "es").out


def test_a_release_before_the_sentence_is_named(run, tmp_path):
    (tmp_path / "case.yaml").write_text(CASE.replace("events: []", "events: [{date: 2005-01-01, kind: release}]"), encoding="utf-8")
    ran = run("relief", str(tmp_path / "case.yaml"), "--format", "json")
    assert ran.status == 2
    assert "events[0].date" in ran.err
