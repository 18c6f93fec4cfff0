"""One case beside similarly situated people: the cell, its figures, and where the case's own sentence stands among them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lenity import __version__
from lenity.peers.cell import DEFINITIONS, FEW, MINIMUM, NATION, Definition, NotComparable, Situation, Value, Within, choose, complete_in, years_of
from lenity.peers.figures import Figures, figures_of, histogram, position_data
from lenity.peers.people import READ, cap_months, people
from lenity.peers.statistics import RESAMPLES, SEED, Figure, Summary, Terms, difference, generator, rounded
from lenity.population import read_batches

if TYPE_CHECKING:
    import polars as pl

    from lenity.facts import CaseFile

BIN_MONTHS = (6, 12, 24, 60)
"""Widths of the bars of a distribution; the first is taken that needs no more than MOST_BARS."""
MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Trial:
    """Those who went to trial beside those who pleaded: an association, never an effect."""

    pleas: int
    trials: int
    mean_difference: Figure | None
    median_difference: Figure | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What similarly situated people got. Figures that are withheld are None; `limits` say what the files cannot tell."""

    case_id: str
    as_of: date
    law: str
    definition: Definition
    because: str
    fields: dict[str, Value]
    within: dict[str, Value]
    years: tuple[int, ...]
    records: int
    in_years: int
    minimum: int
    figures: Figures
    trial: Trial | None
    sentence_months: float | None
    percentile: float | None
    percentile_of_everyone: float | None
    limits: tuple[str, ...]
    needs: tuple[str, ...]
    seed: int
    resamples: int
    files: tuple[dict[str, Any], ...] = field(default=())

    def distribution(self) -> list[tuple[int, int, int]]:
        """Bars of the prison terms: from (inclusive), to (exclusive), how many people; empty where withheld. The last one holds the cap alone."""
        return [] if self.figures.terms is None else bars(self.figures.held)

    def as_data(self) -> dict[str, Any]:
        """The comparison as plain data; months up to 470, shares from 0 to 1, percentiles from 0 to 100."""
        figures, position = self.figures, self.figures.position
        share = figures.imprisoned_share
        return {
            "lenity": __version__,
            "case": self.case_id,
            "as_of": self.as_of.isoformat(),
            "cell": self._cell_data(),
            "records": {
                "read": self.records,
                "in_years": self.in_years,
                "found": figures.found,
                "substantial_assistance_left_out": figures.assisted,
                "substantial_assistance_not_known": figures.assistance_unknown,
                "compared": figures.people,
                "imprisonment_not_known": figures.imprisonment_unknown,
            },
            "minimum": self.minimum,
            "withheld": figures.withheld,
            "imprisoned": None if share is None else {"count": figures.imprisoned, "share": rounded(share.value), "interval": _ends(share)},
            "prison_months": None if figures.terms is None else _terms_data(figures.terms),
            "everyone_months": None if figures.everyone is None else {"mean": rounded(figures.everyone[0]), "median": rounded(figures.everyone[1])},
            "position": None if position is None else position_data(position),
            "sentence": {
                "months": self.sentence_months,
                "percentile": rounded(self.percentile),
                "percentile_of_everyone": rounded(self.percentile_of_everyone),
            },
            "trial": None if self.trial is None else _trial_data(self.trial),
            "distribution": [{"from": low, "to": high, "count": count} for low, high, count in self.distribution()],
            "limits": list(self.limits),
            "needs": list(self.needs),
            "seed": self.seed,
            "resamples": self.resamples,
            "data": list(self.files),
        }

    def _cell_data(self) -> dict[str, Any]:
        return {
            "definition": self.definition.name,
            "says": self.definition.words,
            "because": self.because or "the case and the files have all of its fields",
            "values": dict(self.fields),
            "within": dict(self.within),
            "fiscal_years": list(self.years),
            "law": self.law,
        }


