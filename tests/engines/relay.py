"""A relay before a real server, whose connections a test can cut while the server lives on."""

from __future__ import annotations

import asyncio
import threading
from types import TracebackType


class Relay:
    """Passes on all that comes to ``port`` on loopback to ``target``, and back, until it is cut.

    with Relay(server.port) as relay:
        open_store(f"bolt://127.0.0.1:{relay.port}", …)
        relay.cut()
    """

    def __init__(self, target: int) -> None:
        self.port = 0
        self._target, self._loop = target, asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def cut(self) -> int:
        """Breaks all connections, without a word to either end; new ones are passed on. Gives how many there were."""
        return asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(10)

    async def _cut(self) -> int:
        cut = list(self._open)
        for writer in cut:
            writer.transport.abort()
        return len(cut) // 2

    async def _end(self) -> None:
        await self._cut()
        passing = asyncio.all_tasks() - {asyncio.current_task()}
        for each in passing:
            each.cancel()
        await asyncio.gather(*passing, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(self._pour(reader, back), self._pour(there, writer))

    async def _pour(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while said := await reader.read(65_536):
                writer.write(said)
                await writer.drain()
        except OSError:
            pass  # cut
        finally:
            self._open.discard(writer)
            writer.close()

    def __enter__(self) -> Relay:
        self._thread.start()
        listening = asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(10)
        self.port = int(server.sockets[0].getsockname()[1])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
