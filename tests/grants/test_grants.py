"""Terms read from the words of the White House's lists; expected terms are those words read by hand."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from lenity.cli import main
from lenity.facts.terms import Term
from lenity.grants import GrantFaults, Wanted, by_president, commutation_of, counts_of, figures, read_grants, search, sentence_of

LIST = Path(__file__).parents[1] / "fixtures/grants/commutations.csv"
DATA = Path(os.environ.get("LENITY_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
LIFE = Term(is_life=True)


@pytest.mark.parametrize(
    ("text", "imposed", "in_force"),
    [
        ("97 months of imprisonment, five-year term of supervised release (February 23, 2018).", Term(97), Term(97)),
        ("89 months and 23 days of imprisonment, four-year term of supervised release (July 28, 2017).", Term(89, 23), Term(89, 23)),
        ("15 years and eight months of imprisonment, five-year term of supervised release (February 13, 2015).", Term(188), Term(188)),
        ("20 years of imprisonment; five-year term of supervised release (September 23, 2009).", Term(240), Term(240)),
        ("Life imprisonment, 10-year term of supervised release (April 10, 2001).", LIFE, LIFE),
        ("Life imprisonment (November 30, 2009); commuted to 235 months of imprisonment (January 19, 2017).", LIFE, Term(235)),
        (
            "324 months of imprisonment, 20-year term of supervised release (December 10, 2007); amended to 262 months of imprisonment (January 20, 2016).",
            Term(324),
            Term(262),
        ),
        (
            "1. 121 months of imprisonment (March 24, 2016). 2. 130 months of imprisonment (November 17, 2016). Prison sentences in each case to run concurrently.",
            Term(130),
            Term(130),
        ),
        (
            "1. 210 months of imprisonment (August 4, 2011). 2. Seven months of imprisonment (April 25, 2018). Prison sentences in each case to run consecutively.",
            Term(217),
            Term(217),
        ),
        ("1. 60 months of imprisonment (March 24, 2016). 2. 24 months of imprisonment (November 17, 2016).", None, None),
        ("Five years of probation (May 1, 2000).", None, None),
        ("", None, None),
    ],
)
def test_a_sentence_is_read_from_its_words(text: str, imposed: Term | None, in_force: Term | None) -> None:
    found = sentence_of(text)
    assert (found.imposed, found.in_force) == (imposed, in_force)


def test_the_day_and_the_change_of_a_sentence() -> None:
    found = sentence_of("Life imprisonment (November 30, 2009); commuted to 235 months of imprisonment (January 19, 2017).")
    assert (found.imposed_on, found.was_changed) == (date(2009, 11, 30), True)


def test_a_commutation_is_read_from_its_words() -> None:
    ends = commutation_of("Sentence commuted to expire on April 26, 2023, with the remainder to be served in home confinement, leaving intact the rest.")
    assert (ends.kind, ends.on, ends.home_confinement) == ("expires", date(2023, 4, 26), True)
    assert commutation_of("Sentence to expire on August 24, 2022, leaving intact the rest.").on == date(2022, 8, 24)
    assert commutation_of("Sentence commuted to a term of 27 years, leaving intact the rest.").term == Term(324)
    assert commutation_of("Sentence commuted to time served.").kind == "time served"
    assert commutation_of("Sentence commuted to life without the possibility of parole.").term == LIFE
    assert commutation_of("Remission of the fine.").kind == "unread"


def test_grants_are_searched_and_counted() -> None:
    held = read_grants([LIST])
    assert len(held) == 14
    assert len(search(held, Wanted(life=True))) == 4
    assert {one.granted_on.year for one in search(held, Wanted(year=2024)) if one.granted_on} == {2024}
    assert all("cocaine base" in one.drugs for one in search(held, Wanted(drug="Cocaine base")))
    assert sum(counts_of(held)["imposed"].values()) == 14
    assert all(one.commutation.kind != "unread" and one.sentence.imposed is not None for one in held)


def test_published_figures_have_sources() -> None:
    """The 1,715 commutations of the Pardon Attorney's count and the Commission's 1,716 stand side by side."""
    held = {one.id: one for one in figures()}
    assert (held["opa_obama_comm"].value, held["ci_commutations"].value) == (1715, 1716)
    assert all(one.url.startswith("https://") or one.url.startswith("http://") for one in held.values())
    obama = next(one for one in by_president() if (one.name, one.kind) == ("Obama", "commutation"))
    assert (obama.petitions, obama.granted, obama.as_data()["granted_share"]) == (33149, 1715, 0.0517)


def test_faults_name_file_line_and_column(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("grant_date,offense,sentence,commutation_grant\n2022-13-01,a,b,c\n")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(GrantFaults) as caught:
        read_grants([bad, other, tmp_path / "none.csv"])
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0].rpartition("/")[2] for line in lines] == ["bad.csv:2", "other.csv:1", "none.csv"]


def test_the_command_prints(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["grants", "list", "--data", str(LIST), "--life", "--format", "json"]) == 0
    data = json.loads(capfd.readouterr().out)
    assert (data["read"], data["found"]) == (14, 4)
    assert main(["grants", "statistics"]) == 0
    assert "33,149" in capfd.readouterr().out
    assert main(["grants", "list"]) == 2


# lists of register numbers, and of offenses


def test_a_list_of_register_numbers(tmp_path: Path) -> None:
    """A number is that of a published release; a cell of it that holds two people is two grants."""
    path = tmp_path / "numbers.csv"
    path.write_text("rec,register_number\n0,16383-028\n1,00566-138 and 67402-018\n", encoding="utf-8")
    held = read_grants([path])
    assert [one.register_number for one in held] == ["16383-028", "00566-138", "67402-018"]
    assert [one.origin for one in held] == ["028", "138", "018"]
    assert counts_of(held)["drug"] == {"offense not told": 3}
    assert counts_of(held)["imposed"] == {"not told": 3}
    assert len(search(held, Wanted(register_number="67402-018"))) == 1
    assert held[0].as_data()["grant"] == "unread"


def test_a_list_of_offenses(tmp_path: Path) -> None:
    path = tmp_path / "offenses.csv"
    path.write_text(
        'rec,offense_text,label_unofficial\n4,"1. conspiracy to distribute cocaine base, 21 u.s.c. § 846",drug offense\n6,"absent without leave",other\n',
        encoding="utf-8",
    )
    held = read_grants([path])
    assert [one.drugs for one in held] == [("cocaine base",), ()]
    assert held[0].register_number == ""


def test_every_faulty_row_is_named_at_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    numbers, offenses = tmp_path / "numbers.csv", tmp_path / "offenses.csv"
    numbers.write_text("rec,register_number\n0,16383-028\n1,1638-028\n2,\n3,16383-028 Smith\n4\n5,16383-028,x\n", encoding="utf-8")
    offenses.write_text("rec,offense_text\n0,theft\n1,\n", encoding="utf-8")
    with pytest.raises(GrantFaults) as caught:
        read_grants([numbers, offenses])
    said = [line.rpartition("/")[2] for line in str(caught.value).splitlines()]
    assert [one.split(": ")[0] for one in said] == [*(f"numbers.csv:{line}" for line in (3, 4, 5, 6, 7)), "offenses.csv:3"]
    assert "Smith" not in str(caught.value)
    assert main(["grants", "list", "--data", str(numbers), str(offenses)]) == 2
    assert capfd.readouterr().out == ""


@pytest.mark.skipif(not (DATA / "clemency_register_numbers_2024_12_12.csv").is_file(), reason="the public lists are not here")
def test_the_public_lists_are_read_whole() -> None:
    numbers = read_grants([DATA / "clemency_register_numbers_2024_12_12.csv"])
    rows = (DATA / "clemency_register_numbers_2024_12_12.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(numbers) == sum(len(row.split(",", 1)[1].split("-")) - 1 for row in rows if row)
    assert all(read_grants([DATA / "clemency_offense_text.csv"]))
