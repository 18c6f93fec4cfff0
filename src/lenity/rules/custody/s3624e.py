"""18 U.S.C. §§ 3583 and 3624(e): when supervised release begins, when it stands still, and when it is over."""

from lenity.engine import all_hold, choose, days_after, days_between, does_not_apply, is_known, least, months_after, rule


@rule("case", unit="date", cite="18 U.S.C. § 3624(e); United States v. Johnson, 529 U.S. 53 (2000)", silent=True)
def supervision_begins_on(case, law):
    """The day on which supervised release begins: the real day of release, to whomever, and not one on which release was due."""
    return choose(case.was_released, case.released_on, choose(case.has_dated_term, case.projected_release_on, does_not_apply))


@rule("case", unit="date", cite="18 U.S.C. § 3583(b)", silent=True)
def supervision_would_end_on(case, law):
    """Last day of supervised release if nothing stops it."""
    return days_after(months_after(case.supervision_begins_on, case.supervised_release_months), case.supervised_release_days - 1)


@rule("event", unit="yes_no", cite="18 U.S.C. § 3624(e); Mont v. United States, 139 S. Ct. 1826 (2019)", silent=True)
def falls_into_supervision(event, law):
    """Whether the event is imprisonment for another conviction, begun while supervised release ran and by the day asked about."""
    while_it_ran = all_hold(event.event_on >= event.supervision_begins_on, event.event_on <= event.supervision_would_end_on, event.event_on <= event.as_of_on)
    return choose(event.is_imprisonment & event.was_released, while_it_ran, False)


@rule("event", unit="day", cite="18 U.S.C. § 3624(e); Mont v. United States, 139 S. Ct. 1826 (2019)", silent=True)
def tolled_days(event, law):
    """Days on which the imprisonment keeps supervised release from running: all of them, unless they are fewer than thirty in a row."""
    days = days_between(event.event_on, event.event_until_on) + 1
    return choose(event.falls_into_supervision, choose(days >= law("usc.18.3624e.tolls_from_days"), days, 0), 0)


@rule("case", unit="day", cite="18 U.S.C. § 3624(e)")
def supervised_release_tolled_days(case, law):
    """Days on which supervised release stood still: in prison for another conviction, thirty days or more in a row"""
    return case.total("event", lambda one: one.tolled_days)


@rule("case", unit="date", cite="18 U.S.C. §§ 3583(b), (e)(1), 3624(e)")
def supervised_release_ends_on(case, law):
    """Last day of supervised release, which begins on the day of release

    It stands still during thirty days or more in prison for another crime. A court can end or revoke it earlier; a pardon ends it.
    """
    has_end = all_hold(case.has_supervised_release, ~case.supervised_release_is_life)
    last = days_after(case.supervision_would_end_on, case.supervised_release_tolled_days)
    with_pardon = choose(case.was_pardoned, least(last, case.pardoned_on), last)
    dated = choose(has_end, with_pardon, does_not_apply)
    ended = choose(is_known(case.supervision_ended_on), case.supervision_ended_on, dated)
    return choose(case.has_dated_term | case.was_released, ended, does_not_apply)
