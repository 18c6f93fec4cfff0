"""Chapter Two, Part D, beside §2D1.1: what other drug guidelines take from it, protected locations, simple possession, listed chemicals."""

from lenity.engine import all_hold, any_holds, choose, first_known, first_that_holds, greatest, in_force, is_known, joined, least, one_of, rule
from lenity.rules.ussg.chapter_two import listed_levels
from lenity.rules.ussg.order import level_from_stops
from lenity.rules.ussg.s2D1_1 import after_caps, after_role_cap, converted_row, early_level, least_level, safety_valve_reduction

_THOUSANDTHS = 1000  # equivalencies are held in thousandths
_QUANTITY = "ussg.2D1.1.quantity"
_STOPS = 2
"""Paragraphs of §2D1.1 that hold the level, at most."""

# what a guideline shuts out


@rule("conduct_adjustment", unit="yes_no", cite="USSG §1B1.1(a)(3)", silent=True)
def adjustment_is_shut_out(adjustment, law):
    """Whether the guideline shuts out this adjustment: every role adjustment (§2D1.5), or a mitigating one (§2D1.8)."""
    is_role = one_of(adjustment.guideline, "3B1.1", "3B1.2", "3B1.3", "3B1.4", "3B1.5")
    all_roles = is_role & adjustment.role_is_shut_out
    return all_roles | ((adjustment.guideline == "3B1.2") & adjustment.mitigating_role_is_shut_out)


def _shuts_out(conduct, law, what):
    return is_known(conduct.applied_guideline) & in_force(law("ussg.excluded", joined(conduct.applied_guideline, what)))


@rule("conduct", unit="yes_no", cite="USSG §2D1.5 comment. (n.1)", silent=True)
def role_is_shut_out(conduct, law):
    """Whether the guideline shuts out every role adjustment."""
    return _shuts_out(conduct, law, "/role_adjustment")


@rule("conduct", unit="yes_no", cite="USSG §2D1.8(b)(1)", silent=True)
def mitigating_role_is_shut_out(conduct, law):
    """Whether the guideline, or the alternative that the court named, shuts out the mitigating-role adjustment."""
    named = conduct.any_of(
        "conduct_adjustment", lambda one: is_known(one.characteristic) & in_force(law("ussg.excluded", joined(one.characteristic, "/mitigating_role")))
    )
    return any_holds(conduct.role_is_shut_out, is_known(named) & named)


@rule("conduct", unit="yes_no", cite="USSG §2D1.14(a)(1)", silent=True)
def role_cap_is_shut_out(conduct, law):
    """Whether the guideline shuts out the mitigating-role cap of §2D1.1(a)."""
    return _shuts_out(conduct, law, "/role_cap")


@rule("conduct", unit="yes_no", cite="USSG §2D1.14(a)(1)", silent=True)
def safety_valve_is_shut_out(conduct, law):
    """Whether the guideline shuts out the safety-valve reduction of §2D1.1(b)."""
    return _shuts_out(conduct, law, "/safety_valve")


# the whole of §2D1.1, for the guidelines that refer to it


@rule("conduct", unit="level", cite="USSG §2D1.1(a)", silent=True)
def underlying_base_level(conduct, law):
    """Base offense level under §2D1.1: of this conduct's own guideline or of the offense that it refers to."""
    found = first_known(conduct.drug_base_level, conduct.found_base_offense_level, unless=conduct.levels_are_reopened)
    return choose(conduct.applied_guideline == "2D1.1", found, conduct.drug_base_level)


@rule("conduct", unit="level", cite="USSG §2D1.1(b)", silent=True)
def listed_drug_levels(conduct, law):
    """Characteristics of §2D1.1 that the court applied."""
    return listed_levels(conduct, lambda one: one.guideline == "2D1.1")


def _whole_level(conduct, law, base):
    """The offense level under §2D1.1 from a base level: its characteristics and the safety valve included (§1B1.5(b)(1)).

    While its characteristics or the safety valve are open, the level is that without them, and the total stays open (`takes_in_what_is_open`).
    """
    floor = level_from_stops(conduct, lambda one: one.guideline == "2D1.1", lambda one: one.level_held, most=_STOPS)
    valve = safety_valve_reduction(conduct, law, base)
    listed = choose(is_known(conduct.listed_drug_levels), conduct.listed_drug_levels, 0)
    raised = greatest(base + listed + conduct.violence_levels_today, choose(is_known(floor), floor, 0))
    return raised + choose(is_known(valve), valve, 0)


@rule("conduct", unit="level", cite="USSG §2D1.1", silent=True)
def drug_offense_level(conduct, law):
    """Offense level of the drugs under §2D1.1 as a whole"""
    return _whole_level(conduct, law, conduct.underlying_base_level)


