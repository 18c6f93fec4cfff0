"""The statutory range of each count, and the exception of 18 U.S.C. § 3553(f)."""

from lenity.engine import all_hold, any_holds, choose, first_that_holds, in_force, is_known, joined, one_of, rule

_OBJECT_FORMS = ("object", "object_parent", "object_grandparent", "object_subsection", "object_section")
_DRUG_TITLE = ("21 U.S.C. § 843", "21 U.S.C. § 848")
_FORMS = ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")


def _general(count, law, part):
    """The term of the narrowest provision that the law files know; not known where they know none.

    Sections 843 and 848 of title 21 have a higher term after a prior of their own kind; one noticed under § 851 may be of it or not.
    """
    armed = law("usc.term", "18 U.S.C. § 924(e)", part=part)
    of_child = joined(count.statute_paragraph, "/under 12")
    has_child_term = is_known(count.statute_section) & in_force(law("usc.term", of_child))
    arms = [(count.is_armed_career_count, armed), (has_child_term, _by_age(count, law, of_child, part))] + [
        (in_force(law("usc.term", getattr(count, form))), law("usc.term", getattr(count, form), part=part)) for form in _FORMS
    ]
    stated = count.stated_minimum if part == "min" else count.stated_maximum
    of_object = [
        (count.takes_object_penalty & in_force(law("usc.term", getattr(count, form))), law("usc.term", getattr(count, form), part=part))
        for form in _OBJECT_FORMS
    ]
    repeated = one_of(count.statute_section, *_DRUG_TITLE) & (count.noticed_priors > 0)
    after_prior = law("usc.term", joined(count.statute_section, "/prior"), part=part)
    of_prior = choose(in_force(law("usc.term", joined(count.statute_section, "/prior"))), after_prior, stated)
    return first_that_holds((repeated, of_prior), *arms, *of_object, otherwise=stated)


def _by_age(count, law, of_child, part):
    """The term of possession of images of children: higher where one was under 12. Not known where that is not and the two differ."""
    ordinary, higher = (law("usc.term", one, part=part) for one in (count.statute_paragraph, of_child))
    return choose(ordinary == higher, ordinary, choose(count.victim_under_12, higher, ordinary))


@rule("count", unit="text", cite="18 U.S.C. § 2252A(b)(2)", silent=True)
def statute_paragraph(count, law):
    """The narrowest provision of the statute that has a term of its own for a child under 12, else the statute itself."""
    forms = [getattr(count, form) for form in _FORMS]
    return first_that_holds(*((in_force(law("usc.term", joined(form, "/under 12"))), form) for form in forms), otherwise=count.statute)


@rule("count", unit="yes_no", cite="18 U.S.C. § 1349", silent=True)
def takes_object_penalty(count, law):
    """Whether the count is an attempt or conspiracy with the penalty of its object, and the record names that."""
    return is_known(count.object) & is_known(count.statute_section) & in_force(law("usc.takes_object_penalty", count.statute_section))


@rule("count", unit="yes_no", cite="18 U.S.C. § 924(e)(1)", silent=True)
def is_armed_career_count(count, law):
    """Whether the count is a violation of § 922(g) by a person whom the court found an armed career criminal."""
    by_statute = is_known(count.statute_section) & (count.statute_subsection == "18 U.S.C. § 922(g)")
    return by_statute & count.is_armed_career_criminal & in_force(law("usc.term", "18 U.S.C. § 924(e)"))


@rule("count", unit="month", cite="18 U.S.C. § 3581", silent=True)
def computed_minimum_months(count, law):
    """Statutory minimum that the law files give"""
    return first_that_holds(
        (~count.judged_anew & ~is_known(count.statute_section), count.stated_minimum),
        (count.is_multiplied_count, count.multiplied_minimum_months),
        (count.is_possession_count, count.possession_minimum_months),
        (count.is_drug_count, count.drug_minimum_months),
        (count.is_firearm_count, count.firearm_minimum_months),
        (count.follows_if_imposed, 0),
        otherwise=_general(count, law, "min"),
    )


