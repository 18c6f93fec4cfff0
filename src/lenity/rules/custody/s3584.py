"""18 U.S.C. § 3584: several prison terms as one, and the term in force after what changed it."""

from lenity.engine import all_hold, any_holds, choose, days_after, greatest, in_force, months_after, one_of, rule
from lenity.facts.terms import DAYS_PER_MONTH

_FORMS = ("statute", "statute_parent", "statute_grandparent", "statute_subsection", "statute_section")
_RUN_WITH_ONE_ANOTHER = "18 U.S.C. § 1028A"


@rule("sentence_term", unit="yes_no", cite="18 U.S.C. § 3584(a)", silent=True)
def runs_after_others(term, law):
    """Whether the term runs after the others: the court ordered it, or the statute does.

    Terms imposed together run concurrently unless one or the other says so; a judgment that is silent is answered by the section itself.
    """
    by_statute = [in_force(law("usc.consecutive", getattr(term, form), clock="sentenced_on")) for form in _FORMS]
    return choose(term.stands_alone, False, any_holds(term.ordered_consecutive, *by_statute))


@rule("sentence_term", unit="yes_no", cite="18 U.S.C. § 1028A(b)(4)", silent=True)
def runs_with_its_kind(term, law):
    """Whether the term runs after all others but together with those of its own section, as the court did not order otherwise."""
    of_that_kind = choose(term.runs_after_others, term.statute_section == _RUN_WITH_ONE_ANOTHER, False)
    return choose(term.ordered_consecutive, False, of_that_kind)


@rule("sentence_term", unit="count", cite="18 U.S.C. § 3584(c)", silent=True)
def length(term, law):
    """How long the term is against others, a day counting as in the Commission's average month."""
    return term.months_imposed * DAYS_PER_MONTH.numerator + term.days_imposed * DAYS_PER_MONTH.denominator


@rule("case", unit="count", cite="18 U.S.C. § 3584(c)", silent=True)
def longest_together(case, law):
    """The longest of the terms that run together."""
    return case.highest("sentence_term", lambda one: choose(one.runs_after_others, 0, one.length), empty=0)


@rule("case", unit="count", cite="18 U.S.C. § 1028A(b)(4)", silent=True)
def longest_of_its_kind(case, law):
    """The longest of the terms that run after all others but together with their own kind."""
    return case.highest("sentence_term", lambda one: choose(one.runs_with_its_kind, one.length, 0), empty=0)


def _sum(case, part):
    together = case.highest("sentence_term", lambda one: choose(~one.runs_after_others & (one.length == case.longest_together), getattr(one, part), 0), empty=0)
    kind = case.highest("sentence_term", lambda one: choose(one.runs_with_its_kind & (one.length == case.longest_of_its_kind), getattr(one, part), 0), empty=0)
    after = case.total("sentence_term", lambda one: choose(one.runs_after_others & ~one.runs_with_its_kind, getattr(one, part), 0))
    return together + kind + after


@rule("case", unit="month", cite="18 U.S.C. § 3584(c)")
def months_imposed_in_all(case, law):
    """Prison term imposed, all counts as one, in months"""
    return choose(case.life_imposed, 0, _sum(case, "months_imposed"))


@rule("case", unit="day", cite="18 U.S.C. § 3584(c)", silent=True)
def days_imposed_in_all(case, law):
    """Days of the prison term imposed, beyond its months"""
    return choose(case.life_imposed, 0, _sum(case, "days_imposed"))


@rule("case", unit="yes_no", cite="18 U.S.C. § 3584(c)", silent=True)
def life_imposed(case, law):
    """Whether a life term was imposed"""
    return case.any_of("sentence_term", lambda one: one.is_life)


# what changed the term


@rule("event", unit="yes_no", cite="18 U.S.C. § 3582(c)", silent=True)
def has_set_term(event, law):
    """Whether the event set the prison term by the day asked about."""
    return event.sets_term & (event.event_on <= event.as_of_on)


@rule("case", unit="count", cite="18 U.S.C. § 3582(c)", silent=True)
def change_in_force(case, law):
    """Which event set the term in force, in order of date; 0 where none did."""
    return case.highest("event", lambda one: choose(one.has_set_term, one.event_order, 0), empty=0)