@rule("conduct", unit="yes_no", cite="USSG §1B1.5(b)(1)", silent=True)
def takes_in_what_is_open(conduct, law):
    """Whether the base level is that of §2D1.1 as a whole, and its characteristics or the safety valve are not known."""
    refers = in_force(law("ussg.rests_on_another", conduct.applied_guideline)) & ~one_of(conduct.applied_guideline, "2D1.1", "2D1.10", "2D1.11", "2D1.13")
    is_open = ~is_known(conduct.safety_valve_levels) | ~is_known(conduct.listed_drug_levels)
    return is_known(refers) & refers & conduct.drug_listed & is_open


# §2D1.2: protected locations, underage or pregnant individuals


def _share(drug, value):
    """The part of a value of a drug that goes with the quantity distributed in a protected location."""
    return value * drug.protected_part / drug.whole


@rule("drug", unit="level", cite="USSG §2D1.2(a)(1)", silent=True)
def protected_drug_level(drug, law):
    """Level of the part of this drug that directly involved a protected location, 0 where none did."""
    by_mixture = law.ladder(_QUANTITY, _share(drug, drug.table_amount), drug.table_key)
    weighed_pure = is_known(drug.purity) & in_force(law(_QUANTITY, drug.pure_key))
    by_purity = choose(weighed_pure, law.ladder(_QUANTITY, _share(drug, drug.pure_milligrams), drug.pure_key), 0)
    return first_that_holds((drug.protected_part == 0, 0), (drug.protected_part == drug.whole, drug.drug_level), otherwise=greatest(by_mixture, by_purity))


@rule("conduct", unit="level", cite="USSG §2D1.2(a)(1)", silent=True)
def protected_quantity_level(conduct, law):
    """Level from the Drug Quantity Table of what directly involved a protected location."""

    def converted(one):
        return choose(one.protected_part == 0, 0, _share(one, one.converted_milligrams))

    uncapped = conduct.total("drug", lambda one: choose(one.capped_class == "none", converted(one), 0))
    together = law.ladder(_QUANTITY, after_caps(conduct, law, converted) + uncapped, converted_row(law))
    by_row = (conduct.how_many("drug", lambda one: one.protected_part > 0) == 1) & conduct.every(
        "drug", lambda one: (one.protected_part == 0) | one.has_own_row
    )
    alone = conduct.highest("drug", lambda one: choose(one.protected_part > 0, one.protected_drug_level, 0))
    least_of_class = conduct.highest("drug", lambda one: choose(one.protected_part > 0, least_level(one, law), 0), empty=0)
    part = greatest(choose(by_row, alone, together), least_of_class)
    return choose(conduct.every("drug", lambda one: one.protected_part == one.whole), conduct.quantity_level, part)


@rule("conduct", unit="level", cite="USSG §2D1.2(a)(1)", silent=True)
def protected_level(conduct, law):
    """Offense level of the drugs that directly involved a protected location or an underage or pregnant individual"""
    is_none = conduct.every("drug", lambda one: one.protected_part == 0)
    base = greatest(conduct.death_level, after_role_cap(conduct, law, conduct.protected_quantity_level))
    return choose(is_none, 0, _whole_level(conduct, law, base) + law("ussg.base_plus", "2D1.2/directly_involved"))


@rule("conduct", unit="level", cite="USSG §2D1.2(a)", silent=True)
def protected_base_level(conduct, law):
    """Base offense level near a protected location: the greatest of the alternatives.

    Where no part is marked as directly involved, the alternative that the court named stands for what it found.
    """
    in_total = in_force(law("ussg.base_from", "2D1.2/total_quantity"))
    total = choose(in_total, conduct.drug_offense_level + law("ussg.base_plus", "2D1.2/total_quantity"), 0)
    otherwise_least = law("ussg.base", "2D1.2/otherwise")
    named = choose(conduct.names_alternative, conduct.named_level, 0)
    takes_named = conduct.names_alternative & ~is_known(conduct.protected_level)
    directly = choose(takes_named, named, conduct.protected_level)
    by_amounts = greatest(otherwise_least, directly, total, named)
    return first_that_holds(
        (conduct.drug_listed, by_amounts),
        (conduct.names_alternative, greatest(otherwise_least, named)),
        otherwise=by_amounts,
    )


# §§2D1.2, 2D1.3 of 1987 to 1989: two or three times the amount that involved a juvenile, a pregnant woman or a school


def _times(row, law, name):
    factor = law("ussg.base_amount_times", name)
    return choose(is_known(name) & in_force(factor), factor, 1)


