"""The athlete's settings, with a version: what two devices change at once is not lost."""

from typing import Annotated

from fastapi import APIRouter, Response

from tools.calls import Change
from tools.logbook.shapes import version_of
from tools.profile import Profile, ProfileTools
from topset.api.asking import Logging, Reader
from topset.api.etags import quoted, tag
from topset.api.offered import ME
from topset.api.tool_routes import Answer, arguments_of

router = APIRouter(prefix="/profile", tags=[ME])
Settings = arguments_of("update_profile")


@router.get("")
async def show_profile(athlete: Reader, response: Response) -> Answer[Profile]:
    """The settings that every reading of numbers needs."""
    found = await ProfileTools(athlete).show_profile()
    response.headers["ETag"] = tag(found)
    return Answer(text=str(found), data=found)


@router.patch("")
async def update_profile(write: Logging, settings: Annotated[Settings, ...], response: Response) -> Answer[Profile]:  # type: ignore[valid-type]
    """Change settings: what is left out stays."""

    async def version(change: Change) -> str:
        now = await ProfileTools(change.athlete).profile(change.session)
        return version_of(now.model_dump(mode="json"))

    with write.call(version=version):
        changed = await ProfileTools(write.athlete).update_profile(**settings.model_dump())  # type: ignore[attr-defined]
    now = changed.model_copy(update={"changed": []})
    response.headers["ETag"] = quoted(version_of(now.model_dump(mode="json")))
    return Answer(text=str(changed), data=changed)
