"""`lenity schema`: what goes in and what comes out, as JSON Schema."""

from __future__ import annotations

from typing import Any

from lenity.cli._faults import DONE
from lenity.cli._output import Output


def print_schema(of: str) -> int:
    """Print the JSON Schema of the case file, of a screen's rows, of a review, of relief or of a sentence computation."""
    from lenity.cli._writers import as_bytes

    with Output(None) as output:
        output.write(as_bytes(_schema(of), indent=2))
    return DONE


def _schema(of: str) -> dict[str, Any]:
    if of == "case":
        from lenity.facts import case_schema
        from lenity.law import law_vocabulary

        return case_schema(law_vocabulary())
    from lenity.cli import _schemas

    if of == "screen":
        from lenity.cli._screen_schema import screen_schema

        return screen_schema()
    return {"review": _schemas.review_schema, "relief": _schemas.relief_schema, "time": _schemas.time_schema}[of]()