@rule("conduct", unit="factor", cite="USSG §2D1.2(a); USSG §2D1.3 comment. (n.1)", silent=True)
def amount_multiplier(conduct, law):
    """By what the amount is multiplied: for distribution to a pregnant woman and another ground of §2D1.3 together, by both."""
    pregnant = "2D1.3/pregnant_woman"
    lone = law("ussg.designation", conduct.base_section, clock="record_edition_on")
    of_lone = choose(is_known(conduct.base_section) & in_force(lone), _times(conduct, law, lone), 1)
    woman = conduct.highest("conduct_adjustment", lambda one: choose(one.characteristic == pregnant, _times(one, law, pregnant), 1), empty=1)
    other = conduct.highest(
        "conduct_adjustment",
        lambda one: choose(is_known(one.characteristic) & (one.characteristic != pregnant), _times(one, law, one.characteristic), 1),
        empty=1,
    )
    return choose(is_known(conduct.names_alternative) & conduct.names_alternative, woman * other, of_lone)


@rule("drug", unit="factor", cite="USSG §2D1.2 comment. (n.1)", silent=True)
def amount_counts_times(drug, law):
    """How many times the amount of this drug counts: only the part that involved a juvenile, a pregnant woman or a school is multiplied."""
    return (drug.whole + drug.protected_part * (drug.amount_multiplier - 1)) / drug.whole


@rule("conduct", unit="level", cite="USSG §2D1.2(a)", silent=True)
def multiplied_drug_offense_level(conduct, law):
    """Offense level under §2D1.1 of the amounts so multiplied, the weapon characteristic included (§2D1.2 comment. (n.2))."""
    alone = conduct.highest("drug", lambda one: law.ladder(_QUANTITY, one.table_amount * one.amount_counts_times, one.table_key))
    together = early_level(conduct, law, lambda one: one.amount_counts_times)
    by_quantity = greatest(choose(conduct.drugs_are_converted, together, alone), conduct.highest("drug", lambda one: least_level(one, law), empty=0))
    return _whole_level(conduct, law, greatest(conduct.death_level, by_quantity))


# §2D2.1: simple possession


@rule("drug", unit="level", cite="USSG §2D2.1(a)", silent=True)
def possession_level(drug, law):
    """Base offense level for possessing this substance, by its name or its class."""
    by_name = law("ussg.2D2.1.alternative", drug.drug)
    kind = law("ussg.drugs.class", drug.drug)
    by_class = law("ussg.2D2.1.alternative", joined("class ", choose(in_force(kind), kind, "other")))
    return law("ussg.base", first_that_holds((in_force(by_name), by_name), (in_force(by_class), by_class), otherwise="2D2.1/other_substance"))


@rule("count", unit="yes_no", cite="USSG §2D2.1(b)(1); App. C amend. 304", silent=True)
def establishes_much_cocaine_base(count, law):
    """Whether the conviction is of possessing more cocaine base than the edition leaves under §2D2.1."""
    threshold = law("ussg.2D2.1.cocaine_base_more_than")
    is_more = count.any_of("charged", lambda one: choose(one.drug == "cocaine base", one.charged_milligrams > threshold, False))
    return choose(in_force(threshold) & count.is_possession_count, choose(count.charged_listed, is_more, False), False)


@rule("case", unit="yes_no", cite="USSG §2D2.1(b)(1); App. C amend. 304", silent=True)
def possession_is_treated_as_trafficking(case, law):
    """Whether a conviction of possessing cocaine base leads to §2D1.1."""
    return case.any_of("count", lambda one: one.establishes_much_cocaine_base)


@rule("conduct", unit="level", cite="USSG §2D2.1(a)", silent=True)
def possession_base_level(conduct, law):
    """Base offense level for simple possession: that of the gravest substance, of §2D1.1 where the conviction establishes much cocaine base."""
    treated = is_known(conduct.possession_is_treated_as_trafficking) & conduct.possession_is_treated_as_trafficking
    return choose(treated, conduct.drug_offense_level, conduct.highest("drug", lambda one: one.possession_level))


# §2D1.11: listed chemicals


@rule("drug", unit="level", cite="USSG §2D1.11", silent=True)
def chemical_level(drug, law):
    """Level of a listed chemical by its own row: by volume where it is measured so."""
    by_volume = law.ladder("ussg.2D1.11.level_by_volume", drug.milliliters, drug.drug)
    return choose(drug.counted_in == "ml", by_volume, law.ladder("ussg.2D1.11.level", drug.milligrams_found, drug.drug))


def _is_added(drug, law):
    return in_force(law("ussg.2D1.11.added_with_ephedrine", drug.drug))


