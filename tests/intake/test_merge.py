"""Into a case goes what a person accepts: values, passages, originals; what the case says otherwise stays beside it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from lenity.cli import main

LETTER = "Jane Roe, 58, of Tucson, Arizona, was sentenced to 120 months in prison on March 21, 2006. A jury convicted Roe of wire fraud.\n"
CASE = "lenity: 1\nid: roe\nperson: {name: Jane Roe, age: 57}\nsentence: {date: 2006-03-21}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "roe.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def intake(folder: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def runs(*arguments: str) -> tuple[int, str, str]:
        capfd.readouterr()
        status = main(["intake", *(str(folder / one) if (folder / one).exists() else one for one in arguments)])
        out, err = capfd.readouterr()
        return status, out, err

    return runs


def review(folder: Path, out: str, accept: Callable[[dict[str, Any]], Any]) -> str:
    told = yaml.safe_load(out)
    for fact in told["facts"]:
        fact["accept"] = accept(fact)
    (folder / "reviewed.yaml").write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return "reviewed.yaml"


def test_nothing_is_written_unconfirmed(intake, folder: Path) -> None:
    status, out, _ = intake("letter.txt", "--case", "roe.yaml")
    assert status == 0
    assert (folder / "roe.yaml").read_text(encoding="utf-8") == CASE
    assert not (folder / "roe.documents").exists()
    assert {fact["accept"] for fact in yaml.safe_load(out)["facts"]} == {False}


def test_json_is_as_the_contract_says(intake, folder: Path) -> None:
    status, out, _ = intake("letter.txt", "--format", "json")
    told = json.loads(out)
    assert status == 0
    assert told["document"]["sha256"] == hashlib.sha256(LETTER.encode()).hexdigest()
    assert {"sha256", "title", "publisher", "date"} <= set(told["document"])
    for fact in told["facts"]:
        assert set(fact) - {"note"} == {"path", "value", "subject", "quote", "page", "start", "end", "confidence"}
        assert LETTER[fact["start"] : fact["end"]] == fact["quote"]
        assert 0 <= fact["confidence"] <= 1


def test_what_is_accepted_is_merged_with_its_passages_and_the_original_kept(intake, folder: Path) -> None:
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    status, _, err = intake("letter.txt", "--case", "roe.yaml", "--accept", review(folder, out, lambda fact: fact["path"] != "person.age"))
    assert status == 0, err
    case = yaml.safe_load((folder / "roe.yaml").read_text(encoding="utf-8"))
    assert case["sentence"] == {"date": "2006-03-21", "imprisonment": "120 months"}
    assert case["person"]["residence"] == "Tucson, Arizona"
    assert case["person"]["age"] == 57
    assert case["convictions"][0]["found_by"] == "jury"
    (source,) = case["sources"]
    kept = folder / source["file"]
    assert kept.read_bytes() == LETTER.encode()
    assert hashlib.sha256(kept.read_bytes()).hexdigest() in kept.name
    (passage,) = case["evidence"]["sentence.imprisonment"]
    assert passage["source"] == source["id"]
    assert "120 months" in passage["quote"]
    assert (folder / "roe.yaml.before-intake").read_text(encoding="utf-8") == CASE


def test_a_conflict_is_shown_and_both_are_kept(intake, folder: Path) -> None:
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    age = next(fact for fact in yaml.safe_load(out)["facts"] if fact["path"] == "person.age")
    assert (age["value"], age["case_says"]) == (58, 57)
    status, _, err = intake("letter.txt", "--case", "roe.yaml", "--accept", review(folder, out, lambda fact: fact["path"] == "person.age"))
    assert status == 0
    assert "differ" in err
    case = yaml.safe_load((folder / "roe.yaml").read_text(encoding="utf-8"))
    assert case["person"]["age"] == 57
    assert [(one["case"], one["document"]) for one in case["extra"]["conflicts"]] == [(57, 58)]
    assert "person.age" not in case.get("evidence", {})


def test_a_presentence_report_is_marked_confidential(intake, folder: Path) -> None:
    (folder / "letter.txt").write_text("PRESENTENCE INVESTIGATION REPORT\n\n" + LETTER, encoding="utf-8")
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    intake("letter.txt", "--case", "roe.yaml", "--accept", review(folder, out, lambda fact: fact["path"] == "sentence.imprisonment"))
    (source,) = yaml.safe_load((folder / "roe.yaml").read_text(encoding="utf-8"))["sources"]
    assert source["confidential"] is True


def test_replace_takes_the_document_s_word_and_notes_the_other(intake, folder: Path) -> None:
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    intake("letter.txt", "--case", "roe.yaml", "--accept", review(folder, out, lambda fact: "replace" if fact["path"] == "person.age" else False))
    case = yaml.safe_load((folder / "roe.yaml").read_text(encoding="utf-8"))
    assert case["person"]["age"] == 58
    assert case["extra"]["conflicts"][0]["case"] == 57
    assert case["evidence"]["person.age"]


def test_merging_twice_changes_nothing(intake, folder: Path) -> None:
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    name = review(folder, out, lambda fact: True)
    intake("letter.txt", "--case", "roe.yaml", "--accept", name)
    once = yaml.safe_load((folder / "roe.yaml").read_text(encoding="utf-8"))
    intake("letter.txt", "--case", "roe.yaml", "--accept", name)
    assert yaml.safe_load((folder / "roe.yaml").read_text(encoding="utf-8")) == once


def test_a_quote_that_the_document_does_not_say_is_refused(intake, folder: Path) -> None:
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    (folder / "letter.txt").write_text(LETTER.replace("120", "12"), encoding="utf-8")
    status, _, err = intake("letter.txt", "--case", "roe.yaml", "--accept", review(folder, out, lambda fact: True))
    assert status == 2
    assert "its document was not given" in err
    assert (folder / "roe.yaml").read_text(encoding="utf-8") == CASE


def test_a_value_that_no_case_can_hold_stops_the_whole_merge(intake, folder: Path) -> None:
    _, out, _ = intake("letter.txt", "--case", "roe.yaml")
    told = yaml.safe_load(out)
    for fact in told["facts"]:
        fact["accept"] = True
        if fact["path"] == "sentence.imprisonment":
            fact["value"] = "a long while"
    (folder / "reviewed.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    status, _, err = intake("letter.txt", "--case", "roe.yaml", "--accept", "reviewed.yaml")
    assert status == 2
    assert "sentence.imprisonment" in err
    assert (folder / "roe.yaml").read_text(encoding="utf-8") == CASE
    assert not (folder / "roe.documents").exists()


def test_a_faulty_document_is_told_and_the_others_are_read(intake, folder: Path) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    status, out, err = intake("empty.pdf", "letter.txt", "--format", "json")
    told = json.loads(out)
    assert status == 2
    assert "empty.pdf: is empty" in err
    assert "error" in told[0]
    assert told[1]["facts"]


# a language model, when one is configured


class Model(BaseHTTPRequestHandler):
    answer = ""
    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked.append(body)
        data = json.dumps({"choices": [{"message": {"content": type(self).answer}}]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def model() -> Iterator[str]:
    Model.asked = []
    server = HTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    server.shutdown()
    server.server_close()


def test_no_model_is_asked_unless_configured(intake, model: str) -> None:
    intake("letter.txt", "--format", "json")
    assert Model.asked == []


def test_a_model_s_proposals_are_held_to_the_document(intake, folder: Path, model: str) -> None:
    Model.answer = json.dumps(
        {
            "facts": [
                {"path": "offense.role", "value": "courier", "subject": "Jane Roe", "quote": "Jane  Roe, 58"},
                {"path": "custody.facility", "value": "FCI Nowhere", "subject": "Jane Roe", "quote": "held at FCI Nowhere"},
                {"path": "__class__.x", "value": "x", "subject": "Jane Roe", "quote": "Jane Roe"},
                {"path": "person.age", "value": 12, "subject": "Somebody Else", "quote": "58"},
                "nonsense",
            ]
        }
    )
    (folder / "model.yaml").write_text(f"url: {model}\nmodel: small\n", encoding="utf-8")
    status, out, err = intake("letter.txt", "--case", "roe.yaml", "--extractor", "model.yaml", "--format", "json")
    told = json.loads(out)["facts"]
    assert status == 0
    assert "sent to the language model at 127.0.0.1" in err
    assert [fact["value"] for fact in told if fact.get("note") == "proposed by a language model"] == ["courier"]
    (role,) = [fact for fact in told if fact["path"] == "offense.role"]
    assert role["quote"] == "Jane Roe, 58"
    assert role["confidence"] < 0.5


@pytest.mark.parametrize("answer", ["not json", '{"facts": 3}', '{"nothing": []}'])
def test_a_model_that_answers_nonsense_is_left_out(intake, folder: Path, model: str, answer: str) -> None:
    Model.answer = answer
    (folder / "model.yaml").write_text(f"url: {model}\n", encoding="utf-8")
    status, out, err = intake("letter.txt", "--extractor", "model.yaml", "--format", "json")
    assert status == 0
    assert "left out" in err
    assert json.loads(out)["facts"]


def test_a_model_that_is_not_there_is_left_out(intake, folder: Path) -> None:
    (folder / "model.yaml").write_text("url: http://127.0.0.1:9/v1\ntimeout_seconds: 2\n", encoding="utf-8")
    status, out, _ = intake("letter.txt", "--extractor", "model.yaml", "--format", "json")
    assert status == 0
    assert json.loads(out)["facts"]


@pytest.mark.parametrize("settings", ["model: x\n", "url: ftp://x\n", "url: http://x\nsecret: y\n", "- a\n"])
def test_settings_that_are_wrong_say_so(intake, folder: Path, settings: str) -> None:
    (folder / "model.yaml").write_text(settings, encoding="utf-8")
    status, _, err = intake("letter.txt", "--extractor", "model.yaml")
    assert status == 2
    assert err.startswith("--extractor")
