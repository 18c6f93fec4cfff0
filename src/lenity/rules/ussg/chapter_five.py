"""Chapter Five: the range from the table, the zone, what the statute does to the range, supervised release."""

from lenity.engine import UNBOUNDED, all_hold, any_holds, choose, does_not_apply, first_that_holds, greatest, in_force, is_known, least, one_of, rule


@rule("case", unit="yes_no", cite="USSG §4B1.1(c)", silent=True)
def firearm_career_range_applies(case, law):
    """Whether a career offender has a § 924(c) or § 929(a) count, so that §4B1.1(c) sets the range."""
    return all_hold(case.is_career_offender, in_force(law("ussg.4B1.1.c_table")), case.any_of("count", lambda one: one.is_firearm_count))


@rule("case", unit="month", cite="USSG §4B1.1(c)(2)", silent=True)
def firearm_career_minimum_months(case, law):
    """Lower end under §4B1.1(c): the greater of the two computations"""
    from_table = law.table("ussg.4B1.1.c_table", 0 - case.acceptance_levels, 1, part="min")
    with_term = least(case.table_minimum_months + case.consecutive_minimum_months, UNBOUNDED)
    only_firearm = case.every("count", lambda one: one.is_firearm_count)
    return choose(only_firearm, from_table, greatest(from_table, with_term))


@rule("case", unit="month", cite="USSG §4B1.1(c)(2)", silent=True)
def firearm_career_maximum_months(case, law):
    """Upper end under §4B1.1(c)"""
    from_table = law.table("ussg.4B1.1.c_table", 0 - case.acceptance_levels, 1, part="max")
    with_term = least(case.table_maximum_months + case.consecutive_minimum_months, UNBOUNDED)
    takes_table = case.firearm_career_minimum_months == law.table("ussg.4B1.1.c_table", 0 - case.acceptance_levels, 1, part="min")
    return choose(takes_table, from_table, with_term)


@rule("case", unit="month", cite="USSG Ch. 5 Pt. A", silent=True)
def table_minimum_months(case, law):
    """Lower end of the Sentencing Table's range"""
    return law.table("ussg.5A.table", case.total_offense_level, case.criminal_history_category, part="min")


@rule("case", unit="month", cite="USSG Ch. 5 Pt. A", silent=True)
def table_maximum_months(case, law):
    """Upper end of the Sentencing Table's range"""
    return law.table("ussg.5A.table", case.total_offense_level, case.criminal_history_category, part="max")


@rule("case", unit="yes_no", cite="USSG §5C1.2(b)", silent=True)
def valve_floor_applies(case, law):
    """Whether the safety valve's floor binds: a statutory minimum of at least five years, lifted under 18 U.S.C. § 3553(f)."""
    return all_hold(
        in_force(law("ussg.5C1.2.floor_range")),
        case.safety_valve_applies,
        case.highest_minimum_months >= law("ussg.5C1.2.floor_minimum_months"),
    )


def _at_least_floor(case, law, months, part):
    """An end of the table's range, raised to the safety valve's floor only where it is below it."""
    floor = law("ussg.5C1.2.floor_range", part=part)
    reached = choose(in_force(law("ussg.5C1.2.floor_range")), months >= floor, True)
    return choose(reached, months, choose(case.valve_floor_applies, floor, months))


@rule("case", unit="month", cite="USSG Ch. 5 Pt. A")
def guideline_minimum_months(case, law):
    """Lower end of the guideline range"""
    table = _at_least_floor(case, law, case.table_minimum_months, "min")
    return choose(case.firearm_career_range_applies, case.firearm_career_minimum_months, table)


@rule("case", unit="month", cite="USSG Ch. 5 Pt. A")
def guideline_maximum_months(case, law):
    """Upper end of the guideline range"""
    table = _at_least_floor(case, law, case.table_maximum_months, "max")
    return choose(case.firearm_career_range_applies, case.firearm_career_maximum_months, table)


@rule("case", unit="text", cite="USSG Ch. 5 Pt. A")
def zone(case, law):
    """Zone of the Sentencing Table"""
    return law.table("ussg.5A.zone", case.total_offense_level, case.criminal_history_category)


# §5G1.1, §5G1.2: the statute


@rule("case", unit="month", cite="USSG §5G1.1(b)", silent=True)
def highest_minimum_months(case, law):
    """The highest statutory minimum of the counts that may run together"""
    return case.highest("count", lambda one: choose(one.is_imposed_independently, 0, one.count_minimum_months))


@rule("case", unit="month", cite="USSG §5G1.1(b)")
def binding_minimum_months(case, law):
    """Highest statutory minimum that still binds after the safety valve"""
    return case.highest("count", lambda one: choose(one.is_imposed_independently, 0, one.binding_count_minimum_months))


