"""The pages say what is so: generated ones are current, commands and links exist, examples are read, and words are the house's own."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

from lenity.facts import read_text
from lenity.law import law_book, law_vocabulary
from lenity.review import as_json, review
from lenity.rules import rule_graph

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 24)
MAKE = "run make docs"


def _tracked() -> list[Path]:
    """Every file of the repository that git keeps or would keep; without git, every file of its folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in names if name] or [
        *ROOT.glob("*.*"),
        *(path for folder in ("src", "tests", "docs", "changes", "cases") for path in (ROOT / folder).rglob("*")),
    ]
    return [path for path in paths if path.is_file() and "__pycache__" not in path.parts]


FILES = _tracked()
PROSE = [path for path in FILES if path.suffix == ".md"]


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# docs/build.py and docs/commands.py are scripts beside the pages and no part of the package
sys.path.insert(0, str(ROOT / "docs"))
build = importlib.import_module("build")
COMMANDS = [name for name, _ in importlib.import_module("commands").commands()]


# what is generated


def test_generated_pages_are_current() -> None:
    old = [name for name, text in build.pages().items() if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != text]
    assert not old, MAKE


def test_every_rule_and_fact_is_documented() -> None:
    rules = (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8")
    facts = (ROOT / "docs/reference/facts.md").read_text(encoding="utf-8")
    graph = rule_graph()
    missing = [f"{level}.{name}" for level, name in graph.rules if f"### {level}.{name}\n" not in rules]
    missing += [f"{level}.{name}" for level, name in graph.facts if f"| `{name}` |" not in facts]
    assert not missing, MAKE


def test_every_law_id_is_documented() -> None:
    page = (ROOT / "docs/reference/law.md").read_text(encoding="utf-8")
    assert not [id for id in (*law_book().ids(), *law_book().registers()) if f"### {id}\n" not in page], MAKE


def test_every_command_is_documented() -> None:
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"## {name}\n" not in reference or f"`{name}`" not in readme], MAKE


def test_every_library_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs/decisions/libraries.md").read_text(encoding="utf-8").lower()
    named = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert not [one for one in named if re.split(r"[^\w-]", one)[0].lower() not in page]


# what pages point to


def test_commands_in_pages_exist() -> None:
    words = {word for name in COMMANDS for word in name.split()[1:2]}
    odd = [
        f"{_place(path)}: lenity {word}"
        for path in PROSE
        for word in re.findall(r"(?:`|\$ (?:\.venv/bin/)?)lenity ([a-z]+)", path.read_text(encoding="utf-8"))
        if word not in words
    ]
    assert not odd


def test_make_targets_in_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    odd = [
        f"{_place(path)}: make {word}"
        for path in PROSE
        for said in re.findall(r"(?:`|\$ )make ((?:[a-z-]+ ?)+)", path.read_text(encoding="utf-8"))
        for word in said.split()
        if word not in targets
    ]
    assert not odd


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "$ make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make test$", (ROOT / ".ci/run").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_links_lead_somewhere() -> None:
    dead = [
        f"{_place(path)}: {target}"
        for path in PROSE
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert not dead


def test_case_files_in_pages_are_read() -> None:
    """Every example that starts like a case file is one."""
    examples = [(path, text) for path in PROSE for text in re.findall(r"```yaml\n(lenity: 1\n.*?)```", path.read_text(encoding="utf-8"), flags=re.DOTALL)]
    examples += [(path, path.read_text(encoding="utf-8")) for path in (ROOT / "docs/examples").glob("*.yaml")]
    assert len(examples) >= 3
    for path, text in examples:
        read_text(text, name=path.name, vocabulary=law_vocabulary(), today=TODAY)


def test_first_review_of_the_tutorial_is_as_it_says() -> None:
    """From the report alone the base level is known for both dates, and the range for neither."""
    text = re.findall(
        r"```yaml\n(.*?)```",
        (ROOT / "docs/tutorial/first-review.md").read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )[0]
    case = read_text(text, name="roe.yaml", vocabulary=law_vocabulary(), today=TODAY)
    answer = as_json(review(case, as_of=TODAY))
    for side in (answer["then"], answer["today"]):
        assert side["base_offense_level"] is not None
        assert side["range"] == {"min": None, "max": None}
        assert side["needs"]


# words

MACHINE = re.compile(r"(?<![\w.<])/(?:work|root|home|tmp)/|\b(?:pypi\.org|pythonhosted|npmjs|deb\.debian|proxy\.golang)\b")
WORKPLACE = re.compile(r"\b(?:sessions?|helpers?|agents?|this issue|TODO|FIXME)\b|(?<![\w&(`])#\d+\b", re.IGNORECASE)
SPELLING = re.compile(r"\boffences?\b|\bjudgement\b|\bdefences?\b", re.IGNORECASE)
PEOPLE = re.compile(r"\b(?:offenders?|inmates?|convicts?|felons?)\b", re.IGNORECASE)
TERMS_OF_LAW = re.compile(
    r"career[ _-]offenders?|zero-point offenders?|dangerous sex offenders?|armed career|individual offenders?(?: datafiles?)?|ussc_offenders",
    re.IGNORECASE,
)
"""Terms of the law, and titles and file names of the Commission's."""
NOT_OURS = (
    "cases/",
    "tests/worked/",
    "tests/population/",
    "src/lenity/law/",
    "src/lenity/population/data/",
    "src/lenity/intake/",
    "LICENSE",
)
"""Where words are quoted: published sources, the law, the Commission's labels, the words that documents use."""


def _found(pattern: re.Pattern[str], files: list[Path], without: re.Pattern[str] | None = None) -> list[str]:
    odd = []
    for path in files:
        if path == Path(__file__) or path.suffix not in {
            ".md",
            ".py",
            ".yaml",
            ".toml",
            ".html",
            ".j2",
            ".typ",
            ".css",
            "",
        }:
            continue
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            said = pattern.search(without.sub("", line) if without else line)
            if said:
                odd.append(f"{_place(path)}:{at}: {said[0]}")
    return odd


def test_no_path_of_a_machine_and_no_host_of_a_registry() -> None:
    assert not _found(MACHINE, FILES)


def test_pages_speak_of_the_product_only() -> None:
    assert not _found(WORKPLACE, [*PROSE, ROOT / "Makefile", ROOT / ".ci/run", ROOT / "pyproject.toml"])


def test_spelling_is_american() -> None:
    assert not _found(SPELLING, [path for path in FILES if not _place(path).startswith(NOT_OURS)])


def test_people_are_people() -> None:
    """In all that a reader sees; tests may name the words that they forbid."""
    ours = [path for path in FILES if not _place(path).startswith((*NOT_OURS, "tests/"))]
    assert not _found(PEOPLE, ours, without=TERMS_OF_LAW)
