"""Every class of fault: its place in the file, and a message that says what to do."""

import pytest

from lenity.facts import CaseFaults

FIELD_FAULTS = [
    ("sentnce: {}", "sentnce", "did you mean `sentence`?"),
    ("offense: {begin: 2003}", "offense.begin", "did you mean `began`?"),
    ("zzz: 1", "zzz", "known here are lenity, id"),
    ("convictions: [{statue: 21 U.S.C. § 846}]", "convictions[0].statue", "did you mean `statute`?"),
    ("convictions: [{statute: 21 U.S.C. § 846}, {statute: section 846}]", "convictions[1].statute", "write one statute"),
    ("convictions: [{statute: '21 U.S.C. §§ 841, 846'}]", "convictions[0].statute", "write one statute"),
    ("convictions: [{statute: 5 U.S.C. § 1}]", "convictions[0].statute", 'found "5 U.S.C. § 1"'),
    ("convictions: [{charged: [{drug: cocain, amount: 1 g}]}]", "convictions[0].charged[0].drug", "did you mean `cocaine`"),
    ("convictions: [{charged: [{drug: heroin, amount: 50}]}]", "convictions[0].charged[0].amount", "write `50 g`"),
    ("convictions: [{charged: [{drug: heroin, amount: 5 gramms}]}]", "convictions[0].charged[0].amount", "did you mean `grams`?"),
    ("convictions: [{charged: [{drug: heroin, amount: 5 stone}]}]", "convictions[0].charged[0].amount", "unknown unit"),
    ("convictions: [{charged: [{amount: 5 g}]}]", "convictions[0].charged[0].drug", "is missing"),
    ("convictions: [{charged: {drug: heroin}}]", "convictions[0].charged", "expected a list"),
    ("convictions: [{found_by: court}]", "convictions[0].found_by", "one of jury, plea, judge"),
    ("convictions: [{plea: 11(c)(1)(b)}]", "convictions[0].plea", "did you mean `11(c)(1)(B)`?"),
    ("convictions: [{death_results: yes}]", "convictions[0].death_results", "expected `true` or `false`"),
    ("convictions: [{prior_851: -1}]", "convictions[0].prior_851", "at least 0"),
    ("convictions: [{prior_851: 1, prior_851_today: 2}]", "convictions[0].prior_851_today", "found 2"),
    ("convictions: [{statutory: {min: 240, max: 120}}]", "convictions[0].statutory", "above the maximum"),
    ("convictions: [{statutory: {min: life, max: 120}}]", "convictions[0].statutory", "above the maximum"),
    ("convictions: [{statutory: {min: 1 day}}]", "convictions[0].statutory.min", "whole months"),
    ("convictions: [{count: 0}]", "convictions[0].count", "at least 1"),
    ("convictions: [{count: 2}, {count: 2}]", "convictions[1].count", "another conviction"),
    ("convictions: [{convicted: 2005-13-01}]", "convictions[0].convicted", "no calendar"),
    ("convictions: [{convicted: 2005-02-29}]", "convictions[0].convicted", "no calendar"),
    ("convictions: [{convicted: 03/21/2005}]", "convictions[0].convicted", "YYYY-MM-DD"),
    ("court: {district: ilxd}", "court.district", "did you mean `ilnd`?"),
    ("court: {district: Northern}", "court.district", "lower-case letters"),
    ("court: ilnd", "court", "expected fields"),
    ("person: {age: 200}", "person.age", "at most 120"),
    ("guidelines: {conduct: [{guideline: 9Z9.9}]}", "guidelines.conduct[0].guideline", "no such section"),
    ("guidelines: {conduct: [{guideline: 3B1.1}]}", "guidelines.conduct[0].guideline", "Chapter Two"),
    ("guidelines: {conduct: [{guideline: 2D1.1(b)(1)}]}", "guidelines.conduct[0].guideline", "without subdivisions"),
    ("guidelines: {adjustments: [{section: 5K1.1}]}", "guidelines.adjustments[5K1.1].section", "list it under"),
    ("guidelines: {adjustments: [{section: variance}]}", "guidelines.adjustments[variance].section", "list it under"),
    ("sentence.date: 2006", "sentence.date", "unknown field"),
    ("guidelines: {found: {range: 151-188}}", "guidelines.found.range", "{min: 151, max: 188}"),
    ("guidelines: {conduct: [{drugs: [{drug: crack cocaine}]}]}", "guidelines.conduct[0].drugs[0].drug", "`cocaine` or `cocaine base`"),
    ("guidelines: {conduct: [{drugs: [{drug: heroin, purity: 80}]}]}", "guidelines.conduct[0].drugs[0].purity", "`0.8`"),
    ("guidelines: {conduct: [{loss: -5}]}", "guidelines.conduct[0].loss", "negative"),
    ("guidelines: {conduct: [{loss: $5}]}", "guidelines.conduct[0].loss", "bare number"),
    ("guidelines: {conduct: [{victims: 1.5}]}", "guidelines.conduct[0].victims", "whole number"),
    ("guidelines: {conduct: [{sets: -1}]}", "guidelines.conduct[0].sets", "negative"),
    ("guidelines: {conduct: [{explosives: 1}]}", "guidelines.conduct[0].explosives", "`true` or `false`"),
    ("guidelines: {conduct: [{facts: {sets: 1}}]}", "guidelines.conduct[0].facts", "unknown field"),
    ("guidelines: {conduct: [{firarms: 1}]}", "guidelines.conduct[0].firarms", "did you mean `firearms`?"),
    ("guidelines: {conduct: [{intended_loss: 1}]}", "guidelines.conduct[0].intended_loss", "did you mean `loss`?"),
    ("guidelines: {conduct: [{amount: 1}]}", "guidelines.conduct[0].amount", "did you mean `loss`?"),
    ("guidelines: {conduct: [{victim_count: 1}]}", "guidelines.conduct[0].victim_count", "did you mean `victims`?"),
    ("guidelines: {conduct: [{number_of_guns: 1}]}", "guidelines.conduct[0].number_of_guns", "did you mean `firearms`?"),
    ("guidelines: {conduct: [{found: {base_offense_level: 44}}]}", "guidelines.conduct[0].found.base_offense_level", "at most 43"),
    ("guidelines: {conduct: [{found: {offense_level: -3}}]}", "guidelines.conduct[0].found.offense_level", "at least 0"),
    ("guidelines: {conduct: [{group: 0}]}", "guidelines.conduct[0].group", "at least 1"),
    ("guidelines: {conduct: [{counts: [2]}]}\nconvictions: [{count: 1}]", "guidelines.conduct[0].counts[0]", "known: 1"),
    ("guidelines: {found: {total_offense_level: 44}}", "guidelines.found.total_offense_level", "at most 43"),
    ("guidelines: {found: {total_offense_level: 0}}", "guidelines.found.total_offense_level", "at least 1"),
    ("guidelines: {found: {range: {min: 188, max: 151}}}", "guidelines.found.range", "above the upper one"),
    ("guidelines: {adjustments: [{section: 3B1.1, levels: many}]}", "guidelines.adjustments[3B1.1].levels", "whole number"),
    ("guidelines: {adjustments: [{section: 3B1.1, levels: 99}]}", "guidelines.adjustments[3B1.1].levels", "at most 42"),
    ("guidelines: {adjustments: [{section: 8Z9.9}]}", "guidelines.adjustments[8Z9.9].section", "no such section"),
    ("guidelines: {adjustments: [{levels: 2}]}", "guidelines.adjustments[0].section", "is missing"),
    ("guidelines: {adjustments: [3B1.1]}", "guidelines.adjustments[0]", "expected fields"),
    ("guidelines: {adjustments: [{section: 3E1.1(a)}, {section: 3E1.1(a)}]}", "guidelines.adjustments[3E1.1(a)]", "stands twice"),
    ("guidelines: {departures: [{section: varience}]}", "guidelines.departures[0].section", "did you mean `variance`?"),
    ("criminal_history: {category: VII}", "criminal_history.category", "I, II, III, IV, V or VI"),
    ("criminal_history: {category: 2}", "criminal_history.category", "found 2"),
    ("criminal_history: {points: -1}", "criminal_history.points", "at least 0"),
    ("criminal_history: {category: I, points: 12}", "criminal_history.category", "12 points are category V"),
    ("criminal_history: {points: 1, status_points: 2}", "criminal_history.status_points", "part of the 1 points"),
    ("criminal_history: {status_points: 2, under_sentence: false}", "criminal_history.status_points", "under_sentence"),
    ("criminal_history: {priors: [{single_with: 2}]}", "criminal_history.priors[0].single_with", "from 1 to 1"),
    ("criminal_history: {priors: [{single_with: 1}]}", "criminal_history.priors[0].single_with", "this prior itself"),
    ("criminal_history: {priors: [{single_with: 0}]}", "criminal_history.priors[0].single_with", "at least 1"),
    ("criminal_history: {priors: [{kind: felon}]}", "criminal_history.priors[0].kind", "did you mean `felony`?"),
    ("criminal_history: {priors: [{imprisonment: 14}]}", "criminal_history.priors[0].imprisonment", "`14 months`"),
    ("events: [{date: 2008, kind: reduced}]", "events[0].kind", "did you mean `reduction`?"),
    ("events: [{date: 2008}]", "events[0].kind", "is missing"),
    ("custody: {prior_custody_days: -1}", "custody.prior_custody_days", "at least 0"),
    ("custody: {years_served: -1}", "custody.years_served", "negative"),
    ("custody: {risk: [{date: 2019, level: lowest}]}", "custody.risk[0].level", "did you mean `low`?"),
    ("custody: {programs: [{from: 2019-01-01, to: 2019-01-10, days: 11}]}", "custody.programs[0].days", "only 10 days"),
    ("sources: [{id: a}, {id: a}]", "sources[1].id", "ids are unique"),
    ("evidence: {sentence.date: [{source: b}]}\nsources: [{id: a}]", "evidence[sentence.date][0].source", "under `sources`"),
    ("evidence: {sentence.dat: []}", "evidence[sentence.dat]", "did you mean `date`?"),
    ("evidence: {'sentence date': []}", "evidence[…]", "expected a path"),
    ("evidence: {'convictions[0].stattute': []}", "evidence[convictions[0].stattute]", "did you mean `statute`?"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "where", "says"), FIELD_FAULTS)
