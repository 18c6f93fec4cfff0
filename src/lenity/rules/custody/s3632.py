"""18 U.S.C. §§ 3632(d)(4) and 3624(g): First Step Act time credits, earned and applied, which are two questions."""

from lenity.engine import (
    all_hold,
    any_holds,
    choose,
    days_after,
    days_between,
    does_not_apply,
    first_that_holds,
    greatest,
    in_force,
    is_known,
    least,
    months_after,
    one_of,
    rule,
)

_FORMS = ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")
_LISTED = "usc.18.3632.disqualifying"
_LOW = ("minimum", "low")
_FENTANYL = ("fentanyl", "fentanyl analogue", "fentanyl-related substance")
_METHAMPHETAMINE = ("methamphetamine", "methamphetamine (actual)")
_HIGHER_TIERS = ("A", "B", "1", "2")
_DRUG_SECTIONS = ("21 U.S.C. § 841", "21 U.S.C. § 846", "21 U.S.C. § 952", "21 U.S.C. § 960", "21 U.S.C. § 963")  # § 3632(d)(4)(D)(lviii), (lxv)-(lxviii)


# which convictions bar them


@rule("count", unit="text", cite="18 U.S.C. § 3632(d)(4)(D)", silent=True)
def listed_as_disqualifying(count, law):
    """What the list asks of a conviction under the count's statute: `always`, a further condition, or `no` where it does not name it.

    A count cited no more closely than a section of which the list names a part asks for the part.
    """
    arms = [(in_force(law(_LISTED, getattr(count, form))), law(_LISTED, getattr(count, form))) for form in _FORMS]
    in_part = law("usc.18.3632.named_in_part", count.statute)
    return first_that_holds(*arms, (in_force(in_part), in_part), otherwise="no")


def _of_drug(count, *drugs):
    """Whether the count is of one of these drugs, in a quantity of the two higher tiers."""
    charged = count.any_of("charged", lambda one: one_of(one.statutory_drug, *drugs) & one_of(one.tier_of_quantity, *_HIGHER_TIERS))
    return choose(is_known(count.tier_named), choose(one_of(count.tier_named, *_HIGHER_TIERS), charged, False), charged)


