"""Limits on what characteristics of Chapter Two add together, and the characteristics whose effect a list of sections does not settle.

Where a provision's effect cannot be worked out from what the case lists, the offense level of the conduct is not known unless the court found it.
"""

from lenity.engine import all_hold, any_holds, choose, does_not_apply, first_that_holds, greatest, in_force, is_known, joined, one_of, rule

MOST_SETS = 20
"""No guideline has more sets of which only the greatest counts (`ussg.counted_once`)."""
MOST_SETS_UNDER_CEILING = 8
"""Nor one with a ceiling on its cumulative level more than these."""
_BOUND_TO_A_BASE = ("ussg.requires_base", "ussg.only_with")

# sets of which only the greatest counts


@rule("conduct_adjustment", unit="count", cite="USSG §1B1.1 comment. (n.4(A))", silent=True)
def set_number(adjustment, law):
    """The set of its guideline that the characteristic is in, of which only the greatest counts; 0 where it is in none."""
    number = law("ussg.counted_once", joined(adjustment.guideline, " ", adjustment.characteristic))
    is_one = all_hold(adjustment.guideline == adjustment.conduct_guideline, is_known(adjustment.characteristic), in_force(number))
    return choose(is_one, number, 0)


def levels_beyond_greatest(conduct, counts, number):
    """What the members of a set add beyond the greatest of them (of reductions, the one that takes off most)."""

    def levels(one):
        return choose((one.set_number == number) & counts(one), one.characteristic_levels, 0)

    together = conduct.total("conduct_adjustment", levels)
    highest = conduct.highest("conduct_adjustment", levels, empty=0)
    lowest = conduct.lowest("conduct_adjustment", levels, empty=0)
    return together - choose(highest > 0, highest, lowest)


def repeated_levels(conduct, counts, most=MOST_SETS):
    """What the members of all sets add beyond the greatest of each."""
    members = conduct.how_many("conduct_adjustment", lambda one: one.set_number > 0)
    beyond = [levels_beyond_greatest(conduct, counts, number) for number in range(1, most + 1)]
    return choose(members < 2, 0, sum(beyond[1:], beyond[0]))


# limits on a sum


def _greatest_of_set(conduct, law, name):
    """The levels of the set of a guideline that has this name."""

    def levels(one):
        of_set = law("ussg.greatest_of", one.characteristic)
        is_member = all_hold(is_known(one.characteristic), in_force(of_set), of_set == joined(one.applied_guideline, name))
        return choose(is_member, one.characteristic_levels, 0)

    return conduct.highest("conduct_adjustment", levels, empty=0)


def _institution_levels(conduct, law):
    """The levels for an institution that was jeopardized, which a guideline limits together with those for victims."""

    def levels(one):
        of_limit = law("ussg.together", one.characteristic)
        is_member = all_hold(is_known(one.characteristic), in_force(of_limit), of_limit == joined(one.applied_guideline, "/victims_and_institution"))
        return choose(is_member, one.characteristic_levels, 0)

    return conduct.highest("conduct_adjustment", levels, empty=0)


def _above(limit, levels):
    return choose(in_force(limit), greatest(levels - limit, 0), 0)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def weapon_and_injury_levels(conduct, law):
    """Levels for a weapon and for an injury, as the guideline lets them add together."""
    pair = _greatest_of_set(conduct, law, "/weapon") + _greatest_of_set(conduct, law, "/injury")
    limits = [law(id, joined(conduct.applied_guideline, "/weapon_and_injury")) for id in ("ussg.together_at_most", "ussg.combined_at_most")]
    return pair - _above(limits[0], pair) - _above(limits[1], pair)


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def levels_above_limits(conduct, law):
    """By how much characteristics that a guideline limits together exceed the limit."""
    pair = _greatest_of_set(conduct, law, "/weapon") + _greatest_of_set(conduct, law, "/injury")
    strangling = conduct.highest(
        "conduct_adjustment",
        lambda one: choose(is_known(one.characteristic) & (one.characteristic == "2A2.2/strangling"), one.characteristic_levels, 0),
        empty=0,
    )
    with_strangling = law("ussg.combined_at_most", joined(conduct.applied_guideline, "/weapon_injury_and_strangling"))
    with_victims = law("ussg.together_at_most", joined(conduct.applied_guideline, "/victims_and_institution"))
    of_victims = choose(in_force(with_victims), _institution_levels(conduct, law) + conduct.victim_levels, 0)
    of_three = _above(with_strangling, conduct.weapon_and_injury_levels + strangling)
    return (pair - conduct.weapon_and_injury_levels) + of_three + _above(with_victims, of_victims)


