"""What a section that the court applied does to the offense level: Chapter Two characteristics and Chapter Three adjustments.

A section is read in the edition that the court used; what it then stood for keeps its name, and its levels follow from the edition of the pass.
"""

from lenity.engine import Rule, all_hold, any_holds, choose, first_that_holds, in_force, is_known, joined, rule


def _adjustment_rules(level: str) -> tuple[Rule, ...]:
    @rule(level, unit="text", cite="USSG §1B1.1(a)", silent=True)
    def section_read(adjustment, law):
        """The section as the law files have it: a clause of a subdivision that they hold as a whole is read as that subdivision."""
        own, parent, above = adjustment.section, adjustment.section_parent, adjustment.section_grandparent
        has_own = any_holds(*(in_force(law(id, own, clock="record_edition_on")) for id in ("ussg.designation", "ussg.referred_to")))

        def is_whole(one):
            return in_force(law("ussg.designation", one, clock="record_edition_on")) & ~in_force(law("ussg.has_parts", one, clock="record_edition_on"))

        is_clause = (adjustment.chapter == 2) & ~has_own
        of_clause = is_known(above) & ~in_force(law("ussg.designation", parent, clock="record_edition_on")) & is_whole(above)
        return first_that_holds((is_clause & is_whole(parent), parent), (is_clause & of_clause, above), otherwise=own)

    @rule(level, unit="text", cite="USSG §1B1.1(a)", silent=True)
    def characteristic(adjustment, law):
        """What the section stood for in the edition that the court used."""
        return law("ussg.designation", adjustment.section_read, clock="record_edition_on")

    @rule(level, unit="yes_no", cite="USSG §1B1.1(a)(2)", silent=True)
    def names_base_level(adjustment, law):
        """Whether the section names no characteristic but the base offense level: the guideline, its subsection (a), or a quantity or tax table."""
        part = adjustment.subsection
        is_table = in_force(law("ussg.table_of_base_level", adjustment.guideline)) | in_force(
            law("ussg.table_of_base_level", joined(adjustment.guideline, part))
        )
        is_one = is_known(part) & ((part == "") | (part == "(a)") | is_table)
        is_named = in_force(law("ussg.designation", adjustment.section_read, clock="record_edition_on"))
        has_levels = choose(is_named, in_force(law("ussg.levels", adjustment.characteristic, clock="record_edition_on")), False)
        return all_hold(adjustment.chapter == 2, is_one, ~has_levels)

    @rule(level, unit="level", cite="USSG §1B1.1(a)")
    def adjustment_levels(adjustment, law):
        """Levels that this section adds or takes off

        Levels that the court stated count for then. For today they carry over only where the section gives the same now, or leaves as many to the court.
        """
        is_named = in_force(law("ussg.designation", adjustment.section_read, clock="record_edition_on"))
        has_levels = in_force(law("ussg.levels", adjustment.characteristic))
        depends = in_force(law("ussg.levels_at_most", adjustment.characteristic))
        had_levels = in_force(law("ussg.levels", adjustment.characteristic, clock="record_edition_on"))
        is_base = any_holds(*(in_force(law(id, adjustment.characteristic, clock="record_edition_on")) for id in ("ussg.base", "ussg.base_from")))
        now, before = law("ussg.levels", adjustment.characteristic), law("ussg.levels", adjustment.characteristic, clock="record_edition_on")
        most = law("ussg.levels_at_most", adjustment.characteristic)
        carries = first_that_holds(
            (~is_named, True),
            (depends, adjustment.levels_given * adjustment.levels_given <= most * most),
            (has_levels & had_levels, now == before),
            otherwise=False,
        )
        stated = is_known(adjustment.levels_given)
        return choose(
            stated & (~adjustment.judged_anew | carries),
            adjustment.levels_given,
            first_that_holds(
                (is_named & has_levels, now),
                (adjustment.names_base_level, 0),
                (is_named & ~depends & (had_levels | is_base), 0),
                otherwise=choose(stated, adjustment.levels_today, adjustment.levels_given),
            ),
        )

    return section_read, characteristic, names_base_level, adjustment_levels


CONDUCT_RULES = _adjustment_rules("conduct_adjustment")
CASE_RULES = _adjustment_rules("adjustment")
