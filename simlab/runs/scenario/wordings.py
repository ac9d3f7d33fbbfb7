"""What each kind of mistake is called, in both languages, by the error type of pydantic. Templates take the error's context."""

from __future__ import annotations

from simlab.runs.scenario.problems import Wording

WORDINGS: dict[str, Wording] = {
    "missing": Wording("This field is missing.", "缺少此字段。"),
    "extra_forbidden": Wording("There is no such field here.", "此处没有这个字段。"),
    "model_type": Wording("A group of fields is expected here.", "此处应为一组字段。"),
    "dict_type": Wording("A group of name: value lines is expected here.", "此处应为“名称: 值”的若干行。"),
    "list_type": Wording("A list is expected here.", "此处应为列表。"),
    "string_type": Wording("A text is expected here; put it in quotes.", "此处应为文字，请加引号。"),
    "string_too_short": Wording("The text is too short.", "文字过短。"),
    "string_too_long": Wording("The text is too long.", "文字过长。"),
    "string_pattern_mismatch": Wording("This text has a form that is not allowed here.", "文字格式不符合要求。"),
    "literal_error": Wording("This value is not one of those allowed.", "该值不在允许范围内。"),
    "int_type": Wording("A whole number is expected here.", "此处应为整数。"),
    "float_type": Wording("A number is expected here.", "此处应为数字。"),
    "finite_number": Wording("A finite number is expected here.", "此处应为有限数字。"),
    "date_parsing": Wording("A date is expected here.", "此处应为日期。"),
    "greater_than": Wording("The number must be greater than {gt}.", "数字必须大于 {gt}。"),
    "greater_than_equal": Wording("The number must be at least {ge}.", "数字不得小于 {ge}。"),
    "less_than": Wording("The number must be less than {lt}.", "数字必须小于 {lt}。"),
    "less_than_equal": Wording("The number must be at most {le}.", "数字不得大于 {le}。"),
    "too_short": Wording(
        "At least {min_length} entries are needed; there are {actual_length}.",
        "至少需要 {min_length} 项，目前有 {actual_length} 项。",
    ),
    "too_long": Wording(
        "At most {max_length} entries are allowed; there are {actual_length}.",
        "最多允许 {max_length} 项，目前有 {actual_length} 项。",
    ),
}


def wording(kind: str, context: dict[str, object]) -> Wording:
    """The sentence for an error type. Raises KeyError for a type without one; a test walks the models so that there is none."""
    found = WORDINGS[kind]
    return Wording(found.en.format(**context), found.zh.format(**context))
