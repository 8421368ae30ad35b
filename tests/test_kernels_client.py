"""The client knows when a kernel is ready, and loses neither a message nor its temper."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from queue import Empty
from typing import Any

import pytest
from jupyter_client.manager import AsyncKernelManager

from chiso.kernels.client import PromptClient

CLASS = f"{PromptClient.__module__}.{PromptClient.__name__}"


@asynccontextmanager
async def kernel() -> AsyncIterator[tuple[AsyncKernelManager, PromptClient]]:
    manager = AsyncKernelManager(kernel_name="python3", client_class=CLASS)
    await manager.start_kernel()
    client = manager.client()
    assert isinstance(client, PromptClient)
    client.start_channels()
    try:
        yield manager, client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


def with_kernel(use: Callable[[AsyncKernelManager, PromptClient], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with kernel() as (manager, client):
            await use(manager, client)

    asyncio.run(run())


def test_what_is_asked_of_a_ready_kernel_is_answered_on_both_channels() -> None:
    async def use(_: AsyncKernelManager, client: PromptClient) -> None:
        await client.wait_for_ready(timeout=60)
        asked = client.execute("print('a'); 6 * 7")
        kinds, shown = [], ""
        while kinds[-1:] != ["idle"]:
            told = await client.get_iopub_msg(timeout=30)
            if told["parent_header"].get("msg_id") == asked:
                kinds.append(told["content"].get("execution_state", told["msg_type"]))
                shown += told["content"].get("text", "")
        assert kinds == ["busy", "execute_input", "stream", "execute_result", "idle"]
        assert shown == "a\n"
        reply = await client.get_shell_msg(timeout=30)
        while reply["parent_header"].get("msg_id") != asked:  # an answer to an earlier question
            reply = await client.get_shell_msg(timeout=30)
        assert reply["content"]["status"] == "ok"
        with pytest.raises(Empty):
            await client.get_shell_msg(timeout=0.05)

    with_kernel(use)


def test_a_kernel_that_has_died_is_not_waited_for() -> None:
    async def use(manager: AsyncKernelManager, client: PromptClient) -> None:
        await manager.signal_kernel(9)
        with pytest.raises(RuntimeError, match="died"):
            await client.wait_for_ready(timeout=60)

    with_kernel(use)


def test_a_flood_of_messages_leaves_other_tasks_their_turn() -> None:
    async def use(manager: AsyncKernelManager, client: PromptClient) -> None:
        await client.wait_for_ready(timeout=60)
        client.execute("while True: print('x', flush=True)")

        async def listen() -> None:
            while True:
                await client.get_iopub_msg(timeout=None)

        with pytest.raises(TimeoutError):
            await asyncio.wait_for(listen(), 0.5)
        await manager.interrupt_kernel()

    with_kernel(use)
