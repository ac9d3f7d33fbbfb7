from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from typing import Any

import pytest

from simlab.engine.world import compile_world
from simlab.runs.scenario.canonical import canonical_json, content_hash
from simlab.runs.scenario.files import load_scenario, shipped
from simlab.runs.scenario.resolve import resolve
from simlab.runs.scenario.seasons import thanksgiving
from tests.runs.scenario.editing import FIRST_STORE, edited

T = 84 + 28 + 7


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return resolve(shipped("first-store"))


def day(date: str) -> int:
    return (dt.date.fromisoformat(date) - dt.date(2026, 9, 14)).days


def market(document: dict[str, Any], code: str) -> dict[str, Any]:
    return next(part for part in document["markets"] if part["code"] == code)


def test_it_is_what_the_issue_asks_for(document: dict[str, Any]) -> None:
    assert (document["start_date"], document["days"]) == ("2026-09-14", 84)
    assert [part["code"] for part in document["markets"]] == ["US", "DE", "GB", "JP", "AU"]
    assert len(document["skus"]) >= 12
    assert len(document["categories"]) == 4
    assert all(len(part["hs6"]) == 6 for part in document["skus"])
    assert [part["code"] for part in document["services"]] == ["express", "line", "postal"]
    assert {line["warehouse"] for line in document["opening_stock"]} == {"SZX", "US-LAX"}
    assert [part["policy"] for part in document["rivals"]][:4] == ["expert", "rule", "novice", "do_nothing"]
    assert document["title"].keys() == {"en", "zh"}


def test_every_series_reaches_past_the_last_fork(document: dict[str, Any]) -> None:
    codes = [part["code"] for part in document["categories"]]
    for part in document["markets"]:
        series = [part["tax_e4"], part["duty_item_minor"], *part["duty_e4"].values(), *part["season_e4"].values()]
        assert {len(one) for one in series} == {T}
        assert list(part["duty_e4"]) == list(part["season_e4"]) == list(part["shoppers_per_day_e2"]) == codes


def test_shares_add_up(document: dict[str, Any]) -> None:
    assert sum(part["share_e4"] for part in document["segments"]) == 10_000
    for part in document["markets"]:
        assert sum(method["share_e4"] for method in part["payment_methods"]) == 10_000
    assert {sum(stars) for stars in document["demand"]["star_share_e4"].values()} == {10_000}


def test_every_lane_is_there(document: dict[str, Any]) -> None:
    pairs = [("SZX", code) for code in ("US", "DE", "GB", "JP", "AU")] + [("US-LAX", "US")]
    wanted = [(warehouse, code, service) for warehouse, code in pairs for service in ("express", "line", "postal")]
    assert [(lane["warehouse"], lane["market"], lane["service"]) for lane in document["lanes"]] == wanted
    assert {len(lane["legs"]) for lane in document["lanes"] if lane["warehouse"] == "SZX"} == {4}
    assert {len(lane["legs"]) for lane in document["lanes"] if lane["warehouse"] == "US-LAX"} == {2}


def test_duty_and_tax_are_those_in_force(document: dict[str, Any]) -> None:
    us, germany = market(document, "US"), market(document, "DE")
    assert us["duty_e4"]["phone_cases"] == [2530] * T
    assert us["duty_e4"]["pet_leads"] == [4010] * T
    assert set(us["tax_e4"]) == set(us["duty_item_minor"]) == {0}
    assert germany["duty_item_minor"] == [300] * T
    assert set(germany["tax_e4"]) == {1900}
    assert {rate for rates in germany["duty_e4"].values() for rate in rates} == {0}
    assert set(market(document, "JP")["tax_e4"]) == {0}
    assert set(market(document, "AU")["tax_e4"]) == {1000}


def test_a_game_across_a_change_of_rules_sees_both() -> None:
    document = resolve(load_scenario(edited("start: 2026-09-14", "start: 2026-06-22")))
    assert market(document, "DE")["duty_item_minor"][8:10] == [0, 300]
    assert market(document, "US")["duty_e4"]["phone_cases"][31:33] == [2280, 2530]


def test_exchange_rates_are_the_ecb_s_up_to_the_first_day(document: dict[str, Any]) -> None:
    fx = document["fx"]
    assert [part["code"] for part in document["currencies"]] == ["CNY", "USD", "EUR", "GBP", "JPY", "AUD"]
    assert fx["as_of"] == "2026-09-14"
    assert fx["rate_e8"][:2] == [100_000_000, 670_842_351]
    assert fx["rate_e8"][4] == 434_063_410  # fen per yen
    assert len(fx["daily_return_e8"]) == 750
    assert {row[0] for row in fx["daily_return_e8"]} == {0}
    assert max(abs(value) for row in fx["daily_return_e8"] for value in row) < 6_000_000


def test_the_season_shows(document: dict[str, Any]) -> None:
    cases = market(document, "US")["season_e4"]["phone_cases"]
    assert thanksgiving(2026) == dt.date(2026, 11, 26)
    assert cases[day("2026-11-30")] > cases[day("2026-11-27")] > cases[day("2026-11-11")] > cases[day("2026-11-04")]
    assert market(document, "JP")["season_e4"]["toys"][day("2026-11-11")] > 13_000
    ordinary = cases[: day("2026-10-05")]
    assert sum(ordinary) / len(ordinary) == pytest.approx(10_000, rel=0.02)


