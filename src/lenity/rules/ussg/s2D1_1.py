"""§2D1.1: drug offenses. From each drug's quantity to the base offense level, and the characteristics on top of it.

Whole in one file, over the usual length, so that the section is read from (a) to (e) in its own order.
"""

from lenity.engine import UNBOUNDED, all_hold, any_holds, choose, first_that_holds, greatest, in_force, is_known, joined, one_of, rule
from lenity.rules.usc.controlled_substances import qualifying_priors

_QUANTITY, _CONVERSION = "ussg.2D1.1.quantity", "ussg.2D1.1.conversion"
_THOUSANDTHS = 1000  # conversion factors are held in thousandths

# one drug


@rule("drug", unit="text", cite="USSG §2D1.1(c)", silent=True)
def table_key(drug, law):
    """The row under which the edition's tables count the substance."""
    named = law("ussg.drugs.quantity_key", drug.drug)
    own = choose(in_force(named), named, drug.drug)
    return first_that_holds(
        (in_force(law("ussg.2D1.1.counted_as", drug.drug)), law("ussg.2D1.1.counted_as", drug.drug)),
        (in_force(law("ussg.2D1.1.counted_as", own)), law("ussg.2D1.1.counted_as", own)),
        otherwise=own,
    )


@rule("drug", unit="text", cite="USSG §2D1.1(c)", silent=True)
def table_measure(drug, law):
    """What the edition counts the substance in: weight, units, ml or plants."""
    counted = law("ussg.2D1.1.counted_in", drug.table_key)
    return choose(in_force(counted), counted, "weight")


@rule("drug", unit="milligram", cite="USSG §2D1.1(c)")
def drug_weight_milligrams(drug, law):
    """Weight of the substance as the table takes it: plants and doses at the weight that the edition gives them

    Doses of LSD before November 1993 counted with their carrier, whose weight only the record can give. A weight found under such an edition may hold
    the carrier's: a later edition needs the doses.
    """
    dose = law("ussg.2D1.1.lsd_dose")
    with_carrier = (drug.drug == "lsd") & in_force(dose) & ~in_force(law("ussg.2D1.1.lsd_dose", clock="record_edition_on"))
    on_carrier = choose(in_force(dose), drug.dosage_units * dose / 1000, drug.milligrams_found)
    by_dose = choose(drug.drug == "lsd", on_carrier, drug.dosage_units * law("ussg.2D1.1.typical_dose", drug.drug) / 1000)
    takes_pure = law("ussg.2D1.1.weighed_as", drug.drug)
    by_weight = choose(in_force(takes_pure) & (takes_pure == "actual") & is_known(drug.purity), drug.milligrams_found * drug.purity, drug.milligrams_found)
    return first_that_holds(
        (drug.counted_in == "plants", drug.plants * law.ladder("ussg.2D1.1.plant_weight", drug.plants)),
        (drug.counted_in == "units", by_dose),
        (with_carrier, drug.dosage_units * dose / 1000),
        otherwise=by_weight,
    )


@rule("drug", unit="factor", cite="USSG §2D1.1(c)", silent=True)
def table_amount(drug, law):
    """The amount in the measure of the row: milligrams, dosage units, milliliters or plants.

    Where the edition counts units and says no weight of one, a weight does not give them.
    """
    kind = choose(drug.drug == "anabolic steroid", "anabolic steroid", "scheduled substance")
    pills_a_unit = law("ussg.2D1.1.dosage_unit_pills", kind)
    by_pills = is_known(drug.in_pills) & drug.in_pills & in_force(pills_a_unit)
    units_by_count = choose(by_pills, drug.dosage_units / pills_a_unit, drug.dosage_units)
    weight, volume = law("ussg.2D1.1.dosage_unit_milligrams", kind), law("ussg.2D1.1.dosage_unit_milliliters", kind)
    units_by_weight = choose(in_force(weight), drug.milligrams_found / weight, drug.dosage_units)
    units_by_volume = choose(in_force(volume), drug.milliliters / volume, drug.dosage_units)
    units = first_that_holds((drug.counted_in == "units", units_by_count), (drug.counted_in == "ml", units_by_volume), otherwise=units_by_weight)
    return first_that_holds(
        (drug.table_measure == "weight", drug.drug_weight_milligrams),
        (drug.table_measure == "units", units),
        (drug.table_measure == "ml", drug.milliliters),
        otherwise=drug.plants,
    )


