"""One forked process, and the pipes to and from it.

In:  what it is to do with the ends of two pipes: one that gives orders, one that takes results.
Out: in this process the other ends of both, and in the end an exit code.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from notes_wiki.fork.limits import NO_MEMORY, RAISED, Limits, limit_memory


class Child:
    """A process that runs `work(orders, results)`, within these limits of memory, and ends. It inherits
    everything that this process has, and never returns to the caller's code."""

    def __init__(self, work: Callable[[int, int], None], limits: Limits) -> None:
        order_read, self.orders = os.pipe()
        self.results, result_write = os.pipe()
        try:
            self._pid = os.fork()
        except OSError:
            for handle in (order_read, self.orders, self.results, result_write):
                os.close(handle)
            raise
        if self._pid:
            os.close(order_read)
            os.close(result_write)
            return
        status = RAISED
        try:
            os.close(self.orders)
            os.close(self.results)
            limit_memory(limits.memory)
            work(order_read, result_write)
            status = 0
        except MemoryError:
            status = NO_MEMORY
        finally:
            os._exit(status)  # without running the parent's exit handlers

    def end(self) -> int:
        """Close the pipes, which tells the process that there is no more work, and wait for its end. Returns
        the exit code, negative for a signal."""
        os.close(self.orders)
        os.close(self.results)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def stop(self) -> None:
        """Kill the process, without waiting for its end."""
        os.kill(self._pid, signal.SIGKILL)

    def kill(self) -> None:
        """Kill the process and wait for its end."""
        self.stop()
        self.end()
