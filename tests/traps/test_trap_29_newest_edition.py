"""Today's edition is the newest in force, which from 2026-11-01 is no longer the 2025 Manual (91 FR 24088): its text is not encoded, and the review says so."""

import pytest
from trap_cases import answer_of, drugs


def review_on(day):
    return answer_of("2016-12-01", as_of=day, guidelines=drugs(("heroin", "1 kg")))


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2023-10-31", "2018-11-01"),
        ("2023-11-01", "2023-11-01"),
        ("2024-11-01", "2024-11-01"),
        ("2025-10-31", "2024-11-01"),
        ("2025-11-01", "2025-11-01"),
        ("2026-10-31", "2025-11-01"),
    ],
)
def test_the_newest_in_force(day, edition):
    answer = review_on(day)
    assert answer["today"]["edition"] == edition
    assert not [one for one in answer["warnings"] if "not encoded" in one]


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-24"])
def test_a_newer_one_that_is_not_encoded_is_named(day):
    answer = review_on(day)
    assert answer["today"]["edition"] == "2025-11-01"
    [warning] = [one for one in answer["warnings"] if "not encoded" in one]
    assert "2026-11-01" in warning
    assert "91 FR 24088" in warning
