"""Chapter Two: the offense level of each conduct entry, whichever guideline it is under."""

from lenity.engine import choose, does_not_apply, first_known, first_that_holds, greatest, in_force, is_known, rule


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def base_offense_level(conduct, law):
    """Base offense level"""
    computed = first_that_holds(
        (conduct.guideline == "2D1.1", conduct.drug_base_level),
        (conduct.stands_outside_grouping, does_not_apply),
        otherwise=conduct.found_base_offense_level,
    )
    return first_known(computed, conduct.found_base_offense_level, unless=conduct.judged_anew)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def listed_characteristic_levels(conduct, law):
    """Specific offense characteristics that the court applied"""
    is_valve = "2D1.1/safety_valve"
    return conduct.total(
        "conduct_adjustment",
        lambda one: choose((one.chapter == 2) & ~(is_known(one.characteristic) & (one.characteristic == is_valve)), one.adjustment_levels, 0),
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def characteristic_floor(conduct, law):
    """The level below which a characteristic that was applied does not let the offense level stay."""
    return conduct.highest(
        "conduct_adjustment",
        lambda one: choose((one.chapter == 2) & in_force(law("ussg.floor", one.characteristic)), law("ussg.floor", one.characteristic), 0),
        empty=0,
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def conduct_offense_level(conduct, law):
    """Offense level after specific offense characteristics"""
    drug = choose(conduct.guideline == "2D1.1", conduct.violence_levels_today + conduct.safety_valve_levels, 0)
    computed = greatest(conduct.base_offense_level + conduct.listed_characteristic_levels, conduct.characteristic_floor) + drug
    return first_known(computed, conduct.found_offense_level, unless=conduct.judged_anew)
