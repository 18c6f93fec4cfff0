"""18 U.S.C. § 3585: when a prison term begins, what is credited before that, and when the whole of it is over."""

from lenity.engine import (
    any_holds,
    choose,
    days_after,
    days_between,
    does_not_apply,
    first_known,
    first_that_holds,
    greatest,
    is_known,
    least,
    months_after,
    rule,
)

# state custody beside it


@rule("case", unit="yes_no", cite="18 U.S.C. § 3585(a)")
def state_had_primary_custody(case, law):
    """Whether a state had primary custody when the federal sentence was imposed

    The sovereign that arrested first keeps it until it lets go; a loan under a writ ad prosequendum changes nothing. A record that names no state custody is of none.
    """
    return choose(is_known(case.primary_custody) | case.names_state_custody, case.primary_custody == "state", False)


@rule("state_term", unit="yes_no", cite="18 U.S.C. § 3584(a)", silent=True)
def is_concurrent(term, law):
    """Whether the federal judgment lets its term run with the state's: terms imposed at different times run one after another unless the court says otherwise."""
    return term.federal_runs == "concurrent"


@rule("state_term", unit="yes_no", cite="18 U.S.C. § 3584(a); Setser v. United States, 566 U.S. 231 (2012)", silent=True)
def is_still_to_come(term, law):
    """Whether the state term was imposed only after the federal one."""
    return term.state_imposed_on > term.imposed_on


@rule("case", unit="yes_no", cite="18 U.S.C. §§ 3584(a), 3585(a)", silent=True)
def waits_for_the_state(case, law):
    """Whether the federal term begins only when the state lets go: a state term does not run with it, or there is none to run with."""
    none_at_all = case.how_many("state_term", lambda one: True) == 0
    return any_holds(none_at_all, case.any_of("state_term", lambda one: ~one.is_concurrent))


@rule("case", unit="yes_no", cite="18 U.S.C. § 3621(b); Setser v. United States, 566 U.S. 231 (2012)", silent=True)
def waits_for_designation(case, law):
    """Whether only the Bureau's designation can say from when the terms run together: a state term that was still to come is to run with the federal one."""
    return case.any_of("state_term", lambda one: one.is_concurrent & one.is_still_to_come)


@rule("case", unit="date", cite="18 U.S.C. §§ 3585(a), 3621(b); Program Statement 5160.05", silent=True)
def commenced_in_state_custody_on(case, law):
    """When the sentence commenced, if a state had primary custody

    From the day of the Bureau's designation of the state prison; else when the state let go, if its term does not run with the federal one; else, for
    a state term imposed before, on the day of the federal sentence. Never before the sentence was imposed.
    """
    return first_that_holds(
        (is_known(case.designated_from_on), greatest(case.designated_from_on, case.imposed_on)),
        (case.waits_for_the_state, greatest(case.state_released_on, case.imposed_on)),
        (case.waits_for_designation, case.designated_from_on),
        otherwise=case.imposed_on,
    )


@rule("case", unit="date", cite="18 U.S.C. § 3585(a)")
def commenced_on(case, law):
    """When the sentence commenced

    On the day that the record states; else, in federal custody, on the later of the day of sentence and the day since which custody was continuous.
    Where a state had primary custody: when the Bureau designated its prison, when the state let go, or when a term that runs with the state's was imposed.
    After an earlier federal term that was still being served only the record can say.
    """
    stated = case.commencement_stated_on
    in_federal_custody = first_known(stated, greatest(case.custody_since_on, case.imposed_on))
    return first_that_holds(
        (is_known(stated), stated),
        (case.names_earlier_federal_term, stated),
        (case.state_had_primary_custody, case.commenced_in_state_custody_on),
        otherwise=in_federal_custody,
    )


@rule("case", unit="yes_no", cite="U.S. Const. art. II, § 2", silent=True)
def has_fixed_end(case, law):
    """Whether a commutation in force names the day on which the sentence ends."""
    return is_known(case.commuted_to_end_on)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3581(a)", silent=True)
def has_dated_term(case, law):
    """Whether the term in force has an end: it is not life, and there is a term, or a day named by a commutation."""
    return choose(case.has_fixed_end, True, choose(case.term_is_life, False, (case.term_months > 0) | (case.term_days > 0)))


@rule("case", unit="date", cite="18 U.S.C. §§ 3584(c), 3585(a)", silent=True)
def term_ends_on(case, law):
    """Last day of the term from commencement, before credit for prior custody; with other federal terms, of the aggregate"""
    alone = days_after(months_after(case.commenced_on, case.term_months), case.term_days - 1)
    last = choose(case.has_other_terms, case.aggregate_ends_on, alone)
    return choose(case.has_fixed_end, case.commuted_to_end_on, choose(case.has_dated_term, last, does_not_apply))


# credit for what came before it


@rule("detention", unit="yes_no", cite="18 U.S.C. § 3585(b)(1), (2)", silent=True)
def is_for_the_offense_or_after_it(span, law):
    """Whether the detention was for the offense, or for another charge on an arrest after it."""
    return choose(is_known(span.arrested_after_offense), span.arrested_after_offense, span.detained_from_on >= span.offense_ended_on)


@rule("detention", unit="day", cite="18 U.S.C. § 3585(b)", silent=True)
def days_before_commencement(span, law):
    """Days of the detention before the sentence commenced."""
    last = least(span.detained_to_on, days_after(span.commenced_on, -1))
    return greatest(0, days_between(span.detained_from_on, last) + 1)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3585(b)", silent=True)
def double_credit_may_be_open(case, law):
    """Whether a state term runs with the federal one, so that the exceptions to the bar of double credit (Willis, Kayfez) come into question."""
    return choose(case.state_term_listed, case.any_of("state_term", lambda one: one.is_concurrent), case.names_state_custody)


@rule("detention", unit="day", cite="18 U.S.C. § 3585(b)", silent=True)
def credited_days(span, law):
    """Days of the detention that are credited

    None that were credited against another sentence; where a state term runs with the federal one, whether an exception gives them back is for the
    Bureau to say, and is not known.
    """
    if_credited = choose(span.double_credit_may_be_open, span.prior_custody_days, 0)
    return choose(span.credited_elsewhere, if_credited, choose(span.is_for_the_offense_or_after_it, span.days_before_commencement, 0))


@rule("case", unit="day", cite="18 U.S.C. § 3585(b)", silent=True)
def detention_credit_days(case, law):
    """What the spans of detention that the record lists come to."""
    return choose(case.detention_listed, case.total("detention", lambda one: one.credited_days), does_not_apply)


@rule("case", unit="day", cite="18 U.S.C. § 3585(b)")
def prior_custody_credit_days(case, law):
    """Credit for custody before the sentence commenced

    As the Bureau has it, where the record says so; else the days of detention that were not credited against another sentence.
    """
    return first_known(case.prior_custody_days, choose(case.detention_listed, case.detention_credit_days, case.prior_custody_days))


@rule("case", unit="date", cite="18 U.S.C. §§ 3585, 3624(a)")
def full_term_on(case, law):
    """Full term: the last day of the sentence without good conduct time

    Commencement, the term by the calendar, less one day, less the credit for prior custody; with other federal terms, the end of the aggregate.
    """
    term = months_after(case.commenced_on, case.term_months)
    alone = days_after(term, case.term_days - 1 - case.prior_custody_credit_days)
    together = days_after(case.aggregate_ends_on, 0 - case.prior_custody_credit_days)
    last = choose(case.has_other_terms, together, alone)
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
