"""18 U.S.C. § 3585: when a prison term begins, what is credited before that, and when the whole of it is over."""

from lenity.engine import choose, days_after, days_between, does_not_apply, first_known, greatest, is_known, months_after, rule


@rule("case", unit="date", cite="18 U.S.C. § 3585(a)")
def commenced_on(case, law):
    """When the sentence commenced

    On the day that the record states; else on the later of the day of sentence and the day since which custody was continuous.
    """
    return first_known(case.commencement_stated_on, greatest(case.custody_since_on, case.imposed_on))


@rule("case", unit="yes_no", cite="U.S. Const. art. II, § 2", silent=True)
def has_fixed_end(case, law):
    """Whether a commutation in force names the day on which the sentence ends."""
    return is_known(case.commuted_to_end_on)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3581(a)", silent=True)
def has_dated_term(case, law):
    """Whether the term in force has an end: it is not life, and there is a term, or a day named by a commutation."""
    return choose(case.has_fixed_end, True, choose(case.term_is_life, False, (case.term_months > 0) | (case.term_days > 0)))


@rule("case", unit="date", cite="18 U.S.C. § 3585(a)", silent=True)
def term_ends_on(case, law):
    """Last day of the term from commencement, before credit for prior custody"""
    last = days_after(months_after(case.commenced_on, case.term_months), case.term_days - 1)
    return choose(case.has_fixed_end, case.commuted_to_end_on, choose(case.has_dated_term, last, does_not_apply))


@rule("case", unit="day", cite="18 U.S.C. § 3585(b)")
def prior_custody_credit_days(case, law):
    """Credit for custody before the sentence commenced"""
    return case.prior_custody_days


@rule("case", unit="date", cite="18 U.S.C. §§ 3585, 3624(a)")
def full_term_on(case, law):
    """Full term: the last day of the sentence without good conduct time

    Commencement, the term by the calendar, less one day, less the credit for prior custody.
    """
    term = months_after(case.commenced_on, case.term_months)
    last = days_after(term, case.term_days - 1 - case.prior_custody_credit_days)
    return choose(case.has_fixed_end, case.commuted_to_end_on, choose(case.has_dated_term, last, does_not_apply))


@rule("case", unit="date", cite="18 U.S.C. § 3585(b)", silent=True)
def credit_runs_from_on(case, law):
    """The day from which time counts: commencement, earlier by the credit for prior custody."""
    return days_after(case.commenced_on, 0 - case.prior_custody_credit_days)


@rule("case", unit="day", cite="18 U.S.C. § 3585(a)", silent=True)
def days_of_the_term(case, law):
    """How many days the term has by the calendar"""
    return days_between(case.commenced_on, case.term_ends_on) + 1


@rule("case", unit="date", cite="18 U.S.C. § 3585(a)", silent=True)
def served_until_on(case, law):
    """The day up to which time served is counted: the day asked about, or of release."""
    return choose(case.was_released, case.released_on, case.as_of_on)


@rule("case", unit="day", cite="18 U.S.C. § 3585")
def time_served_days(case, law):
    """Time served toward the sentence, credit for prior custody included"""
    return greatest(0, days_between(case.commenced_on, case.served_until_on)) + case.prior_custody_credit_days