@rule("count", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(D)(lviii), (lxv)-(lxviii)", silent=True)
def drug_count_bars_credits(count, law):
    """Whether a drug count is one of those that the list names by drug, quantity, death and role."""
    involves_fentanyl = count.any_of("charged", lambda one: one_of(one.statutory_drug, *_FENTANYL))
    led = any_holds(_of_drug(count, "heroin", *_METHAMPHETAMINE), involves_fentanyl) & count.has_aggravating_role
    return any_holds(count.death_results, _of_drug(count, *_FENTANYL), led)


@rule("count", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(D)(li)", silent=True)
def is_violent_felony(count, law):
    """Whether the count's statute is of robbery, extortion or manslaughter, which bar credits after an earlier conviction of serious violence."""
    return any_holds(*(in_force(law("usc.18.3632.violent_felony", getattr(count, form))) for form in _FORMS))


@rule("count", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(D)")
def bars_time_credits(count, law):
    """Whether the count keeps the person from earning time credits"""
    listed = count.listed_as_disqualifying
    return first_that_holds(
        (listed == "always", True),
        (listed != "no", count.meets_further_condition),
        (count.is_violent_felony, count.earlier_violent_conviction),
        (count.is_drug_count, count.drug_count_bars_credits),
        otherwise=False,
    )


@rule("other_term", unit="yes_no", cite="18 U.S.C. §§ 3584(c), 3632(d)(4)(D)", silent=True)
def other_term_bars_credits(term, law):
    """Whether the conviction behind a term of another judgment bars time credits; for a drug conviction, what it involved decides and is not known here."""
    arms = [(in_force(law(_LISTED, getattr(term, form))), law(_LISTED, getattr(term, form)) == "always") for form in _FORMS]
    further = [in_force(law(_LISTED, getattr(term, form))) for form in _FORMS]
    in_part = in_force(law("usc.18.3632.named_in_part", term.statute))
    turns_on_more = any_holds(in_part, one_of(term.statute_section, *_DRUG_SECTIONS), *further)
    is_listed = first_that_holds(*arms, otherwise=False)
    return choose(
        is_known(term.statute), choose(is_listed, True, choose(turns_on_more, term.other_conviction_is_listed, False)), term.other_conviction_is_listed
    )


@rule("case", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(D)")
def can_earn_time_credits(case, law):
    """Whether the person can earn First Step Act time credits

    Terms of several judgments are one aggregate (18 U.S.C. § 3584(c)): a conviction that the list names bars credits for all of it.
    """
    is_law = in_force(law("usc.18.3632.days_a_period"))
    others = case.any_of("other_term", lambda one: one.counts_now & one.other_term_bars_credits)
    return choose(is_law, ~any_holds(case.any_of("count", lambda one: one.bars_time_credits), others), False)


# what was earned


@rule("participation", unit="date", cite="18 U.S.C. § 3632(d)(4)(B)", silent=True)
def counted_from_on(part, law):
    """The first day of participation that counts: not before the Act, nor before the sentence commenced."""
    return greatest(part.part_first_on, law("usc.18.3632.earned_from"), part.commenced_on)


@rule("participation", unit="date", cite="18 U.S.C. § 3632(d)(4)(B)", silent=True)
def counted_to_on(part, law):
    """The last day of participation that counts by the day asked about."""
    return least(part.part_last_on, part.served_until_on)


@rule("participation", unit="day", cite="18 U.S.C. § 3632(d)(4)(A)", silent=True)
def counted_days(part, law):
    """Days of participation that count

    Where only a part of a span counts and the person did not take part on each of its days, how many fall in it is not known.
    """
    whole_span = all_hold(part.counted_from_on == part.part_first_on, part.counted_to_on == part.part_last_on)
    overlap = days_between(part.counted_from_on, part.counted_to_on) + 1
    return first_that_holds(
        (part.counted_to_on < part.counted_from_on, 0),
        (whole_span, part.part_days),
        (part.is_every_day, overlap),
        otherwise=part.days_in_part,
    )


@rule("participation", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(A)(ii)", silent=True)
def at_sustained_low_risk(part, law):
    """Whether the last two assessments by then found minimum or low risk."""
    return one_of(part.level_now, *_LOW) & one_of(part.level_before, *_LOW)


@rule("case", unit="text", cite="28 CFR 523.42(a)")
def bureau_counts_credits_from(case, law):
    """From when the Bureau itself counts time credits; the statute, which is followed here, says commencement"""
    return law("cfr.28.523.42.earned_from")


@rule("case", unit="day", cite="18 U.S.C. § 3632(d)(4)(A)")
def participation_days(case, law):
    """Days of successful participation that count"""
    return case.total("participation", lambda one: one.counted_days)


@rule("case", unit="day", cite="18 U.S.C. § 3632(d)(4)(A)(ii)")
def participation_days_at_low_risk(case, law):
    """Of these, days at a sustained minimum or low risk"""
    return case.total("participation", lambda one: choose(one.counted_days == 0, 0, choose(one.at_sustained_low_risk, one.counted_days, 0)))


@rule("case", unit="day", cite="18 U.S.C. § 3632(d)(4)(A)")
def time_credits_earned_days(case, law):
    """First Step Act time credits earned"""
    period = law("usc.18.3632.days_of_a_period")
    first = case.participation_days // period * law("usc.18.3632.days_a_period")
    further = case.participation_days_at_low_risk // period * law("usc.18.3632.further_days_a_period")
    return choose(any_holds(case.participation_days == 0, ~case.can_earn_time_credits), 0, first + further)


@rule("case", unit="day", cite="18 U.S.C. § 3632(e)(2)", silent=True)
def time_credits_lost_days_in_all(case, law):
    """Time credits forfeited; nothing where the record lists no incidents."""
    return choose(case.incident_listed, case.total("incident", lambda one: one.time_credits_lost_days), 0)


@rule("case", unit="day", cite="18 U.S.C. § 3632(d)(4)")
def time_credits_days(case, law):
    """First Step Act time credits, less what was forfeited"""
    earned = case.time_credits_earned_days
    return choose(earned == 0, 0, greatest(0, earned - case.time_credits_lost_days_in_all))


# what of it can be applied


@rule("case", unit="yes_no", cite="18 U.S.C. § 3632(d)(4)(E)")
def can_apply_time_credits(case, law):
    """Whether time credits can be applied: there is no final order of removal"""
    return ~case.final_order_of_removal


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(g)(1)(D)(ii)", silent=True)
def risk_allows_supervised_release(case, law):
    """Whether the last assessment found minimum or low risk. A petition to the warden opens prerelease custody alone (28 CFR 523.44(d)(1))."""
    return one_of(case.risk_level, *_LOW)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(g)(1)(D)(i)", silent=True)
def risk_allows_prerelease(case, law):
    """Whether the last two assessments found minimum or low risk, or the warden approved a petition."""
    return all_hold(one_of(case.risk_level, *_LOW), one_of(case.risk_level_before, *_LOW)) | case.warden_petition


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(g)(3)", silent=True)
def has_supervised_release(case, law):
    """Whether supervised release is part of the sentence."""
    return case.supervised_release_is_life | (case.supervised_release_months > 0) | (case.supervised_release_days > 0)


@rule("case", unit="date", cite="18 U.S.C. § 3621(e)(2)(B)", silent=True)
def release_before_credits_on(case, law):
    """The release before time credits: statutory release, earlier by what the Bureau granted for residential drug treatment, which it takes off first."""
    earlier = months_after(case.statutory_release_on, 0 - case.drug_treatment_months)
    return choose(case.has_fixed_end | (case.drug_treatment_months == 0), case.statutory_release_on, earlier)


@rule("case", unit="day", cite="18 U.S.C. § 3624(g)(3)", silent=True)
def most_to_supervised_release_days(case, law):
    """The most days by which supervised release can be brought forward"""
    before = case.release_before_credits_on
    return days_between(months_after(before, 0 - law("usc.18.3632.supervised_release_months")), before)


@rule("case", unit="day", cite="18 U.S.C. § 3624(g)(3)")
def to_supervised_release_days(case, law):
    """Time credits toward earlier supervised release

    Only where supervised release is part of the sentence, and for no more than twelve months.
    """
    none = any_holds(
        ~case.has_dated_term,
        case.has_fixed_end,
        case.time_credits_days == 0,
        ~case.can_apply_time_credits,
        ~case.has_supervised_release,
        ~case.risk_allows_supervised_release,
    )
    return choose(none, 0, least(case.time_credits_days, case.most_to_supervised_release_days))


@rule("case", unit="day", cite="18 U.S.C. § 3624(g)(2), (10)")
def to_prerelease_days(case, law):
    """Time credits toward prerelease custody, in a residential reentry center or at home: all that is left, without a limit"""
    none = any_holds(~case.has_dated_term, case.time_credits_days == 0, ~case.can_apply_time_credits, ~case.risk_allows_prerelease)
    return choose(none, 0, case.time_credits_days - case.to_supervised_release_days)


# the release


@rule("case", unit="date", cite="18 U.S.C. § 3624(a), (g)(3)")
def projected_release_on(case, law):
    """Projected release: the full term less good conduct time and time credits toward supervised release

    Less also the months that the Bureau granted for residential drug treatment, where the record gives them.
    """
    projected = days_after(case.release_before_credits_on, 0 - case.to_supervised_release_days)
    return choose(case.has_dated_term, choose(case.was_released, does_not_apply, projected), does_not_apply)


@rule("case", unit="date", cite="18 U.S.C. § 3624(g)(3)", silent=True)
def earliest_release_on(case, law):
    """The earliest day on which the sentence can end as far as the record goes: by as many months earlier as time credits can bring."""
    earliest = months_after(case.release_before_credits_on, 0 - law("usc.18.3632.supervised_release_months"))
    bounded = first_that_holds((is_known(case.projected_release_on), case.projected_release_on), otherwise=greatest(case.commenced_on, earliest))
    return choose(case.has_dated_term, choose(case.was_released, does_not_apply, bounded), does_not_apply)
