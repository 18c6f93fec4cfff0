"""18 U.S.C. § 3624(g)(1)(A): the transfer that time credits bring if earning goes on at the rate of today, as the Bureau projects it.

The transfer comes on the first day on which the credits equal what is left of the term. A supposition: every day from now on counts, and nothing is lost.
"""

from lenity.engine import all_hold, any_holds, choose, days_after, days_between, does_not_apply, greatest, least, rule


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(g)(1)", silent=True)
def earning_can_go_on(case, law):
    """Whether the person awaits release, can earn time credits and have them applied, and is at a risk that allows it."""
    can_apply = choose(case.can_earn_time_credits, case.can_apply_time_credits, False)
    to_somewhere = any_holds(all_hold(case.has_supervised_release, case.risk_allows_supervised_release), case.risk_allows_prerelease)
    time_is_left = case.release_before_credits_on > case.earning_goes_on_from_on
    return all_hold(case.awaits_release, ~case.has_fixed_end, time_is_left, can_apply, to_somewhere)


@rule("case", unit="date", cite="18 U.S.C. § 3632(d)(4)(B)", silent=True)
def earning_goes_on_from_on(case, law):
    """The day asked about, or commencement after it."""
    return greatest(case.as_of_on, case.commenced_on)


@rule("case", unit="day", cite="18 U.S.C. § 3632(d)(4)(A)(ii)", silent=True)
def further_days_from_now(case, law):
    """What each further period brings beside the days that every period does: more while the last two assessments found minimum or low risk."""
    return choose(case.is_at_sustained_low_risk, law("usc.18.3632.further_days_a_period"), 0)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(A)(ii)", silent=True)
def is_at_sustained_low_risk(case, law):
    """Whether the last two assessments found minimum or low risk."""
    return choose(case.warden_petition, False, case.risk_allows_prerelease)


@rule("case", unit="day", cite="18 U.S.C. § 3624(g)(1)(A)", silent=True)
def days_left_beyond_credits(case, law):
    """What is left of the term beyond the credits of today."""
    return greatest(0, days_between(case.earning_goes_on_from_on, case.release_before_credits_on) - case.time_credits_days)


@rule("case", unit="day", cite="18 U.S.C. § 3624(g)(1)(A)", silent=True)
def days_until_transfer(case, law):
    """How many more days have to be served until the credits equal what is left

    A whole period served and its credits take so many days off; of the rest, each way in which the periods under way end in it is tried.
    """
    period, each, more = law("usc.18.3632.days_of_a_period"), law("usc.18.3632.days_a_period"), case.further_days_from_now
    whole = case.days_left_beyond_credits // (period + each + more)
    rest = case.days_left_beyond_credits - whole * (period + each + more)
    to_first = period - (case.participation_days - case.participation_days // period * period)
    to_further = period - (case.participation_days_at_low_risk - case.participation_days_at_low_risk // period * period)
    ends = least(rest, greatest(to_first, rest - each), greatest(to_further, rest - more), greatest(to_first, to_further, rest - each - more))
    return whole * period + ends


@rule("case", unit="date", cite="18 U.S.C. § 3624(g)(1)(A); Program Statement 5410.01")
def transfer_if_earning_goes_on_on(case, law):
    """First day on which time credits equal what is left of the term, if earning goes on

    So the Bureau projects a conditional transfer date. It supposes that every day from now on counts at the rate of today and nothing is lost.
    """
    return choose(case.earning_can_go_on, days_after(case.earning_goes_on_from_on, case.days_until_transfer), does_not_apply)


@rule("case", unit="day", cite="18 U.S.C. § 3632(d)(4)(A)")
def credits_if_earning_goes_on_days(case, law):
    """Time credits on that day"""
    period = law("usc.18.3632.days_of_a_period")
    first = (case.participation_days + case.days_until_transfer) // period - case.participation_days // period
    further = (case.participation_days_at_low_risk + case.days_until_transfer) // period - case.participation_days_at_low_risk // period
    earned = case.time_credits_days + first * law("usc.18.3632.days_a_period") + further * case.further_days_from_now
    return choose(case.earning_can_go_on, earned, does_not_apply)


@rule("case", unit="date", cite="18 U.S.C. § 3624(g)(3)")
def release_if_earning_goes_on_on(case, law):
    """Release, if earning goes on: earlier by those credits, for no more than twelve months and only to supervised release"""
    to_release = choose(
        all_hold(case.has_supervised_release, case.risk_allows_supervised_release),
        least(case.credits_if_earning_goes_on_days, case.most_to_supervised_release_days),
        0,
    )
    return choose(case.earning_can_go_on, greatest(case.earning_goes_on_from_on, days_after(case.release_before_credits_on, 0 - to_release)), does_not_apply)
