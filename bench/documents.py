"""Intake of a text PDF against pdfplumber taking the text out of it: both from the same bytes, in this process, the best of three."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import typst

PAGES = 100
_LINE = (
    "On September 12, 2008, the court sentenced Richard Roe to 100 months of imprisonment, five years of supervised release, and a fine of \\$2,000. "
    "The presentence report recommended a total offense level of 31 and a criminal history category of III. "
)


def measure() -> dict[str, float]:
    """Seconds of each."""
    import pdfplumber

    from lenity.intake import propose, read_bytes

    data = made_up(PAGES)

    def plumber() -> None:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()

    return {"pdfplumber, text alone": _best(plumber), "lenity, text and proposals": _best(lambda: propose(read_bytes(data, "made-up.pdf")))}


def made_up(pages: int) -> bytes:
    """A PDF of so many full pages of text."""
    return bytes(typst.compile("\n#pagebreak()\n".join(f"Page {number}. {_LINE * 9}" for number in range(pages)).encode()))


def _best(act: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return min(times)
