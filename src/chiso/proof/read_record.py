"""Reading a run record back: out of a file that anybody may have written."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from chiso.errors import ReportError, printable
from chiso.run.record import UNLOCKED

_VERSION = re.compile(r"[A-Za-z0-9._+!-]+")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclasses.dataclass(frozen=True)
class Record:
    """What a run record says.

    ``inputs``, ``outputs`` and ``inside`` are the SHA-256 of files by their names: what the report was made
    from, what stands beside the record, and what is only inside the PDF. ``sources`` are the titles of the
    sources of each input that names some. ``software`` has ``version``, ``commit``, ``localChanges``,
    ``packageSha256``, ``lockSha256`` and ``inputsSha256``; ``libraries`` and ``unlocked`` are the versions of what was
    installed beside: of a researcher's own locked libraries, and of those that no lock file names.
    """

    title: str
    parameters: Mapping[str, str]
    software: Mapping[str, str]
    inputs: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    outputs: Mapping[str, str]
    inside: Mapping[str, str]
    libraries: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unlocked: Mapping[str, str] = dataclasses.field(default_factory=dict)


def read_record(data: bytes) -> Record:
    """Read a record.

    Raises
    ------
    ReportError
        When it is no run record of chiso.
    """
    try:
        return _record({one["@id"]: one for one in json.loads(data)["@graph"]})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReportError(
            "The run record cannot be read.",
            why=f"It is damaged, or no record of chiso: {type(error).__name__}: {printable(str(error))[:200]}",
            remedy="Ask for the PDF again from where it came.",
        ) from None


def _record(entities: dict[str, Any]) -> Record:
    run, software = entities["#run"], entities["#chiso"]
    asked = [entities[one] for one in _ids(run["object"])]
    results = [entities[one] for one in _ids(run["result"])]
    inputs = [one for one in asked if one["@type"] == "File"]
    beside = [entities[one] for one in _ids(software.get("softwareRequirements", []))]
    return Record(
        title=_text(entities["./"]["name"]),
        parameters=_values(one for one in asked if one["@type"] == "PropertyValue"),
        software={
            "version": _text(software["softwareVersion"]),
            **_values(entities[one] for one in _ids(software["additionalProperty"])),
        },
        inputs=_digests(inputs),
        sources={
            _text(one["name"]): tuple(_text(entities[source]["name"]) for source in _ids(one["citation"]))
            for one in inputs
            if "citation" in one
        },
        outputs=_digests(one for one in results if not one["@id"].startswith("#")),
        inside=_digests(one for one in results if one["@id"].startswith("#")),
        libraries=_versions(one for one in beside if one["description"] != UNLOCKED),
        unlocked=_versions(one for one in beside if one["description"] == UNLOCKED),
    )


def _ids(references: Any) -> list[str]:
    return [_text(one["@id"]) for one in (references if isinstance(references, list) else [references])]


def _values(entities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {_text(one["name"]): _text(one["value"]) for one in entities}


def _versions(entities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    found = {_text(one["name"]): _text(one["softwareVersion"]) for one in entities}
    if bad := [one for pair in found.items() for one in pair if not _VERSION.fullmatch(one)]:
        raise ValueError(f"{bad[0]!r} is no name or version of a library")
    return found


def _digests(entities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    found = {_text(one["name"]): _text(one["sha256"]) for one in entities}
    if bad := [digest for digest in found.values() if not _DIGEST.fullmatch(digest)]:
        raise ValueError(f"{bad[0]!r} is no SHA-256")
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, found {type(value).__name__}")
    return value
