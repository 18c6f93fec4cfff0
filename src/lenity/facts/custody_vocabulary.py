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

_STATUTE = "Under which statute is the count?"
_STATE = "state court judgment and the state's record of custody"
_MARSHALS = "U.S. Marshals Service record of custody"
_DESIGNATION = "the Bureau's letter or worksheet on designation under 18 U.S.C. § 3621(b) (Program Statement 5160.05)"
_OTHER_RUNS = "How does its judgment say that it runs with the term that was being served?"
_OTHER_TERM = "What is the term of the other federal judgment?"
_FORMS = ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")

CUSTODY_LEVELS: tuple[Level, ...] = (
    Level("sentence_term", "case", "/sentence.imprisonment", _TERM, _JUDGMENT),
    Level("event", "case", "/events", _EVENTS, _DOCKET),
    Level("incident", "case", "/custody.incidents", "Which disciplinary incidents were there, and what good conduct time was lost?", _DISCIPLINE),
    Level("participation", "case", "/custody.programs", "In which programs, and on which days, did the person take part?", _CREDITS),
    Level("state_term", "case", "/custody.state_terms", "Which state prison terms stood beside the federal one?", _STATE),
    Level("detention", "case", "/custody.detention", "When was the person detained before the sentence commenced?", _MARSHALS),
    Level("other_term", "case", "/custody.other_terms", "Which federal terms of later judgments are there?", _DOCKET),
)

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
    *(Fact("sentence_term", name, "text", "/convictions", _STATUTE, "record", _JUDGMENT) for name in _FORMS),
    # state custody beside it
    Fact(
        "case",
        "primary_custody",
        "text",
        "/custody.primary",
        "Who had primary custody when the federal sentence was imposed: a state or the United States?",
        "record",
        _MARSHALS,
    ),
    Fact("case", "names_state_custody", "yes_no", "", "Does the record name state custody?"),
    Fact("case", "names_earlier_federal_term", "yes_no", "", "Does the record name an undischarged federal term?"),
    Fact("case", "state_released_on", "date", "/custody.state_released", "On which day did the state let the person go for good?", "record", _STATE),
    Fact(
        "case",
        "designated_from_on",
        "date",
        "/custody.designation.from",
        "From which day did the Bureau designate the state prison for service of the federal sentence?",
        "record",
        _DESIGNATION,
    ),
    Fact("state_term", "state_imposed_on", "date", "imposed", "On which day did the state court impose its term?", "record", _STATE),
    Fact(
        "state_term",
        "federal_runs",
        "text",
        "federal_runs",
        "What does the federal judgment say of the state term: concurrent, consecutive, or nothing?",
        "court",
        _JUDGMENT,
    ),
    Fact("detention", "detained_from_on", "date", "from", "On which day did the detention begin?", "record", _MARSHALS),
    Fact("detention", "detained_to_on", "date", "to", "On which day did the detention end?", "record", _MARSHALS),
    Fact("detention", "credited_elsewhere", "yes_no", "credited_elsewhere", "Were its days credited against another sentence?", "record", _STATE),
    Fact(
        "detention",
        "arrested_after_offense",
        "yes_no",
        "arrested_after_offense",
        "Did the arrest come after the offense, or was it for it?",
        "record",
        _MARSHALS,
    ),
    # federal terms of later judgments
    Fact("other_term", "other_imposed_on", "date", "imposed", "On which day was it imposed?", "record", _DOCKET),
    Fact("other_term", "other_months", "month", "term", _OTHER_TERM, "court", _JUDGMENT),
    Fact("other_term", "other_days", "day", "term", _OTHER_TERM, "court", _JUDGMENT),
    Fact("other_term", "other_is_life", "yes_no", "term", _OTHER_TERM, "court", _JUDGMENT),
    Fact("other_term", "other_runs", "text", "runs", _OTHER_RUNS, "court", _JUDGMENT),
    Fact("other_term", "following_consecutive_months", "month", "/custody.other_terms", _OTHER_TERM, "court", _JUDGMENT),
    Fact("other_term", "following_consecutive_days", "day", "/custody.other_terms", _OTHER_TERM, "court", _JUDGMENT),
    Fact("other_term", "following_silent_months", "month", "/custody.other_terms", _OTHER_TERM, "court", _JUDGMENT),
    Fact("other_term", "following_silent_days", "day", "/custody.other_terms", _OTHER_TERM, "court", _JUDGMENT),
    *(Fact("other_term", name, "text", "statute", "Which statute is the conviction behind it of?", "record", _JUDGMENT) for name in _FORMS),
    Fact(
        "other_term",
        "other_conviction_is_listed",
        "yes_no",
        "bars_time_credits",
        "Is the conviction behind it one that 18 U.S.C. § 3632(d)(4)(D) names?",
        "court",
        _JUDGMENT,
    ),
    # what changed the term
    Fact("event", "event_on", "date", "date", "On which day did it take effect?", "record", _DOCKET),
    Fact("event", "event_order", "count", "", "Which event is it, in order of date?"),
    Fact("event", "sets_term", "yes_no", "", "Does it set the prison term?"),
    Fact("event", "is_imprisonment", "yes_no", "", "Was it prison for another conviction?"),
    Fact("event", "event_until_on", "date", "until", "Until which day did it last?", "record", _DOCKET),
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
        "earlier_violent_conviction",
        "yes_no",
        "/custody.earlier_violent_conviction",
        "Did the person serve more than a year for an earlier conviction of serious violence that 18 U.S.C. § 3632(d)(4)(D)(li) names?",
        "record",
        _CREDITS,
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
    # early release for drug treatment, and home detention of older people
    Fact("case", "early_release_before", "yes_no", "/custody.early_release_before", "Was there an early release for drug treatment before?", "record", _SHEET),
    Fact("case", "immigration_detainer", "yes_no", "/custody.detainers", "Is a detainer of the immigration authorities lodged?", "record", _SHEET),
    Fact("case", "found_firearm", "yes_no", "/guidelines.findings.firearm", "Did the court find that a weapon was possessed?", "court", _REASONS),
    Fact("case", "found_violence", "yes_no", "/guidelines.findings.violence_or_threat", "Did the court find violence or a threat?", "court", _REASONS),
    Fact("case", "born_on", "date", "/person.born", "When was the person born?", "record", _SHEET),
    # supervised release
    Fact("case", "supervision_ended_on", "date", "", "On which day did supervised release end?"),
    Fact("case", "supervised_release_months", "month", "/sentence.supervised_release", _SUPERVISION, "court", _JUDGMENT),
    Fact("case", "supervised_release_days", "day", "/sentence.supervised_release", _SUPERVISION, "court", _JUDGMENT),
    Fact("case", "supervised_release_is_life", "yes_no", "/sentence.supervised_release", _SUPERVISION, "court", _JUDGMENT),
)
