"""A lesson in a browser: a student trades, the instructor plays a day, a grader reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.platform import PLAYED_DAYS, Platform, platform
from tests.journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.journey

DAY_SECONDS = 60
PHONE_PIXELS = 390


@pytest.fixture(scope="module")
def served(built_face: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with platform(tmp_path_factory.mktemp("platform")) as found:
        yield found


def test_a_student_trades(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="zh-CN") as ada:
        _sign_in_at_the_second_try(ada)
        _read_the_store(ada)
        ada.page.get_by_test_id("language").click()
        expect(ada.page.get_by_role("heading", level=1)).to_have_text("Store overview")
        _set_a_price(ada)
        _read_the_scorecard(ada)
        ada.page.get_by_test_id("language").click()  # a person keeps the language chosen last, on every device
        ada.page.get_by_role("button", name=re.compile("Ada.*账号")).click()
        ada.page.get_by_text("退出登录").click()
        expect(ada.page.get_by_role("heading", level=1)).to_have_text("登录")


def test_a_day_reaches_everybody(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="en-US") as lin, visitor(chrome, served, locale="zh-CN") as ada:
        ada.sign_in("ada", served.password)
        lin.sign_in("lin", served.password)
        for person, word in ((ada, "实时"), (lin, "Live")):
            expect(person.page.get_by_test_id("clock")).to_contain_text(word)
        expect(lin.page.get_by_test_id("leaderboard").get_by_role("row", name=re.compile("Lotus"))).to_be_visible()
        lin.check_page()
        _play_a_day(lin, ada.page)
        lin.page.get_by_role("link", name="Open the scorecard of Lotus").click()
        expect(lin.page.get_by_role("heading", level=1)).to_have_text("Scorecard of Lotus")


def test_a_grader_reads_by_alias(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="en-US") as grace:
        grace.sign_in("grace", served.password)
        links = grace.page.get_by_role("link", name=re.compile("Open the scorecard"))
        expect(links).to_have_count(4)
        expect(grace.page.locator("main, .content")).not_to_contain_text("Lotus")
        grace.check_page()
        links.first.click()
        expect(grace.page.get_by_test_id("composite")).to_be_visible()


def test_whoever_has_not_signed_in_reads_what_is_kept(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="zh-CN") as guest:
        guest.page.get_by_role("link", name="隐私说明").click()
        expect(guest.page.get_by_role("heading", level=1)).to_have_text("隐私说明")
        expect(guest.page.get_by_text("个人信息保护法")).to_be_visible()
        guest.check_page()


def test_a_phone_is_wide_enough(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="zh-CN", width=PHONE_PIXELS) as ada:
        ada.check_page()
        ada.sign_in("ada", served.password)
        expect(ada.page.get_by_test_id("kpi-sales")).to_be_visible()
        for part in ("store", "decisions", "scorecard"):
            ada.open(part)
            expect(ada.page.get_by_role("heading", level=1)).to_be_visible()
            ada.page.wait_for_load_state("networkidle")
            ada.check_page()
        ada.page.get_by_role("button", name="打开菜单").click()
        ada.page.get_by_role("dialog").get_by_role("link", name="店铺概览").click()
        expect(ada.page.get_by_role("heading", level=1)).to_have_text("店铺概览")


def _sign_in_at_the_second_try(ada: Visitor) -> None:
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("登录")
    ada.check_page()
    ada.sign_in("ada", "wrong-password")
    expect(ada.page.get_by_role("alert")).to_contain_text("用户名或密码不正确")
    ada.sign_in("ada", ada.platform.password)
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("店铺概览")


def _read_the_store(ada: Visitor) -> None:
    expect(ada.page.get_by_test_id("kpi-sales")).to_contain_text(re.compile(r"¥[\d,]{4,}"))
    expect(ada.page.get_by_test_id("clock")).to_contain_text(f"第 {PLAYED_DAYS} 天")
    expect(ada.page.get_by_role("img", name=re.compile("每日销售额与广告花费"))).to_be_visible()
    expect(ada.page.get_by_role("img", name=re.compile("在途包裹的地图"))).to_be_visible()
    ada.check_page()
    rows = ada.page.get_by_test_id("orders").locator("tbody tr.ant-table-row")
    expect(rows).to_have_count(20)
    ada.choose("按状态筛选", "已送达")
    expect(rows.filter(has_not_text="已送达")).to_have_count(0)
    ada.choose("按市场筛选", "德国")
    expect(rows.filter(has_not_text="德国")).to_have_count(0)
    expect(rows.first).to_contain_text("€")
    ada.page.get_by_role("button", name=re.compile("打开订单")).first.click()
    drawer = ada.page.get_by_role("dialog")
    expect(drawer).to_contain_text("买家下单")
    ada.check_page()
    ada.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def _set_a_price(ada: Visitor) -> None:
    ada.page.get_by_role("link", name="Decisions").click()
    field = ada.page.get_by_role("spinbutton", name=re.compile("Price of .* in Japan")).first
    expect(field).to_be_visible()
    ada.check_page()
    good = str(int(field.input_value()) + 13)
    field.fill("0")
    ada.page.get_by_test_id("submit-decisions").click()
    expect(ada.page.get_by_text(re.compile(r"At least JPY\s1"))).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    ada.check_page()
    field.fill(good)
    ada.page.get_by_test_id("submit-decisions").click()
    expect(ada.page.get_by_test_id("submit-decisions")).to_have_count(0)
    expect(field).to_have_value(good)
    expect(ada.page.get_by_test_id("recent-decisions").locator("tbody tr.ant-table-row").first).to_contain_text("Ada")


def _read_the_scorecard(ada: Visitor) -> None:
    ada.page.get_by_role("link", name="Scorecard").click()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Scorecard of Lotus")
    expect(ada.page.get_by_test_id("composite")).to_contain_text(re.compile(r"\d\.\d"))
    for axis in ("pricing", "inventory", "logistics"):
        expect(ada.page.get_by_test_id(f"axis-{axis}")).to_be_visible()
    expect(ada.page.get_by_role("img", name=re.compile("Start .*, skill .*, luck"))).to_be_visible()
    ada.check_page()


def _play_a_day(lin: Visitor, student: Page) -> None:
    """The button stays pending until the day is closed; then every clock in the class moves by itself."""
    before = lin.day()
    lin.page.get_by_test_id("next-day").click()
    for page in (lin.page, student):
        clock = page.get_by_test_id("clock")
        expect(clock).to_have_attribute("data-day", str(before + 1), timeout=1000 * DAY_SECONDS)
    expect(lin.page.get_by_test_id("next-day")).not_to_have_class(re.compile("ant-btn-loading"))
