"""A bot that trades a whole season through the API, by what a student may read.

    python examples/bot.py http://127.0.0.1:8000 TOKEN

It opens a practice run of first-store in the course of the token, decides once a round, asks for the round's days and waits until
they are played. Copy it, change a rule, and see what that was worth.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median

from simlab.client.api import Platform, Store
from simlab.client.types import Practice, Run

MARKUP = 1.55  # price over the full cost of a sale: dearer loses buyers, cheaper loses margin
FOLLOWS = 0.15  # how far a price goes along with what others ask
DAY_WORTH = 0.012  # share of the price that a day of waiting beyond the seventh costs in lost orders
FREE_DAYS = 7
COVER_DAYS, PEAK_COVER_DAYS = 24, 34
PEAK_WEEKS = range(5, 9)  # goods ordered now arrive for the peak season
LAST_ORDER_DAYS = 14  # what is ordered later than that does not sell before the end
AD_SHARE = 0.02  # of the sales of the last week
SMALLEST_STEP = 0.01  # a price that would move by less stays


def season(platform: Platform, run_id: str, store_id: str, play: Callable[[int], None]) -> int:
    """Trade until the run ends; the profit. `play` closes days until so many are closed."""
    store, run = platform.store(store_id), platform.run(run_id)
    while run["day"] < run["days"]:
        decide(store, run)
        play(min(run["day"] + run["round_days"], run["days"]))
        run = platform.run(run_id)
    return store.summary()["kpis"]["profit_minor"]


def decide(store: Store, run: Run) -> None:
    """One round: services, prices, stock, advertising, and answers to buyers who complain."""
    for market in (market["code"] for market in run["markets"]):
        choose_service(store, run, market)
    set_prices(store, run)
    set_covers(store, run)
    if run["day"]:
        set_budgets(store)
        answer_cases(store)


def choose_service(store: Store, run: Run, market: str) -> None:
    """The service that costs least once slow days have their price."""
    sku = run["skus"][0]["code"]
    price = store.landed_cost(market, sku)["price_minor"]
    worth = DAY_WORTH * price
    carried = [quote for quote in store.quotes(market, sku) if quote["carried"]]
    best = min(carried, key=lambda each: each["total_minor"] + worth * max(each["promise_days"] - FREE_DAYS, 0))
    store.decide("choose_service", market=market, service=best["service"])


def set_prices(store: Store, run: Run) -> None:
    """What a sale costs, times a markup, drawn a little towards the market."""
    standing = {(row["market"], row["channel"], row["sku"]): row["price_minor"] for row in store.listings()}
    kept = {market["code"]: kept_share(store, market["code"], run) for market in run["markets"]}
    goods = {product["code"]: product["unit_cost_minor"] for product in run["skus"]}
    others = {market["code"]: usual_prices(store, market["code"]) for market in run["markets"]}
    for row in store.read("advertising")["break_evens"]:
        market, share = row["market"], kept[row["market"]]
        cost = max(share * row["price_minor"] - row["margin_minor"], goods[row["sku"]])
        now = standing[market, row["channel"], row["sku"]]
        wanted = now * MARKUP * cost / share / row["price_minor"]
        usual = others[market].get(row["sku"], wanted)
        price = round(wanted ** (1 - FOLLOWS) * usual**FOLLOWS)
        if abs(price - now) > SMALLEST_STEP * now:
            store.decide("set_price", market=market, channel=row["channel"], sku=row["sku"], price_minor=price)


def kept_share(store: Store, market: str, run: Run) -> float:
    """What is left of a dearer price after everything that grows with it: tax, duty and fees."""
    sku = run["skus"][0]["code"]
    told = store.landed_cost(market, sku)
    dearer = store.landed_cost(market, sku, price_minor=told["buyer_pays_minor"] * 11 // 10)
    return (dearer["margin_minor"] - told["margin_minor"]) / (dearer["price_minor"] - told["price_minor"])


def usual_prices(store: Store, market: str) -> dict[str, float]:
    """The middle of the others' prices, by product."""
    asked: dict[str, list[int]] = {}
    for listing in store.competitors(market):
        if not listing["own"]:
            asked.setdefault(listing["sku"], []).append(listing["price_minor"])
    return {sku: median(prices) for sku, prices in asked.items()}


def set_covers(store: Store, run: Run) -> None:
    left, week = run["days"] - run["day"], run["day"] // 7
    days = PEAK_COVER_DAYS if week in PEAK_WEEKS else COVER_DAYS
    days = min(days, max(left - FREE_DAYS, 0)) if left > LAST_ORDER_DAYS else 0
    for product in run["skus"]:
        store.decide("set_cover", sku=product["code"], cover_days=days)


def set_budgets(store: Store) -> None:
    """A share of last week's sales to each market, in home money by what the books say a price is worth."""
    worth: dict[str, list[float]] = {}
    listings = store.listings()
    home = {(row["market"], row["sku"]): row["price_minor"] for row in store.read("advertising")["break_evens"]}
    for row in listings:
        rate = home[row["market"], row["sku"]] / max(row["price_minor"], 1)
        worth.setdefault(row["market"], []).append(row["week"]["sales_minor"] * rate)
    for market, sales in worth.items():
        store.decide("set_ad_budget", market=market, ad_budget_minor=round(AD_SHARE * sum(sales) / 7))


def answer_cases(store: Store) -> None:
    """A part of the money back is cheaper than a claim and a bad review."""
    for case in store.read("inbox")["open"]:
        store.decide("answer_case", case_no=case["case_no"], answer="partial_refund", key=f"case-{case['case_no']}")


def opened(platform: Platform, title: str = "First store") -> Practice:
    """A new practice run of a scenario that the course gives for practice."""
    course = platform.session()["course"]["id"]
    known = platform.get(f"/courses/{course}/practice")["scenarios"]
    return platform.open_practice(course, next(each["id"] for each in known if each["title"]["en"] == title))


def main() -> None:
    address, token = sys.argv[1:3]
    platform = Platform(address, token)
    run = opened(platform)

    def play(day: int) -> None:
        platform.play_days(run["id"], day - platform.run(run["id"])["day"])
        print(f"day {platform.wait_for_day(run['id'], day)['day']}", flush=True)

    print(f"profit: {season(platform, run['id'], run['store'], play) / 100:,.2f}")


if __name__ == "__main__":
    main()
