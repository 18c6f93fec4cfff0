"""Characteristics whose effect follows from something else: a table, the alternative of the base level, a prior's points, another offense's level."""

from lenity.engine import all_hold, any_holds, choose, first_that_holds, greatest, in_force, is_known, joined, least, one_of, rule
from lenity.rules.ussg.amounts import levels_at

_HIGHEST_LEVEL = 43

# by a table


@rule("conduct_adjustment", unit="level", cite="USSG §2G2.2(b)(3)(A)", silent=True)
def levels_of_value(adjustment, law):
    """Levels that the table of another guideline gives for the value, and no less than the section's own least."""
    name = adjustment.characteristic
    at_least = law("ussg.levels_at_least", name)
    return greatest(levels_at(law, "ussg.loss_table", adjustment.loss_dollars, law("ussg.levels_from", name)), at_least)


# by the alternative of the base offense level


@rule("conduct", unit="yes_no", cite="USSG §2P1.1(a)(1)", silent=True)
def is_felony_escape(conduct, law):
    """Whether the escape was from custody for a felony: by the alternative named, else by the base offense level found."""
    felony, other = "2P1.1/felony_custody", "2P1.1/otherwise"
    named = [
        conduct.any_of("conduct_adjustment", lambda one, name=name: is_known(one.characteristic) & (one.characteristic == name)) for name in (felony, other)
    ]
    return first_that_holds(
        (is_known(named[0]) & named[0], True),
        (is_known(named[1]) & named[1], False),
        otherwise=conduct.found_base_offense_level == law("ussg.base", felony),
    )


@rule("conduct_adjustment", unit="level", cite="USSG §2P1.1(b)(2), (3)", silent=True)
def levels_of_escape_section(adjustment, law):
    """Levels that a return, or the kind of custody, takes off an escape, by the alternative of the base offense level."""
    kind = choose(adjustment.characteristic == "2P1.1/returned", "returned/", "halfway_house/")
    return law("ussg.levels_by_base", joined(kind, choose(adjustment.is_felony_escape, "felony_custody", "otherwise")))


@rule("conduct_adjustment", unit="yes_no", cite="USSG §2P1.1(b)(2), (3)", silent=True)
def is_escape_section(adjustment, law):
    """Whether the section is one of an escape whose levels rest on the base offense level."""
    kind = choose(adjustment.characteristic == "2P1.1/returned", "returned/", "halfway_house/")
    is_one = is_known(adjustment.characteristic) & one_of(adjustment.characteristic, "2P1.1/returned", "2P1.1/halfway_house")
    return is_one & in_force(law("ussg.levels_by_base", joined(kind, "otherwise")))


# by whether a prior conviction scores


@rule("prior", unit="yes_no", cite="USSG §2L1.2(b)(1)", silent=True)
def is_counted_felony(prior, law):
    """Whether a felony among the priors receives points, by itself or within a single sentence."""
    return prior.prior_is_in_window & ~prior.prior_is_left_out


@rule("case", unit="yes_no", cite="USSG §2L1.2(b)(1)", silent=True)
def felonies_score(case, law):
    """Whether the prior conviction receives criminal history points

    Known where every felony on the list of priors does, or none does, or the case scored no point at all; which of several it was is the court's finding.
    """

    def is_felony(one):
        return is_known(one.prior_kind) & (one.prior_kind == "felony")

    some = case.any_of("prior", lambda one: is_felony(one) & one.is_counted_felony)
    all_of = case.every("prior", lambda one: choose(is_felony(one), one.is_counted_felony, True))
    no_points = choose(is_known(case.points_found), case.points_found == 0, False)
    return first_that_holds(
        (no_points, False),
        (is_known(all_of) & is_known(some) & all_of & some, True),
        (is_known(some) & ~some & (case.how_many("prior", is_felony) > 0), False),
        otherwise=case.prior_conviction_scores,
    )


def _levels_by_points(adjustment, law):
    """Levels for a prior conviction by whether it receives criminal history points."""
    name = adjustment.characteristic
    return choose(adjustment.felonies_score, law("ussg.levels_if_counted", name), law("ussg.levels_if_not_counted", name))


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def follows_from_elsewhere(adjustment, law):
    """Whether the levels of the section follow from a table, the base level or the priors."""
    name = adjustment.characteristic
    families = (in_force(law("ussg.levels_from", name)), in_force(law("ussg.levels_if_counted", name)))
    return is_known(name) & any_holds(*families, adjustment.is_escape_section)


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def levels_from_elsewhere(adjustment, law):
    """Levels that follow from a table, the base level or the priors: as the court stated them for then, else as worked out."""
    computed = first_that_holds(
        (adjustment.is_escape_section, adjustment.levels_of_escape_section),
        (in_force(law("ussg.levels_if_counted", adjustment.characteristic)), _levels_by_points(adjustment, law)),
        otherwise=adjustment.levels_of_value,
    )
    return choose(is_known(adjustment.levels_given) & ~adjustment.judged_anew, adjustment.levels_given, computed)


# by the level of another offense


@rule("conduct_adjustment", unit="level", cite="USSG §1B1.5", silent=True)
def level_of_other_offense(adjustment, law):
    """The level to which the section raises a lower one, 0 where it raises none: that of the other offense, with what the section adds to it."""
    name = adjustment.characteristic
    added = law("ussg.raised_plus", adjustment.section_read, clock="record_edition_on")
    other = adjustment.level_under_other_guideline
    rests_on_other = in_force(law("ussg.raised_to_level_of", name)) | in_force(law("ussg.level_of", name))
    plus = choose(in_force(law("ussg.raised_plus_asked", name)), added, 0)
    is_one = all_hold(is_known(name), rests_on_other, ~in_force(law("ussg.raised_by_value", name)))
    return choose(is_one, least(other + plus, _HIGHEST_LEVEL), 0)


@rule("conduct_adjustment", unit="level", cite="USSG §2G3.2(b)(2)", silent=True)
def level_of_commerce(adjustment, law):
    """The level to which the volume of commerce raises a lower one, 0 for another section."""
    plus = law("ussg.raised_by_value", adjustment.characteristic)
    is_one = is_known(adjustment.characteristic) & in_force(plus)
    return choose(is_one, plus + levels_at(law, "ussg.loss_table", adjustment.loss_dollars, law("ussg.raised_by_table", adjustment.characteristic)), 0)


@rule("conduct_adjustment", unit="level", cite="USSG §2H4.1(b)(4)", silent=True)
def levels_beside_raise(adjustment, law):
    """Levels that the section adds to the level so far where the other offense does not give more, 0 for another section."""
    name = adjustment.characteristic
    return choose(is_known(name) & in_force(law("ussg.raised_or_plus", name)), law("ussg.raised_or_plus", name), 0)
