"""The vocabulary of inputs: every table of a case and every fact that a rule may read.

A fact names the place in the case file that answers it, so that a missing one can be asked for, and the document that settles it.
"""

from __future__ import annotations

from lenity.facts.levels import Fact, Level

_JUDGMENT = "judgment in a criminal case (form AO 245B)"
_REASONS = "statement of reasons (sealed; counsel can ask the court for it)"
_REPORT = "presentence report (the person's counsel or case manager can show it)"
_VERDICT = "verdict form or plea agreement"
_DOCKET = "docket sheet"

_CONDUCT = "Which offense guideline did the court apply, and to what conduct?"
_ADJUSTMENTS = "Which adjustments did the court find: role, weapon, obstruction, acceptance of responsibility?"

LEVELS: tuple[Level, ...] = (
    Level("case", None),
    Level("group", "case", "/guidelines.conduct", _CONDUCT, _REPORT),
    Level("conduct", "group", "/guidelines.conduct", _CONDUCT, _REPORT),
    Level("drug", "conduct", "drugs", "Which drugs, and how much of each, did the court find?", _REPORT),
    Level("conduct_adjustment", "conduct", "/guidelines.adjustments", _ADJUSTMENTS, _REASONS),
    Level("adjustment", "case", "/guidelines.adjustments", _ADJUSTMENTS, _REASONS),
    Level("count", "case", "/convictions", "Which counts was the person convicted of?", _JUDGMENT),
    Level("charged", "count", "charged", "Which drug quantity was charged in this count, and found?", _VERDICT),
    Level("prior", "case", "/criminal_history.priors", "Which prior sentences did the person have?", _REPORT),
    Level(
        "undischarged_term", "case", "/sentence.undischarged_terms", "Was the person then serving, or expecting, a prison term of another sentence?", _REPORT
    ),
)


def _findings() -> tuple[Fact, ...]:
    asked = {
        "violence_or_threat": "Did the person use violence or credible threats of violence in the offense?",
        "firearm": "Did the person possess a firearm or other dangerous weapon in connection with the offense?",
        "death_or_serious_injury": "Did the offense result in death or serious bodily injury?",
        "sex_offense": "Is the offense of conviction a sex offense?",
        "substantial_financial_hardship": "Did the person personally cause substantial financial hardship?",
        "truthful_disclosure": "Did the person tell the Government all they knew of the offense by the time of sentencing?",
    }
    return tuple(Fact("case", name, "yes_no", f"/guidelines.findings.{name}", ask, "court", _REPORT) for name, ask in asked.items())


def _adjustment(level: str) -> tuple[Fact, ...]:
    return (
        Fact(level, "section", "text", "section", "Which section did the court apply?", "court", _REASONS),
        Fact(level, "section_parent", "text", "section", "Which section did the court apply?", "court", _REASONS),
        Fact(level, "section_grandparent", "text", "section", "Which section did the court apply?", "court", _REASONS),
        Fact(level, "subsection", "text", "section", "Which subsection is it of?", "court", _REASONS),
        Fact(level, "guideline", "text", "section", "Which section did the court apply?", "court", _REASONS),
        Fact(level, "chapter", "count", "section", "Which chapter is the section of?", "court", _REASONS),
        Fact(level, "levels_given", "level", "levels", "By how many levels did the court adjust?", "court", _REASONS),
        Fact(level, "levels_today", "level", "levels", "By how many levels would today's text of the section adjust?", "counsel", _REPORT),
    )