def _terms_data(terms: Summary) -> dict[str, Any]:
    data: dict[str, Any] = {"count": terms.people, "capped": terms.at_the_cap, "mean": rounded(terms.mean.value), "mean_interval": _ends(terms.mean)}
    for name in ("quartile_1", "median", "quartile_3"):
        figure: Figure = getattr(terms, name)
        data.update({name: rounded(figure.value), f"{name}_interval": _ends(figure)})
    return data


def _ends(figure: Figure) -> list[float | None]:
    return [rounded(figure.low), rounded(figure.high)]


def _trial_data(trial: Trial) -> dict[str, Any]:
    def of(figure: Figure | None) -> dict[str, Any] | None:
        return None if figure is None else {"months": rounded(figure.value), "interval": _ends(figure)}

    return {
        "is": "an association, not an effect of going to trial",
        "pleas": trial.pleas,
        "trials": trial.trials,
        "mean_difference": of(trial.mean_difference),
        "median_difference": of(trial.median_difference),
    }


def compare(
    case: CaseFile,
    data: Sequence[str | Path],
    *,
    as_of: date,
    law: Literal["then", "today"] = "then",
    guideline: str | None = None,
    offense_type: int | None = None,
    **options: Any,
) -> Comparison:
    """The case, as it stood under the law of then or today, beside the people of these files; `options` are those of `compare_situation`.

    Raises:
        NotComparable: neither the case nor the files allow any cell.
        ReadFaults: a file cannot be read.
    """
    from lenity.peers.situation import situation_of

    situation = situation_of(case, as_of=as_of, law=law, guideline=guideline, offense_type=offense_type)
    return compare_situation(situation, data, as_of=as_of, law=law, case_id=case.id, **options)


def compare_situation(
    situation: Situation,
    data: Sequence[str | Path],
    *,
    as_of: date,
    law: str = "then",
    case_id: str = "",
    cell: str | None = None,
    within: Within = NATION,
    minimum: int = MINIMUM,
    seed: int = SEED,
    resamples: int = RESAMPLES,
    mapping: str | Path | None = None,
) -> Comparison:
    """The people of the files who stand where this one does.

    `cell` names a definition, else the finest that the case and most records can answer. `minimum` is the fewest people of
    whom figures are told.

    Raises:
        NotComparable: no cell can be formed, or the files have no fiscal year that had ended by the day.
        ReadFaults: a file cannot be read.
    """
    confined = _confined(within, situation)
    tally, alike = _read(data, situation, confined, mapping)
    years = _years(tally, as_of)
    in_years = sum(tally.years[year] for year in years)
    definition, because = choose(tally.complete(years), in_years, situation, cell)
    members = _members(alike, definition, situation, years)
    fields = {name: situation.fields[name] for name in definition.fields}
    key = (definition.name, tuple(sorted(fields.items())), tuple(sorted(confined.items())), years)
    figures = figures_of(histogram(members), minimum=minimum, seed=seed, resamples=resamples, key=key)
    percentile, percentile_of_everyone = _percentiles(figures, situation.sentence_months)
    return Comparison(
        case_id=case_id,
        as_of=as_of,
        law=law,
        definition=definition,
        because=because,
        fields=fields,
        within=confined,
        years=years,
        records=tally.records,
        in_years=in_years,
        minimum=minimum,
        figures=figures,
        trial=None if "settled" in confined else _trial(members, minimum, seed, resamples, key),
        sentence_months=situation.sentence_months,
        percentile=percentile,
        percentile_of_everyone=percentile_of_everyone,
        limits=tuple(_limits(definition, figures, members, years, as_of, situation)),
        needs=("sentence.imprisonment",) if situation.sentence_months is None else (),
        seed=seed,
        resamples=resamples,
        files=tuple(_digest(Path(path)) for path in data),
    )


