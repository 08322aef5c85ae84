"""A mail server that stands in for a real one: it answers as a test tells it, and keeps what it takes."""

import socketserver
import threading
from email import message_from_bytes, policy


class PostOffice(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP for Django. `answers` are given to RCPT, one a mail; when they run out, 250."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Counter)
        self.port = self.server_address[1]
        self.answers: list[str] = []
        self.data_answers: list[str] = []
        self.asked = 0
        self.taken: list = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *fault):
        self.shutdown()
        self.server_close()
        self._thread.join(timeout=5)


class _Counter(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 stand-in")
        recipients: list[str] = []
        while line := self.rfile.readline():
            command = line.decode().strip()
            verb = command[:4].upper()
            if verb in ("EHLO", "HELO", "MAIL", "RSET", "NOOP"):
                self.say("250 fine")
            elif verb == "RCPT":
                self.server.asked += 1
                answer = self.server.answers.pop(0) if self.server.answers else "250 fine"
                recipients.append(command.partition("<")[2].partition(">")[0])
                self.say(answer)
            elif verb == "DATA":
                self.say("354 go on")
                self.take(recipients)
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("502 unknown")

    def take(self, recipients):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = self.server.data_answers.pop(0) if self.server.data_answers else "250 taken"
        if answer.startswith("2"):
            message = message_from_bytes(b"".join(lines), policy=policy.default)
            self.server.taken.append((tuple(recipients), message))
        self.say(answer)

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())