@rule("drug", unit="yes_no", cite="USSG §2D1.1(c)", silent=True)
def has_own_row(drug, law):
    """Whether the edition's table has a row for the substance, so that it need not be converted."""
    plants_by_row = (drug.counted_in == "plants") & in_force(law(_QUANTITY, "marihuana plant"))
    return plants_by_row | in_force(law(_QUANTITY, drug.table_key))


@rule("drug", unit="text", cite="USSG §2D1.1(c)", silent=True)
def pure_key(drug, law):
    """The row of the pure substance, where the edition has one beside that of the mixture."""
    return joined(drug.table_key, " (actual)")


@rule("drug", unit="milligram", cite="USSG §2D1.1(c)", silent=True)
def pure_milligrams(drug, law):
    """Weight of the pure substance in the mixture"""
    return drug.drug_weight_milligrams * drug.purity


@rule("drug", unit="level", cite="USSG §2D1.1", rows="ussg.2D1.1.row", silent=True)
def level_by_mixture(drug, law):
    """Level of the substance by its own row."""
    by_row = law.ladder(_QUANTITY, drug.table_amount, drug.table_key)
    by_plants = law.ladder(_QUANTITY, drug.plants, "marihuana plant")
    return choose((drug.counted_in == "plants") & in_force(law(_QUANTITY, "marihuana plant")), by_plants, by_row)


@rule("drug", unit="level", cite="USSG §2D1.1", rows="ussg.2D1.1.row", silent=True)
def level_by_purity(drug, law):
    """Level of the pure substance in the mixture, 0 where no purity is recorded or the edition has no such row."""
    weighed_pure = is_known(drug.purity) & in_force(law(_QUANTITY, drug.pure_key))
    return choose(weighed_pure, law.ladder(_QUANTITY, drug.pure_milligrams, drug.pure_key), 0)


@rule("drug", unit="level", cite="USSG §2D1.1", rows="ussg.2D1.1.row", silent=True)
def level_as_ice(drug, law):
    """Level of methamphetamine of at least 80 percent purity, were it found to be Ice; 0 for anything else."""
    may_be_ice = all_hold(drug.drug == "methamphetamine", is_known(drug.purity), drug.purity >= 0.8, in_force(law(_QUANTITY, "ice")))
    return choose(may_be_ice, law.ladder(_QUANTITY, drug.drug_weight_milligrams, "ice"), 0)


@rule("drug", unit="level", cite="USSG §2D1.1(c)")
def drug_level(drug, law):
    """Offense level of this drug alone"""
    without_finding = greatest(drug.level_by_mixture, drug.level_by_purity)
    with_finding = greatest(without_finding, drug.level_as_ice)
    return choose(with_finding > without_finding, choose(drug.found_to_be_ice, with_finding, without_finding), without_finding)


# converting drugs into one


@rule("drug", unit="text", cite="USSG §2D1.1 comment. (n.8(D))", silent=True)
def conversion_key(drug, law):
    """The line under which the edition converts the substance."""
    named = law("ussg.drugs.conversion_key", drug.drug)
    counted = law("ussg.2D1.1.counted_as", named)
    return first_that_holds((in_force(counted), counted), (in_force(named), named), otherwise=drug.table_key)


