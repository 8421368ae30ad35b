"""The run record of a report: what was made from what, as RO-Crate 1.1 metadata.

It stands beside the report, and inside the PDF in a copy that names all outputs but the PDF itself.
"""

from __future__ import annotations

import json
import mimetypes
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from chiso.catalog import Input
from chiso.facts.inputs import Making
from chiso.files import sha256

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"

UNLOCKED = "In no lock file."
"""What is said of a library that was installed, but that no lock file names."""

_TYPES = {
    ".ipynb": "application/x-ipynb+json",
    ".lock": "text/plain",
    ".csv": "text/csv",
    ".py": "text/x-python",
}
_TERMS = "#terms-of-use"
_SOFTWARE = "#chiso"


def run_record(
    making: Making, outputs: Mapping[str, bytes], attached: Mapping[str, bytes], *, date: str, title: str
) -> bytes:
    """Return the record of one report.

    Parameters
    ----------
    making
        What the report was made from.
    outputs
        The finished files that stand beside the record, by name.
    attached
        The files that are only inside the PDF, by name.
    date
        The date of the figures' publication, which stands for the date of the report.
    title
        The title of the report.

    Returns
    -------
    bytes
        JSON-LD: the report as a data set, its files, and the action that made them, each file with its
        SHA-256 and size. No clock and no path of the machine is in it.
    """
    parameters = [
        {"@id": f"#{name}", "@type": "PropertyValue", "name": name, "value": value}
        for name, value in making.parameters.items()
    ]
    inputs = [_input(making, path, one) for path, one in making.inputs.items()]
    results = [_file(name, name, data) for name, data in sorted(outputs.items())]
    inside = [_file(f"#{name}", name, data) for name, data in sorted(attached.items())]
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": title,
            "description": f"Briefing {making.year} of {making.unit.name_vi}, with what it was made from.",
            "conformsTo": {"@id": PROFILE},
            "datePublished": date,
            "inLanguage": making.locale,
            "license": {"@id": _TERMS},
            "hasPart": _references(results),
            "mentions": [{"@id": "#run"}, *_references(inside)],
        },
        {
            "@id": "#run",
            "@type": "CreateAction",
            "name": f"make {making.command} "
            + " ".join(f"{name}={shlex.quote(value)}" for name, value in making.parameters.items()),
            "description": "The notebooks were run with these parameters on these inputs.",
            "instrument": {"@id": _SOFTWARE},
            "object": [*_references(parameters), *_references(inputs)],
            "result": [*_references(results), *_references(inside)],
        },
        *_software(making),
        *parameters,
        *inputs,
        *results,
        *inside,
        *_sources(making),
        *_publishers(making),
        {
            "@id": _TERMS,
            "@type": "CreativeWork",
            "name": "Published facts; cite the publisher of each figure.",
        },
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
    ]
    # The vocabulary of RO-Crate 1.1 is older than schema.org's word for a SHA-256.
    record = {"@context": [CONTEXT, {"sha256": "http://schema.org/sha256"}], "@graph": graph}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _software(making: Making) -> list[dict[str, Any]]:
    made = making.origin
    properties = {
        "commit": made.commit or "no version control",
        "localChanges": "yes" if made.changed else "no" if made.commit else "not known",
        "packageSha256": made.package_sha256,
        "lockSha256": made.lock_sha256,
        "inputsSha256": making.fingerprint,
    }
    libraries = [*_libraries(made.libraries, "Locked."), *_libraries(made.unlocked, UNLOCKED)]
    return [
        {
            "@id": _SOFTWARE,
            "@type": "SoftwareApplication",
            "name": "chiso",
            "softwareVersion": made.version,
            "additionalProperty": [{"@id": f"#{name}"} for name in properties],
            **({"softwareRequirements": _references(libraries)} if libraries else {}),
        },
        *libraries,
        *(
            {"@id": f"#{name}", "@type": "PropertyValue", "name": name, "value": value}
            for name, value in properties.items()
        ),
    ]


def _libraries(listed: str, known: str) -> list[dict[str, Any]]:
    """Return an entity for each library of a line such as *plotly 7.1.0, statsmodels 0.15.0*."""
    pairs = [one.split(" ") for one in listed.split(", ") if one]
    return [
        {
            "@id": f"#library-{name}",
            "@type": "SoftwareApplication",
            "name": name,
            "softwareVersion": version,
            "description": known,
        }
        for name, version in pairs
    ]


def _input(making: Making, path: str, one: Input) -> dict[str, Any]:
    entity = _entity(f"#{path}", path, making.digests[path])
    if one.sources:
        entity["citation"] = _one_or_more([{"@id": f"#source-{source}"} for source in one.sources])
    if one.publication is not None:
        entity["publisher"] = {"@id": _publisher_id(one)}
        if one.publication.published_on is not None:
            entity["datePublished"] = one.publication.published_on.isoformat()
    return entity


def _sources(making: Making) -> list[dict[str, Any]]:
    found = []
    for source_id in sorted({source for one in making.inputs.values() for source in one.sources}):
        source = making.catalog.sources[source_id]
        entity = {"@id": f"#source-{source_id}", "@type": "CreativeWork", "name": source.title}
        entity |= {"url": source.url} if source.url else {}
        entity |= {"datePublished": source.published} if source.published else {}
        found.append(entity)
    return found


def _publishers(making: Making) -> list[dict[str, Any]]:
    names = {
        _publisher_id(one): one.publication.publisher_en
        for one in making.inputs.values()
        if one.publication is not None
    }
    return [{"@id": identifier, "@type": "Organization", "name": name} for identifier, name in sorted(names.items())]


def _publisher_id(one: Input) -> str:
    name = one.publication.publisher_en if one.publication else ""
    return f"#publisher-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"


def _file(identifier: str, name: str, data: bytes) -> dict[str, Any]:
    return {**_entity(identifier, name, sha256(data)), "contentSize": str(len(data))}


def _entity(identifier: str, name: str, digest: str) -> dict[str, Any]:
    kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "@id": quote(identifier, safe="#/"),
        "@type": "File",
        "name": name,
        "encodingFormat": kind,
        "sha256": digest,
    }


def _references(entities: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": one["@id"]} for one in entities]


def _one_or_more(references: list[dict[str, str]]) -> list[dict[str, str]] | dict[str, str]:
    """Return references as RO-Crate 1.1 writes them: a single one without a list."""
    return references[0] if len(references) == 1 else references
