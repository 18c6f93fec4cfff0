"""§1B1.10: which findings of the court are opened again when the text of a listed amendment is put in the place of the text that was applied.

"All other guideline application decisions remain unaffected" (§1B1.10(b)(1)): what the court found stays, save what the amendment itself changes.
"""

from lenity.engine import all_hold, any_holds, in_force, is_known, rule


def _in_recomputation(case):
    return is_known(case.listed_amendments_only) & case.listed_amendments_only


def _level_is_amended(case):
    return is_known(case.offense_level_is_amended) & case.offense_level_is_amended


@rule("case", unit="yes_no", cite="USSG §1B1.10(b)(1)", silent=True)
def total_is_reopened(case, law):
    """Whether the total level that the court found does not stand: today's law, or an amendment that changes how an offense level is found."""
    return case.judged_anew | _level_is_amended(case)


@rule("conduct", unit="yes_no", cite="USSG §1B1.10(b)(1)", silent=True)
def levels_are_reopened(conduct, law):
    """Whether the levels that the court found for this conduct do not stand: today's law, or an amendment of its guideline or of one that it rests on."""
    own = is_known(conduct.guideline_is_amended) & conduct.guideline_is_amended
    of_another = _level_is_amended(conduct) & in_force(law("ussg.rests_on_another", conduct.guideline))
    return any_holds(conduct.judged_anew, own, of_another)


@rule("case", unit="yes_no", cite="USSG §1B1.10(b)(1); §4A1.1(e)", silent=True)
def status_rule_is_amended(case, law):
    """Whether a listed amendment changes the points for offending while under a criminal justice sentence."""
    now, then = law("ussg.4A1.1.status_points"), law("ussg.4A1.1.status_points", clock="record_edition_on")
    return all_hold(_in_recomputation(case), in_force(now), in_force(then), now != then)


@rule("case", unit="yes_no", cite="USSG §4A1.1", silent=True)
def history_is_recounted(case, law):
    """Whether the court's points and category do not stand as they are."""
    return case.judged_anew | case.status_rule_is_amended


@rule("case", unit="yes_no", cite="USSG §4A1.1(e)", silent=True)
def had_no_status_points(case, law):
    """Whether no point was for offending while under a criminal justice sentence."""
    none_counted = is_known(case.status_points_found) & (case.status_points_found == 0)
    no_prior = is_known(case.prior_listed) & case.prior_listed & (case.how_many("prior", lambda one: True) == 0)
    return any_holds(none_counted, no_prior, ~case.under_sentence)


@rule("case", unit="yes_no", cite="USSG §1B1.10(b)(1); §4C1.1", silent=True)
def zero_point_rule_is_amended(case, law):
    """Whether a listed amendment brings the reduction for zero points to an edition that did not have it."""
    reduction = "4C1.1/zero_points"
    is_new = ~in_force(law("ussg.levels", reduction, clock="record_edition_on"))
    return all_hold(_in_recomputation(case), in_force(law("ussg.levels", reduction)), is_new)
