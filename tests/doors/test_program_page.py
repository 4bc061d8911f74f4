"""A program on the page, in a real browser: asked for, approved by a button, followed, changed, rejected, undone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.doors.test_page import say

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
WISH = "make me a 10 week strength program, 4 days, 60 minutes, home gym with a rack, and my left knee is bad"


def test_from_a_wish_to_a_week(server: Any, page: Page) -> None:
    page.goto(server.url)
    say(page, WISH)
    expect(page.get_by_text("How long have you been lifting regularly")).to_be_visible()
    say(page, "about 2 years")
    expect(page.get_by_text(re.compile("How bad is the (left )?knee"))).to_be_visible()
    say(page, "4/10")
    expect(page.get_by_text("short health check")).to_be_visible()
    say(page, "no to all")
    approve = page.get_by_role("button", name="Approve")
    expect(approve).to_be_visible(timeout=20_000)  # the program is written out first
    expect(page.get_by_text("nothing has changed yet")).to_be_visible()
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    approve.click()
    expect(page.get_by_text("Approved: 10 weeks of strength")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)

    say(page, "what's next?")
    expect(page.get_by_text(re.compile("week 1, about")).last).to_be_visible()
    say(page, "I have 25 minutes")
    expect(page.get_by_text("Fit into 25 minutes")).to_be_visible()
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("Why?")).to_be_visible()
    say(page, "I found the time after all")
    expect(page.get_by_text("Rejected: Fit into 25 minutes")).to_be_visible()

    say(page, "swap the rows")
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    server.stop()
    server.start()
    page.goto(server.url)
    page.get_by_text("make me a 10 week").first.click()
    expect(page.get_by_text("instead of Bent Over Row").first).to_be_visible()
    say(page, "yes")  # the buttons went with the old page; the word still decides
    expect(page.get_by_text(re.compile("Approved: .* instead of Bent Over Row"))).to_be_visible()
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text("Undone: the approval").last).to_be_visible()