@rule("count", unit="yes_no", cite="18 U.S.C. § 1028A(b)(4)", silent=True)
def is_identity_count(count, law):
    """Whether the count is one of aggravated identity theft, whose terms may run with one another."""
    return is_known(count.statute_section) & (count.statute_section == "18 U.S.C. § 1028A")


@rule("case", unit="month", cite="18 U.S.C. § 924(c)(1)(D)")
def consecutive_minimum_months(case, law):
    """Mandatory consecutive terms, added up

    Terms for aggravated identity theft run with one another, but for those that the court ordered to run after the others (18 U.S.C. § 1028A(b)(4)).
    """
    longest = case.highest("count", lambda one: choose(one.is_identity_count, one.count_minimum_months, 0), empty=0)
    ordered = case.total("count", lambda one: choose(one.is_identity_count & is_known(one.ordered_after) & one.ordered_after, one.count_minimum_months, 0))
    identity = greatest(longest, ordered)
    others = case.total("count", lambda one: choose(one.is_imposed_independently & ~one.is_identity_count, one.count_minimum_months, 0))
    return least(identity + others, UNBOUNDED)


@rule("case", unit="yes_no", cite="18 U.S.C. § 924(c)(1)(C)(ii)", silent=True)
def consecutive_terms_are_for_life(case, law):
    """Whether a term that has to follow the others is for life, so that the total is, whatever they are."""
    return is_known(case.consecutive_minimum_months) & (case.consecutive_minimum_months >= UNBOUNDED)


@rule("case", unit="month", cite="USSG §5G1.2", silent=True)
def joint_maximum_months(case, law):
    """Statutory maximums of the counts that may run together, added up"""
    return _joint(case, lambda one: choose(one.is_imposed_independently, 0, one.count_maximum_months))


@rule("case", unit="month", cite="18 U.S.C. § 3581")
def statutory_minimum_months(case, law):
    """Statutory minimum of the total term, before any exception"""
    return least(case.highest_minimum_months + case.consecutive_minimum_months, UNBOUNDED)


@rule("case", unit="month", cite="18 U.S.C. § 3581")
def statutory_maximum_months(case, law):
    """Statutory maximum of the total term"""
    return _joint(case, lambda one: one.count_maximum_months)


def _joint(case, maximum):
    """Maximums added up: life as soon as one is life, whatever the others are; none where there is no count."""
    added = choose(case.any_of("count", lambda one: maximum(one) >= UNBOUNDED), UNBOUNDED, least(case.total("count", maximum), UNBOUNDED))
    return choose(case.how_many("count", lambda one: True) == 0, does_not_apply, added)


@rule("case", unit="yes_no", cite="USSG §5G1.2", silent=True)
def only_consecutive_counts(case, law):
    """Whether the statute of every count demands a term that follows the others, so that no range stands beside their terms."""
    return (case.how_many("count", lambda one: True) > 0) & case.every("count", lambda one: one.is_imposed_independently)


def _within_statute(case, months):
    """An end of the guideline range, brought within the minimum and maximum that bind; as it is where the record says that there is no count."""
    no_count = case.count_listed & (case.how_many("count", lambda one: True) == 0)
    held = least(greatest(months, case.binding_minimum_months), case.joint_maximum_months)
    is_life = (case.binding_minimum_months >= UNBOUNDED) & (case.joint_maximum_months >= UNBOUNDED)
    return first_that_holds((no_count, months), (is_life, UNBOUNDED), otherwise=held)


@rule("case", unit="month", cite="USSG §5G1.1", silent=True)
def minimum_within_statute_months(case, law):
    """Lower end of the guideline range, held within the statutes of the counts that may run together"""
    return _within_statute(case, case.guideline_minimum_months)


@rule("case", unit="month", cite="USSG §5G1.1", silent=True)
def maximum_within_statute_months(case, law):
    """Upper end of the guideline range, held within the statutes of the counts that may run together"""
    return _within_statute(case, case.guideline_maximum_months)


def _range_end(case, months, within_statute):
    """An end of the guideline range held within the statute, with the consecutive terms added where they are not in it already."""
    by_firearm_table = case.firearm_career_range_applies
    added = choose(by_firearm_table, 0, case.consecutive_minimum_months)
    joint = choose(by_firearm_table, greatest(months, case.statutory_minimum_months), within_statute)
    return first_that_holds(
        (case.consecutive_terms_are_for_life & ~by_firearm_table, UNBOUNDED),
        (case.only_consecutive_counts & ~by_firearm_table, case.consecutive_minimum_months),
        otherwise=least(joint + added, UNBOUNDED),
    )


@rule("case", unit="month", cite="USSG §5G1.1")
def range_minimum_months(case, law):
    """Lower end of the range after the statute, mandatory consecutive terms included"""
    return _range_end(case, case.guideline_minimum_months, case.minimum_within_statute_months)


@rule("case", unit="month", cite="USSG §5G1.1")
def range_maximum_months(case, law):
    """Upper end of the range after the statute, mandatory consecutive terms included"""
    return _range_end(case, case.guideline_maximum_months, case.maximum_within_statute_months)


