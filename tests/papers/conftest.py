"""A made-up paper with every part of the tree, full of text that tries to be more than text."""

from __future__ import annotations

from datetime import date

import pytest

from lenity.papers import (
    Chart,
    Cite,
    Column,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Footer,
    Heading,
    Input,
    Lead,
    Link,
    List,
    Marker,
    Notice,
    PageBreak,
    Paragraph,
    RangeBar,
    RangePicture,
    Ref,
    Row,
    Source,
    SourceList,
    Step,
    Steps,
    Strong,
    Table,
    Term,
    Text,
)

MARKUP = """<script>alert(1)</script> </style><img src=x onerror=x> &lt; #eval("1") #sys {{7*7}} {% raw %} \
[bold]red[/bold] :smile: **x** $x$ `code` @label <label> \\u{41} //comment /*c*/ "quoted" 'it' -- ~"""
ALPHABETS = "Ελληνικά Кириллица Հայերեն ქართული Việt Łódź naïve Ærø straße"
RIGHT_TO_LEFT = "العربية עברית"
FAR_ALPHABETS = "中文 日本語 한국어 ไทย हिन्दी தமிழ் አማርኛ 🎉"
LONG_WORD = "Sentencing" * 12
HIDDEN = "not\u202edesrever\u202c guilty\u200b\u2066x\u2069 a\x00b\x1b[31mred"

NUMBERS = (Column("What"), Column("Then", "right"), Column("Today", "right"), Column("Why", "center"))


def steps() -> tuple[Step, ...]:
    many = tuple(Input(f"fact {number} {MARKUP[:20]}", f"value {number}") for number in range(14))
    return (
        Step(
            "Base offense level",
            "32",
            "known",
            "USSG §2D1.1(c)(4)",
            MARKUP,
            many[:2],
            (Ref("psr", "para. 14"),),
        ),
        Step(
            "Safety valve",
            "",
            "not_known",
            "18 U.S.C. § 3553(f)",
            (Cite("under USSG §5C1.2"), " or not"),
            many,
        ),
        Step(Strong(LONG_WORD), "+2", "not_in_force", "", "", (), (Ref("psr"), Ref("judgment", LONG_WORD))),
        Step("Role", "none", "does_not_apply"),
    )


def blocks() -> tuple:
    return (
        Lead(("The range would be ", Strong("lower"), " today. ", MARKUP)),
        Notice(("Mind ", Emphasis("this"), MARKUP), "warning"),
        Notice(ALPHABETS),
        RangePicture(
            Cite("Range under USSG §5G1.1"),
            RangeBar("Then <b>", 151, 188),
            RangeBar("Today", 360, "life"),
            "Then 151 to 188 months, today 360 months to life. " + MARKUP,
            Marker("Sentence", 120),
        ),
        RangePicture("", RangeBar("Then", 0, 0), RangeBar("Today", None, 12), "Nothing known today."),
        Heading(("First ", Emphasis("part"))),
        Paragraph(
            (
                "The ",
                Term("variance", "a sentence outside the range"),
                " and again ",
                Term("Variance", "x"),
                ".",
            )
        ),
        Heading("Deeper", 2),
        Paragraph((Text(RIGHT_TO_LEFT), " ", FAR_ALPHABETS, " ", LONG_WORD)),
        Paragraph((HIDDEN, Link("a page", "https://example.org/a?b=1&c=2"), Link("bad", "javascript:alert(1)"))),
        Table(
            "Then and today " + MARKUP,
            NUMBERS,
            (
                Row("Level", ("32", "24", Cite("USSG App. C amend. 782"))),
                Row(MARKUP, (LONG_WORD, "57–71", RIGHT_TO_LEFT), strong=True),
            ),
            note=("As found", Ref("judgment")),
        ),
        Chart(
            Cite("Terms under USSG §2D1.1 " + MARKUP[:30]),
            '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect x="5" y="5" width="60" height="40"/></svg>',
            "Most terms are near 120 months. " + MARKUP,
            Table("Terms counted", NUMBERS[:2], (Row("0 to 12", ("3",)), Row(MARKUP, ("4",)))),
        ),
        Heading("Reasons"),
        Steps(steps(), "Steps of the law"),
        PageBreak(),
        Definitions((Definition("Then", Cite("law under USSG §1B1.11")), Definition(LONG_WORD, MARKUP))),
        List((MARKUP, "two", ("three ", Ref("psr", "page 2")))),
        List(("first", "second"), numbered=True),
        SourceList(
            (
                Source("psr", ("Presentence report ", MARKUP)),
                Source("judgment", "Judgment", "https://example.org/" + "path/" * 20),
                Source("unused <id>", "Not cited", "ftp://example.org/x"),
            )
        ),
    )


@pytest.fixture(scope="session")
def paper() -> Document:
    return Document(
        title="The sentence then and today " + MARKUP,
        subtitle="Made up, with " + ALPHABETS,
        blocks=blocks(),
        footer=Footer("0.1.0", 'Manual of "2025" </style>', date(2026, 11, 24), "sha256:" + "0123456789abcdef" * 4),
    )


@pytest.fixture
def short_paper() -> Document:
    return Document("Short", (Lead("Yes."),), Footer("0.1.0", "Manual of 2025", date(2026, 11, 24)))
