"""Levels by a number: firearms, unlawful aliens, documents, images, pounds of explosives, aggravating factors, and the loss to a health care program.

The number that the case gives decides; else the row listed, which keeps the levels of its own characteristic.
"""

from lenity.engine import any_holds, choose, does_not_apply, first_that_holds, in_force, is_known, joined, rule
from lenity.rules.ussg.amounts import levels_at

_TABLE = "ussg.count_table"


def _stands_for(adjustment, law, how):
    kind = law("ussg.counted_by", adjustment.characteristic)
    return is_known(adjustment.characteristic) & in_force(kind) & (kind == how)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_one_counted(adjustment, law):
    """Whether the section is one of the things that a guideline counts."""
    return _stands_for(adjustment, law, "one_of")


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_counted_whole(adjustment, law):
    """Whether the section is the paragraph of a table by number, neither its row nor its levels named."""
    return _stands_for(adjustment, law, "whole") & ~is_known(adjustment.levels_given)


@rule("conduct", unit="count", cite="USSG §2A6.2(b)(1)", silent=True)
def factors_listed(conduct, law):
    """How many of the things that a guideline counts the case lists."""
    return conduct.how_many("conduct_adjustment", lambda one: one.is_one_counted)


@rule("conduct", unit="count", cite="USSG §1B1.1(a)(2)", silent=True)
def number_found(conduct, law):
    """The number that the table of the guideline is about, where the case gives it; of aggravating factors, as many as it lists."""
    counts = law("ussg.count_of", conduct.applied_guideline)
    listed = choose(is_known(conduct.factors_listed) & (conduct.factors_listed > 0), conduct.factors_listed, conduct.aggravating_factor_count)
    return first_that_holds(
        (counts == "firearms", conduct.firearm_count),
        (counts == "aliens", conduct.alien_count),
        (counts == "images", conduct.image_count),
        (counts == "explosive_materials", conduct.explosive_pounds),
        (counts == "aggravating_factors", choose(is_known(conduct.aggravating_factor_count), conduct.aggravating_factor_count, listed)),
        otherwise=conduct.document_count,
    )


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def names_counted_whole(conduct, law):
    """Whether the case lists the paragraph of a table by number without its row."""
    named = conduct.any_of("conduct_adjustment", lambda one: one.is_counted_whole)
    return is_known(named) & named


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def is_decided_by_number(adjustment, law):
    """Whether what the section adds follows from a number, and not from its name: the whole paragraph, one of the things counted, or a row beside the number."""
    has_number = any_holds(
        in_force(law("ussg.count_of", adjustment.applied_guideline)) & is_known(adjustment.number_found),
        in_force(law("ussg.health_care_table", adjustment.applied_guideline)) & is_known(adjustment.health_care_loss_dollars),
    )
    is_in_table = _stands_for(adjustment, law, "row") | _stands_for(adjustment, law, "whole")
    return any_holds(adjustment.is_counted_whole, adjustment.is_one_counted, is_in_table & has_number)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)")
def levels_for_number(conduct, law):
    """Levels for a number: of firearms, unlawful aliens, documents, images, pounds of explosives or aggravating factors"""
    key = joined(conduct.applied_guideline, "/", law("ussg.count_of", conduct.applied_guideline))
    return first_that_holds(
        (~in_force(law("ussg.count_of", conduct.applied_guideline)), does_not_apply),
        (is_known(conduct.number_found), levels_at(law, _TABLE, conduct.number_found, key)),
        (conduct.names_counted_whole, law.ladder(_TABLE, conduct.number_found, key)),
        otherwise=does_not_apply,
    )


@rule("conduct", unit="level", cite="USSG §2B1.1(b)(7)")
def levels_for_health_care_loss(conduct, law):
    """Levels for the loss to a government health care program"""
    guideline = conduct.applied_guideline
    return first_that_holds(
        (~in_force(law("ussg.health_care_table", guideline)), does_not_apply),
        (is_known(conduct.health_care_loss_dollars), levels_at(law, "ussg.health_care_table", conduct.health_care_loss_dollars, guideline)),
        (conduct.names_counted_whole, law.ladder("ussg.health_care_table", conduct.health_care_loss_dollars, guideline)),
        otherwise=does_not_apply,
    )


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def number_levels(conduct, law):
    """Levels for what a guideline counts, and for the loss to a health care program; 0 where neither is in question."""
    asked = [
        (in_force(law("ussg.count_of", conduct.applied_guideline)), is_known(conduct.number_found), conduct.levels_for_number),
        (in_force(law("ussg.health_care_table", conduct.applied_guideline)), is_known(conduct.health_care_loss_dollars), conduct.levels_for_health_care_loss),
    ]
    parts = [choose(has_table & any_holds(has_number, conduct.names_counted_whole), levels, 0) for has_table, has_number, levels in asked]
    return parts[0] + parts[1]
