"""§5C1.2 and 18 U.S.C. § 3553(f): the safety valve."""

from lenity.engine import all_hold, any_holds, choose, first_that_holds, in_force, is_known, one_of, rule


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)", silent=True)
def safety_valve_found(case, law):
    """Whether the court found the safety valve met.

    Where the record gives a total offense level and no list, nothing says that it was found.
    """
    nothing_said = ~case.adjustment_listed & is_known(case.found_total_offense_level)
    return ~nothing_said & case.any_of("adjustment", lambda one: one_of(one.section, "5C1.2", "5C1.2(a)", "5C1.2(b)", "18 U.S.C. 3553(f)"))


@rule("prior", unit="yes_no", cite="18 U.S.C. § 3553(f)(1)(B)", silent=True)
def is_three_point_offense(prior, law):
    """Whether this prior is a three-point offense."""
    return prior.prior_points == law("ussg.4A1.1.points", "over_13_months")


@rule("prior", unit="yes_no", cite="18 U.S.C. § 3553(f)(1)(C)", silent=True)
def is_two_point_violent_offense(prior, law):
    """Whether this prior is a two-point violent offense."""
    return (prior.prior_points == law("ussg.4A1.1.points", "at_least_60_days")) & prior.prior_is_violent


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)(1)", silent=True)
def at_most_one_point(case, law):
    """Whether criminal history comes to one point at most: a career offender, or a category above I, shows more."""
    shown = is_known(case.category_found) & (case.category_found > 1) & ~is_known(case.points_found)
    return first_that_holds((case.is_career_offender | shown, False), otherwise=case.criminal_history_points <= 1)


@rule("case", unit="point", cite="18 U.S.C. § 3553(f)(1)(A)", silent=True)
def points_beyond_one_point_offenses(case, law):
    """Criminal history points without those of one-point offenses"""
    return case.total("prior", lambda one: choose(one.counts_as_short, 0, one.prior_points)) + case.status_points


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)(1)")
def valve_history_is_met(case, law):
    """Whether criminal history leaves the safety valve open"""
    few_points = case.at_most_one_point
    by_priors = all_hold(
        case.points_beyond_one_point_offenses <= law("usc.18.3553f.points_limit"),
        ~case.any_of("prior", lambda one: one.is_three_point_offense),
        ~case.any_of("prior", lambda one: one.is_two_point_violent_offense),
    )
    return choose(law("usc.18.3553f.four_points_rule"), few_points | by_priors, few_points)


@rule("case", unit="yes_no", cite="USSG §5C1.2(a)", silent=True)
def valve_was_found_by_guideline(case, law):
    """Whether the court applied §5C1.2, and so found no violence, weapon, death or serious injury (§5C1.2(a)(2), (3))."""
    listed = case.any_of("adjustment", lambda one: one.guideline == "5C1.2")
    return is_known(listed) & listed


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)(2)", silent=True)
def violence_in_offense(case, law):
    """Whether violence or credible threats of violence were used."""
    return choose(case.valve_was_found_by_guideline, False, case.violence_or_threat)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)(3)", silent=True)
def death_or_injury_in_offense(case, law):
    """Whether the offense resulted in death or serious bodily injury: a count that establishes it shows it, whatever else is found."""
    by_count = case.any_of("count", lambda one: one.death_results)
    shown = is_known(by_count) & by_count
    return first_that_holds((shown, True), (case.valve_was_found_by_guideline, False), otherwise=case.death_or_serious_injury)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)(1)–(5)", silent=True)
def valve_criteria_are_met(case, law):
    """Whether history, violence, injury, role and disclosure leave the safety valve open"""
    led = case.any_of("group", lambda group: group.any_of("conduct", lambda one: one.aggravating_role))
    return all_hold(
        case.valve_history_is_met,
        ~case.violence_in_offense,
        ~case.weapon_in_offense,
        ~case.death_or_injury_in_offense,
        ~led,
        case.truthful_disclosure,
    )


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)", silent=True)
def meets_safety_valve(case, law):
    """Whether the safety valve's criteria are met: as the court found then, judged from the findings for today.

    A list of an edition with today's criteria (App. C amend. 817) that does not name the section says that the court found them not met.
    """
    limit_then = law("ussg.5C1.2.points_limit", clock="record_edition_on")
    had_criteria = in_force(limit_then) & (limit_then == law("usc.18.3553f.points_limit"))
    is_open = case.judged_anew & ~(had_criteria & case.adjustment_listed)
    return choose(is_open, case.safety_valve_found | case.valve_criteria_are_met, case.safety_valve_found)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3553(f)")
def safety_valve_applies(case, law):
    """Whether the safety valve lifts a statutory minimum"""
    has_covered_count = case.any_of("count", lambda one: one.safety_valve_covers)
    return all_hold(in_force(law("usc.18.3553f.points_limit")), has_covered_count, case.meets_safety_valve)


@rule("case", unit="level", cite="USSG §5C1.2(b)", silent=True)
def safety_valve_floor_level(case, law):
    """The level below which Chapters Two and Three do not end where §5C1.2 lifts a minimum of five years or more; 0 where no such floor binds."""
    floor = law("ussg.5C1.2.floor_level")
    by_section = case.any_of("adjustment", lambda one: one.guideline == "5C1.2")
    reaches = case.highest_minimum_months >= law("ussg.5C1.2.floor_minimum_months")
    return choose(in_force(floor) & by_section, choose(reaches, floor, 0), 0)


@rule("case", unit="yes_no", cite="USSG §5C1.2(a)", silent=True)
def valve_reduction_earned(case, law):
    """Whether the reduction that §2D1.1 ties to §5C1.2 is earned."""
    by_section = case.any_of("adjustment", lambda one: one_of(one.section, "5C1.2", "5C1.2(a)", "5C1.2(b)"))
    listed = case.any_of("adjustment", lambda one: is_known(one.characteristic) & one_of(one.characteristic, "2D1.1/safety_valve", "2D1.11/safety_valve"))
    return any_holds(by_section, listed, case.judged_anew & case.meets_safety_valve)
