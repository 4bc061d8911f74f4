"""The chat door: Chainlit handlers and nothing else."""

import logging
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextvars import ContextVar
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import chainlit as cl
from chainlit.auth import get_current_user
from chainlit.context import ChainlitContextException
from chainlit.data.base import BaseDataLayer
from chainlit.server import app as server
from chainlit.types import PageInfo, PaginatedResponse, Pagination, ThreadFilter
from chainlit.user import PersistedUser, User

from agent.decisions import Decision
from agent.events import Event, Reply, Step
from tools.calls import Call, called_by
from tools.undo import UndoTools
from topset import buttons, panel
from topset.buttons import Button, label
from topset.figures import drawing
from topset.gate import SESSION, guard
from topset.page import STARTERS, Page, markdown, shown
from topset.routes import routes
from topset.settings import load_settings
from training.errors import TopsetError

log = logging.getLogger(__name__)
Done = TypeVar("Done")
LOOK = "Ask 'what did I do today?' to see what was saved, then say the rest again."
SHOWN = "buttons"
page = Page(load_settings())
asking: ContextVar[str] = ContextVar("topset_page_user")
guard(server, page)


@cl.on_app_startup
async def start() -> None:
    """Open the coach once for everybody."""
    await page.open()


@cl.on_app_shutdown
async def stop() -> None:
    """Leave the database as it should be left."""
    await page.close()


if page.settings.is_private:

    @cl.header_auth_callback
    async def enter(_headers: Any) -> User:
        """On one's own machine nobody has to log in."""
        return User(identifier=page.settings.athlete)

else:

    @cl.password_auth_callback
    async def log_in(name: str, password: str) -> User | None:
        """Elsewhere everybody does."""
        secret = await page.lets_in(name, password)
        return None if secret is None else User(identifier=name, metadata={SESSION: secret})


@cl.set_starters
async def starters(_user: User | None = None) -> list[cl.Starter]:
    """First things to say."""
    return [cl.Starter(label=label, message=said) for label, said in STARTERS]


@cl.on_chat_resume
async def resume(thread: Any) -> None:
    """A chat goes on where it was: its context is in the agent's thread, and its buttons still do what they say."""
    found = await buttons.still_there(await page.athlete(_user()), UUID(thread["id"]))
    for action, message_id in ((action, at) for at, under in found.items() for action in _actions(under)):
        await action.remove()  # a page that stayed open while the server started again has it
        await action.send(str(message_id))


@cl.on_message
async def answer(message: cl.Message) -> None:
    """One turn; whatever goes wrong is a sentence on the page."""
    try:
        athlete = await page.athlete(_user())
        for element in message.elements or []:
            await _import(element)
        if message.content.strip():
            chat, key = UUID(cl.context.session.thread_id), UUID(message.id)
            await _show(page.coach.turn(athlete, message.content, chat_id=chat, door="page", message_id=key))
    except TopsetError as error:
        await cl.Message(shown(str(error))).send()
    except Exception:
        reference = uuid4().hex[:8]
        log.exception("page failed, reference %s", reference)
        await cl.Message(f"Something went wrong on my side (reference {reference}). {LOOK}").send()


@cl.action_callback("look")
@cl.on_window_message
async def open_memory(asked: Any) -> None:
    """The link at the top opens the memory panel, also before anything is said; so does the button under a reply."""
    if asked == panel.OPEN or isinstance(asked, cl.Action):
        shown = cl.CustomElement(name="Memory", props={"chat": cl.context.session.thread_id}, display="side")
        await cl.ElementSidebar.set_title("Memory")
        await cl.ElementSidebar.set_elements([shown], key=shown.id)