@rule("count", unit="month", cite="18 U.S.C. § 3581", silent=True)
def computed_maximum_months(count, law):
    """Statutory maximum that the law files give"""
    return first_that_holds(
        (~count.judged_anew & ~is_known(count.statute_section), count.stated_maximum),
        (count.is_multiplied_count, count.multiplied_maximum_months),
        (count.is_possession_count, count.possession_maximum_months),
        (count.is_drug_count, count.drug_maximum_months),
        (count.is_firearm_count, count.firearm_maximum_months),
        otherwise=_general(count, law, "max"),
    )


def _of_today(count, stated_today, computed):
    """What the law files give; today what counsel works out where that is given, and only that where the judgment's range rests on more than the record shows."""
    rests_on_more = is_known(count.rests_on_more) & count.rests_on_more
    by_counsel = count.judged_anew & (is_known(stated_today) | rests_on_more)
    return choose(by_counsel, stated_today, computed)


@rule("count", unit="month", cite="18 U.S.C. § 3581")
def count_minimum_months(count, law):
    """Statutory minimum of the count"""
    as_stated = ~count.judged_anew & is_known(count.stated_minimum)
    return choose(as_stated, count.stated_minimum, _of_today(count, count.stated_minimum_today, count.computed_minimum_months))


@rule("count", unit="month", cite="18 U.S.C. § 3581")
def count_maximum_months(count, law):
    """Statutory maximum of the count"""
    as_stated = ~count.judged_anew & is_known(count.stated_maximum)
    return choose(as_stated, count.stated_maximum, _of_today(count, count.stated_maximum_today, count.computed_maximum_months))


@rule("count", unit="yes_no", cite="18 U.S.C. §§ 924(c)(1)(D), 1028A(b)", silent=True)
def runs_consecutively(count, law):
    """Whether the statute makes the term run after every other."""
    forms = [in_force(law("usc.consecutive", getattr(count, form))) for form in _FORMS]
    return is_known(count.statute_section) & any_holds(*forms)


@rule("count", unit="yes_no", cite="USSG §5G1.2(a)", silent=True)
def is_imposed_independently(count, law):
    """Whether the statute demands a term and makes it run after every other, so that it stands apart from the total punishment.

    A statute that demands none, but makes one that is imposed follow the others (failure to appear), does not.
    """
    return count.runs_consecutively & ~count.follows_if_imposed


@rule("count", unit="yes_no", cite="USSG §2J1.6 comment. (n.3)", silent=True)
def follows_if_imposed(count, law):
    """Whether the statute demands no term, but makes one that is imposed run after the others."""
    forms = [in_force(law("usc.consecutive_if_imposed", getattr(count, form))) for form in _FORMS]
    return is_known(count.statute_section) & any_holds(*forms)


@rule("count", unit="yes_no", cite="18 U.S.C. § 3553(f)", silent=True)
def safety_valve_covers(count, law):
    """Whether 18 U.S.C. § 3553(f) names the statute of the count."""
    return is_known(count.statute_section) & in_force(law("usc.18.3553f.covers", count.statute_section))


@rule("count", unit="month", cite="18 U.S.C. § 3553(f)", silent=True)
def binding_count_minimum_months(count, law):
    """Statutory minimum of the count that binds after the safety valve"""
    lifted = all_hold(count.safety_valve_covers, count.safety_valve_applies)
    return choose(count.count_minimum_months == 0, 0, choose(lifted, 0, count.count_minimum_months))


@rule("count", unit="text", cite="18 U.S.C. § 3559(a)", silent=True)
def felony_class(count, law):
    """Class of the offense by its statutory maximum"""
    return law.ladder("usc.18.3559.class", count.count_maximum_months, "maximum")