def test_a_field_at_fault_is_named_with_its_remedy(reader, body, where, says):
    faults = reader.small_faults(body)
    assert [fault.where for fault in faults] == [where]
    assert says in faults[0].message
    assert faults[0].line in (4, 5)
    assert "\n" not in str(faults[0])
    assert str(faults[0]).startswith(f"case.yaml:{faults[0].line}: {where}: ")


TERM_FAULTS = [
    ("120", "`120 months`"),
    ("'120'", "`120 months`"),
    ("time served", "385 days"),
    ("life plus 60 months", "{1: life, 2: 60 months}"),
    ("1.5 years", "whole numbers"),
    ("6 weeks", "weeks as days"),
    ("-3 months", "years, months and days"),
    ("twenty years", "years, months and days"),
    ("999999 months", "no such term"),
    ("probation", "`0 days`"),
    ("{1: 60 months, two: life}", "keyed by the count's number"),
    ("{1: 60}", "count 1"),
    ("{}", "names no count"),
    ("[life]", "years, months and days"),
]


@pytest.mark.parametrize(("term", "says"), TERM_FAULTS)
def test_a_term_at_fault_says_how_to_write_it(reader, term, says):
    (fault,) = reader.small_faults("", f"sentence: {{date: 2006-03-21, imprisonment: {term}}}")
    assert fault.where == "sentence.imprisonment"
    assert says in fault.message


