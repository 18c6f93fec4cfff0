"""The career offender's offense statutory maximum includes the increase under § 851.

§4B1.1 comment. (n.2) (Nov. 2016): twenty years become thirty. Level 34 is for 25 years or more, 32 for 20 to 25 (§4B1.1(b)). Amendment 506 said otherwise
from 1994-11-01; *United States v. LaBonte*, 520 U.S. 751 (May 27, 1997), held it invalid, and amendment 567 undid it on 1997-11-01.
"""

import pytest
from trap_cases import answer_of, drug_count, drugs, total

from lenity.law import law_book


def review_of(day, priors):
    year = int(day[:4])
    count = drug_count("heroin", "50 g", prior_851=priors, prior_851_today=priors)
    history = {"career_offender": True}
    guidelines = drugs(("heroin", "50 g"), findings={"truthful_disclosure": False})  # level 20, 18 since amend. 782
    return answer_of(day, offense={"ended": f"{year - 1}-03-01"}, convictions=[count], criminal_history=history, guidelines=guidelines)


@pytest.mark.parametrize("day", ["1993-12-01", "1997-05-27", "1997-10-31", "1997-11-03", "2016-12-01", "2025-12-01"])
def test_thirty_years_with_a_prior(day):
    assert total(review_of(day, 1)) == 34
    assert total(review_of(day, 0)) == 32


def test_today_for_a_sentence_of_the_time_of_amendment_506():
    assert total(review_of("1996-03-01", 1), "today") == 34


def test_the_list_says_that_506_is_void():
    row = next(one for one in law_book().register("ussg.retroactive") if one["amendment"] == 506)
    assert "LaBonte" in row["note"]
