"""The child process that makes PDFs, started by `dispatches.pdf_process`.

Standard input: one request a line, {"limits": {"seconds", "memory_bytes"}, "task", "of": {…}} as
JSON; standard output: one answer a line. Each request is answered by a fork, which bears the limits
and whatever a page does to a process. The child itself only keeps WeasyPrint and the fonts loaded:
that takes five times as long as a letter. It ends when nobody asks any more, and with a fork that
failed.
"""

import base64
import json
import os
import select
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

from dispatches.confined import confine
from dispatches.pdf_blank import lay_out
from dispatches.pdf_press import Press

IDLE_SECONDS = 600
# A letter in small: what it makes the press load, no later one has to wait for. The dots are for
# the table of signs that the fonts have (dispatches.unprintable), which takes as long as a letter.
FIRST_PAGE = """<html lang="vi"><title>1</title><style>
  @page { size: A4; @top-center { content: counter(page); font: 14pt "Dispatch Serif" } }
  body { font: 14pt/1.25 "Dispatch Serif"; text-align: justify }
  div { display: table } p { display: table-cell }
  </style><h1>a</h1><div><p>b</p></div>ế… <b>c</b> <i>d</i> <b><i>e</i></b>"""


def main() -> None:
    press = Press()
    press.pdf(FIRST_PAGE)
    try:
        while request := _next_request():
            if status := _in_a_fork(partial(_answer, press, request)):
                sys.exit(f"the request ended with status {status}")
    finally:
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)


def _next_request() -> bytes:
    """Return the next line; nothing if the parent is gone or has been silent for long."""
    waiting, _, _ = select.select([sys.stdin], [], [], IDLE_SECONDS)
    return sys.stdin.buffer.readline() if waiting else b""


def _in_a_fork(work: Callable[[], None]) -> int:
    """Do the work in a copy of this process; return how that one ended."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
        work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _answer(press: Press, line: bytes) -> None:
    request = json.loads(line)
    confine(**request["limits"])
    answer = TASKS[request["task"]](press, **request["of"])
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _render(press: Press, pages: list[str]) -> list[str]:
    """Return a PDF of each page, in base64."""
    return [base64.b64encode(press.pdf(page)).decode() for page in pages]


def _lay_out(press: Press, page: str, mark: str, addressees: list[str]) -> dict[str, Any] | None:
    """Return the letter's blank, in base64, and the addressees' lines."""
    made = lay_out(press, page, mark, addressees)
    if made is None:
        return None
    blank, lines = made
    return {"blank": base64.b64encode(blank).decode(), "lines": lines}


TASKS: dict[str, Callable[..., Any]] = {"render": _render, "lay_out": _lay_out}

if __name__ == "__main__":
    main()
