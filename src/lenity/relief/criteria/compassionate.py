"""18 U.S.C. § 3582(c)(1)(A) and USSG §1B1.13: a reduction for extraordinary and compelling reasons, and what stood before it."""

from lenity.engine import all_hold, any_holds, choose, days_between, first_that_holds, in_force, rule
from lenity.relief.criteria.common import aged_at_least, avenue_in_force, served_at_least

_HUNDRED, _THOUSAND = 100, 1000


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)(1)(A)")
def compassionate_release_in_force(case, law):
    """The statute is in force"""
    return avenue_in_force(law, "compassionate_release")


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)(1)(A)")
def motion_can_be_made(case, law):
    """The Bureau of Prisons has moved, or the person may: some days after the warden received a request, or once all appeals within the Bureau are used

    Before the First Step Act only the Director of the Bureau of Prisons could make the motion.
    """
    waited = days_between(case.warden_request_on, case.ordered_on) >= law("relief.days", "warden_days")
    own = law("relief.switch", "person_may_move") & any_holds(waited, case.remedies_exhausted)
    return any_holds(own, case.bureau_moved)


# the reasons


def _in_statement(law, holds):
    """A reason that the policy statement has had only since it was widened."""
    return in_force(law("relief.switch", "policy_statement_of_2023")) & holds


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(1)(A)")
def terminal_illness_reason(case, law):
    """Terminal illness"""
    return case.terminal_illness


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(1)(B)")
def serious_condition_reason(case, law):
    """A serious condition, impairment or decline that substantially diminishes self-care and will not get better"""
    return case.serious_condition


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(1)(C)")
def care_not_provided_reason(case, law):
    """Long-term or specialized medical care that is needed and not provided"""
    return _in_statement(law, case.care_not_provided)


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(1)(D)")
def outbreak_reason(case, law):
    """An outbreak or public health emergency at the facility, with a higher personal risk that cannot be lessened in time"""
    return _in_statement(law, case.outbreak_risk)


def _served_enough_for_age(case, law):
    by_years = served_at_least(case, law("relief.years", "old_age_years_served"))
    percent = law("relief.percent", "old_age_percent_served")
    by_share = choose(case.term_is_life, False, days_between(case.custody_since_on, case.ordered_on) * _HUNDRED >= case.term_in_force_days * percent)
    return any_holds(by_years, by_share)


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(2)")
def age_reason(case, law):
    """Old enough, in serious decline because of age, and so many years or so large a share of the term served, whichever is less"""
    aged = aged_at_least(case, law("relief.years", "old_age_years"))
    return all_hold(in_force(law("relief.years", "old_age_years")), aged, case.decline_from_age, _served_enough_for_age(case, law))


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(3)(A)")
def child_reason(case, law):
    """The caregiver of the person's child has died or cannot care"""
    return case.child_without_caregiver


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(3)(B)")
def spouse_reason(case, law):
    """The spouse or partner is incapacitated and the person would be the only available caregiver"""
    return in_force(law("relief.switch", "care_of_spouse")) & case.only_caregiver_of_spouse


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(3)(C)")
def parent_reason(case, law):
    """A parent is incapacitated and the person would be the only available caregiver"""
    return _in_statement(law, case.only_caregiver_of_parent)


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(3)(D)")
def relative_reason(case, law):
    """The same of another immediate family member, or someone like one"""
    return _in_statement(law, case.only_caregiver_of_relative)


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(4)")
def abuse_reason(case, law):
    """Abuse in custody by staff or at their direction, established by a conviction, finding or admission"""
    return _in_statement(law, case.abused_in_custody)


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(5)")
def similar_reason_found(case, law):
    """Other circumstances similar in gravity to those listed"""
    return case.similar_reason


@rule("case", unit="yes_no", cite="USSG §1B1.13(b)(6)")
def unusually_long_sentence(case, law):
    """An unusually long sentence, long enough served, and a change in the law that makes a gross disparity with the sentence likely today

    An amendment of the Guidelines that was not made retroactive never counts. Since Rutherford neither does a change of a statute that
    Congress did not make retroactive. Whether a sentence is unusually long and a disparity gross is for the court.
    """
    long_enough = served_at_least(case, law("relief.years", "long_sentence_years_served"))
    barred = law("relief.switch", "statutory_change_is_no_reason")
    return all_hold(in_force(law("relief.switch", "policy_statement_of_2023")), ~barred, long_enough, case.would_be_lower_today, case.gross_disparity)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)(1)(A)(ii)")
def three_strikes_reason(case, law):
    """Old enough, with so many years served of a sentence under 18 U.S.C. § 3559(c)"""
    aged = aged_at_least(case, law("relief.years", "three_strikes_age_years"))
    served = served_at_least(case, law("relief.years", "three_strikes_years_served"))
    return all_hold(in_force(law("relief.years", "three_strikes_age_years")), case.sentenced_under_3559c, aged, served)


REASONS = (
    terminal_illness_reason,
    serious_condition_reason,
    care_not_provided_reason,
    outbreak_reason,
    age_reason,
    child_reason,
    spouse_reason,
    parent_reason,
    relative_reason,
    abuse_reason,
    similar_reason_found,
    unusually_long_sentence,
    three_strikes_reason,
)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)(1)(A)(i); USSG §1B1.13(b)")
def extraordinary_and_compelling_reason(case, law):
    """There is an extraordinary and compelling reason, one of those listed or several together"""
    return any_holds(*(getattr(case, one.name) for one in REASONS))


@rule("case", unit="yes_no", cite="USSG §1B1.13(a)(2)")
def no_danger(case, law):
    """The person is not a danger to any other person or the community"""
    return ~case.danger


# the pilot for elderly people


@rule("case", unit="yes_no", cite="34 U.S.C. § 60541(g)(3)")
def elderly_pilot_in_force(case, law):
    """The pilot is in force"""
    return avenue_in_force(law, "elderly_offender")


@rule("case", unit="yes_no", cite="34 U.S.C. § 60541(g)(5)(A)(i)")
def elderly_enough(case, law):
    """The person is old enough for the pilot"""
    return aged_at_least(case, law("relief.years", "elderly_age_years"))


@rule("case", unit="yes_no", cite="34 U.S.C. § 60541(g)(5)(A)(ii)")
def elderly_served_enough(case, law):
    """The term is not life, and so large a share of it has been served as the pilot asks for; the first pilot asked for a number of years too"""
    share = law("relief.thousandths", "elderly_thousandths_served")
    served = days_between(case.custody_since_on, case.ordered_on) * _THOUSAND >= case.term_in_force_days * share
    years = law("relief.years", "elderly_years_served")
    long_enough = choose(in_force(years), served_at_least(case, years), True)
    return first_that_holds((case.term_is_life, False), otherwise=all_hold(served, long_enough))


@rule("case", unit="yes_no", cite="34 U.S.C. § 60541(g)(5)(A)(ii)-(iv)")
def elderly_no_violence(case, law):
    """No offense of violence or sex offense, now or before"""
    return all_hold(~case.violence_or_threat, ~case.firearm, ~case.sex_offense, ~case.has_violent_prior, ~case.has_violent_incident)


@rule("case", unit="yes_no", cite="34 U.S.C. § 60541(g)(5)(A)(v)")
def elderly_no_escape(case, law):
    """The person has not escaped or tried to"""
    return ~case.escape
