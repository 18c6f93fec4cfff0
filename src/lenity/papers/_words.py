"""The few words that the renderers add themselves, by language."""

from __future__ import annotations

from datetime import date as Date

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "information": "Note",
        "warning": "Warning",
        "not_known": "not known",
        "not_in_force": "not in force",
        "does_not_apply": "does not apply",
        "inputs": "Rests on",
        "evidence": "Evidence",
        "law": "Law",
        "sources": "Sources",
        "back": "Back to reference",
        "skip": "Skip to the text",
        "months": "months",
        "month": "month",
        "to": "to",
        "life": "life",
        "about": "About this paper",
        "version": "Computed with lenity",
        "edition": "Law applied",
        "date": "Date",
        "digest": "Digest of the data",
        "page": "Page",
        "of": "of",
    },
    "es": {
        "information": "Nota",
        "warning": "Advertencia",
        "not_known": "no se sabe",
        "not_in_force": "no vigente",
        "does_not_apply": "no se aplica",
        "inputs": "Se basa en",
        "evidence": "Pruebas",
        "law": "Ley",
        "sources": "Fuentes",
        "back": "Volver a la referencia",
        "skip": "Ir al texto",
        "months": "meses",
        "month": "mes",
        "to": "a",
        "life": "cadena perpetua",
        "about": "Sobre este documento",
        "version": "Calculado con lenity",
        "edition": "Ley aplicada",
        "date": "Fecha",
        "digest": "Resumen de los datos",
        "page": "Página",
        "of": "de",
    },
}

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}


def date_in_words(day: Date, language: str) -> str:
    """A date as it is written out: `November 24, 2026`."""
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} de {month} de {day.year}" if language == "es" else f"{month} {day.day}, {day.year}"


def months_in_words(minimum: int | str | None, maximum: int | str | None, language: str) -> str:
    """A range of months in words: `151 to 188 months`, `360 months to life`, `life`, `not known`."""
    words = WORDS[language]

    def end(value: int | str | None) -> str:
        if value is None:
            return words["not_known"]
        if value == "life":
            return words["life"]
        return f"{value} {words['month'] if value == 1 else words['months']}"

    if minimum == maximum:
        return end(minimum)
    if isinstance(minimum, int) and isinstance(maximum, int):
        return f"{minimum} {words['to']} {end(maximum)}"
    return f"{end(minimum)} {words['to']} {end(maximum)}"