DATE_FAULTS = [
    ("offense: {began: 2004, ended: 2003}", "offense.ended"),
    ("offense: {ended: 1987-10-31}", "offense.ended"),
    ("offense: {ended: 1986}", "offense.ended"),
    ("offense: {ended: 1987}", "offense.ended"),
    ("convictions: [{offense: {ended: 1987-10}}]", "convictions[0].offense.ended"),
    ("offense: {ended: 2006-03-22}", "offense.ended"),
    ("offense: {began: 2007}", "offense.began"),
    ("convictions: [{offense: {began: 2004, ended: 2003}}]", "convictions[0].offense.ended"),
    ("convictions: [{convicted: 2006-04}]", "convictions[0].convicted"),
    ("offense: {began: 2004-02-01}\nconvictions: [{convicted: 2004-01-31}]", "convictions[0].convicted"),
    (
        "criminal_history: {priors: [{sentenced: 1995-05-02, released: 1995-05-01}]}",
        "criminal_history.priors[0].released",
    ),
    (
        "criminal_history: {priors: [{sentenced: 1995, arrested: 1996}]}",
        "criminal_history.priors[0].sentenced",
    ),
    (
        "criminal_history: {priors: [{offense_date: 1995, arrested: 1994}]}",
        "criminal_history.priors[0].arrested",
    ),
    (
        "criminal_history: {priors: [{offense_date: 1996, sentenced: 1995}]}",
        "criminal_history.priors[0].sentenced",
    ),
    ("criminal_history: {priors: [{sentenced: 2006-03-22}]}", "criminal_history.priors[0].sentenced"),
    ("events: [{date: 2006-03-20, kind: reduction}]", "events[0].date"),
    ("custody: {commenced: 2006-03-20}", "custody.commenced"),
    ("custody: {since: 2006-05, commenced: 2006-04-01}", "custody.commenced"),
    ("custody: {programs: [{from: 2019-02-01, to: 2019-01-31}]}", "custody.programs[0].to"),
    ("custody: {since: 2019-03-01, programs: [{from: 2019-02-01, to: 2019-02-28, days: 28}]}", "custody.programs[0].to"),
    ("events: [{date: 2012-01-01, kind: release}]\ncustody: {programs: [{from: 2019-01-01, days: 3}]}", "custody.programs[0].from"),
    ("custody: {detention: [{from: 2005-02-01, to: 2005-01-31}]}", "custody.detention[0].to"),
    ("custody: {commenced: 2006-03-21, detention: [{from: 2006-03-21, to: 2006-03-22}]}", "custody.detention[0].from"),
    ("custody: {detention: [{from: 2005-01-01, to: 2005-02-01}, {from: 2005-02-01, to: 2005-03-01}]}", "custody.detention[1].from"),
    ("custody: {away: [{from: 2019-02-01, to: 2019-01-31}]}", "custody.away[0].to"),
    ("custody: {other_terms: [{imposed: 2006-03-20, term: 24 months}]}", "custody.other_terms[0].imposed"),
    ("offense: {began: 2006-01-01}\ncustody: {commenced: 2006-03-21, prior_custody_days: 80}", "custody.prior_custody_days"),
    ("events: [{date: 2012-01-01, kind: release}, {date: 2013-01-01, kind: imprisonment, until: 2012-12-31}]", "events[1].until"),
    ("clemency: {sought: 2010, granted: 2009}", "clemency.granted"),
    ("person: {born: 2006-04}", "person.born"),
]


