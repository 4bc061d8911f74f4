"""``topset eval``: judge the coach by the cases of ``evals/``, in their own environment."""

import subprocess

import typer

from topset.checkout import ROOT
from training.errors import Unavailable

PYTHON = ROOT / ".venv-evals" / "bin" / "python"
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""Every argument is the evals' own, ``--help`` as well."""


def evaluate(context: typer.Context) -> None:
    """Judge the coach by what is stored afterwards; takes the options of 'python -m evals'."""
    if not PYTHON.exists():
        raise Unavailable("The evals have an environment of their own, which is not there yet: run 'make evals' first.")
    done = subprocess.run([str(PYTHON), "-m", "evals", *context.args], cwd=ROOT, check=False)
    raise typer.Exit(done.returncode)
