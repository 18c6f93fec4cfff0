"""What the form of a document says of it: captions of opinions, warrants, judgments; their court, number, judge, date and person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lenity.intake._courts import ABBREVIATED, DISTRICT, cited_district, district_id
from lenity.intake._days import DATE, WRITTEN_OUT, day
from lenity.intake._fact import Hit, Voice
from lenity.intake._names import is_same_person, names_in, readable, surname
from lenity.intake._offenses import offenses, statutes_in

_F = re.IGNORECASE
HEAD = 6_000
"""How far into a document its caption can reach."""
_CIRCUIT = re.compile(
    r"UNITED\sSTATES\sCOURT\sOF\sAPPEALS,?\s(?:FOR\sTHE\s)?(?P<circuit>[A-Z]+(?:\s[A-Z]+)?\sCIRCUIT|DISTRICT\sOF\sCOLUMBIA(?:\sCIRCUIT)?)", _F
)
_TRIAL_COURT = re.compile(r"UNITED\sSTATES\sDISTRICT\sCOURT,?\s(?:FOR\sTHE\s)?(?=(?:\w+\s)?DISTRICT|(?:[NSEWMC]\.\s?)?D\.\s)", _F)
_VERSUS = re.compile(r"UNITED\sSTATES(?:\sOF\sAMERICA)?\b(?!\s(?:COURT|DISTRICT|CODE|ATTORNEY))(?:(?!\bv\.\s).){0,260}?\s(?:v|vs|versus)\.?\s", _F)
_PARTY_END = re.compile(
    r"\b(?:also\sknown\sas|a/k/a|aka|f/k/a)\b|\b(?:Defendants?|Appellants?|Petitioners?|Respondents?|Movants?|DEFENDANTS?|APPELLANTS?)\b|\bet\sal\b"
)
_ASIDE = re.compile(r"\([^()]{0,60}\)|\bNos?\.\s[\w:/().,-]+|\s?[|)§*]\s|[-_]{3,}|\b(?:ON\s)?APPEALS?\sFROM\b.*", re.DOTALL)
_JUDGE = re.compile(
    r"\[?\bHon(?:\.|orable)\s(?P<name>[^\[\],]{4,50}?(?:,\s(?:Jr|Sr)\.)?),\s(?:\w+\s){0,2}?(?:U\.\s?S\.|United\sStates|Chief|Senior|District|Judge)"
    r"|(?<![\w.-])(?P<name2>(?:[A-Z]\.\s)?[A-Z][\w'-]+(?:\s(?:[A-Z]\.|[A-Z][\w'-]+)){1,4}(?:,\s(?:Jr|Sr)\.)?),\s(?:Chief\s|Senior\s)?(?:U\.\s?S\.\s|United\sStates\s)?District\sJudge\b"
)
_SENTENCED_BY = re.compile(
    r"\b(?:by\s|before\s|,\s)(?:Chief\s|Senior\s)?(?:(?:U\.\s?S\.|United\sStates|Federal)\s)(?:District\s)?(?:Court\s)?(?:Chief\s|Senior\s)?(?:District\s)?Judge\s(?P<name>[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]*){0,4})"
)
_DOCKET = re.compile(
    r"\b(?:Docket|Criminal|Crim\.|Cr\.|CR|Case)\s(?:Case\s|Action\s|Docket\s)?(?:Nos?\.?|Number|#)\s?:?\s?(?P<docket>(?:[A-Z]{0,2}-?)?\d{1,2}:?[\w:.()-]*\d[\w()-]*)",
    _F,
)
_OWN_CASE = re.compile(
    r"\b(?:United\sStates|U\.S\.)\sv\.\s(?P<name>[^\d,]{2,60}?),\s(?:(?:Crim(?:inal|\.)?|Cr\.|Case|Docket)\s)?Nos?\.\s(?P<docket>\d{1,2}[\w:.-]*\d[\w-]*)[^()]{0,40}\((?P<court>[^()]{2,60})\)"
)
_CRIMINAL_NUMBER = re.compile(
    r"(?<![\w:])[\dlI]{1,2}:\d{2}-?cr-?\d{1,6}(?:-[A-Z]{2,4})*(?:-\d{1,3})?(?!\w)|(?<![\w:-])\d{2}[\s-]?CR[\s-]?\d{2,5}(?:-\d{1,3})?(?!\w)|(?<!\w)CR[\s-]\d{2}-\d{2,5}(?:-\d{1,3})?(?!\w)",
    _F,
)
_CITED_BELOW = re.compile(r"\(((?:[NSEWMC]\.\s?)?D\.\s?[A-Z][\w. ]{0,14})\)")
_NUMBER = re.compile(r"\bNos?\.\s?(?P<number>\d{2}-\d{3,5}(?:\([A-Z]\))?)")
_GRANTEE = re.compile(
    r"\b(?:granted|grant|give|given)\s(?:and\sby\sthese\spresents\sdo\s(?:hereby\s)?grant\s)?unto\s(?P<name>.{3,60}?)(?=,?\s(?:a\s)?(?:full|pardon|commutation|reprieve|remission|an?\s|Reg|whose|who\b|for\b))|\b(?:pardon|commutation\sof\ssentence|clemency)\s(?:of|for|to|granted\sto)\s(?P<name2>[^\W\d_][\w.'’ -]{3,50})"
    r"|\bgrant\s(?:[\w,]+\s){1,6}?(?:pardon|commutation|clemency)\sto\s(?P<name4>[^\W\d_][\w.'’ -]{3,50})"
    r"|\bUnited\sStates\sv\.\s[^,]{2,40},\s[\dlI:\w-]{5,24}\s(?P<name5>[^\W\d_][\w.'’ -]{3,50})(?=\sI\s)"
    r"|\bwhereas,?\s(?P<name3>[^\W\d_][\w.'’, -]{3,60}?),?\s(?:\(?(?:also\sknown|a\.?k\.?a|Reg)|was\sconvicted|has\sbeen\sconvicted|was\ssentenced)",
    _F,
)
_KIND = re.compile(r"\b(?:a\s)?(?:full\s(?:and\sunconditional\s)?)?(?P<kind>pardon|commutation|reprieve|remission|respite)\b|\b(?P<commute>commute)\b", _F)
_JUDGMENT_NAME = re.compile(r"\b(?:Defendant|Name)(?:'s\sName)?\s?:\s?(?P<name>[^\W\d_][^\n:]{2,60})", _F)


@dataclass
class Form:
    """What kind of document it is, whom it is about, and what its form alone says."""

    kind: str
    subjects: list[str] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    body: int = 0
    """Where the running text begins, after the caption."""


def form_of(line: str, original: str) -> Form:
    """The form of a document by its first page; `prose` where it has none that is known."""
    head = line[:HEAD]
    if re.search(
        r"\bexecutive\sgrant\sof\sclemency|\bto\sall\sto\swhom\sthese\spresents\sshall\scome|\bdo\shereby\sgrant\s(?:[\w,]+\s){0,6}?(?:pardon|commutation|clemency)\b",
        head,
        _F,
    ):
        return _warrant(line)
    if re.search(r"\bjudgment\sin\sa\scriminal\scase|\bAO\s245", head, _F):
        return _judgment(line)
    if _CIRCUIT.search(head) and _VERSUS.search(head):
        return _opinion(line, "opinion")
    if _TRIAL_COURT.search(head) and _VERSUS.search(head):
        return _opinion(line, "order")
    return Form("prose")


def _opinion(line: str, kind: str) -> Form:
    form = Form(kind)
    head = line[:HEAD]
    versus = _caption(head)
    circuit = _CIRCUIT.search(head)
    if circuit:
        form.publisher = f"United States Court of Appeals for the {_title(circuit['circuit'])}"
    if versus:
        _parties(head, versus.end(), form)
        form.body = versus.end()
    number = _NUMBER.search(head)
    if form.subjects:
        form.title = f"United States v. {surname(form.subjects[0])}" + (f", No. {number['number']}" if number and kind == "opinion" else "")
    below = re.search(r"appeal(?:s)?\sfrom\sthe\sunited\sstates\sdistrict\scourt|united\sstates\sdistrict\b", head, _F)
    form.hits.extend(_court_below(head, below.start() if below else 0, form))
    for match in _JUDGE.finditer(head):
        is_visitor = re.search(r"sitting\sby\sdesignation|\A\s?\*", head[match.end() : match.end() + 160]) is not None
        if not is_visitor and (kind != "opinion" or match["name"] or _is_below(head, match.start())):
            group = "name" if match["name"] else "name2"
            form.hits.append(Hit("court.judge", readable(match[group].strip()), match.start(group), match.end(), 0.95, voice=Voice.found))
            form.body = max(form.body, match.end() if match.end() < form.body + 1_200 else 0)
            break
    form.hits.extend(_dockets(line, form, kind))
    form.date = _decided(head, form.body, kind == "opinion")
    return form


def _caption(head: str) -> re.Match[str] | None:
    """The `v.` after which the person is named as defendant; the first one where none is followed so."""
    found = list(_VERSUS.finditer(head))
    for one in found:
        named = _PARTY_END.search(head, one.end(), one.end() + 320)
        if named and not _VERSUS.search(head, one.end(), named.start()):
            return one
    return found[0] if found else None


def _is_below(head: str, at: int) -> bool:
    """Whether the judge who is named there is the one appealed from, and not one of the panel."""
    before = head[max(0, at - 320) : at]
    return re.search(r"district\scourt\b|district\sof\b", before, _F) is not None and re.search(r"\bbefore\b", before[-130:], _F) is None


_PARTS = {"n": "Northern", "s": "Southern", "e": "Eastern", "w": "Western", "m": "Middle", "c": "Central"}


def _court_below(head: str, start: int, form: Form) -> Iterator[Hit]:
    """The court whose sentence it was: as the caption names it, or as it cites it."""
    for match in (*DISTRICT.finditer(head, start), *ABBREVIATED.finditer(head)):
        value = district_id(_PARTS.get((match["part"] or "")[:1].lower()), match["state"])
        if value and not re.search(r"\bof\sthe\s\Z", head[max(0, match.start() - 8) : match.start()], _F):
            form.body = max(form.body, match.end() if match.end() < form.body + 1_200 else 0)
            yield Hit("court.district", value, match.start(), match.end(), 0.95, voice=Voice.found)
            return
    for match in _CITED_BELOW.finditer(head[:2500]):
        cited = cited_district(match[1])
        if cited:
            yield Hit("court.district", cited, match.start(), match.end(), 0.85, voice=Voice.found)
            return


def _cleared(text: str) -> str:
    """A caption with what stands between and beside its columns taken out, every letter in its place."""
    return _ASIDE.sub(lambda aside: ",".ljust(len(aside.group()) - 1) + "," if len(aside.group()) > 1 else ",", text)


def _parties(head: str, at: int, form: Form) -> None:
    """The people on the other side of the caption, whatever stands between its columns."""
    stop = _PARTY_END.search(head, at, at + 320)
    end = stop.start() if stop else min(at + 80, len(head))
    window = _cleared(head[at:end])
    found = [(at + low, at + high) for low, high in names_in(window)]
    if not found:
        plain = re.match(r"[\s,]*(?P<name>[^\W\d_][\w.' -]{2,50}?)\s?(?:,|\Z|\s{2})", window)
        found = [(at + plain.start("name"), at + plain.end("name"))] if plain and not re.search(r"\d", plain["name"]) else []
    for low, high in found:
        name = readable(head[low:high])
        if not any(is_same_person(name, other) for other in form.subjects):
            form.subjects.append(name)
            form.hits.append(Hit("person.name", name, low, high, 0.95, who=name, voice=Voice.found))


def _dockets(line: str, form: Form, kind: str) -> Iterator[Hit]:
    """The number of the criminal case: not the appeal's."""
    head = line[:HEAD]
    number = _CRIMINAL_NUMBER.search(head[: form.body + 400])  # further on other cases are cited
    if number:
        yield Hit("court.docket", number.group(), number.start(), number.end(), 0.9, voice=Voice.found)
    else:
        for match in _DOCKET.finditer(head):
            if kind != "opinion" or re.match(r"cr", match.group(), _F):
                yield Hit("court.docket", match["docket"].rstrip(".,)"), match.start(), match.end("docket"), 0.85, voice=Voice.found)
                break
    names = {surname(one).lower() for one in form.subjects}
    for match in _OWN_CASE.finditer(line):
        court = cited_district(match["court"].strip())
        if court and surname(match["name"].strip(" .")).lower() in names:
            yield Hit("court.docket", match["docket"], match.start("docket") - 4, match.end("docket"), 0.7, voice=Voice.found)
            yield Hit("court.district", court, match.start("court"), match.end("court"), 0.8, voice=Voice.found)


