"""PostgreSQL itself keeps athletes apart: whatever the code asks for, nobody gets another's rows."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from agent.builtin.model import BuiltinCoach
from agent.coach import Coach
from agent.turn import config_of
from db import (
    access,
    athletes,
    chats,
    connections,
    erasure,
    exercises,
    facts,
    habits,
    health,
    history,
    import_names,
    ledger,
    logins,
    measurements,
    planning,
    plans,
    programs,
    proposals,
    recall,
    recollections,
    remote,
    sealed,
    snapshots,
    things,
    transfer,
    workouts,
)
from db.athletes import Athlete
from db.engine import Database
from db.measurements import Measurement
from db.memory_tables import FactRow
from db.program_tables import CheckInRow, FeedbackRow, GoalRow, InjuryRow, MovementRuleRow, ProposalRow
from db.schema import owner_connection
from db.workouts import StoredWorkout
from memory import threads
from tests.conftest import new_athlete
from tools.log import LogTools
from training.errors import TopsetError
from training.library import load_library
from training.program.plan import Item, Program, Session, Target
from training.workout import Exercise, Set, Workout

MODULES: tuple[ModuleType, ...] = (
    access, athletes, chats, connections, erasure, exercises, facts, habits, health, history, import_names, ledger, logins, measurements, planning, plans, programs, proposals, recall,
    recollections, remote, sealed, snapshots, things, transfer, workouts,
)  # fmt: skip
BENCH = load_library().by_core_id("bench_press")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
WORKOUT = Workout(date(2026, 11, 20), (Exercise(BENCH.name, (Set(load_kg=60.0, reps=5),)),))

SQUATS = Session(
    date(2026, 11, 23), 1, 1, "A", "lifting", (Item("Squat (Barbell)", "main", (Target(reps=5, load_kg=100.0),)),), 30.0
)
PROGRAM = Program("Test", "generated", 1, date(2026, 11, 23), 1, (SQUATS,))

SERIES = health.Series("steps", "steps", "watch")
QUESTION = recall.Question("meat bench", "[1,0]", "model")
EVEN = recall.Weights(1.0, 1.0)
BLIND = ("transfer.unknown_workouts", "transfer.unknown_measurements", "transfer.is_empty", "remote.alone")
"""Their answer is that they see nothing there: the arguments come back, or 'empty', or a lock that they got."""


class Victim:
    """An athlete with a row in every table, and the keys of those rows."""

    def __init__(self, athlete: Athlete, keys: dict[str, UUID]) -> None:
        self.athlete, self.keys = athlete, keys

    def attack(self, name: str) -> tuple[Any, ...]:
        """The arguments with which a thief calls a query function."""
        keys, me = self.keys, self.athlete.id
        stored = StoredWorkout(keys["workout"], WORKOUT)
        weighed = Measurement("body_weight", NOW, 1.0, "kg", id=keys["measurement"])
        entry = ledger.Entry("x", "x", str(uuid4()), "", {}, {}, {})
        ids = {BENCH.name: keys["exercise"]}
        arguments: dict[str, tuple[Any, ...]] = {
            "access.make": (me, "plan", "stolen", timedelta(days=1)), "access.listed": (me,), "access.revoke": (me, keys["token"]),
            "logins.begin": (me, "stolen"), "logins.listed": (me,), "logins.end": (me, keys["login"]), "logins.end_all": (me,),
            "athletes.row_of": (me,), "athletes.update": (me, {"units": "lb"}), "athletes.delete": (me,),
            "athletes.belongings": (me,), "athletes.password_hash": (me,), "athletes.set_password_hash": (me, "x"),
            "chats.said": (me, keys["chat"], "stolen", "x", uuid4()), "chats.answered": (me, keys["chat"], "stolen", []),
            "chats.listed": (me,), "chats.chat": (me, keys["chat"]), "chats.latest": (me, keys["chat"], 9),
            "chats.messages": (me, keys["chat"]), "chats.rename": (me, keys["chat"], "stolen"),
            "chats.delete": (me, keys["chat"]), "chats.of_messages": (me, [keys["message"]]),
            "chats.content": (me, keys["message"]), "chats.messages_by_id": (me, [keys["message"]]), "chats.every": (me,),
            "chats.said_after": (me, 0, 9), "chats.page": (me, None, 9),
            "ledger.page": (me, (None, None), None, 9), "ledger.newest": (me,), "ledger.changed_after": (me, "workouts", 0, 9),
            "workouts.page": (me, date(2020, 1, 1), date(2027, 1, 1), None, 9),
            "connections.put": (me, "hevy"), "connections.listed": (me,), "connections.named": (me, "hevy"),
            "connections.change": (me, "hevy"), "connections.forget": (me, "hevy"),
            "remote.keep": (me, "hevy", "workout", {"w": {"title": "stolen"}}), "remote.keep_only": (me, "hevy", "workout", []),
            "remote.mark_deleted": (me, "hevy", "workout", {"w": "now"}), "remote.records": (me, "hevy", "workout"),
            "remote.counts": (me, "hevy"), "remote.mark_applied": (me, "hevy", "workout", "w"),
            "remote.forget_applied": (me, [keys["workout"]]), "remote.approve": (me, "hevy", {"action": "x", "thing": "stolen", "request": {}}),
            "remote.waiting": (me,), "remote.alone": (me, "hevy"), "remote.delivered": (me, "hevy"), "remote.note": (me, keys["delivery"]),
            "exercises.ids_of": (me, [BENCH]), "exercises.own": (me,), "exercises.add_own": (me, BENCH),
            "exercises.forget_own": (me, BENCH.name), "exercises.put_own": (me, BENCH), "exercises.times_done": (me, date(2020, 1, 1)),
            "exercises.all_ids": (me,), "exercises.id_of": (me, BENCH.name),
            "facts.add": (me, fact()), "facts.by_ids": (me, [keys["fact"]]), "facts.current": (me, date(2026, 11, 20)),
            "facts.holding": (me, date(2026, 11, 20)), "facts.of_messages": (me, [uuid4()]), "facts.true_on": (me, date(2020, 1, 1), date(2027, 1, 1)),
            "facts.known_at": (me, NOW, date(2026, 11, 20)), "facts.every": (me,), "facts.export": (me,), "facts.standing": (me, date(2026, 11, 20), ["preference"], 9), "facts.pointing": (me, date(2026, 11, 20)),
            "facts.newest": (me, date(2026, 11, 20), 9),
            "facts.change": (me, keys["fact"], {"text": "stolen"}), "facts.delete": (me, [keys["fact"]]),
            "recall.facts": (me, QUESTION, EVEN, date(2026, 11, 20), 9), "recall.turns": (me, QUESTION, EVEN, date(2026, 11, 20), 9),
            "recall.episodes": (me, QUESTION, EVEN, date(2026, 11, 20), 9),
            "erasure.rows_with": (me, "messages", "content", ["bench"]), "erasure.rewrite": (me, "messages", "content", [(keys["message"], "stolen")]),
            "erasure.drop_threads": (me, [str(keys["chat"])]), "erasure.unread_turns": (me, [keys["message"]]),
            "erasure.whole_rows": (me, "messages", [str(keys["message"])]), "erasure.unread_facts": (me, [keys["fact"]]),
            "erasure.put_rows": ("goals", [{"athlete_id": str(me), "id": str(uuid4()), "kind": "other", "text": "stolen", "set_on": "2026-11-01"}]),
            "erasure.put_field": (me, erasure.Place("messages", "content", False), str(keys["message"]), "stolen", "bench 3x5 @ 60 kg, and i weigh 80 kg"),
            "sealed.add": (me, "stolen"), "sealed.newest": (me,), "sealed.drop": (me, keys["sealed"]), "sealed.end_those_over": (),
            "erasure.unread_episodes": (me, [keys["episode"]]),
            "recollections.one_at_a_time": (me,), "recollections.word_facts": (me,), "recollections.word_turns": (me, 9),
            "recollections.facts_without": (me, "other", 9), "recollections.turns_without": (me, "other", 9),
            "recollections.keep_facts": (me, "other", [keys["fact"]], ["[1,0]"]),
            "recollections.word_episodes": (me,), "recollections.episodes_without": (me, "other", 9),
            "recollections.keep_episodes": (me, "other", [keys["episode"]], ["[1,0]"]),
            "recollections.episodes_by_ids": (me, [keys["episode"]]),
            "recollections.keep_turns": (me, "other", [keys["message"]], ["[1,0]"]),
            "recollections.long_past": (me, datetime(2100, 1, 1, tzinfo=UTC), 9), "recollections.episodes": (me,),
            "recollections.add_episode": (me, keys["chat"], "stolen", (date(2026, 11, 1), date(2026, 11, 1)), [], NOW),
            "health.new_batch": (me, "stolen"), "health.series_ids": (me, [SERIES]), "health.add": (me, 1, [(1, NOW, NOW, 1.0)]),
            "health.values_of": (me, [1], NOW - timedelta(days=9), NOW + timedelta(days=9)),
            "health.clear": (me, [1], NOW - timedelta(days=9), NOW + timedelta(days=9)), "health.forget_batch": (me, 1),
            "health.roll_up": (me, "UTC", date(2020, 1, 1), date(2027, 1, 1)), "health.days": (me, "steps", date(2020, 1, 1), date(2027, 1, 1)),
            "health.known": (me,), "health.trained": (me, date(2020, 1, 1), date(2027, 1, 1)),
            "habits.habits": (me, date(2026, 11, 20), date(2020, 1, 1)),
            "history.of_exercise": (me, keys["exercise"]), "history.first_day": (me,), "history.bests": (me, keys["exercise"]),
            "history.most_volume": (me, keys["exercise"]), "history.lately": (me, [BENCH.name]),
            "history.of_period": (me, date(2020, 1, 1), date(2027, 1, 1)), "history.days": (me,),
            "history.planned": (me, date(2020, 1, 1), date(2027, 1, 1)),
            "history.days_of": (me, keys["exercise"], date(2020, 1, 1), date(2027, 1, 1)),
            "ledger.done_before": (me, str(keys["key"])), "ledger.record": (me, entry), "ledger.last_to_undo": (me,),
            "ledger.by_id": (me, keys["entry"]), "ledger.mark_undone": (me, keys["entry"]), "ledger.latest": (me,),
            "ledger.strike": (me, {"measurements": [str(keys["measurement"])]}),
            "ledger.close": (me, "measurements", [str(keys["measurement"])]), "ledger.of_message": (me, keys["message"]), "ledger.standing_of_chat": (me, keys["chat"]), "ledger.standing": (me, [keys["entry"]]), "ledger.messages_written_for": (me, [keys["message"]], ()),
            "measurements.add": (me, [weighed]), "measurements.put": (me, weighed),
            "measurements.delete": (me, [keys["measurement"]]), "measurements.by_ids": (me, [keys["measurement"]]),
            "measurements.of_metric": (me, "body_weight"),
            "measurements.every": (me,),
            "planning.profile": (me,), "planning.update_profile": (me, {"days": 7}), "planning.add": (me, injury()),
            "planning.injuries": (me,), "planning.movement_rules": (me,), "planning.goals": (me,),
            "planning.check_ins": (me, None, date(2020, 1, 1), date(2027, 1, 1)),
            "planning.feedback": (me, date(2020, 1, 1), date(2027, 1, 1)),
            "planning.change": (me, GoalRow, keys["goal"], {"text": "stolen"}), "planning.forget": (me, GoalRow, keys["goal"]),
            "programs.current": (me,), "programs.by_id": (me, keys["program"]), "programs.every": (me,),
            "programs.change": (me, keys["program"]), "programs.change_session": (me, keys["session"]), "programs.add": (me, PROGRAM), "programs.add_sessions": (me, keys["program"], [SQUATS]),
            "programs.sessions_of": (me, keys["program"]),
            "programs.of_workout": (me, keys["workout"]), "programs.outline": (me, keys["program"]), "programs.delete_sessions": (me, [keys["session"]]),
            "proposals.add": (me, proposal()), "proposals.by_id": (me, keys["proposal"]), "proposals.listed": (me,),
            "proposals.rejected_before": (me, "x"), "proposals.decide": (me, keys["proposal"], "rejected", "x", NOW),
            "proposals.standing": (me, keys["chat"], NOW.date()), "proposals.beginning": (me, str(keys["proposal"])[:8]), "planning.every_check_in": (me,), "plans.export": (me,),
            "plans.add": (me, [("goals", {"id": str(keys["goal"]), "kind": "other", "text": "stolen", "set_on": "2026-11-01"})]),
            "things.take": (me, "goals", [str(keys["goal"])]), "things.put": (me, "goals", str(keys["goal"]), None),
            "snapshots.take": (me, {"workouts": [str(keys["workout"])], "measurements": [str(keys["measurement"])]}),
            "snapshots.put_back": (me, {"workouts": {str(keys["workout"]): None}}, [BENCH]),
            "transfer.export": (self.athlete,),
            "transfer.unknown_workouts": (me, [stored]), "transfer.add_workouts": (me, [StoredWorkout(uuid4(), WORKOUT)], ids),
            "transfer.unknown_measurements": (me, [weighed]), "transfer.add_chats": (me, {keys["chat"]: ("stolen", [])}),
            "transfer.moments": (me, "chat"), "transfer.forget_unused": (me, [BENCH.name]), "transfer.is_empty": (me,),
            "transfer.were_edited": (me, 0, [str(keys["workout"])]), "transfer.edited_here": (me, [keys["workout"]]),
            "transfer.connected": (me,), "transfer.with_keys": (me, "chat", ["x"]),
            "import_names.of_source": (me, "strong"), "import_names.keep": (me, "strong", {"Row": "stolen"}),
            "import_names.rename": (me, "Bent Over Row (Barbell)", "stolen"),
            "workouts.add": (me, [StoredWorkout(uuid4(), WORKOUT)], ids), "workouts.replace_with": (me, stored, ids),
            "workouts.delete": (me, [keys["workout"]]), "workouts.by_ids": (me, [keys["workout"]]),
            "workouts.between": (me, date(2020, 1, 1), date(2027, 1, 1)),
            "workouts.with_exercise": (me, keys["exercise"], 9, date(2020, 1, 1), date(2027, 1, 1)),
            "workouts.of_day": (me, WORKOUT.date, "chat"), "workouts.latest_id": (me,),
            "workouts.known_external_ids": (me, "chat"),
        }  # fmt: skip
        return arguments[name]

    def changes(self, name: str) -> dict[str, Any]:
        """What it wants to change, where that is named."""
        return {
            "programs.change": {"name": "stolen"}, "programs.change_session": {"title": "stolen"},
            "connections.put": {"kind": "hevy", "config": {"user": "stolen"}}, "connections.change": {"problem": "stolen"},
            "remote.mark_applied": {"applied": "stolen"}, "remote.note": {"state": "failed"},
        }.get(name, {})  # fmt: skip


def injury() -> InjuryRow:
    return InjuryRow(region="knee", since=date(2026, 11, 1))


def fact() -> FactRow:
    return FactRow(
        kind="preference", subject="diet", text="You eat no meat.", valid_from=date(2026, 11, 1), said_on=date(2026, 11, 1), learnt_at=NOW
    )  # fmt: skip


def proposal() -> ProposalRow:
    return ProposalRow(
        title="t", scope="session", changes=[], reason="r", evidence=[], before="", after="", basis={}, fingerprint="x", door="x"
    )  # fmt: skip


@pytest.fixture(scope="module")
async def victim(database: Database) -> AsyncIterator[Victim]:
    """Somebody with a row everywhere; the same for all tests, because each shows that no row has changed."""
    async for somebody in new_athlete(database):
        yield await filled(database, somebody)


async def filled(database: Database, other_athlete: Athlete) -> Victim:
    async with threads.open_pool(database.app_url) as pool:
        coach, thread = Coach(database, pool, BuiltinCoach()), uuid4()
        odd = UUID(int=uuid4().int | 1)  # a turn after which the thread is not tidied
        async for _ in coach.turn(
            other_athlete, "bench 3x5 @ 60 kg, and i weigh 80 kg", chat_id=thread, message_id=odd
        ):
            pass
        saver = threads.AthleteSaver(pool, other_athlete.id, database.recover)
        there = await saver.aget_tuple(config_of(thread))
        assert there is not None
        await saver.aput_writes(there.config, [("messages", "waits")], "a step")  # as where it waits for a person
    me = other_athlete.id
    async with other_athlete.sessions() as session:
        await athletes.set_password_hash(session, me, "secret")
        _, token = await access.make(session, me, "read", "x", timedelta(days=1))
        await logins.begin(session, me, "a browser")
        [login] = await logins.listed(session, me)
        [workout] = await workouts.between(session, me, date(2020, 1, 1), date(2027, 1, 1))
        [entry, *_] = await ledger.latest(session, me)
        [chat] = await chats.listed(session, me)
        [weighed] = await measurements.every(session, me)
        said = (await chats.messages(session, me, chat.id))[0]
        exercise = await exercises.id_of(session, me, BENCH.name)
        await planning.update_profile(session, me, {"days": 3})
        for row in (
            goal := GoalRow(kind="other", text="x", set_on=date(2026, 11, 1)),
            injury(),
            MovementRuleRow(kind="exclude", what="Squat (Barbell)"),
            CheckInRow(kind="readiness", date=date(2026, 11, 1), data={}),
            FeedbackRow(date=date(2026, 11, 1)),
        ):
            await planning.add(session, me, row)
        program = await programs.add(session, me, PROGRAM)
        [planned] = await programs.sessions_of(session, me, program)
        offered = await proposals.add(session, me, proposal())
        goal_id = goal.id
        known = await facts.add(session, me, fact())
        await sealed.add(session, me, "closed")
        kept = await sealed.newest(session, me)
        assert kept is not None
        await recollections.word_facts(session, me)
        await recollections.word_turns(session, me, 9)
        await recollections.keep_facts(session, me, "model", [known], ["[1,0]"])
        await recollections.add_episode(session, me, chat.id, "x", (NOW.date(), NOW.date()), [said.id], NOW)
        [episode] = await recollections.episodes(session, me)
        await recollections.word_episodes(session, me)
        assert await recall.facts(session, me, QUESTION, EVEN, NOW.date(), 9)
        await connections.put(session, me, "hevy", kind="hevy", config={}, secret="closed")
        await remote.keep(session, me, "hevy", "workout", {"w": {"title": "x"}})
        await import_names.keep(session, me, "strong", {"Row": "Bent Over Row (Barbell)"})
        await remote.mark_applied(session, me, "hevy", "workout", "w", workout_id=workout.id, applied="x")
        batch = await health.new_batch(session, me, "watch")
        series = await health.series_ids(session, me, [SERIES])
        await health.add(session, me, batch, [(series["steps", "watch", ""], NOW, NOW, 100.0)])
        await health.roll_up(session, me, "UTC", date(2026, 11, 1), date(2026, 12, 1))
        delivery = await remote.approve(session, me, "hevy", {"action": "x", "thing": "x", "request": {}})
    assert exercise is not None
    keys = {
        "workout": workout.id, "entry": entry.id, "chat": chat.id, "measurement": weighed.id, "message": said.id,
        "exercise": exercise, "key": uuid4(),
        "goal": goal_id, "fact": known, "sealed": kept.id, "program": program, "session": planned.id, "proposal": offered, "token": token.id, "login": login.id,
        "episode": episode.id, "delivery": delivery,
    }  # fmt: skip
    return Victim(other_athlete, keys)


def query_functions() -> dict[str, Callable[..., Awaitable[Any]]]:
    """Every public query: a coroutine function of ``db`` that takes the session first."""
    return {
        f"{module.__name__.removeprefix('db.')}.{name}": function
        for module in MODULES
        for name, function in vars(module).items()
        if inspect.iscoroutinefunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") == "session"
    }


@pytest.mark.parametrize("name", query_functions())
async def test_no_query_reads_or_writes_another_athletes_rows(name: str, athlete: Athlete, victim: Victim) -> None:
    before = await everything(victim.athlete)
    attack, found = victim.attack(name), None
    try:
        async with athlete.sessions() as session:
            found = await query_functions()[name](session, *attack, **victim.changes(name))
    except (DBAPIError, TopsetError) as error:  # a refusal is as good as nothing; a TypeError would be a wrong attack
        found = error
    assert nothing_in(found) or name in BLIND, f"{name} gave {found!r}"
    assert await everything(victim.athlete) == before


async def test_raw_sql_on_the_apps_connection_gets_nothing(athlete: Athlete, victim: Victim) -> None:
    tables = await owned_tables(athlete)
    assert len(tables) >= 11
    before = await everything(victim.athlete)
    for table in tables:
        async with athlete.sessions() as session:
            seen = await session.scalar(
                sa.text(f"select count(*) from {table} where athlete_id <> :me"), {"me": athlete.id}
            )
            changed = await session.execute(
                sa.text(f"update {table} set athlete_id = :me where athlete_id <> :me"), {"me": athlete.id}
            )
            gone = await session.execute(
                sa.text(f"delete from {table} where athlete_id = :them"), {"them": victim.athlete.id}
            )
            assert (seen, changed.rowcount, gone.rowcount) == (0, 0, 0), table
    assert await everything(victim.athlete) == before


@pytest.mark.parametrize(
    "trick",
    [
        "insert into workouts (athlete_id, date) values ('{them}', '2026-01-01')",
        "insert into chats (athlete_id) values ('{them}')",
        "insert into athletes (id, name) values ('{them}', 'somebody new')",
        "set row_security = off; select * from workouts",
        "alter table workouts disable row level security",
        "drop policy own_rows on workouts",
        "set role postgres",
        "set session authorization postgres",
        "create policy mine on workouts using (true)",
        "alter role topset_app bypassrls",
        "truncate workouts",
    ],
)
async def test_the_app_cannot_open_the_door_itself(trick: str, athlete: Athlete, victim: Victim) -> None:
    with pytest.raises((DBAPIError, Exception)) as caught:
        async with athlete.sessions() as session:
            for statement in trick.format(them=victim.athlete.id).split(";"):
                rows = await session.execute(sa.text(statement))
            assert not rows.all(), "rows came back"
    assert not isinstance(caught.value, AssertionError)


async def test_without_an_athlete_there_is_nothing(database: Database, victim: Victim) -> None:
    async with database.session() as session:
        for table in [*await owned_tables(victim.athlete), "athletes"]:
            assert await session.scalar(sa.text(f"select count(*) from {table}")) == 0, table


async def test_every_table_with_an_athlete_is_closed(database: Database) -> None:
    """A new table that forgets its policy fails here."""
    with owner_connection(database.owner_url) as connection:
        rows = connection.execute(
            sa.text("""
                select n.nspname || '.' || c.relname, c.relrowsecurity and c.relforcerowsecurity,
                       (select count(*) from pg_policy p where p.polrelid = c.oid and p.polqual is not null
                        and (p.polcmd in ('*') and p.polwithcheck is not null))
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname not like 'pg_%' and n.nspname <> 'information_schema'
                and (c.relname = 'athletes' or exists (select 1 from pg_attribute a where a.attrelid = c.oid
                     and a.attname = 'athlete_id' and not a.attisdropped))""")
        ).all()
    assert len(rows) >= 13
    assert [table for table, forced, policies in rows if not forced or not policies] == []


async def test_the_apps_role_is_nobody_special(database: Database) -> None:
    with owner_connection(database.owner_url) as connection:
        special, owns = connection.execute(
            sa.text("""select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb,
                       (select count(*) from pg_class where relowner = r.oid) from pg_roles r where rolname = 'topset_app'""")
        ).one()
    assert (special, owns) == (False, 0)


async def test_deleting_an_athlete_leaves_no_row_behind(database: Database, victim: Victim) -> None:
    tables = await owned_tables(victim.athlete)
    async with victim.athlete.sessions() as session:
        counts = {table: await session.scalar(sa.text(f"select count(*) from {table}")) for table in tables}
    assert all(counts.values()), f"the victim should have rows everywhere: {counts}"
    async with victim.athlete.sessions() as session:
        await athletes.delete(session, victim.athlete.id)
    with owner_connection(database.owner_url) as connection:
        for table in tables:
            left = connection.scalar(
                sa.text(f"select count(*) from {table} where athlete_id = :them"), {"them": victim.athlete.id}
            )
            assert left == 0, table


async def everything(athlete: Athlete) -> dict[str, list[Any]]:
    """All rows of an athlete, in every table."""
    async with athlete.sessions() as session:
        return {
            table: sorted(map(str, (await session.execute(sa.text(f"select * from {table}"))).all()))
            for table in [*await owned_tables(athlete), "athletes"]
        }


async def owned_tables(athlete: Athlete) -> list[str]:
    async with athlete.sessions() as session:
        return list(
            await session.scalars(
                sa.text("""select table_schema || '.' || table_name from information_schema.columns
                           where column_name = 'athlete_id' and table_schema in ('public', 'threads') order by 1""")
            )
        )


def nothing_in(found: Any) -> bool:
    """Whether an answer holds nothing of anybody."""
    if isinstance(found, Exception) or not found:
        return True
    if isinstance(found, dict):
        return all(key in ("format", "version") or nothing_in(value) for key, value in found.items())
    if isinstance(found, tuple):
        return all(map(nothing_in, found))
    return isinstance(found, UUID)  # the key of an insert that the database then refused or kept for oneself


async def test_the_tools_of_one_athlete_do_not_see_the_other(
    athlete: Athlete, victim: Victim, session: AsyncSession
) -> None:
    await LogTools(athlete).log_workout("squat 5x5 100")
    names = await exercises.all_ids(session, athlete.id)
    assert list(names) == ["Squat (Barbell)"]
