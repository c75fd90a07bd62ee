from pathlib import Path

import pytest
from redis import Redis

from coop_portal.rehearsal.broker import embedded_broker


def answers(url: str) -> bool:
    with Redis(unix_socket_path=url.removeprefix("redis+socket://")) as client:
        return client.ping()


def test_it_answers_inside_the_block_and_is_gone_after_it(tmp_path):
    with embedded_broker(tmp_path, log=tmp_path / "log") as broker:
        assert broker.url == f"redis+socket://{tmp_path}/broker.sock"
        assert answers(broker.url)
    assert broker.process.returncode is not None
    assert not (tmp_path / "broker.sock").exists()


@pytest.mark.parametrize("length", [107, 108])
def test_a_path_too_long_for_a_socket_is_stepped_around(tmp_path, length):
    padding = length - len(str(tmp_path / "x" / "broker.sock")) + 1
    folder = tmp_path / ("x" * padding)
    assert len(str(folder / "broker.sock")) == length

    with embedded_broker(folder, log=tmp_path / "log") as broker:
        socket = Path(broker.url.removeprefix("redis+socket://"))
        assert (socket.parent == folder) == (length <= 107)
        assert answers(broker.url)
    assert not socket.exists()
    assert socket.parent.exists() == (length <= 107)


def test_a_socket_left_by_a_killed_broker_does_not_stop_the_next(tmp_path):
    with embedded_broker(tmp_path, log=tmp_path / "log") as broker:
        broker.process.kill()
        broker.process.wait()
        assert (tmp_path / "broker.sock").exists()
    with embedded_broker(tmp_path, log=tmp_path / "log") as broker:
        assert answers(broker.url)
