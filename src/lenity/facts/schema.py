"""The JSON Schema of the case file, draft 2020-12, made from the same models that read it."""

from __future__ import annotations

import ast
import inspect
from functools import lru_cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from lenity.facts import _grammar as grammar
from lenity.facts import case, circumstances, convictions, custody, evidence, guidelines, history, petition, sentence, undischarged
from lenity.facts.context import Vocabulary

_FACT_SCHEMAS: dict[str, Any] = {
    "dollars": grammar.DOLLARS,
    "count": grammar.COUNTED,
    "yes_no": {"type": "boolean"},
    "text": {"type": "string"},
}


class _Draft202012(GenerateJsonSchema):
    """Leaves out what is internal: titles made from Python names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def case_schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """The JSON Schema of the case file, version 1.

    With a vocabulary, the further facts that `conduct` entries may have are in it. What a schema cannot say
    (that drugs and sections exist, that dates fit together) is checked on reading only.
    """
    schema: JsonSchemaValue = case.CaseFile.model_json_schema(schema_generator=_Draft202012)
    definitions = schema["$defs"]
    for name, definition in {"CaseFile": schema, **definitions}.items():
        definition.pop("title", None)
        for field, text in _descriptions().get(name, {}).items():
            if field in definition["properties"]:
                definition["properties"][field] = {"description": text, **definition["properties"][field]}
    facts = vocabulary.conduct_facts() if vocabulary is not None else {}
    entry = definitions["Conduct"]["properties"]
    entry.pop(guidelines.FURTHER_FACTS, None)
    for fact, kind in facts.items():
        entry.setdefault(fact, {"anyOf": [_FACT_SCHEMAS[kind], {"type": "null"}]})
    for name in ("Detainer", "Incident"):
        definitions[name] = {"anyOf": [grammar.NOTE_TEXT, definitions[name]]}
    schema["properties"]["evidence"] = _keyed_by_path(schema["properties"]["evidence"])
    shared: dict[str, Any] = _share(schema)
    shared["$defs"].update({name: _share(text, name) for name, text in grammar.NAMED.items()})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "lenity case file, version 1",
        **shared,
    }


def _share(node: Any, own: str = "") -> Any:
    """The schema with each of the named grammars written once, under `$defs`, and referred to elsewhere."""
    if isinstance(node, list):
        return [_share(item) for item in node]
    if not isinstance(node, dict):
        return node
    for name, text in grammar.NAMED.items():
        if name != own and text.items() <= node.items():
            return {
                **{key: value for key, value in node.items() if key not in text},
                "$ref": f"#/$defs/{name}",
            }
    return {key: _share(value) for key, value in node.items()}


def _keyed_by_path(evidence_schema: dict[str, Any]) -> dict[str, Any]:
    keyed = [{**option, "propertyNames": {"pattern": grammar.PATH}} if option.get("type") == "object" else option for option in evidence_schema["anyOf"]]
    return {**evidence_schema, "anyOf": keyed}


@lru_cache(maxsize=1)
def _descriptions() -> dict[str, dict[str, str]]:
    """The text below each field of each model, by class and by the name that the file uses.

    Read from the source only when a schema is asked for, so that reading a case stays quick.
    """
    texts: dict[str, dict[str, str]] = {}
    for module in (case, circumstances, convictions, custody, evidence, guidelines, history, petition, sentence, undischarged):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.ClassDef):
                inherited = [base.id for base in node.bases if isinstance(base, ast.Name)]
                below = {name: text for base in inherited for name, text in texts.get(base, {}).items()}
                texts[node.name] = {**below, **_fields_of(node)}
    for span in ("Program", "Designation", "Detention", "Away"):
        for old, new in (("first", "from"), ("last", "to")):
            if old in texts[span]:
                texts[span][new] = texts[span].pop(old)
    return texts


def _fields_of(node: ast.ClassDef) -> dict[str, str]:
    fields: dict[str, str] = {}
    for statement, following in zip(node.body, node.body[1:], strict=False):
        if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
            continue
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            fields[statement.target.id] = " ".join(str(following.value.value).split())
    return fields
