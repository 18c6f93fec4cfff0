"""§404 of the First Step Act needs a crack minimum that the Fair Sentencing Act changed: § 841(b)(1)(A) or (B), an offense before 2010-08-03.

Held here: for which counts the statute differs between then and today, which is what §404 turns on; the motion itself is another computation.
21 U.S.C. § 841(b)(1)(A)(iii), (B)(iii); Pub. L. 111-220, § 2; *Terry v. United States*, 593 U.S. 486 (2021).
"""

import pytest
from trap_cases import answer_of, drug_count


def ends(amount, day="2008-03-03", drug="cocaine base"):
    year = int(day[:4])
    count = drug_count(drug, amount, convicted=f"{year - 1}-09-01", prior_851=0)
    answer = answer_of(day, offense={"ended": f"{year - 1}-03-01"}, convictions=[count])
    return [(answer[side]["statutory_range"]["min"], answer[side]["statutory_range"]["max"]) for side in ("then", "today")]


@pytest.mark.parametrize(
    ("amount", "then", "today"),
    [
        ("4.999 g", (0, 240), (0, 240)),  # (C): unchanged, as in Terry
        ("5 g", (60, 480), (0, 240)),
        ("27.999 g", (60, 480), (0, 240)),
        ("28 g", (60, 480), (60, 480)),
        ("50 g", (120, "life"), (60, 480)),
        ("279.999 g", (120, "life"), (60, 480)),
        ("280 g", (120, "life"), (120, "life")),
    ],
)
def test_crack(amount, then, today):
    assert ends(amount) == [then, today]


@pytest.mark.parametrize(("drug", "amount", "both"), [("cocaine", "500 g", (60, 480)), ("heroin", "1 kg", (120, "life"))])
def test_no_other_drug(drug, amount, both):
    assert ends(amount, drug=drug) == [both, both]


def test_sentences_from_the_day_of_the_act():
    """*Dorsey v. United States*, 567 U.S. 260 (2012): the day of sentence decides."""
    count = drug_count("cocaine base", "5 g", convicted="2010-02-01", prior_851=0)
    minimums = [answer_of(day, offense={"ended": "2009-06-01"}, convictions=[count])["then"]["statutory_range"]["min"] for day in ("2010-08-02", "2010-08-03")]
    assert minimums == [60, 0]
