"""The registry of decision kinds. Each app registers its own; a kind turns a payload of codes into decision rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from simlab.core.fronts import MARKETPLACE, OWN_SITE, front_pairs
from simlab.core.settings import AXIS_OF_KIND, Kind
from simlab.runs.effects import DOES

if TYPE_CHECKING:
    from simlab.runs.rows import StoreKey

_MOST_TOLD = 20  # numbers in a message
Text = dict[str, str]
Document = Mapping[str, Any]


class Row(NamedTuple):
    """One setting changed: what the day and the policies know of a decision."""

    kind: int
    target: int
    field: int
    value: int


@dataclass(frozen=True)
class FieldError:
    pointer: str
    code: str
    message: Text


class DecisionRejected(Exception):  # noqa: N818  it names what happened
    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("; ".join(f"{error.pointer}: {error.message['en']}" for error in errors))
        self.errors = list(errors)


class Payload(BaseModel):
    """Base of the payloads: exact types, nothing beside the named fields."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Desk(NamedTuple):
    """Where a decision is made: in which store, and before which day is played."""

    store: StoreKey
    day: int


@dataclass(frozen=True)
class DecisionKind:
    """`effect` yields rows or raises DecisionRejected; `described` is its inverse, for what a bot decides.

    `limit` raises DecisionRejected where new rows, after those of this kind that the store has made so far, are too much of it.
    `in_time` raises it for a payload that comes too late on a day. `written` names the field with a person's own words, of
    which only a salted hash is kept. `setting` names the fields that say what is set, where no row says so.
    `check` raises it where rows name what the store does not have, such as a case that is not open.
    """

    number: Kind
    role: str
    title: Text
    payload: type[Payload]
    effect: Callable[[Any, Document], list[Row]]
    described: Callable[[Row, Document], dict[str, Any]]
    channels: tuple[str, ...] = (MARKETPLACE, OWN_SITE)  # kinds of channel it is valid on
    limit: Callable[[Sequence[Row], Sequence[Row], Document], None] | None = None
    in_time: Callable[[Mapping[str, Any], Document, int], None] | None = None
    written: str = ""
    setting: tuple[str, ...] = ()
    check: Callable[[Desk, Sequence[Row], Document], None] | None = None
    # about what it binds, in home money at opening rates
    amount: Callable[[Sequence[Row], Document], int] | None = None
    section: str = ""  # the part of a scenario that brings it; "" for the kinds of every scenario

    def is_part_of(self, document: Document) -> bool:
        """Does this scenario know the kind?"""
        return not self.section or self.section in document

    @property
    def code(self) -> str:
        return self.number.name.lower()

    @property
    def does(self) -> Text:
        """What it changes, what it costs, and when. Raises KeyError for a kind without words in effects.py."""
        words = DOES[self.code]
        return {"en": words.en, "zh": words.zh}

    @property
    def axis(self) -> str:
        return AXIS_OF_KIND[self.number].name.lower()

    @property
    def schema(self) -> dict[str, Any]:
        return self.payload.model_json_schema()

    def rows(self, payload: object, document: Document) -> list[Row]:
        if not self.is_part_of(document):
            message = {"en": "this scenario does not have this decision", "zh": "本场景没有此项决策"}
            raise DecisionRejected([FieldError("/kind", "not_in_scenario", message)])
        try:
            checked = self.payload.model_validate(payload)
        except ValidationError as error:
            raise DecisionRejected([_field_error(dict(item)) for item in error.errors()]) from None
        return self.effect(checked, document)


KINDS: dict[str, DecisionKind] = {}


def register(kind: DecisionKind) -> DecisionKind:
    KINDS[kind.code] = kind
    return kind


def kind_named(code: str) -> DecisionKind:
    if code in KINDS:
        return KINDS[code]
    allowed = ", ".join(sorted(KINDS))
    message = {"en": f"unknown kind of decision; allowed: {allowed}", "zh": f"未知的决策类型；可选：{allowed}"}
    raise DecisionRejected([FieldError("/kind", "unknown_kind", message)])


def kind_numbered(number: int) -> DecisionKind:
    return KINDS[Kind(number).name.lower()]


