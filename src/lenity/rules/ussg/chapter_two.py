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


@rule("case", unit="yes_no", cite="USSG §1B1.2(a)", silent=True)
def is_only_conduct(case, law):
    """Whether the case has one conduct entry, so that every count belongs to it."""
    return case.total("group", lambda group: group.total("conduct", lambda one: 1)) == 1


@rule("case", unit="month", cite="USSG §1B1.2(a)", silent=True)
def highest_maximum_of_counts(case, law):
    """Highest statutory maximum of any count"""
    return case.highest("count", lambda one: one.count_maximum_months)


@rule("conduct", unit="text", cite="USSG §1B1.1(a)(2)", silent=True)
def alternative(conduct, law):
    """The alternative of the base offense level: the only one in force, that of the statutory maximum, or the only one that gives the level found."""
    sole = law("ussg.sole_alternative", conduct.applied_guideline)
    by_maximum = law.ladder("ussg.alternative_by_maximum", conduct.highest_maximum_of_counts, conduct.applied_guideline)
    by_level = law("ussg.alternative_of_level", joined(conduct.guideline, "/", conduct.found_base_offense_level), clock="record_edition_on")
    return first_that_holds(
        (is_known(conduct.alternative_open), conduct.alternative_open),
        (in_force(sole), sole),
        (is_known(conduct.tax_alternative) & (conduct.tax_alternative != ""), conduct.tax_alternative),
        (conduct.is_only_conduct & is_known(by_maximum), by_maximum),
        (in_force(by_level), by_level),
        otherwise=conduct.alternative_open,
    )


def levels_at(law, id, amount, key):
    """Levels of a table at an amount: 0 below its first row."""
    rung = law.ladder(id, amount, key)
    return choose(is_known(rung), rung, choose(is_known(amount), 0, rung))


def _tax_alternative(conduct, law):
    """The alternative of a tax guideline that the tax loss decides: the table above an amount, else the level for a small loss or none."""
    table, small, smallest, no_loss = (joined(conduct.applied_guideline, name) for name in ("/tax_loss", "/small_tax_loss", "/least_tax_loss", "/no_tax_loss"))
    above, small_above = law("ussg.base_applies_above", table), law("ussg.base_applies_above", small)
    reaches = choose(in_force(above), conduct.loss_dollars > above, conduct.loss_dollars > 0)
    return first_that_holds(
        (~in_force(law("ussg.base_from", table)), ""),
        (reaches, table),
        (in_force(law("ussg.base", small)) & (conduct.loss_dollars > small_above), small),
        (in_force(law("ussg.base", smallest)), smallest),
        otherwise=no_loss,
    )


@rule("conduct", unit="text", cite="USSG §1B1.1(a)(2)", silent=True)
def tax_alternative(conduct, law):
    """The alternative of a tax guideline that the tax loss decides; an empty text for other guidelines."""
    return _tax_alternative(conduct, law)


