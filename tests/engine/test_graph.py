"""A graph that does not fit together says so, all at once; one that does has an order."""

from __future__ import annotations

import pytest

from lenity.engine import Graph, GraphError, choose, in_force, rule
from lenity.facts.levels import Fact
from support.small_graph import BOOK, FACTS, LEVELS, SmallBook, made_rule, small_graph


def test_rules_in_a_circle() -> None:
    one = made_rule("case", "level", lambda c, law: c.two + 1, "one")
    two = made_rule("case", "level", lambda c, law: c.three, "two")
    three = made_rule("case", "level", lambda c, law: c.one, "three")
    with pytest.raises(GraphError, match=r"rules in a circle: case\.one -> case\.two -> case\.three -> case\.one"):
        small_graph(one, two, three)


def test_a_circle_across_levels() -> None:
    total = made_rule("case", "level", lambda c, law: c.total("count", lambda one: one.own), "all")
    own = made_rule("count", "level", lambda c, law: c.all, "own")
    with pytest.raises(GraphError, match="circle"):
        small_graph(total, own)


def test_unknown_names_are_reported_together() -> None:
    one = made_rule("case", "level", lambda c, law: c.wieght, "one")
    two = made_rule("count", "level", lambda c, law: choose(c.a, c.nothing, 1), "two")
    with pytest.raises(GraphError) as error:
        small_graph(one, two)
    assert "case.one: nothing defines 'wieght' at case or above" in str(error.value)
    assert "count.two: nothing defines 'nothing' at count or above" in str(error.value)


def test_a_name_of_a_lower_level_is_not_seen() -> None:
    with pytest.raises(GraphError, match="nothing defines 'x' at case"):
        small_graph(made_rule("case", "level", lambda c, law: c.x))


def test_an_unknown_law() -> None:
    for define in (lambda c, law: law("no.such.law"), lambda c, law: law.ladder("no.such.law", c.n), lambda c, law: law.table("no.such.law", c.n, c.m)):
        with pytest.raises(GraphError, match=r"no law file has the id 'no\.such\.law'"):
            small_graph(made_rule("case", "level", define))


def test_in_force_of_an_unknown_law_is_found_when_the_graph_is_built() -> None:
    with pytest.raises(GraphError, match=r"no\.such\.law"):
        small_graph(made_rule("case", "yes_no", lambda c, law: in_force(law("no.such.law"))))


def test_in_force_reads_the_dates_that_select_the_law() -> None:
    """Order, needs and the frames rest on it."""
    graph = small_graph(made_rule("case", "yes_no", lambda c, law: in_force(law("mixed"))))
    assert set(graph.reads(("case", "answer"))) == {("case", "offense_ended_on"), ("case", "sentenced_on")}


def test_a_clock_that_no_fact_has() -> None:
    with pytest.raises(GraphError, match="sentenced_on"):
        Graph.build(LEVELS, [fact for fact in FACTS if fact.name != "sentenced_on"], [made_rule("case", "level", lambda c, law: law("plain"))], BOOK)


def test_two_definitions_of_one_name() -> None:
    with pytest.raises(GraphError, match=r"case\.answer is defined twice"):
        small_graph(made_rule("case", "level", lambda c, law: c.n), made_rule("case", "level", lambda c, law: c.m))


def test_a_name_that_is_fact_and_rule() -> None:
    with pytest.raises(GraphError, match=r"case\.n is both a fact and a rule"):
        small_graph(made_rule("case", "level", lambda c, law: c.m, "n"))


def test_one_name_at_two_levels_is_two_rules() -> None:
    graph = small_graph(
        made_rule("case", "level", lambda c, law: c.n, "own"),
        made_rule("count", "level", lambda c, law: c.own_of_count, "own"),
        made_rule("count", "level", lambda c, law: c.x, "own_of_count"),
    )
    assert graph.resolve("count", "own") == ("count", "own")
    assert graph.resolve("case", "own") == ("case", "own")


def test_order_and_what_an_output_needs() -> None:
    last = made_rule("case", "level", lambda c, law: c.middle + c.total("count", lambda one: one.each), "last")
    middle = made_rule("case", "level", lambda c, law: c.n, "middle")
    each = made_rule("count", "level", lambda c, law: c.x + c.middle, "each")
    aside = made_rule("case", "level", lambda c, law: c.last, "aside")
    graph = small_graph(last, aside, each, middle)
    order = list(graph.order)
    assert sorted(order) == sorted([("case", "last"), ("case", "aside"), ("count", "each"), ("case", "middle")])
    assert order.index(("case", "middle")) < order.index(("count", "each")) < order.index(("case", "last")) < order.index(("case", "aside"))
    assert ("case", "aside") not in graph.needed_for([("case", "last")])
    assert ("case", "count_listed") in graph.reads(("case", "last"))


def test_a_rule_without_a_docstring() -> None:
    with pytest.raises(GraphError, match="has no docstring"):

        @rule("case", unit="level", cite="USSG §1B1.1")
        def level(case, law):
            return case.n


def test_a_rule_s_label_and_note() -> None:
    @rule("case", unit="level", cite="USSG §1B1.1", silent=True)
    def level(case, law):
        """The level, as found.

        Unknown where
        nothing was found.
        """
        return case.n

    assert (level.name, level.label, level.note, level.silent) == ("level", "The level, as found", "Unknown where nothing was found.", True)


def test_in_force_asks_about_law_only() -> None:
    with pytest.raises(TypeError, match="in_force asks about a law value"):
        small_graph(made_rule("case", "yes_no", lambda c, law: in_force(c.n)))


def test_a_family_is_read_with_a_key() -> None:
    """A family of several members read without one is a mistake of the rule, not an unknown value."""
    from lenity.engine import CaseReader, Row

    graph = small_graph(made_rule("case", "level", lambda c, law: law("by_key")))
    with pytest.raises(LookupError, match="by_key is a family"):
        CaseReader(graph).read(Row("case", {}), "answer")


def test_listed_facts_are_added() -> None:
    graph = Graph.build(LEVELS, [Fact("case", "n", "count", "n", "n?")], [], SmallBook())
    assert ("case", "count_listed") in graph.facts
    assert ("count", "drug_listed") in graph.facts
