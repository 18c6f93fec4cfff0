"""The mapping file of an office's roster: which of its columns hold what, in which unit, under which words.

roster: 1
sheet: Clients                     # XLSX only; the first sheet where it is absent
missing: ["n/a", unknown]          # besides empty cells
columns:
  person_reference: File no.       # the roster's column, as it stands in the header
  sentence_months: {column: Years, unit: year}
  criminal_history_category: {column: CHC, values: {I: 1, II: 2, III: 3, IV: 4, V: 5, VI: 6}}
  district: {column: Court, values: {N.D. Ill.: ilnd}}
  fiscal_year: {value: 2019}       # the same for every row
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from lenity.facts.strict_yaml import YamlFault, parse_strict_yaml
from lenity.population._column import Column
from lenity.population._faults import ReadFault, ReadFaults, refuse
from lenity.population._normal import COMPUTED
from lenity.population._sections import SECTIONS
from lenity.population.schema import SCHEMA

_GRAM = Decimal(1)
UNITS: dict[str, dict[str, Decimal]] = {
    "month": {"month": Decimal(1), "year": Decimal(12)},
    "gram": {
        "gram": _GRAM, "g": _GRAM, "mg": Decimal("0.001"), "kg": Decimal(1000), "kilogram": Decimal(1000), "milligram": Decimal("0.001"),
        "oz": Decimal("28.349523125"), "ounce": Decimal("28.349523125"), "lb": Decimal("453.59237"), "pound": Decimal("453.59237"),
    },
}  # fmt: skip
"""What a unit of the roster is in the schema's own unit (the pound and ounce are the international avoirdupois ones)."""
_COMPUTED = frozenset(COMPUTED) - {"person_reference", SECTIONS}


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the schema and where the roster keeps it: a header, or one value for all rows."""

    target: Column
    header: str | None
    constant: object = None
    factor: Decimal = Decimal(1)
    values: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class RosterMapping:
    """A whole mapping file."""

    columns: tuple[MappedColumn, ...]
    sheet: str | None = None
    missing: frozenset[str] = field(default_factory=frozenset)


def read_mapping(path: Path) -> RosterMapping:
    """The mapping file at a path.

    Raises:
        ReadFaults: with every fault of the file.
    """
    file = str(path)
    try:
        data = parse_strict_yaml(path.read_bytes())
    except OSError as error:
        raise refuse(file, f"the mapping file cannot be read: {error.strerror}; check the path") from error
    except YamlFault as error:
        raise refuse(file, str(error)) from error
    faults: list[ReadFault] = []
    if not isinstance(data, dict) or not isinstance(data.get("columns"), dict) or not data["columns"]:
        raise refuse(file, "a mapping file has `columns:`, with a line for each column of the schema that the roster holds")
    if data.get("roster", 1) != 1:
        faults.append(ReadFault(file, "this version of the mapping file is not known; write `roster: 1`", column="roster"))
    for key in data.keys() - {"roster", "sheet", "missing", "columns"}:
        faults.append(ReadFault(file, "unknown; a mapping file has roster, sheet, missing and columns", column=str(key)))
    missing = data.get("missing") or []
    if not isinstance(missing, list):
        faults.append(ReadFault(file, 'expected a list of words, such as ["n/a"]', column="missing"))
        missing = []
    columns = [_column(str(name), told, file, faults) for name, told in data["columns"].items()]
    if faults:
        raise ReadFaults(faults)
    sheet = data.get("sheet")
    return RosterMapping(tuple(one for one in columns if one), str(sheet) if sheet is not None else None, frozenset(_key(word) for word in missing))


def _key(value: object) -> str:
    return str(value).strip().casefold()


def _column(name: str, told: Any, file: str, faults: list[ReadFault]) -> MappedColumn | None:
    def fault(message: str) -> None:
        faults.append(ReadFault(file, message, column=f"columns.{name}"))

    target = next((one for one in SCHEMA if one.name == name and name not in _COMPUTED), None)
    if target is None:
        near = difflib.get_close_matches(name, [one.name for one in SCHEMA if one.name not in _COMPUTED], 1)
        fault(f"the schema has no such column; {f'did you mean `{near[0]}`? ' if near else ''}`lenity schema screen` lists them")
        return None
    parts = told if isinstance(told, dict) else {"column": told}
    for key in parts.keys() - {"column", "value", "unit", "values"}:
        fault(f"`{key}` is unknown; a column has column or value, unit and values")
    if ("column" in parts) == ("value" in parts):
        fault("give either `column` (the roster's header) or `value` (the same for every row)")
        return None
    units = UNITS.get(target.unit, {target.unit: Decimal(1)})
    unit = str(parts.get("unit", target.unit)).removesuffix("s") if parts.get("unit") else target.unit
    if unit not in units:
        fault(f"the unit must be one of {', '.join(units)}")
        return None
    values = parts.get("values")
    if values is not None and not isinstance(values, dict):
        fault("`values` is a table from the roster's words to the schema's values")
        return None
    words = {_key(word): value for word, value in values.items()} if values is not None else None
    header = str(parts["column"]) if "column" in parts else None
    return MappedColumn(target, header, parts.get("value"), units[unit], words)
