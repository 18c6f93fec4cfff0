"""§ 3582(c)(2) with USSG §1B1.10, § 404 of the First Step Act, and § 3582(c)(1)(B) with Rule 35."""

from lenity.engine import all_hold, any_holds, choose, days_between, first_that_holds, in_force, rule
from lenity.relief.criteria.common import avenue_in_force


@rule("case", unit="yes_no", cite="USSG §1B1.10")
def reduction_in_force(case, law):
    """The policy statement is in force"""
    return avenue_in_force(law, "retroactive_amendment")


@rule("case", unit="yes_no", cite="USSG §1B1.10(a)(1), (d)")
def range_is_lowered(case, law):
    """An amendment listed in subsection (d), whose orders may take effect on this day, lowers the guideline range that was applied"""
    return case.listed_amendment_lowers


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)(2); 584 U.S. 675 (2018)")
def based_on_range(case, law):
    """The sentence was based on that range; a plea agreement for a fixed term usually is, since Hughes"""
    return any_holds(~case.plea_was_for_fixed_term, choose(law("relief.switch", "hughes"), True, case.plea_used_range))


@rule("case", unit="yes_no", cite="USSG §1B1.10 comment. (n.8(A))")
def term_is_original(case, law):
    """The term being served is that of the original sentence and not of a revocation; the policy statement did not always say so"""
    if_revoked = choose(law("relief.switch", "original_term_alone"), False, case.reduction_reaches_revocation)
    return choose(case.term_is_of_revocation, if_revoked, True)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)(2)")
def term_not_commuted(case, law):
    """The term is still the court's: it was not commuted by the President"""
    return ~case.was_commuted


@rule("case", unit="yes_no", cite="USSG §1B1.10(b)(2)")
def term_can_come_down(case, law):
    """The term in force is above the lowest that the policy statement allows"""
    return case.term_is_above_lowest


# § 404


@rule("case", unit="yes_no", cite="Pub. L. 115-391, § 404(b)")
def section_404_in_force(case, law):
    """Section 404 is in force"""
    return avenue_in_force(law, "first_step_act_404")


@rule("count", unit="yes_no", cite="Pub. L. 115-391, § 404(a)", silent=True)
def is_covered_count(count, law):
    """Whether the count is a violation from before the Fair Sentencing Act whose penalties sections 2 or 3 of that Act changed."""
    return all_hold(count.is_crack_count, count.offense_ended_on < law("relief.day", "fair_sentencing_act"), count.penalty_was_changed)


@rule("case", unit="yes_no", cite="Pub. L. 115-391, § 404(a); 593 U.S. 486 (2021)")
def covered_offense(case, law):
    """A count is a covered offense: cocaine base, before the Fair Sentencing Act, under a penalty that it changed and not § 841(b)(1)(C)"""
    return case.any_of("count", lambda one: one.is_covered_count)


@rule("case", unit="yes_no", cite="Pub. L. 115-391, § 404(c)")
def not_yet_under_fair_sentencing_act(case, law):
    """The sentence was not imposed, and has not been reduced, under the Fair Sentencing Act"""
    before, settled = law("relief.day", "fair_sentencing_act"), law("relief.day", "dorsey_decided")
    imposed_under_it = first_that_holds(
        (case.sentenced_on < before, False),
        (case.sentenced_on > settled, True),
        otherwise=case.fair_sentencing_act_applied,
    )
    return all_hold(~imposed_under_it, ~case.reduced_under_404)


@rule("case", unit="yes_no", cite="Pub. L. 115-391, § 404(c)")
def no_earlier_404_motion_denied(case, law):
    """No earlier motion under § 404 was denied after a complete review on the merits"""
    return ~case.denied_under_404


# § 3582(c)(1)(B) and Rule 35


@rule("case", unit="yes_no", cite="Fed. R. Crim. P. 35")
def rule_35_in_force(case, law):
    """The rule is in force"""
    return avenue_in_force(law, "rule_35")


@rule("case", unit="yes_no", cite="Fed. R. Crim. P. 35(a)")
def within_clear_error_days(case, law):
    """The sentence is not older than the days in which a clear error can be corrected"""
    days = law("relief.days", "clear_error_days")
    return choose(in_force(days), days_between(case.sentenced_on, case.ordered_on) <= days, False)


@rule("case", unit="yes_no", cite="Fed. R. Crim. P. 35(a)")
def clear_error(case, law):
    """The sentence has an arithmetical, technical or other clear error: ask counsel"""
    return case.has_clear_error
