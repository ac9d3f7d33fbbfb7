"""Tables of the demo on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from simlab.engine.verify import Verification

Rows = Sequence[Mapping[str, Any]]
BARS = {
    "start": "start 起点",
    "skill": "+ skill 能力",
    "luck": "+ luck 运气",
    "shock": "+ shock 冲击",
    "remainder": "+ remainder 其余",
    "result": "= result 结果",
}


def print_leaderboard(console: Console, standings: Rows) -> None:
    table = _table(
        "Leaderboard 排行榜", ["#", "Store 店铺", "Bot 机器人", "Profit 利润", "Orders 订单", "On time 准时", "★"]
    )
    for row in standings:
        store = row["of"]
        name = f"{store.name_en} {store.name_zh}" if store.team_id else f"[dim]{store.name_en} {store.name_zh}[/dim]"
        figures = [
            money(row["profit_minor"]),
            f"{row['orders']:,}",
            percent(row["on_time_e4"]),
            stars(row["rating_e2"]),
        ]
        table.add_row(str(row["rank"]), name, store.policy, *figures)
    console.print(table)


def print_scorecards(console: Console, scorecards: Rows) -> None:
    for card in scorecards:
        composite = card["composite"]
        heading = f"{card['store']['name']['en']} {card['store']['name']['zh']}: {level(composite)}, {worth(composite)}"
        table = _table(heading, ["Axis 维度", "Level 等级", "Worth 价值"])
        for axis in card["axes"]:
            measured = (level(axis), worth(axis)) if axis["measurable"] else ("–", "not measurable 无法测量")
            table.add_row(f"{axis['name']['en']} {axis['name']['zh']}", *measured)
        console.print(table)
        bars = (f"{BARS[bar['code']]} {money(bar['money_minor'])}" for bar in card["waterfall"])
        console.print("  " + "  ".join(bars), soft_wrap=True)


def print_digest(console: Console, verification: Verification) -> None:
    verdict = "[green]verified 已验证[/green]" if verification.holds else "[red]NOT verified 未通过[/red]"
    console.print(f"Digest after {verification.days} days: {verification.digest} {verdict}", soft_wrap=True)
    for finding in verification.findings:
        console.print(f"  {finding}", style="red")


def print_sign_ins(console: Console, sign_ins: Sequence[tuple[str, str, str]]) -> None:
    table = _table("Sign in 登录", ["Role 角色", "Name 用户名", "Password 密码"])
    for row in sign_ins:
        table.add_row(*row)
    console.print(table)


def money(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}¥{abs(minor) / 100:,.0f}"


def worth(measured: Mapping[str, Any]) -> str:
    return f"{money(measured['money_minor'])} ± {money(measured['se_minor'])}"


def level(measured: Mapping[str, Any]) -> str:
    return "–" if measured["level_e2"] is None else f"{measured['level_e2'] / 100:.2f}"


def percent(value_e4: int | None) -> str:
    return "–" if value_e4 is None else f"{value_e4 / 100:.0f}%"


def stars(rating_e2: int | None) -> str:
    return "–" if rating_e2 is None else f"{rating_e2 / 100:.2f}"


def _table(title: str, headings: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading)
    return table
