"""Decision kinds of the border: export mode, HS code, declared value, delivery terms, tax at the checkout, papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, Literal

from pydantic import Field
from stdnum.au import abn
from stdnum.eu import oss
from stdnum.gb import vat

from simlab.core.settings import BY_NAME, Kind
from simlab.core.states import Incoterm
from simlab.runs.kinds import (
    DecisionKind,
    DecisionRejected,
    Document,
    FieldError,
    Payload,
    Row,
    Text,
    front,
    front_codes,
    position,
    register,
)

_DECLARED = BY_NAME["declared_e2"]
_ANSWERS = ("none", "basic", "full")
_CHANNEL = "Channel code; may be left out where the market has one channel"
_MARKET, _SKU, _PAPER = "Market code", "SKU code", "Code of a paper of the scenario"
_CHECKS: Mapping[str, ModuleType] = {"eu_oss": oss, "gb_vat": vat, "au_abn": abn}
_IMPORT_SCHEME = "IM"  # numbers of the European import scheme; EU is for services from abroad


class ChooseCustomsMode(Payload):
    market: str = Field(description=_MARKET)
    mode: Literal["9610", "9710", "9810", "1210"] = Field(
        description="Supervision mode that goods for this market leave under"
    )


class ChooseHsCode(Payload):
    sku: str = Field(description=_SKU)
    hs6: str = Field(description="Six-digit HS code to declare")


class DeclareValue(Payload):
    market: str = Field(description=_MARKET)
    percent: int = Field(ge=_DECLARED.least, le=_DECLARED.most, description="Declared value in percent of the true one")


class ChooseIncoterm(Payload):
    market: str = Field(description=_MARKET)
    channel: str | None = Field(None, description=_CHANNEL)
    incoterm: Literal["DDP", "DAP"] = Field(
        description="DDP: the store pays duty and tax; DAP: the buyer does, at the door"
    )


class CollectTax(Payload):
    market: str = Field(description=_MARKET)
    collects: bool = Field(
        description="Collect tax at the checkout under the market's scheme (IOSS, UK VAT, Australian GST)"
    )
    number: str | None = Field(
        None, max_length=30, description="The store's number under the scheme; needed to collect"
    )


class Register(Payload):
    paper: str = Field(description=_PAPER)


class Certify(Payload):
    sku: str = Field(description=_SKU)
    paper: str = Field(description=_PAPER)


class SelfDeclare(Payload):
    market: str = Field(description=_MARKET)
    channel: str | None = Field(None, description=_CHANNEL)
    declared: bool = Field(description="Declare that the papers are there, whether they are or not")


class AnswerCustoms(Payload):
    papers: Literal["none", "basic", "full"] = Field(description="How customs' requests for documents are answered")


def _rejected(pointer: str, code: str, en: str, zh: str) -> DecisionRejected:
    return DecisionRejected([FieldError(pointer, code, {"en": en, "zh": zh})])


def _choose_mode(payload: ChooseCustomsMode, document: Document) -> list[Row]:
    section, market = document["customs"], position(document["markets"], payload.market, "/market")
    if not _is_open(payload, document, section):
        raise _rejected("/mode", "mode_not_open", *_WHY_NOT[payload.mode])
    codes = [mode["code"] for mode in section["modes"]]
    return [Row(Kind.CHOOSE_CUSTOMS_MODE, market, 0, codes.index(payload.mode))]


def _is_open(payload: ChooseCustomsMode, document: Document, section: Mapping[str, Any]) -> bool:
    abroad = [warehouse["market"] for warehouse in document["warehouses"]]
    return {
        "9610": True,
        "9710": payload.market in section["business_markets"],
        "9810": payload.market in abroad,
        "1210": bool(section["bonded_warehouse"]),
    }[payload.mode]


_WHY_NOT = {
    "9710": ("9710 is for sales to businesses; this market has none", "9710 适用于 B2B 销售，该市场没有此类业务"),
    "9810": ("9810 needs an overseas warehouse in this market", "9810 需要在该市场有海外仓"),
    "1210": ("1210 needs a bonded warehouse", "1210 需要保税仓"),
}


def hs_codes(document: Document, sku: int) -> list[str]:
    """HS codes that an article may be declared under, the right one first."""
    category = document["skus"][sku]["category"]
    own = [heading for heading in document["customs"]["headings"] if heading["category"] == category]
    return [heading["code"] for heading in sorted(own, key=lambda heading: not heading["right"])]


def _choose_hs_code(payload: ChooseHsCode, document: Document) -> list[Row]:
    sku = position(document["skus"], payload.sku, "/sku")
    choice = position([{"code": code} for code in hs_codes(document, sku)], payload.hs6, "/hs6")
    return [Row(Kind.CHOOSE_HS_CODE, sku, 0, choice)]


def _declare_value(payload: DeclareValue, document: Document) -> list[Row]:
    return [Row(Kind.DECLARE_VALUE, position(document["markets"], payload.market, "/market"), 0, payload.percent)]


def _choose_incoterm(payload: ChooseIncoterm, document: Document) -> list[Row]:
    target = front(document, payload.market, payload.channel)
    return [Row(Kind.CHOOSE_INCOTERM, target, 0, Incoterm[payload.incoterm])]


def is_valid_number(kind: str, number: str) -> bool:
    """Form and check digits of a tax number, as far as they are public."""
    check = _CHECKS[kind]
    return bool(check.is_valid(number)) and (kind != "eu_oss" or check.compact(number).startswith(_IMPORT_SCHEME))


def _collect_tax(payload: CollectTax, document: Document) -> list[Row]:
    section, market = document["customs"], position(document["markets"], payload.market, "/market")
    scheme = section["markets"][market]["tax_scheme"]
    if payload.collects and scheme is None:
        raise _rejected("/market", "no_scheme", "this market has no such scheme", "该市场没有此类代收税制度")
    if payload.collects and not is_valid_number(scheme["number_kind"], payload.number or ""):
        name = scheme["name"]
        raise _rejected("/number", "wrong_number", f"not a valid number for {name}", f"不是有效的 {name} 号码")
    return [Row(Kind.COLLECT_TAX, market, 0, int(payload.collects))]


def _register(payload: Register, document: Document) -> list[Row]:
    return [Row(Kind.REGISTER, _paper(payload.paper, document, certificate=False), 0, 1)]


def _certify(payload: Certify, document: Document) -> list[Row]:
    paper = _paper(payload.paper, document, certificate=True)
    return [Row(Kind.CERTIFY, position(document["skus"], payload.sku, "/sku"), paper, 1)]


def _paper(code: str, document: Document, *, certificate: bool) -> int:
    papers = document["customs"]["papers"]
    own = [paper for paper in papers if paper["certificate"] == certificate]
    found = own[position(own, code, "/paper")]
    return int(papers.index(found))


def _self_declare(payload: SelfDeclare, document: Document) -> list[Row]:
    return [Row(Kind.SELF_DECLARE, front(document, payload.market, payload.channel), 0, int(payload.declared))]


def _answer_customs(payload: AnswerCustoms, document: Document) -> list[Row]:
    return [Row(Kind.ANSWER_CUSTOMS, 0, 0, _ANSWERS.index(payload.papers))]


def _market(row: Row, document: Document) -> dict[str, Any]:
    return {"market": document["markets"][row.target]["code"]}


def _described_mode(row: Row, document: Document) -> dict[str, Any]:
    return _market(row, document) | {"mode": document["customs"]["modes"][row.value]["code"]}


def _described_code(row: Row, document: Document) -> dict[str, Any]:
    return {"sku": document["skus"][row.target]["code"], "hs6": hs_codes(document, row.target)[row.value]}


def _described_certificate(row: Row, document: Document) -> dict[str, Any]:
    paper = document["customs"]["papers"][row.field]["code"]
    return {"sku": document["skus"][row.target]["code"], "paper": paper}


_Effect = Callable[[Any, Document], list[Row]]
_Described = Callable[[Row, Document], dict[str, Any]]
_KINDS: tuple[tuple[Kind, str, Text, type[Payload], _Effect, _Described], ...] = (
    (
        Kind.CHOOSE_CUSTOMS_MODE,
        "logistics",
        {"en": "Choose the customs mode for a market", "zh": "选择某市场的海关监管方式"},
        ChooseCustomsMode,
        _choose_mode,
        _described_mode,
    ),
    (
        Kind.CHOOSE_HS_CODE,
        "logistics",
        {"en": "Choose the HS code of a product", "zh": "选择商品申报的 HS 编码"},
        ChooseHsCode,
        _choose_hs_code,
        _described_code,
    ),
    (
        Kind.DECLARE_VALUE,
        "logistics",
        {"en": "Set the declared value for a market", "zh": "设定某市场的申报价值"},
        DeclareValue,
        _declare_value,
        lambda row, document: _market(row, document) | {"percent": row.value},
    ),
    (
        Kind.CHOOSE_INCOTERM,
        "logistics",
        {"en": "Choose DDP or DAP", "zh": "选择 DDP 或 DAP"},
        ChooseIncoterm,
        _choose_incoterm,
        lambda row, document: front_codes(document, row.target) | {"incoterm": Incoterm(row.value).name},
    ),
    (
        Kind.COLLECT_TAX,
        "finance",
        {"en": "Collect tax at the checkout (IOSS and others)", "zh": "结账代收税（IOSS 等）"},
        CollectTax,
        _collect_tax,
        lambda row, document: _market(row, document) | {"collects": bool(row.value)},
    ),
    (
        Kind.REGISTER,
        "compliance",
        {"en": "Apply for a registration", "zh": "申请注册"},
        Register,
        _register,
        lambda row, document: {"paper": document["customs"]["papers"][row.target]["code"]},
    ),
    (
        Kind.CERTIFY,
        "compliance",
        {"en": "Have a product certified", "zh": "为商品办理认证"},
        Certify,
        _certify,
        _described_certificate,
    ),
    (
        Kind.SELF_DECLARE,
        "compliance",
        {"en": "Declare papers as complete", "zh": "自我声明资料齐全"},
        SelfDeclare,
        _self_declare,
        lambda row, document: front_codes(document, row.target) | {"declared": bool(row.value)},
    ),
    (
        Kind.ANSWER_CUSTOMS,
        "compliance",
        {"en": "Set how customs is answered", "zh": "设定海关查询的回复方式"},
        AnswerCustoms,
        _answer_customs,
        lambda row, document: {"papers": _ANSWERS[row.value]},
    ),
)
for _number, _role, _title, _payload, _effect, _described in _KINDS:
    register(
        DecisionKind(
            number=_number,
            role=_role,
            title=_title,
            payload=_payload,
            effect=_effect,
            described=_described,
            section="customs",
        )
    )
