"""What several avenues ask: whether the avenue is in force, whether the person serves the sentence, how long they have served."""

from lenity.engine import choose, first_that_holds, in_force, is_known, rule, years_after


def avenue_in_force(law, avenue):
    return in_force(law("relief.in_force", avenue))


def served_at_least(case, years):
    """Whether so many years have been served: from the day on which custody began, else by the years that a document states, which are no upper limit."""
    by_day = years_after(case.custody_since_on, years) <= case.ordered_on
    stated = is_known(case.years_served_stated) & (case.years_served_stated >= years)
    return first_that_holds((is_known(case.custody_since_on), by_day), (stated, True), otherwise=by_day)


def aged_at_least(case, years):
    return years_after(case.born_on, years) <= case.ordered_on


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(c)")
def serving_prison_term(case, law):
    """The person is serving a prison term that a federal court imposed"""
    return choose(is_known(case.is_military) & case.is_military, False, case.is_in_prison_on_sentence)


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.3")
def no_other_relief_available(case, law):
    """No other form of judicial relief is available: none under § 3582(c)(2) or § 404, and the time for appeal and § 2255 has run"""
    return ~case.reduction_is_open & ~case.section_404_is_open & ~case.is_within_year_of_judgment


@rule("case", unit="yes_no", cite="28 C.F.R. § 1.1")
def federal_conviction(case, law):
    """The conviction is one of a federal court, or of the Superior Court of the District of Columbia"""
    return choose(is_known(case.is_military) & case.is_military, False, case.is_of_federal_court)
