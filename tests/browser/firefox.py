"""Firefox for tests, by WebDriver BiDi, a W3C draft that Firefox itself answers to: Playwright drives only a
Firefox of its own making.

In:  the path of a Firefox; addresses, and expressions in JavaScript.
Out: what the expressions give.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_SECONDS = 60.0
_PORT = "WebDriverBiDiServer.json"
"""What Firefox writes into its profile when it listens."""


class Firefox:
    """One window."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._ask("session.new", capabilities={})
        self._window = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str, *, width: int = 1366, height: int = 768) -> None:
        """Open an address in a window of this size (CSS pixels), and wait for its fonts."""
        size = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._window, viewport=size)
        self._ask("browsingContext.navigate", context=self._window, url=address, wait="complete")
        self.evaluate("document.fonts.ready.then(() => true)")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, or of the promise that it is. Raises RuntimeError if it throws."""
        target = {"context": self._window}
        asked = f"Promise.resolve({expression}).then(JSON.stringify)"
        answer = self._ask("script.evaluate", expression=asked, target=target, awaitPromise=True)
        if answer["type"] != "success":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:  # what comes meanwhile are events
            answer = json.loads(self._socket.recv(timeout=_SECONDS))
            if answer.get("id") == number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                result: dict[str, Any] = answer["result"]
                return result


@contextmanager
def running(program: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox with an empty profile in this folder; it ends with the `with` block."""
    flags = ["--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
    process = subprocess.Popen([program, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with connect(f"ws://127.0.0.1:{_port(profile)}/session", max_size=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.wait()


def _port(profile: Path) -> int:
    """The port that it listens on. Raises TimeoutError if there is none."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if (profile / _PORT).exists() and (text := (profile / _PORT).read_text(encoding="utf-8")):
            return int(json.loads(text)["ws_port"])
        time.sleep(0.05)
    raise TimeoutError("Firefox does not listen.")
