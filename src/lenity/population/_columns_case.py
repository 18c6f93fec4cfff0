"""Columns on the record, the court, the offense and how the guidelines were applied."""

from __future__ import annotations

from lenity.population._column import Column, sources

YES_NO = {0: "no", 1: "yes"}
MISSING_BEFORE = 1984

# fmt: off
CASE_COLUMNS: tuple[Column, ...] = (
    Column(
        "record_id", "whole", "id", "Which record is it? The Commission's id, else its row in the file, from 1.",
        sources("USSCIDN"), ("OFFENDERID",),
    ),
    Column("person_reference", "text", "id", "What does the office's own roster call the person?"),
    Column(
        "fiscal_year", "whole", "fiscal year",
        "In which fiscal year (October to September) was the sentence imposed? Where the file has no variable for it: the year given, the layout's, the file name's, or that of SENTYR and SENTMON.",
        sources("FISCAL_YEAR", "FISCALYR", "FY"), lowest=MISSING_BEFORE, highest=2100,
    ),
    Column("sentenced_year", "whole", "year", "In which calendar year was the sentence imposed?", sources("SENTYR 2005-"), lowest=MISSING_BEFORE, highest=2100),
    Column("sentenced_month", "whole", "month of the year", "In which month was it imposed?", sources("SENTMON 2005-"), lowest=1, highest=12),
    Column(
        "manual_year", "whole", "year", "Which edition of the Guidelines Manual was used? From FY2015, 1994 stands for 1989 to 1994.",
        sources("AMENDYR"), lowest=1987, highest=2100,
    ),
    Column("district", "text", "court", "Which district court imposed it? The court's standard short id, such as `ilnd`.", sources("DISTRICT", "CIRCDIST"), code_table="districts"),
    Column("circuit", "whole", "circuit", "Which circuit is the court in? 0 is the District of Columbia Circuit.", sources("MONCIRC"), lowest=0, highest=11),
    Column("offense_type", "whole", "code", "What is the primary type of crime, by primary guideline?", sources("OFFGUIDE 2018-"), code_table="OFFGUIDE", lowest=1, highest=30),
    Column("offense_type_2010", "whole", "code", "What is the primary offense, as the Sourcebooks of FY2010–FY2017 grouped it?", sources("OFFTYPSB 2010-2017"), code_table="OFFTYPSB", lowest=1, highest=44),
    Column("offense_type_1999", "whole", "code", "What is the primary offense, as the Sourcebooks of FY1999–FY2009 grouped it?", sources("OFFTYPE2 1999-2017"), code_table="OFFTYPE2", lowest=1, highest=44),
    Column("counts", "whole", "counts", "How many counts of conviction were there?", sources("NOCOUNTS"), lowest=1),
    *(
        Column(f"statute_{n}", "text", "title:section", f"What is unique statute of conviction {n}? They are in no order of gravity.", sources(f"NWSTAT{n}"))
        for n in range(1, 6)
    ),
    Column("guideline", "text", "section", "Which guideline explains the sentence (the last to move the offense level)?", sources("GDLINEHI 2012-")),
    Column("guideline_of_statute", "text", "section", "To which guideline did the statute lead first?", sources("GDSTATHI 2012-")),
    Column("guideline_reference", "text", "section", "To which guideline did a cross reference lead?", sources("GDREFHI 2012-")),
    Column("guideline_computations", "whole", "computations", "How many guideline computations were made?", sources("NOCOMP"), lowest=0),
    Column("findings_source", "whole", "code", "How far do the coded guideline facts rest on the court's findings?", sources("SOURCES"), codes={
        1: "known court findings", 2: "alternate documents", 3: "presentence report, insufficient information in the statement of reasons",
        5: "presentence report, no statement of reasons", 6: "18 U.S.C. § 924(c) only", 7: "18 U.S.C. § 1028A only", 8: "no analogous guidelines",
    }),
    Column("base_offense_level", "whole", "level", "What is the base offense level of the highest computation?", sources("BASEHI 2012-"), lowest=0, highest=90),
    Column("adjusted_offense_level", "whole", "level", "What is its level before units for multiple counts and acceptance?", sources("ADJOFLHI 2012-"), lowest=0, highest=90),
    Column("aggravating_role_levels", "whole", "level", "How many levels were added for an aggravating role (§3B1.1)?", sources("AGGROLHI 2012-"), lowest=0, highest=9),
    Column("mitigating_role_levels", "whole", "level", "How many levels were taken off for a mitigating role (§3B1.2)? Zero or negative.", sources("MITROLHI 2012-"), lowest=-9, highest=0),
    Column("mitigating_role_cap", "whole", "yes or no", "Was the cap of §2D1.1 for a mitigating role applied?", sources("MITCAP 2006-"), codes=YES_NO, lowest=0, highest=1),
    Column("victim_adjustment", "whole", "yes or no", "Was an adjustment of §§3A1.1–3A1.3 applied?", sources("VCTADJHI 2012-"), codes=YES_NO, lowest=0, highest=1),
    Column(
        "sections_applied", "text", "sections with levels",
        "Which specific offense characteristics and adjustments of Chapter Three did the highest computation apply, as `2D1.1(b)(1)+2; 3B1.1(c)+2`? "
        "Empty text: none. From ADJ_BHI–ADJ_UHI with their labels ADJL_BHI–ADJL_UHI, and from the variables of each adjustment (VULVCTHI, AGGROLHI, OBSTRCHI and their kin).",
    ),
    Column("loss_dollars", "number", "dollar", "For what loss was the person held responsible, in the highest computation?", sources("LOSSHI 2012-"), lowest=0, highest=9_999_999_996),
    Column("terrorism_levels", "whole", "level", "How many levels were added for terrorism (§3A1.4)?", sources("TERORHI 2012-"), lowest=0, highest=32),
    Column("acceptance_levels", "whole", "level", "How many levels were taken off for acceptance of responsibility (§3E1.1)? Zero or negative.", sources("ACCTRESP"), lowest=-4, highest=0),
    Column("weapon", "whole", "yes or no", "Was there a weapon enhancement or a conviction under 18 U.S.C. § 924(c)?", sources("WEAPON"), codes=YES_NO, lowest=0, highest=1),
    Column("weapon_enhancement", "whole", "yes or no", "Was there a weapon enhancement in the guideline?", sources("WEAPSOC"), codes=YES_NO, lowest=0, highest=1),
    Column("firearm_count", "whole", "yes or no", "Was there a count under 18 U.S.C. § 924(c)? Missing is coded 0.", sources("IS924C"), codes=YES_NO, lowest=0, highest=1),
    Column("career_offender", "whole", "yes or no", "Was career offender status (§4B1.1) applied?", sources("CAROFFAP"), codes=YES_NO, lowest=0, highest=1),
    Column("armed_career_criminal", "whole", "yes or no", "Was armed career criminal status (§4B1.4) applied?", sources("ACCAP"), codes=YES_NO, lowest=0, highest=1),
    Column("safety_valve", "whole", "yes or no", "Was the safety valve (§5C1.2 or §2D1.1) applied?", sources("SAFETY"), codes=YES_NO, lowest=0, highest=1),
    Column("safety_valve_kind", "whole", "code", "In which form was the safety valve applied?", sources("SAFE"), codes={
        0: "not applied", 1: "guideline reduction of §2D1.1 or §2D1.11", 2: "18 U.S.C. § 3553(f) only",
    }, lowest=0, highest=2),
    Column("final_offense_level", "whole", "level", "What final offense level did the court find?", sources("XFOLSOR"), ("FINALOFFLEVEL",), lowest=1, highest=99),
    Column("criminal_history_category", "whole", "category", "What Criminal History Category did the court find (I is 1, VI is 6)?", sources("XCRHISSR"), ("CRIMHISTCAT",), lowest=1, highest=6),
    Column(
        "criminal_history_points", "whole", "points",
        "How many criminal history points in all, status and uncounted-violence points included? Recency points too, under Manuals before 2010.",
        sources("TOTCHPTS"), lowest=0, highest=99,
    ),
    Column("prior_points", "whole", "points", "How many of them came from priors (one-, two- and three-point)?", sources("CRIMPTS"), lowest=0, highest=125),
    Column("status_points", "whole", "points", "How many points came from offending while under a criminal justice sentence?", sources("SENTPTS"), lowest=0, highest=2),
    Column("three_point_priors", "whole", "priors", "How many prior sentences of over thirteen months (three points each) does the presentence report have?", sources("POINT3"), lowest=0, highest=96),
    Column("any_contact", "whole", "yes or no", "Had the person had any contact with the law before, even an arrest? Not a category.", sources("CRIMHIST"), codes=YES_NO, lowest=0, highest=1),
)
