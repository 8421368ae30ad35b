"""The command line: what is typed, what is answered, exit statuses, and that a refusal writes nothing."""

from __future__ import annotations

import pytest
from running import assert_refused, chiso, files

from chiso.catalog import Project
from chiso.cli import main


@pytest.mark.parametrize(
    ("variables", "parts"),
    [
        ({"YEAR": "2035"}, ["no briefing for 2035", "YEAR", "2011 to 2024", "2012 to 2025"]),
        ({"YEAR": ""}, ["No year is given", "2012 to 2025"]),
        ({"YEAR": "twenty"}, ["'twenty' is no year", "2012 to 2025"]),
        ({"YEAR": "2021", "PROVINCE": "xyz"}, ["'xyz'", "PROVINCE", "nearest", "Give a slug"]),
        ({"YEAR": "2021", "PROVINCE": "can-too"}, ["'can-too'", "can-tho"]),
        ({"YEAR": "2021", "LOCALE": "fr"}, ["'fr'", "vi (Vietnamese)", "en (English)"]),
        ({"YEAR": "2021", "PROVINCE": "$(touch pwned)"}, ["touch pwned"]),
        ({"YEAR": "2021", "LOCALE": "vi; touch pwned"}, ["vi;"]),
    ],
)
def test_a_wrong_parameter_is_refused_and_nothing_is_written(
    project: Project, variables: dict[str, str], parts: list[str]
) -> None:
    before = files(project.root)
    assert_refused(chiso(project, "report", **variables), *parts)
    assert files(project.root) == before


def test_options_say_the_same_as_variables(project: Project) -> None:
    options = chiso(project, "report", "--year", "2035", "--province", "92", "--locale", "vi")
    variables = chiso(project, "report", YEAR="2035", PROVINCE="92", LOCALE="vi")
    assert options.returncode == variables.returncode != 0
    assert options.stderr == variables.stderr


def test_outside_of_a_project_there_is_one_error(project: Project) -> None:
    away = Project(project.root.parent)
    assert_refused(chiso(away, "report", YEAR="2021"), "no chiso project", "data/raw/indices.csv")


def test_check_says_how_much_it_read_and_writes_nothing(project: Project) -> None:
    before = files(project.root)
    done = chiso(project, "check")
    assert done.returncode == 0, done.stderr
    assert "no problem" in done.stdout
    assert "Statements: 59 of 59 reconcile." in done.stdout
    assert files(project.root) == before


def test_check_names_a_wrong_cell_with_its_place_value_and_remedy(short: Project) -> None:
    path = short.raw / "papi" / "2020.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("01,Hà Nội,0.737979,", "01,Hà Nội,abc,"), encoding="utf-8")
    assert_refused(chiso(short, "check"), "papi/2020.csv, row 2, column '1.1'", "'abc'")


def test_check_names_a_statement_that_the_data_contradict(project: Project) -> None:
    path = project.raw / "plans" / "statements.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count("papi,score,42.88,") == 1
    path.write_text(text.replace("papi,score,42.88,", "papi,score,42.78,"), encoding="utf-8")
    done = chiso(project, "check")
    assert done.returncode == 2
    assert "statements.csv, row 13" in done.stderr
    assert "42.78" in done.stderr
    assert "42.885496" in done.stderr
    assert "Statements: 58 of 59 reconcile." in done.stdout


def test_provinces_are_listed_with_code_slug_and_name(project: Project) -> None:
    done = chiso(project, "provinces")
    assert done.returncode == 0
    lines = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert ["92", "can-tho", "Cần Thơ"] in lines
    assert len(lines) == 63


def test_an_unknown_command_shows_the_usage(project: Project) -> None:
    done = chiso(project, "repotr")
    assert done.returncode == 2
    assert "Usage: chiso" in done.stderr
    assert "report" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_lists_the_commands(project: Project) -> None:
    done = chiso(project, "--help")
    assert done.returncode == 0
    for command in ("report", "ingest", "check", "provinces"):
        assert command in done.stdout


def test_an_interruption_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    def interrupt() -> Project:
        raise KeyboardInterrupt

    monkeypatch.setattr("chiso.cli.find_project", interrupt)
    assert main(["check"]) == 130
    shown = capsys.readouterr()
    assert "Interrupted" in shown.err
    assert "Traceback" not in shown.err
