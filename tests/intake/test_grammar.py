"""The grammar of terms, dates, money and drugs. Sentences are of the kind that opinions, releases and reports use."""

from __future__ import annotations

import pytest

from lenity.intake import read_bytes
from lenity.intake._courts import district_id
from lenity.intake._days import day
from lenity.intake._drugs import drugs_in
from lenity.intake._flat import Flat
from lenity.intake._numbers import number, whole
from lenity.intake._terms import term


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("240 months", "240 months"),
        ("twenty-five (25) years", "25 years"),
        ("twenty-five (52) years", None),
        ("life plus 25 years", "life plus 25 years"),
        ("life without parole", "life"),
        ("time served", "time served"),
        ("a year and a day", "1 year and 1 day"),
        ("thirteen years and six months", "13 years and 6 months"),
        ("eighty-seven month", "87 months"),
        ("one hundred and twenty months", "120 months"),
        ("220 mos.", "220 months"),
        ("5 yrs.", "5 years"),
        ("2.5 years", "30 months"),
    ],
)
def test_terms(text: str, value: str | None) -> None:
    assert term(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("March 21, 2006", "2006-03-21"),
        ("Sept. 2000", "2000-09"),
        ("06/04/2009", "2009-06-04"),
        ("25th day of March in the year of our Lord Two Thousand Twenty-five", "2025-03-25"),
        ("fourth day of June, in the year of our Lord two thousand twenty-six", "2026-06-04"),
        ("February 30, 2001", None),
    ],
)
def test_days(text: str, value: str | None) -> None:
    assert day(text) == value


def test_numbers() -> None:
    assert (whole("thirty-seven"), whole("1,927"), number("two hundred forty-ninth"), whole("few")) == (37, 1927, 249, None)


@pytest.mark.parametrize(
    ("text", "drug", "amount", "bound"),
    [
        ("more than five kilograms of cocaine base (crack cocaine)", "cocaine base", "5 kg", "more than"),
        ("500 grams or more of a mixture or substance containing a detectable amount of methamphetamine", "methamphetamine", "500 g", "at least"),
        ("less than 50 kilograms of marijuana", "marihuana", "50 kg", "less than"),
        ("50 grams or more of cocaine base, also known as crack", "cocaine base", "50 g", "at least"),
        ("1,000 kilograms of marijuana", "marihuana", "1000 kg", None),
        ("100 or more marijuana plants", "marihuana", "100 plants", "at least"),
        ("50 grams or more of “crack” cocaine", "cocaine base", "50 g", "at least"),
        ('five grams or more of "crack cocaine,"', "cocaine base", "5 g", "at least"),
        ("50 grams or more of actual (pure) methamphetamine", "methamphetamine (actual)", "50 g", "at least"),
        ("more than 100 kilograms but less than 1,000 kilograms of marijuana", "marihuana", "100 kg", "more than"),
        ("a term of 87 months for 13.382 grams of heroin", "heroin", "13.382 g", None),
        ("COCAINE HYDROCHLORIDE", "cocaine", None, None),
        ("112 grams of heroin", "heroin", "112 g", None),
    ],
)
def test_drugs(text: str, drug: str, amount: str | None, bound: str | None) -> None:
    text = Flat(text).text
    found = list(drugs_in(text, 0, len(text)))
    assert [(one.drug, one.amount, one.bound) for one in found] == [(drug, amount, bound)]


def test_a_charged_bound_charges_its_threshold_and_a_found_one_stays_a_bound() -> None:
    (least,) = drugs_in("at least 150 kilograms of cocaine", 0, 33)
    assert (least.charged, least.found) == ("150 kg", {"at_least": "150 kg"})


def test_every_district_that_there_is_has_its_id() -> None:
    """The ids of courts-db; the three-part states and the territories among them."""
    assert district_id("Middle", "North Carolina") == "ncmd"
    assert district_id("Central", "Illinois") == "ilcd"
    assert district_id(None, "Columbia") == "dcd"
    assert district_id(None, "Virgin Islands") == "vid"
    assert district_id("Northern", "Maine") is None


def test_places_lead_back_through_page_numbers_and_broken_words() -> None:
    original = "Robin Rivera-\n\nMartínez  was\n\n                -2-\n\nsentenced  to 12\n months."
    flat = Flat(original)
    assert flat.text == "Robin Rivera-Martínez was sentenced to 12 months."
    start = flat.text.index("was")
    low, high = flat.span(start, start + len("was sentenced"))
    assert original[low:high] == "was\n\n                -2-\n\nsentenced"


@pytest.mark.parametrize(
    "sentence",
    [
        "If convicted, Roe faces up to 20 years in prison.",
        "The government asked the court to sentence Roe to 240 months in prison.",
        "Roe could have been sentenced to 30 years in prison.",
        "The statute carries a maximum term of 40 years of imprisonment.",
        "Had he pleaded guilty, Roe would have been sentenced to 57 months in prison.",
        "Roe was previously sentenced to 5 years in state prison for burglary.",
        "The court declined to impose a sentence of 400 months on Roe.",
        "In United States v. Doe, 552 F.3d 6 (1st Cir. 2008), the defendant was sentenced to 120 months of imprisonment.",
    ],
)
def test_what_was_not_imposed_is_not_proposed(told, values, sentence: str) -> None:
    """Statutory maximums, requests, hypotheses, earlier cases and precedents are no sentence of the person."""
    found = told(
        f"UNITED STATES COURT OF APPEALS FOR THE FIRST CIRCUIT\nUNITED STATES, Appellee, v. RICHARD ROE, Defendant, Appellant.\nMarch 1, 2020\n{sentence}"
    )
    assert values(found, "sentence.imprisonment") == []


def test_letters_of_every_kind(told, values) -> None:
    found = told("Łukasz Żółć-Øberg, 44, was sentenced to 120 months in prison in 2011 after he pleaded guilty to wire fraud.")
    assert found.people == ("Łukasz Żółć-Øberg",)
    assert values(found, "person.age") == [44]
    assert values(found, "sentence.imprisonment") == ["120 months"]


def test_a_text_of_another_encoding_is_read() -> None:
    assert read_bytes("Señor Roe was sentenced to life.".encode("cp1252"), "x.txt").text.startswith("Señor")
