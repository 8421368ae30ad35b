"""The run record of a report: what was made from what, as RO-Crate 1.1 metadata."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chiso.catalog import Project
from chiso.files import sha256
from chiso.provenance import origin
from chiso.run.parameters import ReportParameters

_TYPES = {".ipynb": "application/x-ipynb+json", ".lock": "text/plain", ".csv": "text/csv"}


def run_record(
    project: Project,
    parameters: ReportParameters,
    locale: str,
    inputs: list[Path],
    outputs: Mapping[str, bytes],
    *,
    date: str,
    title: str,
) -> bytes:
    """Return the record of one report.

    Parameters
    ----------
    project
        The project.
    parameters, locale
        What was asked for.
    inputs
        Every file that the report was made from.
    outputs
        The finished files by name.
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
    made = origin(project.root)
    given = {"YEAR": str(parameters.year), "PROVINCE": parameters.unit.slug, "LOCALE": locale}
    files = [_file(project.relative(path), path.read_bytes()) for path in sorted(inputs)]
    results = [_file(name, data) for name, data in sorted(outputs.items())]
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
            "description": f"Briefing {parameters.year} of {parameters.unit.name_vi}, with what it was made from.",
            "datePublished": date,
            "inLanguage": locale,
            "license": "Published facts; cite the publisher of each figure.",
            "hasPart": [{"@id": one["@id"]} for one in results],
            "mentions": {"@id": "#run"},
        },
        {
            "@id": "#run",
            "@type": "CreateAction",
            "name": "make report " + " ".join(f"{name}={value}" for name, value in given.items()),
            "instrument": {"@id": "#chiso"},
            "object": [*({"@id": f"#{name}"} for name in given), *({"@id": one["@id"]} for one in files)],
            "result": [{"@id": one["@id"]} for one in results],
        },
        {
            "@id": "#chiso",
            "@type": "SoftwareApplication",
            "name": "chiso",
            "version": made.version,
            "softwareVersion": made.commit or "no version control",
            "description": "with local changes" if made.changed else "as committed",
        },
        *({"@id": f"#{name}", "@type": "PropertyValue", "name": name, "value": value} for name, value in given.items()),
        *files,
        *results,
    ]
    record = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _file(name: str, data: bytes) -> dict[str, Any]:
    kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "@id": name,
        "@type": "File",
        "name": Path(name).name,
        "encodingFormat": kind,
        "contentSize": str(len(data)),
        "sha256": sha256(data),
    }
