"""Opening a file of somebody else in a process of its own, with little memory, little time and no way to write.

Whatever a damaged or hostile file makes of a library for workbooks, PDFs or Word files, it is that process that it
happens to. A request and the file go in by standard input; plain JSON comes back.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from chiso.errors import ChisoError, DataError

MOST_MEMORY = 1536 * 2**20
MOST_SECONDS = 60


def ask(
    module: str,
    request: Mapping[str, Any],
    data: bytes,
    too_large: Callable[[str], DataError],
    *,
    seconds: int = MOST_SECONDS,
    stopped: Callable[[int], DataError] | None = None,
) -> dict[str, Any]:
    """Let a module answer a request about a file in a process of its own.

    Parameters
    ----------
    module
        A module that calls :func:`serve` when it is run.
    request, data
        What is asked, as JSON values, and the file.
    too_large
        What makes an error of the reason why a file takes more than it may.
    seconds
        How long the process may take.
    stopped
        What makes an error of the seconds after which it was stopped; ``too_large`` by default.

    Returns
    -------
    dict
        The answer.

    Raises
    ------
    DataError
        The error that the module answered with, or that of ``too_large`` when it took more memory or time.
    """

    def over(seconds: int) -> DataError:
        return stopped(seconds) if stopped else too_large(f"Reading it was stopped after {seconds} seconds.")

    # Threads of numerical libraries each reserve memory that they never use, and would meet the limit.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", "-X", "utf8", "-m", module],
            input=json.dumps(request).encode() + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
        found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        raise over(seconds) from None
    except ValueError:
        found = {}
    if "error" in found:
        error = found["error"]
        raise DataError(error["what"], where=error["where"], why=error["why"], remedy=error["remedy"])
    if not found and done.returncode == -signal.SIGXCPU:
        raise over(seconds)
    if not found:
        raise too_large(f"Reading it took more than {MOST_MEMORY // 2**20} MB of memory and was stopped.")
    return found


def serve(
    answer: Callable[[dict[str, Any], bytes], dict[str, Any]],
    too_large: Callable[[str, str], DataError],
    unreadable: Callable[[str, str], DataError],
    *,
    seconds: int = MOST_SECONDS,
) -> None:
    """Answer the one request on standard input, within the limits.

    Parameters
    ----------
    answer
        What takes the request and the file, and gives JSON values that are not empty.
    too_large, unreadable
        What makes an error of the file's name and of what went wrong.
    seconds
        How much time of a processor may be taken.
    """
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (soft, soft))
    request = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(json.dumps(answered(answer, request, sys.stdin.buffer.read(), too_large, unreadable)))


def answered(
    answer: Callable[[dict[str, Any], bytes], dict[str, Any]],
    request: dict[str, Any],
    data: bytes,
    too_large: Callable[[str, str], DataError],
    unreadable: Callable[[str, str], DataError],
) -> dict[str, Any]:
    """Return an answer, or the error that a person is to see, as JSON values; see :func:`serve`."""
    name = str(request["name"])
    try:
        return answer(request, data)
    except ChisoError as error:
        found = error
    except (MemoryError, RecursionError) as error:
        found = too_large(name, f"Reading it takes more than it may ({type(error).__name__}).")
    except Exception as error:  # a library may raise anything on a file that was made to break it
        found = unreadable(name, f"{type(error).__name__}: {str(error)[:200]}")
    return {"error": {"what": found.what, "where": found.where, "why": found.why, "remedy": found.remedy}}
