"""28 C.F.R. part 1, the instructions on the form, and the criteria of the initiative of 2014."""

from lenity.engine import all_hold, any_holds, first_that_holds, rule, years_after
from lenity.relief.criteria.common import avenue_in_force, served_at_least


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.3")
def commutation_in_force(case, law):
    """The rules for petitions for commutation are in force"""
    return avenue_in_force(law, "commutation")


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.3")
def sentence_can_be_commuted(case, law):
    """The person has begun to serve a prison term that is not over"""
    return case.has_begun & case.is_in_prison_on_sentence


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.3")
def remission_in_force(case, law):
    """The rules for petitions for remission are in force"""
    return avenue_in_force(law, "remission")


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.1")
def unpaid_fine_or_restitution(case, law):
    """A fine or restitution was imposed and some of it is unpaid"""
    fine = (case.fine_dollars > 0) & case.fine_unpaid
    restitution = (case.restitution_dollars > 0) & case.restitution_unpaid
    return fine | restitution


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.3")
def not_pardoned(case, law):
    """The person has not been pardoned"""
    return ~case.was_pardoned


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.2")
def pardon_in_force(case, law):
    """The rules for petitions for pardon are in force"""
    return avenue_in_force(law, "pardon")


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.2")
def waiting_period_over(case, law):
    """The waiting period has passed since release, or since the sentence where no prison term was imposed"""
    years = law("relief.years", "pardon_waiting_years")
    since_release = case.was_released & (years_after(case.released_on, years) <= case.ordered_on)
    return first_that_holds((~case.had_prison_term, years_after(case.sentenced_on, years) <= case.ordered_on), otherwise=since_release)


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.2")
def not_under_supervision(case, law):
    """The person has been released and is not on probation, parole or supervised release"""
    return first_that_holds((case.had_prison_term & ~case.was_released, False), (~case.has_supervised_release, True), otherwise=case.supervision_is_over)


# the initiative of 2014

_ANNOUNCED = "Department of Justice, announcement of April 23, 2014"


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def initiative_in_force(case, law):
    """The initiative is in force"""
    return avenue_in_force(law, "clemency_initiative_2014")


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def likely_lower_today(case, law):
    """By operation of law, the person would likely receive a substantially lower sentence if convicted of the same offense today"""
    return case.is_in_prison_on_sentence & case.would_be_lower_today


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def nonviolent_and_low_level(case, law):
    """The person is non-violent and low-level, without significant ties to large-scale organizations, gangs or cartels"""
    is_low_level = any_holds(case.had_mitigating_role, case.low_level)
    return all_hold(~case.violence_or_threat, ~case.had_aggravating_role, is_low_level, ~case.ties_to_organization)


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def ten_years_served(case, law):
    """So many years of the sentence have been served as the announcement asks for"""
    return served_at_least(case, law("relief.years", "initiative_years_served"))


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def no_significant_history(case, law):
    """There is no significant criminal history: no prior sentence at all meets this, a career offender does not; between the two the Department judges"""
    return any_holds(case.has_no_priors, ~case.career_offender & ~case.significant_history)


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def good_conduct_in_prison(case, law):
    """Conduct in prison has been good: no incident at all meets this, a violent one does not; between the two the Department judges"""
    return any_holds(case.has_no_incidents, ~case.has_violent_incident & case.good_conduct)


@rule("case", unit="yes_no", cite=_ANNOUNCED)
def no_history_of_violence(case, law):
    """There is no history of violence before or during the term"""
    return all_hold(~case.has_violent_prior, ~case.has_violent_incident)
