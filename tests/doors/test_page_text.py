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


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("![x](http://evil.example/a.png)", "!\\[x\\](http:~//evil.example/a.png)"),
        ("[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"),
        ("at www.evil.example", "at www~.evil.example"),
        ("me@evil.example", "me@~evil.example"),
        ("<b>a</b> &lt;", "\\<b\\>a\\</b\\> \\&lt;"),
        ("*a* 3*4 __b__ `c`", "\\*a\\* 3\\*4 \\_\\_b\\_\\_ \\`c\\`"),
        ("a_name stays, **so does this**", "a_name stays, **so does this**"),
        ("===", "\\==="),
        ("- Squat: 3×5", "- Squat: 3×5"),
        ("## Week 1", "## Week 1"),
        ("1. Without a load", "1. Without a load"),
        ("| a | b |", "| a | b |"),
    ],
)
def test_words_are_text_and_no_markup(said: str, shown: str) -> None:
    assert "".join(page.markdown(said)) == shown.replace("~", page.NO_LINK)
