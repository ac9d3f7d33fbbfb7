from __future__ import annotations

import csv
from pathlib import Path

import pytest
from arro3.io import read_parquet

from orders.models import Order
from simlab.engine.export import FORMATS, export_run
from simlab.engine.records import TABLES, widths
from simlab.runs.models import Decision, Run, Store
from tests.terms import new_run, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> Run:
    made: Run = new_run()
    play(made, 9)
    return made


def read(file: Path) -> list[dict[str, str]]:
    """The rows of an exported file, all as text."""
    if file.suffix == ".csv":
        return list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    table = read_parquet(file).read_all()
    columns = {name: [str(value.as_py()) for value in table[name]] for name in table.column_names}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_row_is_there_in_order(run: Run, kind: str, tmp_path: Path) -> None:
    written = export_run(run, tmp_path / "out", kind)
    assert {file.stem for file in written} == {table.event for table in TABLES} | {"decision", "store", "day", "codes"}
    for table in TABLES:
        rows = read(tmp_path / "out" / f"{table.event}.{kind}")
        kept = table.model.objects.of_run(run.pk).order_by("id").values(*widths(table.model))
        assert rows == [{name: str(value) for name, value in row.items()} for row in kept], table.event


def test_codes_say_what_numbers_mean(run: Run, tmp_path: Path) -> None:
    export_run(run, tmp_path, "csv")
    codes = {(row["table"], row["column"], row["number"]): row["code"] for row in read(tmp_path / "codes.csv")}
    order = read(tmp_path / "order.csv")[0]
    assert codes["", "sku", order["sku"]] == run.scenario_version.resolved["skus"][int(order["sku"])]["code"]
    assert codes["order", "status", order["status"]] in {
        "delivered",
        "dispatched",
        "authorised",
        "declined",
        "cancelled",
    }


def test_decisions_are_exported_without_people(run: Run, tmp_path: Path) -> None:
    export_run(run, tmp_path, "csv")
    rows = read(tmp_path / "decision.csv")
    assert len(rows) == Decision.objects.filter(run=run).count() > 0
    assert not {"seat", "user"} & set(rows[0])


def test_a_team_cannot_write_a_formula_into_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    Store.objects.filter(world__run=run, number=0).update(name_en="=1+1", name_zh="海港")
    export_run(run, tmp_path, "csv")
    assert next((row["name"], row["name_zh"]) for row in read(tmp_path / "store.csv")) == ("'=1+1", "海港")


def test_an_export_of_the_same_run_is_the_same_file(run: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        export_run(run, tmp_path / folder, "parquet")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_a_run_without_days_gives_empty_tables(tmp_path: Path) -> None:
    export_run(new_run(), tmp_path, "parquet")
    assert read(tmp_path / "order.parquet") == []
    assert Order.objects.count() == 0
