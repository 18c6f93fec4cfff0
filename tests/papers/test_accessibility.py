"""What a browser shows of a report, held against the axe rules for WCAG 2.2 A and AA, in light and dark, wide and as narrow as a telephone.

Needs Chromium (Debian: `chromium`), the Python package playwright, and axe-core from npm (`make axe`); without them the tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lenity.facts import CaseFile, read_case, read_data
from lenity.law import law_vocabulary
from lenity.papers import html_page
from lenity.papers.review import review_document
from lenity.review import review

pytestmark = pytest.mark.slow

TOP = Path(__file__).parents[2]
AXE = Path(os.environ.get("LENITY_AXE") or TOP / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js")
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
DAY = date(2026, 11, 24)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOWN = {"light": 1200, "dark": 1200, "light, narrow": 400, "dark, narrow": 400}

SEVERAL_COUNTS: dict[str, Any] = {
    "lenity": 1,
    "id": "several-counts",
    "person": {"name": "Made Up <b>"},
    "offense": {"began": "2009-01", "ended": "2011-06"},
    "convictions": [
        {
            "statute": "21 U.S.C. § 846",
            "object": "21 U.S.C. § 841(a)(1)",
            "charged": [{"drug": "methamphetamine", "amount": "500 g"}],
            "found_by": "judge",
            "prior_851": 1,
        },
        {"statute": "18 U.S.C. § 924(c)(1)(A)(i)"},
        {"statute": "18 U.S.C. § 924(c)(1)(A)(ii)"},
    ],
    "guidelines": {"conduct": [{"guideline": "2D1.1", "counts": [1], "drugs": [{"drug": "methamphetamine", "amount": {"min": "400 g", "max": "6 kg"}}]}]},
    "criminal_history": {"priors": [{"sentenced": "1999-04-02", "imprisonment": "24 months", "offense": "possession", "kind": "felony"}]},
    "sentence": {"date": "2012-09", "imprisonment": {1: "240 months", 2: "60 months", 3: "300 months"}},
}


def _cases() -> dict[str, CaseFile]:
    vocabulary = law_vocabulary()
    return {
        "shipped": read_case(TOP / "cases" / "alice-marie-johnson.yaml", vocabulary=vocabulary, today=DAY),
        "complete": read_case(TOP / "tests" / "fixtures" / "cases" / "complete.yaml", vocabulary=vocabulary, today=DAY),
        "several counts": read_data(SEVERAL_COUNTS, name="several counts", vocabulary=vocabulary, today=DAY),
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    if not AXE.is_file():
        pytest.skip("axe-core is not there: run `make axe`, or name axe.min.js in LENITY_AXE")
    sync_api = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield found
        found.close()


@pytest.mark.parametrize("name", ["shipped", "complete", "several counts"])
def test_axe_finds_nothing_serious(browser: Any, tmp_path: Path, name: str) -> None:
    case = _cases()[name]
    page_file = tmp_path / "report.html"
    page_file.write_text(html_page(review_document(case, review(case, as_of=DAY))), encoding="utf-8")
    faults = []
    for shown, width in SHOWN.items():
        context = browser.new_context(bypass_csp=True, color_scheme=shown.split(",")[0], viewport={"width": width, "height": 900}, offline=True)
        page = context.new_page()
        page.goto(page_file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{shown}: the page is wider than its window"
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert found["passes"], "axe held something against its rules"
        faults += [(shown, one["id"], one["impact"], one["nodes"][0]["target"]) for one in found["violations"] if one["impact"] in ("serious", "critical")]
        context.close()
    assert not faults


def test_axe_sees_a_fault(browser: Any, tmp_path: Path) -> None:
    """The check itself can fail."""
    page_file = tmp_path / "bad.html"
    page_file.write_text("<!doctype html><title></title><img src=x><p style='color:#ccc;background:#fff'>pale</p>", encoding="utf-8")
    page = browser.new_context(bypass_csp=True, offline=True).new_page()
    page.goto(page_file.as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert {"document-title", "image-alt", "color-contrast"} <= {one["id"] for one in found["violations"]}
