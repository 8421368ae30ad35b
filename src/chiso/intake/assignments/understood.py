"""The measures of an annex as the ledger has them: aim, agencies, deadline, product; every problem with its place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from chiso.catalog import Agency
from chiso.catalog.plans import text_key
from chiso.errors import ChisoError
from chiso.ingest.checks.ledger import nearest
from chiso.intake.assignments.agency_names import AgencyNames
from chiso.intake.assignments.aims import Aims
from chiso.intake.assignments.deadlines import Deadline, read_deadline
from chiso.intake.assignments.request import AnnexRequest
from chiso.intake.assignments.rows import Annex, Assigned
from chiso.intake.assignments.words import AnnexWords, words_of
from chiso.intake.csv_rows import safe_text
from chiso.intake.findings import Findings

_LEADING = re.compile(r"^\s*(?:[-–•·]\s+|(?:\d{1,3}(?:\.\d{1,3})*|[a-zđ])[.)]\s+)")


@dataclasses.dataclass(frozen=True)
class Understood:
    """A measure: ``leads`` and ``others`` are ids of agencies, ``place`` where it stands in the file."""

    text: str
    theme: str
    index: str
    concept: str
    leads: tuple[str, ...]
    others: tuple[str, ...]
    deadline: Deadline
    product: str
    place: str


@dataclasses.dataclass(frozen=True)
class Reading:
    """All measures of an annex, and the agencies that are new with them."""

    measures: tuple[Understood, ...]
    agencies: tuple[Agency, ...]


def understand(
    annex: Annex, request: AnnexRequest, names: AgencyNames, aims: Aims, words: AnnexWords, findings: Findings
) -> Reading:
    """Understand the rows of an annex.

    Parameters
    ----------
    annex
        The rows.
    request
        Whose plan it is, and whether agencies that are not known come in.
    names, aims, words
        What is known of agencies, of indices and parts, and of words.
    findings
        Where problems and notes go.
    """
    cells = [(one, role, cell, place) for one in annex.measures for role, cell, place in _owners(one, words, findings)]
    new = _new_agencies(cells, request, names, findings)
    known = {one.id: one for one in new}

    def ids(measure: Assigned, wanted: str) -> tuple[str, ...]:
        found = []
        for one, role, cell, _ in cells:
            if one is measure and role == wanted:
                for name in names.read(cell):
                    agency = name.agency or known.get(names.new_id(name.written))
                    found += [agency.id] if agency else []
        return tuple(dict.fromkeys(found))

    measures: list[Understood] = []
    seen: dict[tuple[str, str], str] = {}
    for one in annex.measures:
        text = _plain(one.cells["measure"], one.places["measure"], findings)
        aim = aims.of(one, request.index, findings)
        place = one.places["measure"]
        first = seen.setdefault((aim.index, text_key(text)), place)
        if first != place:
            findings.problem(
                f"{text[:60]!r} stands twice.",
                place,
                why=f"It stands in {first} already, under the same index.",
                remedy="Remove one of the two rows, or tell them apart.",
            )
        theme = one.cells.get("theme") or (one.groups[-1].text if one.groups else "")
        leads = ids(one, "lead")
        measures.append(
            Understood(
                text=text,
                theme=_plain(theme, place, findings),
                index=aim.index,
                concept=aim.concept,
                leads=leads,
                others=tuple(each for each in ids(one, "with") if each not in leads),
                deadline=_deadline(one, request.plan_year, findings),
                product=_plain(one.cells.get("product", ""), one.places.get("product", ""), findings),
                place=place,
            )
        )
    return Reading(tuple(measures), new)


def _plain(text: str, place: str, findings: Findings) -> str:
    """Return a text on one line, without a bullet or number before it."""
    try:
        return safe_text(_LEADING.sub("", " ".join(text.split())), place)
    except ChisoError as error:
        findings.problem(error.what, place, why=error.why, remedy=error.remedy)
        return ""


def _owners(one: Assigned, words: AnnexWords, findings: Findings) -> list[tuple[str, str, str]]:
    """Return role, text and place of the cells that name agencies; a shared one is parted by its labels."""
    found = [(role, one.cells[role], one.places[role]) for role in ("lead", "with") if one.cells.get(role)]
    both = one.cells.get("both", "")
    if not both:
        return found
    place = one.places["both"]
    labels = {role: [" ".join(phrase) for phrase in phrases] for role, phrases in words.labels.items()}
    parts = _labelled(both, labels)
    if not parts:
        findings.problem(
            f"Who leads and who helps is not told apart: {both[:60]!r}.",
            place,
            why="The column is headed by both, and the cell has no labels such as «Chủ trì:» and «Phối hợp:».",
            remedy="Write the labels into the cell, or part the column into two.",
        )
    return [*found, *((role, text, place) for role, text in parts)]


def _labelled(cell: str, labels: dict[str, list[str]]) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    for piece in re.split(r"\n|;|(?<=[.])\s", cell):
        head, colon, rest = piece.partition(":")
        key = " ".join(words_of(head))
        role = next((role for role, phrases in labels.items() if key in phrases), "") if colon else ""
        if role:
            parts.append((role, rest.strip(" .")))
        elif parts:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]}; {piece.strip(' .')}")
        else:
            return []
    return parts


def _new_agencies(
    cells: Sequence[tuple[Assigned, str, str, str]], request: AnnexRequest, names: AgencyNames, findings: Findings
) -> tuple[Agency, ...]:
    """Return the agencies that are not known, by the longest way in which each is written; without leave a problem."""
    written: dict[str, list[tuple[str, str]]] = {}
    for _, _, cell, place in cells:
        for one in names.read(cell):
            if one.agency is None:
                written.setdefault(names.new_id(one.written), []).append((one.written, place))
    found = []
    taken = {one.id for one in names.agencies}
    for key, places in written.items():
        name = max((one for one, _ in places), key=len)
        if not request.new_agencies:
            near = nearest(name, names.agencies)
            more = f" and {len(places) - 1} more" if len(places) > 1 else ""
            findings.problem(
                f"No agency of {request.unit.name_vi} is called {name!r}.",
                f"{places[0][1]}{more}",
                why=f"Nearest: {'; '.join(near)}." if near else "Names are looked up, never guessed.",
                remedy="If it is one of these, add the spelling to its aliases in data/raw/plans/agencies.csv; if it "
                "is another, add a row there, or run the same command with NEW_AGENCIES=1, which enters it as written.",
            )
        elif key in taken:
            findings.problem(
                f"{name!r} would have the id {key!r}, which another agency has.",
                places[0][1],
                remedy="Add it to data/raw/plans/agencies.csv with an id of its own.",
            )
        else:
            found.append(
                Agency(
                    id=key,
                    province_code=request.unit.code,
                    name_vi=_plain(name, places[0][1], findings),
                    kind=names.kind(name),
                )
            )
    return tuple(found)


def _deadline(one: Assigned, plan_year: int, findings: Findings) -> Deadline:
    text = " ".join(one.cells.get("deadline", "").split())
    place = one.places.get("deadline", "")
    found = read_deadline(_plain(text, place, findings), plan_year)
    if found.reading == "impossible":
        findings.problem(
            f"The deadline is {text!r}, and there is no such day.", place, remedy="Correct it after the document."
        )
    elif found.last is not None and found.last.year < plan_year:
        findings.problem(
            f"The deadline {text!r} is before {plan_year}, the year of the plan.",
            place,
            remedy="Correct the deadline after the document, or PLAN.",
        )
    elif found.reading == "unknown":
        findings.note(f"the deadline {text[:80]!r} names no day that is understood; it is kept as written", place)
    return found
