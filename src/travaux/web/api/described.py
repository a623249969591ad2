"""The page that says what the API has, made from its own description; nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from travaux.web.desk import page, read_record

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def show_docs(request: Request) -> Response:
    """Every address of the API with its parameters and the shape of its answers."""
    described = request.app.openapi()
    calls = [
        {"method": method.upper(), "path": path, "says": call.get("summary", ""), "about": call.get("description", "")}
        | {"parameters": call.get("parameters", []), "answer": _answer(call)}
        for path, methods in described["paths"].items()
        for method, call in methods.items()
    ]
    shapes = [(name, shape) for name, shape in sorted(described["components"]["schemas"].items())]
    with read_record(request) as record:
        context = {"calls": calls, "shapes": shapes, "type_of": type_of}
        return page(request, record, "api.html", context, title="API")


def type_of(schema: dict[str, Any]) -> str:
    """The type of a value in short: "string", "list of CellShape", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(type_of(each) for each in schema["anyOf"]))
    if schema.get("type") == "array":
        return f"list of {type_of(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or "value")


def _answer(call: dict[str, Any]) -> str:
    content = call.get("responses", {}).get("200", {}).get("content", {})
    return type_of(content.get("application/json", {}).get("schema", {}))
