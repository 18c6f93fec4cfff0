"""The rooms and their layers (docs/explanation/architecture.md): a room imports only from lower ones."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import lenity

ROOT = Path(lenity.__file__).parent
ARCHITECTURE = Path(__file__).parents[1] / "docs" / "explanation" / "architecture.md"


def layers() -> dict[str, int]:
    """The layer of each room, as the page on the architecture says it."""
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)
    return {room.strip("` "): int(number) for number, rooms in rows for room in rooms.split(",")}


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                continue  # relative: the file's own room
            found.add(node.module or "")
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "lenity")
    return found


def rooms_used(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("lenity.")}
    return {name for name in names if (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()}


SOURCES = sorted(path for path in ROOT.rglob("*.py"))
ROOMS = sorted({room_of(path) for path in SOURCES} - {"__init__", "__main__"})


def test_every_room_has_a_layer() -> None:
    assert set(ROOMS) - set(layers()) == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_lower_layers(room: str) -> None:
    layer = layers()
    for path in SOURCES:
        if room_of(path) == room:
            for used in rooms_used(path) - {room}:
                assert layer[used] < layer[room], f"{path.relative_to(ROOT)} imports lenity.{used}"


def test_the_engine_knows_no_law() -> None:
    for path in (ROOT / "engine").glob("*.py"):
        assert rooms_used(path) <= {"engine", "facts"}, path.name
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\"'](?:usc|ussg)\.", text), f"{path.name} names a law file"


def test_a_room_is_entered_by_its_front_door() -> None:
    """Modules that start with `_` are a room's own, and so are names that do."""
    for path in SOURCES:
        for name in imports_of(path):
            parts = name.split(".")
            if parts[0] == "lenity" and len(parts) > 2 and any(part.startswith("_") and not part.startswith("__") for part in parts[2:]):
                assert parts[1] == room_of(path), f"{path.relative_to(ROOT)} imports {name}"


def loaded_by(module: str) -> set[str]:
    """The modules that a fresh interpreter has after an import."""
    code = f"import {module}, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stdout.split())


LIGHT = [f"lenity.{room}" for room in ("cite", "facts", "engine", "law", "rules", "review", "cli") if room in ROOMS]


@pytest.mark.parametrize("module", LIGHT)
def test_one_case_loads_no_polars(module: str) -> None:
    loaded = loaded_by(module)
    assert module in loaded
    assert {"polars", "typst", "pandas", "numpy"} & loaded == set()


def test_the_population_reader_loads_polars() -> None:
    """The check above sees it when it is there."""
    assert "polars" in loaded_by("lenity.engine.lowering")
