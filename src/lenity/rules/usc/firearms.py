"""18 U.S.C. § 924(c) and § 929(a): mandatory consecutive terms for a firearm."""

from lenity.engine import choose, does_not_apply, first_known, first_that_holds, is_known, joined, one_of, rule


@rule("count", unit="yes_no", cite="18 U.S.C. § 924(c)(1)", silent=True)
def is_firearm_count(count, law):
    """Whether the count is under 18 U.S.C. § 924(c) or § 929(a)."""
    named = one_of(count.statute_subsection, "18 U.S.C. § 924(c)", "18 U.S.C. § 929(a)")
    return is_known(count.statute_section) & named


@rule("count", unit="text", cite="18 U.S.C. § 924(c)(1)", silent=True)
def firearm_use(count, law):
    """How the firearm was used, as the provision of the count says: carried where it names nothing graver."""
    return first_that_holds(
        (count.statute == "18 U.S.C. § 924(c)(1)(A)(ii)", "brandished"),
        (count.statute == "18 U.S.C. § 924(c)(1)(A)(iii)", "discharged"),
        (count.statute == "18 U.S.C. § 924(c)(1)(B)(i)", "short_barreled"),
        (count.statute == "18 U.S.C. § 924(c)(1)(B)(ii)", "machinegun"),
        otherwise="carried",
    )


@rule("count", unit="yes_no", cite="18 U.S.C. § 924(c)(1)(C)")
def is_second_firearm_conviction(count, law):
    """Whether the count is a second or subsequent conviction under § 924(c)"""
    stacked = (count.earlier_firearm_counts > 0) & ~law("usc.18.924c.second_needs_final_prior")
    return choose(count.is_firearm_count, stacked | (first_known(count.prior_924c, 0) > 0), does_not_apply)


def _key(count):
    return joined(choose(count.is_second_firearm_conviction, "second/", "first/"), count.firearm_use)


@rule("count", unit="month", cite="18 U.S.C. § 924(c)(1)", silent=True)
def firearm_minimum_months(count, law):
    """Mandatory minimum of a § 924(c) count"""
    return law("usc.18.924c.term", _key(count), part="min")


@rule("count", unit="month", cite="18 U.S.C. § 924(c)(1)", silent=True)
def firearm_maximum_months(count, law):
    """Statutory maximum of a § 924(c) count"""
    return law("usc.18.924c.term", _key(count), part="max")
