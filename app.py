"""The chat door: Chainlit handlers and nothing else."""

import logging
from collections.abc import AsyncIterator, Awaitable
from contextvars import ContextVar
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
from agent.events import Event, Offer, Reply, Step
from tools.calls import Call, called_by
from tools.imports import import_file
from tools.undo import UndoTools
from topset import panel
from topset.figures import drawing
from topset.front_door import FrontDoor
from topset.page import STARTERS, Page, label, markdown
from topset.routes import routes
from topset.settings import load_settings
from training.errors import TopsetError

log = logging.getLogger(__name__)
Done = TypeVar("Done")
LOOK = "Ask 'what did I do today?' to see what was saved, then say the rest again."
page = Page(load_settings())
asking: ContextVar[str] = ContextVar("topset_page_user")
server.add_middleware(FrontDoor, private=page.is_private)


@cl.on_app_startup
async def start() -> None:
    """Open the coach once for everybody."""
    await page.open()


@cl.on_app_shutdown
async def stop() -> None:
    """Leave the database as it should be left."""
    await page.close()


if page.is_private:

    @cl.header_auth_callback
    async def enter(_headers: Any) -> User:
        """On one's own machine nobody has to log in."""
        return User(identifier=page.settings.athlete)

else:

    @cl.password_auth_callback
    async def log_in(name: str, password: str) -> User | None:
        """Elsewhere everybody does."""
        return User(identifier=name) if await page.lets_in(name, password) else None


@cl.set_starters
async def starters(_user: User | None = None) -> list[cl.Starter]:
    """First things to say."""
    return [cl.Starter(label=label, message=said) for label, said in STARTERS]


@cl.on_chat_resume
async def resume(_thread: Any) -> None:
    """A chat goes on where it was: its context is in the agent's thread."""


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
        await cl.Message(str(error)).send()
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
    await cl.Message(told, actions=[_undo_button(each) for each in written]).send()
    return {"said": told, "undo": "".join(str(each) for each in written)}


@cl.action_callback("undo")
async def undo(action: cl.Action) -> dict[str, str]:
    """The button under a write takes back just that write."""
    athlete = await page.athlete(_user())
    with called_by(Call("page", f"undo-{action.id}")):
        text = str(await _tried(UndoTools(athlete).undo(UUID(action.payload["write"]))))
    await action.remove()
    await _keep("Undo", text)
    await cl.Message("".join(markdown(text))).send()
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
    for button in cl.user_session.get(action.payload["proposal"]) or [action]:
        await button.remove()
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
            async with cl.Step(name=label(event.name), type="tool", show_input="json") as step:
                step.input, step.output, step.is_error = event.args, event.text, not event.ok
        elif isinstance(event, Reply):
            for piece in markdown(event.text):
                await reply.stream_token(piece)
            reply.elements = [
                cl.Plotly(name=one["title"], figure=drawing(one), display="inline") for one in event.charts
            ]
            words = "Undo {}" if len(event.writes) > 1 else "Undo"
            undos = [_undo_button(each.id, words.format(label(each.tool).lower())) for each in event.writes]
            look = cl.Action(name="look", label="Open memory", icon="notebook-pen", payload={})
            shown = [look] * any(step.name in panel.SHOWN_BY for step in event.steps)
            said = (cl.Action(name="say", label=each, payload={"said": each}) for each in event.choices)
            reply.actions = [*(one for each in event.offers for one in _decide_buttons(each)), *said, *undos, *shown]
            await reply.send()
    page.after_learning(partial(cl.send_window_message, panel.CHANGED))


def _decide_buttons(offer: Offer) -> list[cl.Action]:
    buttons = [
        cl.Action(name="decide", label=words, icon=icon, payload={"proposal": str(offer.id), "approve": approve})
        for words, icon, approve in (("Approve", "check", True), ("Reject", "x", False))
    ]
    cl.user_session.set(str(offer.id), buttons)
    return buttons


async def _import(element: Any) -> None:
    athlete = await page.athlete(_user())
    progress = cl.Message(f"Reading {element.name} …")
    await progress.send()
    key = f"import-{uuid4()}"
    try:
        with called_by(Call("page", key)):
            report = await import_file(athlete, Path(element.path), name=element.name)
        text = str(report)
    except TopsetError as error:
        text = f"{element.name}: {error}"
    await _keep(f"(file: {element.name})", text)
    progress.content = "".join(markdown(text))
    written = await page.coach.writes_of(athlete, key)
    progress.actions = [_undo_button(each) for each in written]
    await progress.update()


async def _keep(said: str, answered: str) -> None:
    """Record what happened outside a turn with the chat."""
    await page.keep(await page.athlete(_user()), UUID(cl.context.session.thread_id), said, answered)
    page.after_learning(partial(cl.send_window_message, panel.CHANGED))


def _undo_button(write: UUID, words: str = "Undo") -> cl.Action:
    return cl.Action(name="undo", label=words, icon="undo-2", payload={"write": str(write)})


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
        return PersistedUser(id=str(athlete.id), identifier=identifier, createdAt="1970-01-01T00:00:00Z")

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