def _years(tally: _Tally, as_of: date) -> tuple[int, ...]:
    years = years_of(tally.years, as_of)
    if not years:
        known = ", ".join(f"FY{year}" for year in sorted(tally.years)) or "none"
        raise NotComparable(f"the files hold no fiscal year that had ended by {as_of} (they hold: {known}); give other files, or a later --as-of")
    return years


def _percentiles(figures: Figures, months: float | None) -> tuple[float | None, float | None]:
    """Where the sentence stands among the prison terms, and among everyone with no prison as 0; None where figures are withheld."""
    if figures.terms is None or months is None:
        return None, None
    counted = min(months, cap_months())
    return figures.held.percentile(counted) if months else None, figures.held_everyone.percentile(counted)


def _confined(within: Within, situation: Situation) -> dict[str, Value]:
    """The further fields and their values; the case's own where `same` is asked for."""
    asked: dict[str, Value | None] = {}
    if within.district:
        asked["district"] = situation.fields.get("district") if within.district == "same" else within.district
    if within.circuit:
        asked["circuit"] = situation.fields.get("circuit") if within.circuit == "same" else _number(within.circuit)
    if within.same_history:
        asked["history"] = situation.fields.get("history")
    if within.settled:
        asked["settled"] = situation.fields.get("settled") if within.settled == "same" else within.settled
    missing = [name for name, value in asked.items() if value is None]
    if missing:
        raise NotComparable(f"the case does not say its own {', '.join(missing)}; name it, or leave that option out")
    return {name: value for name, value in asked.items() if value is not None}


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise NotComparable(f"--circuit: {text!r} is no circuit; write a number from 1 to 11, 0 for the District of Columbia Circuit, or `same`") from None


@dataclass
class _Tally:
    """What the files hold by fiscal year: records, and of how many each definition's fields are all known."""

    records: int = 0
    years: dict[int, int] = field(default_factory=dict)
    full: dict[tuple[int, str], int] = field(default_factory=dict)

    def add(self, frame: pl.DataFrame) -> None:
        self.records += len(frame)
        for (year,), part in frame.drop_nulls("fiscal_year").group_by("fiscal_year"):
            at = int(year)
            self.years[at] = self.years.get(at, 0) + len(part)
            for name, count in complete_in(part).items():
                self.full[at, name] = self.full.get((at, name), 0) + count

    def complete(self, years: tuple[int, ...]) -> dict[str, int]:
        return {one.name: sum(self.full.get((year, one.name), 0) for year in years) for one in DEFINITIONS}


def _read(data: Sequence[str | Path], situation: Situation, confined: dict[str, Value], mapping: str | Path | None) -> tuple[_Tally, pl.DataFrame]:
    """One pass over the files: what they hold, and the people who stand where the case does by any definition."""
    import polars as pl

    tally, kept = _Tally(), []
    answerable = [one for one in DEFINITIONS if all(name in situation.fields for name in one.fields)]
    alike = pl.any_horizontal([pl.lit(False), *(_equal(one.fields, situation.fields) for one in answerable)])
    for frame in _people_in(data, mapping):
        part = frame.filter(_equal(tuple(confined), confined)) if confined else frame
        tally.add(part)
        kept.append(part.filter(alike))
    if not tally.records:
        raise NotComparable("no record of the files meets --district, --circuit, --history and --settled" if confined else "the files hold no record")
    return tally, pl.concat(kept)


def _people_in(data: Sequence[str | Path], mapping: str | Path | None) -> Iterator[pl.DataFrame]:
    for path in data:
        for records in read_batches(path, mapping=mapping, only=set(READ)):
            yield people(records)


def _equal(names: tuple[str, ...], values: Any) -> pl.Expr:
    import polars as pl

    return pl.all_horizontal((pl.col(name) == values[name]).fill_null(False) for name in names)


def _members(alike: pl.DataFrame, definition: Definition, situation: Situation, years: tuple[int, ...]) -> pl.DataFrame:
    import polars as pl

    return alike.filter(pl.col("fiscal_year").is_in(years) & _equal(definition.fields, situation.fields))


