"""Reports that name several people: whose each fact is."""

from __future__ import annotations

REPORT = """https://news.example.org/2019/03/04/a-visit/
2019-03-04 00:00:00
Senator visits a woman in prison

Senator Paul Whitfield met reporters on Monday after a two-hour visit that began around 4:45 p.m.

“She deserves a second chance,” Whitfield said in January 2019 of Rosa Delgado, 58, whom he first heard of in 2016.

Delgado — a Tucson grandmother convicted of a drug conspiracy — has spent 17 years behind bars. The first-time, nonviolent offender was sentenced to life in prison in 2002 after she
admitted to acting as a courier for a supplier.

Her cousin, Hector Pineda, was sentenced to 10 years in prison. While President Barack Obama granted 1,715 commutations, Delgado was not among them.

Whitfield, 66, said his brother served 3 years in prison for fraud.
"""


def test_a_report_gives_its_person_her_own_facts(told, values) -> None:
    found = told(REPORT)
    her = "Rosa Delgado"
    assert values(found, "person.name", her) == [her]
    assert values(found, "person.age", her) == [58]
    assert values(found, "person.residence", her) == ["Tucson"]
    assert values(found, "convictions[].offense", her) == ["drug conspiracy"]
    assert values(found, "custody.years_served", her) == [17]
    assert values(found, "sentence.imprisonment", her) == ["life"]
    assert values(found, "sentence.date", her) == ["2002"]
    assert values(found, "offense.role", her) == ["courier"]
    assert values(found, "offense.first_time", her) == [True]
    assert values(found, "offense.violent", her) == [False]
    assert values(found, "clemency.granted", her) == [False]


def test_other_peoples_numbers_are_not_hers(told, values) -> None:
    hers = [fact.value for fact in told(REPORT).facts if fact.subject == "Rosa Delgado"]
    assert not {"10 years", "3 years", 66, 3, 1715, "2016", "2019-01", "2019-03-04"} & {value for value in hers if not isinstance(value, dict)}


def test_a_case_names_the_person_meant(told, values) -> None:
    found = told(REPORT, about="Hector Pineda")
    assert values(found, "sentence.imprisonment") == ["10 years"]
    assert {fact.subject for fact in found.facts} == {"Hector Pineda"}


def test_a_report_says_where_it_came_from(told, values) -> None:
    document = told(REPORT).document
    assert (document.title, document.date, document.publisher) == ("Senator visits a woman in prison", "2019-03-04", "news.example.org")


def test_a_report_about_somebody_else_tells_nothing_of_the_person(told) -> None:
    found = told(REPORT, about="Jane Roe")
    assert found.facts == ()
    assert any("names nobody" in note for note in found.notes)


def test_a_person_named_in_passing_does_not_take_the_main_ones_facts(told, values) -> None:
    found = told(REPORT.replace("met reporters", "and Jane Roe met reporters"), about="Jane Roe")
    assert values(found, "sentence.imprisonment") == []


def test_the_year_of_a_conviction_is_not_the_date_of_the_sentence(told, values) -> None:
    found = told("Ivo Quill, 39, was convicted in 2015 of selling synthetic marijuana and was sentenced to almost 20 years in federal prison.")
    assert values(found, "sentence.date") == []
    assert values(found, "convictions[].convicted") == ["2015"]
    assert values(found, "convictions[].charged[].drug") == []
    (term,) = [fact for fact in found.facts if fact.path == "sentence.imprisonment"]
    assert (term.value, term.note) == ("20 years", "the document says almost")


def test_pronouns_go_on_with_the_subject_and_not_with_a_husband(told, values) -> None:
    found = told(
        "In 1991, Ada Quince was sentenced to 24 years and four months in prison for conspiracy. (In contrast, her husband, Silas Pond, who cooperated, was sentenced to six years.) "
        "She served nine years and three months before the president commuted her sentence on July 7, 2000."
    )
    assert values(found, "sentence.imprisonment", "Ada Quince") == ["24 years and 4 months"]
    assert values(found, "custody.years_served", "Ada Quince") == [9.25]
    assert values(found, "clemency.date", "Ada Quince") == ["2000-07-07"]
    assert values(found, "sentence.imprisonment", "Silas Pond") == ["6 years"]
