"""Chapter Four: criminal history points and category, career offender, zero-point offender."""

from lenity.engine import (
    all_hold,
    any_holds,
    choose,
    does_not_apply,
    first_known,
    first_that_holds,
    greatest,
    in_force,
    is_known,
    least,
    one_of,
    rule,
    years_after,
)


@rule("case", unit="point", cite="USSG §4A1.1(a)–(c)")
def points_from_priors(case, law):
    """Criminal history points from the prior sentences"""
    longer = case.total("prior", lambda one: choose(one.counts_as_short, 0, one.prior_points))
    short = case.how_many("prior", lambda one: one.counts_as_short) * law("ussg.4A1.1.points", "other")
    return longer + least(short, law("ussg.4A1.1.other_points_limit")) + case.violent_single_points


@rule("prior", unit="yes_no", cite="USSG §4A1.1(e)", silent=True)
def scores_as_violent_single(prior, law):
    """Whether a violent prior scored nothing because it was counted with another as a single sentence, whose points it did not raise."""
    partner = choose(law("ussg.4A1.2.single_sentence"), prior.partner_is_violent_by_arrest, prior.partner_is_violent)
    with_violent = choose(law("ussg.4A1.1.violent_single_needs_violent_partner"), partner, True)
    apart = choose(law("ussg.4A1.1.violent_single_excludes_same_occasion"), ~prior.on_same_day_as_partner, True)
    return all_hold(
        prior.prior_is_in_window,
        ~prior.prior_is_left_out,
        ~prior.prior_counts_alone,
        ~prior.raises_the_points_of_its_group,
        prior.prior_is_violent,
        with_violent,
        apart,
    )


@rule("case", unit="point", cite="USSG §4A1.1(e)", silent=True)
def violent_single_points(case, law):
    """Points for violent priors that were counted with another as a single sentence"""
    each = law("ussg.4A1.1.violent_single_points")
    found = case.how_many("prior", lambda one: one.scores_as_violent_single) * each
    return choose(in_force(each), least(found, law("ussg.4A1.1.violent_single_limit")), 0)


