"""datapackage.json describes the processed tables to other programs: checked by one of them."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import os
import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import chiso
from chiso.catalog import Catalog, Project
from chiso.facts.data import Data
from chiso.ingest import Observations, write_observations
from chiso.ingest.schemas import comparisons_schema, observations_schema, published_ranks_schema

with warnings.catch_warnings():
    # frictionless and what it loads use interfaces that are outdated already.
    warnings.simplefilter("ignore")
    import frictionless


Loaded = Callable[..., Data]
Compared = Callable[..., pd.DataFrame]


def package(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(project.datapackage.read_text(encoding="utf-8"))
    return found


def write_mine(project: Project, data: Data, changes: pd.DataFrame) -> None:
    """Write the changes of one province into a project."""
    chiso.write_changes(dataclasses.replace(data, project=project), changes[changes["unit_code"] == "92"])


def faults(project: Project) -> list[list[Any]]:
    """Return what frictionless finds wrong: type of the error, resource, row, message."""
    before = os.environ.copy()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            report = frictionless.validate(str(project.datapackage))
    finally:
        os.environ.clear()
        os.environ.update(before)
    return list(report.flatten(["type", "title", "rowNumber", "message"]))


@pytest.fixture
def small(project: Project, catalog: Catalog, observations: Observations, data: Loaded, changes: Compared) -> Project:
    """A project with the figures of one province only, so that checking takes no time."""
    values, published = observations.values, observations.ranks
    mine = Observations(values[values["unit_code"] == "92"], published[published["unit_code"] == "92"])
    write_observations(project, catalog, mine)
    for year in (2021, 2024):
        write_mine(project, data(year), changes(year))
    return project


def test_the_processed_tables_are_a_valid_data_package(processed: Project) -> None:
    assert faults(processed) == []


def test_every_processed_table_is_described_once(processed: Project) -> None:
    resources = package(processed)["resources"]
    described = [processed.processed / one["path"] for one in resources]
    assert sorted(described) == sorted(processed.processed.rglob("*.csv"))
    assert len({one["name"] for one in resources}) == len(resources)


def test_sizes_and_checksums_are_those_of_the_files(processed: Project) -> None:
    for one in package(processed)["resources"]:
        content = (processed.processed / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["encoding"] == "utf-8"


def test_the_fields_are_the_columns_of_the_table_in_their_order(processed: Project) -> None:
    schemas = {"observations": observations_schema(), "published-ranks": published_ranks_schema()}
    for one in package(processed)["resources"]:
        fields = one["schema"]["fields"]
        with (processed.processed / one["path"]).open(encoding="utf-8", newline="") as stream:
            assert [field["name"] for field in fields] == next(csv.reader(stream))
        schema = schemas.get(one["name"], comparisons_schema())
        assert [field["name"] for field in fields] == list(schema.columns)
        assert all(field["description"] for field in fields)


def test_codes_stay_text_and_figures_are_numbers(processed: Project) -> None:
    fields = {
        (one["name"], field["name"]): field["type"]
        for one in package(processed)["resources"]
        for field in one["schema"]["fields"]
    }
    assert fields["observations", "unit_code"] == "string"
    assert fields["observations", "code"] == "string"
    assert fields["observations", "index_year"] == "integer"
    assert fields["observations", "value"] == "number"
    assert fields["published-ranks", "rank"] == "integer"
    assert fields["comparisons-2021", "rank_change"] == "integer"
    assert fields["comparisons-2021", "comparable"] == "boolean"


def test_sources_and_licence_go_with_the_figures(processed: Project, catalog: Catalog) -> None:
    found = package(processed)
    assert len(found["sources"]) == len(catalog.sources)
    assert all(one["title"] for one in found["sources"])
    assert all("path" not in one or one["path"].startswith("http") for one in found["sources"])
    assert "CECODES, VFF-CRT, RTA and UNDP" in found["licenses"][0]["title"]


def test_a_comparison_joins_those_that_are_there_already(small: Project) -> None:
    names = [one["name"] for one in package(small)["resources"]]
    assert names == ["observations", "published-ranks", "comparisons-2021", "comparisons-2024"]
    assert faults(small) == []


def test_new_observations_leave_the_comparisons_described(
    small: Project, catalog: Catalog, observations: Observations
) -> None:
    write_observations(small, catalog, observations)
    assert "comparisons-2021" in [one["name"] for one in package(small)["resources"]]
    assert faults(small) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (b"papi,2020,63,92,TOTAL,papi_total_8d,42.885496", b"papi,2020,63,92,TOTAL,papi_total_8d,many", "type-error"),
        (b"papi,2020,63,92,D1,", b"papi,2020,63,92,TOTAL,", "primary-key"),
        (b"papi,2020,63,92,TOTAL,papi_total_8d", b"papi,,63,92,TOTAL,papi_total_8d", "constraint-error"),
        (b"papi,2020,63,92,TOTAL,papi_total_8d,42.885496", b"papi,2020,63,92,TOTAL,papi_total_8d,42.9", "hash-count"),
    ],
)
def test_the_description_lets_others_find_a_damaged_table(small: Project, old: bytes, new: bytes, kind: str) -> None:
    """A description that anything fits would be worth nothing."""
    content = small.observations.read_bytes()
    assert content.count(old) == 1
    small.observations.write_bytes(content.replace(old, new))
    assert kind in [one[0] for one in faults(small)]


def test_equal_tables_are_described_with_equal_bytes(
    small: Project, catalog: Catalog, observations: Observations
) -> None:
    write_observations(small, catalog, observations)
    first = small.datapackage.read_bytes()
    write_observations(small, catalog, observations)
    assert small.datapackage.read_bytes() == first


def test_a_comparison_of_estimates_says_so(small: Project, data: Loaded, changes: Compared) -> None:
    write_mine(small, data(2021, 34), changes(2021, 34))
    described = {one["name"]: one for one in package(small)["resources"]}
    assert described["comparisons-2021-34"]["path"] == "comparisons/2021-34.csv"
    assert described["comparisons-2021-34"]["schema"] == described["comparisons-2021"]["schema"]
    of_estimates = described["comparisons-2021-34"]["description"]
    assert "weighted by average population of 2024 (status E)" in of_estimates
    assert "all ranks are worked out on these estimates" in of_estimates
    assert "population" not in described["comparisons-2021"]["description"]
    assert faults(small) == []
