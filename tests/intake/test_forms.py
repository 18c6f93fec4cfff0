"""Documents whose form says whose they are: opinions, warrants, docket sheets, lists of grants, judgments. All made up, in the form of real ones."""

from __future__ import annotations

OPINION = """                  UNITED STATES COURT OF APPEALS
                      FOR THE FIFTH CIRCUIT

No. 09-1234

UNITED STATES OF AMERICA,          )
                                   )   ON APPEAL FROM THE
      Plaintiff-Appellee,          )   UNITED STATES DISTRICT
                                   )   COURT FOR THE WESTERN
            v.                     )   DISTRICT OF TEXAS
                                   )
TOBIAS MCALLEN-RUIZ,               )   OPINION
                                   )
      Defendant-Appellant.         )

USDC No. 1:07-CR-78-1
Before: ALDER and BIRCH, Circuit Judges, and CEDAR, District Judge.*

Filed: June 9, 2010

     ALDER, Circuit Judge.  On March 6, 2008, Tobias McAllen-

Ruiz pleaded guilty to conspiring to distribute  more than five

kilograms of cocaine.  See 21 U.S.C.  §§ 841(a)(1), 846.  He faced

                              -2-

a statutory maximum of life, and the government sought 400 months.

The presentence report recommended a base offense level of 32, a total

offense level of 31, and a criminal history category of III.  The court

found a total offense level of 29 and a criminal history category of II,

which yielded a guideline range of 97-121 months.  His co-defendant, Omar

Vance, was sentenced to 30 months.  At the sentencing hearing on September

12, 2008, the court sentenced McAllen-Ruiz to 100 months' imprisonment,

five years of supervised release, and a $2,000 fine.  He still owed a $750

fine for an earlier state conviction.

In United States v. Other, 900 F.3d 1 (5th Cir. 2018), the defendant was

sentenced to 360 months in prison.  We vacate the sentence and remand.

* Honorable C. Cedar Elm, United States District Judge for the District of Maine, sitting by designation.
"""


def test_an_opinion_gives_what_the_court_found(told, values) -> None:
    found = told(OPINION)
    assert found.people == ("Tobias McAllen-Ruiz",)
    assert values(found, "court.district") == ["txwd"]
    assert values(found, "court.docket") == ["1:07-CR-78-1"]
    assert values(found, "court.judge") == []
    assert values(found, "convictions[].plea_date") == ["2008-03-06"]
    assert values(found, "convictions[].found_by") == ["plea"]
    assert values(found, "convictions[].statute") == ["21 U.S.C. § 846"]
    assert values(found, "convictions[].object") == ["21 U.S.C. § 841(a)(1)"]
    assert values(found, "convictions[].charged[].amount") == ["5 kg"]
    assert values(found, "guidelines.found.total_offense_level") == [29]
    assert values(found, "criminal_history.category") == ["II"]
    assert values(found, "guidelines.found.range") == [{"min": 97, "max": 121}]
    assert values(found, "sentence.imprisonment") == ["100 months"]
    assert values(found, "sentence.date") == ["2008-09-12"]
    assert values(found, "sentence.supervised_release") == ["5 years"]
    assert values(found, "sentence.fine") == [2000]


def test_an_opinion_says_what_it_undid(told) -> None:
    found = told(OPINION)
    assert any("vacates the sentence" in note for note in found.notes)
    assert (found.document.title, found.document.date) == ("United States v. McAllen-Ruiz, No. 09-1234", "2010-06-09")
    assert found.document.publisher == "United States Court of Appeals for the Fifth Circuit"