@rule("drug", unit="factor", cite="USSG §2D1.1 comment. (n.8(D))", silent=True)
def conversion_factor(drug, law):
    """Thousandths of a gram of marihuana (converted drug weight) for a gram, unit or milliliter of the substance."""
    crack_by_level = (drug.drug == "cocaine base") & law("ussg.2D1.1.crack_mixture_by_level")
    by_level = law.ladder("ussg.2D1.1.crack_equivalency", drug.level_by_mixture) * _THOUSANDTHS
    return choose(crack_by_level, by_level, law(_CONVERSION, drug.conversion_key))


@rule("drug", unit="milligram", cite="USSG §2D1.1 comment. (n.8(D))")
def converted_milligrams(drug, law):
    """Converted weight of this drug"""
    by_mixture = choose(drug.table_measure == "weight", drug.table_amount * drug.conversion_factor / _THOUSANDTHS, drug.table_amount * drug.conversion_factor)
    weighed_pure = is_known(drug.purity) & in_force(law(_CONVERSION, drug.pure_key))
    by_purity = drug.pure_milligrams * law(_CONVERSION, drug.pure_key) / _THOUSANDTHS
    return choose(weighed_pure, greatest(by_mixture, by_purity), by_mixture)


@rule("drug", unit="text", cite="USSG §2D1.1 comment. (n.8(D))", silent=True)
def capped_class(drug, law):
    """Which cap on converted weight the substance falls under."""
    return first_that_holds(
        (one_of(drug.table_key, "schedule iii substance", "schedule iii substance (weight)", "anabolic steroid"), "iii"),
        (one_of(drug.table_key, "schedule iv substance", "schedule iv substance (weight)"), "iv"),
        (one_of(drug.table_key, "schedule v substance", "schedule v substance (weight)"), "v"),
        (one_of(drug.table_key, "schedule iii hydrocodone"), "hydrocodone"),
        (one_of(drug.table_key, "schedule i or ii depressant", "schedule i or ii depressant (weight)"), "depressant"),
        otherwise="none",
    )


def _sum(conduct, kind, amount):
    return conduct.total("drug", lambda one: choose(one.capped_class == kind, amount(one), 0))


def _capped(law, amount, key):
    cap = law("ussg.2D1.1.cap", key)
    return choose(in_force(cap), choose(amount > cap, cap, amount), amount)


def after_caps(conduct, law, amount):
    """Converted weight of the substances of Schedules III to V and depressants, after their caps; `amount` gives that of one drug."""
    scheduled = {kind: _capped(law, _sum(conduct, kind, amount), f"schedule {kind}") for kind in ("iii", "iv", "v")}
    lesser = _capped(law, scheduled["iv"] + scheduled["v"], "combined iv-v")
    together = _capped(law, scheduled["iii"] + lesser, "combined iii-v")
    with_depressants = _capped(law, together + _sum(conduct, "depressant", amount), "combined depressants iii-v")
    hydrocodone = _sum(conduct, "hydrocodone", amount)
    return choose(hydrocodone > 0, _capped(law, with_depressants + hydrocodone, "schedule iii hydrocodone"), with_depressants)


@rule("conduct", unit="milligram", cite="USSG §2D1.1 comment. (n.8(D))", silent=True)
def capped_milligrams(conduct, law):
    """Converted weight of the substances of Schedules III to V and depressants, after their caps."""
    return after_caps(conduct, law, lambda one: one.converted_milligrams)


@rule("conduct", unit="milligram", cite="USSG §2D1.1 comment. (n.8(B))")
def converted_drug_weight_milligrams(conduct, law):
    """Converted weight of all drugs together, after the caps"""
    return conduct.capped_milligrams + conduct.total("drug", lambda one: choose(one.capped_class == "none", one.converted_milligrams, 0))


@rule("conduct", unit="yes_no", cite="USSG §2D1.1 comment. (n.8(B))", silent=True)
def drugs_are_converted(conduct, law):
    """Whether the drugs must be converted to one: several of them, or one without a row of its own."""
    return (conduct.how_many("drug", lambda one: is_known(one.table_key)) > 1) | ~conduct.every("drug", lambda one: one.has_own_row)


