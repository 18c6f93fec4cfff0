"""§4A1.2: which prior sentences count, for how long, and what each scores (§4A1.1(a) to (c))."""

from __future__ import annotations

from lenity.engine import any_holds, choose, first_that_holds, in_force, is_known, least, one_of, rule, years_after

_SIXTEENTHS_OF_DAYS_IN_A_MONTH = 487  # a month is 30.4375 days: in sixteenths, so that sums stay whole


@rule("prior", unit="month", cite="USSG §4A1.2(a)(2)", silent=True)
def prior_months(prior, law):
    """Prison term of the prior sentence, with those that count with it as one: by arrests since November 2007, before as the court found."""
    return choose(law("ussg.4A1.2.single_sentence"), prior.months_by_arrest, prior.months_as_found)


@rule("prior", unit="day", cite="USSG §4A1.2(a)(2)", silent=True)
def prior_days_beyond(prior, law):
    """Days of that term beyond whole months."""
    return choose(law("ussg.4A1.2.single_sentence"), prior.days_by_arrest, prior.days_as_found)


@rule("prior", unit="yes_no", cite="USSG §4A1.2(a)(2)", silent=True)
def prior_counts_alone(prior, law):
    """Whether the prior sentence is counted apart from earlier ones."""
    return choose(law("ussg.4A1.2.single_sentence"), prior.counts_alone_by_arrest, prior.counts_alone_as_found)


@rule("prior", unit="yes_no", cite="USSG §4A1.1(a)", silent=True)
def is_long_term(prior, law):
    """Whether the prior term exceeded one year and one month."""
    limit = law("ussg.4A1.1.long_sentence_months") * _SIXTEENTHS_OF_DAYS_IN_A_MONTH
    return prior.prior_months * _SIXTEENTHS_OF_DAYS_IN_A_MONTH + prior.prior_days_beyond * 16 > limit


@rule("prior", unit="yes_no", cite="USSG §4A1.1(b)", silent=True)
def is_medium_term(prior, law):
    """Whether the prior term was at least sixty days."""
    length = prior.prior_months * _SIXTEENTHS_OF_DAYS_IN_A_MONTH + prior.prior_days_beyond * 16
    return length >= law("ussg.4A1.1.medium_sentence_days") * 16


def _points_of_length(law, months, days):
    """The points of a term by its length alone."""
    length = months * _SIXTEENTHS_OF_DAYS_IN_A_MONTH + days * 16
    return first_that_holds(
        (length > law("ussg.4A1.1.long_sentence_months") * _SIXTEENTHS_OF_DAYS_IN_A_MONTH, law("ussg.4A1.1.points", "over_13_months")),
        (length >= law("ussg.4A1.1.medium_sentence_days") * 16, law("ussg.4A1.1.points", "at_least_60_days")),
        otherwise=law("ussg.4A1.1.points", "other"),
    )


@rule("prior", unit="yes_no", cite="USSG §4A1.1 comment. (n.4)", silent=True)
def raises_the_points_of_its_group(prior, law):
    """Whether the sentences counted as one with it would score fewer points without this one."""
    single = law("ussg.4A1.2.single_sentence")

    def points(name):
        months, days = (choose(single, getattr(prior, f"{name}_{unit}_by_arrest"), getattr(prior, f"{name}_{unit}_as_found")) for unit in ("months", "days"))
        return _points_of_length(law, months, days)

    return points("group") > points("without")


# offenses before the age of eighteen


@rule("prior", unit="yes_no", cite="USSG §4A1.2(d)", silent=True)
def prior_is_of_a_minor(prior, law):
    """Whether the prior offense was committed before age eighteen

    By the day of the offense, or an arrest or sentence before that age; where the offense has no date and the sentence fell before the age up to
    which courts dispose of acts of juveniles, not known.
    """
    grown = years_after(prior.born_on, law("ussg.4A1.2.adult_age"))
    beyond = years_after(prior.born_on, law("usc.18.5031.disposition_age"))
    early = any_holds(
        is_known(prior.prior_arrested_on) & (prior.prior_arrested_on < grown),
        is_known(prior.prior_sentenced_on) & (prior.prior_sentenced_on < grown),
    )
    return first_that_holds(
        (~is_known(prior.born_on), False),
        (is_known(prior.prior_offense_on), prior.prior_offense_on < grown),
        (is_known(early) & early, True),
        (is_known(prior.prior_sentenced_on) & (prior.prior_sentenced_on >= beyond), False),
        otherwise=prior.prior_offense_on < grown,
    )


@rule("prior", unit="yes_no", cite="USSG §4A1.2(d)(1)", silent=True)
def counts_as_adult(prior, law):
    """Whether the prior follows the rules for adults: an offense from age eighteen on, or a longer term on a conviction as an adult."""
    return choose(prior.prior_is_of_a_minor, choose(prior.is_long_term, prior.prior_as_adult, False), True)


# the time in which a sentence counts