def test_several_defendants_each_have_their_own(told, values) -> None:
    found = told(
        "UNITED STATES COURT OF APPEALS FOR THE SIXTH CIRCUIT\nUNITED STATES OF AMERICA, Plaintiff-Appellee,\nNos. 19-1166/1292\nv.\n"
        "PAULO ALBERTO MENDES (19-1166); DEAN ANDREW\nHOLLIS (19-1292),\nDefendants-Appellants.\n"
        "Appeal from the United States District Court for the Western District of Michigan.\nNo. 1:17-cr-00193-1—Robert J. Elmhurst, District Judge.\n"
        "A jury convicted Paulo Mendes and Dean Hollis of conspiring to distribute heroin. The district court sentenced Mendes to 360 months and Hollis to 240 months."
    )
    assert values(found, "sentence.imprisonment", "Paulo Alberto Mendes") == ["360 months"]
    assert values(found, "sentence.imprisonment", "Dean Andrew Hollis") == ["240 months"]
    assert values(found, "court.judge", "Dean Andrew Hollis") == ["Robert J. Elmhurst"]
    assert values(found, "convictions[].found_by", "Dean Andrew Hollis") in (["jury"], [])


WARRANT = """Executive Grant of Clemency
To All to Whom These Presents Shall Come, Greeting:
    Be it Known, that This Day, I, A. B. Example, President of the
United States, Pursuant to My Powers, Have Granted Unto
PRISCILLA QUAYLE
A Full and Unconditional Pardon

For Her convictions in the United States District Court for the
District of Columbia, on an indictment (Docket No. 1:21-cr-00598-PLF),
of violations of section 2103, title 22, District of Columbia Code;
section 371, title 18, United States Code; and section 1512, title 18,
United States Code; for which she was sentenced on September 12, 2023, to
66, 48, and 48 months of imprisonment, respectively (all to run
concurrently); 3 years of supervised release; and a special assessment
of three hundred dollars ($300).

Done at the City of Washington in the District of Columbia this 22nd day
of January in the Year of our Lord two thousand twenty-four, and of the
Independence of the United States the two hundred forty-eighth.
"""


def test_a_warrant_written_out_in_words(told, values) -> None:
    found = told(WARRANT)
    assert found.people == ("Priscilla Quayle",)
    assert values(found, "convictions[].statute") == ["18 U.S.C. § 371", "18 U.S.C. § 1512"]  # a section of the D.C. Code is none of title 22
    assert values(found, "sentence.date") == ["2023-09-12"]
    assert "66 months" in values(found, "sentence.imprisonment")
    assert values(found, "sentence.concurrent") == [True]
    assert values(found, "sentence.assessment") == [300]
    assert values(found, "clemency.kind") == ["pardon"]
    assert values(found, "clemency.date") == ["2024-01-22"]
    assert values(found, "court.docket") == ["1:21-cr-00598-PLF"]


DOCKET = """U.S. District Court
Southern District of Georgia (Augusta)
CRIMINAL DOCKET FOR CASE #: 1:09-cr-00123-ABC-DEF-2
Case title: USA v. Somebody et al
Date Filed: 06/04/2009
Date Terminated: 04/15/2010
Assigned to: Judge Wilhelmina Oakes
Referred to: Magistrate Judge Peter Quill
Appeals court case number: 10-11865J US Court of Appeals 11th Circuit
Defendant (2)
Lamont T. Fields, Jr.
TERMINATED: 04/15/2010
also known as
"Sunny"
Pending Counts
Disposition
21:846=CD.F CONSPIRACY TO DISTRIBUTE AND POSSESS WITH INTENT TO DISTRIBUTE MORE THAN 50 GRAMS OF COCAINE BASE
(1)
Imprisonment for 120 months; 5 yrs supervised release; $100 special assessment
Highest Offense Level (Opening)
Felony
Terminated Counts
Disposition
POSSESSION OF A FIREARM IN FURTHERANCE OF A DRUG TRAFFICKING CRIME
(4)
Dismissed on government motion
"""


