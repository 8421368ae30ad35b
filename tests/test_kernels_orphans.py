"""What a cell has started ends with its kernel, wherever it went, and no other kernel loses anything by it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from checkout import copy_project
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from running import until

from chiso.catalog import Project
from chiso.kernels.environment import SERVER, kernel_environment
from chiso.kernels.warm import WarmServer, warm_server

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans"),
    pytest.mark.filterwarnings("ignore:.*:DeprecationWarning"),
]

#: A cell that starts one process in a session of its own, one that was forked twice, forgets who started it, and
#: heeds no request to end, and one that such a one has started. Each writes its number into the folder.
DAEMONS = """
import os, subprocess, sys
waits = "import os, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\\n"
waits += "open(sys.argv[-1] + str(os.getpid()), 'w').close(); time.sleep(120)"
starts = "import subprocess, sys; subprocess.Popen(sys.argv[1:], start_new_session=True)\\n" + waits
command = [sys.executable, "-S", "-c", waits, {place!r}]
subprocess.Popen(command, start_new_session=True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execve(sys.executable, [sys.executable, "-S", "-c", starts, *command], {{}})
    os._exit(0)
os.wait()
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Kernel:
    """A kernel whose cell has started daemons."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(env=kernel_environment())
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.client.execute(DAEMONS.format(place=f"{folder}/"))
        until(lambda: len(list(folder.iterdir())) == 3, 30)
        self.daemons = [int(path.name) for path in folder.iterdir()]
        assert all(map(alive, self.daemons))

    @property
    def pid(self) -> int:
        return int(self.manager.provisioner.pid)  # type: ignore[union-attr]

    def end(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WarmServer]:
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "chiso-warm")
    with warm_server() as server:
        monkeypatch.setenv(SERVER, server.address)
        yield server


def test_what_a_kernel_leaves_is_gone_when_its_client_learns_of_its_end(server: WarmServer, tmp_path: Path) -> None:
    kernel = Kernel(tmp_path / "daemons")
    kernel.client.stop_channels()
    kernel.manager.shutdown_kernel()
    assert [pid for pid in kernel.daemons if alive(pid)] == []


def test_what_a_killed_kernel_leaves_ends_and_what_another_has_stays(server: WarmServer, tmp_path: Path) -> None:
    killed, other = Kernel(tmp_path / "killed"), Kernel(tmp_path / "other")
    os.kill(killed.pid, signal.SIGKILL)
    until(lambda: not any(map(alive, killed.daemons)), 30)
    assert all(map(alive, [other.pid, *other.daemons]))
    other.end()
    killed.end()
    assert [pid for pid in other.daemons if alive(pid)] == []


def test_a_stopped_server_leaves_nothing_of_its_kernels(server: WarmServer, tmp_path: Path) -> None:
    kernel = Kernel(tmp_path / "daemons")
    server.stop()
    assert [pid for pid in (kernel.pid, *kernel.daemons) if alive(pid)] == []
    kernel.end()


@pytest.fixture(params=["warm", "fresh"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Project, Path]]:
    """A run whose only notebook has started daemons and then works on."""
    project = copy_project(tmp_path / "p")
    started = tmp_path / "started"
    started.mkdir()
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    given = nbformat.v4.new_code_cell('project: str = ""', metadata={"tags": ["parameters"]})
    work = f"import os, time; open({str(tmp_path / 'kernel')!r}, 'w').write(str(os.getpid())); time.sleep(120)"
    notebook.cells = [given, *map(nbformat.v4.new_code_cell, (DAEMONS.format(place=f"{started}/"), work))]
    nbformat.write(notebook, project.notebooks / "1_ingest.ipynb")
    command = [sys.executable, "-m", "chiso", "ingest", "--cell-seconds", "600"]
    environment = {**os.environ, "KERNELS": request.param}
    quiet = subprocess.DEVNULL  # a pipe would be open as long as what is left behind
    process = subprocess.Popen(command, cwd=project.root, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603
    until(lambda: len(list(started.iterdir())) == 3 and (tmp_path / "kernel").exists(), 30)
    until(lambda: bool((tmp_path / "kernel").read_text()), 30)
    yield process, project, started
    process.kill()
    process.wait()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_an_ended_run_leaves_nothing_that_its_cells_have_started(
    run: tuple[subprocess.Popen[bytes], Project, Path], sent: signal.Signals
) -> None:
    process, _, started = run
    process.send_signal(sent)
    process.wait(timeout=30)
    daemons = [int(path.name) for path in started.iterdir()]
    if sent != signal.SIGKILL:
        assert [pid for pid in daemons if alive(pid)] == []
    until(lambda: not any(map(alive, daemons)), 30)


def test_what_a_killed_server_or_worker_leaves_ends_with_the_run(
    run: tuple[subprocess.Popen[bytes], Project, Path], tmp_path: Path
) -> None:
    process, _, started = run
    kernel = int((tmp_path / "kernel").read_text())
    above = int(Path(f"/proc/{kernel}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(above, signal.SIGKILL)  # the server of a warm kernel, the worker of an ordinary one
    until(lambda: not alive(kernel), 30)
    process.terminate()
    process.wait(timeout=30)
    daemons = [int(path.name) for path in started.iterdir()]
    assert [pid for pid in daemons if alive(pid)] == []


AMONG_CHILDREN = """
import subprocess, sys
from chiso.kernels.orphans import adopt, children, end_orphans
wait = [sys.executable, "-S", "-c", "import time; time.sleep(120)"]
adopt()
stays, goes = subprocess.Popen(wait), subprocess.Popen(wait)
subprocess.run([sys.executable, "-S", "-c", f"import subprocess; subprocess.Popen({wait})"], check=True)
assert len(children()) == 3
end_orphans([stays.pid])
assert children() == [stays.pid]
end_orphans()
assert children() == []
"""


def test_of_its_children_a_process_ends_all_but_those_that_are_to_stay() -> None:
    subprocess.run([sys.executable, "-c", AMONG_CHILDREN], check=True, timeout=60)  # noqa: S603 - code of this test
