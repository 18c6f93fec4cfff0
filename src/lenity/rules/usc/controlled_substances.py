"""21 U.S.C. §§ 841(b), 846, 960(b), 963: the penalty that a drug, its quantity, priors and a death bring to a count."""

from lenity.engine import all_hold, choose, first_known, first_that_holds, in_force, is_known, joined, least, one_of, rule

_DOMESTIC, _IMPORT = "21 U.S.C. § 841", "21 U.S.C. § 960"
_IMPORT_OFFENSES = ("21 U.S.C. § 952", "21 U.S.C. § 953", "21 U.S.C. § 955", "21 U.S.C. § 957", "21 U.S.C. § 959")
_MORE_THAN_ANY_THRESHOLD = 10**12  # milligrams: a thousand metric tons
_SERIOUS = "serious drug felony or serious violent felony"


@rule("count", unit="text", cite="21 U.S.C. §§ 846, 963", silent=True)
def penalty_section(count, law):
    """The section that sets the count's penalty: for an attempt or conspiracy under §§ 846 and 963 that of its object.

    Where the record does not name the object, it is taken to be the general one: § 841 for § 846, § 960 for § 963.
    """
    of_conspiracy = first_that_holds(
        (one_of(count.object_section, *_IMPORT_OFFENSES), _IMPORT),
        otherwise=count.object_section,
    )
    named = is_known(count.object_section)
    return first_that_holds(
        ((count.statute_section == "21 U.S.C. § 846") & (~named | count.is_multiplied_count), _DOMESTIC),
        ((count.statute_section == "21 U.S.C. § 963") & ~named, _IMPORT),
        (one_of(count.statute_section, "21 U.S.C. § 846", "21 U.S.C. § 963"), of_conspiracy),
        (one_of(count.statute_section, *_IMPORT_OFFENSES), _IMPORT),
        (count.is_multiplied_count, _DOMESTIC),
        otherwise=count.statute_section,
    )


@rule("count", unit="yes_no", cite="21 U.S.C. § 841(b)", silent=True)
def is_drug_count(count, law):
    """Whether the count's penalty is that of 21 U.S.C. § 841(b) or § 960(b)."""
    return is_known(count.statute_section) & one_of(count.penalty_section, _DOMESTIC, _IMPORT)


@rule("count", unit="yes_no", cite="530 U.S. 466 (2000)", silent=True)
def quantity_sets_maximum(count, law):
    """Whether the quantity sets the statutory maximum: found by a jury or admitted, or sentenced before *Apprendi*."""
    return _sets(count, law("usc.jury_must_find_maximum"))


@rule("count", unit="yes_no", cite="570 U.S. 99 (2013)", silent=True)
def quantity_sets_minimum(count, law):
    """Whether the quantity sets the statutory minimum: found by a jury or admitted, or sentenced before *Alleyne*."""
    return _sets(count, law("usc.jury_must_find_minimum"))


def _sets(count, jury_must_find):
    found = one_of(count.found_by, "jury", "plea")
    reopened = choose(count.judged_anew & (count.found_by == "judge"), count.quantity_would_be_proved, found)
    return choose(jury_must_find, reopened, True)


# one drug charged


@rule("charged", unit="text", cite="21 U.S.C. § 841(b)(1)", silent=True)
def statutory_drug(charged, law):
    """The substance as the statute names it."""
    plants = (charged.counted_in == "plants") & (charged.drug == "marihuana")
    return choose(plants, "marihuana (plants)", law("ussg.drugs.statutory_key", charged.drug))


@rule("charged", unit="milligram", cite="21 U.S.C. § 841(b)(1)", silent=True)
def charged_amount(charged, law):
    """The quantity as the statute measures it: milligrams, or plants."""
    return choose(charged.counted_in == "plants", charged.plants, charged.charged_milligrams)


def _tier(charged, law, amount):
    domestic = law.ladder("usc.21.841.tier", amount, charged.statutory_drug)
    return choose(charged.penalty_section == _DOMESTIC, domestic, law.ladder("usc.21.960.tier", amount, charged.statutory_drug))


