"""Whether an amendment that §1B1.10 lists bears on a case at all: what was applied, to which drugs, for which statutes. Three-valued."""

from __future__ import annotations

from functools import cache

from lenity.engine import Need
from lenity.facts import CaseFile
from lenity.facts.guidelines import Conduct
from lenity.law import ListedAmendment, law_book
from lenity.relief._judge import Judge
from lenity.relief._vocabulary import JUDGMENT, REASONS, REPORT
from lenity.review import guidelines_named_now

_ANY = "any"


def bears_on(judge: Judge, one: ListedAmendment) -> bool | None:
    """Whether what the amendment changes was applied in this case; None where the record does not say."""
    if one.reopens in ("history", "zero_points"):
        return True
    if one.replaced_by:
        return _guideline_is_another(judge, one)
    if one.is_of_career_offenders:
        found = judge.applied.values.get("is_career_offender")
        return found if isinstance(found, bool) else None
    asked = [_of_guideline(judge, one), _of_statutes(judge.case, one), _of_sections(judge.case, one), _of_drugs(judge.case, one)]
    return False if False in asked else None if None in asked else True


def asking(one: ListedAmendment) -> Need:
    """What would settle whether the amendment bears on the case, or what it does to it."""
    if one.statutes:
        return Need("convictions", one.asks or "Which counts was the person convicted of?", JUDGMENT)
    if one.is_of_career_offenders:
        return Need("criminal_history.career_offender", one.asks or "Was the person found a career offender, and for which offenses?", REASONS)
    return Need(_place(one), one.asks or "Which offense guideline did the court apply, and to which drugs?", REPORT)


def _place(one: ListedAmendment) -> str:
    return "guidelines.adjustments" if one.guidelines[0][0] in "34" else "guidelines.conduct"


def sections_of(case: CaseFile) -> list[str] | None:
    """Every section that the record lists as applied, of each conduct and of all; None where it does not list those of all."""
    guidelines = case.guidelines
    if guidelines is None or guidelines.adjustments is None:
        return None
    return [item.section for item in guidelines.adjustments] + [item.section for entry in guidelines.conduct or () for item in entry.adjustments or ()]


def _entries(case: CaseFile) -> tuple[Conduct, ...] | None:
    entries = case.guidelines.conduct if case.guidelines else None
    return None if entries is None or any(entry.guideline is None for entry in entries) else entries


def _of_guideline(judge: Judge, one: ListedAmendment) -> bool | None:
    if _ANY in one.guidelines or one.guidelines[0][0] in "34":
        return True
    entries = _entries(judge.case)
    if entries is None:
        return None
    applied = {str(entry.guideline) for entry in entries}
    editions = judge.recomputation.editions
    named = {name for name in one.guidelines if name not in one.since or any(edition >= one.since[name] for edition in editions)}
    return bool(applied & (named | (_weighing_drugs() if "2D1.1" in named else set())))


@cache
def _weighing_drugs() -> set[str]:
    """Guidelines that take a level from the Drug Quantity Table."""
    return {str(row["guideline"]) for row in law_book().register("ussg.1B1.10.weighs_drugs")}


def _of_statutes(case: CaseFile, one: ListedAmendment) -> bool | None:
    if not one.statutes:
        return True
    if case.convictions is None:
        return None
    cited = [[str(statute) for statute in (count.statute, count.object) if statute] for count in case.convictions]
    told = [_is_within(statute, one.statutes) if statute else None for statutes in cited for statute in statutes or [""]]
    return True if True in told else None if None in told else False


def _is_within(statute: str, named: tuple[str, ...]) -> bool | None:
    """Whether a statute is one of those named; None where the citation is less exact than they are."""
    if any(statute.startswith(one) for one in named):
        return True
    return None if any(one.startswith(f"{statute}(") for one in named) else False


def _of_sections(case: CaseFile, one: ListedAmendment) -> bool | None:
    if not one.sections and not one.not_with:
        return True
    listed = sections_of(case)
    if listed is None:
        return None
    entries = _entries(case) or ()
    applied = {str(entry.guideline) for entry in entries}
    needed = [name for name in one.sections if name[0] in "34" or name.partition("(")[0] in applied]
    shut_out = [name for name in one.not_with if name.partition("(")[0] in applied]
    if needed and any(section.startswith(name) for section in listed for name in needed):
        return True
    if shut_out:
        return not any(section.startswith(name) for section in listed for name in shut_out)
    return not one.sections


def _of_drugs(case: CaseFile, one: ListedAmendment) -> bool | None:
    if not one.drugs and not one.not_drugs:
        return True
    entries = case.guidelines.conduct if case.guidelines else None
    if entries is None or any(entry.drugs is None for entry in entries if (entry.guideline or "").startswith("2D")):
        return None
    drugs = [str(drug.drug) for entry in entries for drug in entry.drugs or ()]
    if one.drugs:
        return any(drug in one.drugs for drug in drugs)
    return any(drug not in one.not_drugs for drug in drugs)


def _guideline_is_another(judge: Judge, one: ListedAmendment) -> bool | None:
    """Whether a guideline was applied that Appendix A does not name for the statute of conviction (in its newest edition: earlier ones are not encoded)."""
    entries, counts = _entries(judge.case), judge.case.convictions
    if entries is None or counts is None:
        return None if entries is None or not {str(entry.guideline) for entry in entries} <= {"2D1.1"} else False
    named: set[str] = set()
    for count in counts:
        found = guidelines_named_now(count.object or count.statute)
        if not found:
            return None if not {str(entry.guideline) for entry in entries} <= {"2D1.1"} else False
        named |= set(found)
    return not {_successor(str(entry.guideline)) for entry in entries} <= named


@cache
def _successors() -> dict[str, tuple[str, ...]]:
    return {str(row["section"]): tuple(str(one) for one in row["successor"]) for row in law_book().register("ussg.successor")}


def _successor(guideline: str) -> str:
    """The guideline that took the place of a deleted one, if it is one alone."""
    found = _successors().get(guideline, ())
    return found[0] if len(found) == 1 else guideline