def _trial(members: pl.DataFrame, minimum: int, seed: int, resamples: int, key: object) -> Trial | None:
    """Terms by plea and by trial, of those imprisoned without assistance; None where the files do not tell plea from trial."""
    import polars as pl

    told = members.filter(~pl.col("is_assisted").fill_null(False) & pl.col("prison_months").is_not_null() & pl.col("settled").is_not_null())
    if told.is_empty():
        return None
    plea, trial = (Terms.of(part["prison_months"].to_numpy(), [1] * len(part)) for part in (told.filter(settled=name) for name in ("plea", "trial")))
    if min(plea.people, trial.people) < minimum:
        return Trial(plea.people, trial.people, None, None)
    chance = generator(seed, "trial", key)
    mean = difference(trial, plea, Terms.mean, chance, resamples)
    return Trial(plea.people, trial.people, mean, difference(trial, plea, _median, chance, resamples))


def _median(terms: Terms) -> float:
    return terms.quantile(0.5)


def bars(terms: Terms) -> list[tuple[int, int, int]]:
    """The terms in bars of equal width, with one for the cap by itself."""
    cap = cap_months()
    below = terms.months < cap
    longest = float(terms.months[below].max()) if below.any() else 0.0
    width = next((one for one in BIN_MONTHS if longest / one < MOST_BARS), BIN_MONTHS[-1])
    found: list[tuple[int, int, int]] = []
    for low in range(0, int(longest) + 1, width):
        high = min(low + width, cap)
        inside = (terms.months >= low) & (terms.months < high)
        found.append((low, high, int(terms.counts[inside].sum())))
    at_the_cap = int(terms.counts[~below].sum())
    return [*found, (cap, cap, at_the_cap)] if at_the_cap else found


def _limits(definition: Definition, figures: Figures, members: pl.DataFrame, years: tuple[int, ...], as_of: date, situation: Situation) -> Iterator[str]:
    """What the files cannot tell, and what a reader must keep in mind."""
    yield from situation.notes
    if definition.is_coarse:
        yield "The cell is coarse: people with quite different offenses stand in it."
    if len(years) < 5:
        yield f"The files hold {len(years)} of the five fiscal years: {', '.join(f'FY{year}' for year in years)}."
    if definition.name != DEFINITIONS[0].name:
        yield f"People are compared by {definition.words}, which is coarser than guideline, final offense level and category."
    if figures.assistance_unknown:
        yield (
            f"Of {figures.assistance_unknown:,} people the files do not say whether they got less for substantial assistance (USSG §5K1.1), so they could not be left out: "
            "terms here can be lower than those of people without it."
        )
    position = figures.position
    if position is not None and position.recorded < position.people:
        yield "Below, within and above the range were computed from the sentence and the range that the file holds, which may be the one before statutory minimums."
    if figures.terms is not None and figures.terms.at_the_cap:
        yield f"{figures.terms.at_the_cap:,} terms of {cap_months()} months or more, life among them, count as {cap_months()} months, as the Commission codes life."
    variables = sorted({str(one) for one in members["sentence_variable"].unique().to_list() if one})
    if any(one.startswith(("SENSPLT", "SENSPCAP")) for one in variables):
        yield f"Terms are those of {', '.join(variables)}, which count months of alternatives to prison too."
    if 0 < figures.imprisoned < FEW:
        yield f"Only {figures.imprisoned} people were imprisoned: figures of so few move much with each one."
    yield "The files show what was imposed and a few recorded facts; they do not show all that a court weighed (18 U.S.C. § 3553(a))."


def _digest(path: Path) -> dict[str, Any]:
    """The file's name and digest, by which the same figures can be made again."""
    held = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            held.update(block)
    return {"file": path.name, "sha256": held.hexdigest()}
