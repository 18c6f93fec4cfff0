"""What the criteria of relief ask: each fact with its place in the case file, its question and the document that settles it."""

from __future__ import annotations

from lenity.facts import Fact, Level

JUDGMENT = "judgment in a criminal case (form AO 245B)"
DOCKET = "docket sheet"
SHEET = "sentence computation data sheet of the Bureau of Prisons"
PROGRESS = "progress report and disciplinary record of the Bureau of Prisons"
MEDICAL = "medical records of the Bureau of Prisons"
REPORT = "presentence report (the person's counsel or case manager can show it)"
REASONS = "statement of reasons (sealed; counsel can ask the court for it)"
FAMILY = "letters and records of the family"
WARDEN = "the request to the warden, with the day on which it was received"
FINANCE = "financial record of the clerk of court"
SUPERVISION = "record of the probation office"
PRIORS = "records of the prior convictions"

_EVENTS = "What has changed or ended the sentence since, and did a court deny a motion on its merits? List it, or write [] if nothing has."


def _circumstance(name: str, asks: str, decided_by: str, document: str, unit: str = "yes_no") -> Fact:
    return Fact("case", name, unit, f"/circumstances.{name}", asks, decided_by, document)


LEVELS = (
    Level("case", None),
    Level("count", "case", "/convictions", "Which counts was the person convicted of?", JUDGMENT),
)

