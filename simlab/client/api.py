"""A client of the API for notebooks and bots.

platform = Platform("http://127.0.0.1:8000", token="...")
store = platform.store(platform.session()["store"]["id"])
for order in store.orders(market="DE", status="delivered"): ...
store.decide("set_price", market="DE", sku="CASE-CLEAR", price_minor=1899)
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast
from urllib.parse import quote, urlencode

from simlab.client import types
from simlab.client.errors import Problem
from simlab.client.transport import Answer, Send, over_network, patiently

ROOT = "/api/v1"
PAGE_ROWS = 200


class Platform:
    """The whole API as one person may use it. Raises Problem for what is refused and Unreachable when nobody answers."""

    def __init__(
        self,
        address: str,
        token: str = "",
        *,
        language: str = "en",
        send: Send | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address, self._send, self._sleep = address.rstrip("/"), send or over_network(30.0), sleep
        self._headers = {"Accept-Language": language}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> Any:
        """What lies at an address below /api/v1; what is None is not asked for."""
        return json.loads(self._asked("GET", _with_query(path, query)).body)

    def file(self, path: str) -> bytes:
        return self._asked("GET", path).body

    def post(self, path: str, body: Mapping[str, Any], *, harmless: bool = False) -> Any:
        """`harmless`: sent twice it is done once."""
        return json.loads(self._asked("POST", path, body, harmless=harmless).body or b"null")

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """All rows of a list, a page at a time; rows that are added meanwhile move nothing."""
        query = {"limit": PAGE_ROWS} | query
        while True:
            page = self.get(path, **query)
            yield from page["results"]
            if page["next"] is None:
                return
            query["cursor"] = page["next"]

    def session(self) -> dict[str, Any]:
        """Who this is, the runs and the own store."""
        return cast(dict[str, Any], self.get("/session"))

    def run(self, run_id: str) -> types.Run:
        return cast(types.Run, self.get(f"/runs/{run_id}"))

    def store(self, store_id: str) -> Store:
        return Store(self, store_id)

    def open_practice(self, course_id: str, scenario_id: str) -> types.Practice:
        """A new run of one's own; /courses/{course}/practice tells the scenarios there are."""
        return cast(types.Practice, self.post(f"/courses/{course_id}/practice", {"scenario": scenario_id}))

    def play_days(self, run_id: str, days: int) -> int:
        """Ask for the next days of a practice run of one's own; how many will be closed once they are played."""
        return int(self.post(f"/practice/{run_id}/days", {"days": days})["due_day"])

    def wait_for_day(self, run_id: str, day: int, *, every_seconds: float = 1.0, tries: int = 600) -> types.Run:
        """The run once so many days are closed."""
        for _ in range(tries):
            run = self.run(run_id)
            if run["day"] >= day:
                return run
            self._sleep(every_seconds)
        raise TimeoutError(f"day {day} of run {run_id} was not played")

    def _asked(self, method: str, path: str, body: Mapping[str, Any] | None = None, *, harmless: bool = True) -> Answer:
        url, headers, sent = f"{self._address}{ROOT}{path}", self._headers, None
        if body is not None:
            headers, sent = headers | {"Content-Type": "application/json"}, json.dumps(body).encode()
        answer = patiently(lambda: self._send(method, url, headers, sent), harmless=harmless, sleep=self._sleep)
        if answer.status >= 400:
            raise Problem(answer.status, answer.body)
        return answer


class Store:
    """One store: what its team may read, and deciding for it. Filters of lists are those of the API."""

    def __init__(self, platform: Platform, store_id: str) -> None:
        self._platform, self._path = platform, f"/stores/{quote(store_id, safe='')}"

    def read(self, name: str, **query: Any) -> Any:
        """Anything else below the store's address, such as "account" or "market-report"."""
        return self._platform.get(f"{self._path}/{name}", **query)

    def rows(self, name: str, **filters: Any) -> Iterator[dict[str, Any]]:
        """All rows of any of the store's lists, such as "refunds", "payouts" or "campaigns"."""
        return self._platform.pages(f"{self._path}/{name}", **filters)

    def summary(self) -> types.Summary:
        return cast(types.Summary, self.read("summary"))

    def listings(self) -> list[types.Listing]:
        return cast(list[types.Listing], self.read("listings"))

    def stock(self) -> types.Stock:
        return cast(types.Stock, self.read("stock"))

    def landed_cost(self, market: str, sku: str, price_minor: int | None = None) -> types.LandedCost:
        return cast(types.LandedCost, self.read("landed-cost", market=market, sku=sku, price_minor=price_minor))

    def quotes(self, market: str, sku: str) -> list[types.Quote]:
        return cast(list[types.Quote], self.read("shipping-quotes", market=market, sku=sku)["quotes"])

    def competitors(self, market: str, **filters: Any) -> list[types.Competitor]:
        return cast(list[types.Competitor], self.read("competitors", market=market, **filters)["listings"])

    def orders(self, **filters: Any) -> Iterator[types.Order]:
        return cast(Iterator[types.Order], self.rows("orders", **filters))

    def parcels(self, **filters: Any) -> Iterator[types.Parcel]:
        return cast(Iterator[types.Parcel], self.rows("parcels", **filters))

    def payments(self, **filters: Any) -> Iterator[types.Payment]:
        return cast(Iterator[types.Payment], self.rows("payments", **filters))

    def ledger(self, **filters: Any) -> Iterator[types.LedgerLine]:
        return cast(Iterator[types.LedgerLine], self.rows("ledger", **filters))

    def download(self, table: str, kind: str = "csv") -> bytes:
        """A whole table: orders, parcels, payments, ledger or days, as csv or parquet."""
        return self._platform.file(f"{self._path}/downloads/{quote(table, safe='')}.{quote(kind, safe='')}")

    def decide(self, kind: str, *, key: str = "", **payload: Any) -> types.Decision:
        """Decide; it stands when the next day opens. With its key it is one decision however often it is sent."""
        body = {"kind": kind, "payload": payload, "idempotency_key": key or uuid.uuid4().hex}
        return cast(types.Decision, self._platform.post(f"{self._path}/decisions", body, harmless=True))


def _with_query(path: str, query: Mapping[str, Any]) -> str:
    asked = {name: value for name, value in query.items() if value is not None}
    return f"{path}?{urlencode(asked)}" if asked else path