FACTS: tuple[Fact, ...] = (
    # the dates that select the law; a pass of the graph sets them
    Fact("case", "sentenced_on", "date", "/sentence.date", "When was the sentence imposed?", "record", _JUDGMENT),
    Fact("case", "convicted_on", "date", "/convictions[0].convicted", "When was the verdict or plea entered?", "record", _DOCKET),
    Fact("case", "offense_ended_on", "date", "/offense.ended", "On which day did the offense end?", "court", _JUDGMENT),
    Fact("case", "edition_on", "date", "/guidelines.edition", "Which Guidelines Manual was applied?", "court", _REASONS),
    Fact("case", "record_edition_on", "date", "/guidelines.edition", "Which Guidelines Manual do the sections listed belong to?", "court", _REASONS),
    Fact(
        "case",
        "third_level_open",
        "yes_no",
        "/guidelines.adjustments[3E1.1(b)]",
        "Would the third level for acceptance of responsibility be granted?",
        "court",
        "plea agreement",
    ),
    Fact(
        "case", "level_of_other_counts", "level", "/guidelines.conduct", "Under which guideline, and at what level, do the other counts fall?", "court", _REPORT
    ),
    Fact("case", "repeat_sex_level_open", "level", "/guidelines.adjustments[4B1.5]", "Which part of §4B1.5 did the court apply, (a) or (b)?", "court", _REPORT),
    Fact(
        "case",
        "prior_conviction_scores",
        "yes_no",
        "/criminal_history.priors",
        "Does the prior conviction that the increase rests on receive criminal history points?",
        "court",
        _REPORT,
    ),
    Fact("case", "judged_anew", "yes_no", "", "Is this the pass under today's law?"),
    Fact("case", "listed_amendments_only", "yes_no", "", "Is this the recomputation of §1B1.10(b)(1), with the text of listed amendments alone?"),
    Fact("case", "offense_level_is_amended", "yes_no", "", "Do these amendments change how an offense level is found?"),
    # what the court found for the case as a whole
    Fact(
        "case",
        "found_total_offense_level",
        "level",
        "/guidelines.found.total_offense_level",
        "Which total offense level did the court find?",
        "court",
        _REASONS,
    ),
    Fact("case", "offense_began_on", "date", "/offense.began", "When did the offense begin?", "court", _REPORT),
    Fact("case", "born_on", "date", "/person.born", "When was the person born?", "record", _REPORT),
    *_findings(),
    Fact("case", "category_found", "category", "/criminal_history.category", "Which criminal history category did the court find?", "court", _REASONS),
    Fact("case", "points_found", "point", "/criminal_history.points", "How many criminal history points did the court count?", "court", _REPORT),
    Fact(
        "case",
        "status_points_found",
        "point",
        "/criminal_history.status_points",
        "How many of the points were for offending while under a sentence?",
        "court",
        _REPORT,
    ),
    Fact(
        "case",
        "under_sentence",
        "yes_no",
        "/criminal_history.under_sentence",
        "Was the offense committed while under a criminal justice sentence?",
        "court",
        _REPORT,
    ),
    Fact("case", "career_offender_found", "yes_no", "/criminal_history.career_offender", "Did the court find the person a career offender?", "court", _REASONS),
    # one conduct entry, its drugs, and adjustments
    Fact("conduct", "guideline_is_amended", "yes_no", "", "Do these amendments change this guideline?"),
    Fact("conduct", "guideline", "text", "guideline", "Which offense guideline was applied?", "court", _REASONS),
    Fact("conduct", "found_base_offense_level", "level", "found.base_offense_level", "Which base offense level did the court find?", "court", _REPORT),
    Fact(
        "conduct",
        "found_offense_level",
        "level",
        "found.offense_level",
        "Which level, after specific offense characteristics, did the court find?",
        "court",
        _REPORT,
    ),
    Fact("conduct", "loss_dollars", "dollar", "loss", "What loss did the court find?", "court", _REPORT),
    Fact("conduct", "victim_count", "count", "victims", "How many victims did the court find?", "court", _REPORT),
    Fact("conduct", "firearm_count", "count", "firearms", "How many firearms did the offense involve?", "court", _REPORT),
    Fact("conduct", "alien_count", "count", "aliens", "How many unlawful aliens were smuggled, transported or harbored?", "court", _REPORT),
    Fact("conduct", "document_count", "count", "documents", "How many documents or passports did the offense involve?", "court", _REPORT),
    Fact("conduct", "image_count", "count", "images", "How many images did the offense involve?", "court", _REPORT),
    Fact("conduct", "explosive_pounds", "count", "explosive_pounds", "How many pounds of explosive materials did the offense involve?", "court", _REPORT),
    Fact(
        "conduct",
        "aggravating_factor_count",
        "count",
        "aggravating_factors",
        "How many of the aggravating factors of §2A6.2(b)(1) did the offense involve?",
        "court",
        _REPORT,
    ),
    Fact("conduct", "health_care_loss_dollars", "dollar", "health_care_loss", "What was the loss to the government health care program?", "court", _REPORT),
    Fact(
        "conduct",
        "is_financial_institution",
        "yes_no",
        "financial_institution",
        "Was property of a financial institution or post office taken?",
        "court",
        _REPORT,
    ),
    Fact("conduct", "alternative_open", "text", "adjustments", "Which alternative of the base offense level applies (such as 2K2.1(a)(2))?", "court", _REASONS),
    Fact(
        "conduct",
        "level_under_other_guideline",
        "level",
        "underlying",
        "Which offense is it that this guideline refers to, with its guideline and what was found of it?",
        "court",
        _REPORT,
    ),
    Fact(
        "conduct",
        "base_under_other_guideline",
        "level",
        "underlying",
        "Which base offense level does the guideline that this one refers to give?",
        "court",
        _REPORT,
    ),
    Fact("conduct", "own_counts_maximum_months", "month", "counts", "Which counts fall under this guideline?", "court", _REPORT),
    Fact("conduct", "is_underlying", "yes_no", "", "Is this the offense that another entry takes its level from?"),
    Fact("conduct", "base_section", "text", "adjustments", "Which alternative of the base offense level did the court apply?", "court", _REASONS),
    Fact("conduct", "gives_only_level", "yes_no", "", "Does the record give an offense level and nothing that it was made of?"),
    Fact("conduct", "level_of_characteristics_open", "level", "adjustments", "Which specific offense characteristics did the court find?", "court", _REPORT),
    Fact("drug", "drug", "text", "drug", "Which drug?", "court", _REPORT),
    Fact("drug", "milligrams_found", "milligram", "amount", "How much of the drug did the court find?", "court", _REPORT),
    Fact(
        "drug", "early_equivalent", "factor", "drug", "What is it equivalent to under the tables of 1987 to 1991, which have no line for it?", "court", _REPORT
    ),
    Fact("drug", "plants", "plant", "amount", "How many plants did the court find?", "court", _REPORT),
    Fact("drug", "dosage_units", "dosage_unit", "amount", "How many dosage units did the court find?", "court", _REPORT),
    Fact("drug", "in_pills", "yes_no", "amount", "Is the drug counted in pills, tablets or capsules?", "court", _REPORT),
    Fact("drug", "milliliters", "milliliter", "amount", "How many milliliters did the court find?", "court", _REPORT),
    Fact("drug", "counted_in", "text", "amount", "Is the drug weighed or counted?", "court", _REPORT),
    Fact("drug", "purity", "factor", "purity", "How pure was the drug?", "court", "laboratory report"),
    Fact("drug", "protected_part", "factor", "protected_location", "Was this quantity distributed in a protected location?", "court", _REPORT),
    Fact("drug", "whole", "factor", "protected_location", "Was this quantity distributed in a protected location?", "court", _REPORT),
    Fact(
        "drug",
        "found_to_be_ice",
        "yes_no",
        "drug",
        "Was the methamphetamine found to be Ice (80 percent d-methamphetamine hydrochloride)?",
        "court",
        "laboratory report",
    ),
    *_adjustment("conduct_adjustment"),
    *_adjustment("adjustment"),
    # counts of conviction
    Fact("count", "count_number", "count", "count", "Which count is this?", "record", _JUDGMENT),
    Fact("count", "has_conduct", "yes_no", "/guidelines.conduct", "Under which guideline does this count fall?", "court", _REPORT),
    Fact("count", "statute", "text", "statute", "Which statute is the count under?", "record", _JUDGMENT),
    Fact("count", "statute_parent", "text", "statute", "Which statute is the count under?", "record", _JUDGMENT),
    Fact("count", "statute_grandparent", "text", "statute", "Which statute is the count under?", "record", _JUDGMENT),
    Fact("count", "statute_subsection", "text", "statute", "Which statute is the count under?", "record", _JUDGMENT),
    Fact("count", "statute_section", "text", "statute", "Which statute is the count under?", "record", _JUDGMENT),
    Fact("count", "object", "text", "object", "Which offense did the conspiracy or attempt aim at?", "record", "indictment"),
    Fact("count", "object_parent", "text", "object", "Which offense did the conspiracy or attempt aim at?", "record", "indictment"),
    Fact("count", "object_grandparent", "text", "object", "Which offense did the conspiracy or attempt aim at?", "record", "indictment"),
    Fact("count", "object_subsection", "text", "object", "Which offense did the conspiracy or attempt aim at?", "record", "indictment"),
    Fact("count", "object_section", "text", "object", "Which offense did the conspiracy or attempt aim at?", "record", "indictment"),
    Fact("count", "tier_named", "text", "statute", "Which penalty provision does the judgment name?", "record", _JUDGMENT),
    Fact("count", "offense_day_given", "yes_no", "offense.ended", "Does the record say when the offense of this count ended?", "record", _JUDGMENT),
    Fact("count", "offense_ended_on", "date", "offense.ended", "On which day did the offense of this count end?", "court", _JUDGMENT),
    Fact("count", "convicted_on", "date", "convicted", "When was the verdict or plea entered?", "record", _DOCKET),
    Fact("count", "found_by", "text", "found_by", "Who found the drug quantity: the jury, the plea or the judge?", "record", _VERDICT),
    Fact(
        "count",
        "prior_851",
        "count",
        "prior_851",
        "How many qualifying prior convictions were noticed under 21 U.S.C. § 851?",
        "record",
        "information under § 851",
    ),
    Fact(
        "count",
        "prior_851_today",
        "count",
        "prior_851_today",
        "How many of them qualify under today's definition?",
        "counsel",
        "records of the prior convictions",
    ),
    Fact("count", "earlier_firearm_counts", "count", "/convictions", "How many § 924(c) counts of this case come before it?", "record", _JUDGMENT),
    Fact("count", "minor_victim", "yes_no", "minor_victim", "Was the victim of this count a minor?", "court", _JUDGMENT),
    Fact(
        "count",
        "victim_under_12",
        "yes_no",
        "victim_under_12",
        "Did an image of this count show a prepubescent minor or one under 12?",
        "court",
        "indictment, plea agreement or verdict form",
    ),
    Fact("count", "prior_924c", "count", "prior_924c", "How many earlier § 924(c) convictions were final?", "record", "records of the prior convictions"),
    Fact("count", "death_results", "yes_no", "death_results", "Did death or serious bodily injury result, as charged and found?", "jury", _VERDICT),
    Fact("count", "stated_minimum", "month", "statutory.min", "Which statutory minimum does the judgment state?", "record", _JUDGMENT),
    Fact("count", "stated_maximum", "month", "statutory.max", "Which statutory maximum does the judgment state?", "record", _JUDGMENT),
    Fact(
        "count",
        "quantity_would_be_proved",
        "yes_no",
        "found_by",
        "Which quantity would be charged, and admitted or proved to a jury, today?",
        "court",
        _VERDICT,
    ),
    Fact("charged", "drug", "text", "drug", "Which drug was charged?", "record", "indictment"),
    Fact("charged", "charged_milligrams", "milligram", "amount", "Which quantity was charged and found?", "record", _VERDICT),
    Fact("charged", "plants", "plant", "amount", "How many plants were charged and found?", "record", _VERDICT),
    Fact("charged", "counted_in", "text", "amount", "Is the drug weighed or counted?", "record", _VERDICT),
    # prior sentences
    Fact("prior", "prior_sentenced_on", "date", "sentenced", "When was this prior sentence imposed?", "record", "records of the prior conviction"),
    Fact(
        "prior",
        "months_by_arrest",
        "month",
        "imprisonment",
        "Which prison term was imposed, revocations and what is counted as one with others by the arrests included?",
        "record",
        "records of the prior conviction",
    ),
    Fact("prior", "days_by_arrest", "day", "imprisonment", "How many days beyond whole months?", "record", "records of the prior conviction"),
    Fact("prior", "counts_alone_by_arrest", "yes_no", "single_with", "Does it count apart from the other priors?", "court", _REPORT),
    Fact(
        "prior",
        "months_as_found",
        "month",
        "imprisonment",
        "Which prison term was imposed, revocations and what is counted as one with others as the court found included?",
        "record",
        "records of the prior conviction",
    ),
    Fact("prior", "days_as_found", "day", "imprisonment", "How many days beyond whole months?", "record", "records of the prior conviction"),
    Fact("prior", "counts_alone_as_found", "yes_no", "single_with", "Does it count apart from the other priors?", "court", _REPORT),
    Fact("prior", "prior_released_on", "date", "released", "When was the person last released from it?", "record", "records of the prior conviction"),
    Fact("prior", "prior_kind", "text", "kind", "Is it a felony, a misdemeanor or a petty offense?", "court", _REPORT),
    Fact("prior", "petty_offense_is_never_counted", "yes_no", "offense", "Is the offense one that §4A1.2(c)(2) names?", "court", _REPORT),
    Fact("prior", "prior_offense", "text", "offense", "What was the offense?", "record", "records of the prior conviction"),
    Fact("prior", "prior_is_similar", "yes_no", "similar", "Was that offense similar to the one now sentenced?", "court", _REPORT),
    Fact("prior", "prior_as_adult", "yes_no", "convicted_as_adult", "Was the conviction as an adult?", "record", "records of the prior conviction"),
    Fact("prior", "prior_exclusion", "text", "excluded", "Is the sentence one that is not counted?", "court", _REPORT),
    Fact("prior", "probation_days", "day", "probation", "How long was the probation?", "record", "records of the prior conviction"),
    Fact("prior", "prior_offense_on", "date", "offense_date", "When was that offense committed?", "record", "records of the prior conviction"),
    Fact("prior", "prior_arrested_on", "date", "arrested", "When was the arrest for it?", "record", "records of the prior conviction"),
    Fact("prior", "on_same_day_as_partner", "yes_no", "offense_date", "Was it on the same occasion as the other?", "court", _REPORT),
    Fact("prior", "partner_is_violent", "yes_no", "single_with", "Was the prior that it counts with a crime of violence?", "court", _REPORT),
    Fact("prior", "partner_is_violent_by_arrest", "yes_no", "single_with", "Was the prior that it counts with a crime of violence?", "court", _REPORT),
    Fact("prior", "prior_is_violent", "yes_no", "violent", "Was it a crime of violence?", "court", "records of the prior conviction"),
    Fact("prior", "group_months_by_arrest", "month", "imprisonment", "Which prison term was imposed?", "record", "records of the prior conviction"),
    Fact("prior", "group_days_by_arrest", "day", "imprisonment", "How many days beyond whole months?", "record", "records of the prior conviction"),
    Fact("prior", "group_months_as_found", "month", "imprisonment", "Which prison term was imposed?", "record", "records of the prior conviction"),
    Fact("prior", "group_days_as_found", "day", "imprisonment", "How many days beyond whole months?", "record", "records of the prior conviction"),
    Fact("prior", "without_months_by_arrest", "month", "imprisonment", "Which prison term was imposed?", "record", "records of the prior conviction"),
    Fact("prior", "without_days_by_arrest", "day", "imprisonment", "How many days beyond whole months?", "record", "records of the prior conviction"),
    Fact("prior", "without_months_as_found", "month", "imprisonment", "Which prison term was imposed?", "record", "records of the prior conviction"),
    Fact("prior", "without_days_as_found", "day", "imprisonment", "How many days beyond whole months?", "record", "records of the prior conviction"),
    Fact("prior", "prior_awaits_sentence", "yes_no", "awaiting_sentence", "Was the person convicted and not yet sentenced?", "record", _REPORT),
    Fact("prior", "prior_is_drug", "yes_no", "drug", "Was it a controlled substance offense?", "court", "records of the prior conviction"),
    # terms of other sentences
    Fact("undischarged_term", "other_court", "text", "court", "Which court imposed the other term, or is expected to?", "record", _REPORT),
    Fact("undischarged_term", "other_is_expected", "yes_no", "expected", "Was the other term not yet imposed, but expected?", "record", _REPORT),
    Fact(
        "undischarged_term",
        "offense_was_committed",
        "text",
        "committed",
        "Was this offense committed while serving the other term, or after it was imposed and before its service began?",
        "court",
        _REPORT,
    ),
    Fact(
        "undischarged_term", "other_is_relevant", "text", "relevant_conduct", "How much of the other offense is relevant conduct of this one?", "court", _REPORT
    ),
    Fact("undischarged_term", "other_in_level", "text", "in_offense_level", "Did the other offense raise the offense level of this one?", "court", _REPORT),
    Fact(
        "undischarged_term",
        "other_same_transaction",
        "yes_no",
        "same_transaction",
        "Did both arise from the same transactions or occurrences?",
        "court",
        _REPORT,
    ),
    Fact("undischarged_term", "other_on_revocation", "yes_no", "revocation", "Was the other term imposed on revocation of supervision?", "record", _REPORT),
    Fact(
        "undischarged_term", "other_is_credited", "yes_no", "credited", "Will the Bureau of Prisons credit what was served of the other term?", "court", _REPORT
    ),
)
