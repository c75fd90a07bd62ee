"""What a rehearsal needs beside the portal: a broker, a mail server, a worker, on one machine.

Each is a context manager that leaves no process behind; the browser and chaos tests use them too.
Broker and mail server come from requirements-dev.txt: production never imports this package.
"""