def _decided(head: str, body: int, is_opinion: bool = True) -> str | None:
    """The day of the opinion: the one said to be of the decision, else the first day before its text."""
    said = re.search(rf"\b(?:Decided|Filed|Opinion\sfiled|Issued)(?:\son)?\s?:?\s(?P<date>{DATE})", head, _F)
    found = day(said["date"]) if said else None
    if found or not is_opinion:
        return found
    for match in re.finditer(DATE, head[: body + 1500]):
        value = day(match.group())
        if value and len(value) == 10 and not re.search(r"\b(?:argued|submitted|on|since)\s?:?\s?\Z", head[: match.start()], _F):
            return value
    return None


def _warrant(line: str) -> Form:
    form = Form("warrant", publisher="The White House", title="Executive Grant of Clemency")
    head = line[:HEAD]
    for match in _GRANTEE.finditer(head):
        group = next(one for one in ("name", "name2", "name3", "name4", "name5") if match[one])
        name = _person_in(match[group])
        if name:
            at = head.find(name, match.start(group))
            form.subjects.append(readable(name))
            form.hits.append(Hit("person.name", readable(name), at, at + len(name), 0.95, who=readable(name), voice=Voice.found))
            form.title = f"Executive Grant of Clemency for {readable(name)}"
            break
    kind = next((one for one in _KIND.finditer(line) if not re.search(r"pardon\sattorney", line[one.start() : one.start() + 16], _F)), None)
    if kind:
        value = "commutation" if kind["commute"] else kind["kind"].lower()
        form.hits.append(Hit("clemency.kind", value, kind.start(), kind.end(), 0.95, voice=Voice.found))
    done = re.search(r"\b(?:done\sat|in\stestimony\swhereof|in\switness\swhereof)", line, _F)
    for match in re.finditer(rf"{WRITTEN_OUT}|{DATE}", line[done.start() :] if done else "", _F):
        value_on = day(match.group())
        if value_on and len(value_on) == 10 and done:
            form.date = value_on
            at = done.start() + match.start()
            form.hits.append(Hit("clemency.date", value_on, at, at + len(match.group()), 0.95, voice=Voice.found))
            break
    for match in _DOCKET.finditer(line):
        form.hits.append(Hit("court.docket", match["docket"].rstrip(".,)"), match.start(), match.end("docket"), 0.9, voice=Voice.found))
    number = _CRIMINAL_NUMBER.search(line)
    if number and not any(hit.path == "court.docket" for hit in form.hits):
        told = re.sub(r"\A[lI]", "1", number.group())
        form.hits.append(Hit("court.docket", told, number.start(), number.end(), 0.85, voice=Voice.found))
    for match in re.finditer(rf"district\scourt\sfor\sthe\s(?:{DISTRICT.pattern})", line, _F):
        inner = DISTRICT.search(line, match.start() + 15, match.end())
        value_of = district_id(inner["part"], inner["state"]) if inner else None
        if value_of:
            form.hits.append(Hit("court.district", value_of, match.start(), match.end(), 0.95, voice=Voice.found))
    form.hits.extend(_of_which(line, done.start() if done else len(line)))
    return form


