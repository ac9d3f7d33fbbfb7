"""The client keeps to the contract, waits when it is told to, and does nothing twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from simlab.client import types
from simlab.client.api import Platform
from simlab.client.errors import Problem
from simlab.client.transport import Answer, Unreachable, over_network

CONTRACT = yaml.safe_load((Path(__file__).parents[2] / "frontend" / "openapi.yaml").read_text(encoding="utf-8"))
COMPONENTS = {
    types.Summary: "StoreSummary",
    types.Order: "OrderRow",
    types.Parcel: "ParcelRow",
    types.Scan: "Scan",
    types.Payment: "PaymentRow",
    types.LedgerLine: "LedgerRow",
    types.Listing: "Listing",
    types.Sales: "SalesOfListing",
    types.Stock: "Stock",
    types.Shelf: "Shelf",
    types.LandedCost: "LandedCost",
    types.CostPart: "CostPart",
    types.Competitor: "CompetitorListing",
    types.Market: "Market",
    types.Product: "Sku",
    types.Practice: "PracticeRun",
}
PARTS = {types.Run: "RunDetail", types.Kpis: "Kpis", types.Quote: "Quote", types.Decision: "Decision"}


class Scripted:
    """Answers in the order of a script; an exception is raised."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers, self.asked, self.slept = list(answers), [], []  # type: ignore[var-annotated]

    def __call__(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        self.asked.append((method, url, dict(headers), body))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def told(shown: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(status, headers, json.dumps(shown).encode())


def platform(script: Scripted, **more: Any) -> Platform:
    return Platform("http://class.example", "a-token", send=script, sleep=script.slept.append, **more)


@pytest.mark.parametrize("shown", COMPONENTS, ids=lambda shown: shown.__name__)
def test_types_name_what_the_contract_gives(shown: Any) -> None:
    properties = CONTRACT["components"]["schemas"][COMPONENTS[shown]]["properties"]
    assert set(shown.__annotations__) == set(properties)


@pytest.mark.parametrize("shown", PARTS, ids=lambda shown: shown.__name__)
def test_types_that_name_a_part_are_part_of_the_contract(shown: Any) -> None:
    assert set(shown.__annotations__) <= set(CONTRACT["components"]["schemas"][PARTS[shown]]["properties"])


def test_it_waits_as_long_as_it_is_asked_to() -> None:
    script = Scripted(told({}, 429, **{"retry-after": "7"}), told({}, 503), told({"user": None}))
    assert platform(script, language="zh-CN").session() == {"user": None}
    assert script.slept == [7.0, 1.0]
    _, url, headers, _ = script.asked[0]
    assert url == "http://class.example/api/v1/session"
    assert headers == {"Accept-Language": "zh-CN", "Authorization": "Bearer a-token"}


def test_it_gives_up_in_the_end() -> None:
    script = Scripted(*[told({"title": "Too many tries."}, 429)] * 5)
    with pytest.raises(Problem, match="429 Too many tries"):
        platform(script).session()
    assert len(script.asked) == 5


def test_a_lost_connection_is_tried_again_only_where_that_does_no_harm() -> None:
    script = Scripted(Unreachable("lost"), told({"id": "1"}))
    platform(script).store("4").decide("set_cover", sku="A", cover_days=3, key="once")
    bodies = [json.loads(body) for *_, body in script.asked]
    assert [body["idempotency_key"] for body in bodies] == ["once", "once"]
    with pytest.raises(Unreachable):
        platform(Scripted(Unreachable("lost"), told({"due_day": 3}))).play_days("1", 2)


def test_pages_follow_their_cursor() -> None:
    pages = [{"results": [{"id": str(page)}], "next": "c" if page < 2 else None, "previous": None} for page in range(3)]
    script = Scripted(*[told(page) for page in pages])
    rows = list(platform(script).store("4").orders(market="DE", first_day=None))
    assert [row["id"] for row in rows] == ["0", "1", "2"]
    assert script.asked[0][1].endswith("/stores/4/orders?limit=200&market=DE")
    assert script.asked[1][1].endswith("&cursor=c")


def test_a_refusal_names_the_field() -> None:
    refused = {"type": "urn:simlab:problem:invalid", "title": "Some fields are not right.", "status": 400}
    errors = [{"pointer": "/payload/sku", "code": "unknown_code", "detail": "unknown code"}]
    with pytest.raises(Problem) as caught:
        platform(Scripted(told(refused | {"errors": errors}, 400))).store("4").decide("set_cover", sku="X")
    assert (caught.value.status, caught.value.code) == (400, "invalid")
    assert caught.value.fields[0].pointer == "/payload/sku"


def test_what_is_no_problem_document_is_a_problem_too() -> None:
    with pytest.raises(Problem, match="502"):
        platform(Scripted(Answer(502, {}, b"<html>"))).session()


class _Once(BaseHTTPRequestHandler):
    asked: list[tuple[str, bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, body))
        again = len(self.asked) > 1
        self.send_response(201 if again else 503)
        self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(b'{"id": "9"}')

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    _Once.asked = []
    with HTTPServer(("127.0.0.1", 0), _Once) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_it_speaks_http(server: str) -> None:
    made = Platform(server).store("4").decide("set_cover", sku="A", cover_days=3)
    assert made["id"] == "9"
    assert [path for path, _ in _Once.asked] == ["/api/v1/stores/4/decisions"] * 2
    assert _Once.asked[0] == _Once.asked[1]


def test_nobody_at_home_is_said(server: str) -> None:
    with pytest.raises(Unreachable):
        over_network(1.0)("GET", "http://127.0.0.1:9/", {}, None)
    with pytest.raises(ValueError, match="not an address"):
        over_network(1.0)("GET", "file:///etc/passwd", {}, None)
