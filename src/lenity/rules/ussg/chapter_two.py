"""Chapter Two: the offense level of each conduct entry, whichever guideline it is under.

Which alternative of a base offense level applies is what the court found: the one that the case lists as a section, the only one that there is, or
the only one that gives the base level found. What it gives follows from the edition of the pass.
"""

from lenity.engine import all_hold, any_holds, choose, does_not_apply, first_known, first_that_holds, greatest, in_force, is_known, joined, least, one_of, rule

_OBJECT, _UNDERLYING = "object_offense", "underlying_offense"
_LATER_REDUCTIONS = ("2D1.1/safety_valve", "2D1.11/safety_valve")
"""Reductions that rules of their own work out, from the criteria of §5C1.2."""

# which guideline


@rule("conduct", unit="text", cite="USSG §1B1.2(a)", silent=True)
def conduct_guideline(conduct, law):
    """The guideline that the record names."""
    return conduct.guideline


@rule("conduct", unit="text", cite="USSG §1B1.2(a)", silent=True)
def applied_guideline(conduct, law):
    """The guideline of the edition: the one that the record names, or what took its place.

    Attempt and conspiracy to commit a drug offense went to the guideline of their object, which is §2D1.1 where drugs are listed.
    """
    successor = law("ussg.succeeded_by", conduct.guideline)
    return first_that_holds(
        (in_force(successor) & (successor == _OBJECT) & conduct.drug_listed, "2D1.1"),
        (in_force(successor), successor),
        otherwise=conduct.guideline,
    )


# which alternative of the base offense level


@rule("conduct", unit="text", cite="USSG §1B1.1(a)(2)", silent=True)
def alternative(conduct, law):
    """The alternative of the base offense level: the only one in force, or the only one that gives the level found."""
    sole = law("ussg.sole_alternative", conduct.applied_guideline)
    by_level = law("ussg.alternative_of_level", joined(conduct.guideline, "/", conduct.found_base_offense_level), clock="record_edition_on")
    return first_that_holds(
        (is_known(conduct.alternative_open), conduct.alternative_open),
        (in_force(sole), sole),
        (in_force(by_level), by_level),
        otherwise=conduct.alternative_open,
    )


def _level_of_alternative(row, law, name):
    """What an alternative gives: a level of its own, or one taken from another guideline or a table, with what it adds and its bounds."""
    fixed, source = law("ussg.base", name), law("ussg.base_from", name)
    by_table = in_force(law("ussg.loss_table", source))
    of_drugs = any_holds(one_of(source, "2D1.1", "2D1.1(c)"), one_of(source, _OBJECT, _UNDERLYING) & row.drug_listed)
    of_chemicals = one_of(source, "2D1.11", "2D1.11(d)", "2D1.11(d) or (e)")
    can_be_computed = any_holds(of_drugs, of_chemicals, by_table) & ~in_force(law("ussg.base_amount_times", name))
    taken = first_that_holds(
        (by_table, law.ladder("ussg.loss_table", row.loss_dollars, source)),
        (source == "2D1.1(c)", row.quantity_level),
        (source == "2D1.11", row.chemical_offense_level),
        (of_chemicals, row.chemical_quantity_level),
        otherwise=row.drug_offense_level,
    )
    elsewhere = _bounded(law, name, choose(can_be_computed, taken, row.level_under_other_guideline))
    return first_that_holds(
        (in_force(fixed), fixed),
        (in_force(source) & ~can_be_computed & is_known(row.found_base_offense_level) & ~row.judged_anew, row.found_base_offense_level),
        otherwise=elsewhere,
    )


