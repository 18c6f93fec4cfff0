"""§2L1.2 of today for a record of the text before November 2016: the increases for prior convictions, from the priors and the day of the first removal order.

The older text went by the kind of the felony; the present one goes by the sentence imposed for it, and by whether the conduct came before or after the first
order of deportation or removal. Only convictions that receive criminal history points count (comment. (n.3)).
"""

from lenity.engine import all_hold, any_holds, choose, greatest, in_force, is_known, one_of, rule

_FELONIES = ("five_years", "two_years", "thirteen_months", "any_felony")
_MISDEMEANORS = "2L1.2/three_misdemeanors_before_order"


@rule("conduct", unit="yes_no", cite="USSG §2L1.2(b)", silent=True)
def reentry_is_judged_anew(conduct, law):
    """Whether the increases of §2L1.2 follow from the priors: today, where the court's text had no increase by the sentence imposed and the priors are listed."""
    name = "2L1.2/five_years_before_order"
    is_new = in_force(law("ussg.levels", name)) & ~in_force(law("ussg.levels", name, clock="record_edition_on"))
    return all_hold(conduct.judged_anew, conduct.applied_guideline == "2L1.2", is_new, is_known(conduct.prior_listed), conduct.prior_listed)


@rule("prior", unit="yes_no", cite="USSG §2L1.2(b)(2), (3)", silent=True)
def conduct_came_before_order(prior, law):
    """Whether the criminal conduct of the prior came before the first order of deportation or removal; a sentence before it shows that too."""
    by_sentence = is_known(prior.prior_sentenced_on) & (prior.prior_sentenced_on < prior.first_removal_on)
    return choose(is_known(by_sentence) & by_sentence, True, prior.prior_offense_on < prior.first_removal_on)


@rule("prior", unit="level", cite="USSG §2L1.2(b)(2), (3)", silent=True)
def levels_of_reentry_prior(prior, law):
    """Levels of a prior felony by the sentence imposed, 0 for one that does not count, is no felony or is itself an illegal reentry."""
    levels = [law("ussg.levels", f"2L1.2/{one}_before_order") for one in _FELONIES]
    five, two = (prior.prior_months >= law("ussg.2L1.2.sentence_months", one) for one in _FELONIES[:2])
    by_term = choose(five, levels[0], choose(two, levels[1], choose(prior.is_long_term, levels[2], levels[3])))
    is_felony = (prior.prior_kind == "felony") & prior.is_counted_felony
    counts = choose(is_felony, prior.prior_immigration == "none", False)
    return choose(counts, by_term, 0)


@rule("prior", unit="yes_no", cite="USSG §2L1.2(b)(2)(E), (3)(E)", silent=True)
def is_grave_misdemeanor(prior, law):
    """Whether the prior is a misdemeanor that is a crime of violence or drug trafficking offense, scores and counts apart."""
    grave = any_holds(prior.prior_is_violent, prior.prior_is_drug)
    of_entry = is_known(prior.prior_immigration) & (prior.prior_immigration != "none")
    is_one = one_of(prior.prior_kind, "misdemeanor", "petty") & ~of_entry
    return choose(is_one, choose(prior.prior_points > 0, grave, False), False)


@rule("case", unit="yes_no", cite="USSG §2L1.2(b)(2)(E), (3)(E)", silent=True)
def misdemeanors_are_few(case, law):
    """Whether fewer misdemeanors are listed, or of the grave kind, than the increase needs."""
    least = law("ussg.2L1.2.misdemeanors")
    listed = case.how_many("prior", lambda one: one_of(one.prior_kind, "misdemeanor", "petty"))
    return choose(listed < least, True, case.how_many("prior", lambda one: one.is_grave_misdemeanor) < least)


def _side(case, law, is_before):
    """The greatest of (b)(2), or of (b)(3): felonies by their sentence, or three misdemeanors."""

    def is_on(one):
        return one.conduct_came_before_order if is_before else ~one.conduct_came_before_order

    felony = case.highest("prior", lambda one: choose(one.levels_of_reentry_prior == 0, 0, choose(is_on(one), one.levels_of_reentry_prior, 0)), empty=0)
    misdemeanors = case.how_many("prior", lambda one: choose(one.is_grave_misdemeanor, is_on(one), False))
    return greatest(felony, choose(case.misdemeanors_are_few, 0, choose(misdemeanors >= law("ussg.2L1.2.misdemeanors"), law("ussg.levels", _MISDEMEANORS), 0)))


@rule("case", unit="level", cite="USSG §2L1.2(b)(1)", silent=True)
def levels_of_reentry_convictions(case, law):
    """Levels for an earlier illegal reentry, or for two misdemeanors of unlawful entry."""

    def counts(one, kind):
        return choose(one.prior_immigration == kind, one.prior_points > 0, False)

    felony = case.any_of("prior", lambda one: choose(one.prior_immigration == "reentry", one.is_counted_felony, False))
    entries = case.how_many("prior", lambda one: counts(one, "entry"))
    two = choose(entries >= law("ussg.2L1.2.entry_misdemeanors"), law("ussg.levels", "2L1.2/two_entry_misdemeanors"), 0)
    return choose(felony, law("ussg.levels", "2L1.2/reentry_felony"), two)


@rule("case", unit="level", cite="USSG §2L1.2(b)(2), (3)", silent=True)
def levels_of_other_convictions(case, law):
    """Levels for felonies and misdemeanors before and after the first order; where a single felony counts, on which side it came makes no difference."""
    is_lone = case.how_many("prior", lambda one: one.levels_of_reentry_prior > 0) <= 1
    lone = case.highest("prior", lambda one: one.levels_of_reentry_prior, empty=0)
    return choose(is_lone & case.misdemeanors_are_few, lone, _side(case, law, True) + _side(case, law, False))


@rule("conduct", unit="level", cite="USSG §2L1.2(b)")
def reentry_levels_today(conduct, law):
    """Levels for prior convictions under the text of §2L1.2 that goes by the sentence imposed"""
    return choose(conduct.reentry_is_judged_anew, conduct.levels_of_reentry_convictions + conduct.levels_of_other_convictions, 0)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §2L1.2(b)", silent=True)
def is_reentry_section_anew(adjustment, law):
    """Whether the section is an increase of §2L1.2 whose place the priors take today."""
    return all_hold(adjustment.chapter == 2, adjustment.guideline == "2L1.2", adjustment.reentry_is_judged_anew)
