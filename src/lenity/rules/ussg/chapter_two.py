"""Chapter Two: specific offense characteristics, and the offense level of each conduct entry after them."""

from lenity.engine import all_hold, any_holds, choose, does_not_apply, first_known, first_that_holds, greatest, in_force, is_known, one_of, rule
from lenity.rules.ussg.limits import MOST_SETS, MOST_SETS_UNDER_CEILING, repeated_levels

_LATER_REDUCTIONS = ("2D1.1/safety_valve", "2D1.11/safety_valve")
"""Reductions that rules of their own work out, from the criteria of §5C1.2."""

# specific offense characteristics


@rule("conduct_adjustment", unit="yes_no", cite="USSG §2K2.4 comment. (n.4)", silent=True)
def weapon_is_accounted_for(adjustment, law):
    """Whether a sentence under §2K2.4 accounts for the weapon that the section is about."""
    has_count = is_known(adjustment.has_firearm_count) & adjustment.has_firearm_count
    return has_count & is_known(adjustment.characteristic) & in_force(law("ussg.weapon_accounted_for", adjustment.characteristic))


@rule("case", unit="yes_no", cite="USSG §2K2.4", silent=True)
def has_firearm_count(case, law):
    """Whether there is a count under 18 U.S.C. § 924(c) or § 929(a)."""
    return case.any_of("count", lambda one: one.is_firearm_count)


def _only_sets_a_floor(adjustment, law):
    """Whether the characteristic adds no levels in either edition and only keeps the level from staying below one."""
    levels = [law(id, adjustment.characteristic) for id in ("ussg.levels", "ussg.levels_at_most")]
    then = [law(id, adjustment.characteristic, clock="record_edition_on") for id in ("ussg.levels", "ussg.levels_at_most")]
    floor = in_force(law("ussg.floor", adjustment.characteristic, clock="record_edition_on"))
    return floor & ~any_holds(*(in_force(one) for one in (*levels, *then)))


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def raises_or_sets(adjustment, law):
    """Whether the characteristic raises the level to that of another offense, or sets it, and adds no levels of its own."""
    families = ("ussg.raised_to_level_of", "ussg.level_of", "ussg.set_to")
    return is_known(adjustment.characteristic) & any_holds(*(in_force(law(id, adjustment.characteristic)) for id in families))


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def characteristic_levels(adjustment, law):
    """Levels that this section of Chapter Two adds or takes off"""
    name = adjustment.characteristic
    return first_that_holds(
        (adjustment.chapter != 2, does_not_apply),
        (any_holds(adjustment.is_loss_section, adjustment.is_beside_loss, adjustment.is_victim_section, adjustment.is_decided_by_number), 0),
        (adjustment.is_reentry_section_anew, 0),
        (in_force(law("ussg.referred_to", adjustment.section_read, clock="record_edition_on")), 0),
        (is_known(name) & one_of(name, *_LATER_REDUCTIONS), 0),
        (adjustment.weapon_is_accounted_for, 0),
        (adjustment.follows_from_elsewhere, adjustment.levels_from_elsewhere),
        (adjustment.raises_or_sets & ~is_known(adjustment.levels_given), adjustment.levels_beside_raise),
        (is_known(name) & _only_sets_a_floor(adjustment, law) & ~is_known(adjustment.levels_given), 0),
        otherwise=adjustment.adjustment_levels,
    )


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.5(b)(1)", silent=True)
def is_within_reference(adjustment, law):
    """Whether the section is of a guideline that this one takes its level from, so that it is within the base offense level."""
    of_drugs = all_hold(adjustment.guideline == "2D1.1", adjustment.applied_guideline != "2D1.1", adjustment.drug_listed)
    of_chemicals = all_hold(adjustment.guideline == "2D1.11", adjustment.applied_guideline == "2D1.13")
    return any_holds(of_drugs, of_chemicals)


def listed_levels(conduct, counts, sets=MOST_SETS):
    """The levels of those sections of Chapter Two that count, of each set the greatest only."""

    def is_in(one):
        return (one.chapter == 2) & counts(one)

    return conduct.total("conduct_adjustment", lambda one: choose(is_in(one), one.characteristic_levels, 0)) - repeated_levels(conduct, is_in, sets)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def listed_characteristic_levels(conduct, law):
    """Specific offense characteristics that the court applied"""
    return choose(conduct.is_referred_to_drugs, 0, listed_levels(conduct, lambda one: ~one.is_within_reference))


@rule("conduct", unit="level", cite="USSG §2K2.1(b)", silent=True)
def levels_above_ceiling(conduct, law):
    """By how much base level and the characteristics under a guideline's ceiling exceed it; 0 where none does or one of them lifts it."""
    ceiling = law("ussg.cumulative_at_most", conduct.applied_guideline)

    def is_in(one, id):
        return is_known(one.characteristic) & in_force(law(id, one.characteristic))

    lifted = conduct.any_of("conduct_adjustment", lambda one: is_in(one, "ussg.lifts_ceiling"))
    under = listed_levels(conduct, lambda one: is_in(one, "ussg.counted_under_ceiling"), MOST_SETS_UNDER_CEILING)
    stands = in_force(ceiling) & ~(is_known(lifted) & lifted)
    return choose(stands, greatest(conduct.base_offense_level + under + conduct.number_levels - ceiling, 0), 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def conduct_offense_level(conduct, law):
    """Offense level after specific offense characteristics"""
    later = first_that_holds(
        (conduct.is_referred_to_drugs, 0),
        (conduct.applied_guideline == "2D1.1", conduct.safety_valve_levels),
        (conduct.applied_guideline == "2D1.11", conduct.chemical_safety_valve_levels),
        (conduct.takes_in_what_is_open, conduct.safety_valve_levels + conduct.listed_drug_levels),
        otherwise=0,
    )
    of_violence = choose((conduct.applied_guideline == "2D1.1") & ~conduct.is_referred_to_drugs, conduct.violence_levels_today, 0)
    raised = (
        conduct.base_offense_level
        + conduct.listed_characteristic_levels
        + conduct.loss_levels
        + conduct.victim_levels
        + conduct.number_levels
        + conduct.reentry_levels_today
        + of_violence
    )
    limited = raised - conduct.levels_above_ceiling - conduct.levels_above_limits
    so_far = choose(conduct.level_set > 0, conduct.level_set, limited)
    ordinary = greatest(so_far, conduct.characteristic_floor) + later
    leads_elsewhere = conduct.cross_reference_applies & ~conduct.is_referred_to_drugs
    other = conduct.level_under_other_guideline
    greater = choose(is_known(ordinary) | conduct.judged_anew, greatest(ordinary, other), other)
    computed = first_that_holds(
        (leads_elsewhere & conduct.refers_only_if_greater, greater),
        (leads_elsewhere, other),
        (is_known(conduct.gives_only_level) & conduct.gives_only_level, conduct.level_of_characteristics_open),
        (conduct.later_part_is_open, conduct.level_of_characteristics_open),
        (conduct.has_open_effect, conduct.level_where_open),
        otherwise=ordinary,
    )
    return first_known(computed, conduct.found_offense_level, unless=conduct.levels_are_reopened)
