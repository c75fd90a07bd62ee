"""The rehearsal as `make run` starts it: all of it comes up, and all of it goes."""

import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from coop_portal.rehearsal.place import folder_to_itself
from coop_portal.rehearsal.waiting import wait_until

# One worker of the test run plays them all, so that later starts find the first one's data.


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture
def launch(folder, port, tmp_path):
    """Start the launcher; whatever a failing test leaves is killed."""
    started = []

    def start():
        with (tmp_path / "output").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "run_rehearsal"],
                cwd=settings.BASE_DIR,
                env=bare_environment() | {"VAR_DIR": str(folder), "PORT": str(port)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    for pid in processes_of(folder):
        os.kill(pid, signal.SIGKILL)


def bare_environment() -> dict[str, str]:
    """A shell with nothing exported, but what lets coverage see the child."""
    return {
        name: value
        for name, value in os.environ.items()
        if name == "PATH" or name.startswith("COVERAGE_")
    }


def processes_of(folder: Path) -> list[int]:
    """Every process that was started with this folder in its environment."""
    marker = f"VAR_DIR={folder}".encode()
    return [
        int(entry.parent.name)
        for entry in Path("/proc").glob("[0-9]*/environ")
        if marker in _content(entry).split(b"\0")
    ]


def _content(entry: Path) -> bytes:
    try:
        return entry.read_bytes()
    except OSError:  # it ended meanwhile, or is somebody else's
        return b""


def said(tmp_path) -> str:
    return (tmp_path / "output").read_text("utf-8")


def wait_until_it_runs(process, tmp_path):
    wait_until(
        lambda: process.poll() is not None or "runs in rehearsal" in said(tmp_path),
        seconds=240,
        what="the rehearsal runs",
    )
    assert process.poll() is None, said(tmp_path)


def status_of(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_it_starts_shows_its_accounts_and_leaves_nothing(launch, folder, port, tmp_path):
    process = launch()
    wait_until_it_runs(process, tmp_path)

    assert f"http://127.0.0.1:{port}\n" in said(tmp_path)
    assert re.search(r"^  chuyenvien +\S+ +Chuyên viên", said(tmp_path), re.MULTILINE)
    assert status_of(port, "/suc-khoe/") == 200
    assert status_of(port, "/") == 302  # to the sign-in page
    assert len(processes_of(folder)) > 4

    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert processes_of(folder) == []


def test_a_dead_part_stops_all_and_is_named(launch, folder, tmp_path):
    stopped_before = (folder / "portal.sqlite3").exists()
    process = launch()
    wait_until_it_runs(process, tmp_path)
    # It goes on where the one before stopped.
    assert ("Loading data/bac_giang" in said(tmp_path)) is not stopped_before

    os.kill(_web_server(process.pid), signal.SIGKILL)

    assert process.wait(30) == 1
    assert (
        f"The web process ended with status -9, so everything was stopped. Read {folder}"
        in said(tmp_path)
    )
    assert processes_of(folder) == []


def _web_server(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    [web] = [c for c in children if b"gunicorn" in Path(f"/proc/{c}/cmdline").read_bytes()]
    return int(web)


def test_a_killed_launcher_takes_its_children_along(launch, folder, tmp_path):
    process = launch()
    wait_until_it_runs(process, tmp_path)

    process.kill()

    wait_until(lambda: processes_of(folder) == [], seconds=30, what="nothing is left")


def test_a_second_one_in_the_same_folder_is_refused(launch, folder, tmp_path):
    with folder_to_itself(folder):
        assert launch().wait(30) == 1
    assert "The portal already runs in this folder. Stop it first." in said(tmp_path)


def test_a_taken_port_is_named(launch, port, tmp_path):
    with socket.create_server(("127.0.0.1", port)):
        assert launch().wait(30) == 1
    assert f"Port {port} is taken." in said(tmp_path)
    assert f"make run PORT={port + 1}" in said(tmp_path)
