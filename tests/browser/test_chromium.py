from __future__ import annotations

import shutil
import sys

import pytest
from real_reports import chromium


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.delenv("CHISO_CHROMIUM", raising=False)
    monkeypatch.delenv("CI", raising=False)


def test_without_a_browser_the_tests_are_skipped_with_what_to_do() -> None:
    with pytest.raises(pytest.skip.Exception, match="install Debian's package chromium"):
        chromium()


def test_in_ci_no_browser_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no Chromium here"):
        chromium()


def test_a_browser_can_be_named_and_must_then_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHISO_CHROMIUM", sys.executable)
    assert chromium() == sys.executable
    monkeypatch.setenv("CHISO_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(pytest.fail.Exception, match="/nowhere/chromium, which is not there"):
        chromium()