@rule("conduct", unit="level", cite="USSG §2D1.11 comment. (n.1(B))", silent=True)
def ephedrine_table_level(conduct, law):
    """Level of ephedrine, pseudoephedrine and phenylpropanolamine together, 0 where there is none"""
    together = conduct.total("drug", lambda one: choose(_is_added(one, law), one.milligrams_found, 0))
    return choose(conduct.any_of("drug", lambda one: _is_added(one, law)), law.ladder("ussg.2D1.11.level", together, "ephedrine"), 0)


def _after_chemical_cap(conduct, law, level):
    has_role = is_known(conduct.mitigating_role) & conduct.mitigating_role
    return choose(has_role & in_force(law("ussg.2D1.11.role_cap", level)), law("ussg.2D1.11.role_cap", level), level)


def _ephedrine_milligrams(drug, law):
    factor = law("ussg.2D1.11.ephedrine_equivalency", drug.drug)
    own = choose(drug.drug == "ephedrine", _THOUSANDTHS, 0)
    return drug.milligrams_found * choose(in_force(factor), factor, own) / _THOUSANDTHS


@rule("conduct", unit="level", cite="USSG §2D1.11(d) n.(A); App. C amends. 371, 519", silent=True)
def level_by_ephedrine_equivalents(conduct, law):
    """Level of the list I chemicals converted to ephedrine and added, as the tables of 1991 to 2001 had it, the acids of the footnote within their limit."""

    def of(one, limited):
        has_limit = in_force(law("ussg.2D1.11.ephedrine_at_most", one.drug))
        return choose(has_limit, _ephedrine_milligrams(one, law), 0) if limited else choose(has_limit, 0, _ephedrine_milligrams(one, law))

    most = law("ussg.2D1.11.ephedrine_at_most", "anthranilic acid")
    limited = conduct.total("drug", lambda one: of(one, True))
    within = choose(in_force(most), least(limited, most), limited)
    return law.ladder("ussg.2D1.11.level", within + conduct.total("drug", lambda one: of(one, False)), "ephedrine")


@rule("conduct", unit="text", cite="USSG §2D1.11(d) n.(A); App. C amends. 371, 519", silent=True)
def chemicals_are(conduct, law):
    """How the edition takes several list I chemicals before May 2001: `added`, `greatest` for two of one process, `open` where the process decides."""
    pair = joined(conduct.lowest("drug", lambda one: one.drug), " with ", conduct.highest("drug", lambda one: one.drug))
    listed = law("ussg.2D1.11.pair", pair)
    are_two = conduct.how_many("drug", lambda one: is_known(one.drug)) == 2
    holds_pair = all_hold(*(conduct.any_of("drug", lambda one, name=name: one.drug == name) for name in ("hydriodic acid", "ephedrine")))
    all_added = (law("ussg.2D1.11.combination") == "list_i_converted_and_added") & ~holds_pair
    return first_that_holds((are_two & in_force(listed), listed), (all_added, "added"), otherwise="open")


@rule("conduct", unit="level", cite="USSG §2D1.11(a)", silent=True)
def chemical_quantity_level(conduct, law):
    """Level from the chemical quantity tables, after the cap for a mitigating role

    Before May 2001 list I chemicals were added unless used in one process; where neither the table nor its examples say which, it is not known where the two differ.
    """
    single = conduct.highest("drug", lambda one: choose(_is_added(one, law), 0, one.chemical_level))
    now = greatest(_after_chemical_cap(conduct, law, conduct.ephedrine_table_level), single)
    added = greatest(single, conduct.level_by_ephedrine_equivalents)
    is_one = conduct.how_many("drug", lambda one: is_known(one.drug)) <= 1
    before = first_that_holds(
        (is_one | (conduct.chemicals_are == "greatest") | (added == single), single),
        (conduct.chemicals_are == "added", added),
        otherwise=conduct.found_base_offense_level,
    )
    return choose(law("ussg.2D1.11.combination") == "greatest_single_with_ephedrine_group_added", now, before)


@rule("conduct", unit="level", cite="USSG §2D1.11(b)", silent=True)
def chemical_safety_valve_levels(conduct, law):
    """Levels taken off a chemical offense for meeting the safety valve's criteria"""
    reduction = law("ussg.levels", "2D1.11/safety_valve")
    return choose(any_holds(~in_force(reduction), ~conduct.valve_reduction_earned), 0, reduction)


@rule("conduct", unit="level", cite="USSG §2D1.11", silent=True)
def chemical_offense_level(conduct, law):
    """Offense level of the chemicals under §2D1.11 as a whole, for §2D1.13."""
    listed = listed_levels(conduct, lambda one: one.guideline == "2D1.11")
    return conduct.chemical_quantity_level + listed + conduct.chemical_safety_valve_levels
