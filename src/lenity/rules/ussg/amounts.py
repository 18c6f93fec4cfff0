"""Loss, tax loss, the number of victims: what the table of a guideline makes of an amount, and the sections that stand for it in a list."""

from lenity.engine import all_hold, choose, does_not_apply, first_that_holds, greatest, in_force, is_known, joined, rule


def levels_at(law, id, amount, key):
    """Levels of a table at an amount: 0 below its first row."""
    rung = law.ladder(id, amount, key)
    return choose(is_known(rung), rung, choose(is_known(amount), 0, rung))


# which sections of a list are about them


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


# levels


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


def _levels_of_loss(conduct, law):
    """Levels of the table for the loss, which of a financial institution counts as no less than what the guideline says."""
    least = law("ussg.amount_at_least", joined(conduct.applied_guideline, "/financial_institution"))
    plain = levels_at(law, "ussg.loss_table", conduct.loss_dollars, conduct.applied_guideline)
    of_institution = levels_at(law, "ussg.loss_table", greatest(conduct.loss_dollars, least), conduct.applied_guideline)
    differs = in_force(least) & (of_institution != plain)
    return choose(differs, choose(conduct.is_financial_institution, of_institution, plain), plain)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def levels_for_loss(conduct, law):
    """Levels for the loss"""
    stated = conduct.highest("conduct_adjustment", lambda one: one.levels_of_loss_section, empty=0)
    is_named = is_known(conduct.names_loss_section) & conduct.names_loss_section
    found_none = is_known(conduct.names_loss_section) & ~conduct.names_loss_section & ~conduct.loss_comes_first
    return first_that_holds(
        (~in_force(law("ussg.loss_table", conduct.applied_guideline)), does_not_apply),
        (conduct.states_loss_levels & ~conduct.judged_anew, stated),
        (is_known(conduct.loss_dollars), _levels_of_loss(conduct, law)),
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