def _held_since(prior, law, start):
    """Whether the person was still held on the term on or after a day: not where the whole term ended before it."""
    longest = years_after(prior.prior_sentenced_on, least(prior.prior_months // 12 + 1, 99))
    surely_before = longest < start
    return choose(is_known(prior.prior_released_on), prior.prior_released_on >= start, choose(surely_before, False, prior.prior_released_on >= start))


@rule("prior", unit="yes_no", cite="USSG §4A1.2(e)")
def prior_is_in_window(prior, law):
    """Whether the prior sentence is recent enough to count"""
    long_start = years_after(prior.offense_began_on, 0 - law("ussg.4A1.2.window_years", "over_13_months"))
    short_start = years_after(prior.offense_began_on, 0 - law("ussg.4A1.2.window_years", "other"))
    minor_start = years_after(prior.offense_began_on, 0 - law("ussg.4A1.2.window_years", "juvenile"))
    of_adult = choose(
        prior.is_long_term,
        choose(prior.prior_sentenced_on >= long_start, True, _held_since(prior, law, long_start)),
        prior.prior_sentenced_on >= short_start,
    )
    of_minor = choose(
        prior.is_medium_term,
        choose(prior.prior_sentenced_on >= minor_start, True, _held_since(prior, law, minor_start)),
        prior.prior_sentenced_on >= minor_start,
    )
    by_date = choose(prior.prior_is_of_a_minor, choose(prior.counts_as_adult, of_adult, of_minor), of_adult)
    return choose(is_known(prior.prior_awaits_sentence) & prior.prior_awaits_sentence, True, by_date)


# what is left out


@rule("prior", unit="yes_no", cite="USSG §4A1.2(c)(1)", silent=True)
def is_long_enough_for_listed(prior, law):
    """Whether a sentence for an offense of §4A1.2(c)(1) is long enough to count, or the offense is similar to the one now sentenced."""
    by_term = prior.prior_months * _SIXTEENTHS_OF_DAYS_IN_A_MONTH + prior.prior_days_beyond * 16 >= law("ussg.4A1.2.listed_threshold", "imprisonment_days") * 16
    by_probation = is_known(prior.probation_days) & (prior.probation_days >= law("ussg.4A1.2.listed_threshold", "probation_days"))
    return any_holds(by_term, by_probation, is_known(prior.prior_is_similar) & prior.prior_is_similar)


@rule("prior", unit="yes_no", cite="USSG §4A1.2(c), (f)–(j)")
def prior_is_left_out(prior, law):
    """Whether the prior sentence is of a kind that is not counted

    A petty offense that no list names is left out if its sentence was short; if it was not, which list it is on is not known.
    """
    of_list = law("ussg.4A1.2.listed_offense", prior.prior_offense)
    listed = is_known(prior.prior_offense) & in_force(of_list)
    kept = prior.is_long_enough_for_listed
    by_list = first_that_holds((of_list == "always", False), (of_list == "never", True), otherwise=~kept)
    small = is_known(prior.prior_kind) & one_of(prior.prior_kind, "misdemeanor", "petty")
    return first_that_holds(
        (is_known(prior.prior_exclusion), law("ussg.4A1.2.not_counted", prior.prior_exclusion)),
        (small & listed, by_list),
        (is_known(prior.prior_kind) & (prior.prior_kind == "petty"), choose(kept, prior.petty_offense_is_never_counted, True)),
        otherwise=False,
    )


@rule("prior", unit="point", cite="USSG §4A1.1(a)–(c)")
def prior_points(prior, law):
    """Points of this prior sentence, before the limit on short ones"""
    by_length = first_that_holds(
        (prior.is_long_term & prior.counts_as_adult, law("ussg.4A1.1.points", "over_13_months")),
        (prior.is_medium_term, law("ussg.4A1.1.points", "at_least_60_days")),
        otherwise=law("ussg.4A1.1.points", "other"),
    )
    return first_that_holds(
        (~prior.prior_is_in_window, 0),
        (prior.prior_is_left_out, 0),
        (~prior.prior_counts_alone, 0),
        otherwise=by_length,
    )


@rule("prior", unit="yes_no", cite="USSG §4A1.1(c)", silent=True)
def counts_as_short(prior, law):
    """Whether this prior scores only the one point of a short sentence."""
    return prior.prior_points == law("ussg.4A1.1.points", "other")


@rule("prior", unit="text", cite="USSG §4A1.2", silent=True)
def prior_treatment(prior, law):
    """How the prior sentence is treated: why it is not counted, or by which length it is"""
    return first_that_holds(
        (~prior.prior_is_in_window, "outside the time in which it counts"),
        (prior.prior_is_left_out, "of a kind that is not counted"),
        (~prior.prior_counts_alone, "one sentence with another"),
        (is_known(prior.prior_awaits_sentence) & prior.prior_awaits_sentence, "a conviction that awaits its sentence"),
        (prior.prior_points == law("ussg.4A1.1.points", "over_13_months"), "a long term"),
        (prior.prior_points == law("ussg.4A1.1.points", "at_least_60_days"), "a term of middle length"),
        otherwise="any other sentence",
    )
