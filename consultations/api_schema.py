"""The description of the interface for other systems (OpenAPI 3.1); tests hold answers to it."""

from typing import Any

from django.utils.translation import override

from consultations.domain.api_tokens import REQUESTS_A_MINUTE
from consultations.domain.published import STAGES
from consultations.enums import Event, Outcome, Scope

Schema = dict[str, Any]
LARGEST_PAGE, USUAL_PAGE = 100, 50


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _or_null(kind: str, **more: str) -> Schema:
    return {"type": [kind, "null"], **more}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _coded(*codes: str) -> Schema:
    return _object(code={"type": "string", "enum": list(codes)}, label=TEXT)


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MOMENT_OR_NULL = _or_null("string", format="date-time")
LIMIT = {
    "phrase": TEXT,
    "instant": MOMENT_OR_NULL
    | {"description": "null where it runs from each unit's receipt: see the terms of the units"},
}
CALL: dict[str, Schema] = {
    "id": NUMBER,
    "consultation_id": NUMBER,
    "title": TEXT,
    "ordinal": NUMBER,
    "stage": _coded(*(stage.value for stage in STAGES)),
    "letter": _object(number=TEXT, date=_or_null("string", format="date")),
    "issued_at": MOMENT_OR_NULL,
    "deadline": {"oneOf": [_object(**LIMIT), {"type": "null"}]},
    "closed_at": MOMENT_OR_NULL,
}
SCHEMAS: dict[str, Schema] = {
    "Call": _object(**CALL),
    "WholeCall": _object(
        **CALL,
        contents=_list(_object(ordinal=NUMBER, title=TEXT, passages=_list(TEXT))),
        terms=_list(
            _object(
                consultee_id=_or_null("integer"),
                original={"type": "boolean"},
                received_on=_or_null("string", format="date")
                | {"description": "the day on which the unit received the letter"},
                **LIMIT,
            )
        ),
    ),
    "Consultee": _object(
        id=NUMBER,
        position=NUMBER,
        name=TEXT,
        unit_code=TEXT,
        state={"type": "string", "enum": ["answered", "letter_received", "not_answered"]},
        answered_at=MOMENT_OR_NULL,
        outcome={"oneOf": [_coded(*Outcome.values), {"type": "null"}]},
    ),
    "Problem": _object(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT),
}
for _name in ("Call", "Consultee"):
    SCHEMAS[f"PageOf{_name}s"] = _object(items=_list(_ref(_name)), next=_or_null("string"))

UNIT = _object(id=NUMBER, name=TEXT, unit_code=TEXT)
# What an event tells beside the call as it stood then.
EVENTS: dict[Event, dict[str, Schema]] = {
    Event.CALL_ISSUED: {},
    Event.RESPONSE_RECEIVED: {"consultee": UNIT},
    Event.RESPONSE_WITHDRAWN: {"consultee": UNIT},
    Event.ROUND_EXTENDED: {
        "consultee": {"oneOf": [UNIT, {"type": "null"}]},
        "term": _object(**LIMIT),
    },
    Event.ROUND_CLOSED: {},
    Event.ROUND_REOPENED: {},
    Event.ROUND_CANCELLED: {},
}
for _event, _more in EVENTS.items():
    SCHEMAS[f"Event.{_event.value}"] = _object(
        id={"type": "string", "format": "uuid"},
        event={"type": "string", "enum": [_event.value]},
        at=MOMENT,
        call=_ref("Call"),
        **_more,
    )
SIGNED = {
    "X-Event": "The event's name",
    "X-Event-Id": "As «id» in the body; the same when the message is tried again",
    "X-Timestamp": "Seconds since 1970 at which this attempt was signed",
    "X-Signature": "«sha256=» and HMAC-SHA256, in hexadecimal, of «X-Timestamp.body» "
    "with the secret of the subscription",
}

STAGE_FILTER: Schema = {"type": "string", "enum": [stage.value for stage in STAGES]}
PAGING: list[tuple[str, Schema]] = [
    ("limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE}),
    ("cursor", {"type": "integer", "description": "from «next» of the page before"}),
]
PROBLEMS = {
    "400": "A parameter cannot be read",
    "401": "No valid token",
    "403": "The token lacks the scope",
    "404": "There is no such call",
    "429": f"More than {REQUESTS_A_MINUTE} requests within a minute",
}


def schema(site: str) -> Schema:
    """Return the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Cổng hợp tác địa phương: giao diện đọc dữ liệu lấy ý kiến",
            "version": "1.0.0",
            "description": "Chỉ đọc. Nội dung ý kiến của các đơn vị không có trong giao diện này; "
            "kết quả của từng đơn vị chỉ có sau khi kết thúc đợt lấy ý kiến.",
        },
        "servers": [{"url": site}],
        "security": [{"bearer": []}],
        "paths": _paths(),
        "webhooks": {event.value: _told(event) for event in EVENTS},
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "schemas": SCHEMAS,
        },
    }


def _told(event: Event) -> Schema:
    with override("vi"):
        summary = str(event.label)
    headers = [
        {"name": name, "in": "header", "required": True, "description": words, "schema": TEXT}
        for name, words in SIGNED.items()
    ]
    body = _json("application/json", f"Event.{event.value}")
    operation = {
        "operationId": event.value,
        "summary": summary,
        # Signed with the subscription's secret, not asked for with a key.
        "security": [],
        "parameters": headers,
        "requestBody": {"required": True, "content": body},
        "responses": {
            "2XX": {"description": "Taken"},
            "410": {"description": "Never send it again; any other answer is tried again"},
        },
    }
    return {"post": operation}


def _paths() -> Schema:
    return {
        "/api/v1/calls/": _read(
            "calls",
            "Danh sách đợt lấy ý kiến đã phát hành, mới nhất trước",
            Scope.CALLS,
            "PageOfCalls",
            query=[("stage", STAGE_FILTER), ("since", MOMENT), *PAGING],
        ),
        "/api/v1/calls/{id}/": _read(
            "call",
            "Một đợt lấy ý kiến: nội dung, thời hạn",
            Scope.CALLS,
            "WholeCall",
            of_call=True,
        ),
        "/api/v1/calls/{id}/consultees/": _read(
            "consultees",
            "Các đơn vị được lấy ý kiến: trạng thái, kết quả",
            Scope.OUTCOMES,
            "PageOfConsultees",
            query=PAGING,
            of_call=True,
        ),
    }


def _read(
    name: str,
    summary: str,
    scope: Scope,
    answer: str,
    *,
    query: list[tuple[str, Schema]] | None = None,
    of_call: bool = False,
) -> Schema:
    in_path = [{"name": "id", "in": "path", "required": True, "schema": NUMBER}] if of_call else []
    in_query = [{"name": each, "in": "query", "schema": kind} for each, kind in query or []]
    responses = {"200": {"description": "OK", "content": _json("application/json", answer)}}
    responses["304"] = {"description": "Unchanged since the answer with this ETag", "content": {}}
    for status, words in PROBLEMS.items():
        content = _json("application/problem+json", "Problem")
        responses[status] = {"description": words, "content": content}
    operation = {
        "operationId": name,
        "summary": summary,
        "description": f"Phạm vi: {scope.value}",
        "parameters": in_path + in_query,
        "responses": responses,
    }
    return {"get": operation}


def _json(media_type: str, name: str) -> Schema:
    return {media_type: {"schema": _ref(name)}}
