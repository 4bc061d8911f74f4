"""The chat page in a real browser: log, ask, chart, undo, import, restart, resume."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
ROOT = Path(__file__).parent.parent.parent
HEVY_HEAD = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",'
    '"weight_kg","reps","distance_km","duration_seconds","rpe"'
)


def say(page: Page, words: str) -> None:
    page.locator("#chat-input").click()
    page.keyboard.insert_text(words)
    page.locator("#chat-submit").click()


def answers(page: Page) -> Any:
    return page.locator(".ai-message, [data-step-type=assistant_message]")


def test_a_lifter_s_evening(server: Any, page: Page, tmp_path: Path) -> None:
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not is_ours(request.url, server.url) else None)
    page.goto(server.url)
    expect(page.get_by_text("Log a workout")).to_be_visible()

    say(page, "bench 3x5 @ 100, rows 4x10 60kg")
    expect(page.get_by_text("Bench Press (Barbell): 3×5 @ 100 kg")).to_be_visible()
    expect(page.get_by_text("Log workout")).to_be_visible()  # the tool call, as a readable step
    say(page, "no, the last set was 8")
    expect(page.get_by_text("10, 10, 10, 8 @ 60 kg")).to_be_visible()

    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_text("Undone:").last).to_be_visible()
    expect(page.get_by_text("4×10 @ 60 kg").last).to_be_visible()

    log = tmp_path / "export.csv"
    lines = [
        f'"Push","{day} Sep 2026, 17:29","{day} Sep 2026, 18:31","","Squat (Barbell)",,"",{n},"normal",{100 + day},5,,,'
        for day in range(1, 29)
        for n in range(5)
    ]
    log.write_text("\n".join([HEVY_HEAD, *lines]))
    page.locator("#upload-button-input").set_input_files(str(log))
    expect(page.get_by_text("export.csv").first).to_be_visible()
    page.locator("#chat-submit").click()
    expect(page.get_by_text(re.compile("28 .*workouts"))).to_be_visible()

    say(page, "how's my squat since september?")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    expect(page.locator(".js-plotly-plot .point")).to_have_count(28)
    expect(page.get_by_text(re.compile(r"149\.3 kg"))).to_be_visible()

    say(page, "make it purple")
    expect(page.get_by_text("“make it purple”").last).to_be_visible()
    say(page, "i'm 9")
    expect(page.get_by_role("button", name="remember: i'm 9")).to_be_visible()
    address = page.url

    server.stop()
    server.start()
    page.goto(server.url)
    page.get_by_text("bench 3x5 @ 100, rows").first.click()
    expect(page.get_by_text("Bench Press (Barbell): 3×5 @ 100 kg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot .point")).to_have_count(28)
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()  # what was written can still be taken back
    say(page, "and bench?")
    expect(page.get_by_text(re.compile(r"Bench Press \(Barbell\).*116\.7 kg")).last).to_be_visible()
    assert address and elsewhere == []


def test_a_failure_is_a_sentence(server: Any, page: Page) -> None:
    page.goto(server.url)
    say(page, "bench 3x5 @ 100")
    expect(page.get_by_text("3×5 @ 100 kg")).to_be_visible()
    say(page, "x" * 60_000)
    expect(page.get_by_text("I read up to")).to_be_visible()
    postmaster = int((server.home / "pg" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    say(page, "squat 3x5 @ 140")
    expect(page.get_by_text(re.compile(r"3×5 @ 140 kg|stopped answering"))).to_be_visible(timeout=30_000)


def test_only_this_machine_is_let_in(server: Any) -> None:
    """Another page can't use the browser to talk to ours, by a borrowed name or from its own script."""
    refused = {
        421: [{"Host": "evil.example"}],
        403: [{"Origin": each} for each in ("https://evil.example", "http://localhost:3000", "null")],
    }
    for status, asked in refused.items():
        for headers in asked:
            with pytest.raises(urllib.error.HTTPError) as answer:
                urllib.request.urlopen(urllib.request.Request(server.url, headers=headers), timeout=10)
            assert answer.value.code == status


def test_words_make_no_link_and_no_picture(server: Any, page: Page) -> None:
    page.goto(server.url)
    say(page, "remember that ![x](http://evil.example/a.png) and [click](http://evil.example)")
    expect(page.get_by_text("Noted: You asked").last).to_be_visible()
    assert page.locator('[href*="evil.example"], img[src*="evil.example"]').count() == 0
    for name in ("Send", "New chat", "Attach a file", "Message to the coach"):
        expect(page.get_by_label(name).first).to_be_attached()


def test_a_page_for_others_asks_who_is_there(server: Any, page: Page) -> None:
    server.stop()
    server.environment |= {"TOPSET_HOST": "0.0.0.0"}
    command = [sys.executable, "-m", "topset", "password"]
    environment = os.environ | {"TOPSET_HOME": str(server.home)}
    subprocess.run(command, input=b"correct horse battery\n", env=environment, cwd=ROOT, check=True, timeout=60)
    server.start()
    page.goto(server.url)
    page.locator("input[name=email], #email, input[type=email], input[name=username]").first.fill("me")
    page.locator("input[type=password]").fill("wrong horse battery")
    page.locator("button[type=submit]").click()
    expect(page.locator("#chat-input")).to_have_count(0)
    page.locator("input[type=password]").fill("correct horse battery")
    page.locator("button[type=submit]").click()
    expect(page.locator("#chat-input")).to_be_visible()
    say(page, "bench 3x5 @ 100")
    expect(page.get_by_text("3×5 @ 100 kg")).to_be_visible()


def is_ours(url: str, ours: str) -> bool:
    return url.startswith((ours, ours.replace("http", "ws", 1), "data:", "blob:"))
