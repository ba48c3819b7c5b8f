"""What a command that must leave nothing half-done behind does when it is told to stop."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def stopped_in_order() -> Iterator[None]:
    """Have SIGTERM unwind the block as Ctrl-C does, in place of ending the process at once."""

    def stop(signal_: int, frame: FrameType | None) -> NoReturn:
        sys.exit(1)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
