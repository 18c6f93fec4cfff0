"""Strict YAML for any file of the project: plain data, every fault at once."""

from __future__ import annotations

from typing import Any

from lenity.facts._document import Unreadable, decode
from lenity.facts._yaml import load_yaml


class YamlFault(ValueError):
    """A YAML text that cannot be read as plain data; one line a fault, with its line number."""


def parse_strict_yaml(raw: bytes) -> Any:
    """The data of one YAML document.

    Only `true` and `false` are yes-no, dates stay text, decimals are Decimal; anchors, tags, repeated keys and odd numbers are refused.

    Raises:
        YamlFault: naming every fault and its line.
    """
    try:
        document = load_yaml(decode(raw))
    except Unreadable as error:
        findings = [error.finding]
    else:
        findings = document.findings
        if not findings:
            return document.data
    raise YamlFault("; ".join(f"line {finding.line or 1}: {finding.message}" for finding in findings))
