"""Circumstances after the sentence that an avenue of relief asks about. Absent is not known."""

from __future__ import annotations

from lenity.facts._fields import Day, Flag
from lenity.facts._part import Part


class Circumstances(Part):
    """What has come about since the sentence, as far as relief asks for it."""

    request_to_warden: Day | None = None
    """The day on which the warden received a request that the Bureau of Prisons move for compassionate release."""
    remedies_exhausted: Flag | None = None
    """Whether every appeal within the Bureau against its refusal to move was used."""
    bureau_moved: Flag | None = None
    """Whether the Director of the Bureau of Prisons made the motion."""
    terminal_illness: Flag | None = None
    """A serious and advanced illness with an end-of-life trajectory."""
    serious_condition: Flag | None = None
    """A condition, impairment or decline from age that substantially diminishes self-care in prison and is not expected to get better."""
    care_not_provided: Flag | None = None
    """A condition that needs long-term or specialized care which is not given, with a risk of serious decline or death."""
    outbreak_risk: Flag | None = None
    """An outbreak or health emergency at the facility, a higher personal risk from it, and no way to lessen that in time."""
    decline_from_age: Flag | None = None
    """A serious deterioration in physical or mental health because of the aging process."""
    child_without_caregiver: Flag | None = None
    """The caregiver of a minor child, or of a grown child incapable of self-care, has died or cannot care any more."""
    only_caregiver_of_spouse: Flag | None = None
    """The spouse or registered partner is incapacitated and the person would be the only available caregiver."""
    only_caregiver_of_parent: Flag | None = None
    """A parent is incapacitated and the person would be the only available caregiver."""
    only_caregiver_of_relative: Flag | None = None
    """The same of another immediate family member, or someone who is like one."""
    abused_in_custody: Flag | None = None
    """Sexual abuse, or physical abuse with serious bodily injury, by staff or at their direction, established by a conviction, finding or admission."""
    gross_disparity: Flag | None = None
    """Whether a court found a gross disparity between an unusually long sentence and the one likely today."""
    similar_reason: Flag | None = None
    """Other circumstances similar in gravity to these."""
    danger: Flag | None = None
    """Whether the court or the Bureau found the person a danger to others or the community (18 U.S.C. § 3142(g))."""
    sentenced_under_3559c: Flag | None = None
    """Whether the sentence is one of life for a third serious violent felony (18 U.S.C. § 3559(c))."""
    low_level: Flag | None = None
    """Whether the part in the offense was a low-level one."""
    ties_to_organization: Flag | None = None
    """Significant ties to a large-scale criminal organization, gang or cartel."""
    significant_history: Flag | None = None
    """Whether the criminal history is a significant one, as the Department of Justice judged it."""
    good_conduct: Flag | None = None
    """Whether conduct in prison was good, as the Bureau of Prisons or the Department judged it."""
    escape: Flag | None = None
    """Whether the person escaped, or tried to, from a Bureau of Prisons institution."""
    supervision_began: Day | None = None
    """The first day of supervised release."""
    supervision_ended: Day | None = None
    """The last day of supervised release; an empty field says that it runs, an absent one that it is not known."""
    fine_unpaid: Flag | None = None
    """Whether some of the fine is not paid."""
    restitution_unpaid: Flag | None = None
    """Whether some of the restitution is not paid."""
