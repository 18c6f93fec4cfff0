"""§5G1.2: the total punishment on several counts. How it is divided over the counts is arithmetic on these values (`lenity.review`)."""

from lenity.engine import choose, rule


def _total(case, end, within_range):
    """An end of the total punishment: what the range leaves to the counts that may run together; of a career offender with a gun count, all of it."""
    together = choose(case.only_consecutive_counts, 0, within_range)
    return choose(case.firearm_career_range_applies, end, together)


@rule("case", unit="month", cite="USSG §5G1.2(b)", silent=True)
def total_punishment_minimum_months(case, law):
    """Least total punishment that the range allows on the counts that are not imposed independently"""
    return _total(case, case.range_minimum_months, case.minimum_within_statute_months)


@rule("case", unit="month", cite="USSG §5G1.2(b)", silent=True)
def total_punishment_maximum_months(case, law):
    """Greatest total punishment that the range allows on the counts that are not imposed independently"""
    return _total(case, case.range_maximum_months, case.maximum_within_statute_months)
