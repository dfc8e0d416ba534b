"""A reader without a browser: speaks Streamlit's own protocol, so that fifty of them fit on one machine."""

import time
from collections.abc import Sequence
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LARGEST = 64 * 1024 * 1024


class Reader:
    """One open page: which choices its filters offer, and how long a rerun takes at the server."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self.offered: dict[str, Any] = {}
        self.broken: list[str] = []

    @classmethod
    async def arrive(cls, port: int) -> "Reader":
        """Open the first screen and wait until it is whole."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        line = await connect(address, subprotocols=["streamlit"], max_size=LARGEST, ping_interval=None)  # type: ignore[list-item]  # a text will do
        reader = cls(line)
        await reader.rerun(())
        return reader

    async def choose(self, label: str, option: str) -> float:
        """Choose one option of a filter; seconds until the server has sent the whole screen."""
        return await self.rerun(((self.offered[label].id, option),))

    async def rerun(self, chosen: Sequence[tuple[str, str]]) -> float:
        """Ask for the screen with these widgets' values; seconds until it is whole."""
        asked = BackMsg()
        for name, value in chosen:
            asked.rerun_script.widget_states.widgets.add(id=name, string_value=value)
        asked.rerun_script.query_string = ""
        began = time.perf_counter()
        await self._line.send(asked.SerializeToString())
        while not self._finished(ForwardMsg.FromString(bytes(await self._line.recv()))):  # type: ignore[arg-type]  # always bytes
            pass
        return time.perf_counter() - began

    def _finished(self, said: ForwardMsg) -> bool:
        element = said.delta.new_element
        if element.WhichOneof("type") == "selectbox":
            self.offered[element.selectbox.label] = element.selectbox
        if element.WhichOneof("type") == "exception":
            self.broken.append(element.exception.message)
        return said.WhichOneof("type") == "script_finished"

    async def leave(self) -> None:
        """Close the page."""
        await self._line.close()