@cl.action_callback("Memory")
async def mend(action: cl.Action) -> dict[str, str]:
    """The panel's buttons put a fact right, or forget it; what was done is kept with the chat."""
    athlete, chat = await page.athlete(_user()), UUID(cl.context.session.thread_id)
    deed = await _tried(panel.act(page.coach, athlete, chat, action.payload))
    if isinstance(deed, str):
        return {"error": deed}
    await _keep(deed.said, deed.answer)
    written = await page.coach.writes_of(athlete, deed.key)
    told = f"{deed.answer} {deed.hint}".strip()
    await cl.Message(shown(told), actions=_actions([buttons.undo(each) for each in written])).send()
    return {"said": told, "undo": "".join(str(each) for each in written)}


@cl.action_callback("undo")
async def undo(action: cl.Action) -> dict[str, str]:
    """The button under a write takes back just that write."""
    athlete = await page.athlete(_user())
    with called_by(Call("page", f"undo-{action.id}")):
        text = str(await _tried(UndoTools(athlete).undo(UUID(action.payload["write"]))))
    await _keep("Undo", text)
    await cl.Message(shown(text)).send()
    await _sweep()
    return {"said": text}


@cl.action_callback("say")
async def say(action: cl.Action) -> None:
    """The buttons under a question say their words, as if they were typed."""
    await answer(await cl.Message(str(action.payload["said"]), type="user_message").send())
    await cl.context.emitter.task_end()


@cl.action_callback("decide")
async def decide(action: cl.Action) -> None:
    """The buttons under a proposal: a person decides, and no model is asked."""
    athlete = await page.athlete(_user())
    decision = Decision(action.payload["approve"])
    if not decision.approve:
        asked = await cl.AskUserMessage(
            "Rejected. Why? (It won't be offered again; just send a dash for no reason.)", timeout=60
        ).send()
        decision = Decision(False, str((asked or {}).get("output", "")).strip(" -"))
    chat = UUID(cl.context.session.thread_id)
    await _show(page.coach.decide(athlete, UUID(action.payload["proposal"]), decision, chat_id=chat, door="page"))
    await cl.context.emitter.task_end()  # asking began a task that no handler of a message ends


async def _tried(doing: Awaitable[Done]) -> Done | str:
    """What was done, or a sentence that says why it was not."""
    try:
        return await doing
    except TopsetError as error:
        return str(error)
    except Exception:
        log.exception("a button failed")
        return f"That could not be done. {LOOK}"


async def _show(events: AsyncIterator[Event]) -> None:
    """What a turn does while it happens, and its reply with what can be done about it."""
    reply = cl.Message("")
    async for event in events:
        if isinstance(event, Step):
            async with cl.Step(name=label(event.name), type="tool", show_input=False) as step:
                step.output = shown(event.text)  # a question, or a no, is an answer and no error
        elif isinstance(event, Reply):
            for piece in markdown(event.text):
                await reply.stream_token(piece)
            reply.elements = [cl.Plotly(name=one["title"], figure=drawing(one)) for one in event.charts]
            reply.actions = _actions(buttons.under(event))
            await reply.send()
    await _sweep()
    page.after_learning(partial(cl.send_window_message, panel.CHANGED))


def _actions(under: Sequence[Button]) -> list[cl.Action]:
    """Buttons as Chainlit has them; the page remembers which it shows."""
    cl.user_session.set(SHOWN, (cl.user_session.get(SHOWN) or {}) | {each.id: each for each in under})
    return [cl.Action(**asdict(each), id=each.id) for each in under]


async def _sweep() -> None:
    """Take away the buttons that no longer do anything."""
    there: dict[str, Button] = cl.user_session.get(SHOWN) or {}
    gone = await buttons.gone(await page.athlete(_user()), list(there.values()))
    for action in _actions([there[each] for each in gone]):
        await action.remove()
    cl.user_session.set(SHOWN, {key: each for key, each in there.items() if key not in gone})


async def _import(element: Any) -> None:
    athlete = await page.athlete(_user())
    progress = await cl.Message(f"Reading {element.name} …").send()
    key = f"import-{uuid4()}"
    text = await page.bring_in(athlete, Path(element.path), element.name, key, _asked_unit)
    await _keep(f"(file: {element.name})", text)
    progress.content = shown(text)
    progress.actions = _actions([buttons.undo(each) for each in await page.coach.writes_of(athlete, key)])
    await progress.update()


