"""Write the reference pages from the code and the law: `python docs/build.py`, or `make docs`.

With `--check` nothing is written; a page that is not current is named, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from columns import columns_page
from commands import commands_page, filled
from notebooks import page as notebook

from lenity.engine import Graph, Rule, Series
from lenity.engine.expression import LadderStep, Law, TableCell
from lenity.engine.graph import walk
from lenity.facts import case_schema
from lenity.facts.custody_vocabulary import CUSTODY_FACTS, CUSTODY_LEVELS
from lenity.facts.levels import Fact
from lenity.facts.strict_yaml import parse_strict_yaml
from lenity.facts.vocabulary import FACTS, LEVELS
from lenity.law import LAW_FOLDER, law_book, law_vocabulary
from lenity.rules import CUSTODY_IN_ORDER, IN_ORDER, all_rules, custody_rules, rules_of

ROOT = Path(__file__).parent.parent
WITH_OUTPUT = ("README.md", "docs/tutorial/first-review.md")
NOTEBOOKS = ("docs/tutorial/population.md",)
A_DATE = r"^\s*(19|20|21)"
"""How the pattern of a date begins, which the schema gives as a text or a whole number (a year)."""
NOTICE = "<!-- Written by docs/build.py (make docs). Change the code or the law, not this page. -->"


def pages() -> dict[str, str]:
    """Every page that is written from the code and the law, in whole or in part, by its path below the repository."""
    reference = {
        "case-file": case_file_page(),
        "columns": columns_page(),
        "commands": commands_page(),
        "facts": facts_page(whole_graph()),
        "law": law_page(),
        "rules": rules_page(whole_graph()),
    }
    return {
        **{f"docs/reference/{name}.md": _page(parts) for name, parts in reference.items()},
        **{name: filled((ROOT / name).read_text(encoding="utf-8")) for name in WITH_OUTPUT},
        **{name: notebook(name, (ROOT / name).read_text(encoding="utf-8")) for name in NOTEBOOKS},
    }


def whole_graph() -> Graph:
    """Every rule over every fact: of a review and of a sentence computation."""
    return Graph.build((*LEVELS, *CUSTODY_LEVELS), (*FACTS, *CUSTODY_FACTS), [*all_rules(), *custody_rules()], law_book())


def main() -> int:
    """Write the pages, or say which are not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where a page is not current")
    check = parser.parse_args().check
    old = {name: text for name, text in pages().items() if _kept(ROOT / name) != text}
    for name, text in old.items():
        if check:
            print(f"{name} is not current; run make docs", file=sys.stderr)
        else:
            (ROOT / name).write_text(text, encoding="utf-8")
            print(f"{name} written", file=sys.stderr)
    return 1 if check and old else 0


# the case file


def case_file_page() -> Iterator[str]:
    """The fields of the case file, part by part, from its JSON Schema."""
    schema = case_schema(law_vocabulary())
    yield "# The case file"
    yield (
        "A case file is YAML or JSON. Only `lenity`, `id` and `sentence.date` must be there; what is left out is *not known*, and an empty "
        "list says that there is none. [How to write one](../how-to/write-a-case.md) goes through it step by step; "
        "`lenity schema case` prints the JSON Schema that this page is made from."
    )
    yield "## The file"
    yield _fields(schema)
    definitions = schema["$defs"]
    for name in _in_order(schema):
        yield f"## {name}"
        yield definitions[name].get("description", "").replace("\n", " ")
        yield (_fields(definitions[name]) if "properties" in definitions[name] else f"One of: {_kind(definitions[name])}.")
    yield "## Written forms"
    yield (
        "| form | is written |\n|---|---|\n"
        "| term | `life`, or years, months and days in words: `20 years`, `13 months and 1 day`, `0 days` |\n"
        "| amount | a number and a unit: `62 g`, `1.5 kg`, `100 plants`, `50 dosage units`, `250 ml` |\n"
        "| bounds | `{at_least: 150 kg}`, `{more_than: 1 kg}`, `{less_than: 5 g}`, `{min: 2000 kg, max: 3000 kg}`; a bound is never read as the amount |\n"
        "| date | a day, a month or a year: `1997-03-21`, `1997-03`, `1997` |\n"
        "| path | `convictions[0].statute`, positions from 0; an adjustment by its section: `guidelines.adjustments[3B1.1]` |"
    )


def _in_order(schema: dict[str, Any]) -> list[str]:
    """The parts of the file, each where it is first spoken of. Written forms (lower-case names) have a table of their own."""
    found: list[str] = []

    def visit(node: Any) -> None:
        for name in re.findall(r"#/\$defs/(\w+)", str(node)):
            if name not in found and name[0].isupper():
                found.append(name)
                visit(schema["$defs"][name])

    visit(schema["properties"])
    return found


def _fields(part: dict[str, Any]) -> str:
    must = part.get("required", ())
    rows = [
        f"| `{name}`{' (required)' if name in must else ''} | {_cell(_kind(field))} | {_cell(field.get('description', ''))} |"
        for name, field in part["properties"].items()
    ]
    return "\n".join(["| field | is | says |", "|---|---|---|", *rows])


