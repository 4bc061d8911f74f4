"""A process that holds a home's server until it is told to leave, or is killed."""

import sys
from pathlib import Path

from db.embedded import EmbeddedServer

server = EmbeddedServer(Path(sys.argv[1])) if __name__ == "__main__" else None
if server is not None:
    server.start()
    print("held", flush=True)
    sys.stdin.readline()
    server.release()
    print("left", flush=True)