@pytest.mark.parametrize(("body", "where"), DATE_FAULTS)
def test_dates_that_contradict_each_other_are_faults(reader, body, where):
    assert [fault.where for fault in reader.small_faults(body)] == [where]


@pytest.mark.parametrize(
    "body",
    [
        "offense: {began: 2004, ended: 2004-01-01}",
        "offense: {ended: 1987-11-01}",
        "offense: {began: 1980, ended: 1988}",
        "offense: {ended: 2006-03-21}",
        "convictions: [{convicted: 2006}]",
        "criminal_history: {priors: [{sentenced: 1995, released: 1995-01-01, offense_date: 1995, arrested: 1995}]}",
        "criminal_history: {priors: [{sentenced: 2006}]}",
        "events: [{date: 2006, kind: reduction}]",
        "custody: {since: 2006, commenced: 2006-03-21}",
        "criminal_history: {category: VI, points: 3, career_offender: true}",
        "criminal_history: {category: II, points: 7}\nguidelines: {departures: [{section: 4A1.3(b)}]}",
        "criminal_history: {category: VI, points: 0}\nguidelines: {conduct: [{adjustments: [{section: 3A1.4(b)}]}]}",
        "criminal_history: {category: V, points: 2}\nguidelines: {adjustments: [{section: 4B1.5(a)}]}",
        "criminal_history: {priors: [{single_with: 2}, {}]}",
        "events: [{kind: commutation}]",
        "custody: {programs: [{days: 30}, {from: 2019, days: 30}], risk: [{level: low}]}",
        "custody: {detention: [{from: 2005-01-01, to: 2005-01-31}, {from: 2005-02-01, to: 2005-03-01}, {from: 2005}]}",
        "offense: {began: 2006-01-01}\ncustody: {commenced: 2006-03-21, prior_custody_days: 79}",
        "custody: {detainers: [a state detainer], incidents: [an incident], other_terms: [{imposed: 2006-03-21}]}",
        "guidelines: {departures: [{levels: 5}, {levels: 5}], found: {range: {min: 24}}}",
        "convictions: [{}]\nguidelines: {conduct: [{}]}\nsources:\nevidence: {}",
    ],
)
def test_what_can_be_is_no_fault(reader, body):
    assert reader.small(body).id == "small"


