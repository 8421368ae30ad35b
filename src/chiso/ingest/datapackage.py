"""The Frictionless Data Package that describes the processed tables to other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandera.pandas as pa

from chiso.catalog import Catalog, Project
from chiso.files import sha256
from chiso.ingest.schemas import comparisons_schema, observations_schema, published_ranks_schema

_TYPES = {"float64": "number", "int64": "integer", "Int64": "integer", "bool": "boolean"}
_KEY = ["index", "index_year", "vintage", "unit_code", "code"]


def describe(project: Project, catalog: Catalog, contents: Mapping[Path, bytes]) -> bytes:
    """Return ``datapackage.json`` for the tables that are there or about to be written.

    Parameters
    ----------
    project
        The project; comparisons that earlier runs made are listed with their content as it stands.
    catalog
        Indices and sources.
    contents
        The bytes of processed tables that are about to be written, by their path.
    """
    comparisons = sorted({*(project.processed / "comparisons").glob("*.csv"), *_within(contents, "comparisons")})
    resources = [
        _resource("observations", observations_schema(), [project.observations], project, contents),
        _resource("published-ranks", published_ranks_schema(), [project.published_ranks], project, contents),
    ]
    resources += [
        _resource(f"comparisons-{path.stem}", comparisons_schema(), [path], project, contents)
        | _units_of(catalog, path)
        for path in comparisons
    ]
    package = {
        "profile": "tabular-data-package",
        "name": "chiso",
        "title": "Yearly governance indices of the provinces of Việt Nam",
        "description": f"{_listed(catalog)} as published, and their year-over-year comparisons.",
        "keywords": [one.label for one in catalog.indices.values()],
        "licenses": [
            {
                "name": "other-at",
                "title": " ".join(["Published facts; cite the publisher of each figure.", *_rights(catalog)]),
            }
        ],
        "sources": [_source(source.title, source.url) for source in catalog.sources.values()],
        "resources": [resource for resource in resources if resource],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _units_of(catalog: Catalog, path: Path) -> dict[str, str]:
    """Return the description of a comparison that holds estimates, which its columns do not tell; else nothing."""
    said = comparisons_schema().description
    year, _, vintage = path.stem.partition("-")
    sets = catalog.sets
    if not year.isdigit() or (vintage and not (vintage.isdigit() and int(vintage) in sets)):
        return {}
    measured, before = sets.vintage_of(int(year) - 1), sets.vintage_of(int(year) - 2)
    means = f"means of the former units, weighted by {sets[before].weight_en} (status E)"
    if vintage:
        return {
            "description": f"{said}, in the {sets[int(vintage)].name_en}: scores of merged units are "
            f"{means}, and all ranks are worked out on these estimates"
        }
    if measured != before:
        return {
            "description": f"{said}; the scores of merged units in the year before are {means}, and all ranks of that "
            "year are worked out on these estimates"
        }
    return {}


def _rights(catalog: Catalog) -> list[str]:
    return list(dict.fromkeys(one.rights_en for one in catalog.indices.values() if one.rights_en))


def _listed(catalog: Catalog) -> str:
    *before, last = [one.label for one in catalog.indices.values()]
    return f"{', '.join(before)} and {last}" if before else last


def _source(title: str, url: str) -> dict[str, str]:
    return (
        {"title": title, "path": url}
        if url.startswith(("http://", "https://")) and " " not in url
        else {"title": title}
    )


def _resource(
    name: str, schema: pa.DataFrameSchema, paths: list[Path], project: Project, contents: Mapping[Path, bytes]
) -> dict[str, Any]:
    data = b"".join(
        contents[path] if path in contents else path.read_bytes() for path in paths if path in contents or path.exists()
    )
    if not data:
        return {}
    return {
        "name": name,
        "path": paths[0].relative_to(project.processed).as_posix(),
        "profile": "tabular-data-resource",
        "description": schema.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data)}",
        "schema": {
            "fields": [_field(column_name, column) for column_name, column in schema.columns.items()],
            "missingValues": [""],
            "primaryKey": _KEY,
        },
    }


def _field(name: str, column: pa.Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(str(column.dtype), "string")}
    field["description"] = column.description or ""
    if field["type"] == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field


def _within(contents: Mapping[Path, bytes], folder: str) -> list[Path]:
    return [path for path in contents if path.parent.name == folder]
