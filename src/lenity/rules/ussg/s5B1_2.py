"""§§5B1.2, 5C1.1 (notes) and 5D1.1: how long probation is, confinement outside prison, and whether supervised release is ordered."""

from lenity.engine import all_hold, choose, does_not_apply, first_that_holds, greatest, in_force, least, rule


def _probation(case, law, part):
    long = law("ussg.5B1.2.term", "long", part=part)
    return choose(case.total_offense_level >= law("ussg.5B1.2.long_from_level"), long, law("ussg.5B1.2.term", "short", part=part))


@rule("count", unit="text", cite="18 U.S.C. § 3559(a)", silent=True)
def offense_kind(count, law):
    """Whether the count is a felony, a misdemeanor of class A, another one, or an infraction."""
    return law("usc.18.3559.kind", count.felony_class)


@rule("count", unit="text", cite="18 U.S.C. § 3561(c)", silent=True)
def kind_for_probation(count, law):
    """Felony, misdemeanor or infraction."""
    return first_that_holds((count.offense_kind == "felony", "felony"), (count.offense_kind == "infraction", "infraction"), otherwise="misdemeanor")


@rule("case", unit="month", cite="USSG §5B1.2; 18 U.S.C. § 3561(c)", silent=True)
def probation_minimum_months(case, law):
    """Shortest probation, where it is open"""
    by_statute = case.highest("count", lambda one: _by_statute(law, one, "min"))
    return choose(case.probation_is_open, greatest(_probation(case, law, "min"), by_statute), does_not_apply)


@rule("case", unit="month", cite="USSG §5B1.2; 18 U.S.C. § 3561(c)", silent=True)
def probation_maximum_months(case, law):
    """Longest probation, where it is open"""
    by_statute = case.highest("count", lambda one: _by_statute(law, one, "max"))
    within = least(_probation(case, law, "max"), by_statute)
    return choose(case.probation_is_open, within, does_not_apply)


def _by_statute(law, count, part):
    """An end of the probation that the statute allows for the count."""
    return law("usc.18.3561.term", count.kind_for_probation, part=part)


@rule("case", unit="month", cite="USSG §5B1.1(a)(2); §5C1.1(c), (d)", silent=True)
def substitute_months(case, law):
    """Months of the guideline minimum that confinement outside prison may take the place of"""
    return choose(case.probation_is_open, case.guideline_minimum_months, greatest(case.guideline_minimum_months - case.prison_for_guideline_minimum_months, 0))


@rule("case", unit="yes_no", cite="USSG §5C1.1", silent=True)
def zero_points_outside_prison(case, law):
    """Whether a sentence other than prison is generally appropriate after the reduction for zero points"""
    said = law("ussg.5C1.1.zero_points_outside_prison", case.zone)
    return choose(in_force(law("ussg.levels", "4C1.1/zero_points")), all_hold(case.zero_point_reduction_applies, said), does_not_apply)


@rule("case", unit="text", cite="USSG §5D1.1", silent=True)
def supervised_release_is(case, law):
    """Whether supervised release follows prison: required by statute, ordered, or as the court decides"""
    demanded = case.any_of("count", lambda one: one.release_is_demanded)
    above = law("ussg.5D1.1.ordered_above_months")
    ordered = choose(law("ussg.5D1.1.deportable_excepted"), "ordered, but for a person who will likely be deported", "ordered")
    by_length = first_that_holds(
        (case.range_minimum_months > above, ordered),
        (case.range_maximum_months <= above, "as the court decides"),
        otherwise="ordered if the prison term is above a year, else as the court decides",
    )
    return first_that_holds((demanded, "required by statute"), (~in_force(above), "as the court decides on an individual assessment"), otherwise=by_length)


@rule("count", unit="yes_no", cite="18 U.S.C. § 3583(a)", silent=True)
def release_is_demanded(count, law):
    """Whether a statute demands supervised release for the count."""
    return choose(count.is_drug_count, count.binding_release_minimum_months > 0, count.release_is_set_by_3583k)
