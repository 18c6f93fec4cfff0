"""The avenues of relief: what each is called, under which authority, and its criteria in order."""

from __future__ import annotations

from dataclasses import dataclass

from lenity.engine import Rule
from lenity.relief.criteria import clemency, common, compassionate, others, reductions


@dataclass(frozen=True, slots=True)
class Avenue:
    """One avenue. `criteria` are (id, rule); all must hold. `any_of` are the rules of which one is enough for the criterion of that id."""

    name: str
    title: str
    authority: str
    criteria: tuple[tuple[str, Rule], ...]
    any_of: tuple[tuple[str, tuple[Rule, ...]], ...] = ()
    decided_by_counsel: bool = False
    """Whether the law asks what only a lawyer with the whole record can answer: the status is never met."""


AVENUES = (
    Avenue(
        "retroactive_amendment",
        "Reduction under a guideline amendment that was made retroactive",
        "18 U.S.C. § 3582(c)(2)",
        (
            ("in_force", reductions.reduction_in_force),
            ("serving", common.serving_prison_term),
            ("original_term", reductions.term_is_original),
            ("not_commuted", reductions.term_not_commuted),
            ("based_on_range", reductions.based_on_range),
            ("range_lowered", reductions.range_is_lowered),
            ("term_above_lowest", reductions.term_can_come_down),
        ),
    ),
    Avenue(
        "first_step_act_404",
        "Reduction under section 404 of the First Step Act (cocaine base)",
        "Pub. L. 115-391, § 404",
        (
            ("in_force", reductions.section_404_in_force),
            ("serving", common.serving_prison_term),
            ("covered_offense", reductions.covered_offense),
            ("not_under_fair_sentencing_act", reductions.not_yet_under_fair_sentencing_act),
            ("no_earlier_denial", reductions.no_earlier_404_motion_denied),
        ),
    ),
    Avenue(
        "compassionate_release",
        "Compassionate release",
        "18 U.S.C. § 3582(c)(1)(A)",
        (
            ("in_force", compassionate.compassionate_release_in_force),
            ("serving", common.serving_prison_term),
            ("motion", compassionate.motion_can_be_made),
            ("reason", compassionate.extraordinary_and_compelling_reason),
            ("no_danger", compassionate.no_danger),
        ),
        (("reason", compassionate.REASONS),),
    ),
    Avenue(
        "commutation",
        "Commutation of sentence",
        "U.S. Const. art. II, § 2, cl. 1; 28 C.F.R. § 1.3",
        (
            ("in_force", clemency.commutation_in_force),
            ("federal_conviction", common.federal_conviction),
            ("serving", clemency.sentence_can_be_commuted),
            ("no_other_relief", common.no_other_relief_available),
        ),
    ),
    Avenue(
        "time_credits",
        "First Step Act time credits",
        "18 U.S.C. §§ 3632(d)(4), 3624(g)",
        (
            ("in_force", others.time_credits_in_force),
            ("serving", common.serving_prison_term),
            ("offense", others.offense_earns_credits),
            ("term_ends", others.term_has_an_end),
            ("no_removal_order", others.no_removal_order),
            ("risk", others.risk_allows_applying),
        ),
    ),
    Avenue(
        "early_termination",
        "Early end of supervised release",
        "18 U.S.C. § 3583(e)(1)",
        (
            ("in_force", others.early_termination_in_force),
            ("on_supervised_release", others.on_supervised_release),
            ("one_year", others.one_year_of_supervision),
        ),
    ),
    Avenue(
        "remission",
        "Remission of a fine or restitution",
        "U.S. Const. art. II, § 2, cl. 1; 28 C.F.R. § 1.3",
        (
            ("in_force", clemency.remission_in_force),
            ("federal_conviction", common.federal_conviction),
            ("unpaid", clemency.unpaid_fine_or_restitution),
            ("not_pardoned", clemency.not_pardoned),
            ("no_other_relief", common.no_other_relief_available),
        ),
    ),
    Avenue(
        "pardon",
        "Pardon after completion of sentence",
        "U.S. Const. art. II, § 2, cl. 1; 28 C.F.R. § 1.2",
        (
            ("in_force", clemency.pardon_in_force),
            ("federal_conviction", common.federal_conviction),
            ("not_pardoned", clemency.not_pardoned),
            ("waiting_period", clemency.waiting_period_over),
            ("not_under_supervision", clemency.not_under_supervision),
        ),
    ),
    Avenue(
        "section_2255",
        "Motion to vacate the sentence",
        "28 U.S.C. § 2255",
        (
            ("in_force", others.section_2255_in_force),
            ("in_custody", others.in_custody),
            ("claim", others.has_claim),
            ("in_time", others.within_limit),
        ),
        decided_by_counsel=True,
    ),
    Avenue(
        "section_2241",
        "Habeas corpus on how the sentence is carried out",
        "28 U.S.C. § 2241",
        (
            ("in_force", others.section_2241_in_force),
            ("in_custody", others.in_custody),
            ("execution", others.attacks_execution),
        ),
        decided_by_counsel=True,
    ),
    Avenue(
        "rule_35",
        "Correction of a clear error, and other modification that a statute or Rule 35 permits",
        "18 U.S.C. § 3582(c)(1)(B); Fed. R. Crim. P. 35",
        (
            ("in_force", reductions.rule_35_in_force),
            ("within_days", reductions.within_clear_error_days),
            ("clear_error", reductions.clear_error),
        ),
        decided_by_counsel=True,
    ),
    Avenue(
        "clemency_initiative_2014",
        "Clemency Initiative of 2014",
        "Department of Justice, announcement of April 23, 2014",
        (
            ("in_force", clemency.initiative_in_force),
            ("lower_today", clemency.likely_lower_today),
            ("nonviolent_low_level", clemency.nonviolent_and_low_level),
            ("ten_years_served", clemency.ten_years_served),
            ("no_significant_history", clemency.no_significant_history),
            ("good_conduct", clemency.good_conduct_in_prison),
            ("no_violence", clemency.no_history_of_violence),
        ),
    ),
    Avenue(
        "elderly_offender",
        "Home detention for elderly people (pilot)",
        "34 U.S.C. § 60541(g)",
        (
            ("in_force", compassionate.elderly_pilot_in_force),
            ("serving", common.serving_prison_term),
            ("age", compassionate.elderly_enough),
            ("served", compassionate.elderly_served_enough),
            ("no_violence", compassionate.elderly_no_violence),
            ("no_escape", compassionate.elderly_no_escape),
        ),
    ),
)
"""In the order of their usefulness where each is open: what shortens a term by right of a rule, then by a court's choice, then by grace."""
