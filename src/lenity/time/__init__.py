"""When a prison sentence begins and ends: term in force, full term, good conduct time, time credits, release.

>>> from datetime import date
>>> from lenity.facts import read_data
>>> from lenity.law import law_vocabulary
>>> case = read_data(
...     {
...         "lenity": 1, "id": "made-up", "sentence": {"date": "2010-01-04", "imprisonment": "10 years"},
...         "custody": {"commenced": "2010-01-04", "prior_custody_days": 0},
...     },
...     name="made-up", vocabulary=law_vocabulary(), today=date(2026, 11, 24),
... )
>>> served = compute(case, as_of=date(2012, 1, 4))
>>> served.full_term_on.isoformat(), served.good_time_days, served.good_time_method
('2020-01-03', 470, 'served')
>>> compute(case, as_of=date(2019, 7, 19)).good_time_days
540

Every figure is of the sentence in force on `as_of`, after the `events` of the case. What the record does not settle is None, and stands in `needs`.
"""

from lenity.time._answer import OUTPUTS, SUPPOSED, Computation, Difference
from lenity.time._compute import compute
from lenity.time._json import as_json

__all__ = ["OUTPUTS", "SUPPOSED", "Computation", "Difference", "as_json", "compute"]
