"""Relief as the JSON of the interface."""

from __future__ import annotations

from datetime import date
from typing import Any

from lenity import __version__
from lenity.engine import UNBOUNDED
from lenity.relief._amended import Amended, Range
from lenity.relief._answer import AvenueAnswer, Criterion, Relief, status_of


def as_json(relief: Relief, evidence: Any = None) -> dict[str, Any]:
    """Relief as plain data. `evidence` gives, for a path of the case file, the passages behind it as plain data."""
    return {
        "lenity": __version__,
        "case": relief.case_id,
        "as_of": relief.as_of.isoformat(),
        "term_in_force": None if relief.term_in_force is None else str(relief.term_in_force),
        "time": {
            "full_term": _day(relief.served.full_term_on),
            "projected_release": _day(relief.served.projected_release_on),
            "supervised_release_ends": _day(relief.served.supervised_release_ends_on),
            "needs": [need.path for need in relief.served.needs],
        },
        "avenues": [_avenue(one, relief, evidence) for one in relief.avenues],
        "order": [one.name for one in relief.avenues],
        "weighed": list(relief.weighed),
        "elsewhere": list(relief.elsewhere),
        "warnings": list(relief.warnings),
        **({"were_still_inside": _supposed(relief)} if relief.were_still_inside else {}),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _supposed(relief: Relief) -> dict[str, Any]:
    """What would be open had the sentence not been ended; labelled, so that no one takes it for the answer."""
    return {
        "supposed": "that no release, commutation or pardon had ended the sentence; none of this is open now",
        "avenues": [{"avenue": one.name, "status": one.status} for one in relief.were_still_inside],
    }


def _avenue(answer: AvenueAnswer, relief: Relief, evidence: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "avenue": answer.name,
        "title": answer.title,
        "authority": answer.authority,
        "status": answer.status,
        "criteria": [_criterion(one, evidence) for one in answer.criteria],
        "needs": list(dict.fromkeys(need.path for one in answer.criteria for need in one.needs)),
        "deadlines": [
            {"date": one.on.isoformat(), "what": one.what, "citation": one.citation, "first_day": one.is_first, "past": one.on < relief.as_of}
            for one in answer.deadlines
        ],
        "term_left": answer.left,
        "notes": list(answer.notes),
    }
    if answer.name == "retroactive_amendment":
        data["applied_range"] = _range(relief.reductions.applied)
        data["amendments"] = [_amended(one) for one in relief.reductions.each]
        data["amended_range"] = _range(relief.reductions.together.range)
        data["lowest_months"] = _months(relief.reductions.together.lowest_months) if answer.status == "met" else None
    return data


def _criterion(one: Criterion, evidence: Any) -> dict[str, Any]:
    passages = [] if evidence is None else [passage for path in one.paths for passage in evidence(path)]
    return {
        "id": one.id,
        "criterion": one.text,
        "status": one.status,
        "because": one.because,
        "citation": one.citation,
        "law": list(one.law),
        "evidence": passages,
        "needs": [need.path for need in one.needs],
        "needs_explained": [{"path": need.path, "asks": need.asks, "document": need.document, "how_to_ask": how_to_ask(need.document)} for need in one.needs],
        **({"any_of": [_criterion(below, evidence) for below in one.any_of]} if one.any_of else {}),
    }


def how_to_ask(document: str) -> str:
    """How one asks for a document."""
    from lenity.law import law_book

    rows = law_book().register("relief.documents")
    return next((str(row["how"]) for row in rows if document and str(row["document"]) in document), "")


def _amended(one: Amended) -> dict[str, Any]:
    amendment = one.amendment
    assert amendment is not None
    return {
        "amendment": amendment.number,
        **({"part": amendment.part} if amendment.part else {}),
        "status": status_of(one.reduces),
        "because": one.because,
        "citation": one.cite,
        "amended_range": _range(one.range),
        "lowest_months": _months(one.lowest_months) if one.reduces else None,
        "orders_from": None if amendment.orders_from is None else amendment.orders_from.isoformat(),
        "needs": [need.path for need in one.needs],
    }


def _range(range: Range) -> dict[str, Any]:
    return {"min": _months(range.low), "max": _months(range.high)}


def _months(value: int | None) -> int | str | None:
    return None if value is None else "life" if value >= UNBOUNDED else value
