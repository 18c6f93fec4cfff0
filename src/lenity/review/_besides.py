"""What the law says besides the prison range: probation and confinement outside prison, supervised release, fines, assessments, restitution, departures.

>>> [name for name in OF_CASE if "probation" in name]
['probation_is_open', 'probation_minimum_months', 'probation_maximum_months']
"""

from __future__ import annotations

from collections.abc import Sequence

from lenity.facts import CaseFile
from lenity.review._answer import BesidesPrison, OutsideTheRange
from lenity.review._further import findings_of
from lenity.review._passes import Pass

OF_CASE = (
    "probation_is_open",
    "probation_minimum_months",
    "probation_maximum_months",
    "least_prison_months",
    "substitute_months",
    "zero_points_outside_prison",
    "supervised_release_is",
    "fine_minimum_dollars",
    "fine_maximum_dollars",
    "fine_table_limit_is_lifted",
    "special_assessments_dollars",
    "departures_are_provided_for",
)
"""Rules of the case whose values are said, in the order of Chapter Five."""

OF_COUNT = (
    "felony_class",
    "release_minimum_of_count_months",
    "release_maximum_of_count_months",
    "general_fine_limit_dollars",
    "own_fine_limit_dollars",
    "special_assessment_dollars",
    "restitution_is",
)
"""Rules of each count whose values are said."""

OUT_OF_SCOPE = (
    "Chapter Six (plea agreements and sentencing procedure), Chapter Seven (revocations) and Chapter Eight (organizations) are not computed.",
    "Forfeiture (§5E1.4), costs of prosecution (§5E1.5) and conditions of supervision follow from statutes and the court's findings and are not computed.",
)
"""What a review does not answer, said in every review."""


def besides_prison(passes: Sequence[Pass]) -> BesidesPrison:
    """What each rule gives in every completion of the case."""
    return BesidesPrison(findings_of(passes, "case", OF_CASE)[0], findings_of(passes, "count", OF_COUNT))


def outside_the_range(case: CaseFile) -> OutsideTheRange:
    """The grounds that the record names, departures under the Guidelines apart from variances under 18 U.S.C. § 3553(a)."""
    listed = case.guidelines.departures if case.guidelines else None
    if listed is None:
        return OutsideTheRange(None, None)
    named = [item.section or "a ground that the record does not name" for item in listed]
    variances = tuple(one for one in named if one == "variance")
    return OutsideTheRange(tuple(one for one in named if one != "variance"), variances)
