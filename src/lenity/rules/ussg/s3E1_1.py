"""§3E1.1, acceptance of responsibility, and §3F1.1, early disposition."""

from lenity.engine import all_hold, choose, in_force, is_known, rule


@rule("case", unit="yes_no", cite="USSG §3E1.1(a)", silent=True)
def accepted_responsibility(case, law):
    """Whether the court found acceptance of responsibility."""
    return case.any_of("adjustment", lambda one: one.guideline == "3E1.1")


@rule("case", unit="yes_no", cite="USSG §3E1.1(b)", silent=True)
def third_level_granted(case, law):
    """Whether the third level for acceptance was granted, where the edition of the record has one.

    An edition without a third level says nothing of it, so for today's law it stays open whether it would be moved for.
    """
    granted = case.any_of("adjustment", lambda one: one.section == "3E1.1(b)")
    could_be = in_force(law("ussg.3E1.1.third_level_threshold", clock="record_edition_on"))
    return choose(granted | could_be | ~case.accepted_responsibility, granted, case.third_level_open)


@rule("case", unit="level", cite="USSG §3E1.1")
def acceptance_levels(case, law):
    """Levels taken off for acceptance of responsibility"""
    stated = case.any_of("adjustment", lambda one: (one.guideline == "3E1.1") & is_known(one.levels_given))
    as_stated = case.total("adjustment", lambda one: choose(one.guideline == "3E1.1", one.adjustment_levels, 0))
    third = all_hold(
        in_force(law("ussg.3E1.1.third_level_threshold")),
        case.level_before_acceptance >= law("ussg.3E1.1.third_level_threshold"),
        case.third_level_granted,
    )
    by_section = choose(case.accepted_responsibility, choose(third, -3, -2), 0)
    barred = case.career_level_prevails & ~law("ussg.3E1.1.applies_to_career_offender")
    return choose(barred, 0, choose(stated, as_stated, by_section))


@rule("case", unit="level", cite="USSG §3F1.1")
def early_disposition_levels(case, law):
    """Levels taken off under an early disposition program"""
    return case.total("adjustment", lambda one: choose(one.guideline == "3F1.1", one.adjustment_levels, 0))
