"""Import rules that change on a day of the game, told as news: limits, flat duty, tax, and layers of duty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from simlab.runs.documents import Document

Shown = dict[str, Any]
Series = list[int]
NOTICE_DAYS = 14  # teaching value, where no source tells when a change was announced
# (market, first day) -> the day on which the world heard of it
_ANNOUNCED = {
    # Learning Resources v. Trump ends the IEEPA layers, section 122 takes their place: perkinscoie.com
    ("US", "2026-02-24"): "2026-02-20",
    # the Council decides the flat duty: mano.muitine.lt; passportglobal.com
    **dict.fromkeys(((market, "2026-07-01") for market in ("DE", "FR", "ES", "IT")), "2025-12-12"),
}
_LAYERS = {
    "mfn": ("normal rate", "普通税率"),
    "section_301_china": ("section 301", "301 条款"),
    "section_301_forced_labour": ("section 301, forced labour", "301 条款（强迫劳动）"),
    "section_122": ("section 122", "122 条款"),
    "ieepa_fentanyl": ("IEEPA, fentanyl", "IEEPA 芬太尼"),
    "ieepa_reciprocal": ("IEEPA, reciprocal", "IEEPA 对等"),
    "global_rate": ("global rate", "全球统一税率"),
    "chafta": ("trade agreement with Australia", "中澳自贸协定"),
    "gcc_tariff": ("tariff of the Gulf states", "海湾国家税率"),
    "simplified": ("simplified rate", "简易税率"),
}
_AMOUNTS = {
    "limit_minor": ("low-value limit of parcels", "低值包裹限额"),
    "low_flat_minor": ("flat duty of a low-value parcel, for each tariff heading", "低值包裹定额关税（每个税号）"),
    "tax_free_minor": ("value up to which no import tax is due", "免进口税限额"),
    "duty_item_minor": ("flat duty of a parcel, for each tariff heading", "包裹定额关税（每个税号）"),
}
_RATES = {"low_rate_e4": ("duty of low-value parcels", "低值包裹税率"), "tax_e4": ("VAT or GST", "增值税/消费税")}


def rule_changes(document: Document) -> list[Shown]:
    """A piece of news for each market and day on which its rules change, with the day it is heard of (`day`)."""
    found = [
        _news(document, market, day, list(changes))
        for number, market in enumerate(document["markets"])
        for day, changes in sorted(_by_day(document, number).items())
    ]
    return sorted(found, key=lambda item: int(item["begins_day"]))


def _by_day(document: Document, number: int) -> dict[int, list[tuple[str, str]]]:
    """Sentences (en, zh) on what changes in a market, by day."""
    told: dict[int, list[tuple[str, str]]] = {}
    for day, en, zh in _sentences(document, number):
        told.setdefault(day, []).append((en, zh))
    return told


def _sentences(document: Document, number: int) -> Iterator[tuple[int, str, str]]:
    market, section = document["markets"][number], document.get("customs")
    part = section["markets"][number] if section else market
    money = _money(document, market["currency"])
    for name, (en, zh) in _AMOUNTS.items():
        for day, before, after in _steps(part.get(name, [])):
            yield (
                day,
                f"{en} {money(after)} (until then {money(before)})",
                f"{zh} {money(after)}（此前 {money(before)}）",
            )
    for name, (en, zh) in _RATES.items():
        for day, before, after in _steps(part.get(name, [])):
            yield day, *_rate(en, zh, before, after)
    for (en, zh), series in _duties(document, number):
        for day, before, after in _steps(series):
            yield day, *_rate(en, zh, before, after)


def _duties(document: Document, number: int) -> Iterator[tuple[tuple[str, str], Series]]:
    """Rates of duty by day: the highest of each layer, or without customs the rate of each category."""
    if "customs" not in document:
        for part in document["categories"]:
            rates = document["markets"][number]["duty_e4"][part["code"]]
            yield (f"duty on {part['name']['en']}", f"{part['name']['zh']}关税"), rates
        return
    for layer, rates in document["customs"]["markets"][number]["duty_layer_e4"].items():
        en, zh = _LAYERS.get(layer, (layer, layer))
        yield (
            (f"duty layer '{en}', highest rate", f"关税层“{zh}”最高税率"),
            [max(of_day) for of_day in zip(*rates, strict=True)],
        )


def _steps(series: Series) -> Iterator[tuple[int, int, int]]:
    """(day, before, after) of every change."""
    if len(set(series)) > 1:
        for day, (before, after) in enumerate(pairwise(series), start=1):
            if before != after:
                yield day, before, after


def _rate(en: str, zh: str, before: int, after: int) -> tuple[str, str]:
    old, new = f"{before / 100:g}%", f"{after / 100:g}%"
    return f"{en}: {new} (until then {old})", f"{zh}：{new}（此前 {old}）"


def _money(document: Document, currency: str) -> Any:
    digits = next(part["minor_digits"] for part in document["currencies"] if part["code"] == currency)
    return lambda minor: f"{currency} {minor / 10**digits:,.{digits}f}"


def _news(document: Document, market: Shown, day: int, changes: list[tuple[str, str]]) -> Shown:
    start = dt.date.fromisoformat(document["start_date"])
    begins = (start + dt.timedelta(days=day)).isoformat()
    announced = _ANNOUNCED.get((market["code"], begins))
    heard = (dt.date.fromisoformat(announced) - start).days if announced else day - NOTICE_DAYS
    names, text = market["name"], "; ".join(en for en, _ in changes)
    return {
        "code": f"import_rules_{market['code']}_{day}",
        "kind": "import_rules",
        "title": {"en": f"New import rules: {names['en']}", "zh": f"{names['zh']}进口规则变更"},
        "text": {
            "en": f"{text[:1].upper()}{text[1:]}.",
            "zh": "；".join(zh for _, zh in changes) + "。",
        },
        "day": heard,
        "begins_day": day,
        "markets": [market["code"]],
    }
