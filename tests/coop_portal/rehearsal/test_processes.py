import subprocess
from pathlib import Path

import pytest

from coop_portal.rehearsal.processes import running
from coop_portal.rehearsal.waiting import wait_until


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_child_goes_with_all_that_it_started(tmp_path):
    log = tmp_path / "log"
    with running(["sh", "-c", "sleep 600 & echo $!; wait"], log=log) as child:
        wait_until(lambda: log.read_text().strip() != "", seconds=10, what="the shell speaks")
        grandchild = int(log.read_text())
        assert is_running(child.pid)
        assert is_running(grandchild)
    wait_until(lambda: not is_running(grandchild), seconds=10, what="the grandchild is gone")
    assert not is_running(child.pid)


def test_a_child_goes_when_the_block_fails(tmp_path):
    with (
        pytest.raises(ZeroDivisionError),
        running(["sleep", "600"], log=tmp_path / "log") as child,
    ):
        raise ZeroDivisionError
    assert not is_running(child.pid)


def test_what_it_says_goes_to_its_log_after_what_was_there(tmp_path):
    log = tmp_path / "folder" / "log"
    for word in ("one", "two"):
        with running(
            ["sh", "-c", 'echo "$WORD" >&2'], log=log, environment={"WORD": word}
        ) as child:
            child.wait(10)
    assert log.read_text() == "one\ntwo\n"


def test_a_child_has_no_input(tmp_path):
    with running(["cat"], log=tmp_path / "log") as child:
        assert isinstance(child, subprocess.Popen)
        assert child.wait(10) == 0


def test_waiting_has_a_limit_and_says_for_what():
    with pytest.raises(TimeoutError, match=r"^Waited 0\.1 s in vain: pigs fly\.$"):
        wait_until(lambda: False, seconds=0.1, what="pigs fly")
