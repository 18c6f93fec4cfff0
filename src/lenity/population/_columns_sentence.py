"""Columns on the sentence imposed and on the person."""

from __future__ import annotations

from lenity.population._column import RELEASE_LIFE, SENTENCE_LIFE, Column, sources
from lenity.population._columns_case import YES_NO

_LIFE_NOTE = "470 is life; before FY2018 it is also every term of 470 months and more."


def _term(name: str, asks: str, *written: str, aliases: tuple[str, ...] = ()) -> Column:
    return Column(name, "number", "month", f"{asks} {_LIFE_NOTE}", sources(*written), aliases, life=SENTENCE_LIFE, codes={470: "life"}, lowest=0)


SENTENCE_COLUMNS: tuple[Column, ...] = (
    _term(
        "sentence_months", "How long is the prison sentence? `sentence_variable` names the variable that it was read from.",
        "SENTTOT", "SENTTOT0 1999-2017", "SENSPLT0", "SENSPLT 1999-2017", "SENTTCAP 2018-", "SENSPCAP 2018-", aliases=("SENTENCEMONTHS",),
    ),
    Column("sentence_variable", "text", "variable", "Which variable of the Commission does `sentence_months` hold?"),
    _term("prison_months", "How long is it without alternatives to prison, probation as missing?", "SENTTOT"),
    _term("prison_months_with_zero", "How long is it without alternatives, probation as 0?", "SENTTOT0 1999-2017"),
    _term("split_months", "How long is it with alternatives, probation as missing?", "SENSPLT 1999-2017", aliases=("SENTENCEMONTHS",)),
    _term("split_months_with_zero", "How long is it with alternatives, probation as 0?", "SENSPLT0"),
    _term("prison_months_capped", "How long is it without alternatives, terms above 470 months as 469.99?", "SENTTCAP 2018-"),
    _term("split_months_capped", "How long is it with alternatives, probation as 0, terms above 470 months as 469.99?", "SENSPCAP 2018-"),
    Column(
        "prison_term_months", "whole", "month", "How many months of imprisonment were ordered, without days and time served?", sources("TOTPRISN"),
        life=9996, lowest=0, codes={9992: "less than a day", 9996: "life", 9997: "prison ordered, term not specified", 9998: "death"},
    ),
    Column("sentence_type", "whole", "code", "What kind of sentence is it?", sources("SENTIMP"), ("SENTENCETYPE",), {
        0: "neither prison nor probation (fine only)", 1: "prison only", 2: "prison and confinement conditions",
        3: "probation and confinement conditions", 4: "probation only",
    }, lowest=0, highest=4),
    Column("position", "whole", "code", "How does the sentence stand to the guideline range?", sources("SENTRNGE 2018-"), codes={
        0: "within range", 1: "upward departure", 2: "§5K1.1 substantial assistance", 3: "early disposition (§5K3.1)", 4: "government-sponsored departure",
        5: "downward departure", 6: "above-range variance", 7: "government-sponsored variance", 8: "below-range variance",
    }, lowest=0, highest=8),
    Column("position_2005", "whole", "code", "How does the sentence stand to the range, in the categories of FY2005–FY2017?", sources("BOOKERCD 2005-2017"), codes={
        0: "within range", 1: "upward departure", 2: "upward departure with Booker", 3: "above range with Booker", 4: "remaining above range",
        5: "§5K1.1 substantial assistance", 6: "early disposition (§5K3.1)", 7: "government-sponsored below range", 8: "downward departure",
        9: "downward departure with Booker", 10: "below range with Booker", 11: "remaining below range",
    }, lowest=0, highest=11),
    Column("departure_months", "number", "month", "How many months lie between the range and the sentence? Above the range, from its end.", sources("MNTHDEPT")),
    Column("departure_percent", "number", "percent", "How many percent of the range's end are they?", sources("PCNTDEPT")),
    *(
        Column(f"reason_{n}", "whole", "code", f"What is reason {n} for a sentence outside the range?", sources(f"REAS{n} 2004-"), code_table="REASON")
        for n in range(1, 4)
    ),
    Column("time_served_months", "number", "month", "How much time already served did the judge credit? 997: unknown amount.", sources("TIMSERVC"), codes={997: "time served, amount unknown"}, lowest=0),
    Column(
        "supervised_release_months", "whole", "month", "How long is the term of supervised release?", sources("SUPREL"), life=RELEASE_LIFE, lowest=0,
        codes={996: "life", 997: "ordered, no term specified"},
    ),
    Column("disposition", "whole", "code", "How was guilt settled?", sources("DISPOSIT"), codes={
        0: "no imprisonment", 1: "guilty plea", 2: "nolo contendere", 3: "jury trial", 4: "bench trial", 5: "guilty plea and trial",
    }, lowest=0, highest=5),
    Column("trial", "whole", "code", "Was it settled by plea or by trial?", sources("NEWCNVTN"), codes={0: "plea", 1: "trial"}, lowest=0, highest=1),
    Column("plea_document", "whole", "code", "What plea document did the Commission receive?", sources("DSPLEA"), codes={
        0: "not received", 1: "received", 2: "alternate document", 3: "oral plea agreement", 5: "straight plea, no agreement", 8: "trial",
        9: "guilty plea of unknown kind",
    }, lowest=0, highest=9),
    Column("custody_before_sentence", "whole", "code", "Was the person held before sentence?", sources("PRESENT"), codes={
        1: "in custody", 2: "bail or bond", 3: "own recognizance", 4: "other",
    }, lowest=1, highest=4),
    Column("received_non_prison", "whole", "code", "Did a person eligible for a sentence without prison receive one?", sources("INOUT"), codes={0: "prison", 1: "non-prison"}, lowest=0, highest=1),
)  # fmt: skip

PERSON_COLUMNS: tuple[Column, ...] = (
    Column("age", "whole", "year", "How old was the person at sentencing?", sources("AGE"), lowest=15, highest=105),
    Column("sex", "whole", "code", "What is the person's sex, as coded?", sources("MONSEX"), codes={0: "male", 1: "female"}, lowest=0, highest=1),
    Column("race", "whole", "code", "What is the person's race, as the Sourcebook groups it?", sources("NEWRACE"), ("RACE",), {
        1: "White", 2: "Black", 3: "Hispanic", 6: "Other",
    }),
    Column("citizenship", "whole", "code", "What is the person's citizenship?", sources("CITIZEN"), codes={
        1: "U.S. citizen", 2: "resident or legal alien", 3: "illegal alien", 4: "not a U.S. citizen, status unknown", 5: "extradited alien",
    }, lowest=1, highest=5),
    Column("is_noncitizen", "whole", "yes or no", "Is the person not a U.S. citizen?", sources("NEWCIT"), codes=YES_NO, lowest=0, highest=1),
    Column("education", "whole", "code", "How far did the person's education go?", sources("NEWEDUC"), ("EDUCATION",), {
        1: "less than high school", 3: "high school", 5: "some college", 6: "college",
    }),
)  # fmt: skip
