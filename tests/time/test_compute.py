"""The computation of a sentence: dates, good conduct time, what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lenity.facts import read_data
from lenity.law import law_vocabulary
from lenity.time import Computation, as_json, compute

TODAY = date(2026, 11, 24)


def computed(as_of: str, sentence: dict[str, Any], custody: dict[str, Any] | None = None, **more: Any) -> Computation:
    data = {"lenity": 1, "id": "made-up", "sentence": sentence, "events": [], **({"custody": custody} if custody is not None else {}), **more}
    return compute(read_data(data, name="made-up", vocabulary=law_vocabulary(), today=TODAY), as_of=date.fromisoformat(as_of))


TEN_YEARS = {"date": "2010-01-04", "imprisonment": "10 years", "supervised_release": "5 years"}
IN_CUSTODY = {"commenced": "2010-01-04", "prior_custody_days": 0, "incidents": [], "programs": []}


def test_full_term_is_commencement_and_term_less_a_day_less_prior_custody() -> None:
    """The definition of the interface; the dates were counted by hand on a calendar."""
    assert computed("2012-01-04", TEN_YEARS, IN_CUSTODY).full_term_on == date(2020, 1, 3)
    assert computed("2012-01-04", TEN_YEARS, {**IN_CUSTODY, "prior_custody_days": 10}).full_term_on == date(2019, 12, 24)


def test_method_changes_on_the_day_that_the_act_took_effect() -> None:
    before, after = computed("2019-07-18", TEN_YEARS, IN_CUSTODY), computed("2019-07-19", TEN_YEARS, IN_CUSTODY)
    assert (before.good_time_method, before.good_time_days) == ("served", 470)
    assert (after.good_time_method, after.good_time_days) == ("imposed", 540)


def test_commencement_is_the_later_of_custody_and_sentence() -> None:
    assert computed("2012-01-04", TEN_YEARS, {"since": "2009-03-01", "prior_custody_days": 0}).commenced_on == date(2010, 1, 4)
    assert computed("2012-01-04", TEN_YEARS, {"since": "2010-02-01", "prior_custody_days": 0}).commenced_on == date(2010, 2, 1)
    assert computed("2012-01-04", TEN_YEARS, {}).commenced_on is None


@pytest.mark.parametrize(("without", "need"), [("prior_custody_days", "custody.prior_custody_days"), ("commenced", "custody.commenced")])
def test_a_missing_fact_is_named_and_nothing_rests_on_a_guess(without: str, need: str) -> None:
    made = computed("2012-01-04", TEN_YEARS, {name: value for name, value in IN_CUSTODY.items() if name != without})
    assert made.full_term_on is None
    assert made.projected_release_on is None
    assert need in [one.path for one in made.needs]


def test_a_life_term_has_no_date_and_asks_for_nothing() -> None:
    made = computed("2012-01-04", {"date": "1997-03-21", "imprisonment": "life"}, {**IN_CUSTODY, "commenced": "1997-03-21"})
    assert (made.full_term_on, made.projected_release_on, made.needs) == (None, None, ())
    assert made.good_time_days == 0
    assert any("life" in note.lower() for note in made.notes)


def test_the_json_has_the_names_of_the_interface() -> None:
    data = as_json(computed("2019-07-18", TEN_YEARS, IN_CUSTODY))
    assert data["good_time"] == {"days": 470, "earned_to_date": 470, "method": "served"}
    assert data["time_credits"] == {"days": 0, "to_supervised_release": 0, "to_prerelease": 0}
    assert data["full_term"] == "2020-01-03"
    assert data["projected_release"] == "2018-09-20"
    assert data["needs"] == []
