"""A held message in a real browser: the button says that it was not meant so, its sets are logged after, and it is kept."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.doors.test_page import answers, say

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
FLAG = "i fainted during squats, bench 3x5 @ 100"
LOGGED = "Bench Press (Barbell): 3×5 @ 100 kg"
NOT_MEANT = "That's not what I meant"


def arrive(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_text("Log a workout")).to_be_visible()


def test_a_misreading_is_let_go_of_by_a_button(server: Any, page: Page) -> None:
    arrive(page, server.url)
    say(page, FLAG)
    expect(answers(page).last).to_contain_text("Call the emergency number")
    expect(page.get_by_text(LOGGED)).to_have_count(0)

    arrive(page, server.url)  # in another chat it is held as well
    say(page, "squat 3x5 @ 140")
    expect(answers(page).last).to_contain_text("Before we go on with training")
    expect(page.get_by_text("3×5 @ 140 kg")).to_have_count(0)
    page.get_by_role("button", name=NOT_MEANT).click()
    expect(answers(page).last).to_contain_text("I misread you")
    offered = page.get_by_role("main").get_by_role("button", name=re.compile("bench"))
    offered.click()  # the sets of the message are logged after all
    expect(page.get_by_text(LOGGED)).to_be_visible()

    server.stop()
    server.start()
    arrive(page, server.url)
    say(page, FLAG)
    expect(page.get_by_text(LOGGED)).to_be_visible()
    expect(page.get_by_role("button", name=NOT_MEANT)).to_have_count(0)
    say(page, "i fainted again on the stairs just now")  # other words are heard as before
    expect(answers(page).last).to_contain_text("Call the emergency number")
