"""Chapter Five, Part E: what the statutes allow as a fine, the special assessment, and restitution."""

from lenity.engine import choose, does_not_apply, first_that_holds, in_force, is_known, joined, least, one_of, rule
from lenity.rules.usc.controlled_substances import qualifying_priors

_DOMESTIC, _IMPORT = "21 U.S.C. § 841", "21 U.S.C. § 960"


@rule("count", unit="dollar", cite="18 U.S.C. § 3571(b)", silent=True)
def general_fine_limit_dollars(count, law):
    """The most that an individual may be fined for the count under title 18, the gain or loss aside"""
    return law("usc.18.3571.fine", count.offense_kind)


def _drug_fine(count, law, tier, priors):
    key = joined(tier, "/", priors)
    return choose(count.penalty_section == _DOMESTIC, law("usc.21.841.fine", key), law("usc.21.960.fine", key))


@rule("charged", unit="dollar", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def charged_fine_dollars(charged, law):
    """The most that the drug statute allows as a fine for this drug."""
    tier = charged.tier_for_maximum
    return _drug_fine(charged, law, tier, least(qualifying_priors(charged, law, tier), 1))


@rule("count", unit="dollar", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def own_fine_limit_dollars(count, law):
    """The fine that a drug statute itself allows for the count"""
    tier = count.tier_named
    named = _drug_fine(count, law, tier, least(qualifying_priors(count, law, tier), 1))
    of_drugs = choose(is_known(tier), named, count.highest("charged", lambda one: one.charged_fine_dollars))
    by_section = one_of(count.penalty_section, _DOMESTIC, _IMPORT)
    return choose(count.is_drug_count & by_section, of_drugs, does_not_apply)


@rule("case", unit="yes_no", cite="USSG §5E1.2(c)(4)", silent=True)
def fine_table_limit_is_lifted(case, law):
    """Whether a count's own statute allows a fine above the one from which the Fine Table no longer limits it"""
    cap = law("ussg.5E1.2.fine_cap_lifts_above")
    return case.any_of("count", lambda one: choose(one.is_drug_count, one.own_fine_limit_dollars > cap, False))


@rule("count", unit="dollar", cite="18 U.S.C. § 3013", silent=True)
def special_assessment_dollars(count, law):
    """Special assessment of the count"""
    return law("usc.18.3013.assessment", count.offense_kind)


@rule("case", unit="dollar", cite="USSG §5E1.3; 18 U.S.C. § 3013", silent=True)
def special_assessments_dollars(case, law):
    """Special assessments of all counts"""
    return case.total("count", lambda one: one.special_assessment_dollars)


@rule("count", unit="text", cite="USSG §5E1.1; 18 U.S.C. §§ 3663, 3663A", silent=True)
def restitution_is(count, law):
    """Whether restitution to an identifiable victim must be ordered for the count"""
    must = in_force(law("usc.18.3663A.covers", count.statute_section))
    community = in_force(law("usc.18.3663.community", count.statute_section))
    return first_that_holds(
        (must, "mandatory, where an identifiable victim was injured or lost money"),
        (community, "none to a victim as such; community restitution up to the fine may be ordered"),
        otherwise="as the statute of the offense has it, by its elements",
    )


@rule("case", unit="yes_no", cite="USSG §1B1.1", silent=True)
def departures_are_provided_for(case, law):
    """Whether the Guidelines provide for departures"""
    return law("ussg.departures_in_force")
