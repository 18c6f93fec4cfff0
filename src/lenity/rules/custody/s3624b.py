"""18 U.S.C. § 3624(b): good conduct time, on the years served until July 18, 2019, on the years imposed since.

*Served* (Program Statement 5880.28; Barber v. Thomas, 560 U.S. 474 (2010)): each whole year served brings the days of a year. What is left when the next
year can no longer be served whole is shared out so that the days served in it and the credit that they bring fill it.

*Imposed* (28 CFR 523.20 as of 2022): each whole year of the term brings the days of a year, the part of a year its share.
"""

from lenity.engine import (
    choose,
    days_after,
    days_between,
    does_not_apply,
    first_known,
    first_that_holds,
    greatest,
    in_force,
    is_known,
    joined,
    least,
    rule,
    years_after,
)

_THOUSAND = 1000  # the shares of a day are kept in thousandths


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(b)(1)")
def earns_good_time(case, law):
    """Whether the term earns good conduct time: longer than one year, and not life"""
    years = law("usc.18.3624b.longer_than_years")
    return choose(case.has_fixed_end | ~case.has_dated_term, False, case.term_ends_on >= years_after(case.commenced_on, years))


@rule("case", unit="text", cite="18 U.S.C. § 3624(b)(1)")
def good_time_method(case, law):
    """How good conduct time is counted: on the years served or the years imposed"""
    return law("usc.18.3624b.method")


@rule("case", unit="day", cite="18 U.S.C. § 3624(b)(1)")
def good_time_days_a_year(case, law):
    """Good conduct time that a year brings at most

    Fewer days where the record says that there is no diploma and no progress toward one, for an offense since 1996 and unless there is a final
    order of removal. Silence on the diploma is no such finding: the Bureau projects the most that can be earned.
    """
    most, fewer = law("usc.18.3624b.days_a_year"), law("cfr.28.523.20.days_without_diploma")
    lacks_diploma = is_known(case.diploma_or_progress) & ~first_known(case.diploma_or_progress, True)
    return first_that_holds((~lacks_diploma, most), (~in_force(fewer), most), (case.final_order_of_removal, most), otherwise=fewer)


@rule("case", unit="count", cite="Program Statement 5880.28", silent=True)
def thousandths_a_day(case, law):
    """Thousandths of a day of good conduct time that one day brings."""
    return law("usc.18.3624b.thousandths_a_day", joined(case.good_time_days_a_year))


@rule("case", unit="text", cite="18 U.S.C. § 3624(b)(2)")
def good_time_vests(case, law):
    """When good conduct time that was credited can no longer be taken back"""
    return law("usc.18.3624b.vests")


# on the years served


@rule("case", unit="year", cite="Program Statement 5880.28", silent=True)
def years_served_whole(case, law):
    """Years of the term that can be served whole, by the days of a year and the credit that each brings"""
    year = law("usc.18.3624b.days_of_a_year") + case.good_time_days_a_year
    about = case.days_of_the_term // year
    left = days_between(years_after(case.credit_runs_from_on, about), case.full_term_on) + 1 - about * case.good_time_days_a_year
    return choose(left >= 0, about, about - 1)


@rule("case", unit="day", cite="Program Statement 5880.28", silent=True)
def last_portion_days(case, law):
    """What is left of the term after the years served whole and their credit"""
    after = years_after(case.credit_runs_from_on, case.years_served_whole)
    return days_between(after, case.full_term_on) + 1 - case.years_served_whole * case.good_time_days_a_year


@rule("case", unit="day", cite="Program Statement 5880.28; Barber v. Thomas, 560 U.S. 474 (2010)", silent=True)
def last_portion_credit_days(case, law):
    """Good conduct time of the last part of a year: with the days served in it, it fills what is left"""
    return case.last_portion_days * case.thousandths_a_day // (case.thousandths_a_day + _THOUSAND)


@rule("case", unit="day", cite="18 U.S.C. § 3624(b)(1)", silent=True)
def good_time_on_years_served(case, law):
    """Most good conduct time on the years served"""
    return case.years_served_whole * case.good_time_days_a_year + case.last_portion_credit_days


