"""18 U.S.C. §§ 3624(c) and 3621(e), 34 U.S.C. § 60541(g): when prerelease custody can begin, and what residential drug treatment can take off."""

from lenity.engine import (
    any_holds,
    choose,
    days_after,
    days_between,
    does_not_apply,
    greatest,
    in_force,
    is_known,
    least,
    months_after,
    rule,
    years_after,
)

_HUNDRED, _TWELVE = 100, 12  # percent; twelfths of a term
_FORMS = ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")


@rule("case", unit="yes_no", cite="18 U.S.C. § 3624(c)", silent=True)
def awaits_release(case, law):
    """Whether the person serves a term that ends."""
    return choose(case.has_dated_term, ~case.was_released, False)


@rule("case", unit="day", cite="18 U.S.C. § 3624(c)", silent=True)
def tenth_of_the_term_days(case, law):
    """A tenth of the term imposed, since April 9, 2008; before, of the term to be served, without good conduct time."""
    served = days_between(case.credit_runs_from_on, case.statutory_release_on)
    whole = choose(law("usc.18.3624c.tenth_limits_all"), served, case.days_of_the_term)
    return whole * law("usc.18.3624c.percent") // _HUNDRED


@rule("case", unit="date", cite="18 U.S.C. § 3624(c)(1), (g)(2)")
def prerelease_from_on(case, law):
    """First day on which the Bureau may place the person in a halfway house

    In the last months of the term, and earlier by the time credits that go to prerelease custody, which no limit of time cuts.
    """
    by_months = months_after(case.projected_release_on, 0 - law("usc.18.3624c.months"))
    by_tenth = days_after(case.projected_release_on, 0 - case.tenth_of_the_term_days)
    first = choose(law("usc.18.3624c.tenth_limits_all"), greatest(by_months, by_tenth), by_months)
    return choose(case.awaits_release, greatest(case.commenced_on, days_after(first, 0 - case.to_prerelease_days)), does_not_apply)


@rule("case", unit="date", cite="18 U.S.C. § 3624(c)(2), (g)(2)")
def home_confinement_from_on(case, law):
    """First day on which it may place the person at home

    For the shorter of a tenth of the term and six months; for as long as the time credits that go to prerelease custody, if that is longer.
    """
    by_months = months_after(case.projected_release_on, 0 - law("usc.18.3624c.home_months"))
    by_tenth = days_after(case.projected_release_on, 0 - case.tenth_of_the_term_days)
    by_credits = days_after(case.projected_release_on, 0 - case.to_prerelease_days)
    first = greatest(case.commenced_on, least(by_credits, greatest(by_months, by_tenth)))
    return choose(case.awaits_release & in_force(law("usc.18.3624c.home_months")), first, does_not_apply)


@rule("case", unit="yes_no", cite="Pub. L. 116-136, § 12003(b)(2)")
def home_confinement_could_be_longer(case, law):
    """Whether the law of the COVID-19 emergency let the Bureau lengthen home confinement"""
    return in_force(law("usc.pl116.136.12003.home_confinement"))


@rule("case", unit="day", cite="34 U.S.C. § 60541(g)(5)(A)(ii)", silent=True)
def days_served_for_home_detention(case, law):
    """How many days have to be served: the law's part of the term imposed, a part of a day counting whole."""
    return 0 - (0 - case.days_of_the_term * law("usc.34.60541g", "twelfths")) // _TWELVE


@rule("case", unit="date", cite="34 U.S.C. § 60541(g)(5)(A)(ii)")
def part_of_term_served_on(case, law):
    """Day by which the part of the term is served that the law asked of older people for home detention

    Of the term imposed, good conduct time aside; credit for prior custody counts.
    """
    by_part = days_after(case.credit_runs_from_on, case.days_served_for_home_detention)
    by_years = years_after(case.credit_runs_from_on, law("usc.34.60541g", "least_years"))
    return choose(case.awaits_release & in_force(law("usc.34.60541g", "twelfths")), greatest(by_part, by_years), does_not_apply)


@rule("case", unit="date", cite="34 U.S.C. § 60541(g)(5)(A)")
def older_home_detention_from_on(case, law):
    """First day on which the Bureau may place an older person in home detention

    From the age that the law sets, after the part of the term that it sets; never for an offense of violence, a sex offense and others that it names, and
    only if the Bureau finds no danger. The law has lapsed. Worked out only where the record gives the day of birth.
    """
    of_age = years_after(case.born_on, law("usc.34.60541g", "age_years"))
    is_open = choose(is_known(case.born_on), case.awaits_release & in_force(law("usc.34.60541g", "age_years")), False)
    return choose(is_open, greatest(of_age, case.part_of_term_served_on), does_not_apply)


@rule("count", unit="yes_no", cite="28 CFR 550.55(b)(5)", silent=True)
def count_bars_early_release(count, law):
    """Whether the conviction is one that cannot be had without a firearm."""
    return any_holds(*(in_force(law("cfr.28.550.55.barred", getattr(count, form))) for form in _FORMS))


@rule("case", unit="yes_no", cite="28 CFR 550.55(b)")
def early_release_is_barred(case, law):
    """Whether the record shows what keeps the Bureau from early release for drug treatment

    A conviction or a finding of a firearm, a finding of violence, or an early release before. An earlier violent conviction of the last ten years bars it
    too, and is not judged here.
    """
    by_count = choose(case.count_listed, case.any_of("count", lambda one: one.count_bars_early_release), False)
    before = choose(is_known(case.early_release_before), case.early_release_before, False)
    return any_holds(case.found_firearm, case.found_violence, before, by_count)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3621(e)(2)(B)", silent=True)
def drug_treatment_is_open(case, law):
    """Whether early release for residential drug treatment is law, and the record does not rule it out."""
    return in_force(law("usc.18.3621e.months"))


@rule("case", unit="month", cite="18 U.S.C. § 3621(e)(2)(B)")
def drug_treatment_months_at_most(case, law):
    """Most months by which completed residential drug treatment may bring release forward, for a nonviolent offense

    The Bureau may grant it and need not; its own rules keep out some convictions and some earlier ones.
    """
    most = least(law("usc.18.3621e.months"), law.ladder("bop.5331.months", case.months_one_after_another))
    barred = any_holds(~case.drug_treatment_is_open, ~case.awaits_release, case.early_release_is_barred)
    return choose(barred, does_not_apply, most)
