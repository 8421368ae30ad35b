"""A Jupyter server extension that lets JupyterLab's export menu reach the two exporters.

The menu lists every exporter that nbconvert knows, but the server's own address for exports takes only
letters, digits and underscores as a format: `briefing-pdf` would be answered with "not found".
"""

from __future__ import annotations

from typing import Any

_PATH = r"(?P<path>(?:/.+)+)"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the server where the extension is."""
    return [{"module": "chiso.export.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the address ``/nbconvert/briefing-…/PATH`` to the server's own."""
    from jupyter_server.nbconvert.handlers import NbconvertFileHandler  # noqa: PLC0415 - only a server has to load it
    from jupyter_server.utils import url_path_join  # noqa: PLC0415

    address = url_path_join(server.web_app.settings["base_url"], rf"/nbconvert/(?P<format>briefing-\w+){_PATH}")
    server.web_app.add_handlers(".*$", [(address, NbconvertFileHandler)])
