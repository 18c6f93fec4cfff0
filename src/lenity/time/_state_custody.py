"""What has to be told where a state stands beside the United States: primary custody, designation, double credit, detainers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lenity.facts import CaseFile
from lenity.facts.custody import Detainer
from lenity.facts.sentence import Custody

_HANDED_OVER = {
    "immigration": (
        "A detainer of the immigration authorities is lodged{what}. It does not move these dates; on release the person may be handed over to them. Supervised "
        "release begins on that day all the same (18 U.S.C. § 3624(e)). People held for the immigration authorities get no early release for drug treatment "
        "(28 CFR 550.55(b)(1))."
    ),
    "state": (
        "A state's detainer is lodged{what}. It does not move these dates; on release the person may be handed over. Thirty days or more in prison there for a "
        "conviction keep supervised release from running (18 U.S.C. § 3624(e)). Ask how it can be settled first."
    ),
}
_ANY = "A detainer is lodged{what}. It does not move these dates, but on release the person may be handed over. Ask how it can be settled first."


def standing_detainers(case: CaseFile, as_of: date) -> list[Detainer]:
    """The detainers that stand on a day, as far as the record says."""
    listed = (case.custody.detainers if case.custody else None) or ()
    return [one for one in listed if not (one.date and one.date.first > as_of) and not (one.lifted and one.lifted.last <= as_of)]


def of_detainers(case: CaseFile, as_of: date) -> Iterator[str]:
    """What each detainer that stands means for release."""
    for one in standing_detainers(case, as_of):
        what = ", ".join(part for part in (one.by, one.description) if part)
        yield _HANDED_OVER.get(one.kind or "", _ANY).format(what=f" ({what})" if what else "")


def of_state_custody(custody: Custody, values: dict[str, object]) -> Iterator[str]:
    """Where the federal term stands against state custody, and what may be asked for."""
    terms = custody.state_terms or ()
    if values["state_had_primary_custody"] is True and custody.commenced is None:
        yield from _of_primary_custody(custody, values["commenced_on"])
    if any(one.federal_runs == "concurrent" for one in terms) and any(one.credited_elsewhere for one in custody.detention or ()):
        yield (
            "Days that a state credited do not count again (18 U.S.C. § 3585(b)). Where the state term runs with the federal one the Bureau knows two exceptions, "
            "called Willis and Kayfez credit (Program Statement 5880.28). They turn on the full term dates of both terms; ask the Bureau for its worksheet. "
            "What it credits can then be given as the credit for prior custody."
        )
    if any(one.on_writ for one in custody.detention or ()):
        yield "Days on loan under a writ are days of the state's custody: they count here only where they were not credited to the state term."


def _of_primary_custody(custody: Custody, commenced: object) -> Iterator[str]:
    concurrent = [one for one in custody.state_terms or () if one.federal_runs == "concurrent"]
    if custody.designation is not None and custody.designation.first is not None:
        yield "The Bureau designated the state prison for the federal sentence (18 U.S.C. § 3621(b)); the term cannot begin before it was imposed."
    elif commenced is None and concurrent:
        yield (
            "The federal judgment lets its term run with a state term that was still to come, as a court may (Setser v. United States, 566 U.S. 231 (2012)). From which day "
            "is settled by the Bureau's designation of the state prison (18 U.S.C. § 3621(b); Program Statement 5160.05). Ask for one, also for the past "
            "(nunc pro tunc; Barden v. Keohane, 921 F.2d 476 (3d Cir. 1990))."
        )
    elif len(concurrent) < len(custody.state_terms or ()):
        yield (
            "The state served its term first. A state court's wish that the terms run together does not bind the Bureau, but it can designate the state prison also for "
            "the past (18 U.S.C. § 3621(b); Program Statement 5160.05), and then the federal term began earlier. It may ask the federal judge first."
        )
