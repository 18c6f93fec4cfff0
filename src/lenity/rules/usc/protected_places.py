"""21 U.S.C. §§ 844, 859, 860, 861: simple possession, and drug offenses that involve minors or protected places."""

from lenity.engine import UNBOUNDED, all_hold, choose, does_not_apply, first_known, first_that_holds, greatest, in_force, is_known, joined, least, one_of, rule

_PLACES, _YOUNG, _USING = "21 U.S.C. § 860", "21 U.S.C. § 859", "21 U.S.C. § 861"
_MULTIPLIED = (_YOUNG, _PLACES, _USING)


@rule("count", unit="text", cite="21 U.S.C. §§ 846, 859–861", silent=True)
def multiplied_section(count, law):
    """The section that multiplies the penalty of § 841(b): that of the count, or of the object of an attempt or conspiracy."""
    return choose(count.statute_section == "21 U.S.C. § 846", count.object_section, count.statute_section)


@rule("count", unit="yes_no", cite="21 U.S.C. §§ 859–861", silent=True)
def is_multiplied_count(count, law):
    """Whether the count takes the penalty of § 841(b), multiplied."""
    return is_known(count.statute_section) & is_known(count.multiplied_section) & one_of(count.multiplied_section, *_MULTIPLIED)


@rule("count", unit="text", cite="21 U.S.C. §§ 859–861", silent=True)
def offense_in_turn(count, law):
    """Which penalty of the section applies: `first` or `second` where the subsection named tells, `other` for one with a penalty of its own."""
    named = choose(count.statute_section == "21 U.S.C. § 846", count.object_subsection, count.statute_subsection)
    by_name = law("usc.21.protected.penalty_of", named)
    return first_that_holds(
        (is_known(named) & in_force(by_name), by_name),
        (count.noticed_priors == 0, "first"),
        otherwise="open",
    )


def _of_section(count, law, name, turn):
    """A value of the count's own section, for a first or a second offense."""
    arms = [(count.multiplied_section == section, law(f"usc.21.{section[-3:]}.{name}", turn)) for section in _MULTIPLIED[:-1]]
    return first_that_holds(*arms, otherwise=law(f"usc.21.{_MULTIPLIED[-1][-3:]}.{name}", turn))


def _in_turn(count, first, second, stated):
    """The value of the offense in turn.

    With a prior noticed and no subsection named, it turns on whether that prior was under the same section: known only where both give the same.
    After two priors a second offense may be a third, whose penalty is that of § 841(b)(1)(A): the judgment's own term stands.
    """
    same = is_known(first) & is_known(second) & (first == second) & (count.noticed_priors == 1)
    return first_that_holds(
        (count.offense_in_turn == "first", first),
        ((count.offense_in_turn == "second") & (count.noticed_priors <= 1), second),
        ((count.offense_in_turn == "open") & same, first),
        otherwise=stated,
    )


@rule("charged", unit="yes_no", cite="21 U.S.C. §§ 859(a), 860(a)", silent=True)
def is_small_marihuana(charged, law):
    """Whether the charge is of so little marihuana that the one-year minimum does not apply."""
    most = law("usc.21.small_marihuana_at_most", charged.multiplied_section)
    may_be = all_hold(charged.drug == "marihuana", charged.counted_in == "weight", in_force(most))
    return choose(may_be, charged.charged_milligrams <= most, False)


@rule("count", unit="month", cite="21 U.S.C. §§ 859–861", silent=True)
def year_for_protected_place(count, law):
    """The least term that a first offense under the section carries of itself."""
    of_section = _of_section(count, law, "minimum", "first")
    return choose(count.charged_listed & count.every("charged", lambda one: one.is_small_marihuana), 0, of_section)


@rule("count", unit="month", cite="21 U.S.C. §§ 859–861", silent=True)
def multiplied_minimum_months(count, law):
    """Statutory minimum near a protected place or with a minor: that of § 841(b), or the section's own where that is greater."""
    first = greatest(count.drug_minimum_months, count.year_for_protected_place)
    second = greatest(count.drug_minimum_months, _of_section(count, law, "minimum", "second"))
    return _in_turn(count, first, second, count.stated_minimum)


@rule("count", unit="month", cite="21 U.S.C. §§ 859–861", silent=True)
def multiplied_maximum_months(count, law):
    """Statutory maximum near a protected place or with a minor: that of § 841(b), multiplied; for a second offense under § 860(b) life."""
    first = least(count.drug_maximum_months * _of_section(count, law, "multiplier", "first"), UNBOUNDED)
    trebled = least(count.drug_maximum_months * _of_section(count, law, "multiplier", "second"), UNBOUNDED)
    near_school = law("usc.21.860.second_term", part="max")
    second = first_that_holds(
        (count.multiplied_section == _PLACES, near_school),
        (count.multiplied_section == _YOUNG, trebled),
        ((count.drug_maximum_months >= UNBOUNDED) & is_known(trebled), trebled),
        otherwise=count.stated_maximum,
    )
    return _in_turn(count, first, second, count.stated_maximum)


@rule("count", unit="month", cite="21 U.S.C. §§ 841(b)(1), 859–861", silent=True)
def statutory_release_minimum_months(count, law):
    """Shortest supervised release that the statute demands for a drug count: for a first offense near a protected place or with a minor twice the
    term of a first offense under § 841(b), for a second three times."""
    own, of_first = count.drug_release_minimum_months, count.first_offense_release_months
    first = greatest(own, of_first * _of_section(count, law, "supervised_release_multiplier", "first"))
    times = _of_section(count, law, "supervised_release_multiplier", "second")
    second = choose(count.multiplied_section == _YOUNG, own * times, greatest(own, of_first * times))
    return choose(count.is_multiplied_count, _in_turn(count, first, second, does_not_apply), own)


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