def _of_which(line: str, end: int) -> Iterator[Hit]:
    """The offenses that a warrant names, before it comes to the sentence."""
    said = re.compile(r"convict(?:ions?|ed)|violations?\sof|violating|charging", _F).search(line, 0, end)
    if said is None:
        return
    stop = re.compile(r"\bfor\swhich\b|\bsentenced\b|\bimposed\b|\bterm\sof\simprisonment", _F).search(line, said.end(), end)
    high = stop.start() if stop else min(end, said.end() + 1_500)
    named = re.compile(
        r"\b(?:of|charging|for)\s(?=conspir|possess|distribut|import|wire|mail|bank|fraud|false|money|tax|felon|being|attempt|aiding)", _F
    ).search(line, said.end(), high)
    if named:
        yield from offenses(line, named.end(), high, "warrant", confidence=0.85)
        return
    for number, (code, start, stop_at) in enumerate(statutes_in(line, said.start(), high)):
        yield Hit("convictions[].statute", str(code), start, stop_at, 0.9, (("warrant", number),), voice=Voice.found)


def _person_in(text: str) -> str | None:
    """A full name in a few words; the words themselves where they are nothing but a name."""
    for start, end in names_in(text):
        return text[start:end]
    words = text.strip(" ,.")
    return words if 2 <= len(words.split()) <= 5 and all(word[:1].isupper() or word in ("de", "la", "van") for word in words.split()) else None