def converted_row(law):
    """The row of the table under which converted weight is looked up."""
    return choose(in_force(law(_QUANTITY, "converted drug weight")), "converted drug weight", "marihuana")


@rule("conduct", unit="milligram", cite="USSG §2D1.1 comment. (n.10(D))", silent=True)
def cocaine_base_milligrams(conduct, law):
    """Cocaine base among the drugs"""
    return conduct.total("drug", lambda one: choose(one.drug == "cocaine base", one.drug_weight_milligrams, 0))


@rule("conduct", unit="level", cite="USSG §2D1.1 comment. (n.10(D))", silent=True)
def level_of_other_drugs(conduct, law):
    """Level of the drugs other than cocaine base."""
    others = conduct.how_many("drug", lambda one: one.drug != "cocaine base")
    converted = conduct.converted_drug_weight_milligrams - conduct.total("drug", lambda one: choose(one.drug == "cocaine base", one.converted_milligrams, 0))
    single = conduct.highest("drug", lambda one: choose((one.drug != "cocaine base") & one.has_own_row, one.drug_level, 0))
    return choose(all_hold(others == 1, single > 0), single, law.ladder(_QUANTITY, converted, converted_row(law)))


@rule("conduct", unit="level", cite="USSG §2D1.1 comment. (n.10(D)(i))", silent=True)
def cocaine_base_mixture_levels(conduct, law):
    """The two levels taken off where cocaine base was combined with other drugs from May 2008 to October 2010."""
    in_bounds = all_hold(
        conduct.cocaine_base_milligrams >= law("ussg.2D1.1.crack_mixture_minus_two_least"),
        conduct.cocaine_base_milligrams < law("ussg.2D1.1.crack_mixture_minus_two_most"),
    )
    reduced = conduct.level_by_conversion + law("ussg.2D1.1.crack_mixture_minus_two_levels")
    applies = all_hold(
        law("ussg.2D1.1.crack_mixture_minus_two"),
        conduct.cocaine_base_milligrams > 0,
        in_bounds,
        reduced >= conduct.level_of_other_drugs,
    )
    return choose(applies, law("ussg.2D1.1.crack_mixture_minus_two_levels"), 0)


@rule("conduct", unit="level", cite="USSG §2D1.1", rows="ussg.2D1.1.row", silent=True)
def level_by_conversion(conduct, law):
    """Level of the drugs together by their converted weight."""
    return law.ladder(_QUANTITY, conduct.converted_drug_weight_milligrams, converted_row(law))


# the tables of 1987 to 1991, which converted to heroin, cocaine, PCP or marihuana


@rule("drug", unit="text", cite="USSG §2D1.1 comment. (n.10)", silent=True)
def equivalent_drug(drug, law):
    """The drug that the early tables convert this one to."""
    return choose(in_force(law("ussg.2D1.1.equivalent_drug", drug.table_key)), law("ussg.2D1.1.equivalent_drug", drug.table_key), drug.table_key)


def _early(drug, law, id, own):
    """Weight of the drug that this one is equivalent to: itself where it is that drug, not known where the table has no line for it."""
    factor = first_that_holds(
        (in_force(law(id, drug.table_key)), law(id, drug.table_key)),
        (in_force(law(id, drug.drug)), law(id, drug.drug)),
        (drug.table_key == own, _THOUSANDTHS),
        otherwise=drug.early_equivalent,
    )
    return drug.drug_weight_milligrams * factor / _THOUSANDTHS


