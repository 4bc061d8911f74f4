"""Our server with the fixtures that the conformance suite asks for by name; for tests only, without tokens.

The suite calls tools that no coach has (images, sampling, errors on purpose): they are added to ours, so what is
tested is our server with its middleware, its own tools and its resources, not a server made for the suite.
"""

import asyncio
import base64
import sys
from typing import Any

import uvicorn
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.prompts.base import UserMessage
from mcp.types import (
    AudioContent,
    CallToolResult,
    EmbeddedResource,
    EmptyResult,
    ImageContent,
    SamplingMessage,
    SetLevelRequestParams,
    TextContent,
    TextResourceContents,
)

from tools.calls import Result
from tools.toolbox import Toolbox
from topset.assistants.callers import OnePerson
from topset.assistants.resources import Kept
from topset.build import open_coach
from topset.database import athlete_called
from topset.mcp_server import assistants
from topset.settings import load_settings

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
WAV = base64.b64encode(
    b"RIFF$\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00@\x1f\x00\x00@\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00"
).decode()
ADDRESS_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
    "$defs": {"address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
    "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"}}, "additionalProperties": False,
}  # fmt: skip
OPTIONS = ["option1", "option2", "option3"]
TITLED = [{"const": f"value{at}", "title": f"Option {at}"} for at in (1, 2, 3)]
DEFAULTS = {
    "name": {"type": "string", "default": "John Doe"}, "age": {"type": "integer", "default": 30},
    "score": {"type": "number", "default": 95.5}, "verified": {"type": "boolean", "default": True},
    "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
}  # fmt: skip
ENUMS = {
    "untitledSingle": {"type": "string", "enum": OPTIONS}, "titledSingle": {"type": "string", "oneOf": TITLED},
    "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["One", "Two", "Three"]},
    "untitledMulti": {"type": "array", "items": {"type": "string", "enum": OPTIONS}},
    "titledMulti": {"type": "array", "items": {"anyOf": TITLED}},
}  # fmt: skip


def image() -> ImageContent:
    return ImageContent(type="image", data=PNG, mime_type="image/png")


def embedded(uri: str, text: str) -> EmbeddedResource:
    return EmbeddedResource(type="resource", resource=TextResourceContents(uri=uri, mime_type="text/plain", text=text))


def add_tools(server: MCPServer[Any]) -> None:
    @server.tool()
    def test_simple_text() -> str:
        """Simple text."""
        return "This is a simple text response for testing."

    @server.tool()
    def test_image_content() -> list[ImageContent]:
        """Image content."""
        return [image()]

    @server.tool()
    def test_audio_content() -> list[AudioContent]:
        """Audio content."""
        return [AudioContent(type="audio", data=WAV, mime_type="audio/wav")]

    @server.tool()
    def test_embedded_resource() -> list[EmbeddedResource]:
        """Embedded resource."""
        return [embedded("test://embedded-resource", "This is an embedded resource content.")]

    @server.tool()
    def test_multiple_content_types() -> list[TextContent | ImageContent | EmbeddedResource]:
        """Multiple content types."""
        text = TextContent(type="text", text="Multiple content types test:")
        return [text, image(), embedded("test://mixed-content-resource", '{"test": "data"}')]

    @server.tool()
    async def test_tool_with_logging(context: Context[Any, Any]) -> str:
        """Tool with logging."""
        for words in ("Tool execution started", "Tool processing data", "Tool execution completed"):
            await context.session.send_log_message("info", words, related_request_id=context.request_context.request_id)
            await asyncio.sleep(0.05)
        return "Logged."

    @server.tool()
    async def test_tool_with_progress(context: Context[Any, Any]) -> str:
        """Tool with progress."""
        for done in (0, 50, 100):
            await context.report_progress(done, 100, f"{done} %")
            await asyncio.sleep(0.05)
        return "Done."

    @server.tool()
    async def test_sampling(prompt: str, context: Context[Any, Any]) -> str:
        """Sampling."""
        asked = SamplingMessage(role="user", content=TextContent(type="text", text=prompt))
        found = await context.session.create_message(
            [asked], max_tokens=100, related_request_id=context.request_context.request_id
        )
        return f"LLM response: {found.content}"

    @server.tool()
    async def test_elicitation(message: str, context: Context[Any, Any]) -> str:
        """Elicitation."""
        asked = {
            "username": {"type": "string", "description": "User's response"},
            "email": {"type": "string", "description": "User's email"},
        }
        return await elicited(context, message, asked, required=["username", "email"])

    @server.tool()
    async def test_elicitation_sep1034_defaults(context: Context[Any, Any]) -> str:
        """Elicitation sep1034 defaults."""
        return await elicited(context, "Please review and update the form fields", DEFAULTS)

    @server.tool()
    async def test_elicitation_sep1330_enums(context: Context[Any, Any]) -> str:
        """Elicitation sep1330 enums."""
        return await elicited(context, "Please select options", ENUMS)

    @server.tool()
    def test_error_handling() -> CallToolResult:
        """Error handling."""
        raise ToolError("This tool intentionally returns an error for testing")

    @server.tool(description="Tool with JSON Schema 2020-12 features")
    def json_schema_2020_12_tool(name: str = "", address: dict[str, Any] | None = None) -> str:
        return f"{name} {address}"

    tool = server._tool_manager.get_tool("json_schema_2020_12_tool")
    assert tool is not None
    tool.parameters = ADDRESS_SCHEMA