def _judgment(line: str) -> Form:
    form = Form("judgment", title="Judgment in a Criminal Case")
    head = line[:HEAD]
    versus = _VERSUS.search(head)
    if versus:
        window = _cleared(head[versus.end() : versus.end() + 160])
        named = next(iter(names_in(window)), None)
        if named:
            low, high = versus.end() + named[0], versus.end() + named[1]
            form.subjects = [readable(head[low:high])]
            form.hits.append(Hit("person.name", form.subjects[0], low, high, 0.95, who=form.subjects[0], voice=Voice.found))
    form.hits.extend(_judgment_rows(line))
    for match in DISTRICT.finditer(head):
        value = district_id(match["part"], match["state"])
        if value:
            form.hits.append(Hit("court.district", value, match.start(), match.end(), 0.95, voice=Voice.found))
            form.publisher = f"United States District Court, {_title(match.group())}"
            break
    for match in _DOCKET.finditer(head):
        form.hits.append(Hit("court.docket", match["docket"].rstrip(".,)"), match.start(), match.end("docket"), 0.9, voice=Voice.found))
        break
    imposed = re.search(rf"(?P<date>{DATE})\s(?:[\w.]+\s){{0,2}}?(?:Date\sof\sImposition)|Date\sof\sImposition\sof\sJudgment\s?:?\s(?P<date2>{DATE})", line, _F)
    value_on = day(imposed["date"] or imposed["date2"]) if imposed else None
    if imposed and value_on:
        form.hits.append(Hit("sentence.date", value_on, imposed.start(), imposed.end(), 0.9, voice=Voice.found))
        form.date = value_on
    return form


