"""A store's own tables as files."""

from __future__ import annotations

import csv
import io
from typing import Any

import arro3.io
import pytest
from django.test import Client

from orders.models import Order, StoreDay
from payments.models import LedgerEntry
from simlab.classroom import briefing
from simlab.runs.models import AuditEntry, Seat
from tests.classroom.conftest import DAYS, Classroom

TABLES = ("orders", "parcels", "payments", "ledger", "days")


@pytest.fixture
def url(classroom: Classroom) -> str:
    return f"/api/v1/stores/{classroom.ada.pk}/downloads"


def content(client: Client, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, answer
    return b"".join(answer)


def rows(client: Client, url: str) -> list[dict[str, str]]:
    text = content(client, url).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("table", TABLES)
def test_both_kinds_hold_the_same(table: str, ada: Client, url: str) -> None:
    assert content(ada, f"{url}/{table}.csv").startswith(b"\xef\xbb\xbf")
    told = rows(ada, f"{url}/{table}.csv")
    packed = arro3.io.read_parquet(io.BytesIO(content(ada, f"{url}/{table}.parquet"))).read_all()
    assert packed.num_rows == len(told) > 0
    assert packed.column_names == list(told[0])
    for name in packed.column_names:
        assert [str(value) for value in packed[name].to_pylist()] == [row[name] for row in told]


def test_a_file_holds_the_own_store_and_the_closed_days(ada: Client, url: str, classroom: Classroom) -> None:
    run = classroom.run.pk
    assert len(rows(ada, f"{url}/orders.csv")) == Order.objects.of_run(run).filter(store=0).count()
    assert len(rows(ada, f"{url}/days.csv")) == DAYS == StoreDay.objects.of_run(run).filter(store=0).count()
    booked = LedgerEntry.objects.of_run(run).filter(store=0).values_list("amount_minor", flat=True)
    assert [int(row["amount_minor"]) for row in rows(ada, f"{url}/ledger.csv")] == list(booked.order_by("id"))


def test_a_spreadsheet_takes_no_cell_for_a_formula(
    ada: Client, url: str, classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = briefing.briefing(classroom.run)
    harmful = brief.__class__(**{**vars(brief), "skus": ("=HYPERLINK(0)", "+1", "@SUM", "-1") * 40})
    monkeypatch.setattr("simlab.classroom.reads.downloads.briefing", lambda run: harmful)
    assert {row["sku"][:1] for row in rows(ada, f"{url}/orders.csv")} == {"'"}
    packed = arro3.io.read_parquet(io.BytesIO(content(ada, f"{url}/orders.parquet"))).read_all()
    assert not any(sku.startswith("'") for sku in packed["sku"].to_pylist())


def test_a_download_is_on_record(ada: Client, url: str, classroom: Classroom) -> None:
    content(ada, f"{url}/payments.parquet")
    entry = AuditEntry.objects.get(action="export")
    assert entry.actor == str(Seat.objects.get(user__username="ada").public_id)
    assert entry.detail == {"run": str(classroom.run.pk), "table": "payments", "kind": "parquet", "days": DAYS}


@pytest.mark.parametrize("path", ["orders.xlsx", "buyers.csv", "orders", "..%2fdays.csv"])
def test_other_files_do_not_exist(path: str, ada: Client, url: str) -> None:
    assert ada.get(f"{url}/{path}").status_code == 404


def test_a_client_may_ask_for_the_kind_by_header(ada: Client, url: str) -> None:
    answer: Any = ada.get(f"{url}/days.csv", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert "attachment" in answer.headers["Content-Disposition"]