def _level_of_alternative(row, law, name):
    """What an alternative gives: a level of its own, or one taken from another guideline or a table, with what it adds and its bounds."""
    fixed, source = law("ussg.base", name), law("ussg.base_from", name)
    by_tax, by_value = in_force(law("ussg.tax_table", source)), in_force(law("ussg.base_table", name))
    of_drugs = any_holds(one_of(source, "2D1.1", "2D1.1(c)"), one_of(source, _OBJECT, _UNDERLYING) & row.drug_listed)
    of_chemicals = one_of(source, "2D1.11", "2D1.11(d)", "2D1.11(d) or (e)")
    can_be_computed = any_holds(of_drugs, of_chemicals, by_tax, by_value) & ~in_force(law("ussg.base_amount_times", name))
    taken = first_that_holds(
        (by_tax, law.ladder("ussg.tax_table", row.loss_dollars, source)),
        (by_value, levels_at(law, "ussg.base_table", row.loss_dollars, name)),
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


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_alternative(adjustment, law):
    """Whether the section is an alternative of a base offense level."""
    name = adjustment.characteristic
    return all_hold(adjustment.chapter == 2, is_known(name), any_holds(in_force(law("ussg.base", name)), in_force(law("ussg.base_from", name))))


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_of_named_alternative(adjustment, law):
    """Base offense level of the alternative that this section is, 0 where it is none."""
    return choose(adjustment.is_alternative, _level_of_alternative(adjustment, law, adjustment.characteristic), 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_of_named_alternatives(conduct, law):
    """The greatest base offense level of the alternatives that the court named, 0 where it named none."""
    return conduct.highest("conduct_adjustment", lambda one: one.level_of_named_alternative, empty=0)


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def names_alternative(conduct, law):
    """Whether the case lists an alternative of the base offense level."""
    named = conduct.any_of("conduct_adjustment", lambda one: one.is_alternative)
    return is_known(named) & named


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def named_level(conduct, law):
    """Base offense level of what the court named, 0 where it named none: that of the entry's own section where the rest of the list is not given."""
    lone = law("ussg.designation", conduct.base_section, clock="record_edition_on")
    is_lone = is_known(conduct.base_section) & in_force(lone) & (in_force(law("ussg.base", lone)) | in_force(law("ussg.base_from", lone)))
    return first_that_holds(
        (is_known(conduct.level_of_named_alternatives), conduct.level_of_named_alternatives),
        (is_lone, _level_of_alternative(conduct, law, lone)),
        otherwise=0,
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_of_alternative(conduct, law):
    """Base offense level of the alternative that the court named, or of the one that the record leaves."""
    rests_on_amounts = conduct.judged_anew & in_force(law("ussg.rests_on_another", conduct.applied_guideline))
    carried = is_known(conduct.found_base_offense_level) & ~rests_on_amounts
    return first_that_holds(
        (conduct.names_alternative, conduct.named_level),
        (is_known(conduct.found_base_offense_level) & ~conduct.judged_anew, conduct.found_base_offense_level),
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


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(a)", silent=True)
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
    return has_count & is_known(adjustment.characteristic) & in_force(law("ussg.weapon_accounted_for", adjustment.characteristic))


@rule("case", unit="yes_no", cite="USSG §2K2.4", silent=True)
def has_firearm_count(case, law):
    """Whether there is a count under 18 U.S.C. § 924(c) or § 929(a)."""
    return case.any_of("count", lambda one: one.is_firearm_count)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_loss_section(adjustment, law):
    """Whether the section, or the subsection that it is a row of, stands for the loss table, which the amount found decides."""
    readings = [in_force(law("ussg.amount_section", form, clock="record_edition_on")) for form in (adjustment.section, adjustment.section_parent)]
    return (adjustment.guideline == adjustment.conduct_guideline) & (readings[0] | readings[1])


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_beside_loss(adjustment, law):
    """Whether the section is one of which, with the loss, only the greater counts."""
    of_loss = law("ussg.greatest_of", joined(adjustment.applied_guideline, "/loss"))
    own = law("ussg.greatest_of", adjustment.characteristic)
    has_table = in_force(law("ussg.loss_table", adjustment.applied_guideline))
    return all_hold(is_known(adjustment.characteristic), has_table, in_force(of_loss), in_force(own), of_loss == own, ~adjustment.is_loss_section)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_victim_section(adjustment, law):
    """Whether the section is about the number of victims, or one of which only the greatest counts with it."""
    name = adjustment.characteristic
    of_set = law("ussg.greatest_of", name, clock="record_edition_on")
    return is_known(name) & in_force(of_set) & (of_set == joined(adjustment.applied_guideline, "/victims"))


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def characteristic_levels(adjustment, law):
    """Levels that this section of Chapter Two adds or takes off"""
    name = adjustment.characteristic
    return first_that_holds(
        (adjustment.chapter != 2, does_not_apply),
        (any_holds(adjustment.is_loss_section, adjustment.is_beside_loss, adjustment.is_victim_section), 0),
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


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def levels_of_loss_section(adjustment, law):
    """Levels that the loss section listed stood for then: as the court stated them, else those of the row; 0 for another section."""
    by_row = law("ussg.level_of_row", adjustment.section, clock="record_edition_on")
    return choose(adjustment.is_loss_section, choose(is_known(adjustment.levels_given), adjustment.levels_given, by_row), 0)


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def names_loss_section(conduct, law):
    """Whether the case lists the loss section of the guideline."""
    return conduct.any_of("conduct_adjustment", lambda one: one.is_loss_section)


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def states_loss_levels(conduct, law):
    """Whether the case states by how many levels the court moved the offense level for the loss."""
    stated = conduct.any_of("conduct_adjustment", lambda one: one.is_loss_section & is_known(one.levels_given))
    return is_known(stated) & stated


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def loss_comes_first(conduct, law):
    """Whether loss is the guideline's first characteristic, so that the record of a case that gives none is not complete."""
    return in_force(law("ussg.amount_section", joined(conduct.conduct_guideline, "(b)(1)"), clock="record_edition_on"))


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def levels_for_loss(conduct, law):
    """Levels for the loss"""
    stated = conduct.highest("conduct_adjustment", lambda one: one.levels_of_loss_section, empty=0)
    is_named = is_known(conduct.names_loss_section) & conduct.names_loss_section
    found_none = is_known(conduct.names_loss_section) & ~conduct.names_loss_section & ~conduct.loss_comes_first
    return first_that_holds(
        (~in_force(law("ussg.loss_table", conduct.applied_guideline)), does_not_apply),
        (conduct.states_loss_levels & ~conduct.judged_anew, stated),
        (is_known(conduct.loss_dollars), levels_at(law, "ussg.loss_table", conduct.loss_dollars, conduct.applied_guideline)),
        (is_named & ~conduct.judged_anew & is_known(stated), stated),
        (found_none, 0),
        otherwise=law.ladder("ussg.loss_table", conduct.loss_dollars, conduct.applied_guideline),
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def loss_levels(conduct, law):
    """Levels for the loss, or for what was listed beside it where that is greater; 0 for a guideline without a loss table."""
    beside = conduct.highest("conduct_adjustment", lambda one: choose(one.is_beside_loss, one.adjustment_levels, 0), empty=0)
    by_both = choose(is_known(beside), greatest(conduct.levels_for_loss, beside), conduct.levels_for_loss)
    return choose(in_force(law("ussg.loss_table", conduct.applied_guideline)), by_both, 0)


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def levels_of_victim_section(adjustment, law):
    """Levels of a section that stands beside the number of victims, 0 for another; by the number where the edition no longer has the section."""
    by_number = levels_at(law, "ussg.victims_table", adjustment.victim_count, adjustment.applied_guideline)
    still = in_force(law("ussg.levels", adjustment.characteristic)) | ~adjustment.judged_anew
    return choose(adjustment.is_victim_section, choose(still, adjustment.adjustment_levels, by_number), 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def levels_for_victims(conduct, law):
    """Levels for the number of victims and what stands beside it, of which only the greatest counts

    Where the case lists its characteristics and neither gives a number of victims nor lists a section about them, the court found none.
    """
    listed = conduct.highest("conduct_adjustment", lambda one: one.levels_of_victim_section, empty=0)
    by_number = choose(is_known(conduct.victim_count), levels_at(law, "ussg.victims_table", conduct.victim_count, conduct.applied_guideline), 0)
    has_table = in_force(law("ussg.victims_table", conduct.applied_guideline))
    counted = choose(is_known(listed), greatest(listed, by_number), choose(is_known(conduct.victim_count), by_number, listed))
    return choose(has_table, counted, does_not_apply)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def victim_levels(conduct, law):
    """Levels for the number of victims, 0 for a guideline without a table of them."""
    return choose(in_force(law("ussg.victims_table", conduct.applied_guideline)), conduct.levels_for_victims, 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def conduct_offense_level(conduct, law):
    """Offense level after specific offense characteristics"""
    later = first_that_holds(
        (conduct.is_referred_to_drugs, 0),
        (conduct.applied_guideline == "2D1.1", conduct.violence_levels_today + conduct.safety_valve_levels),
        (conduct.applied_guideline == "2D1.11", conduct.chemical_safety_valve_levels),
        (conduct.takes_in_what_is_open, conduct.safety_valve_levels + conduct.listed_drug_levels),
        otherwise=0,
    )
    raised = conduct.base_offense_level + conduct.listed_characteristic_levels + conduct.loss_levels + conduct.victim_levels
    ordinary = greatest(raised, conduct.characteristic_floor) + later
    leads_elsewhere = conduct.cross_reference_applies & ~conduct.is_referred_to_drugs
    computed = first_that_holds(
        (leads_elsewhere, conduct.level_under_other_guideline),
        (is_known(conduct.gives_only_level) & conduct.gives_only_level, conduct.level_of_characteristics_open),
        otherwise=ordinary,
    )
    return first_known(computed, conduct.found_offense_level, unless=conduct.judged_anew)
