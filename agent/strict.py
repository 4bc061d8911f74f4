"""Schemas as OpenAI's strict mode takes them: every object closed, every argument required, what may be left out nullable."""

from typing import Any

DROPPED = ("title", "default", "propertyNames", "$defs")
"""Keywords that strict mode does not take."""
NULL = {"type": "null"}


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema in strict mode; what is left out comes as null, and a table of free names as a list of pairs.

    >>> strict({"type": "object", "properties": {"reps": {"type": "integer", "default": 5}}})
    {'type': 'object', 'properties': {'reps': {'type': ['integer', 'null']}}, 'required': ['reps'], 'additionalProperties': False}
    """
    schema = _written_out(schema, schema.get("$defs", {}))
    if schema.get("type") == "object":
        return _object(schema)
    found = {name: value for name, value in schema.items() if name not in DROPPED}
    if "anyOf" in found:
        found["anyOf"] = [strict(each) for each in found["anyOf"]]
    if "items" in found:
        found["items"] = strict(found["items"])
    return found


def as_given(args: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call in strict mode as the tool takes them.

    >>> as_given({"reps": None, "goals": {"strength": 7, "power": None}, "soreness": [{"name": "quads", "value": 3}]})
    {'goals': {'strength': 7}, 'soreness': {'quads': 3}}
    """
    return {name: _given(value) for name, value in args.items() if value is not None}


def _written_out(part: Any, named: dict[str, Any]) -> Any:
    """A schema with every reference to a named one replaced by that."""
    if isinstance(part, list):
        return [_written_out(each, named) for each in part]
    if not isinstance(part, dict):
        return part
    found = {name: _written_out(each, named) for name, each in part.items() if name not in ("$ref", "$defs")}
    return {**_written_out(named[part["$ref"].rsplit("/", 1)[-1]], named), **found} if "$ref" in part else found


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return as_given(value)
    if (
        isinstance(value, list)
        and value
        and all(isinstance(each, dict) and set(each) == {"name", "value"} for each in value)
    ):
        return {each["name"]: each["value"] for each in value}
    return value


def _object(schema: dict[str, Any]) -> dict[str, Any]:
    more = {name: schema[name] for name in ("description",) if name in schema}
    named = (schema.get("propertyNames") or {}).get("enum")
    of = schema.get("additionalProperties")
    if isinstance(of, dict) and named:
        properties = {name: _nullable(strict(of)) for name in named}
    elif isinstance(of, dict):
        pair = {"type": "object", "properties": {"name": {"type": "string"}, "value": strict(of)}}
        return {"type": "array", "items": _closed(pair), **more}
    else:
        required = schema.get("required", [])
        properties = {
            name: strict(each) if name in required else _nullable(strict(each))
            for name, each in schema.get("properties", {}).items()
        }
    return _closed({"type": "object", "properties": properties, **more})


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "required": list(schema["properties"]), "additionalProperties": False}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that null fits as well."""
    if "anyOf" in schema:
        return schema if NULL in schema["anyOf"] else {**schema, "anyOf": [*schema["anyOf"], NULL]}
    if isinstance(schema.get("type"), str) and schema["type"] not in ("object", "array") and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    told = {name: schema[name] for name in ("description",) if name in schema}
    return {"anyOf": [{name: each for name, each in schema.items() if name != "description"}, NULL], **told}