@rule("prior", unit="yes_no", cite="USSG §4A1.1(e)", silent=True)
def is_recent_release(prior, law):
    """Whether the offense began within two years of release from a prior term that scored two or three points, or before that release.

    Asked only in editions before November 2010; afterwards recency scores nothing.
    """
    scores = prior.prior_points > law("ussg.4A1.1.points", "other")
    within = law("ussg.4A1.1.recency_years")
    longest_served = least(prior.prior_months // 12 + 1, 99)
    surely_older = prior.offense_began_on >= years_after(prior.prior_sentenced_on, longest_served + within)
    by_release = prior.offense_began_on < years_after(prior.prior_released_on, within)
    return scores & choose(is_known(prior.prior_released_on), by_release, choose(surely_older, False, by_release))


@rule("case", unit="point", cite="USSG §4A1.1(e)", silent=True)
def recency_points(case, law):
    """Points for offending soon after release, from the prior sentences"""
    each = law("ussg.4A1.1.recency_points")
    recent = case.any_of("prior", lambda one: one.is_recent_release)
    added = choose(case.status_points > 0, law("ussg.4A1.1.recency_points_with_status"), each)
    return choose(in_force(each), choose(recent, added, 0), 0)


@rule("case", unit="point", cite="USSG §4A1.1", silent=True)
def points_without_status(case, law):
    """Points other than those for offending while under a criminal justice sentence"""
    no_status = is_known(case.under_sentence) & ~case.under_sentence
    too_few = case.points_found < law("ussg.4A1.1.status_points", clock="record_edition_on")
    status_then = first_that_holds(
        (is_known(case.status_points_found), case.status_points_found),
        (no_status | too_few, 0),
        otherwise=case.status_points_found,
    )
    return choose(is_known(case.points_found), case.points_found - status_then, case.points_from_priors)


@rule("case", unit="point", cite="USSG §4A1.1(e)", silent=True)
def status_points(case, law):
    """Points for offending while under a criminal justice sentence"""
    no_priors = case.prior_listed & (case.how_many("prior", lambda one: True) == 0)
    too_few = is_known(case.points_found) & (case.points_found < law("ussg.4A1.1.status_points", clock="record_edition_on"))
    had_them = first_that_holds(
        (is_known(case.status_points_found), case.status_points_found > 0),
        (no_priors | too_few, False),
        otherwise=case.under_sentence,
    )
    enough = case.points_without_status >= law("ussg.4A1.1.status_needs_points")
    return choose(had_them & enough, law("ussg.4A1.1.status_points"), 0)


@rule("case", unit="point", cite="USSG §4A1.1")
def criminal_history_points(case, law):
    """Criminal history points"""
    as_counted = ~case.history_is_recounted & is_known(case.points_found)
    by_priors = case.points_without_status + case.status_points + case.recency_points
    by_total = case.points_without_status + case.status_points
    return first_that_holds((as_counted, case.points_found), (is_known(case.points_found), by_total), otherwise=by_priors)


@rule("case", unit="yes_no", cite="USSG §4A1.1", silent=True)
def points_decide(case, law):
    """Whether the category follows from points: those found, or those of the priors where no category was found."""
    return is_known(case.points_found) | (~is_known(case.category_found)) | (case.history_is_recounted & is_known(case.points_from_priors))


@rule("case", unit="category", cite="USSG §4A1.1", silent=True)
def category_from_points(case, law):
    """Criminal history category that the points alone give

    Where it is not known how many of the court's points were status points, the category is known if it is the same with and without them.
    """
    by_points = law.ladder("ussg.4A1.1.category", case.criminal_history_points)
    without = law.ladder("ussg.4A1.1.category", case.points_found)
    others = case.points_found - law("ussg.4A1.1.status_points", clock="record_edition_on")
    kept = choose(others >= law("ussg.4A1.1.status_needs_points"), law("ussg.4A1.1.status_points"), 0)
    with_status = law.ladder("ussg.4A1.1.category", others + kept)
    same = is_known(without) & (without == with_status)
    return choose(is_known(by_points), by_points, choose(same, without, by_points))


@rule("case", unit="category", cite="USSG Ch. 5 Pt. A")
def criminal_history_category(case, law):
    """Criminal history category"""
    by_points = choose(case.points_decide, case.category_from_points, case.category_found)
    as_found = first_that_holds(
        (~case.history_is_recounted & is_known(case.category_found), case.category_found),
        (case.status_rule_is_amended & ~case.points_decide, choose(case.had_no_status_points, case.category_found, case.category_from_points)),
        otherwise=by_points,
    )
    return choose(case.is_career_offender, law("ussg.4B1.1.category"), _at_least(as_found, case.category_floor))


def _at_least(category, floor):
    """A category raised to a floor; where there is no floor it need not be compared."""
    return choose(floor == 0, category, greatest(category, floor))


@rule("case", unit="category", cite="USSG §§3A1.4(b), 4B1.4(c), 4B1.5(a)(2)", silent=True)
def category_floor(case, law):
    """The category below which terrorism or the armed career criminal provision does not let criminal history fall, 0 for none."""
    armed = choose(case.is_armed_career_criminal, law("ussg.4B1.4.category", case.armed_career_kind), 0)
    raised = case.highest(
        "adjustment",
        lambda one: choose(
            is_known(one.characteristic) & in_force(law("ussg.category_floor", one.characteristic)), law("ussg.category_floor", one.characteristic), 0
        ),
        empty=0,
    )
    from_list = choose(case.adjustment_listed, raised, 0)
    after_sex_conviction = choose(case.lists_repeat_sex_offense, choose(_lists(case, *_AFTER_CONVICTION), law("ussg.4B1.5.category"), 0), 0)
    return greatest(armed, from_list, after_sex_conviction)


# §4B1.1, career offender


@rule("prior", unit="yes_no", cite="USSG §4B1.2(c)", silent=True)
def is_shown_as_career_predicate(prior, law):
    """Whether the record shows a felony of violence or drugs that scores points of its own"""
    shown = any_holds(is_known(prior.prior_is_violent) & prior.prior_is_violent, is_known(prior.prior_is_drug) & prior.prior_is_drug)
    scores = is_known(prior.prior_points) & (prior.prior_points > 0)
    return is_known(prior.prior_kind) & (prior.prior_kind == "felony") & shown & scores


@rule("case", unit="yes_no", cite="USSG §4B1.1(a)", silent=True)
def record_shows_career_offender(case, law):
    """Whether a drug count and two such priors leave of §4B1.1(a) little but that the court find it"""
    predicates = case.how_many("prior", lambda one: one.is_shown_as_career_predicate)
    of_drugs = case.count_listed & case.any_of("count", lambda one: one.is_drug_count)
    return of_drugs & case.prior_listed & (predicates > 1)


@rule("case", unit="yes_no", cite="USSG §4B1.1(a)")
def is_career_offender(case, law):
    """Whether the court found the person a career offender

    The status must be found: where the record of the criminal history says nothing of it, it is taken as not found, unless the record itself shows
    a drug count and two felonies of violence or drugs. Then it is open.
    """
    listed = case.any_of("adjustment", lambda one: one.guideline == "4B1.1")
    too_few_priors = case.prior_listed & (case.how_many("prior", lambda one: True) < 2)
    lower_category = is_known(case.category_found) & (case.category_found < law("ussg.4B1.1.category"))
    return first_that_holds(
        (is_known(case.career_offender_found), case.career_offender_found),
        (too_few_priors | lower_category, False),
        (case.adjustment_listed & listed, True),
        (case.record_shows_career_offender, case.career_offender_found),
        otherwise=False,
    )


@rule("case", unit="month", cite="USSG §4B1.1(b)")
def career_offense_maximum_months(case, law):
    """Statutory maximum that decides the career offender level: the highest of the counts"""
    return case.highest("count", lambda one: choose(one.is_firearm_count, 0, one.count_maximum_months))


@rule("case", unit="level", cite="USSG §4B1.1(b)")
def career_offender_level(case, law):
    """Career offender level from the offense statutory maximum"""
    return choose(case.is_career_offender, law.ladder("ussg.4B1.1.level", case.career_offense_maximum_months), 0)


@rule("case", unit="level", cite="USSG §4B1.4(b)")
def armed_career_level(case, law):
    """Armed career criminal level"""
    listed = case.any_of("adjustment", lambda one: one.guideline == "4B1.4")
    return choose(listed, law("ussg.4B1.4.level", case.armed_career_kind), 0)


@rule("case", unit="yes_no", cite="USSG §4B1.4(a)", silent=True)
def is_armed_career_criminal(case, law):
    """Whether the court found the person an armed career criminal; like a career offender, not where nothing says so."""
    return case.adjustment_listed & case.any_of("adjustment", lambda one: one.guideline == "4B1.4")


@rule("case", unit="text", cite="USSG §4B1.4(b)(3)", silent=True)
def armed_career_kind(case, law):
    """Whether the firearm was connected with violence or drugs, as the subdivision that the court cited says."""
    return choose(case.any_of("adjustment", lambda one: one_of(one.section, "4B1.4(b)(3)(A)", "4B1.4(c)(2)")), "connected", "otherwise")


# §4B1.3, criminal livelihood, and §4B1.5, repeat and dangerous sex offender against minors


@rule("case", unit="yes_no", cite="USSG §4B1.5", silent=True)
def lists_repeat_sex_offense(case, law):
    """Whether the court applied §4B1.5; not where nothing says so."""
    listed = case.any_of("adjustment", lambda one: one.guideline == "4B1.5")
    return in_force(law("ussg.4B1.5.pattern_levels")) & case.adjustment_listed & listed


def _lists(case, *sections):
    return case.any_of("adjustment", lambda one: one_of(one.section, *sections))


_AFTER_CONVICTION = ("4B1.5(a)", "4B1.5(a)(1)", "4B1.5(a)(1)(A)", "4B1.5(a)(1)(B)", "4B1.5(a)(2)")
_BY_PATTERN = ("4B1.5(b)", "4B1.5(b)(1)", "4B1.5(b)(2)")


@rule("case", unit="level", cite="USSG §4B1.5")
def repeat_sex_offense_level(case, law):
    """Level of a repeat and dangerous sex offender against minors

    After a sex offense conviction the level of the table by the statutory maximum; for a pattern without one, five levels more and no less than 22.
    """
    by_table = law.ladder("ussg.4B1.5.level", case.career_offense_maximum_months)
    by_pattern = greatest(case.combined_offense_level + law("ussg.4B1.5.pattern_levels"), law("ussg.4B1.5.pattern_floor"))
    found = first_that_holds((_lists(case, *_AFTER_CONVICTION), by_table), (_lists(case, *_BY_PATTERN), by_pattern), otherwise=case.repeat_sex_level_open)
    return choose(case.lists_repeat_sex_offense, found, does_not_apply)


@rule("case", unit="level", cite="USSG §4B1.3", silent=True)
def livelihood_floor(case, law):
    """The level below which a criminal livelihood does not let the total stay, 0 where none was found."""
    listed = case.adjustment_listed & case.any_of("adjustment", lambda one: one.guideline == "4B1.3")
    floor = choose(case.accepted_responsibility, law("ussg.4B1.3.level_with_acceptance"), law("ussg.4B1.3.level"))
    return choose(listed, floor, 0)


@rule("case", unit="level", cite="USSG §1B1.1(a)(6)", silent=True)
def level_before_acceptance(case, law):
    """Offense level before acceptance of responsibility, Chapter Four levels included"""
    career = greatest(case.combined_offense_level, case.career_offender_level, case.armed_career_level)
    return choose(case.lists_repeat_sex_offense, greatest(career, case.repeat_sex_offense_level), career)


@rule("case", unit="yes_no", cite="USSG §4B1.1(b)", silent=True)
def career_level_prevails(case, law):
    """Whether the career offender level is above the level otherwise found."""
    return case.career_offender_level > case.combined_offense_level


# §4C1.1, zero-point offender


@rule("case", unit="yes_no", cite="USSG §4C1.1(a)")
def zero_point_reduction_applies(case, law):
    """Whether every criterion for a person with zero criminal history points is met"""
    found = case.any_of("adjustment", lambda one: one.guideline == "4C1.1")
    no_point = choose(
        case.points_decide, case.criminal_history_points == 0, choose(case.criminal_history_category > 1, False, case.criminal_history_points == 0)
    )
    barred_by_section = any_holds(
        case.any_of("group", lambda group: group.any_of("conduct", lambda one: one.aggravating_role)),
        case.any_of("group", lambda group: group.any_of("conduct", lambda one: one_of(one.guideline, "2H1.1", "2D1.5"))),
        case.any_of("group", lambda group: group.any_of("conduct", lambda one: one.hate_crime_or_rights_adjustment)),
    )
    criteria = all_hold(
        no_point,
        ~case.violence_in_offense,
        ~case.death_or_injury_in_offense,
        ~case.sex_offense,
        ~case.substantial_financial_hardship,
        ~case.weapon_in_offense,
        ~barred_by_section,
        ~case.is_career_offender,
    )
    # A list of an edition that had the section and does not name it says that the court found it not met.
    had_section = in_force(law("ussg.levels", "4C1.1/zero_points", clock="record_edition_on"))
    is_open = any_holds(case.judged_anew & ~(had_section & case.adjustment_listed), case.zero_point_rule_is_amended)
    return choose(in_force(law("ussg.levels", "4C1.1/zero_points")), choose(is_open, found | criteria, found), does_not_apply)


@rule("conduct", unit="yes_no", cite="USSG §4C1.1(a)", silent=True)
def hate_crime_or_rights_adjustment(conduct, law):
    """Whether §3A1.1, §3A1.4 or §3A1.5 was applied."""
    return conduct.any_of("conduct_adjustment", lambda one: one_of(one.guideline, "3A1.1", "3A1.4", "3A1.5"))


@rule("case", unit="yes_no", cite="USSG §4C1.1(a)(7)", silent=True)
def weapon_in_offense(case, law):
    """Whether a firearm or other dangerous weapon was possessed: found, or shown by a weapon enhancement or a § 924(c) count."""
    by_section = case.any_of("group", lambda group: group.any_of("conduct", lambda one: one.weapon_enhancement))
    by_count = case.any_of("count", lambda one: one.is_firearm_count)
    found = choose(case.valve_was_found_by_guideline, False, case.firearm)
    return found | by_section | by_count


@rule("case", unit="level", cite="USSG §4C1.1(a)")
def zero_point_levels(case, law):
    """Levels taken off for zero criminal history points"""
    reduction = law("ussg.levels", "4C1.1/zero_points")
    return choose(in_force(reduction), choose(case.zero_point_reduction_applies, reduction, 0), does_not_apply)


# the total


@rule("case", unit="level", cite="USSG §1B1.1(a)(6)")
def computed_offense_level(case, law):
    """Total offense level that the facts give"""
    before_floor = case.level_before_acceptance + case.acceptance_levels
    floor = law("ussg.5C1.2.floor_level")
    is_above = choose(in_force(floor), before_floor >= floor, True)
    level = choose(is_above, before_floor, greatest(before_floor, case.safety_valve_floor_level))
    zero_points = choose(in_force(law("ussg.levels", "4C1.1/zero_points")), case.zero_point_levels, 0)
    kept_up = choose(case.livelihood_floor == 0, level, greatest(level, case.livelihood_floor))
    return least(greatest(kept_up + zero_points + case.early_disposition_levels, 1), 43)


@rule("case", unit="level", cite="USSG §1B1.1(a)(6)")
def total_offense_level(case, law):
    """Total offense level"""
    reduced = greatest(case.found_total_offense_level + case.zero_point_levels, 1)
    found = choose(case.zero_point_rule_is_amended, reduced, case.found_total_offense_level)
    return first_known(case.computed_offense_level, found, unless=case.total_is_reopened)
