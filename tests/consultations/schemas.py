"""Whether a document is as the description of the interface says."""

from consultations import api_schema

KINDS = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    str: "string",
    list: "array",
    dict: "object",
}


def fits(value, schema) -> bool:
    """Say whether a value is what the schema describes, with no field more or less."""
    if "$ref" in schema:
        return fits(value, api_schema.SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "oneOf" in schema:
        return any(fits(value, one) for one in schema["oneOf"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if KINDS[type(value)] not in kinds or value not in schema.get("enum", [value]):
        return False
    if isinstance(value, list):
        return all(fits(each, schema["items"]) for each in value)
    if isinstance(value, dict):
        fields = schema["properties"]
        return set(value) == set(fields) and all(fits(value[name], fields[name]) for name in value)
    return True
