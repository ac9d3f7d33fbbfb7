"""Scenarios made of a company's catalogue and orders. The people in the samples are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from simlab.engine.world import compile_world
from simlab.project.cli import app
from simlab.runs.scenario.files import check, load_scenario
from simlab.runs.scenario.importing.markets import USUAL_START, Rates, playable_markets
from simlab.runs.scenario.importing.reading import ORDER_COLUMNS, ORDER_NEEDS, ImportErrors, read_lines
from simlab.runs.scenario.importing.writing import import_scenario
from simlab.runs.scenario.model import Scenario
from simlab.runs.scenario.resolve import resolve
from tests.engine.playing import play

CATALOGUE = """\
sku,title,type,weight_g,length_mm,width_mm,height_mm,unit_cost_cny
CASE-1,Clear case,Phone case,50,180,95,14,9.50
TOY-1,Wooden puzzle,,200,,,,21
ODD-1,Thing without a known word,,,,,,
"""
ORDERS = """\
order,date,country,currency,sku,quantity,unit_price
1,2026-03-01,US,USD,CASE-1,1,10.99
2,2026-03-02,US,USD,CASE-1,2,12.99
3,2026-03-04,US,USD,CASE-1,1,14.99
3,2026-03-04,US,USD,TOY-1,1,17.99
4,2026-03-08,Germany,EUR,TOY-1,1,18.50
5,2026-03-10,美国,USD,ODD-1,1,16.00
"""
PRODUCT_EXPORT = """\
Handle,Title,Body (HTML),Vendor,Type,Variant SKU,Variant Grams,Variant Price,Cost per item
dog-lead,Dog lead,<p>Strong</p>,Vendor Ltd,Pet supplies,LEAD 1/R,130,20.00,3.00
dog-lead,,,,,LEAD 1/B,130,20.00,3.00
dog-lead,,,,,,,,
"""
PERSONAL = ("ada.brown@example.org", "Ada Brown", "12 Elm Row", "+1 555 0100", "Springfield", "90210", "leave at door")
ORDER_EXPORT = """\
Name,Email,Created at,Currency,Shipping Country,Lineitem sku,Lineitem quantity,Lineitem price,Shipping Name,Shipping Street,Shipping City,Shipping Zip,Phone,Notes
#1001,ada.brown@example.org,2026-02-01 09:10:11 +0800,USD,US,LEAD 1/R,1,20.00,Ada Brown,12 Elm Row,Springfield,90210,+1 555 0100,"leave
at door, Ada Brown"
#1001,ada.brown@example.org,2026-02-01 09:10:11 +0800,,,LEAD 1/B,1,19.00,,,,,,
#1002,ada.brown@example.org,2026-02-02 09:10:11 +0800,USD,ZZ,LEAD 1/B,1,19.00,Ada Brown,12 Elm Row,Springfield,90210,+1 555 0100,
#1003,ada.brown@example.org,2026-02-02 09:10:11 +0800,USD,Ada Brown,GONE,1,19.00,Ada Brown,12 Elm Row,Springfield,90210,+1 555 0100,
"""


def written(folder: Path, catalogue: str | bytes = CATALOGUE, orders: str | bytes = ORDERS) -> tuple[Path, Path]:
    files = folder / "catalogue.csv", folder / "orders.csv"
    for file, content in zip(files, (catalogue, orders), strict=True):
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return files


def imported(files: tuple[Path, Path]) -> tuple[Scenario, list[str]]:
    text, report = import_scenario(*files)
    assert check(text) == []
    return load_scenario(text), report.lines("en")


def faults(files: tuple[Path, Path]) -> list[str]:
    with pytest.raises(ImportErrors) as failure:
        import_scenario(*files)
    return [fault.sentence("en") for fault in failure.value.faults]


def test_prices_are_medians_and_shoppers_follow_orders(tmp_path: Path) -> None:
    """Ten days; eight stores share the half of all shoppers who buy: 3 orders = 0.3 a day = 4.8 shoppers."""
    scenario, lines = imported(written(tmp_path))
    case, toy, _ = scenario.skus
    assert (case.category, case.unit_cost, case.weight_g, case.size_mm) == ("phone_cases", 9.5, 50, [180, 95, 14])
    assert case.reference_prices["US"] == 12.99
    assert toy.reference_prices["DE"] == 18.5
    assert [market.code for market in scenario.markets] == ["US", "DE"]
    assert scenario.markets[0].shoppers_per_day["phone_cases"] == pytest.approx(4.8 + 1.6)  # ODD-1 counts as a case
    assert any("0.50 orders a day x 8 stores" in line for line in lines)
    assert scenario.teams + len(scenario.rivals) == 8


def test_what_is_missing_is_inferred_and_said(tmp_path: Path) -> None:
    scenario, lines = imported(written(tmp_path))
    _, toy, odd = scenario.skus
    assert toy.size_mm == [153, 102, 51]  # 200 g at 0.25 g/cm³ are 800 cm³ = 6 k³ with k = 51.1 mm
    rate = Rates(USUAL_START).cny("USD")
    assert rate is not None
    assert odd.unit_cost == round(0.35 * 16.0 * rate, 2)
    assert odd.weight_g == 50  # the median of its category
    assert odd.category == "phone_cases"
    told = "\n".join(lines)
    for words in (
        "without a known word",
        "cost: 1 articles",
        "weight: 1 articles",
        "size: 2 articles",
        "teaching value",
    ):
        assert words in told


def test_an_export_becomes_a_scenario_and_no_person_goes_with_it(tmp_path: Path) -> None:
    files = written(tmp_path, PRODUCT_EXPORT, ORDER_EXPORT)
    output = tmp_path / "mine.yaml"
    for language in ("en", "zh"):
        arguments = ["scenario", "import", str(files[0]), "--orders", str(files[1]), "--output", str(output)]
        result = CliRunner().invoke(app, [*arguments, "--lang", language, "--force"])
        assert result.exit_code == 0, result.output
        for person in PERSONAL:
            assert person not in output.read_text(encoding="utf-8") + result.output
    scenario = load_scenario(output)
    assert [(sku.code, sku.category) for sku in scenario.skus] == [("LEAD-1-R", "pet_leads"), ("LEAD-1-B", "pet_leads")]
    assert scenario.skus[1].name.en == "Dog lead"
    assert "略去 1 行（第 4 行）" in result.output
    report = import_scenario(*files)[1].lines("en")
    assert "orders.csv: 1 rows left out for column 'Shipping Country' (rows 4): not a market of the tables" in report
    assert "orders.csv: 1 rows left out for column 'Lineitem sku' (rows 5): not an article of the catalogue" in report


def test_only_listed_columns_are_kept_from_a_row(tmp_path: Path) -> None:
    lines = read_lines(written(tmp_path, PRODUCT_EXPORT, ORDER_EXPORT)[1], ORDER_COLUMNS, ORDER_NEEDS)
    assert set(lines[0].texts) == set(ORDER_COLUMNS)
    assert not any(person in repr(lines[:2]) for person in PERSONAL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_files_in_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    catalogue = CATALOGUE.replace("Clear case", "透明手机壳")
    scenario, _ = imported(written(tmp_path, catalogue.encode(encoding), ORDERS.encode(encoding)))
    assert scenario.skus[0].name.zh == "透明手机壳"


def test_bad_files_are_named_by_row_and_column_and_nothing_is_written(tmp_path: Path) -> None:
    files = written(tmp_path, orders=ORDERS.replace("12.99", "12;99").replace("2026-03-08", "Ada Brown"))
    output = tmp_path / "mine.yaml"
    arguments = ["scenario", "import", str(files[0]), "--orders", str(files[1]), "--output", str(output)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "orders.csv, row 3, column 'unit_price': not a number of zero or more" in result.output
    assert "orders.csv, row 6, column 'date': not a date" in result.output
    assert "Ada Brown" not in result.output
    assert "第 3 行，列“unit_price”" in CliRunner().invoke(app, [*arguments, "--lang", "zh"]).output
    assert not output.exists()


def test_a_missing_column_a_strange_encoding_and_a_missing_file(tmp_path: Path) -> None:
    assert faults(written(tmp_path, orders=ORDERS.replace("currency", "money"))) == [
        "orders.csv, row 1: there is no column 'currency'"
    ]
    assert faults(written(tmp_path, orders=ORDERS.encode() + b"6,\xff\xff,US\n")) == [
        "orders.csv, row 8: neither UTF-8 nor GBK"
    ]
    assert faults((tmp_path / "none.csv", tmp_path / "orders.csv")) == [
        "none.csv, row 1: cannot be read: No such file or directory"
    ]
    assert "no usable order is left" in faults(written(tmp_path, orders=ORDERS.splitlines()[0]))[-1]


def test_an_article_nobody_bought_has_its_listed_price(tmp_path: Path) -> None:
    export = PRODUCT_EXPORT + "ball,Ball,,,Toys,BALL,80,9.90,2.00\nrope,Rope,,,Toys,ROPE,80,,2.00\n"
    scenario, lines = imported(written(tmp_path, export, ORDER_EXPORT))
    assert {sku.code: sku.reference_prices["US"] for sku in scenario.skus}["BALL"] == 9.9
    assert any("(rows 6): neither an order nor a listed price" in line for line in lines)


def test_an_article_sold_below_its_cost_is_left_out(tmp_path: Path) -> None:
    scenario, lines = imported(written(tmp_path, CATALOGUE.replace("9.50", "950")))
    assert "CASE-1" not in [sku.code for sku in scenario.skus]
    assert any("(rows 2): the price paid in a market does not cover the cost" in line for line in lines)


def test_prices_on_both_sides_of_a_limit_bring_the_customs_section(tmp_path: Path) -> None:
    scenario, _ = imported(
        written(tmp_path, orders=ORDERS + "6,2026-03-10,DE,EUR,CASE-1,1,190\n7,2026-03-10,DE,EUR,ODD-1,1,20\n")
    )
    assert scenario.customs is not None
    assert imported(written(tmp_path))[0].customs is None


def test_a_title_that_looks_like_a_number_stays_a_text(tmp_path: Path) -> None:
    scenario, _ = imported(written(tmp_path, CATALOGUE.replace("Clear case", "1e5")))
    assert scenario.skus[0].name.en == "1e5"


def test_known_markets_include_those_of_the_first_scenario() -> None:
    assert {"US", "DE", "GB", "JP", "AU"} <= set(playable_markets())


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_semicolons_and_tabs_separate_as_well(tmp_path: Path, separator: str, encoding: str) -> None:
    files = written(tmp_path, *(text.replace(",", separator).encode(encoding) for text in (CATALOGUE, ORDERS)))
    assert imported(files)[0].skus == imported(written(tmp_path))[0].skus


def test_cancelled_orders_are_no_sales(tmp_path: Path) -> None:
    rows = ORDERS.splitlines()
    marked = [rows[0] + ",status,cancelled_at", *(row + ",paid," for row in rows[1:])]
    called_off = ["8,2026-03-11,US,USD,CASE-1,9,99,voided,", "9,2026-03-11,US,USD,CASE-1,9,99,paid,2026-03-12"]
    orders = "\n".join([*marked, *called_off, ""])
    scenario, lines = imported(written(tmp_path, orders=orders))
    assert scenario == imported(written(tmp_path))[0]
    assert any("2 rows left out" in line and "the order was cancelled" in line for line in lines)


def test_a_long_description_is_read_and_a_quotation_mark_that_is_never_closed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = PRODUCT_EXPORT.replace("<p>Strong</p>", "<p>" + "x" * 200_000 + "</p>")
    assert imported(written(tmp_path, long, ORDER_EXPORT))[0].skus
    monkeypatch.setattr("simlab.runs.scenario.importing.reading._MOST_CELL", 1_000)
    swallowed = CATALOGUE + '"TOY-2,' + "x" * 2_000
    assert "a cell of more than" in faults(written(tmp_path, swallowed))[0]


def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    files, output = written(tmp_path), tmp_path / "mine.yaml"
    output.write_text("a lesson of my own")
    arguments = ["scenario", "import", str(files[0]), "--orders", str(files[1]), "--output", str(output)]
    for language, words in (("en", "is there already"), ("zh", "文件已存在")):
        refused = CliRunner().invoke(app, [*arguments, "--lang", language])
        assert (refused.exit_code, words in refused.output) == (2, True)
    assert output.read_text() == "a lesson of my own"
    assert CliRunner().invoke(app, [*arguments, "--force"]).exit_code == 0
    assert load_scenario(output).skus


def test_the_first_day_is_chosen_and_brings_its_own_rules_and_rates(tmp_path: Path) -> None:
    files, output = written(tmp_path), tmp_path / "early.yaml"
    arguments = ["scenario", "import", str(files[0]), "--orders", str(files[1]), "--output", str(output)]
    assert CliRunner().invoke(app, [*arguments, "--start", "2025-02-03"]).exit_code == 0
    early, usual = load_scenario(output), imported(files)[0]
    assert [scenario.calendar.start.isoformat() for scenario in (early, usual)] == ["2025-02-03", "2026-09-14"]
    # the toy was bought in Germany only: its American price is that one at the rates of the day
    early_price, usual_price = (scenario.skus[1].reference_prices["DE"] for scenario in (early, usual))
    assert early_price == usual_price == 18.5
    assert early.skus[2].reference_prices["DE"] != usual.skus[2].reference_prices["DE"]
    refused = CliRunner().invoke(app, [*arguments, "--force", "--start", "1990-01-01"])
    assert (refused.exit_code, "--start: no market" in refused.output) == (2, True)


def test_an_imported_scenario_is_played(tmp_path: Path) -> None:
    """It passes the check, and in ten days its stores sell."""
    scenario, _ = imported(written(tmp_path))
    played = play(compile_world(resolve(scenario)), 10)
    assert int(played.table("store_day")["orders"].sum()) > 0
