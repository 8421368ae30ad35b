"""Building the site: what is made again, what is written, what is removed, and what is told of a mistake."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path

import pytest
from checkout import Briefed
from messages import variables_in
from running import chiso as run_chiso

from chiso.blocks.own import without_marks
from chiso.catalog import Project
from chiso.errors import ParameterError
from chiso.locales import LOCALES
from chiso.site.addresses import Place
from chiso.site.feeds import redirect
from chiso.site.kept import Kept
from chiso.site.make import site_address
from chiso.site.page import policy
from chiso.site.words import site_messages

ASKED = {"YEAR": "2021", "PROVINCES": "can-tho"}


def test_only_files_whose_bytes_changed_are_written(tmp_path: Path) -> None:
    notes, folder = tmp_path / "site.json", tmp_path / "site"
    first = Kept(notes, folder)
    first.put("units/a", "one", {"vi/a.html": b"a", "vi/shared.csv": b"1"})
    first.put("units/b", "one", {"vi/b.html": b"b"})
    first.close()
    again = Kept(notes, folder)
    assert again.stands("units/b", "one")
    assert not again.stands("units/a", "two")
    again.put("units/a", "two", {"vi/a.html": b"a", "vi/shared.csv": b"2"})
    assert again.written == ["vi/shared.csv"]
    assert again.remove() == []


def test_pages_that_are_no_longer_of_the_site_go_with_their_folders(tmp_path: Path) -> None:
    notes, folder = tmp_path / "site.json", tmp_path / "site"
    first = Kept(notes, folder)
    first.put("a", "one", {"vi/2020/a/index.html": b"a"})
    first.put("b", "one", {"vi/2021/b/index.html": b"b"})
    first.close()
    (folder / "vi" / "own.txt").write_text("of somebody else", encoding="utf-8")
    again = Kept(notes, folder)
    assert again.stands("b", "one")
    assert again.remove() == ["vi/2020/a/index.html"]
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    assert left == {"vi", "vi/2021", "vi/2021/b", "vi/2021/b/index.html", "vi/own.txt"}


def test_a_file_that_was_spoiled_is_made_again(tmp_path: Path) -> None:
    first = Kept(tmp_path / "notes", tmp_path / "site")
    first.put("a", "one", {"a.html": b"a"})
    first.close()
    assert not Kept(tmp_path / "notes", tmp_path / "site").stands("a", "one", {"a.html"})
    (tmp_path / "notes").write_text("{broken", encoding="utf-8")
    assert not Kept(tmp_path / "notes", tmp_path / "site").stands("a", "one")


@pytest.fixture(scope="module")
def built(short_briefed: Briefed, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A short project with its site, to be copied only."""
    folder = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(short_briefed.project.root, folder)
    assert (done := run_chiso(Project(folder), "site", **ASKED)).returncode == 0, done.stderr
    return Project(folder)


def files_of(project: Project) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(project.site).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in project.site.rglob("*")
        if path.is_file()
    }


def test_a_site_with_nothing_to_do_is_told_at_once_and_what_is_spoiled_is_made_again_alone(
    built: Project, tmp_path: Path
) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(built.root, project.root)
    before = files_of(project)
    started = time.monotonic()
    done = run_chiso(project, "site", **ASKED)
    assert time.monotonic() - started < 3  # a second on a machine that does nothing else
    assert "The site is up to date" in done.stdout
    assert files_of(project) == before
    page = project.site / "vi" / "2021" / "can-tho" / "index.html"
    page.write_bytes(page.read_bytes() + b"<!-- spoiled -->")
    (project.site / "en" / "index.html").unlink()
    assert run_chiso(project, "site", **ASKED).returncode == 0
    after = files_of(project)
    assert {name: data for name, (_, data) in after.items()} == {name: data for name, (_, data) in before.items()}
    changed = {name for name, (when, _) in after.items() if when != before[name][0]}
    assert {name for name in changed if not name.startswith("pagefind/")} == {
        "vi/2021/can-tho/index.html", "en/index.html",
    }  # fmt: skip


def test_what_is_no_longer_of_the_site_is_not_found_by_its_search(built: Project, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(built.root, project.root)
    gone = project.site / "vi" / "1999" / "nowhere" / "index.html"
    gone.parent.mkdir(parents=True)
    shutil.copy2(project.site / "vi" / "2021" / "can-tho" / "index.html", gone)
    notes = json.loads((project.state / "site.json").read_text(encoding="utf-8"))
    notes["vi/1999/nowhere"] = {"made_from": "before", "files": {"vi/1999/nowhere/index.html": 1}}
    (project.state / "site.json").write_text(json.dumps(notes), encoding="utf-8")
    (project.site / "en" / "index.html").unlink()
    assert run_chiso(project, "site", **ASKED).returncode == 0
    assert not gone.parent.exists()
    first, second = ({name for name in files_of(one) if name.startswith("pagefind/")} for one in (built, project))
    assert first == second


def test_equal_inputs_give_equal_sites(built: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    shutil.copytree(built.root, other.root, ignore=shutil.ignore_patterns("site", "site.json"))
    assert (done := run_chiso(other, "site", **ASKED)).returncode == 0, done.stderr
    first, second = ({name: data for name, (_, data) in files_of(one).items()} for one in (built, other))
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == set()


def test_a_mistake_in_what_is_asked_for_is_told_before_anything_is_made(project: Project) -> None:
    done = run_chiso(project, "site", YEAR="2021", SITE_URL="example.vn")
    assert (done.returncode, done.stdout) == (2, "")
    assert "SITE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    done = run_chiso(project, "serve")
    assert done.returncode == 2
    assert "make site" in done.stderr
    assert not project.site.exists()


@pytest.mark.parametrize("text", ["example.vn", "ftp://example.vn", "https://", "https://example.vn/?a=1"])
def test_the_address_of_a_site_is_one_of_a_web_server(text: str) -> None:
    with pytest.raises(ParameterError, match="no address of a site"):
        site_address(text)


def test_an_address_ends_without_a_stroke() -> None:
    assert site_address(" https://example.vn/chi-so/ ") == "https://example.vn/chi-so"


def test_names_are_folded_as_people_type_them() -> None:
    assert [without_marks(name) for name in ("Cần Thơ", "Đà Nẵng", "Thừa Thiên – Huế")] == [
        "can tho", "da nang", "thua thien – hue",
    ]  # fmt: skip


def test_an_address_without_a_language_leads_there_with_and_without_a_script() -> None:
    name, page = redirect(Place("vi", "2021/can-tho"), "Cần Thơ")
    assert name == "2021/can-tho/index.html"
    assert page.decode().count("../../vi/2021/can-tho/index.html") == 3
    assert '<script src="../../assets/redirect.js">' in page.decode()


def test_a_policy_allows_the_site_alone() -> None:
    told = policy(["svg{fill:red}"])
    assert told.startswith("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-")
    assert "unsafe" not in told
    assert "http" not in told


def test_both_languages_say_the_same_of_the_site() -> None:
    vi, en = (variables_in(site_messages(locale)) for locale in LOCALES)
    assert vi == en
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(site_messages("vi")).parents[1].rglob("*")
        if path.suffix in (".py", ".j2")
    )
    spoken = {*re.findall(r"""["']([a-z]+(?:-[a-z]+)*)["']""", code)}
    computed = {name for name in vi if name.startswith(("nav-", "data-")) or name.endswith("-title")}
    assert {*vi} - spoken - computed == set()
