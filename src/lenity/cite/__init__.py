"""Citations of federal sentencing law: parse, normalize, print, link.

>>> from lenity.cite import find, parse, parse_all
>>> tier = parse("Title 21, United States Code, Section 841(b)(1)(A)")
>>> str(tier)
'21 U.S.C. § 841(b)(1)(A)'
>>> tier.parent().contains(parse("21 USC 841(b)(1)(A)(iii)"))
True
>>> [str(item.citation) for item in find("in violation of 21 U.S.C. §§ 841(a)(1) and 846, and 2D1.1(c)(4)")]
['21 U.S.C. § 841(a)(1)', '21 U.S.C. § 846', 'USSG §2D1.1(c)(4)']
>>> [str(each) for each in parse_all("U.S.S.G. § 2D1.1(c); App. C amend. 782")]
['USSG §2D1.1(c)', 'USSG App. C amend. 782']
>>> parse("Dorsey v. United States, 567 U. S. 260 (2012)").url()
'https://www.courtlistener.com/c/U.S./567/260/'
"""

from ._model import Amendment, Citation, Dated, Guideline, GuidelineChapter, UnitedStatesCode
from ._model_more import Case, FederalRegister, PublicLaw, Regulation, Rule, Statutes
from ._read import CitationError, Found, find, parse, parse_all

__all__ = [
    "Amendment",
    "Case",
    "Citation",
    "CitationError",
    "Dated",
    "FederalRegister",
    "Found",
    "Guideline",
    "GuidelineChapter",
    "PublicLaw",
    "Regulation",
    "Rule",
    "Statutes",
    "UnitedStatesCode",
    "find",
    "parse",
    "parse_all",
]
