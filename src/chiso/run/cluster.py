"""The same reports on a dask.distributed cluster, whose workers have the package and nothing else.

What a report is made from travels to a worker as one archive, which each of them unpacks once; what was
made comes back as bytes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future
from pathlib import Path
from typing import Any

from distributed import Client, KilledWorker
from distributed.client import ClosedClientError
from distributed.security import Security

from chiso.catalog import Project
from chiso.errors import RunError
from chiso.files import sha256
from chiso.provenance import ORIGIN, origin
from chiso.run.orders import BriefOrder
from chiso.run.pool import REHEARSAL_PAYS
from chiso.run.remote import brief_from, installed
from chiso.run.steps import Report

_PATIENCE = 10.0
_LEAST_WINDOW = 8
_MOMENT = 0.1


class Cluster:
    """The workers of a scheduler.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://host:8786``.
    project
        Where the reports are made from.

    Raises
    ------
    RunError
        When the scheduler cannot be reached.
    """

    def __init__(self, address: str, project: Project) -> None:
        self._project = project
        self._address = address
        self._archives: dict[tuple[int, int], Any] = {}
        self._installed = installed()
        self._rehearse = False
        self._given: dict[Future[Any], Future[Any]] = {}
        self._places: dict[str, int] = {}
        try:
            _check_certificates(address)
            self._client = Client(address, timeout=_PATIENCE, set_as_default=False)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise RunError(
                "The scheduler has no workers.",
                where=address,
                remedy=f"Start some on machines that have this package: `dask worker {address}`.",
            ) from None
        except (OSError, ValueError) as error:
            raise RunError(
                "The scheduler cannot be reached.",
                where=address,
                why=str(error).splitlines()[0] if str(error) else type(error).__name__,
                remedy="Start it with `dask scheduler`, or leave SCHEDULER out to work on this machine.",
            ) from None
        self._executor = self._client.get_executor(pure=False)

    @property
    def window(self) -> int:
        """How many reports are given out at a time: two for each place to work, so that none waits for the next."""
        if self._is_there():
            with contextlib.suppress(OSError, TimeoutError):  # it ended in this moment
                self._places = self._client.nthreads()
        return max(_LEAST_WINDOW, 2 * sum(self._places.values()))

    def submit(self, work: Callable[[Any], Any], order: BriefOrder) -> Future[dict[str, bytes]]:  # noqa: ARG002
        """Give a report to the scheduler, which gives it to another worker if one dies."""
        outer: Future[dict[str, bytes]] = Future()
        if not self._is_there():
            outer.set_exception(
                RunError(
                    "The scheduler is not there any more.",
                    where=self._address,
                    remedy="Start it and its workers again.",
                )
            )
            return outer
        archive = self._archive(order)
        sent = dataclasses.replace(order, root=Path())
        inner = self._executor.submit(brief_from, archive, sent, self._installed, rehearse=self._rehearse)
        self._given[outer] = inner
        inner.add_done_callback(lambda done: self._pass_on(done, outer))
        return outer

    def rehearse(self, project: Project, reports: Sequence[Report]) -> None:  # noqa: ARG002
        """Let each worker do ahead what the reports of a year share, where there are enough of them."""
        self._rehearse = len(reports) >= REHEARSAL_PAYS * self.window

    def give_up(self, future: Future[Any]) -> None:
        """Take back a report; a worker that is busy with it is let be."""
        if inner := self._given.get(future):
            with contextlib.suppress(ClosedClientError):
                inner.cancel()

    def close(self) -> None:
        """Leave the cluster to others."""
        with contextlib.suppress(ClosedClientError):  # the scheduler was lost: there is nothing to take back
            self._executor.shutdown(wait=False)
        self._client.close()

    def _is_there(self) -> bool:
        """Tell whether the scheduler is there; one that went away has a while to come back."""
        while self._client.status == "connecting":  # the client gives up after its timeout
            time.sleep(_MOMENT)
        return str(self._client.status) == "running"

    def _archive(self, order: BriefOrder) -> Any:
        """Return the archive of a year on the cluster: a result that is made again if its worker dies."""
        view = (order.parameters.year, order.parameters.unit.vintage)
        if view not in self._archives or self._archives[view].cancelled():  # as it is when the scheduler was lost
            data = packed(self._project, order)
            self._archives[view] = self._client.submit(bytes, data, key=f"chiso-{view[0]}-{sha256(data)}")
        return self._archives[view]

    def _pass_on(self, done: Future[dict[str, bytes]], outer: Future[dict[str, bytes]]) -> None:
        self._given.pop(outer, None)
        try:
            outer.set_result(done.result())
        except KilledWorker:
            outer.set_exception(
                RunError(
                    "Every worker that tried this died.",
                    where=self._address,
                    why="Most often their machines ran out of memory.",
                    remedy="Give the workers more memory, or fewer threads.",
                )
            )
        except CancelledError:  # as all are when the scheduler is lost
            outer.set_exception(BrokenExecutor("the cluster gave this up"))
        except Exception as error:
            outer.set_exception(error)


def _check_certificates(address: str) -> None:
    """Refuse an encrypted connection without certificates: dask would stop there with a defect, and wait."""
    if address.startswith("tls:") and Security().get_connection_args("client")["ssl_context"] is None:
        raise RunError(
            "There are no certificates for an encrypted connection.",
            where=address,
            remedy="Name those of this client in dask's configuration: distributed.comm.tls.ca-file, and cert and key "
            "below distributed.comm.tls.client.",
        )


def packed(project: Project, order: BriefOrder) -> bytes:
    """Return an archive with all that the reports of a year are made from; the same for the same files."""
    asked = order.parameters
    comparison = project.comparison(asked.year, asked.unit.vintage)
    tables = (project.observations, project.published_ranks, comparison)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in sorted({*order.inputs, *map(project.relative, tables)}):
            pack.writestr(zipfile.ZipInfo(name), (project.root / name).read_bytes(), zipfile.ZIP_DEFLATED)
        made = dataclasses.asdict(origin(project.root))
        pack.writestr(zipfile.ZipInfo(ORIGIN), json.dumps(made))
    return archive.getvalue()
