"""§5G1.3: how the sentence runs with the undischarged, or expected, prison term of another sentence."""

from lenity.engine import all_hold, choose, does_not_apply, first_that_holds, in_force, one_of, rule

_LESS_TIME_SERVED = "concurrently, less the time served"


@rule("undischarged_term", unit="yes_no", cite="USSG §5G1.3(b)", silent=True)
def other_offense_is_taken_in(term, law):
    """Whether all of the other offense is relevant conduct of this one, and entered its offense level as the edition asks."""
    asked = law("ussg.5G1.3.counted")
    entered = choose(asked == "raised", term.other_in_level == "raised", one_of(term.other_in_level, "raised", "counted"))
    return all_hold(term.other_is_relevant == "all", choose(in_force(asked), entered, True))


def _directed(law, key):
    return law("ussg.5G1.3.direction", key)


@rule("undischarged_term", unit="text", cite="USSG §5G1.3", silent=True)
def kind_of_other_term(term, law):
    """Which part of §5G1.3 the other term falls under, by its key in the law; `not addressed` where none speaks of it.

    An expected term is spoken of since November 2014, and only one of a State for relevant conduct; the court's power is then that of 18 U.S.C. § 3584(a).
    """
    of_expected = all_hold(in_force(_directed(law, "expected")), term.other_court == "state", term.other_is_relevant == "all")
    federal = in_force(_directed(law, "federal"))
    return first_that_holds(
        (in_force(_directed(law, "same transaction")), choose(term.other_same_transaction, "same transaction", "otherwise")),
        (term.other_is_expected, choose(of_expected, "expected", "not addressed")),
        (in_force(_directed(law, "while serving")) & (term.offense_was_committed == "while serving"), "while serving"),
        (in_force(_directed(law, "before service")) & (term.offense_was_committed == "before service"), "before service"),
        (choose(federal, term.other_court == "federal", False), "federal"),
        (choose(in_force(_directed(law, "relevant")), term.other_offense_is_taken_in, False), "relevant"),
        (choose(in_force(_directed(law, "revocation")), term.other_on_revocation, False), "revocation"),
        otherwise="otherwise",
    )


@rule("undischarged_term", unit="text", cite="USSG §5G1.3")
def direction_beside_other_term(term, law):
    """How the sentence runs with the term of another sentence"""
    return choose(term.kind_of_other_term == "not addressed", does_not_apply, _directed(law, term.kind_of_other_term))


@rule("undischarged_term", unit="yes_no", cite="USSG §5G1.3(b)(1)")
def time_served_is_taken_off(term, law):
    """Whether the court takes off the sentence what was served of the other term"""
    if_not_credited = choose(law("ussg.5G1.3.only_if_not_credited"), ~term.other_is_credited, True)
    return choose(term.direction_beside_other_term == _LESS_TIME_SERVED, if_not_credited, does_not_apply)