# on the years imposed


@rule("case", unit="year", cite="28 CFR 523.20", silent=True)
def years_imposed_whole(case, law):
    """Whole years of the term imposed"""
    about = case.days_of_the_term // law("usc.18.3624b.days_of_a_year")
    return choose(years_after(case.commenced_on, about) <= days_after(case.term_ends_on, 1), about, about - 1)


@rule("case", unit="day", cite="28 CFR 523.20", silent=True)
def days_of_the_part_year(case, law):
    """Days of the term imposed beyond its whole years"""
    return days_between(years_after(case.commenced_on, case.years_imposed_whole), case.term_ends_on) + 1


@rule("case", unit="day", cite="28 CFR 523.20", silent=True)
def part_year_credit_days(case, law):
    """Good conduct time of the part of a year imposed"""
    return case.days_of_the_part_year * case.thousandths_a_day // _THOUSAND


@rule("case", unit="day", cite="18 U.S.C. § 3624(b)(1)", silent=True)
def good_time_on_years_imposed(case, law):
    """Most good conduct time on the years imposed"""
    return case.years_imposed_whole * case.good_time_days_a_year + case.part_year_credit_days


# what of it counts


@rule("case", unit="day", cite="28 CFR 523.20; Program Statement 5880.28")
def good_time_of_part_year_days(case, law):
    """Good conduct time of the last part of a year, the fraction of a day dropped"""
    part = choose(case.good_time_method == "served", case.last_portion_credit_days, case.part_year_credit_days)
    return choose(case.earns_good_time, part, does_not_apply)


@rule("case", unit="day", cite="18 U.S.C. § 3624(b)(1)")
def good_time_maximum_days(case, law):
    """Most good conduct time that the whole term can bring"""
    most = choose(case.good_time_method == "served", case.good_time_on_years_served, case.good_time_on_years_imposed)
    return choose(case.earns_good_time, most, 0)


@rule("case", unit="day", cite="28 CFR 523.20")
def good_time_lost_days(case, law):
    """Good conduct time disallowed or forfeited

    Where the record lists no incidents nothing is taken off: the Bureau projects the most that can be earned, and takes off what is lost.
    """
    return choose(case.incident_listed, case.total("incident", lambda one: one.good_time_lost_days), 0)


@rule("case", unit="day", cite="18 U.S.C. § 3624(b)(1)")
def good_time_days(case, law):
    """Good conduct time for the whole term"""
    left = greatest(0, case.good_time_maximum_days - case.good_time_lost_days)
    return choose(case.has_fixed_end, 0, choose(case.earns_good_time, left, 0))


@rule("case", unit="date", cite="18 U.S.C. § 3624(a)")
def statutory_release_on(case, law):
    """Statutory release: the full term less good conduct time"""
    return choose(case.has_dated_term, days_after(case.full_term_on, 0 - case.good_time_days), does_not_apply)


@rule("case", unit="year", cite="18 U.S.C. § 3624(b)(1)", silent=True)
def years_completed(case, law):
    """Whole years of the term served by the day asked about, credit for prior custody included"""
    days = days_between(case.credit_runs_from_on, case.served_until_on)
    about = greatest(0, days) // law("usc.18.3624b.days_of_a_year")
    return choose(years_after(case.credit_runs_from_on, about) <= case.served_until_on, about, greatest(0, about - 1))


@rule("case", unit="day", cite="18 U.S.C. § 3624(b)(1)")
def good_time_earned_days(case, law):
    """Good conduct time earned so far: for each whole year served; all of it at the release that it brings"""
    by_year = greatest(0, case.years_completed * case.good_time_days_a_year - case.good_time_lost_days)
    is_over = case.served_until_on >= case.statutory_release_on
    earned = choose(is_over, case.good_time_days, least(case.good_time_days, by_year))
    return choose(case.has_fixed_end, 0, choose(case.earns_good_time, earned, 0))
