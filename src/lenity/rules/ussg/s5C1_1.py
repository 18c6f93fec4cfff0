"""§§5B1.1 and 5C1.1: whether probation is open, and how much of the minimum is served in prison."""

from lenity.engine import UNBOUNDED, any_holds, choose, first_that_holds, greatest, least, rule


@rule("case", unit="yes_no", cite="18 U.S.C. § 3561(a)(1)", silent=True)
def statute_bars_probation(case, law):
    """Whether the statute bars probation: a Class A or B felony, or a prison term that must be imposed."""
    by_class = case.any_of("count", lambda one: law("usc.18.3561.probation_barred", one.felony_class))
    by_minimum = any_holds(case.binding_minimum_months > 0, case.any_of("count", lambda one: one.is_imposed_independently))
    return by_class | by_minimum


def _at_most(case, law, kind):
    return case.guideline_minimum_months <= law("ussg.5C1.1.highest_minimum", kind)


@rule("case", unit="yes_no", cite="USSG §5B1.1(a)")
def probation_is_open(case, law):
    """Whether the Guidelines and the statute leave probation open, with confinement outside prison where the minimum is above zero"""
    within = _at_most(case, law, "substitute for all but a month")
    return choose(within, ~case.statute_bars_probation, False)


@rule("case", unit="month", cite="USSG §5C1.1", silent=True)
def prison_for_guideline_minimum_months(case, law):
    """How many months of the guideline minimum are served in prison, where the rest may be confinement outside

    None where probation is open; a month of the lowest ranges, half of the next ones, the whole of the others; never less than a minimum that binds.
    Until October 1992 half of the minimum even in the lowest.
    """
    half = case.guideline_minimum_months - case.guideline_minimum_months // 2
    a_month = greatest(choose(law("ussg.5C1.1.half_in_lowest"), half, 1), 1)
    within = first_that_holds(
        (case.probation_is_open, 0),
        (_at_most(case, law, "no imprisonment required"), 0),
        (_at_most(case, law, "substitute for all but a month"), a_month),
        (_at_most(case, law, "substitute for half"), half),
        otherwise=case.guideline_minimum_months,
    )
    return choose(case.probation_is_open, 0, greatest(within, case.binding_minimum_months))


@rule("case", unit="month", cite="USSG §5C1.1")
def least_prison_months(case, law):
    """Least time in prison that the Guidelines and the statutes ask for, mandatory consecutive terms included"""
    after = choose(case.firearm_career_range_applies, 0, case.consecutive_minimum_months)
    only_these = choose(case.only_consecutive_counts, 0, case.prison_for_guideline_minimum_months)
    within_maximums = choose(case.firearm_career_range_applies, case.range_minimum_months, least(only_these, case.minimum_within_statute_months))
    return least(within_maximums + after, UNBOUNDED)
