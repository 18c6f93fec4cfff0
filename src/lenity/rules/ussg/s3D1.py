"""§§3D1.3–3D1.5: the level of each group, the units, and the combined offense level."""

from lenity.engine import choose, does_not_apply, first_that_holds, is_known, rule


@rule("group", unit="level", cite="USSG §3D1.3")
def group_offense_level(group, law):
    """Offense level of the group: its highest"""
    return group.highest("conduct", lambda one: choose(one.stands_outside_grouping, 0, one.adjusted_offense_level), empty=0)


@rule("case", unit="level", cite="USSG §3D1.4", silent=True)
def highest_group_level(case, law):
    """The highest offense level of any group; none where every conduct only sets a mandatory consecutive term."""
    all_outside = case.every("group", lambda group: group.every("conduct", lambda one: one.stands_outside_grouping))
    has_group = case.how_many("group", lambda group: True) > 0
    highest = case.highest("group", lambda one: one.group_offense_level)
    return choose(is_known(all_outside) & all_outside & has_group, does_not_apply, highest)


@rule("group", unit="count", cite="USSG §3D1.4", silent=True)
def half_units(group, law):
    """Units of the group, in halves: a full unit within four levels of the highest, half of one within eight."""
    behind = group.highest_group_level - group.group_offense_level
    return first_that_holds(
        (group.group_offense_level == 0, 0),
        (behind <= law("ussg.3D1.4.within", "full_unit"), 2),
        (behind <= law("ussg.3D1.4.within", "half_unit"), 1),
        otherwise=0,
    )


@rule("case", unit="level", cite="USSG §3D1.4")
def multiple_count_increase(case, law):
    """Levels added for several groups"""
    return law.ladder("ussg.3D1.4.increase", case.total("group", lambda one: one.half_units))


@rule("case", unit="level", cite="USSG §3D1.5")
def combined_offense_level(case, law):
    """Combined offense level

    Not known while a count, other than one whose term only runs after the others, is under no conduct entry.
    """
    left_out = case.any_of("count", lambda one: ~one.has_conduct & ~one.is_imposed_independently)
    return choose(is_known(left_out) & left_out, case.level_of_other_counts, case.highest_group_level + case.multiple_count_increase)


@rule("case", unit="level", cite="USSG §1B1.1(a)(2)")
def principal_base_offense_level(case, law):
    """Base offense level of the conduct that decides the offense level"""
    only_one = case.total("group", lambda group: group.total("conduct", lambda one: 1)) == 1

    def deciding(one):
        decides = ~one.stands_outside_grouping & (one.adjusted_offense_level == one.highest_group_level)
        return choose(decides, one.reported_base_level, 0)

    return choose(
        only_one,
        case.highest("group", lambda group: group.highest("conduct", lambda one: one.reported_base_level)),
        case.highest("group", lambda group: group.highest("conduct", deciding)),
    )


@rule("case", unit="milligram", cite="USSG §2D1.1 comment. (n.8)")
def converted_drug_weight_in_all_milligrams(case, law):
    """Converted drug weight, where drugs were converted"""
    return case.total(
        "group", lambda group: group.total("conduct", lambda one: choose(one.drug_listed & one.drugs_are_converted, one.converted_drug_weight_milligrams, 0))
    )
