"""The base offense level of each conduct entry, whichever guideline it is under.

Which alternative of a base offense level applies is what the court found: the one that the case lists as a section, the only one that there is, or
the only one that gives the base level found. What it gives follows from the edition of the pass.
"""

from lenity.engine import all_hold, any_holds, choose, does_not_apply, first_known, first_that_holds, greatest, in_force, is_known, joined, least, one_of, rule
from lenity.rules.ussg.amounts import levels_at

_LEAST_LOSS = 1
"""In dollars: the first row of the Tax Table is for a tax loss of an amount or less, so also where none is left."""
_OBJECT = "object_offense"
_OF_ANOTHER_OFFENSE = (_OBJECT, "underlying_offense", "underlying offense")
"""Sources of a level that are §2D1.1 where the entry lists drugs."""

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
    own_maximum = law.ladder("ussg.alternative_by_maximum", conduct.own_counts_maximum_months, conduct.applied_guideline)
    by_level = law("ussg.alternative_of_level", joined(conduct.guideline, "/", conduct.found_base_offense_level), clock="record_edition_on")
    return first_that_holds(
        (is_known(conduct.alternative_open), conduct.alternative_open),
        (in_force(sole), sole),
        (is_known(conduct.tax_alternative) & (conduct.tax_alternative != ""), conduct.tax_alternative),
        (is_known(own_maximum), own_maximum),
        (conduct.is_only_conduct & ~conduct.stands_for_underlying & is_known(by_maximum), by_maximum),
        (in_force(by_level), by_level),
        otherwise=conduct.alternative_open,
    )


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(b)", silent=True)
def stands_for_underlying(conduct, law):
    """Whether this is the offense that another entry takes its level from, of which the person need not be convicted."""
    return is_known(conduct.is_underlying) & conduct.is_underlying


def _tax_alternative(conduct, law):
    """The alternative of a tax guideline that the tax loss decides: the table above an amount, else the level for a small loss or none."""
    table, small, smallest, no_loss = (joined(conduct.applied_guideline, name) for name in ("/tax_loss", "/small_tax_loss", "/least_tax_loss", "/no_tax_loss"))
    above, small_above = law("ussg.base_applies_above", table), law("ussg.base_applies_above", small)
    reaches = choose(in_force(above), conduct.loss_dollars > above, conduct.loss_dollars > 0)
    return first_that_holds(
        (~in_force(law("ussg.base_from", table)), ""),
        (~is_known(conduct.loss_dollars) & is_known(conduct.tax_row_level) & (conduct.tax_row_level > 0), table),
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
    of_drugs = any_holds(one_of(source, "2D1.1", "2D1.1(c)"), one_of(source, *_OF_ANOTHER_OFFENSE) & row.drug_listed)
    of_chemicals = one_of(source, "2D1.11", "2D1.11(d)", "2D1.11(d) or (e)")
    can_be_computed = any_holds(of_drugs, of_chemicals, by_tax, by_value)
    taken = first_that_holds(
        (in_force(law("ussg.base_amount_times", name)), row.multiplied_drug_offense_level),
        (by_tax & is_known(row.loss_dollars), law.ladder("ussg.tax_table", greatest(row.loss_dollars, _LEAST_LOSS), source)),
        (by_tax, tax_level_named(row, law)),
        (by_value, levels_at(law, "ussg.base_table", row.loss_dollars, name)),
        (source == "2D1.1(c)", row.quantity_level),
        (source == "2D1.11", row.chemical_offense_level),
        (of_chemicals, row.chemical_quantity_level),
        otherwise=row.drug_offense_level,
    )
    elsewhere = _bounded(law, name, choose(can_be_computed, taken, row.level_under_other_guideline))
    return first_that_holds(
        (in_force(fixed), fixed),
        (in_force(source) & ~can_be_computed & is_known(row.found_base_offense_level) & ~row.levels_are_reopened, row.found_base_offense_level),
        otherwise=elsewhere,
    )


def tax_level_named(row, law):
    """The level of the row of the Tax Table that the case lists, where the tax loss is not given; not known where it lists none."""
    unknown = law.ladder("ussg.tax_table", row.loss_dollars, "2T4.1")
    return choose(is_known(row.tax_row_level) & (row.tax_row_level > 0) & ~row.judged_anew, row.tax_row_level, unknown)


@rule("conduct", unit="level", cite="USSG §2T4.1", silent=True)
def tax_row_level(conduct, law):
    """The level of the row of the Tax Table that the case lists, 0 where it lists none."""

    def level(one):
        row = law("ussg.level_of_row", one.section, clock="record_edition_on")
        return choose((one.guideline == "2T4.1") & in_force(row), row, 0)

    return conduct.highest("conduct_adjustment", level, empty=0)


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
    rests_on_amounts = conduct.levels_are_reopened & in_force(law("ussg.rests_on_another", conduct.applied_guideline))
    carried = is_known(conduct.found_base_offense_level) & ~rests_on_amounts
    return first_that_holds(
        (conduct.names_alternative, conduct.named_level),
        (is_known(conduct.found_base_offense_level) & ~conduct.levels_are_reopened, conduct.found_base_offense_level),
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
    return first_known(computed, conduct.found_base_offense_level, unless=conduct.levels_are_reopened)


# cross references


@rule("conduct_adjustment", unit="text", cite="USSG §1B1.5(a)", silent=True)
def referred_to(adjustment, law):
    """The guideline that the section, read as a cross reference of the edition that the court used, leads to."""
    return law("ussg.referred_to", adjustment.section_read, clock="record_edition_on")


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.5(a)", silent=True)
def is_cross_reference(adjustment, law):
    """Whether the section is a cross reference, and the guideline has one to the same place in the edition of the pass."""
    is_one = in_force(law("ussg.referred_to", adjustment.section_read, clock="record_edition_on"))
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


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(d)", silent=True)
def refers_only_if_greater(conduct, law):
    """Whether the cross reference that was applied holds only where it gives a greater level."""
    found = conduct.any_of(
        "conduct_adjustment",
        lambda one: one.is_cross_reference & in_force(law("ussg.refers_if_greater", joined(one.guideline, " to ", one.referred_to))),
    )
    return is_known(found) & found


@rule("conduct", unit="level", cite="USSG §1B1.5(b)", silent=True)
def reported_base_level(conduct, law):
    """The base offense level that the entry rests on: that of the guideline referred to where its level is the entry's."""
    leads_away = conduct.cross_reference_applies & ~conduct.is_referred_to_drugs
    prevails = conduct.conduct_offense_level == conduct.level_under_other_guideline
    return choose(leads_away & is_known(conduct.base_under_other_guideline) & prevails, conduct.base_under_other_guideline, conduct.base_offense_level)
