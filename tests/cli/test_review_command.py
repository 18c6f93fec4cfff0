"""`lenity review` as a program meets it: statuses, streams, formats, files."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.conftest import ALICE, DAY, GOOD


def _json_line(**changes: object) -> str:
    return json.dumps({"lenity": 1, "id": "made-up", "sentence": {"date": "2006-03-21", "imprisonment": "120 months"}, **changes})


def test_json_of_one_case_is_an_object_and_of_several_an_array(run, good):
    one = run("review", good, "--format", "json", "--as-of", DAY)
    assert one.status == 0
    assert json.loads(one.out)["case"] == "made-up"
    two = run("review", good, ALICE, "--format", "json", "--as-of", DAY)
    assert [each["case"] for each in json.loads(two.out)] == ["made-up", "alice-marie-johnson"]


def test_evidence_reaches_the_steps(run):
    steps = json.loads(run("review", ALICE, "--format", "json", "--as-of", DAY).out)["then"]["steps"]
    passages = [passage for step in steps for passage in step["evidence"]]
    assert any(passage["source"] == "wikipedia" and "kilograms" in passage["quote"] for passage in passages)


def test_mandatory_life_is_the_range_whatever_the_guideline(run):
    """§5G1.1(b): a statutory minimum above the range is the guideline sentence; nothing is above life. Appendix A goes by the subsection of § 841, which is not given."""
    drugs = [{"drug": "ephedrine", "amount": "2 kg"}]
    count = {"count": 1, "statute": "21 U.S.C. § 841", "statutory": {"min": "life", "max": "life"}}
    case = _json_line(sentence={"date": "2004"}, convictions=[count], guidelines={"conduct": [{"counts": [1], "drugs": drugs}], "adjustments": []})
    then = json.loads(run("review", "-", "--format", "json", "--as-of", DAY, given=case.encode()).out)["then"]
    assert then["range"] == {"min": "life", "max": "life"}
    assert "guidelines.conduct[0].guideline" in then["needs"]


def test_a_record_that_shows_a_career_offender_leaves_the_status_open(run):
    """§4B1.1(a)-(b) (Nov. 2012): with the status a 20-year maximum is level 32 in category VI; the court has to find it."""
    priors = [
        {"sentenced": "2003-02-01", "imprisonment": "3 years", "kind": "felony", "drug": True, "violent": False, "offense_date": "2002-06-01"},
        {"sentenced": "2007-02-01", "imprisonment": "2 years", "kind": "felony", "drug": False, "violent": True, "offense_date": "2006-06-01"},
    ]
    facts = {
        "sentence": {"date": "2013-03-01"}, "offense": {"began": "2012-05-01", "ended": "2012-06-01"}, "convictions": [{"count": 1, "statute": "21 U.S.C. § 841(b)(1)(C)", "prior_851": 0}],
        "guidelines": {"conduct": [{"guideline": "2D1.1", "drugs": [{"drug": "cocaine", "amount": "100 g"}]}], "adjustments": [{"section": "3E1.1(a)"}]},
    }  # fmt: skip
    history = {"priors": priors, "under_sentence": False}
    asked = json.loads(run("review", "-", "--format", "json", "--as-of", DAY, given=_json_line(**facts, criminal_history=history).encode()).out)["then"]
    assert asked["range"] == {"min": None, "max": None}
    assert "criminal_history.career_offender" in asked["needs"]
    told = _json_line(**facts, criminal_history={**history, "career_offender": True})
    assert json.loads(run("review", "-", "--format", "json", "--as-of", DAY, given=told.encode()).out)["then"]["total_offense_level"] == 30


def test_the_default_day_is_today(run, good):
    assert json.loads(run("review", good, "--format", "json").out)["as_of"] == date.today().isoformat()


def test_a_faulty_case_is_told_and_the_others_go_on(run, tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{_json_line(id='first')}\n{_json_line(id='second', nonsense=1)}\n\n{_json_line(id='third')}\nnot json\n", encoding="utf-8")
    ran = run("review", str(path), "--format", "jsonl", "--as-of", DAY)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 2
    assert [line["case"] for line in lines] == ["first", "second", "third", None]
    assert lines[1]["error"][0]["where"] == "nonsense"
    assert "then" in lines[2]
    assert len(ran.faults) == 2
    assert f"{path}:2: nonsense" in ran.faults[0]
    assert f"{path}:5" in ran.faults[1]


def test_one_line_for_each_fault_and_no_name_in_any(run, bad):
    ran = run("review", bad)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.faults) == 2
    assert all(line.startswith(bad) for line in ran.faults)
    assert "Zebedee" not in ran.err
    assert "Quill" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["review"], "CASE"),
        (["review", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["review", "GOOD", "--as-of", "1987-10-31"], "before the Guidelines"),
        (["review", "GOOD", "--as-of", "2025-02-30"], "no calendar"),
        (["review", "GOOD", "--as-of", "tomorrow"], "YYYY-MM-DD"),
        (["review", "GOOD", "--as-of", "20250101"], "YYYY-MM-DD"),
        (["review", "GOOD", "--edition", "1987-01-01"], "before the Guidelines"),
        (["review", "GOOD", "--format", "docx"], "docx"),
        (["review", "GOOD", "--nonsense"], "--nonsense"),
        (["review", "GOOD", "--out", "no/such/folder/x.json"], "--out: cannot write"),
        (["review", "GOOD", "GOOD", "--format", "html"], "shows one case"),
        (["review", "GOOD", "--out", "GOOD"], "is the case file itself"),
        (["revew", "GOOD"], "revew"),
        (["schema", "nothing"], "nothing"),
        (["law", "show", "2Z9.9"], "2Z9.9"),
        (["law", "diff", "2D1.1", "--from", "2014-11-01", "--to", "2013-11-01"], "earlier day first"),
    ],
)
def test_every_wrong_use_is_told_in_one_line(run, good, arguments, said):
    ran = run(*[good if argument == "GOOD" else argument for argument in arguments])
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.faults) == 1
    assert said in ran.faults[0]
    assert "Traceback" not in ran.err


def test_a_sentence_in_the_future_is_a_fault(run, tmp_path):
    path = tmp_path / "future.json"
    path.write_text(_json_line(sentence={"date": str(date.today() + timedelta(days=400))}), encoding="utf-8")
    ran = run("review", str(path), "--as-of", "2199-01-01")
    assert ran.status == 2
    assert "sentence.date" in ran.faults[0]


@pytest.mark.parametrize("text", [GOOD, _json_line(id="made-up")])
def test_standard_input(run, text):
    ran = run("review", "-", "--format", "json", "--as-of", DAY, given=text.encode())
    assert ran.status == 0
    assert json.loads(ran.out)["case"] == "made-up"


def test_a_fault_on_standard_input_names_it(run):
    ran = run("review", "-", given=b"lenity: 1\n")
    assert ran.status == 2
    assert all(line.startswith("standard input") for line in ran.faults)


def test_a_failure_of_its_own_tells_no_fact(run, good, monkeypatch):
    import lenity.review

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("62 g of cocaine base")

    monkeypatch.setattr(lenity.review, "review", fails)
    ran = run("review", good, "--format", "json")
    assert ran.status == 1
    assert len(ran.faults) == 1
    assert "62 g" not in ran.err + ran.out
    assert "RuntimeError" in ran.err


# files


def test_out_is_written_whole_and_by_its_ending(run, good, tmp_path):
    for ending, begins in ((".json", b"{"), (".jsonl", b"{"), (".html", b"<!"), (".pdf", b"%PDF"), (".txt", b"The sentence")):
        path = tmp_path / f"result{ending}"
        ran = run("review", good, "--as-of", DAY, "--out", str(path))
        assert (ran.status, ran.out) == (0, "")
        assert path.read_bytes().startswith(begins)
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_a_faulty_case_leaves_an_existing_file_alone(run, bad, tmp_path):
    path = tmp_path / "result.json"
    path.write_text("before")
    assert run("review", bad, "--out", str(path)).status == 2
    assert path.read_text() == "before"
    assert list(tmp_path.glob(".*")) == []


def test_a_failure_while_writing_leaves_an_existing_file_alone(run, good, tmp_path, monkeypatch):
    from lenity.cli import _writers

    path = tmp_path / "result.jsonl"
    path.write_text("before")
    real = _writers.as_bytes

    def fails(data: object, indent: int | None = None) -> bytes:
        if isinstance(data, dict) and data["case"] == "alice-marie-johnson":
            raise OSError(28, "No space left on device")
        return real(data, indent)

    monkeypatch.setattr(_writers, "as_bytes", fails)
    ran = run("review", good, ALICE, "--out", str(path), "--as-of", DAY)
    assert ran.status == 1
    assert path.read_text() == "before"
    assert list(tmp_path.glob(".*")) == []


def test_out_follows_a_link_and_keeps_the_mode(run, good, tmp_path):
    target = tmp_path / "target.json"
    target.write_text("before")
    target.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    assert run("review", good, "--out", str(link)).status == 0
    assert link.is_symlink()
    assert json.loads(target.read_text())["case"] == "made-up"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


# as a process


def _process(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "lenity.cli", *arguments], capture_output=True, timeout=60, check=False, **more)


def test_the_process_ends_with_the_status(good, bad):
    assert _process("--version").returncode == 0
    assert _process("review", good, "--format", "json").returncode == 0
    assert _process("review", bad).returncode == 2


def test_help_loads_no_law_and_no_tables():
    code = "import sys; from lenity.cli import main; main(['--help']); print(sorted(m for m in sys.modules if m.split('.')[0] in ('pydantic', 'polars', 'yaml', 'typst') or m in ('lenity.law', 'lenity.review', 'lenity.papers', 'rich.table')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
def test_a_reader_that_leaves_is_no_fault():
    review = shlex.join([sys.executable, "-m", "lenity.cli", "review", *[str(ALICE)] * 3, "--format", "jsonl"])
    command = f"{review} | head -c 10; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert "BrokenPipe" not in ran.stderr


def test_text_without_utf8_is_ascii(good):
    ran = _process("review", good, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path("src").resolve())})
    assert ran.returncode == 0
    assert ran.stdout.isascii()


@pytest.mark.parametrize("columns", ["80", "100"])
def test_text_keeps_to_the_width(good, columns):
    ran = _process("review", ALICE, "--as-of", DAY, env={**os.environ, "COLUMNS": columns})
    assert max(len(line) for line in ran.stdout.decode().splitlines()) <= int(columns)
