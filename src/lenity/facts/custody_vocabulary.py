"""The vocabulary of a sentence computation: the tables of a case that custody adds, and the facts that its rules read."""

from __future__ import annotations

from lenity.facts.levels import Fact, Level

_JUDGMENT = "judgment in a criminal case (form AO 245B)"
_DOCKET = "docket sheet"
_SHEET = "sentence computation data sheet (the case manager or the Bureau's Designation and Sentence Computation Center gives it)"
_CREDITS = "First Step Act time credit assessment (the case manager prints it)"
_RISK = "PATTERN risk assessments in the unit team's file (the case manager shows them)"
_DISCIPLINE = "disciplinary record (the case manager prints it)"

_REASONS = "statement of reasons (sealed; counsel can ask the court for it)"

_RISKS = "What did each risk assessment find, and on which day?"
_SUPERVISION = "What term of supervised release was imposed?"
_TERM = "What prison term was imposed?"
_EVENTS = "What changed the sentence since it was imposed?"

CUSTODY_LEVELS: tuple[Level, ...] = (
    Level("sentence_term", "case", "/sentence.imprisonment", _TERM, _JUDGMENT),
    Level("event", "case", "/events", _EVENTS, _DOCKET),
    Level("incident", "case", "/custody.incidents", "Which disciplinary incidents were there, and what good conduct time was lost?", _DISCIPLINE),
    Level("participation", "case", "/custody.programs", "In which programs, and on which days, did the person take part?", _CREDITS),
)

_STATUTE = "Under which statute is the count?"

CUSTODY_FACTS: tuple[Fact, ...] = (
    # the day that is asked about, and the days on which the law of custody and of orders is read
    Fact("case", "as_of_on", "date", "", "Which day is asked about?"),
    Fact("case", "custody_on", "date", "", "On which day is the law of custody read?"),
    Fact("case", "ordered_on", "date", "", "On which day does an order take effect?"),
    # when custody and the sentence began
    Fact("case", "imposed_on", "date", "/sentence.date", "When was the sentence that is being served imposed?", "record", _JUDGMENT),
    Fact("case", "commencement_stated_on", "date", "/custody.commenced", "When did the sentence commence?", "record", _SHEET),
    Fact("case", "custody_since_on", "date", "/custody.since", "When did continuous custody begin?", "record", _SHEET),
    Fact(
        "case",
        "prior_custody_days",
        "day",
        "/custody.prior_custody_days",
        "How many days before the sentence commenced were credited to it under 18 U.S.C. § 3585(b)?",
        "record",
        _SHEET,
    ),
    Fact("case", "commuted_to_end_on", "date", "", "On which day does the sentence end, as commuted?"),
    Fact("case", "released_on", "date", "/events", "When was the person released?", "record", _SHEET),
    Fact("case", "was_pardoned", "yes_no", "/events", "Was the person pardoned?", "record", _DOCKET),
    Fact("case", "pardoned_on", "date", "/events", "When was the person pardoned?", "record", _DOCKET),
    Fact("case", "was_released", "yes_no", "/events", "Was the person released?", "record", _SHEET),
    Fact(
        "case",
        "diploma_or_progress",
        "yes_no",
        "/custody.diploma_or_progress",
        "Does the person have a high school diploma or its equivalent, or make satisfactory progress toward one?",
        "record",
        _SHEET,
    ),
    # the terms imposed
    Fact("sentence_term", "count_number", "count", "", "Which count is it?"),
    Fact("sentence_term", "stands_alone", "yes_no", "", "Is it the total for all counts?"),
    Fact(
        "sentence_term",
        "ordered_consecutive",
        "yes_no",
        "/sentence.consecutive",
        "Which terms did the court order to run after the others?",
        "court",
        _JUDGMENT,
    ),
    Fact("sentence_term", "months_imposed", "month", "", _TERM, "court", _JUDGMENT),
    Fact("sentence_term", "days_imposed", "day", "", _TERM, "court", _JUDGMENT),
    Fact("sentence_term", "is_life", "yes_no", "", _TERM, "court", _JUDGMENT),
    *(
        Fact("sentence_term", name, "text", "/convictions", _STATUTE, "record", _JUDGMENT)
        for name in ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")
    ),
    # what changed the term
    Fact("event", "event_on", "date", "date", "On which day did it take effect?", "record", _DOCKET),
    Fact("event", "event_order", "count", "", "Which event is it, in order of date?"),
    Fact("event", "sets_term", "yes_no", "", "Does it set the prison term?"),
    Fact("event", "event_months", "month", "term", "What is the prison term from then on?", "court", _DOCKET),
    Fact("event", "event_days", "day", "term", "What is the prison term from then on?", "court", _DOCKET),
    Fact("event", "event_is_life", "yes_no", "term", "What is the prison term from then on?", "court", _DOCKET),
    # conduct in custody
    Fact(
        "incident", "good_time_lost_days", "day", "good_time_lost_days", "How much good conduct time was lost for it and not restored?", "record", _DISCIPLINE
    ),
    Fact(
        "incident",
        "time_credits_lost_days",
        "day",
        "time_credits_lost_days",
        "How many time credits were forfeited for it and not restored?",
        "record",
        _DISCIPLINE,
    ),
    # time credits
    Fact(
        "count",
        "meets_further_condition",
        "yes_no",
        "statute",
        "Does the conviction meet the further condition under which 18 U.S.C. § 3632(d)(4)(D) names it?",
        "court",
        _JUDGMENT,
    ),
    Fact(
        "case",
        "has_aggravating_role",
        "yes_no",
        "/guidelines.adjustments",
        "Did the court find that the person was an organizer, leader, manager or supervisor (§3B1.1)?",
        "court",
        _REASONS,
    ),
    Fact("participation", "part_first_on", "date", "from", "On which day did participation begin?", "record", _CREDITS),
    Fact("participation", "part_last_on", "date", "to", "Until which day did participation last?", "record", _CREDITS),
    Fact("participation", "part_days", "day", "days", "On how many days did the person take part?", "record", _CREDITS),
    Fact("participation", "days_in_part", "day", "days", "On which of its days did the person take part?", "record", _CREDITS),
    Fact("participation", "is_every_day", "yes_no", "days", "On how many days did the person take part?", "record", _CREDITS),
    Fact("participation", "level_now", "text", "/custody.risk", _RISKS, "record", _RISK),
    Fact("participation", "level_before", "text", "/custody.risk", _RISKS, "record", _RISK),
    Fact("case", "risk_level", "text", "/custody.risk", _RISKS, "record", _RISK),
    Fact("case", "risk_level_before", "text", "/custody.risk", _RISKS, "record", _RISK),
    Fact("case", "warden_petition", "yes_no", "/custody.warden_petition", "Did the warden approve a petition under § 3624(g)(1)(D)?", "record", _SHEET),
    Fact(
        "case",
        "drug_treatment_months",
        "month",
        "/custody.drug_treatment_months",
        "By how many months did the Bureau bring release forward for residential drug treatment?",
        "record",
        _SHEET,
    ),
    Fact("case", "final_order_of_removal", "yes_no", "/custody.final_order_of_removal", "Is there a final order of removal?", "record", _SHEET),
    # supervised release
    Fact("case", "supervised_release_months", "month", "/sentence.supervised_release", _SUPERVISION, "court", _JUDGMENT),
    Fact("case", "supervised_release_days", "day", "/sentence.supervised_release", _SUPERVISION, "court", _JUDGMENT),
    Fact("case", "supervised_release_is_life", "yes_no", "/sentence.supervised_release", _SUPERVISION, "court", _JUDGMENT),
)