_ROW = re.compile(
    rf"(?P<code>\d{{1,2}}\sU\.?\s?S\.?\s?C\.?\s[§S]{{0,2}}[^A-Za-z]{{1,6}}[\w().,\s&§]{{1,60}}?)\s(?P<words>[A-Z][^\d]{{4,20}}.{{0,160}}?)\s(?P<ended>{DATE})\s(?P<count>\d{{1,2}})(?:r{{1,2}}|s{{1,4}})?\b"
)


def _judgment_rows(line: str) -> Iterator[Hit]:
    """The table of a judgment: section, nature of the offense, the day it ended, and the count."""
    table = re.search(r"Nature\sof\sOffense\s(?:Date\s)?(?:Offense\s)?(?:Ended|Concluded)?\s?Count(?:\(s\)|s)?", line, _F)
    if table is None:
        return
    stop = re.compile(r"\bThe\sdefendant\sis\ssentenced\b|\bCount\(s\)", _F).search(line, table.end())
    for number, row in enumerate(_ROW.finditer(line, table.end(), stop.start() if stop else table.end() + 2_000)):
        key = ("judgment", number)
        yield from offenses(line, row.start("words"), row.end("words"), key, confidence=0.9)
        for code, start, end in statutes_in(line, row.start("code"), row.end("code"))[:1]:
            yield Hit("convictions[].statute", str(code), start, end, 0.9, (((key, 0), 0),), voice=Voice.found)
        ended = day(row["ended"])
        if ended:
            yield Hit("convictions[].offense.ended", ended, row.start("ended"), row.end("ended"), 0.9, (((key, 0), 0),), voice=Voice.found)
        yield Hit("convictions[].count", int(row["count"]), row.start("count"), row.end("count"), 0.9, (((key, 0), 0),), voice=Voice.found)


def sentencing_judges(line: str, start: int, end: int) -> Iterator[Hit]:
    """The judge by whom a person is said to have been sentenced."""
    for match in _SENTENCED_BY.finditer(line, start, end):
        if re.search(r"\bsentenc", line[start:end], _F):
            yield Hit("court.judge", readable(match["name"].rstrip(".,")), match.start("name"), match.end("name"), 0.75)


def _title(text: str) -> str:
    small = {"of", "the", "for", "and"}
    return " ".join(word.lower() if word.lower() in small else word.capitalize() for word in text.split())
