"""Time credits, §§ 2255 and 2241, and early termination of supervised release."""

from lenity.engine import all_hold, any_holds, choose, first_known, rule, years_after
from lenity.relief.criteria.common import avenue_in_force


@rule("case", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)")
def time_credits_in_force(case, law):
    """Time credits are in force"""
    return avenue_in_force(law, "time_credits")


@rule("case", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(D)")
def offense_earns_credits(case, law):
    """No count is one of those that bar earning time credits"""
    return ~case.bars_time_credits


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(g)(1)(A)")
def term_has_an_end(case, law):
    """The term is not life: credits apply once they equal what remains of it"""
    return ~case.term_is_life


@rule("case", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(E)")
def no_removal_order(case, law):
    """There is no final order of removal, which bars applying them"""
    return ~case.has_removal_order


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(g)(1)(D)")
def risk_allows_applying(case, law):
    """The last risk level lets them be applied: minimum or low, or else the warden approved a petition"""
    return any_holds(case.risk_is_low, case.warden_approved_petition)


# collateral review


@rule("case", unit="yes_no", cite="28 U.S.C. § 2255")
def section_2255_in_force(case, law):
    """The statute is in force"""
    return avenue_in_force(law, "section_2255")


@rule("case", unit="yes_no", cite="28 U.S.C. § 2255(a); 28 U.S.C. § 2241(c)")
def in_custody(case, law):
    """The person is in custody under the sentence: in prison or on supervised release, and not pardoned"""
    supervised = case.has_supervised_release & ~case.supervision_is_over
    return ~case.was_pardoned & (case.is_in_prison_on_sentence | supervised)


@rule("case", unit="yes_no", cite="28 U.S.C. § 2255(f)")
def within_limit(case, law):
    """The time limit has not run, from the judgment or from a decision that fits this case: ask counsel"""
    return case.claim_is_in_time


@rule("case", unit="yes_no", cite="28 U.S.C. § 2255(a)")
def has_claim(case, law):
    """A decision fits this case, or there is another ground: ask counsel"""
    return case.has_collateral_claim


@rule("case", unit="yes_no", cite="28 U.S.C. § 2241")
def section_2241_in_force(case, law):
    """The statute is in force"""
    return avenue_in_force(law, "section_2241")


@rule("case", unit="yes_no", cite="28 U.S.C. § 2241; 28 U.S.C. § 2255(e)")
def attacks_execution(case, law):
    """The Bureau of Prisons computed or carries out the sentence wrongly, or § 2255 is inadequate: ask counsel"""
    return case.execution_is_wrong


# supervised release


@rule("case", unit="yes_no", cite="18 U.S.C. § 3583(e)(1)")
def early_termination_in_force(case, law):
    """The statute is in force"""
    return avenue_in_force(law, "early_termination")


@rule("case", unit="yes_no", cite="18 U.S.C. § 3583(e)(1)")
def on_supervised_release(case, law):
    """The person is on supervised release"""
    return all_hold(case.has_supervised_release, case.was_released, ~case.supervision_is_over)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3583(e)(1)")
def one_year_of_supervision(case, law):
    """So much of supervised release has passed as the statute asks for; it begins on the day of release (18 U.S.C. § 3624(e)) unless the record names another"""
    years = law("relief.years", "early_termination_years")
    began = first_known(case.supervision_began_on, case.released_on)
    return choose(case.was_released, years_after(began, years) < case.ordered_on, False)
