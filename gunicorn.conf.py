"""How gunicorn serves Inspector: for `make run` and, as `gunicorn app:app`, in production."""

import gc
import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"

# Pages are made by computing, not by waiting: two processes that do one thing at a time each answer more
# pages on two cores than threads do. A proxy in front collects what slow phones send.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)

# Loaded once before the processes part: starts in half the time, and they share what does not change.
preload_app = True

# It would lie in the home folder of whoever starts the server, where a second installation finds it too.
control_socket_disable = True

# The program writes its own log line for each request, without addresses of people.
accesslog = None
errorlog = "-"


# What loading makes stays: searching it for garbage would take a fifth of the time to start.
gc.disable()


def when_ready(server: Any) -> None:
    """Garbage is collected again, but not among what was loaded, which the processes share."""
    gc.freeze()
    gc.enable()


def post_fork(server: Any, worker: Any) -> None:
    """A connection belongs to the process that opened it: what loading may have opened is not shared."""
    server.app.wsgi().extensions["inspector"].engine.dispose(close=False)
