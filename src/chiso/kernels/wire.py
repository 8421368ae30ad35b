"""Messages between a provisioner and the server: JSON with a length before it, and open files beside it."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Sequence
from typing import Any

_HEAD = struct.Struct("!I")
_LARGEST = 16 * 1024 * 1024
_MOST_FILES = 3


def send(connection: socket.socket, message: dict[str, Any], files: Sequence[int] = ()) -> None:
    """Send a message, and descriptors of open files with it."""
    body = json.dumps(message).encode()
    # The files go with the head: a large body may need several turns, and they must travel once.
    socket.send_fds(connection, [_HEAD.pack(len(body))], list(files))
    connection.sendall(body)


def receive(connection: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Receive a message and the descriptors that came with it; None when the other side has hung up.

    Raises
    ------
    ValueError
        When what arrives is no message.
    """
    try:
        head, files, _, _ = socket.recv_fds(connection, _HEAD.size, _MOST_FILES)
    except ConnectionError:
        return None
    if not head:
        return None
    head += _exactly(connection, _HEAD.size - len(head))
    (length,) = _HEAD.unpack(head)
    if length > _LARGEST:
        raise ValueError(f"a message of {length} bytes")
    return json.loads(_exactly(connection, length)), list(files)


def _exactly(connection: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = connection.recv(length - len(parts))
        if not part:
            raise ValueError("a message that ends too early")
        parts += part
    return bytes(parts)
