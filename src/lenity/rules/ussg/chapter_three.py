"""Chapter Three, Parts A to C: victim, role and obstruction adjustments of each conduct entry."""

from lenity.engine import choose, greatest, in_force, is_known, one_of, rule


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(3)")
def chapter_three_levels(conduct, law):
    """Victim, role and obstruction adjustments"""
    return conduct.total("conduct_adjustment", lambda one: choose((one.chapter == 3) & ~one.adjustment_is_shut_out, one.adjustment_levels, 0))


@rule("conduct", unit="yes_no", cite="USSG §3B1.2", silent=True)
def mitigating_role(conduct, law):
    """Whether the court found a mitigating role."""
    return conduct.any_of("conduct_adjustment", lambda one: one.guideline == "3B1.2")


@rule("conduct", unit="yes_no", cite="USSG §3B1.2(a)", silent=True)
def minimal_role(conduct, law):
    """Whether the court found a minimal role."""
    return conduct.any_of("conduct_adjustment", lambda one: one.section == "3B1.2(a)")


@rule("conduct", unit="yes_no", cite="USSG §3B1.1", silent=True)
def aggravating_role(conduct, law):
    """Whether the court found an aggravating role."""
    return conduct.any_of("conduct_adjustment", lambda one: one.guideline == "3B1.1")


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(3)")
def adjusted_offense_level(conduct, law):
    """Offense level of this conduct after Chapter Three, Parts A to C"""
    floor = conduct.highest(
        "conduct_adjustment",
        lambda one: choose(
            (one.chapter == 3) & is_known(one.characteristic) & in_force(law("ussg.floor", one.characteristic)), law("ussg.floor", one.characteristic), 0
        ),
        empty=0,
    )
    return greatest(conduct.conduct_offense_level + conduct.chapter_three_levels, floor)


@rule("conduct", unit="yes_no", cite="USSG §3D1.1(b)", silent=True)
def stands_outside_grouping(conduct, law):
    """Whether the guideline only sets a mandatory consecutive term, so that it is left out of the grouping."""
    return is_known(conduct.applied_guideline) & one_of(conduct.applied_guideline, "2K2.4", "2B1.6")
