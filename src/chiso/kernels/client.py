"""A client of kernels that loses no time waiting for silence."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import functools
import time
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.session import orjson_unpacker
from traitlets import Type, default

_RETRY = 10
"""Milliseconds after which a socket tries again to reach a kernel that does not listen yet; by default 100."""

_ANSWER = 0.2
"""Seconds that a kernel may take to answer before it is asked again."""


def unpacked(data: bytes) -> Any:
    """Read a part of a message as Jupyter does, but for dates: it would try many forms on each."""
    value = orjson_unpacker(data)
    if isinstance(value, dict) and isinstance(date := value.get("date"), str):
        with contextlib.suppress(ValueError):
            value["date"] = dt.datetime.fromisoformat(date)
    return value


class OwnManager(AsyncKernelManager):
    """Starts kernels of this interpreter, whatever kernels a user has installed under the name of its own."""

    @default("kernel_spec_manager")
    def _no_others(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])


class PromptChannel(AsyncZMQSocketChannel):
    """A channel that takes a message that is there already without waiting for the event loop to tell of it."""

    @functools.cached_property
    def _direct(self) -> zmq.Socket[bytes]:
        return zmq.Socket.shadow(self.socket)

    async def get_msg(  # type: ignore[override]  # as its parent, whose parent answers at once
        self, timeout: float | None = None
    ) -> dict[str, Any]:
        """Return the next message.

        Raises
        ------
        queue.Empty
            When none has come after so many seconds.
        """
        await asyncio.sleep(0)  # a kernel that floods its client must not keep other tasks from their turn
        while True:
            try:
                frames = self._direct.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                if not await self.socket.poll(None if timeout is None else int(timeout * 1000)):
                    raise Empty from None
            else:
                return self.session.deserialize(self.session.feed_identities(frames)[1])


class PromptClient(AsyncKernelClient):
    """A client that knows a kernel to be ready when its question has been answered on both channels.

    The one of Jupyter waits until nothing has come for 0.2 seconds, for each kernel.
    """

    shell_channel_class = Type(PromptChannel)
    iopub_channel_class = Type(PromptChannel)

    def start_channels(
        self, shell: bool = True, iopub: bool = True, stdin: bool = True, hb: bool = False, control: bool = True
    ) -> None:
        """Start the channels, but for the heartbeat: a kernel's end is told by the system."""
        super().start_channels(shell, iopub, stdin, hb, control)

    @default("context")
    def _new_context(self) -> zmq.asyncio.Context:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.RECONNECT_IVL, _RETRY)
        context.setsockopt(zmq.RCVHWM, 0)  # a cell may show more at once than is fetched: none of it may be lost
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers.

        Raises
        ------
        RuntimeError
            When it has died, or does not answer in so many seconds.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        asked: set[str] = set()
        while True:
            asked.add(self.kernel_info())
            if await self._answered(self.shell_channel, "kernel_info_reply", asked, 1.0) and await self._answered(
                self.iopub_channel, "idle", asked, _ANSWER
            ):
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")

    async def _answered(self, channel: PromptChannel, what: str, asked: set[str], seconds: float) -> bool:
        try:
            while True:
                told = await channel.get_msg(timeout=seconds)
                kind = told["content"].get("execution_state") or told["msg_type"]
                if kind == what and told["parent_header"].get("msg_id") in asked:
                    return True
        except Empty:
            return False
