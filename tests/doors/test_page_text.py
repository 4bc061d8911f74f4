"""How a reply is written for the page."""

import pytest

from topset import page


@pytest.mark.parametrize(
    ("reply", "shown"),
    [
        (
            "Main:\n- Squat: 3×5\n  20 a side\nAccessory:\n- Row",
            "Main:\n- Squat: 3×5  \n  20 a side\n\nAccessory:\n- Row",
        ),
        ("- Squat\nClean reps.", "- Squat\n\nClean reps."),
        ("- Squat\n\nNext.", "- Squat\n\nNext."),
        ("One line\nand another", "One line\nand another"),
    ],
)
def test_what_follows_a_list_is_not_taken_into_it(reply: str, shown: str) -> None:
    assert "".join(page.markdown(reply)) == shown
