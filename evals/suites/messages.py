"""Messages whose right outcome somebody wrote in words: those with calls are judged as turns, the others are shown."""

from datetime import date

from evals.bench import PLAN_TODAY, Bench, told
from evals.corpus import Exchange, MessageItem, TurnItem
from evals.grades import Grade
from evals.outcome import Outcome
from evals.suites import turns

MESSAGES_TODAY = date(2026, 11, 21)


async def judge(item: MessageItem, bench: Bench) -> Outcome:
    """Judge by the calls; without any, show the exchange to whoever reads the report."""
    if item.want is None:
        talk = await bench.open(item.setup, PLAN_TODAY if item.setup == "plan" else MESSAGES_TODAY)
        transcript = []
        for said in (*item.prior, item.say):
            transcript += told(said, await talk.say(said))
        await bench.close(talk)
        return Outcome(item.id, Grade.MISREAD, f"to be read: {item.expected}", (item.kind,), item.writer, transcript)
    turn = TurnItem(
        id=item.id, writer=item.writer, kinds=[item.kind], setup=item.setup, say=item.say, want=item.want, triage=item.triage,
        before=[Exchange(you=each) for each in item.prior], say_only=item.say_only,
    )  # fmt: skip
    outcome = await turns.judge(turn, bench)
    if item.ask and outcome.grade is Grade.MISREAD and outcome.transcript[-1].rstrip().endswith("?"):
        outcome.grade = Grade.RIGHT
    return outcome
