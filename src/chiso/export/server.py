"""A Jupyter server extension for JupyterLab: its export menu reaches the two exporters, and saving leaves git clean.

The menu lists every exporter that nbconvert knows, but the server's own address for exports takes only
letters, digits and underscores as a format: `briefing-pdf` would be answered with "not found".
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from chiso.catalog import find_project
from chiso.errors import ChisoError
from chiso.kept_notebook import kept
from chiso.provenance import git, is_filtered

_PATH = r"(?P<path>(?:/.+)+)"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the server where the extension is."""
    return [{"module": "chiso.export.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the address ``/nbconvert/briefing-…/PATH`` to the server's own, and look at each notebook that is saved."""
    from jupyter_server.nbconvert.handlers import NbconvertFileHandler  # noqa: PLC0415 - only a server has to load it
    from jupyter_server.utils import url_path_join  # noqa: PLC0415

    address = url_path_join(server.web_app.settings["base_url"], rf"/nbconvert/(?P<format>briefing-\w+){_PATH}")
    server.web_app.add_handlers(".*$", [(address, NbconvertFileHandler)])
    server.contents_manager.register_post_save_hook(settle)


def settle(os_path: str, model: Any, contents_manager: Any) -> None:
    """Let git see that a saved notebook is the one that it has, where nothing but outputs is new.

    git takes a file of another size for changed, and asks its filter only when the file is added. What is added here
    has the content that git has already; a notebook with an edit is left to its author.

    Parameters
    ----------
    os_path
        What was saved.
    model, contents_manager
        As a post-save hook of Jupyter is told.
    """
    path = Path(os_path).resolve()
    if model["type"] != "notebook":
        return
    try:
        project = find_project(path.parent)
        name = project.relative(path)
        if is_filtered(project.root, name):
            known = git(project.root, "show", f":{name}").encode("utf-8", "surrogateescape")
            if known == kept(path.read_bytes()):
                git(project.root, "add", "--", name)
    except (ChisoError, OSError, subprocess.SubprocessError) as error:  # such as no git, no clone, or a new notebook
        contents_manager.log.debug("git was not told of %s: %s", os_path, error)