def test_a_wrong_cover_or_lead_can_be_seen_within_the_horizon(document: dict[str, Any]) -> None:
    slowest = max(part["supplier"]["lead_days_median"] for part in document["skus"])
    assert slowest + document["round_days"] < document["horizon_days"]


def test_reference_prices_leave_a_margin_by_the_dedicated_line(document: dict[str, Any]) -> None:
    rates = dict(zip([part["code"] for part in document["currencies"]], document["fx"]["rate_e8"], strict=True))
    margins = []
    for part in document["markets"]:
        lane = next(one for one in document["lanes"] if (one["market"], one["service"]) == (part["code"], "line"))
        for sku in document["skus"]:
            price = sku["reference_price_minor"][part["code"]]
            untaxed = price / (1 + part["tax_e4"][0] / 1e4 * part["price_includes_tax"])
            kept = untaxed - price * document["marketplace"]["referral_e4"][sku["category"]] / 1e4
            kept -= untaxed * part["duty_e4"][sku["category"]][0] / 1e4
            freight = (lane["base_fee_minor"] + lane["per_kg_minor"] * sku["weight_g"] / 1000) * rates["USD"] / 1e8
            cost = sku["unit_cost_minor"] + freight + part["duty_item_minor"][0] * rates[part["currency"]] / 1e8
            margins.append(1 - cost / (kept * rates[part["currency"]] / 1e8))
    assert min(margins) > 0.12
    assert max(margins) < 0.45
    assert sum(margins) / len(margins) == pytest.approx(0.26, abs=0.03)


def test_the_kernel_takes_it(document: dict[str, Any]) -> None:
    world = compile_world(document)
    assert world.sizes.stores == 8
    assert world.sizes.reach_days == T
    cover = world.opening.stock_units.sum(axis=1) / (world.opening.speed / 256)
    assert 12 < cover.min() < cover.max() < 30


def test_numbers_are_whole_but_for_days_and_places(document: dict[str, Any]) -> None:
    def floats(node: Any, name: str = "") -> set[str]:
        if isinstance(node, dict):
            return set().union(*(floats(inner, key) for key, inner in node.items())) if node else set()
        if isinstance(node, list):
            return set().union(*(floats(inner, name) for inner in node)) if node else set()
        return {name} if isinstance(node, float) else set()

    allowed = {"median_days", "p95_days", "lat", "lon", "lead_days_median", "lead_days_p95"}
    assert floats(document) <= allowed | {"hold_days_median", "hold_days_p95", "return_delay_days", "review_delay_days"}


def test_the_document_is_json_and_its_hash_is_stable(document: dict[str, Any]) -> None:
    text = canonical_json(document)
    assert json.loads(text) == document
    assert content_hash(json.loads(text)) == content_hash(document) == content_hash(resolve(shipped("first-store")))
    assert content_hash(resolve(load_scenario(edited("teams: 4", "teams: 5")))) != content_hash(document)
    assert content_hash(resolve(load_scenario(FIRST_STORE + "# a remark\n"))) == content_hash(document)


_OTHER_DAY = """
import datetime
class Shifted(datetime.date):
    @classmethod
    def today(cls): return cls(2031, 2, 3)
datetime.date = Shifted
import time
time.time = lambda: 1927843200.0
from simlab.runs.scenario.canonical import content_hash
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve
import sys
assert 'django' not in sys.modules
print(content_hash(resolve(shipped('first-store'))))
"""


def test_the_hash_does_not_depend_on_today_nor_on_the_process(document: dict[str, Any]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _OTHER_DAY],
        capture_output=True,
        text=True,
        check=True,
        env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "PYTHONPATH": "."},
    )
    assert done.stdout.strip() == content_hash(document)


def test_what_the_file_sets_overrules_the_tables_and_is_told_as_a_source() -> None:
    text = edited(
        "- {code: toys}", "- {code: toys, referral: 0.12, return_rate: 0.05, price_elasticity: 3, duty: {US: 0.5}}"
    )
    text = text.replace("{code: DE, shop", "{code: DE, tax: 0.21, flat_duty_per_item: 5, shop")
    text += "seasons:\n  - {code: singles_day, name: {en: a, zh: b}, markets: [JP], first: 2026-11-11, last: 2026-11-12, multiplier: 5}\n"
    text += "marketplace: {payout_every_days: 14}\ndemand: {outside_share: 0.4}\n"
    document = resolve(load_scenario(text))
    assert document["marketplace"]["referral_e4"]["toys"] == 1200
    assert document["marketplace"]["payout_every_days"] == 14
    assert document["marketplace"]["outside_share_e4"] == 4000
    assert document["categories"][3]["return_rate_e4"] == 500
    assert document["categories"][3]["price_elasticity_e2"] == 300
    assert set(market(document, "US")["duty_e4"]["toys"]) == {5000}
    assert set(market(document, "DE")["tax_e4"]) == {2100}
    assert set(market(document, "DE")["duty_item_minor"]) == {500}
    assert market(document, "JP")["season_e4"]["toys"][day("2026-11-11")] > 50_000
    assert market(document, "US")["season_e4"]["toys"][day("2026-11-11")] < 12_000
    told = {entry["field"] for entry in document["sources"] if entry["source"] == "scenario file"}
    assert {"markets.DE.tax", "marketplace.referral.toys", "season.singles_day", "demand.outside_share"} <= told


def test_every_source_says_what_it_is_for(document: dict[str, Any]) -> None:
    assert all(entry["field"] and entry["source"] for entry in document["sources"])
    assert any(entry["source"].startswith("European Central Bank") for entry in document["sources"])