FACTS = (
    Fact("case", "ordered_on", "date", "", "On which day does the order take effect?"),
    Fact("case", "sentenced_on", "date", "/sentence.date", "When was the sentence imposed?", "record", JUDGMENT),
    Fact("case", "born_on", "date", "/person.born", "When was the person born?", "record", SHEET),
    Fact("case", "custody_since_on", "date", "/custody.since", "When did continuous custody begin?", "record", SHEET),
    Fact("case", "years_served_stated", "year", "/custody.years_served", "How many years has the person served?", "record", SHEET),
    Fact("case", "is_of_federal_court", "yes_no", "/court.district", "Which court imposed the sentence?", "record", JUDGMENT),
    Fact("case", "is_military", "yes_no", "/convictions", "Is the conviction one of a court-martial?", "record", JUDGMENT),
    # the sentence in force
    Fact("case", "has_begun", "yes_no", "/custody.commenced", "Has the sentence begun to run?", "record", SHEET),
    Fact("case", "is_in_prison_on_sentence", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact("case", "was_released", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact("case", "released_on", "date", "/events", "On which day was the person released?", "record", SHEET),
    Fact("case", "was_pardoned", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact("case", "was_commuted", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact("case", "term_is_of_revocation", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact(
        "case", "reduction_reaches_revocation", "yes_no", "", "Can a term imposed on a revocation be reduced in this circuit? Ask counsel.", "counsel", DOCKET
    ),
    Fact("case", "term_is_life", "yes_no", "/sentence.imprisonment", "Which prison term was imposed?", "record", JUDGMENT),
    Fact("case", "had_prison_term", "yes_no", "/sentence.imprisonment", "Which prison term was imposed?", "record", JUDGMENT),
    Fact("case", "term_in_force_days", "day", "/events", "Which prison term is in force?", "record", DOCKET),
    Fact("case", "full_term_on", "date", "/custody.prior_custody_days", "On which day does the full term end?", "record", SHEET),
    Fact("case", "is_within_year_of_judgment", "yes_no", "/sentence.date", "When was the sentence imposed?", "record", JUDGMENT),
    Fact("case", "has_supervised_release", "yes_no", "/sentence.supervised_release", "Which term of supervised release was imposed?", "record", JUDGMENT),
    # from the review and the other avenues
    Fact("case", "would_be_lower_today", "yes_no", "", "Would the sentence be lower if it were imposed today?"),
    Fact("case", "reduction_is_open", "yes_no", "", "Is a reduction under § 3582(c)(2) open?"),
    Fact("case", "section_404_is_open", "yes_no", "", "Is a reduction under § 404 of the First Step Act open?"),
    Fact("case", "listed_amendment_lowers", "yes_no", "", "Does a listed amendment lower the range?"),
    Fact("case", "term_is_above_lowest", "yes_no", "/events", "Which prison term is in force?", "record", DOCKET),
    Fact("case", "plea_was_for_fixed_term", "yes_no", "/convictions[0].plea", "Was there a plea agreement under Rule 11(c)(1)(C)?", "record", "plea agreement"),
    Fact(
        "case",
        "plea_used_range",
        "yes_no",
        "/convictions[0].plea",
        "Does the plea agreement make clear that its term rests on the guideline range?",
        "counsel",
        "plea agreement",
    ),
    Fact("case", "fair_sentencing_act_applied", "yes_no", "/convictions[0].statutory", "Was the Fair Sentencing Act applied at sentencing?", "court", JUDGMENT),
    Fact("case", "has_clear_error", "yes_no", "/sentence", "Does the sentence have a clear error? Ask counsel at once.", "counsel", JUDGMENT),
    Fact("case", "claim_is_in_time", "yes_no", "/events", "Does the one-year limit still run? Ask counsel.", "counsel", DOCKET),
    Fact("case", "has_collateral_claim", "yes_no", "/convictions", "Does a decision fit this case? Ask counsel.", "counsel", DOCKET),
    Fact(
        "case",
        "execution_is_wrong",
        "yes_no",
        "/custody.bureau_sheet",
        "Is the sentence computed and carried out as the law says? Ask counsel.",
        "counsel",
        SHEET,
    ),
    # conduct and history
    Fact("case", "violence_or_threat", "yes_no", "/guidelines.findings.violence_or_threat", "Did the offense involve violence or threats?", "court", REPORT),
    Fact("case", "firearm", "yes_no", "/guidelines.findings.firearm", "Did the person possess a firearm in the offense?", "court", REPORT),
    Fact("case", "sex_offense", "yes_no", "/guidelines.findings.sex_offense", "Is the offense a sex offense?", "court", REPORT),
    Fact("case", "had_aggravating_role", "yes_no", "/guidelines.adjustments", "Which role did the court find?", "court", REASONS),
    Fact("case", "had_mitigating_role", "yes_no", "/guidelines.adjustments", "Which role did the court find?", "court", REASONS),
    Fact("case", "has_no_priors", "yes_no", "/criminal_history.priors", "Which prior sentences did the person have?", "record", REPORT),
    Fact("case", "career_offender", "yes_no", "/criminal_history.career_offender", "Was the person found a career offender?", "court", REASONS),
    Fact("case", "has_violent_prior", "yes_no", "/criminal_history.priors", "Was any prior conviction one of violence?", "record", PRIORS),
    Fact("case", "has_no_incidents", "yes_no", "/custody.incidents", "Were there disciplinary incidents in prison, and with violence?", "record", PROGRESS),
    Fact("case", "has_violent_incident", "yes_no", "/custody.incidents", "Were there disciplinary incidents in prison, and with violence?", "record", PROGRESS),
    Fact("case", "fine_dollars", "dollar", "/sentence.fine", "Was a fine imposed?", "record", JUDGMENT),
    Fact("case", "restitution_dollars", "dollar", "/sentence.restitution", "Was restitution ordered?", "record", JUDGMENT),
    _circumstance("fine_unpaid", "Is some of the fine unpaid?", "record", FINANCE),
    _circumstance("restitution_unpaid", "Is some of the restitution unpaid?", "record", FINANCE),
    _circumstance("low_level", "Was the part in the offense a low-level one?", "court", REPORT),
    _circumstance("ties_to_organization", "Were there significant ties to a large-scale organization, gang or cartel?", "court", REPORT),
    _circumstance("significant_history", "Is the criminal history a significant one?", "counsel", PRIORS),
    _circumstance("good_conduct", "Has conduct in prison been good, all in all?", "record", PROGRESS),
    _circumstance("escape", "Did the person escape, or try to?", "record", PROGRESS),
    # compassionate release
    Fact("case", "warden_request_on", "date", "/circumstances.request_to_warden", "When did the warden receive a request for a motion?", "record", WARDEN),
    _circumstance("remedies_exhausted", "Was every appeal within the Bureau of Prisons used?", "record", WARDEN),
    _circumstance("bureau_moved", "Did the Director of the Bureau of Prisons make the motion?", "record", DOCKET),
    _circumstance("terminal_illness", "Is there a terminal illness?", "record", MEDICAL),
    _circumstance("serious_condition", "Is there a condition that substantially diminishes self-care and will not get better?", "record", MEDICAL),
    _circumstance("care_not_provided", "Is needed long-term or specialized care not given?", "record", MEDICAL),
    _circumstance("outbreak_risk", "Is there an outbreak at the facility and a higher risk from it?", "record", MEDICAL),
    _circumstance("decline_from_age", "Is health in serious decline because of age?", "record", MEDICAL),
    _circumstance("child_without_caregiver", "Has the caregiver of the person's child died or become unable?", "record", FAMILY),
    _circumstance("only_caregiver_of_spouse", "Would the person be the only caregiver of a spouse or partner?", "record", FAMILY),
    _circumstance("only_caregiver_of_parent", "Would the person be the only caregiver of a parent?", "record", FAMILY),
    _circumstance("only_caregiver_of_relative", "Would the person be the only caregiver of another close relative?", "record", FAMILY),
    _circumstance("abused_in_custody", "Was abuse in custody established by a conviction, finding or admission?", "record", DOCKET),
    _circumstance("similar_reason", "Are there other circumstances of similar gravity?", "court", DOCKET),
    _circumstance("gross_disparity", "Did a court find the sentence unusually long and the disparity gross?", "court", DOCKET),
    _circumstance("danger", "Was the person found a danger to others or the community?", "court", PROGRESS),
    _circumstance("sentenced_under_3559c", "Was the sentence imposed under 18 U.S.C. § 3559(c)?", "record", JUDGMENT),
    # supervised release
    Fact("case", "supervision_began_on", "date", "/circumstances.supervision_began", "When did supervised release begin?", "record", SUPERVISION),
    Fact("case", "supervision_is_over", "yes_no", "/circumstances.supervision_ended", "Has supervised release ended?", "record", SUPERVISION),
    # § 404 and earlier motions
    Fact("case", "reduced_under_404", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact("case", "denied_under_404", "yes_no", "/events", _EVENTS, "record", DOCKET),
    Fact("case", "has_removal_order", "yes_no", "/custody.final_order_of_removal", "Is there a final order of removal?", "record", "immigration court record"),
    Fact("case", "risk_is_low", "yes_no", "/custody.risk", "What risk level did the Bureau of Prisons find?", "record", PROGRESS),
    Fact(
        "case", "warden_approved_petition", "yes_no", "/custody.warden_petition", "Did the warden approve a petition to apply time credits?", "record", PROGRESS
    ),
    Fact("case", "bars_time_credits", "yes_no", "", "Does a count bar time credits?"),
    # a count
    Fact("count", "offense_ended_on", "date", "offense.ended", "On which day did the offense of this count end?", "court", JUDGMENT),
    Fact("count", "is_crack_count", "yes_no", "charged", "Was cocaine base charged in this count?", "record", "indictment"),
    Fact(
        "count",
        "penalty_was_changed",
        "yes_no",
        "charged",
        "Which quantity of cocaine base was charged and found?",
        "record",
        "indictment, verdict form or plea agreement",
    ),
    Fact(
        "count", "drug_tier", "text", "charged", "Which quantity of cocaine base was charged and found?", "record", "indictment, verdict form or plea agreement"
    ),
)

OF_COUNSEL = frozenset({"reduction_reaches_revocation", "has_clear_error", "claim_is_in_time", "has_collateral_claim", "execution_is_wrong"})
"""Facts that only a lawyer with the whole record can answer; nothing in a case file does."""
