"""The JSON Schema of a screen's rows, with the normalized schema of what is read: every column with its unit, codes and sources by fiscal year."""

from __future__ import annotations

from lenity.cli._schemas import _DRAFT, _FINDING, _LEVEL, _NULL, _TEXT, _WHOLE, Schema, _any, _object, _said

_INTEGER = _any(_WHOLE, _NULL)
_NUMBER = _any({"type": "number"}, _NULL)
_WORDS = _any(_TEXT, _NULL)
_OF_THE_RECORD = "The record's own where it gives one, else what its facts give."
_SCREEN: dict[str, tuple[Schema, str, str, tuple[str, ...]]] = {
    "record_id": (_WHOLE, "id", "USSCIDN where the file has it, else the number of the row from 1.", ("record_id",)),
    "fiscal_year": (_INTEGER, "fiscal year", "The fiscal year (October to September) of the sentence.", ("fiscal_year",)),
    "district": (_WORDS, "court", "The court's standard short id.", ("district",)),
    "guideline": (_WORDS, "section", "The offense guideline that decided the level; null where the file has none.", ("guideline",)),
    "then_base_level": (
        _any(_LEVEL, _NULL),
        "level",
        f"Base offense level then. {_OF_THE_RECORD}",
        ("base_offense_level", "drug_1_type", "drug_1_grams", "drug_1_unit", "drug_count"),
    ),
    "then_level": (_any(_LEVEL, _NULL), "level", f"Total offense level then, at most 43. {_OF_THE_RECORD}", ("final_offense_level",)),
    "then_category": (
        _INTEGER,
        "category",
        f"Criminal History Category then. {_OF_THE_RECORD}",
        ("criminal_history_category", "criminal_history_points", "career_offender"),
    ),
    "then_min": (_INTEGER, "month", f"Lower end of the guideline range then, before the statute. {_OF_THE_RECORD}", ("guideline_min_months",)),
    "then_max": (_INTEGER, "month", f"Upper end of the guideline range then, before the statute. {_OF_THE_RECORD}", ("guideline_max_months",)),
    "today_base_level": (_any(_LEVEL, _NULL), "level", "Base offense level today.", ()),
    "today_level": (
        _any(_LEVEL, _NULL),
        "level",
        "Total offense level today; the level of then where nothing that reaches the record changed, and `needs` says that it is carried over.",
        (),
    ),
    "today_category": (_INTEGER, "category", "Criminal History Category today.", ("criminal_history_points", "status_points")),
    "today_min": (_INTEGER, "month", "Lower end of the guideline range today, before the statute.", ()),
    "today_max": (_INTEGER, "month", "Upper end of the guideline range today, before the statute.", ()),
    "then_statutory_min": (_INTEGER, "month", "Statutory minimum of the whole case then, before any safety valve.", ("statutory_min_months",)),
    "today_statutory_min": (_INTEGER, "month", "Statutory minimum today.", ()),
    "sentence_months": (_NUMBER, "month", "The prison sentence as recorded.", ("sentence_months",)),
    "change_min_months": (
        _INTEGER,
        "month",
        "Today's minimum less the one then: after the statute where both statutory minimums are known, else before it, and `needs` says so. Null where either is life or not known.",
        (),
    ),
    "finding": (
        _FINDING,
        "finding",
        "How today's range stands to the range then, by its minimum, then by its maximum. `lower` also where the most that today's range can be is lower; `reasons` then has the bound.",
        (),
    ),
    "reasons": (
        _WORDS,
        "text",
        "With citations, parted by semicolons: what changed, where the record is at odds with itself, and after `may be lower by:` the later changes that may matter where nothing is found.",
        (),
    ),
    "needs": (_WORDS, "text", "Parted by semicolons: facts that the record lacks, and what the answer rests on.", ()),
}


def screen_schema() -> Schema:
    """The JSON Schema of one row of a screen, its columns in order, with the normalized schema of what is read.

    Beside JSON Schema's own words a column has `unit`, `codes`, `life` (the number that is coded for life) and `from` (columns of the normalized schema);
    `input` lists those, each with its unit, codes and source variables by fiscal year.
    """
    from lenity.population import code_labels, schema_rows

    inputs = schema_rows()
    row = _object({name: _column(name, *told) for name, told in _SCREEN.items()})
    tables = {table: {str(code): label for code, label in code_labels(table).items()} for table in _CODE_TABLES}
    return {"$schema": _DRAFT, "title": "A row of a screen", **row, "input": inputs, "code_tables": tables}


_CODE_TABLES = ("OFFGUIDE", "OFFTYPSB", "OFFTYPE2", "DRUGTYP", "REASON")
_CATEGORIES = {str(number): roman for number, roman in enumerate(("I", "II", "III", "IV", "V", "VI"), 1)}


def _column(name: str, schema: Schema, unit: str, text: str, read_from: tuple[str, ...]) -> Schema:
    from lenity.population import column

    life = {"then_statutory_min": "statutory_min_months", "today_statutory_min": "statutory_min_months", "sentence_months": "sentence_months"}
    coded = column(life.get(name, "guideline_min_months")).life if unit == "month" and name != "change_min_months" else None
    codes = _CATEGORIES if unit == "category" else {str(coded): "life"} if coded is not None else {}
    more = {"codes": codes} if codes else {}
    return {**_said(schema, text), "unit": unit, "life": coded, **more, "from": list(read_from)}
