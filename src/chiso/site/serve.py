"""Showing the site on this machine."""

from __future__ import annotations

import functools
import http.server
import re
from collections.abc import Callable
from pathlib import Path

from chiso.errors import ParameterError, RunError

_PORT = 8000


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
        """Say nothing of each file that is asked for."""

    def end_headers(self) -> None:
        """Let the browser ask anew each time: the site may have been made again."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def serve(folder: Path, port: str, say: Callable[[str], None]) -> None:
    """Show a site to this machine alone, until it is interrupted.

    Parameters
    ----------
    folder
        The folder of the site.
    port
        The port as a person typed it; empty for the usual one.
    say
        Called with the address once it can be opened.

    Raises
    ------
    RunError
        When there is no site, or the port is taken.
    ParameterError
        When the port is none.
    """
    if not re.fullmatch(r"[0-9]{0,5}", port.strip()) or (port.strip() and int(port) > 65535):
        raise ParameterError(f"{port!r} is no port.", where="PORT", remedy="Give a number such as PORT=8080.")
    if not (folder / "index.html").is_file():
        raise RunError("There is no site yet.", where=str(folder), remedy="Make it with `make site`, then try again.")
    number = int(port or _PORT)
    try:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", number), functools.partial(Handler, directory=str(folder))
        )
    except OSError as error:
        raise RunError(
            "The site cannot be shown.",
            where=f"port {number}",
            why=error.strerror or str(error),
            remedy="Give another port, such as PORT=8080.",
        ) from None
    with server:
        say(f"http://127.0.0.1:{server.server_address[1]}/  (Ctrl+C ends it)")
        server.serve_forever()
