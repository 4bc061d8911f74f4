"""How much a local server reads: vLLM, llama-server, Ollama, and one that says nothing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from agent.context_size import context_size, told
from agent.models import Asking, load_model

VLLM = {"/v1/models": {"data": [{"id": "m", "max_model_len": 32768}]}}
LLAMA = {"/v1/models": {"data": [{"id": "m"}]}, "/props": {"default_generation_settings": {"n_ctx": 8192}}}
OLLAMA = {
    "/v1/models": {"data": [{"id": "m"}]},
    "/api/ps": {"models": []},
    "/api/show": {"parameters": "stop x", "model_info": {}},
}
OLLAMA_SET = {**OLLAMA, "/api/show": {"parameters": "num_ctx                        16384"}}
OLLAMA_RUNNING = {**OLLAMA, "/api/ps": {"models": [{"name": "m:latest", "context_length": 65536}]}}


@pytest.fixture
def server() -> Iterator[tuple[dict[str, Any], str]]:
    answers: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = answers.get(self.path)
            self.send_response(404 if found is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield answers, f"http://127.0.0.1:{listening.server_port}/v1"
    listening.shutdown()
    listening.server_close()


@pytest.mark.parametrize(
    ("answers", "size"),
    [(VLLM, 32768), (LLAMA, 8192), (OLLAMA, 4096), (OLLAMA_SET, 16384), (OLLAMA_RUNNING, 65536), ({}, None)],
)
def test_what_servers_say(server: tuple[dict[str, Any], str], answers: dict[str, Any], size: int | None) -> None:
    there, url = server
    there.update(answers)
    assert context_size(url, "m") == size


def test_a_server_that_is_not_there_says_nothing() -> None:
    assert context_size("http://127.0.0.1:9/v1", "m") is None


def test_too_little_is_told_with_what_to_do() -> None:
    assert "OLLAMA_CONTEXT_LENGTH" in told(4096) and "OLLAMA" not in told(16384)


def test_how_a_model_is_asked() -> None:
    asked: Any = load_model("openai:m", "sk-test", asking=Asking("low", 0.2, 2000, "responses"))
    sent = asked._get_request_payload("hello")
    assert (sent["temperature"], sent["max_output_tokens"], sent["reasoning"]["effort"]) == (0.2, 2000, "low")
    plain: Any = load_model("openai:m", "sk-test")
    assert not {"temperature", "max_completion_tokens", "reasoning_effort"} & plain._get_request_payload("hello").keys()
