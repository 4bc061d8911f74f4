"""``topset eval`` starts the evals in their own environment."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from topset.cli import evaluation
from topset.cli.app import app
from training.errors import Unavailable


def test_without_their_environment_it_says_how_to_make_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "PYTHON", tmp_path / "nowhere")
    result = CliRunner().invoke(app, ["eval", "--suite", "logs"])
    assert isinstance(result.exception, Unavailable)
    assert "make evals" in str(result.exception)


def test_arguments_and_the_exit_code_are_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\necho "$@" > {told}\nexit 2\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(evaluation, "PYTHON", python)
    result = CliRunner().invoke(app, ["eval", "--suite", "logs", "--help", "--limit", "3"])
    assert result.exit_code == 2
    assert told.read_text().strip() == "-m evals --suite logs --help --limit 3"
