"""A malware scanner on a real socket: clamd's protocol, and one word that it takes for malware."""

import socketserver
import struct
import threading
from pathlib import Path

# A word of our own: the usual test file would make the scanners of developers' machines bark.
MALWARE = b"MALWARE-FOR-TESTS-OF-THE-PORTAL"
NAME = "Portal.Test.Malware-1"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        command = self._word()
        if command == b"zPING":
            self.wfile.write(b"PONG\0")
        if command == b"zINSTREAM":
            content = self._content()
            self.server.seen.append(content)
            self.wfile.write(self.server.reply or self._verdict(content))

    def _word(self):
        word = b""
        while (one := self.rfile.read(1)) not in (b"", b"\0"):
            word += one
        return word

    def _content(self):
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        return content

    def _verdict(self, content):
        return f"stream: {NAME} FOUND\0".encode() if MALWARE in content else b"stream: OK\0"


class Scanner:
    """Listens at `address`; `seen` is what it was given, `reply` what it says whatever comes."""

    def __init__(self, path: Path | None = None) -> None:
        if path:
            self._server = socketserver.ThreadingUnixStreamServer(str(path), _Talk)
            self.address = f"unix://{path}"
        else:
            self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk)
            self.address = f"tcp://127.0.0.1:{self._server.server_address[1]}"
        self._server.daemon_threads = True
        self._server.seen, self._server.reply = [], b""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def seen(self) -> list[bytes]:
        return self._server.seen

    def says(self, reply: bytes) -> None:
        self._server.reply = reply

    def __enter__(self) -> "Scanner":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
