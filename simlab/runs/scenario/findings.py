"""What a check across fields found: where, which kind, and the values its sentence names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simlab.runs.scenario.problems import NOTHING, Path, Wording

Names = Mapping[str, str | int | float]


@dataclass(frozen=True)
class Finding:
    """A mistake that no single field shows. `names` fill the sentence of `code`; a name may have a Chinese form `<name>_zh`."""

    path: Path
    code: str
    names: Names
    allowed: Wording = NOTHING


SENTENCES: dict[str, Wording] = {
    "unknown_code": Wording("There is no {what} '{code}'.", "没有{what_zh}“{code}”。"),
    "missing_entry": Wording("The {what} '{code}' is missing here.", "此处缺少{what_zh}“{code}”。"),
    "duplicate_code": Wording("'{code}' is listed twice.", "“{code}”重复出现。"),
    "home_warehouse": Wording(
        "The first warehouse is the one at home; it has no market.", "第一个仓库是国内仓，不能指定市场。"
    ),
    "home_warehouse_kind": Wording(
        "The first warehouse is the domestic one, and no other.", "第一个仓库是国内仓，其他仓库不是。"
    ),
    "lane_unused": Wording("{warehouse} does not ship to {market}.", "{warehouse} 不发往 {market}。"),
    "shares_sum": Wording("The shares add up to {total:.4g}, not to 1.", "份额合计为 {total:.4g}，应为 1。"),
    "announced_late": Wording(
        "Only what begins on a date is announced, on that date or before.",
        "只有定有日期的事件才会公布，且不晚于该日期。",
    ),
    "layers_named": Wording(
        "This shock strikes layers of a tariff down: name them, and give the scenario a section customs.",
        "该冲击会废止部分关税层：请列出这些关税层，并为场景添加 customs 部分。",
    ),
    "dates_order": Wording("It ends before it begins.", "结束日期早于开始日期。"),
    "rules_missing": Wording(
        "The table has no import rule for {market} on {day}.", "表中没有 {market} 在 {day} 的进口规则。"
    ),
    "duty_missing": Wording(
        "The table has no duty of {market} for HS {hs6} on {day}.", "表中没有 {market} 对 HS {hs6} 在 {day} 的税率。"
    ),
    "rates_missing": Wording("There are no exchange rates for this date and history.", "该日期及所需历史没有汇率。"),
    "lane_missing": Wording(
        "The table has no lane '{lane}' from {warehouse} to {market}.",
        "表中没有从 {warehouse} 到 {market} 的“{lane}”线路。",
    ),
    "week_late": Wording("This week lies after the end of the game.", "该周在模拟结束之后。"),
    "horizon_short": Wording(
        "Grading looks {days} days ahead, but goods need {lead:g} days to arrive after a review of {round} days.",
        "评分向前看 {days} 天，但货物在 {round} 天一次的补货后还需 {lead:g} 天到仓。",
    ),
    "p95_below_median": Wording("The 95th percentile lies below the median.", "第 95 百分位低于中位数。"),
    "minor_digits": Wording("{currency} has no such fraction.", "{currency} 没有这么小的单位。"),
    "range_order": Wording("The range ends below its beginning.", "范围的上限低于下限。"),
    "range_twice": Wording(
        "More than one range would draw '{of}' of the same thing.", "有多个范围对同一对象的“{of}”取值。"
    ),
    "section_missing": Wording(
        "'{of}' needs a section {section} in this scenario.", "“{of}”需要本场景包含 {section} 部分。"
    ),
    "code_unused": Wording("'{of}' is of the whole world; it takes no code.", "“{of}”作用于整个世界，不能指定代码。"),
    "axis_undecided": Wording(
        "In this scenario no decision belongs to the axis '{code}'.", "本场景没有属于“{code}”维度的决策。"
    ),
    "range_too_wide": Wording(
        "The store opens with {open} products, but may keep {most}.",
        "店铺开局有 {open} 个商品，但最多只能保留 {most} 个。",
    ),
    "price_below_cost": Wording("The reference price does not cover the unit cost.", "参考价低于单位成本。"),
    "low_value_limit": Wording(
        "Reference prices in {market} lie on both sides of the low-value limit of {limit:g} {currency}.",
        "{market} 的参考价横跨低值限额 {limit:g} {currency}。",
    ),
}


def sentence(finding: Finding) -> Wording:
    """The finding in both languages. Raises KeyError for a code without a sentence."""
    template = SENTENCES[finding.code]
    return Wording(template.en.format(**finding.names), template.zh.format(**finding.names))