def early_level(conduct, law, times=lambda one: 1):
    """Level of the drugs together under the equivalency tables of 1987 to 1991; `times` says how often the amount of one counts."""
    common = conduct.highest("drug", lambda one: one.equivalent_drug)
    same = common == conduct.lowest("drug", lambda one: one.equivalent_drug)
    own = conduct.total("drug", lambda one: _early(one, law, "ussg.2D1.1.equivalent_grams", one.equivalent_drug) * times(one))
    as_heroin = conduct.total("drug", lambda one: _early(one, law, "ussg.2D1.1.equivalent_heroin_grams", "heroin") * times(one))
    return choose(same, law.ladder(_QUANTITY, own, common), law.ladder(_QUANTITY, as_heroin, "heroin"))


@rule("conduct", unit="level", cite="USSG §2D1.1", rows="ussg.2D1.1.row", silent=True)
def level_by_early_equivalents(conduct, law):
    """Level of the drugs together under the equivalency tables of 1987 to 1991."""
    return early_level(conduct, law)


# the base offense level


@rule("conduct", unit="level", cite="USSG §2D1.1(c)")
def quantity_level(conduct, law):
    """Level from the Drug Quantity Table"""
    by_conversion = choose(
        in_force(law(_CONVERSION, "cocaine")), conduct.level_by_conversion + conduct.cocaine_base_mixture_levels, conduct.level_by_early_equivalents
    )
    least_of_class = conduct.highest("drug", lambda one: least_level(one, law), empty=0)
    level = choose(conduct.drugs_are_converted, by_conversion, conduct.highest("drug", lambda one: one.drug_level))
    return greatest(level, least_of_class)


def least_level(drug, law):
    """The least level that the table gives for the class of the substance, 0 for other substances."""
    kind = law("ussg.drugs.class", drug.drug)
    by_class = law("ussg.2D1.1.minimum_level", kind)
    return choose(in_force(kind) & in_force(by_class), by_class, 0)


def _death_level(count, law, tier):
    """Base offense level that a death gives a conviction under a tier, 0 where the edition has no such alternative for it."""
    kind = law("ussg.2D1.1.death_alternative", tier)
    with_prior = qualifying_priors(count, law, tier) > 0
    level = law("ussg.2D1.1.base_alternative", choose(with_prior, joined(kind, "_and_prior"), kind))
    return choose(in_force(kind), choose(in_force(level), level, 0), 0)


@rule("charged", unit="level", cite="USSG §2D1.1(a)(1)–(4)", silent=True)
def death_level_of_charge(charged, law):
    """Base offense level that a death gives a conviction for this drug."""
    return _death_level(charged, law, charged.tier_for_maximum)


@rule("count", unit="level", cite="USSG §2D1.1(a)(1)–(4)", silent=True)
def death_level_of_count(count, law):
    """Base offense level that death or serious bodily injury gives a count, 0 where the conviction establishes none.

    Where the record gives neither drug nor tier, a maximum of life shows one of the three that reach life with a death, which have the same level.
    """
    by_charge = count.highest("charged", lambda one: one.death_level_of_charge, empty=0)
    by_term = ~count.charged_listed & is_known(count.stated_maximum) & (count.stated_maximum >= UNBOUNDED)
    return first_that_holds(
        (~count.death_alternative_applies, 0),
        (is_known(count.tier_named), _death_level(count, law, count.tier_named)),
        (by_term, _death_level(count, law, choose(count.penalty_section == "21 U.S.C. § 960", "1", "A"))),
        otherwise=by_charge,
    )


@rule("case", unit="level", cite="USSG §2D1.1(a)(1)–(4)", silent=True)
def death_level_of_counts(case, law):
    """Base offense level that death or serious bodily injury gives, by the gravest count."""
    return case.highest("count", lambda one: one.death_level_of_count, empty=0)


@rule("conduct", unit="level", cite="USSG §2D1.1(a)", silent=True)
def death_level(conduct, law):
    """Base offense level that death or serious bodily injury gives, 0 where the conviction establishes none."""
    return choose(conduct.count_listed, conduct.death_level_of_counts, 0)