@rule("charged", unit="text", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def tier_of_drug(charged, law):
    """Penalty tier of the drug whatever its quantity."""
    return _tier(charged, law, 0)


@rule("charged", unit="text", cite="21 U.S.C. §§ 841(b)(1), 960(b)")
def tier_of_quantity(charged, law):
    """Penalty tier that the quantity charged and found reaches"""
    whatever = charged.tier_of_drug == _tier(charged, law, _MORE_THAN_ANY_THRESHOLD)
    by_amount = _tier(charged, law, charged.charged_amount)
    return choose(is_known(whatever) & whatever, charged.tier_of_drug, by_amount)


@rule("charged", unit="text", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def tier_for_minimum(charged, law):
    """Penalty tier that sets the minimum."""
    return choose(charged.quantity_sets_minimum, charged.tier_of_quantity, charged.tier_of_drug)


@rule("charged", unit="text", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def tier_for_maximum(charged, law):
    """Penalty tier that sets the maximum."""
    return choose(charged.quantity_sets_maximum, charged.tier_of_quantity, charged.tier_of_drug)


@rule("count", unit="count", cite="21 U.S.C. § 851(a)(1)", silent=True)
def noticed_priors(count, law):
    """Prior convictions noticed under § 851: none where the record of the count names none, and the review says that it rests on that.

    A record in which one qualifies today had notice of it; how many were noticed is then not known.
    """
    some_noticed = is_known(count.prior_851_today) & (count.prior_851_today > 0)
    return choose(some_noticed, count.prior_851, first_known(count.prior_851, 0))


def qualifying_priors(count, law, tier):
    """Prior convictions that raise the penalty of a tier: those noticed, today those that meet today's definition."""
    domestic = law("usc.21.841.qualifying_prior", tier)
    definition = choose(count.penalty_section == _DOMESTIC, domestic, law("usc.21.960.qualifying_prior", tier))
    today = first_that_holds(
        (is_known(count.prior_851_today), count.prior_851_today),
        (count.noticed_priors == 0, 0),
        (definition == _SERIOUS, count.prior_851_today),
        otherwise=count.noticed_priors,
    )
    return choose(count.judged_anew, today, count.noticed_priors)


def _term(count, law, tier, part):
    key = joined(tier, "/", least(qualifying_priors(count, law, tier), 2), choose(count.death_results, "/death", ""))
    return choose(count.penalty_section == _DOMESTIC, law("usc.21.841.term", key, part=part), law("usc.21.960.term", key, part=part))


@rule("charged", unit="month", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def charged_minimum_months(charged, law):
    """Statutory minimum that this drug brings"""
    return _term(charged, law, charged.tier_for_minimum, "min")


@rule("charged", unit="month", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def charged_maximum_months(charged, law):
    """Statutory maximum that this drug brings"""
    return _term(charged, law, charged.tier_for_maximum, "max")


# the count


@rule("count", unit="yes_no", cite="21 U.S.C. §§ 846, 963", silent=True)
def takes_only_maximum(count, law):
    """Whether the count is an attempt or conspiracy of a day on which §§ 846 and 963 set a maximum only, so that no minimum of the object binds."""
    is_inchoate = one_of(count.statute_section, "21 U.S.C. § 846", "21 U.S.C. § 963")
    of_object = law("usc.object_penalty_from", count.statute_section)
    supposed = in_force(law("usc.object_penalty_supposed")) & is_known(count.offense_day_given) & ~count.offense_day_given
    return choose(is_inchoate & ~supposed, ~of_object, False)


@rule("count", unit="yes_no", cite="21 U.S.C. § 841(b)(1)", silent=True)
def quantity_decides_anew(count, law):
    """Whether today's tier follows from the quantity charged and not from the one that the judgment names: the quantities of the tiers have changed since."""
    given = count.any_of("charged", lambda one: is_known(one.charged_amount))
    missing = count.any_of("charged", lambda one: ~is_known(one.charged_amount))
    return all_hold(count.judged_anew, is_known(count.tier_named), given, ~missing)


@rule("count", unit="month", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def drug_minimum_months(count, law):
    """Statutory minimum of a drug count"""
    of_charge = count.highest("charged", lambda one: one.charged_minimum_months)
    anew = count.highest("charged", lambda one: _term(one, law, one.tier_of_quantity, "min"))
    named = choose(count.quantity_decides_anew, anew, _term(count, law, count.tier_named, "min"))
    return choose(count.takes_only_maximum, 0, choose(is_known(count.tier_named), named, of_charge))


@rule("count", unit="month", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def drug_maximum_months(count, law):
    """Statutory maximum of a drug count"""
    anew = count.highest("charged", lambda one: _term(one, law, one.tier_of_quantity, "max"))
    named = choose(count.quantity_decides_anew, anew, _term(count, law, count.tier_named, "max"))
    return choose(is_known(count.tier_named), named, count.highest("charged", lambda one: one.charged_maximum_months))


def _release(count, law, tier, priors):
    key = joined(tier, "/", priors)
    return choose(count.penalty_section == _DOMESTIC, law("usc.21.841.supervised_release", key), law("usc.21.960.supervised_release", key))


@rule("charged", unit="month", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def charged_release_minimum_months(charged, law):
    """Shortest supervised release that the statute demands for this drug"""
    tier = charged.tier_for_maximum
    return _release(charged, law, tier, least(qualifying_priors(charged, law, tier), 1))


@rule("charged", unit="month", cite="21 U.S.C. § 841(b)(1)", silent=True)
def first_offense_release_of_charge(charged, law):
    """Shortest supervised release for this drug without a prior."""
    return _release(charged, law, charged.tier_for_maximum, 0)


@rule("count", unit="month", cite="21 U.S.C. §§ 841(b)(1), 960(b)", silent=True)
def drug_release_minimum_months(count, law):
    """Shortest supervised release that the statute demands for a drug count"""
    by_charge = count.highest("charged", lambda one: one.charged_release_minimum_months)
    by_name = _release(count, law, count.tier_named, least(qualifying_priors(count, law, count.tier_named), 1))
    return choose(count.takes_only_maximum, 0, choose(is_known(count.tier_named), by_name, by_charge))


@rule("count", unit="month", cite="21 U.S.C. § 841(b)(1)", silent=True)
def first_offense_release_months(count, law):
    """Shortest supervised release that § 841(b) demands for the count's drug without a prior."""
    by_charge = count.highest("charged", lambda one: one.first_offense_release_of_charge)
    return choose(is_known(count.tier_named), _release(count, law, count.tier_named, 0), by_charge)


@rule("count", unit="yes_no", cite="21 U.S.C. § 841(b)(1)", silent=True)
def death_alternative_applies(count, law):
    """Whether the conviction establishes that death or serious bodily injury resulted."""
    return all_hold(count.is_drug_count, count.death_results)
