"""Release on a weekend: the Bureau may release on the last weekday before it (18 U.S.C. § 3624(a); 28 CFR 571.30)."""

from __future__ import annotations

from datetime import date

_WEEKEND = {5: "Saturday", 6: "Sunday"}


def weekend_day(day: date) -> str | None:
    """`Saturday` or `Sunday` where the day is one. Legal holidays count as well; they differ by place and are not judged here."""
    return _WEEKEND.get(day.weekday())


def is_the_weekday_before(stated: date, computed: date) -> bool:
    """Whether a date is the last weekday before a computed one that falls on a weekend."""
    return weekend_day(computed) is not None and (computed - stated).days == computed.weekday() - min(_WEEKEND) + 1