def test_an_offense_under_the_old_law_says_so(reader):
    (fault,) = reader.small_faults("offense: {ended: 1985}", "sentence: {date: 1986-01-01}")
    assert fault.where == "offense.ended"
    assert "old law" in fault.message
    (fault,) = reader.small_faults("", "sentence: {date: 1986-01-01}")
    assert fault.where == "sentence.date"
    assert "old law" in fault.message


def test_a_sentence_in_the_future_is_a_fault_and_today_is_told(reader):
    (fault,) = reader.small_faults("", "sentence: {date: 2026-11-25}")
    assert (fault.where, "2026-11-24" in fault.message) == ("sentence.date", True)
    assert reader.small("", "sentence: {date: 2026-11-24}").sentence.date.is_exact
    assert not reader.small("", "sentence: {date: 2026}").sentence.date.is_exact


def test_all_faults_of_a_file_come_at_once_and_in_order(reader):
    text = """lenity: 2
id: no spaces please
sentence: {imprisonment: 120}
offense: {began: 2004, ended: 2003}
convictions:
  - statute: nonsense
    charged: [{drug: cocain, amount: 1 g}]
criminal_history: {category: I, points: 12}
"""
    assert [(fault.where, fault.line) for fault in reader.faults(text)] == [
        ("lenity", 1),
        ("id", 2),
        ("sentence.date", 3),
        ("sentence.imprisonment", 3),
        ("offense.ended", 4),
        ("convictions[0].statute", 6),
        ("convictions[0].charged[0].drug", 7),
        ("criminal_history.category", 8),
    ]


def test_missing_essentials_are_each_named(reader):
    assert [fault.where for fault in reader.faults("person: {age: 3}")] == ["lenity", "id", "sentence"]
    assert [fault.where for fault in reader.faults("[1, 2]")] == [""]
    assert [fault.where for fault in reader.faults("just text")] == [""]


def test_no_fault_tells_a_name_or_register_number(reader):
    (fault,) = reader.small_faults("custody: {register_number: 01234567}")
    assert "01234567" not in str(fault)
    text = """lenity: 1
id: secret
person: {name: Quentin Zyxw, age: Quentin, born: Zyxw}
court: {district: Quentin Zyxw, judge: [Zyxw]}
custody: {register_number: 12345-678, facility: [12345-678], commenced: 12345-678}
guidelines: {adjustments: [{section: Quentin}], departures: [{section: 12345-678}]}
sentence: {date: Zyxw, imprisonment: 12345-678}
evidence: {Quentin Zyxw: 3}
Quentin Zyxw: 12345-678
"""
    faults = reader.faults(text)
    assert len(faults) >= 10
    for fault in faults:
        for secret in ("Quentin", "Zyxw", "12345-678"):
            assert secret not in str(fault)


def test_the_faults_know_the_case_and_the_file(reader):
    with pytest.raises(CaseFaults) as caught:
        reader.case("lenity: 1\nid: known\n")
    faults = caught.value
    assert (faults.case_id, faults.file) == ("known", "case.yaml")
    assert faults.faults[0].as_data() == {"where": "sentence", "message": faults.faults[0].message}
    assert faults.__cause__ is None
