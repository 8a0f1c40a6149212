"""A YAML language server on the other end of a pipe, spoken to as an editor does (LSP)."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CURSOR = "¦"
# What an editor would tell: that it shows Markdown, and fills in snippets.
_ABLE = {
    "textDocument": {
        "completion": {
            "completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}
        },
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"relatedInformation": True},
    },
    "workspace": {"configuration": True},
}
SETTINGS: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "suggest": {"parentSkeletonSelectedFirst": False},
    }
}


class Server:
    """One running server; a document is opened with each question."""

    def __init__(
        self, process: subprocess.Popen[bytes], folder: Path, settings: dict[str, Any]
    ) -> None:
        self.process, self.folder, self.settings = process, folder, settings
        self.last = 0
        self.opened = 0
        self.told: dict[str, list[dict[str, Any]]] = {}
        root = folder.as_uri()
        self._ask("initialize", {"processId": None, "rootUri": root, "capabilities": _ABLE})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": settings})

    def completions(self, path: str, text: str) -> dict[str, dict[str, Any]]:
        """What is offered at the cursor sign in the text, by its label."""
        answer = self._at("textDocument/completion", path, text)
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in reversed(items)}

    def hover(self, path: str, text: str) -> str:
        """What is said of the word at the cursor sign."""
        answer = self._at("textDocument/hover", path, text)
        return str(answer["contents"]["value"]) if answer else ""

    def problems(self, path: str, text: str) -> list[str]:
        """What is underlined, each as “line: message”."""
        uri = self._open(path, text)
        while uri not in self.told:
            self._read()
        return [
            f"{each['range']['start']['line'] + 1}: {each['message']}" for each in self.told[uri]
        ]

    def _at(self, method: str, path: str, text: str) -> Any:
        before, _, after = text.partition(CURSOR)
        uri = self._open(path, before + after)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self._ask(method, {"textDocument": {"uri": uri}, "position": position})

    def _open(self, path: str, text: str) -> str:
        self.opened += 1  # each time another document, so that no answer is one of before
        uri = (self.folder / path).with_suffix(f".{self.opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def _ask(self, method: str, parameters: object) -> Any:
        self.last += 1
        self._send({"id": self.last, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == self.last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:  # a question of the server to the editor
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, question: dict[str, Any]) -> Any:
        if question["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item["section"]) for item in question["params"]["items"]]


@contextmanager
def running(
    command: list[str], folder: Path, settings: dict[str, Any] = SETTINGS
) -> Iterator[Server]:
    """A server that is stopped at the end."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        yield Server(process, folder, settings)
    finally:
        process.kill()
        process.communicate()