def test_a_docket_gives_the_counts_of_conviction_alone(told, values) -> None:
    found = told(DOCKET)
    assert found.people == ("Lamont T. Fields, Jr.",)
    assert values(found, "court.docket") == ["1:09-cr-00123-ABC-DEF-2"]
    assert values(found, "court.judge") == ["Wilhelmina Oakes"]
    assert values(found, "convictions[].statute") == ["21 U.S.C. § 846"]
    assert values(found, "convictions[].count") == [1]
    assert values(found, "convictions[].charged[].amount") == ["50 g"]
    assert values(found, "sentence.imprisonment") == ["120 months"]
    assert values(found, "sentence.supervised_release") == ["5 years"]
    assert values(found, "sentence.assessment") == [100]
    assert values(found, "sentence.date") == []


LIST = """Today, the President is commuting the sentences of two individuals.

Odette Marie Farrow – Menifee, California
Offense: 1. Conspiracy to distribute 500 grams or more of methamphetamine (Eastern District of Kentucky). 2. Violation of supervised release (District of Utah).
Sentence: 1. Life imprisonment, 10-year term of supervised release (November 30, 2009); amended to 235 months of imprisonment (January 19, 2017). 2. 24 months of
imprisonment (January 5, 2012). Prison sentences to run consecutively.
Commutation Grant: Sentence commuted to a term of 180 months, leaving intact and in effect the 10-year term of supervised release.

Ramón Ibáñez Ñuñez – Keswick, Iowa
Offense: Possession with intent to distribute marijuana (Southern District of Iowa).
Sentence: 89 months and 23 days of imprisonment, five-year term of supervised release, $2,516 restitution (February 2, 2009).
Commutation Grant: Sentence commuted to expire on June 30, 2023.
"""


def test_a_list_keeps_its_people_apart(told, values) -> None:
    found = told(LIST)
    one, other = "Odette Marie Farrow", "Ramón Ibáñez Ñuñez"
    assert found.people == (one, other)
    assert values(found, "sentence.imprisonment", one) == ["life"]
    assert values(found, "sentence.amended.imprisonment", one) == ["235 months"]
    assert values(found, "sentences[].imprisonment", one) == ["24 months"]
    assert values(found, "sentence.consecutive", one) == [True]
    assert values(found, "court.district", one) == ["kyed", "utd"]
    assert values(found, "clemency.term", one) == ["180 months"]
    assert values(found, "sentence.imprisonment", other) == ["89 months and 23 days"]
    assert values(found, "sentence.restitution", other) == [2516]
    assert values(found, "clemency.expires", other) == ["2023-06-30"]


def test_a_name_in_the_case_picks_its_entry(told) -> None:
    found = told(LIST, about="Ramón Ibáñez Ñuñez")
    assert {fact.subject for fact in found.facts} == {"Ramón Ibáñez Ñuñez"}
    assert "life" not in [fact.value for fact in found.facts]


def test_a_list_told_in_paragraphs(told, values) -> None:
    found = told(
        "Today, the President is granting full pardons to two individuals.\n\n"
        "Gil Parks Dorset – Yuma, Arizona\nGil Parks Dorset is a 66-year-old man who pleaded guilty to use of a telephone to facilitate an unlawful cocaine transaction at age 22. "
        "Mr. Dorset served his six-month sentence in a county jail.\n\n"
        "Edda De Souza – Dublin, California\nEdda De Souza is a 50-year-old woman who was convicted of a marijuana conspiracy at age 23.\n"
    )
    assert values(found, "person.age", "Gil Parks Dorset") == [66]
    assert values(found, "person.residence", "Gil Parks Dorset") == ["Yuma, Arizona"]
    assert values(found, "convictions[].offense", "Edda De Souza") == ["marijuana conspiracy"]
    assert values(found, "person.age", "Edda De Souza") == [50]
    assert values(found, "clemency.kind", "Edda De Souza") == ["pardon"]


