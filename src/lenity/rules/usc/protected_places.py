"""21 U.S.C. §§ 844, 859, 860, 861: simple possession, and drug offenses that involve minors or protected places."""

from lenity.engine import UNBOUNDED, choose, first_known, first_that_holds, greatest, in_force, is_known, joined, least, one_of, rule

_MULTIPLIED = ("21 U.S.C. § 859", "21 U.S.C. § 860", "21 U.S.C. § 861")


@rule("count", unit="yes_no", cite="21 U.S.C. §§ 859–861", silent=True)
def is_multiplied_count(count, law):
    """Whether the count takes the penalty of § 841(b), multiplied."""
    return is_known(count.statute_section) & one_of(count.statute_section, *_MULTIPLIED)


def _of_section(count, law, name):
    """A value of the count's own section for a first offense; a second one is for the record to state."""
    arms = [(count.statute_section == section, law(f"usc.21.{section[-3:]}.{name}", "first")) for section in _MULTIPLIED[:-1]]
    return first_that_holds(*arms, otherwise=law(f"usc.21.{_MULTIPLIED[-1][-3:]}.{name}", "first"))


def _first_offense(count, value, stated):
    """The value for a first offense; with a prior noticed it turns on whether that was under the same section, which only the judgment shows."""
    return choose(count.noticed_priors == 0, value, stated)


@rule("count", unit="month", cite="21 U.S.C. §§ 859–861", silent=True)
def multiplied_minimum_months(count, law):
    """Statutory minimum near a protected place or with a minor: that of § 841(b), and a year at least."""
    return _first_offense(count, greatest(count.drug_minimum_months, _of_section(count, law, "minimum")), count.stated_minimum)


@rule("count", unit="month", cite="21 U.S.C. §§ 859–861", silent=True)
def multiplied_maximum_months(count, law):
    """Statutory maximum near a protected place or with a minor: that of § 841(b), multiplied."""
    multiplied = least(count.drug_maximum_months * _of_section(count, law, "multiplier"), UNBOUNDED)
    return _first_offense(count, multiplied, count.stated_maximum)


@rule("count", unit="month", cite="21 U.S.C. §§ 841(b)(1), 859–861", silent=True)
def statutory_release_minimum_months(count, law):
    """Shortest supervised release that the statute demands for a drug count, multiplied near a protected place or with a minor."""
    multiplied = count.drug_release_minimum_months * _of_section(count, law, "supervised_release_multiplier")
    return choose(count.is_multiplied_count, multiplied, count.drug_release_minimum_months)


@rule("count", unit="yes_no", cite="21 U.S.C. § 844(a)", silent=True)
def is_possession_count(count, law):
    """Whether the count is one of simple possession."""
    return is_known(count.statute_section) & (count.statute_section == "21 U.S.C. § 844")


@rule("charged", unit="yes_no", cite="21 U.S.C. § 844(a)", silent=True)
def is_possession_of_much_cocaine_base(charged, law):
    """Whether cocaine base is above the weight that carried a five-year minimum from 1988 to 2010."""
    threshold = law("usc.21.844.cocaine_base_more_than", least(charged.noticed_priors, 2))
    return choose((charged.drug == "cocaine base") & in_force(threshold), charged.charged_milligrams > threshold, False)


def _possession(count, law, part):
    by_priors = law("usc.21.844.term", joined(least(count.noticed_priors, 2)), part=part)
    much = count.any_of("charged", lambda one: one.is_possession_of_much_cocaine_base)
    stated = count.stated_minimum if part == "min" else count.stated_maximum
    return choose(much, law("usc.21.844.term", "cocaine base", part=part), first_known(by_priors, stated))


@rule("count", unit="month", cite="21 U.S.C. § 844(a)", silent=True)
def possession_minimum_months(count, law):
    """Statutory minimum of simple possession in whole months; the fifteen or ninety days after priors are not a month's multiple."""
    return _possession(count, law, "min")


@rule("count", unit="month", cite="21 U.S.C. § 844(a)", silent=True)
def possession_maximum_months(count, law):
    """Statutory maximum of simple possession"""
    return _possession(count, law, "max")