# characteristics whose effect the list does not settle


def _newly_bound(adjustment, law):
    """Whether the edition of the pass binds the characteristic to a base offense level to which the court's edition did not."""
    bound = []
    for id in _BOUND_TO_A_BASE:
        now, then = law(id, adjustment.characteristic), law(id, adjustment.characteristic, clock="record_edition_on")
        bound.append(in_force(now) & ~(in_force(then) & (now == then)))
    return any_holds(*bound)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def effect_is_open(adjustment, law):
    """Whether the list does not settle what this characteristic does to the offense level in the edition of the pass."""
    name = adjustment.characteristic
    by_points = in_force(law("ussg.levels_if_counted", name)) & ~is_known(adjustment.felonies_score)
    of_weapon = in_force(law("ussg.not_applied_with_2K2.4", name)) & adjustment.has_firearm_count & ~adjustment.weapon_is_accounted_for
    is_open = first_that_holds(
        (_newly_bound(adjustment, law), True),
        (adjustment.judged_anew, any_holds(by_points, of_weapon)),
        (is_known(adjustment.levels_given), False),
        otherwise=by_points,
    )
    return choose((adjustment.chapter == 2) & is_known(name), is_open, False)


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(2)")
def characteristic_not_settled(adjustment, law):
    """Section whose effect on the offense level does not follow from the list alone: the level that the court found has to be given"""
    return choose(adjustment.effect_is_open, True, does_not_apply)


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
def has_open_effect(conduct, law):
    """Whether a characteristic is listed whose effect the list does not settle."""
    settled = conduct.any_of("conduct_adjustment", lambda one: one.effect_is_open)
    foreign = conduct.how_many("conduct_adjustment", lambda one: one.is_limited_elsewhere)
    return any_holds(is_known(settled) & settled, is_known(foreign) & (foreign > 1))


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.5", silent=True)
def is_limited_elsewhere(adjustment, law):
    """Whether the section is of another guideline than the conduct's, which limits what it adds together with others."""
    number = law("ussg.counted_once", joined(adjustment.guideline, " ", adjustment.characteristic))
    is_foreign = (adjustment.chapter == 2) & (adjustment.guideline != adjustment.conduct_guideline) & ~adjustment.is_within_reference
    return all_hold(is_foreign, is_known(adjustment.characteristic), in_force(number))


@rule("conduct", unit="level", cite="USSG §1B1.1(a)(2)", silent=True)
def level_where_open(conduct, law):
    """The offense level that the court found, where the list does not settle it; by a later edition it is another question."""
    return choose(conduct.levels_are_reopened & is_known(conduct.found_offense_level), conduct.level_of_characteristics_open, conduct.found_offense_level)


@rule("conduct", unit="yes_no", cite="USSG §1B1.1(a)", silent=True)
def later_part_is_open(conduct, law):
    """Whether a later part of the Manual raises the level as no rule works out: the armed career level beside a § 924(c) count, or a floor where a death is not excluded."""

    def sets_floor(one):
        return is_known(one.characteristic) & in_force(law("ussg.floor_if_death_resulted", one.characteristic))

    listed = conduct.any_of("conduct_adjustment", sets_floor)
    excluded = is_known(conduct.death_or_serious_injury) & ~conduct.death_or_serious_injury
    by_death = all_hold(is_known(listed), listed, ~excluded)
    return any_holds(by_death, conduct.armed_career_level_is_open)


@rule("case", unit="yes_no", cite="USSG §4B1.4 comment. (n.2)", silent=True)
def armed_career_level_is_open(case, law):
    """Whether the higher armed career level was found beside a § 924(c) count, and the edition of the pass does not let the two stand together."""
    shut_out = law("ussg.4B1.4.connected_shut_out")
    connected = case.any_of("adjustment", lambda one: one_of(one.section, "4B1.4(b)(3)(A)", "4B1.4(c)(2)"))
    return all_hold(case.judged_anew, is_known(shut_out), shut_out, is_known(connected), connected, is_known(case.has_firearm_count), case.has_firearm_count)