JUDGMENT = """AO 245B Judgment in a Criminal Case
UNITED STATES DISTRICT COURT
Northern District of Illinois
UNITED STATES OF AMERICA        )  JUDGMENT IN A CRIMINAL CASE
            v.                  )
MARCUS DELANCEY                 )  Case Number: 1:05-CR-00321-1
                                )  USM Number: 17223-424
THE DEFENDANT:
[X] pleaded guilty to count(s) One of the Superseding Indictment
Title & Section      Nature of Offense                          Offense Ended     Count
21 U.S.C. § 846      Conspiracy to Distribute 50 grams or more of Cocaine Base   12/31/2004   1

The defendant is sentenced as provided in pages 2 through 7 of this judgment.
March 21, 2006
Date of Imposition of Judgment

IMPRISONMENT
The defendant is hereby committed to the custody of the Federal Bureau of Prisons to be imprisoned for a total term of: ONE HUNDRED TWENTY (120) MONTHS

SUPERVISED RELEASE
Upon release from imprisonment, you will be on supervised release for a term of: FIVE (5) YEARS.
"""


def test_a_judgment_gives_its_table_and_its_terms(told, values) -> None:
    found = told(JUDGMENT)
    assert found.people == ("Marcus Delancey",)
    assert values(found, "convictions[].statute") == ["21 U.S.C. § 846"]
    assert values(found, "convictions[].offense.ended") == ["2004-12-31"]
    assert values(found, "sentence.date") == ["2006-03-21"]
    assert values(found, "sentence.imprisonment") == ["120 months"]
    assert values(found, "sentence.supervised_release") in ([], ["5 years"])  # never the prison term, which stands before the heading
    assert values(found, "custody.register_number") == ["17223-424"]


def test_a_number_is_never_read_from_its_middle(told, values) -> None:
    found = told(DOCKET.replace("Imprisonment for 120 months", "Deft is committed to the custody of the BOP for a term of 87 months"))
    assert values(found, "sentence.imprisonment") == ["87 months"]


def test_terms_that_differ_say_so(told, values) -> None:
    """An earlier case of the same person told in the same words cannot be told apart: both are proposed, both with a warning."""
    found = told(
        "UNITED STATES COURT OF APPEALS FOR THE FIRST CIRCUIT\nNo. 18-1907\nUNITED STATES OF AMERICA, Appellee,\nv.\nFERN A. MONTALVO-ROE,\nDefendant, Appellant.\nApril 1, 2020\n"
        "ALDER, Circuit Judge. Montalvo-Roe says the district court erred in giving her a consecutive 144-month sentence for two robbery convictions. "
        "In 2012, she entered into a plea agreement and on December 3, 2012, was sentenced to 60 months incarceration."
    )
    assert values(found, "sentence.imprisonment") == ["144 months", "60 months"]
    assert all("different things" in (fact.note or "") for fact in found.facts if fact.path == "sentence.imprisonment")


def test_counts_that_an_indictment_charges_are_each_a_conviction(told, values) -> None:
    found = told(
        "UNITED STATES COURT OF APPEALS FOR THE FIRST CIRCUIT\nUNITED STATES OF AMERICA, Appellee, v. JOSEPHUS BREWER, a/k/a PAT BREWER, Defendant, Appellant.\nJuly 28, 1993\n"
        "Brewer pled guilty to a two-count indictment charging him with distribution of cocaine, see 21 U.S.C.   841(a)(1) (1988), and with being a convicted felon in possession of a "
        "firearm, see 18 U.S.C.   922(g) (1988). The district court set the total offense level at 21 (base offense level of 24 less three levels for acceptance of responsibility)."
    )
    assert values(found, "convictions[].statute") == ["21 U.S.C. § 841(a)(1)", "18 U.S.C. § 922(g)"]
    assert values(found, "guidelines.found.total_offense_level") == [21]
    assert values(found, "guidelines.conduct[].found.base_offense_level") == [24]
    assert values(found, "guidelines.adjustments[].levels") == [-3]
