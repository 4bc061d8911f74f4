"""The shape is a test: layout, imports, sizes, words."""

import importlib
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from typer.main import get_command

from topset.cli.app import app

ROOT = Path(__file__).parent.parent
PACKAGES = ("training", "db", "prompts", "memory", "connectors", "tools", "agent", "topset")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py") if "versions" not in path.parts)
README = (ROOT / "README.md").read_text(encoding="utf-8")
LONGEST = 300


def test_imports_point_downwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports() == 0


@pytest.mark.parametrize("path", [*MODULES, ROOT / "app.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sentence_opens_every_module(path: Path) -> None:
    assert re.match(r'"""[A-Z`\'].*[.:]', path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_come_from_this_checkout(name: str) -> None:
    """A dependency brings a top-level package 'tests'; none may hide one of ours."""
    assert Path(str(importlib.import_module(name).__file__)).is_relative_to(ROOT)


def commands() -> list[str]:
    root = get_command(app)
    found = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        found += [f"{name} {each}" for each in command.commands] if hasattr(command, "commands") else [name]
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented(name: str) -> None:
    assert f"topset {name}" in README
    command = get_command(app)
    for part in name.split():
        command = command.commands[part]  # type: ignore[attr-defined]
    assert command.help


def test_only_the_edge_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if re.search(r"os\.environ|os\.getenv|load_settings\(", path.read_text())
    ]
    assert [name for name in readers if not name.startswith("topset/")] == []


def test_no_lock_names_a_registry() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_nothing_hides_a_gap() -> None:
    """No branch that pretends: errors are not swallowed, and nothing is 'not implemented'."""
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"NotImplementedError|TODO|FIXME|except( Exception)?:\s*\n?\s*pass\b", source), path