def _in_force(case, part, imposed):
    of_change = case.total("event", lambda one: choose(one.event_order == case.change_in_force, getattr(one, part), 0))
    return choose(case.change_in_force == 0, imposed, of_change)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3582(b)")
def term_is_life(case, law):
    """Whether the term in force is life, or another federal term that runs with it"""
    of_change = case.any_of("event", lambda one: (one.event_order == case.change_in_force) & one.event_is_life)
    of_others = case.any_of("other_term", lambda one: one.counts_now & one.other_is_life)
    return any_holds(choose(case.change_in_force == 0, case.life_imposed, of_change), of_others)


@rule("case", unit="month", cite="18 U.S.C. § 3582(b)")
def term_months(case, law):
    """Prison term in force on the day asked about, in months"""
    return choose(case.term_is_life, 0, _in_force(case, "event_months", case.months_imposed_in_all))


@rule("case", unit="day", cite="18 U.S.C. § 3582(b)")
def term_days(case, law):
    """Days of the prison term in force, beyond its months"""
    return choose(case.term_is_life, 0, _in_force(case, "event_days", case.days_imposed_in_all))


# federal terms of later judgments


@rule("other_term", unit="yes_no", cite="18 U.S.C. § 3584(a)", silent=True)
def counts_now(term, law):
    """Whether the term was imposed by the day asked about, while the person was not released."""
    by_then = term.other_imposed_on <= term.as_of_on
    return choose(by_then, choose(term.was_released, term.other_imposed_on <= term.released_on, True), False)


@rule("other_term", unit="yes_no", cite="18 U.S.C. § 3584(a)", silent=True)
def follows_the_others(term, law):
    """Whether the term runs after those before it: terms imposed at different times do, unless the court says that they run together."""
    return one_of(term.other_runs, "consecutive", "silent")


@rule("other_term", unit="date", cite="18 U.S.C. § 3584(c)", silent=True)
def together_until_on(term, law):
    """Where a term that runs with those before it takes the aggregate: from the day on which it was imposed, and with what was later ordered to follow."""
    months = term.other_months + term.following_consecutive_months + term.following_silent_months
    days = term.other_days + term.following_consecutive_days + term.following_silent_days
    return days_after(months_after(term.other_imposed_on, months), days - 1)


@rule("case", unit="yes_no", cite="18 U.S.C. § 3584(c)", silent=True)
def has_other_terms(case, law):
    """Whether there are federal terms of later judgments to be aggregated."""
    return case.any_of("other_term", lambda one: one.counts_now)


@rule("case", unit="month", cite="18 U.S.C. § 3584(a)")
def months_one_after_another(case, law):
    """With the terms of later judgments that run after it, in months"""
    later = case.total("other_term", lambda one: choose(one.counts_now, choose(one.follows_the_others, one.other_months, 0), 0))
    return choose(case.term_is_life, 0, case.term_months + later)


@rule("case", unit="day", cite="18 U.S.C. § 3584(a)", silent=True)
def days_one_after_another(case, law):
    """The same, days beyond its months"""
    later = case.total("other_term", lambda one: choose(one.counts_now, choose(one.follows_the_others, one.other_days, 0), 0))
    return choose(case.term_is_life, 0, case.term_days + later)


@rule("case", unit="date", cite="18 U.S.C. § 3584(c)", silent=True)
def one_after_another_until_on(case, law):
    """Last day of the terms that run one after another."""
    return days_after(months_after(case.commenced_on, case.months_one_after_another), case.days_one_after_another - 1)


@rule("case", unit="date", cite="18 U.S.C. § 3584(c)", silent=True)
def aggregate_ends_on(case, law):
    """Last day of all federal terms as one, before credit for prior custody

    The later of the chain of terms that follow one another and of any term that runs with those before it.
    """
    alone = case.one_after_another_until_on
    other = case.highest(
        "other_term",
        lambda one: choose(all_hold(one.counts_now, ~one.follows_the_others), one.together_until_on, one.one_after_another_until_on),
    )
    return greatest(alone, other)
