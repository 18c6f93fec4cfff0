"""How steps are cited: a section of the Manual with its row and edition, a statute as it is."""

from __future__ import annotations

from datetime import date

from lenity.engine import Step

_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def edition_in_words(edition_on: date) -> str:
    """`Nov. 2005`; with its day where the text is not one of November."""
    month = _MONTHS[edition_on.month - 1]
    return f"{month} {edition_on.year}" if (edition_on.month, edition_on.day) == (11, 1) else f"{month} {edition_on.day}, {edition_on.year}"


def citation_of(step: Step, edition_on: date) -> str:
    """The step's own authority: the rule's section, or the narrower one of the law value that decided it, with the edition."""
    cite = step.cite
    narrower = [entry.cite.split(";")[0] for entry in step.law if entry.cite.startswith(cite.split("(")[0]) and len(entry.cite.split(";")[0]) > len(cite)]
    if len(narrower) == 1:
        cite = narrower[0]
    return f"{cite} ({edition_in_words(edition_on)})" if cite.startswith("USSG") else cite