@rule("case", unit="yes_no", cite="543 U.S. 220 (2005)")
def guidelines_are_advisory(case, law):
    """The Guidelines advise the court and do not bind it"""
    return law("ussg.advisory")


# §5E1.2, fines


@rule("case", unit="dollar", cite="USSG §5E1.2(c)", silent=True)
def fine_minimum_dollars(case, law):
    """Lower end of the Fine Table's range"""
    return law.table("ussg.5E1.2.fine", case.total_offense_level, 1)


@rule("case", unit="dollar", cite="USSG §5E1.2(c)", silent=True)
def fine_maximum_dollars(case, law):
    """Upper end of the Fine Table's range"""
    return law.table("ussg.5E1.2.fine", case.total_offense_level, 2)


# §5D1.2, supervised release


@rule("count", unit="text", cite="USSG §5D1.2(a)", silent=True)
def release_class(count, law):
    """Class of the count as §5D1.2 groups them."""
    return first_that_holds(
        (one_of(count.felony_class, "A", "B"), "A/B"),
        (one_of(count.felony_class, "C", "D"), "C/D"),
        otherwise="E/misdemeanor",
    )


@rule("count", unit="month", cite="18 U.S.C. § 3553(f); USSG §5D1.2 comment. (n.2)", silent=True)
def binding_release_minimum_months(count, law):
    """Shortest supervised release that a drug statute demands of the count, none where the safety valve lifts it."""
    demanded = count.statutory_release_minimum_months
    lifted = count.safety_valve_covers & count.safety_valve_applies
    return choose(count.is_drug_count, choose(demanded == 0, 0, choose(lifted, 0, demanded)), 0)


def _release_term(count, law, part):
    """The term of the class; until November 1995 one of its own where the statute demands any. Never less than the statute demands."""
    where_demanded = law("ussg.5D1.2.statute_required_term", part=part)
    applies = in_force(where_demanded) & (count.binding_release_minimum_months > 0)
    by_guideline = choose(applies, where_demanded, law("ussg.5D1.2.term", count.release_class, part=part))
    return greatest(by_guideline, count.binding_release_minimum_months)


@rule("count", unit="month", cite="USSG §5D1.2", silent=True)
def release_minimum_of_count_months(count, law):
    """Shortest supervised release for the count: the guideline's, but never less than the statute demands."""
    by_term = _release_term(count, law, "min")
    by_sex_statute = greatest(by_term, law("usc.18.3583k.range", "(k)", part="min"))
    return first_that_holds(
        (count.is_drug_count, by_term),
        (count.release_is_set_by_3583k, by_sex_statute),
        otherwise=by_term,
    )


@rule("count", unit="yes_no", cite="18 U.S.C. § 3583(k)", silent=True)
def release_is_set_by_3583k(count, law):
    """Whether 18 U.S.C. § 3583(k) sets the supervised release of the count: up to life, since July 27, 2006 five years at least."""
    forms = ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")
    named = any_holds(*(in_force(law("usc.18.3583k.covers", getattr(count, form))) for form in forms))
    with_minor = choose(in_force(law("usc.18.3583k.covers_with_minor", count.statute_section)), count.minor_victim, False)
    return choose(is_known(count.statute_section), named | with_minor, False)


@rule("count", unit="yes_no", cite="USSG §5D1.2(b)(2)", silent=True)
def release_is_up_to_life(count, law):
    """Whether the term may be up to life: a sex offense against a minor, since November 2025 one whose statute says so."""
    kind = law("ussg.5D1.2.sex_offense", count.statute_section)
    by_statute = ~in_force(law("ussg.5D1.2.up_to_life", "sex_offense")) & law("ussg.5D1.2.is_within_statute") & count.release_is_set_by_3583k
    return first_that_holds(
        (~is_known(count.statute_section), False),
        (in_force(kind), choose(kind == "always", True, count.minor_victim)),
        otherwise=by_statute,
    )


@rule("count", unit="month", cite="USSG §5D1.2", silent=True)
def release_maximum_of_count_months(count, law):
    """Longest supervised release for the count: the guideline's, or the least that a drug statute demands, without a limit of its own."""
    by_term = _release_term(count, law, "max")
    at_least = greatest(by_term, count.release_minimum_of_count_months)
    return choose(count.is_drug_count, by_term, choose(count.release_is_up_to_life, UNBOUNDED, at_least))


@rule("case", unit="month", cite="USSG §5D1.2")
def supervised_release_minimum_months(case, law):
    """Shortest term of supervised release"""
    return case.highest("count", lambda one: one.release_minimum_of_count_months)


@rule("case", unit="month", cite="USSG §5D1.2")
def supervised_release_maximum_months(case, law):
    """Longest term of supervised release"""
    return case.highest("count", lambda one: one.release_maximum_of_count_months)