async def _asked_unit(doubt: str) -> str:
    """The unit that the athlete taps; empty where they tap none."""
    units = [cl.Action(name="unit", label=f"Loads in {one}", payload={"unit": one}) for one in ("lb", "kg")]
    tapped = await cl.AskActionMessage(doubt, units, timeout=600).send()
    return tapped["payload"]["unit"] if tapped else ""


async def _keep(said: str, answered: str) -> None:
    """Record what happened outside a turn with the chat."""
    await page.keep(await page.athlete(_user()), UUID(cl.context.session.thread_id), said, answered)
    page.after_learning(partial(cl.send_window_message, panel.CHANGED))


def _user() -> str:
    """Who is asking: by the page's socket, or by the cookie of this request."""
    try:
        user = cl.context.session.user
    except ChainlitContextException:  # outside of a chat there is none
        user = None
    return user.identifier if user is not None else asking.get()


# Chainlit answers every path that it does not know with its page: ours have to be asked first.
server.router.routes[:0] = [*routes(page, get_current_user).routes, *page.api()]


class History(BaseDataLayer):
    """Chainlit's history over our chat tables: it reads and renames them; the coach alone writes messages."""

    async def get_user(self, identifier: str) -> PersistedUser | None:
        """The athlete behind a login."""
        athlete = await page.athlete(identifier)
        asking.set(identifier)
        return PersistedUser(id=str(athlete.id), identifier=athlete.name, createdAt="1970-01-01T00:00:00Z")

    async def create_user(self, user: User) -> PersistedUser | None:
        """Athletes are made by the database's door, not by logging in."""
        return await self.get_user(user.identifier)

    async def list_threads(self, pagination: Pagination, filters: ThreadFilter) -> PaginatedResponse[Any]:
        """The athlete's chats."""
        athlete, cursor = await page.athlete(_user()), pagination.cursor
        shown, more = await page.threads(athlete, filters.search, cursor, pagination.first)
        info = PageInfo(more, shown[0]["id"] if shown else None, shown[-1]["id"] if shown else None)
        return PaginatedResponse(pageInfo=info, data=shown)

    async def get_thread(self, thread_id: str) -> Any:
        """One chat."""
        return await page.thread(await page.athlete(_user()), thread_id)

    async def get_thread_author(self, thread_id: str) -> str:
        """Who may see a chat: row-level security shows nobody else's."""
        thread = await self.get_thread(thread_id)
        return "" if thread is None else str(thread["userIdentifier"])

    async def update_thread(
        self, thread_id: str, name: str | None = None, user_id: str | None = None, metadata: Any = None, tags: Any = None
    ) -> None:  # fmt: skip
        """Give a chat another name."""
        if name:
            await page.rename(await page.athlete(_user()), thread_id, name)

    async def delete_thread(self, thread_id: str) -> None:
        """Delete a chat; what it logged stays logged."""
        await page.delete(await page.athlete(_user()), thread_id)

    async def get_element(self, thread_id: str, element_id: str) -> Any:
        """A chart of a chat."""
        thread = await self.get_thread(thread_id) or {"elements": []}
        return next((each for each in thread["elements"] if each["id"] == element_id), None)

    async def _nothing(self, *_: Any, **__: Any) -> Any:
        """The coach has recorded it already; charts are drawn again from results; messages are not edited here; the coach closes."""

    create_step = update_step = delete_step = create_element = delete_element = _nothing
    upsert_feedback = delete_feedback = build_debug_url = close = _nothing

    async def get_favorite_steps(self, user_id: str) -> list[Any]:
        """The page offers no favourites."""
        return []


@cl.data_layer
def history() -> History:
    """Our chats are the history."""
    return History()