def _bounded(law, name, level):
    plus, most, at_least = law("ussg.base_plus", name), law("ussg.base_at_most", name), law("ussg.base_at_least", name)
    raised = level + choose(in_force(plus), plus, 0)
    kept_down = choose(in_force(most), least(raised, most), raised)
    return choose(in_force(at_least), greatest(kept_down, at_least), kept_down)


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_of_named_alternative(adjustment, law):
    """Base offense level of the alternative that this section is, 0 where it is none."""
    name = adjustment.characteristic
    is_alternative = all_hold(adjustment.chapter == 2, is_known(name), any_holds(in_force(law("ussg.base", name)), in_force(law("ussg.base_from", name))))
    return choose(is_alternative, _level_of_alternative(adjustment, law, name), 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_of_named_alternatives(conduct, law):
    """The greatest base offense level of the alternatives that the court named, 0 where it named none."""
    return conduct.highest("conduct_adjustment", lambda one: one.level_of_named_alternative, empty=0)


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def names_alternative(conduct, law):
    """Whether the case lists an alternative of the base offense level."""
    return is_known(conduct.level_of_named_alternatives) & (conduct.level_of_named_alternatives > 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_of_alternative(conduct, law):
    """Base offense level of the alternative that the court named, or of the one that the record leaves."""
    rests_on_amounts = conduct.judged_anew & in_force(law("ussg.rests_on_another", conduct.applied_guideline))
    carried = is_known(conduct.found_base_offense_level) & ~rests_on_amounts
    return first_that_holds(
        (conduct.names_alternative, conduct.level_of_named_alternatives),
        (is_known(conduct.alternative), _level_of_alternative(conduct, law, conduct.alternative)),
        (carried, conduct.found_base_offense_level),
        otherwise=law("ussg.base", conduct.alternative),
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def alternative_base_level(conduct, law):
    """Base offense level by its alternative, and no less than the guideline's own least level."""
    floor = law("ussg.base", joined(conduct.applied_guideline, "/least"))
    return choose(in_force(floor), greatest(floor, conduct.level_of_alternative), conduct.level_of_alternative)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def base_offense_level(conduct, law):
    """Base offense level"""
    computed = first_that_holds(
        (conduct.stands_outside_grouping, does_not_apply),
        (conduct.is_referred_to_drugs, conduct.drug_offense_level),
        (conduct.applied_guideline == "2D1.1", conduct.drug_base_level),
        ((conduct.applied_guideline == "2D1.2") & in_force(law("ussg.base", "2D1.2/otherwise")), conduct.protected_base_level),
        ((conduct.applied_guideline == "2D2.1") & conduct.drug_listed, conduct.possession_base_level),
        otherwise=conduct.alternative_base_level,
    )
    return first_known(computed, conduct.found_base_offense_level, unless=conduct.judged_anew)


# cross references


@rule("conduct_adjustment", unit="text", cite="USSG §1B1.5(a)", silent=True)
def referred_to(adjustment, law):
    """The guideline that the section, read as a cross reference of the edition that the court used, leads to."""
    return law("ussg.referred_to", adjustment.section, clock="record_edition_on")


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.5(a)", silent=True)
def is_cross_reference(adjustment, law):
    """Whether the section is a cross reference, and the guideline has one to the same place in the edition of the pass."""
    is_one = in_force(law("ussg.referred_to", adjustment.section, clock="record_edition_on"))
    return is_one & in_force(law("ussg.refers_to", joined(adjustment.guideline, " to ", adjustment.referred_to)))


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(a)")
def cross_reference_applies(conduct, law):
    """Whether the court applied a cross reference to another guideline"""
    return is_known(conduct.names_cross_reference) & conduct.names_cross_reference


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(a)", silent=True)
def names_cross_reference(conduct, law):
    """Whether one of the sections listed is a cross reference."""
    return conduct.any_of("conduct_adjustment", lambda one: one.is_cross_reference)


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(a)", silent=True)
def is_referred_to_drugs(conduct, law):
    """Whether a cross reference leads to §2D1.1 and the drugs are listed."""
    to_drugs = conduct.any_of("conduct_adjustment", lambda one: one.is_cross_reference & (one.referred_to == "2D1.1"))
    return all_hold(conduct.cross_reference_applies, is_known(to_drugs), to_drugs, is_known(conduct.drug_listed), conduct.drug_listed)


# specific offense characteristics


@rule("conduct_adjustment", unit="yes_no", cite="USSG §2K2.4 comment. (n.4)", silent=True)
def weapon_is_accounted_for(adjustment, law):
    """Whether a sentence under §2K2.4 accounts for the weapon that the section is about."""
    has_count = is_known(adjustment.has_firearm_count) & adjustment.has_firearm_count
    return has_count & is_known(adjustment.characteristic) & in_force(law("ussg.2K2.4.shuts_out", adjustment.characteristic))


@rule("case", unit="yes_no", cite="USSG §2K2.4", silent=True)
def has_firearm_count(case, law):
    """Whether there is a count under 18 U.S.C. § 924(c) or § 929(a)."""
    return case.any_of("count", lambda one: one.is_firearm_count)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_table_section(adjustment, law):
    """Whether the section is the loss or victim table of the guideline, which the amounts found decide."""
    return any_holds(*(_is_table(adjustment, law, table) for table in ("loss", "victims")))


def _is_table(adjustment, law, table):
    """Whether the section, or the subsection that it is a row of, stands for the loss or victim table."""
    names = (joined(adjustment.conduct_guideline, "/", table), joined(adjustment.applied_guideline, "/", table))
    readings = [law("ussg.designation", form, clock="record_edition_on") for form in (adjustment.section, adjustment.section_parent)]
    return any_holds(*(in_force(reading) & ((reading == names[0]) | (reading == names[1])) for reading in readings))


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)")
def characteristic_levels(adjustment, law):
    """Levels that this section of Chapter Two adds or takes off"""
    name = adjustment.characteristic
    return first_that_holds(
        (adjustment.chapter != 2, does_not_apply),
        (adjustment.is_table_section, 0),
        (in_force(law("ussg.referred_to", adjustment.section, clock="record_edition_on")), 0),
        (is_known(name) & one_of(name, *_LATER_REDUCTIONS), 0),
        (adjustment.weapon_is_accounted_for, 0),
        otherwise=adjustment.adjustment_levels,
    )


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.5(b)(1)", silent=True)
def is_within_reference(adjustment, law):
    """Whether the section is of a guideline that this one takes its level from, so that it is within the base offense level."""
    of_drugs = all_hold(adjustment.guideline == "2D1.1", adjustment.applied_guideline != "2D1.1", adjustment.drug_listed)
    of_chemicals = all_hold(adjustment.guideline == "2D1.11", adjustment.applied_guideline == "2D1.13")
    return any_holds(of_drugs, of_chemicals)


def listed_levels(conduct, counts):
    """The levels of those sections of Chapter Two that count."""
    return conduct.total("conduct_adjustment", lambda one: choose((one.chapter == 2) & counts(one), one.characteristic_levels, 0))


def listed_floor(conduct, law, counts):
    """The greatest floor of those sections of Chapter Two that count, 0 where there is none."""
    return conduct.highest(
        "conduct_adjustment",
        lambda one: choose((one.chapter == 2) & counts(one) & in_force(law("ussg.floor", one.characteristic)), law("ussg.floor", one.characteristic), 0),
        empty=0,
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def listed_characteristic_levels(conduct, law):
    """Specific offense characteristics that the court applied"""
    return choose(conduct.is_referred_to_drugs, 0, listed_levels(conduct, lambda one: ~one.is_within_reference))


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def characteristic_floor(conduct, law):
    """The level below which a characteristic that was applied does not let the offense level stay."""
    return choose(conduct.is_referred_to_drugs, 0, listed_floor(conduct, law, lambda one: ~one.is_within_reference))


# loss and victims


def _by_table(conduct, law, table, amount):
    """Levels of a table at an amount: as stated by the court then, else by the edition's table; 0 for a guideline without one and below its first row."""
    id = f"ussg.{table}_table"
    stated = conduct.total("conduct_adjustment", lambda one: choose((one.chapter == 2) & _is_table(one, law, table) & is_known(one.levels_given), one.levels_given, 0))
    is_stated = conduct.any_of("conduct_adjustment", lambda one: (one.chapter == 2) & _is_table(one, law, table) & is_known(one.levels_given))
    rung = law.ladder(id, amount, conduct.applied_guideline)
    return first_that_holds(
        (~in_force(law(id, conduct.applied_guideline)), 0),
        (is_known(is_stated) & is_stated & ~(conduct.judged_anew & is_known(amount)), stated),
        (is_known(rung), rung),
        (is_known(amount), 0),
        otherwise=rung,
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def loss_levels(conduct, law):
    """Levels for the loss"""
    return _by_table(conduct, law, "loss", conduct.loss_dollars)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def victim_levels(conduct, law):
    """Levels for the number of victims"""
    return _by_table(conduct, law, "victims", conduct.victim_count)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def conduct_offense_level(conduct, law):
    """Offense level after specific offense characteristics"""
    later = first_that_holds(
        (conduct.is_referred_to_drugs, 0),
        (conduct.applied_guideline == "2D1.1", conduct.violence_levels_today + conduct.safety_valve_levels),
        (conduct.applied_guideline == "2D1.11", conduct.chemical_safety_valve_levels),
        otherwise=0,
    )
    raised = conduct.base_offense_level + conduct.listed_characteristic_levels + conduct.loss_levels + conduct.victim_levels
    ordinary = greatest(raised, conduct.characteristic_floor) + later
    leads_elsewhere = conduct.cross_reference_applies & ~conduct.is_referred_to_drugs
    computed = choose(leads_elsewhere, conduct.level_under_other_guideline, ordinary)
    return first_known(computed, conduct.found_offense_level, unless=conduct.judged_anew)
