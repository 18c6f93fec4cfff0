"""Citations: every usual form is read, one is printed, and printing loses nothing."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lenity.cite
from lenity.cite import (
    Amendment,
    Case,
    Citation,
    CitationError,
    Dated,
    FederalRegister,
    Guideline,
    GuidelineChapter,
    PublicLaw,
    Regulation,
    Rule,
    Statutes,
    UnitedStatesCode,
    find,
    parse,
    parse_all,
)

NORMAL_FORMS = [
    ("21 U.S.C. § 841(b)(1)(A)(iii)", "21 U.S.C. § 841(b)(1)(A)(iii)"),
    ("21 USC 841(a)(1)", "21 U.S.C. § 841(a)(1)"),
    ("21 U.S.C.A. § 841 (a) (1)", "21 U.S.C. § 841(a)(1)"),
    ("21 U. S. C.\n§841", "21 U.S.C. § 841"),
    ("Title 21, United States Code, Section 841", "21 U.S.C. § 841"),
    ("Title 18 U.S.C. Section 924(c)(1)(A)(i)", "18 U.S.C. § 924(c)(1)(A)(i)"),
    ("section 3553(f) of title 18, United States Code", "18 U.S.C. § 3553(f)"),
    ("section 371, title 18, United States Code", "18 U.S.C. § 371"),
    ("21 U.S.C. § 841 (2024 ed.)", "21 U.S.C. § 841 (2024)"),
    ("21 U.S.C. § 841 note", "21 U.S.C. § 841 note"),
    ("18 U.S.C. § 3559A", "18 U.S.C. § 3559A"),
    ("U.S.S.G. § 2D1.1", "USSG §2D1.1"),
    ("USSG §2D1.1(b)(1)", "USSG §2D1.1(b)(1)"),
    ("2D1.1(c)(4)", "USSG §2D1.1(c)(4)"),
    ("5K1.1", "USSG §5K1.1"),
    ("§ 3E1.1(b)", "USSG §3E1.1(b)"),
    ("Guidelines § 1B1.11(b)(1)", "USSG §1B1.11(b)(1)"),
    ("USSG §2D1.1 comment. (n.8(D))", "USSG §2D1.1 comment. (n.8(D))"),
    ("U.S.S.G. § 2D1.1 cmt. n. 8(D)", "USSG §2D1.1 comment. (n.8(D))"),
    ("U.S.S.G. § 2D1.1, comment. (n.10)", "USSG §2D1.1 comment. (n.10)"),
    ("USSG §2D1.1, Application Note 8(D)", "USSG §2D1.1 comment. (n.8(D))"),
    ("USSG §2D1.1 comment. (backg'd)", "USSG §2D1.1 comment. (backg'd)"),
    ("USSG §2D1.1(c)(4) (Nov. 2005)", "USSG §2D1.1(c)(4) (Nov. 2005)"),
    ("U.S.S.G. Chapter Five, Part A", "USSG Ch. 5, Pt. A"),
    ("USSG App. C amend. 782", "USSG App. C amend. 782"),
    ("U.S.S.G. App. C, Amend. 706", "USSG App. C amend. 706"),
    ("Appendix C, Amendment 750, Part A", "USSG App. C amend. 750 (part A)"),
    ("Amendment 782", "USSG App. C amend. 782"),
    ("Amendment 821, part B, subpart 1", "USSG App. C amend. 821 (part B, subpart 1)"),
    ("App. C amends. 307-362", "USSG App. C amends. 307-362"),
    ("Amendment 821 (part B1)", "USSG App. C amend. 821 (part B, subpart 1)"),
    ("Pub. L. 111-220, § 2(a)(1), 124 Stat. 2372", "Pub. L. 111-220, § 2(a)(1), 124 Stat. 2372"),
    ("Public Law 115–391", "Pub. L. 115-391"),
    ("Pub. L. No. 99-570, § 1002, 100 Stat. 3207-2", "Pub. L. 99-570, § 1002, 100 Stat. 3207-2"),
    (
        "Pub. L. 105-277, div. E, § 2(a), 112 Stat. 2681-759",
        "Pub. L. 105-277, div. E, § 2(a), 112 Stat. 2681-759",
    ),
    ("Pub. L. 103-322, § 180201(b)(1)", "Pub. L. 103-322, § 180201(b)(1)"),
    ("21 U.S.C. § 812(c) Schedule I", "21 U.S.C. § 812(c) Schedule I"),
    ("USSG §2D1.11(d) n.(E)", "USSG §2D1.11(d) n.(E)"),
    ("124 Stat. 2372", "124 Stat. 2372"),
    ("28 C.F.R. § 1.3", "28 C.F.R. § 1.3"),
    ("28 CFR 523.20(b)", "28 C.F.R. § 523.20(b)"),
    ("28 CFR part 1", "28 C.F.R. part 1"),
    ("91 FR 24088", "91 FR 24088"),
    ("91 Fed. Reg. 24,088 (May 4, 2026)", "91 FR 24088 (May 4, 2026)"),
    ("Fed. R. Crim. P. 35(b)", "Fed. R. Crim. P. 35(b)"),
    ("567 U.S. 260 (2012)", "567 U.S. 260 (2012)"),
    ("567 U. S. 260, 281 (2012)", "567 U.S. 260, 281 (2012)"),
    ("597 F.3d 8", "597 F.3d 8"),
    ("597 F. 3d 8, 12 (1st Cir. 2010)", "597 F.3d 8, 12 (1st Cir. 2010)"),
    ("935 F.Supp.2d 868 (E.D. Va. 2013)", "935 F. Supp. 2d 868 (E.D. Va. 2013)"),
    ("12 Fed. Appx. 513", "12 F. App'x 513"),
    ("2012 WL 1234567", "2012 WL 1234567"),
    ("Dorsey, 567 U.S. 260 (2012)", "Dorsey, 567 U.S. 260 (2012)"),
    ("United States v. LaBonte, 520 U.S. 751 (1997)", "United States v. LaBonte, 520 U.S. 751 (1997)"),
]


@pytest.mark.parametrize(("text", "normal"), NORMAL_FORMS)
def test_usual_forms_are_read_and_printed_one_way(text: str, normal: str) -> None:
    assert str(parse(text)) == normal
    assert parse(normal) == parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 U.S.C. § 841(a)(1) and 846", None),
        ("", "a citation such as"),
        ("21 U.S.C.", "a title and a section"),
        ("USSG §2D", "a section of the Manual"),
        ("Amendment to the law", "an amendment's number"),
        ("the sentence of 21 months", "a citation such as"),
        ("21 U.S.C. §§ 841(a)(1) and 846", "expected one"),
        ("28 C.F.R.", "a part or section"),
    ],
)
def test_what_is_no_citation_is_refused_with_what_was_expected(text: str, expected: str | None) -> None:
    with pytest.raises(CitationError, match=expected):
        parse(text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("21 U.S.C. §§ 841(a)(1) and 846", ["21 U.S.C. § 841(a)(1)", "21 U.S.C. § 846"]),
        (
            "violating 21 U.S.C. §§ 841(a)(1), (b)(1)(A)(iii), 846, and 18 U.S.C. § 924(c).",
            [
                "21 U.S.C. § 841(a)(1)",
                "21 U.S.C. § 841(b)(1)(A)(iii)",
                "21 U.S.C. § 846",
                "18 U.S.C. § 924(c)",
            ],
        ),
        ("18 U.S.C. § 922(g) and 5 years", ["18 U.S.C. § 922(g)"]),
        ("21 U.S.C. §§ 841, 846, 60 months", ["21 U.S.C. § 841", "21 U.S.C. § 846"]),
        ("21 U.S.C. § 846 (crack) and (the rest)", ["21 U.S.C. § 846"]),
        ("under § 2D1.1(c)(3) or §3B1.1(a)", ["USSG §2D1.1(c)(3)", "USSG §3B1.1(a)"]),
        (
            "Amendments 706 and 711 (see 508 F.3d 1)",
            ["USSG App. C amend. 706", "USSG App. C amend. 711", "508 F.3d 1"],
        ),
        ("a level of 2, 1.5 kg, and $2D1.1", []),
        ("the Fifth Amendment, 20 years, 62 g", []),
        ("Booker, 543 U.S. 220, 125 S. Ct. 738 (2005)", ["543 U.S. 220", "125 S. Ct. 738 (2005)"]),
        (
            "Title 21, United States Code, Sections 841(a)(1) and 846",
            ["21 U.S.C. § 841(a)(1)", "21 U.S.C. § 846"],
        ),
    ],
)
def test_citations_are_found_in_running_text(text: str, normal: list[str]) -> None:
    assert [str(item.citation) for item in find(text)] == normal


def test_a_found_citation_tells_where_it_stands() -> None:
    text = "See 21 U.S.C. §§ 841(a)(1) and 846."
    assert [text[item.start : item.end] for item in find(text)] == ["21 U.S.C. §§ 841(a)(1)", "846"]


def test_a_run_of_subdivisions_is_a_list() -> None:
    text = "Pub. L. 99-570, §§ 1004(a)-(b), 1302, 100 Stat. 3207-6, 3207-15"
    assert [str(each) for each in parse_all(text)] == [
        "Pub. L. 99-570, § 1004(a)",
        "Pub. L. 99-570, § 1004(b)",
        "Pub. L. 99-570, § 1302",
        "100 Stat. 3207-6",
        "100 Stat. 3207-15",
    ]


def test_a_list_of_citations() -> None:
    text = "Pub. L. 111-220, § 2(a)(1), 124 Stat. 2372; Dorsey, 567 U.S. 260 (2012)"
    assert [str(each) for each in parse_all(text)] == text.split("; ")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (
            "21 USC 841",
            "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title21-section841&num=0&edition=prelim",
        ),
        ("21 USC 841(b)(1)(A)", "https://www.law.cornell.edu/uscode/text/21/841#b_1_A"),
        (
            "Amendment 782",
            "https://guidelines.ussc.gov/apex/r/ussc_apex/guidelinesapp/appendixc-detail?APP_AMEND_ID=782",
        ),
        (
            "2D1.1",
            "https://guidelines.ussc.gov/apex/r/ussc_apex/guidelinesapp/guidelines?app_gl_id=%C2%A72D1.1",
        ),
        ("USSG §2D1.1 (Nov. 2005)", "https://www.ussc.gov/guidelines/archive"),
        ("28 CFR 523.20(b)(1)", "https://www.ecfr.gov/current/title-28/section-523.20#p-523.20(b)(1)"),
        ("91 FR 24088", "https://www.federalregister.gov/citation/91-FR-24088"),
        ("Pub. L. 111-220", "https://www.govinfo.gov/link/plaw/111/public/220"),
        ("100 Stat. 3207-2", "https://www.govinfo.gov/link/statute/100/3207"),
        ("597 F.3d 8", "https://www.courtlistener.com/c/F.3d/597/8/"),
        ("1 F. Supp. 2d 8", "https://www.courtlistener.com/c/F.%20Supp.%202d/1/8/"),
    ],
)
def test_links(text: str, url: str) -> None:
    assert parse(text).url() == url


@pytest.mark.parametrize(
    ("outer", "inner", "within"),
    [
        ("21 USC 841(b)", "21 USC 841(b)(1)(A)", True),
        ("21 USC 841(b)(1)(A)", "21 USC 841(b)", False),
        ("21 USC 841(b)(1)", "21 USC 841(b)(11)", False),
        ("21 USC 841", "18 USC 841(a)", False),
        ("21 USC 841", "21 USC 841(a) (2006)", True),
        ("21 USC 841 (2006)", "21 USC 841(a)", False),
        ("2D1.1", "USSG §2D1.1 comment. (n.8(D))", True),
        ("USSG Ch. 2, Pt. D", "2D1.1(b)(1)", True),
        ("USSG Ch. 3", "2D1.1(b)(1)", False),
        ("Pub. L. 115-391", "Pub. L. 115-391, § 404(b), 132 Stat. 5222", True),
        ("28 CFR part 1", "28 CFR 1.3", True),
        ("567 U.S. 260", "567 U.S. 260, 281 (2012)", True),
        ("Amendment 821", "Amendment 821, part A", True),
        ("App. C amends. 67-306", "App. C amend. 125", True),
        ("App. C amends. 67-306", "App. C amend. 307", False),
    ],
)
def test_what_contains_what(outer: str, inner: str, within: bool) -> None:
    assert parse(outer).contains(parse(inner)) is within


def test_sections_sort_as_the_source_orders_them() -> None:
    ordered = ["18 USC 924(c)", "21 USC 841(a)(2)", "21 USC 841(b)(1)(A)(iii)", "21 USC 841(b)(1)(A)(viii)",
               "21 USC 841(b)(1)(A)(ix)", "21 USC 841(b)(1)(B)", "21 USC 841(b)(10)", "21 USC 841(i)",
               "21 USC 1401", "1B1.11", "2D1.1", "2D1.2", "2D1.11"]  # fmt: skip
    citations = [parse(text) for text in ordered]
    citations.reverse()
    assert [str(each) for each in sorted(citations)] == [str(parse(text)) for text in ordered]


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
TOKENS = st.one_of(
    LETTERS,
    LETTERS.map(str.upper),
    st.integers(1, 999).map(str),
    st.sampled_from(["ii", "iii", "iv", "viii", "II", "IV", "aa"]),
)
SUBDIVISIONS = st.lists(TOKENS, max_size=5).map(tuple)
DATES = st.one_of(
    st.none(),
    st.builds(Dated, st.integers(1790, 2099), st.none(), st.none()),
    st.builds(Dated, st.integers(1790, 2099), st.integers(1, 12), st.one_of(st.none(), st.integers(1, 28))),
)
SECTION = st.builds(
    lambda number, suffix: f"{number}{suffix}",
    st.integers(1, 99999),
    st.sampled_from(["", "A", "a", "aa", "aa-1"]),
)
MANUAL = st.builds(
    lambda chapter, part, unit, number: f"{chapter}{part}{unit}.{number}",
    st.integers(1, 8), st.sampled_from("ABCDEFGHJKLMNPQRSTX"), st.integers(1, 9), st.integers(1, 99),
)  # fmt: skip
GUIDELINES = st.one_of(
    st.builds(Guideline, MANUAL, SUBDIVISIONS, dated=DATES),
    st.builds(Guideline, MANUAL, SUBDIVISIONS, note=st.integers(1, 99), note_subdivisions=SUBDIVISIONS, dated=DATES),
    st.builds(Guideline, MANUAL, SUBDIVISIONS, background=st.just(True), dated=DATES),
)
PUBLIC_LAWS = st.one_of(
    st.builds(PublicLaw, st.integers(57, 130), st.integers(1, 9999), dated=DATES, division=st.sampled_from([None, "E"])),
    st.builds(PublicLaw, st.integers(57, 130), st.integers(1, 9999), st.integers(1, 99999).map(str), SUBDIVISIONS,
              st.integers(1, 200), st.integers(1, 9999).map(str), dated=DATES),
)  # fmt: skip
REPORTERS = st.sampled_from(
    [
        "U.S.",
        "S. Ct.",
        "L. Ed. 2d",
        "F.2d",
        "F.3d",
        "F.4th",
        "F. Supp.",
        "F. Supp. 2d",
        "F. Supp. 3d",
        "F. App'x",
    ]
)
YEARS = st.builds(Dated, st.integers(1790, 2099))
CASES = st.one_of(
    st.builds(Case, st.integers(1, 999), REPORTERS, st.integers(1, 9999), st.one_of(st.none(), st.integers(1, 9999)),
              st.none(), st.one_of(st.none(), YEARS), st.sampled_from([None, "Dorsey", "United States v. LaBonte"])),
    st.builds(Case, st.integers(1, 999), REPORTERS, st.integers(1, 9999), st.none(),
              st.sampled_from(["1st Cir.", "D.C. Cir.", "E.D. Va."]), YEARS),
)  # fmt: skip
CITATIONS: st.SearchStrategy[Citation] = st.one_of(
    st.builds(UnitedStatesCode, st.integers(1, 54), SECTION, SUBDIVISIONS, st.booleans(), DATES),
    GUIDELINES,
    st.builds(GuidelineChapter, st.integers(1, 8), st.one_of(st.none(), st.sampled_from("ABCDX")), DATES),
    st.builds(Amendment, st.integers(1, 999), dated=DATES),
    st.builds(
        Amendment,
        st.integers(1, 999),
        st.sampled_from("ABC"),
        st.one_of(st.none(), st.integers(1, 9)),
        dated=DATES,
    ),
    PUBLIC_LAWS,
    st.builds(Amendment, st.integers(1, 499), dated=DATES, through=st.integers(500, 999)),
    st.builds(Statutes, st.integers(1, 200), st.integers(1, 9999).map(str), DATES),
    st.builds(Regulation, st.integers(1, 50), st.integers(1, 9999), dated=DATES),
    st.builds(Regulation, st.integers(1, 50), st.integers(1, 9999), st.integers(0, 9999), SUBDIVISIONS, DATES),
    st.builds(FederalRegister, st.integers(1, 999), st.integers(1, 99999), DATES),
    st.builds(Rule, st.integers(1, 61).map(str), SUBDIVISIONS, DATES),
    CASES,
)


@given(CITATIONS)
def test_printing_loses_nothing(citation: Citation) -> None:
    assert parse(str(citation)) == citation


@given(CITATIONS)
def test_a_parent_contains_what_it_came_from(citation: Citation) -> None:
    parent = citation.parent()
    assert citation.contains(citation)
    assert parent is None or (parent.contains(citation) and not citation.contains(parent))


@given(st.lists(CITATIONS, max_size=6))
def test_order_is_total(citations: list[Citation]) -> None:
    once = sorted(citations)
    citations.reverse()
    assert sorted(citations) == once
    assert all(citation.url().startswith("https://") for citation in citations)


def test_documented_examples_run() -> None:
    assert doctest.testmod(lenity.cite).failed == 0