def _kind(field: dict[str, Any]) -> str:
    """A field's kind in words."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})" if name[0].isupper() else name.replace("_", " ")
    for choice in ("anyOf", "oneOf"):
        if choice in field:
            options = [option for option in field[choice] if option.get("type") != "null"]
            if any(str(option.get("pattern", "")).startswith(A_DATE) for option in options):
                return "date"
            kinds = list(dict.fromkeys(_kind(option) for option in options))
            return "text" if kinds == ["text", "whole number"] else " or ".join(kinds)
    if "enum" in field or "const" in field:
        return ", ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]) if value is not None)
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}))}"
    if field.get("type") == "object":
        return "mapping"
    return {
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "string": "text",
        None: "anything",
    }[field.get("type")]


# facts and rules


def facts_page(graph: Graph) -> Iterator[str]:
    """Every fact that rules read: where the case file gives it, who decides it, which document settles it."""
    yield "# Facts that rules read"
    yield (
        "A rule reads the columns below. Each names the place in the [case file](case-file.md) that answers it, who decides it, and the document "
        "that settles it: this is what a review prints as a *need* when the fact is missing. A fact without a place is set by the review itself."
    )
    for level in graph.levels:
        facts = [fact for (at, _), fact in graph.facts.items() if at == level]
        if facts:
            yield f"## {level}"
            yield "\n".join(
                [
                    "| fact | unit | place | asks | decided by | document |",
                    "|---|---|---|---|---|---|",
                    *map(_fact, facts),
                ]
            )


def _fact(fact: Fact) -> str:
    place = f"`{fact.path.removeprefix('/')}`" if fact.path else ""
    return f"| `{fact.name}` | {fact.unit} | {place} | {_cell(fact.asks)} | {fact.decided_by} | {_cell(fact.document)} |"


def rules_page(graph: Graph) -> Iterator[str]:
    """Every rule, in the order of the Manual, then those of a sentence computation, file by file."""
    yield "# Rules"
    yield (
        "Every rule, in the order in which they are applied (USSG §1B1.1). *Reads* names [facts](facts.md) and other rules; "
        "*law* names [series](law.md) of dated values. A rule whose facts are missing gives *not known*. Those of `custody` compute when a sentence "
        "ends, in the order in which the Bureau of Prisons works."
    )
    for module in (*IN_ORDER, *CUSTODY_IN_ORDER):
        rules = rules_of(module)
        yield f"## {module.__name__.removeprefix('lenity.rules.')}"
        yield (module.__doc__ or "").strip()
        yield from (_rule(graph, item) for item in rules)


def _rule(graph: Graph, item: Rule) -> str:
    node = (item.level, item.name)
    lines = [f"### {item.level}.{item.name}", f"{item.label}.{' ' + item.note if item.note else ''}"]
    facts = [
        f"- {title}: {', '.join(f'`{value}`' for value in values)}"
        for title, values in (
            ("reads", [f"{level}.{name}" for level, name in graph.reads(node)]),
            ("law", _law_of(graph, node)),
        )
        if values
    ]
    lines.append("\n".join([f"- unit: {item.unit}", f"- authority: {item.cite}", *facts]))
    return "\n\n".join(lines)


def _law_of(graph: Graph, node: tuple[str, str]) -> list[str]:
    parts = walk(graph.expressions[node])
    return list(dict.fromkeys(part.id for part in parts if isinstance(part, Law | LadderStep | TableCell)))


# the law


def law_page() -> Iterator[str]:
    """Every series and register of the law book."""
    book = law_book()
    yield "# The law as encoded"
    yield (
        "Every question that the law book answers. [How a law file is written](law-files.md) explains the words. *Changes on* lists the first "
        "day of each value over all members; before the first one the answer is *not in force*. `lenity law show SECTION` prints the values."
    )
    yield "## Series"
    for id in book.ids():
        yield from _series(id)
    yield "## Registers"
    yield "Plain lists of rows, each with its citation."
    for id, asks, file in _registers():
        yield f"### {id}"
        yield f"{asks}\n\n- rows: {len(book.register(id))}\n- file: `{file}`"


def _series(id: str) -> Iterator[str]:
    book = law_book()
    members = book.family(id).members
    series = list(members.values())
    yield f"### {id}"
    asks = list(dict.fromkeys(one.asks for one in series))
    yield asks[0] if len(asks) == 1 else f"{asks[0]} (and {len(asks) - 1} more of the kind)"
    files = sorted({book.file_of(id, key) for key in members})
    named = [str(key) for key in members if key is not None]
    rows = [
        f"- unit: {', '.join(dict.fromkeys(one.unit for one in series))}",
        f"- clock: {', '.join(dict.fromkeys(clock for one in series for clock in one.clocks))}",
        f"- changes on: {', '.join(sorted({entry.from_on.isoformat() for one in series for entry in one.entries}))}",
        *([f"- members: {_some(named)}"] if named else []),
        f"- files: {_some([f'`{file}`' for file in files])}",
        *_checked(series),
    ]
    yield "\n".join(rows)


def _checked(series: list[Series]) -> Iterator[str]:
    notes = {(str(one.checked.get("date")), str(one.checked.get("against"))) for one in series if one.checked}
    for day, against in sorted(notes)[:4]:
        yield f"- checked: {day}, against {against}"
    if len(notes) > 4:
        yield f"- and {len(notes) - 4} more checks, in the files"


def _some(values: list[str], most: int = 30) -> str:
    more = f" and {len(values) - most} more" if len(values) > most else ""
    return ", ".join(values[:most]) + more


def _registers() -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    for path in sorted(LAW_FOLDER.rglob("*.yaml")):
        text = path.read_bytes()
        if b"\nrows:" in text:
            data = parse_strict_yaml(text)
            if data["id"] not in seen:
                seen.add(data["id"])
                yield data["id"], data["asks"], path.relative_to(LAW_FOLDER).as_posix()


# pages


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join([NOTICE, *(part for part in parts if part)]) + "\n"


def _kept(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