@rule("conduct", unit="level", cite="USSG §2D1.1(a)")
def level_after_role_cap(conduct, law):
    """Level from the Drug Quantity Table after the cap for a mitigating role that the court found"""
    return after_role_cap(conduct, law, conduct.quantity_level)


def after_role_cap(conduct, law, level):
    """A level of the table after the caps for a mitigating role; §2D1.14 leaves out the first of them."""
    has_role = is_known(conduct.mitigating_role) & conduct.mitigating_role & ~conduct.mitigating_role_is_shut_out & law("ussg.2D1.1.role_cap_applies")
    is_capped = in_force(law("ussg.2D1.1.role_cap", level)) & ~conduct.role_cap_is_shut_out
    capped = choose(is_capped, law("ussg.2D1.1.role_cap", level), level)
    is_minimal = is_known(conduct.minimal_role) & conduct.minimal_role & law("ussg.2D1.1.minimal_role_cap_applies")
    lowest = law("ussg.2D1.1.minimal_role_cap")
    return choose(has_role, choose(is_minimal, choose(capped > lowest, lowest, capped), capped), level)


@rule("conduct", unit="level", cite="USSG §2D1.1(a)(1)–(4)", silent=True)
def death_level_named(conduct, law):
    """Base offense level of an alternative for death or serious bodily injury that the case lists by its section, 0 where it lists none."""

    def level(one):
        kind = law("ussg.2D1.1.named_alternative", one.section, clock="record_edition_on")
        return choose(in_force(kind) & in_force(law("ussg.2D1.1.base_alternative", kind)), law("ussg.2D1.1.base_alternative", kind), 0)

    named = conduct.highest("conduct_adjustment", level, empty=0)
    return choose(is_known(named), named, 0)


@rule("conduct", unit="level", cite="USSG §2D1.1(a)", silent=True)
def drug_base_level(conduct, law):
    """Base offense level of a drug offense: the greatest of its alternatives."""
    return greatest(conduct.death_level, conduct.death_level_named, conduct.level_after_role_cap)


# characteristics


@rule("conduct", unit="yes_no", cite="USSG §2D1.1(b)(1)", silent=True)
def weapon_enhancement(conduct, law):
    """Whether an enhancement for a dangerous weapon was applied."""
    return conduct.any_of("conduct_adjustment", lambda one: is_known(one.characteristic) & (one.characteristic == "2D1.1/dangerous_weapon"))


@rule("conduct", unit="level", cite="USSG §2D1.1(b)", silent=True)
def violence_levels_today(conduct, law):
    """Levels for violence or threats, which no edition before November 2010 asked about, where the court found them."""
    found = is_known(conduct.violence_or_threat) & conduct.violence_or_threat
    new_since = ~in_force(law("ussg.levels", "2D1.1/violence", clock="record_edition_on"))
    applies = all_hold(conduct.judged_anew, found, new_since, in_force(law("ussg.levels", "2D1.1/violence")))
    return choose(applies, law("ussg.levels", "2D1.1/violence"), 0)


@rule("conduct", unit="level", cite="USSG §2D1.1(b)")
def safety_valve_levels(conduct, law):
    """Levels taken off for meeting the safety valve's criteria"""
    is_drug = (conduct.applied_guideline == "2D1.1") | conduct.drug_listed
    return choose(is_drug, safety_valve_reduction(conduct, law, conduct.underlying_base_level), 0)


def safety_valve_reduction(conduct, law, base):
    """Levels that the safety valve takes off a base level under §2D1.1, with the characteristics that the court applied."""
    reduction = law("ussg.levels", "2D1.1/safety_valve")
    threshold = law("ussg.2D1.1.safety_valve_least_level")
    high_enough = choose(in_force(threshold), base + conduct.listed_drug_levels >= threshold, True)
    barred = any_holds(~in_force(reduction), conduct.safety_valve_is_shut_out, ~conduct.valve_reduction_earned)
    return choose(barred, 0, choose(high_enough, reduction, 0))
