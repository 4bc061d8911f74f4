"""``topset memory`` as a person uses it: put right in one line, and asked before something is gone for good."""

import pytest

from tests.doors.terminal import Topset, asked, topset

__all__ = ["topset"]
pytestmark = pytest.mark.slow


def test_put_right_and_forgotten(topset: Topset) -> None:
    asked(topset, "remember that I like pizza", "--as", "Meg")
    assert "sushi" in topset("memory", "correct", "pizza", "I like sushi", "--as", "Meg").stdout
    known = topset("memory", "list", "--as", "Meg").stdout
    assert "You like sushi." in known and "pizza" not in known
    assert "Forgotten: 1 thing" in topset("memory", "forget", "sushi", "--as", "Meg").stdout
    assert "sushi" not in topset("export", "--as", "Meg").stdout


def test_a_person_is_asked_first(topset: Topset) -> None:
    asked(topset, "remember that I like pizza", "--as", "Ned")
    forget = ("memory", "forget", "pizza", "--as", "Ned")
    assert "Forget “pizza”" in topset(*forget, typed="n\n").stdout
    assert "You like pizza." in topset("memory", "list", "--as", "Ned").stdout
    assert "Forgotten: " in topset(*forget, typed="y\n").stdout
    assert "pizza" not in topset("memory", "list", "--as", "Ned").stdout
