"""One structured line for each request; no names, no words that people typed."""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

log = logging.getLogger("inspector.requests")

FIELDS = ("request", "method", "path", "endpoint", "status", "milliseconds", "bytes", "person", "kind")


class AsJson(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "what": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            # The text of an exception may hold what somebody typed: only its kind and places are kept.
            line["trace"] = _places(record)
        return json.dumps(line, ensure_ascii=False)


def _places(record: logging.LogRecord) -> list[str]:
    places = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        file = code.co_filename.rpartition("inspector")[2] or code.co_filename
        places.append(f"{file}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = secrets.token_hex(6)


def _end(response: Response) -> Response:
    who = g.get("person")
    log.info(
        "request",
        extra={
            "request": g.get("request_id", ""),
            "method": request.method,
            # The rule, not the address: a search may carry a name.
            "path": str(request.url_rule) if request.url_rule else "unknown",
            "endpoint": request.endpoint or "",
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
            "bytes": response.calculate_content_length() or 0,
            "person": str(who.id) if who else "",
        },
    )
    return response


def install(app: Flask) -> None:
    """Log every request of the application, to standard error."""
    app.before_request(_begin)
    app.after_request(_end)
    logger = logging.getLogger("inspector")
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(AsJson())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