async def elicited(
    context: Context[Any, Any], message: str, properties: dict[str, Any], required: list[str] | None = None
) -> str:
    schema = {"type": "object", "properties": properties, "required": required or []}
    found = await context.session.elicit_form(message, schema, context.request_context.request_id)
    return f"Elicitation completed: action={found.action}, content={found.content}"


def add_resources(server: MCPServer[Any]) -> None:
    @server.resource("test://static-text", mime_type="text/plain")
    def static_text() -> str:
        """Static text."""
        return "This is the content of the static text resource."

    @server.resource("test://static-binary", mime_type="image/png")
    def static_binary() -> bytes:
        """Static binary."""
        return base64.b64decode(PNG)

    @server.resource("test://template/{id}/data", mime_type="application/json")
    def template(id: str) -> dict[str, Any]:
        """Template."""
        return {"id": id, "templateTest": True, "data": f"Data for ID: {id}"}

    @server.resource("test://watched-resource", mime_type="text/plain")
    def watched() -> str:
        """Watched."""
        return "Watched resource content"


def add_prompts(server: MCPServer[Any]) -> None:
    @server.prompt()
    def test_simple_prompt() -> str:
        """Simple prompt."""
        return "This is a simple prompt for testing."

    @server.prompt()
    def test_prompt_with_arguments(arg1: str, arg2: str) -> str:
        """Prompt with arguments."""
        return f"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"

    @server.prompt()
    def test_prompt_with_embedded_resource(resourceUri: str) -> list[UserMessage]:
        """Prompt with embedded resource."""
        return [
            UserMessage(embedded(resourceUri, "Embedded resource content for testing.")),
            UserMessage("Please process it."),
        ]

    @server.prompt()
    def test_prompt_with_image() -> list[UserMessage]:
        """Prompt with image."""
        return [UserMessage(image()), UserMessage("Please analyze the image above.")]


async def read_nothing(tools: Toolbox, which: str | None) -> Result:
    """What is watched is read by its own function."""
    raise ValueError(which)


async def set_level(context: Any, asked: SetLevelRequestParams) -> EmptyResult:
    return EmptyResult()


async def main(port: int) -> None:
    settings = load_settings()
    async with open_coach(settings) as coach:
        athlete = await athlete_called(coach.database, settings)
        made = assistants(coach, OnePerson(coach.database, athlete.id))
        made.updates.kept.append(Kept("test://watched-resource", "", "", read_nothing, frozenset()))
        async with made.open() as server:
            for add in (add_tools, add_resources, add_prompts):
                add(server)
            server._lowlevel_server.add_request_handler("logging/setLevel", SetLevelRequestParams, set_level)
            app = server.streamable_http_app(host="127.0.0.1")
            await uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")).serve()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
