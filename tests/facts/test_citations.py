"""One spelling for each section and statute, however a document writes it."""

import pytest

from lenity.facts.citations import normalize_section, normalize_statute, section_parts


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("2D1.1(b)(1)", "2D1.1(b)(1)"),
        ("§2D1.1 (b) (1)", "2D1.1(b)(1)"),
        ("USSG §3b1.1(c)", "3B1.1(c)"),
        ("U.S.S.G. § 5C1.2", "5C1.2"),
        ("18 U.S.C. § 3553(e)", "18 U.S.C. 3553(e)"),
        ("18 U.S.C. 3553(e)", "18 U.S.C. 3553(e)"),
        ("18 USC 3553(f)", "18 U.S.C. 3553(f)"),
        ("Variance", "variance"),
        ("something  else", "something else"),
    ],
)
def test_sections(text, normal):
    assert normalize_section(text) == normal
    assert normalize_section(normal) == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("21 U.S.C. § 841(a)(1)", "21 U.S.C. § 841(a)(1)"),
        ("21 USC 841 (a) (1)", "21 U.S.C. § 841(a)(1)"),
        ("18 U. S. C. §924(c)", "18 U.S.C. § 924(c)"),
        ("18 u.s.c.a. sec. 1028A", "18 U.S.C. § 1028A"),
        ("42 U.S.C. § 2000e–2", "42 U.S.C. § 2000e-2"),
        ("36 CFR 2.35(b)", "36 C.F.R. § 2.35(b)"),
        ("section 846", "section 846"),
    ],
)
def test_statutes(text, normal):
    assert normalize_statute(text) == normal
    assert normalize_statute(normal) == normal


def test_parts_of_a_section():
    assert section_parts("3B1.1(c)") == ("3B1.1", "(c)")
    assert section_parts("2D1.1(b)(16)(A)") == ("2D1.1", "(b)", "(16)", "(A)")
    assert section_parts("variance") == ("variance",)