def position(entries: Iterable[Mapping[str, Any]], code: str, pointer: str) -> int:
    """The entity number of a code, or a field error that says which codes exist."""
    codes = [entry["code"] for entry in entries]
    if code in codes:
        return codes.index(code)
    allowed = ", ".join(codes)
    message = {"en": f"unknown code; allowed: {allowed}", "zh": f"未知的代码；可选：{allowed}"}
    raise DecisionRejected([FieldError(pointer, "unknown_code", message)])


def positions(*lookups: tuple[Iterable[Mapping[str, Any]], str, str]) -> list[int]:
    """Several positions at once, so that every wrong field is named."""
    found: list[int] = []
    errors: list[FieldError] = []
    for entries, code, pointer in lookups:
        try:
            found.append(position(entries, code, pointer))
        except DecisionRejected as rejected:
            errors += rejected.errors
    if errors:
        raise DecisionRejected(errors)
    return found


def among(known: Iterable[int], number: int, pointer: str) -> None:
    """A field error that says which numbers there are, where `number` is none of them."""
    numbers = sorted(set(known))
    if number in numbers:
        return
    allowed = ", ".join(str(entry) for entry in numbers[-_MOST_TOLD:]) or "-"
    message = {"en": f"nothing open has this number; open: {allowed}", "zh": f"没有该编号的待处理项；待处理：{allowed}"}
    raise DecisionRejected([FieldError(pointer, "not_open", message)])


def front(document: Document, market: str, channel: str | None, kinds: Sequence[str] = (MARKETPLACE, OWN_SITE)) -> int:
    """The number of a market's front, by default through its first channel of one of these kinds.

    Raises DecisionRejected at /market or /channel: unknown, not served there, or a channel on which the decision does not exist.
    """
    market_no = position(document["markets"], market, "/market")
    fronts = front_pairs(document)
    served = [document["channels"][channel_no] for number, channel_no in fronts if number == market_no]
    valid = [part["code"] for part in served if part["kind"] in kinds]
    wanted = channel if channel is not None else next(iter(valid), None)
    if wanted not in valid:
        names = ", ".join(valid) or "-"
        message = {
            "en": f"not a channel for this decision here; allowed: {names}",
            "zh": f"该决策不适用于此渠道；可选：{names}",
        }
        raise DecisionRejected([FieldError("/channel", "wrong_channel", message)])
    codes = [part["code"] for part in document["channels"]]
    return fronts.index((market_no, codes.index(wanted)))


def front_codes(document: Document, number: int) -> dict[str, str]:
    """Market and channel of a front, as a payload names them; the channel only where there are several."""
    market, channel = front_pairs(document)[number]
    channels = document["channels"]
    return {"market": document["markets"][market]["code"]} | (
        {"channel": channels[channel]["code"]} if len(channels) > 1 else {}
    )


_MESSAGES: dict[str, Text] = {
    "missing": {"en": "this field is required", "zh": "此字段必填"},
    "extra_forbidden": {"en": "this field is not known", "zh": "没有这个字段"},
    "int_type": {"en": "must be a whole number", "zh": "必须是整数"},
    "bool_type": {"en": "must be true or false", "zh": "必须是 true 或 false"},
    "string_type": {"en": "must be text", "zh": "必须是文本"},
    "greater_than_equal": {"en": "must be at least {ge}", "zh": "不能小于 {ge}"},
    "less_than_equal": {"en": "must be at most {le}", "zh": "不能大于 {le}"},
    "model_type": {"en": "must be an object", "zh": "必须是一个对象"},
    "literal_error": {"en": "allowed: {expected}", "zh": "可选：{expected}"},
    "list_type": {"en": "must be a list", "zh": "必须是列表"},
    "too_short": {"en": "needs at least {min_length}", "zh": "至少需要 {min_length} 项"},
    "too_long": {"en": "takes at most {max_length}", "zh": "最多 {max_length} 项"},
    "string_pattern_mismatch": {"en": "holds characters that cannot be kept", "zh": "包含无法保存的字符"},
    "string_too_short": {"en": "needs at least {min_length} characters", "zh": "至少需要 {min_length} 个字符"},
    "string_too_long": {"en": "takes at most {max_length} characters", "zh": "最多 {max_length} 个字符"},
}


def _field_error(item: dict[str, Any]) -> FieldError:
    pointer = "".join(f"/{part}" for part in item["loc"])
    texts = _MESSAGES.get(item["type"], {"en": item["msg"], "zh": item["msg"]})
    context = item.get("ctx", {})
    return FieldError(pointer, item["type"], {language: text.format(**context) for language, text in texts.items()})
