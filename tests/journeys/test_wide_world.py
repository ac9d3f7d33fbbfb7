"""A world that has everything, in a browser: every decision as a form, previews, and the inbox of cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.platform import Platform, platform, wide_class
from tests.journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.journey

PHONE_PIXELS = 390
DAY_SECONDS = 90
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def served(built_face: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with platform(tmp_path_factory.mktemp("wide"), wide_class) as found:
        yield found


def test_every_decision_is_a_form_that_a_phone_can_show(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="zh-CN", width=PHONE_PIXELS) as ada:
        _enter(ada, "ada")
        ada.open("decisions")
        ada.choose("决策领域", "全部决策")
        titles = _titles(ada)
        assert len(titles) > 45
        for title in titles:
            _pick(ada, "决策", title)
            form = ada.page.locator("form.purchase")
            expect(form.get_by_role("button", name="提交决策")).to_be_visible()
            labels = form.locator("label").all_inner_texts()
            assert all(HAN.search(label) for label in labels), (title, labels)
            width = ada.page.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE_PIXELS, (title, width)
        ada.check_page()


def test_decisions_are_sent_and_mistakes_are_told_at_their_fields(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="en-US") as ada:
        _enter(ada, "ada")
        ada.page.get_by_role("link", name="Decisions").click()
        ada.page.get_by_role("tab", name="All decisions").click()
        _a_price_in_yen(ada)
        _a_bid_that_is_too_high(ada)
        _a_number_that_is_no_tax_number(ada)
        _a_standing_policy(ada)
        ada.check_page()


def test_previews_stand_beside_the_decisions(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="en-US") as ada:
        _enter(ada, "ada")
        ada.page.get_by_role("link", name="Decisions").click()
        preview = ada.page.get_by_test_id("sale-preview")
        margin = preview.get_by_role("row", name=re.compile("Left before advertising"))
        expect(margin).to_contain_text("¥")
        before = margin.text_content() or ""
        preview.get_by_label(re.compile("Try a price")).fill("99")
        expect(margin).not_to_have_text(before)
        ada.check_page()
        ada.page.get_by_role("tab", name="Shipping").click()
        expect(
            ada.page.get_by_test_id("shipping-preview").get_by_role("img", name=re.compile("half within"))
        ).to_be_visible()
        ada.check_page()
        ada.page.get_by_role("tab", name="Advertising").click()
        expect(ada.page.get_by_test_id("break-evens").get_by_role("row")).not_to_have_count(0)
        ada.check_page()


def test_a_case_is_answered_and_settled(chrome: Browser, served: Platform) -> None:
    with visitor(chrome, served, locale="en-US") as lin, visitor(chrome, served, locale="zh-CN") as ada:
        _enter(ada, "ada")
        _enter(lin, "lin")
        ada.page.get_by_role("link", name="工单").click()
        case = ada.page.get_by_test_id("open-cases").get_by_role("listitem").last
        number = re.findall(r"编号 (\d+)", case.inner_text())[0]
        ada.check_page()
        ada.page.get_by_role("combobox", name=f"答复工单 {number}").click()
        _option(ada, re.compile("^全额退款")).click()
        case.get_by_role("button", name="答复").click()
        expect(case).to_contain_text("你的答复：全额退款")
        while ada.page.get_by_text(f"编号 {number}，").count():
            _play_a_day(lin, ada)
        settled = ada.page.get_by_test_id("closed-cases").get_by_role("row").filter(has_text="团队答复")
        expect(settled.first).to_contain_text("全额退款")
        ada.check_page()


def test_research_account_customs_and_tests_can_be_read(chrome: Browser, served: Platform) -> None:
    for locale, width in (("zh-CN", PHONE_PIXELS), ("en-US", 1366)):
        with visitor(chrome, served, locale=locale, width=width) as ada:
            _enter(ada, "ada")
            for part, landmark in (
                ("research", "candidates"),
                ("account", "account"),
                ("customs", "papers"),
                ("tests", "listing-test"),
            ):
                ada.open(part)
                expect(ada.page.get_by_test_id(landmark).first).to_be_visible()
                ada.check_page()


def _enter(person: Visitor, name: str) -> None:
    person.sign_in(name, person.platform.password)
    person.page.wait_for_url("**/runs/**")


def _titles(ada: Visitor) -> list[str]:
    """Every kind about the shop that the scenario has, in Chinese; goals and journal have a page of their own."""
    asked, address = ada.page.request, ada.platform.address
    store = asked.get(f"{address}/api/v1/session").json()["runs"][0]["store"]["id"]
    kinds = asked.get(f"{address}/api/v1/stores/{store}/decision-forms").json()
    return [kind["title"]["zh"] for kind in kinds if kind["axis"] != "none"]


def _pick(ada: Visitor, label: str, title: str) -> None:
    """An option of a long list, by typing it."""
    box = ada.page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(title)
    _option(ada, re.compile(f"^{re.escape(title)}$")).click()


def _option(ada: Visitor, words: re.Pattern[str]) -> Locator:
    choices = ada.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    return choices.filter(has_text=words).first


def _form(ada: Visitor, title: str) -> Locator:
    _pick(ada, "Decision", title)
    return ada.page.locator("form.purchase")


def _submit(form: Locator) -> None:
    form.get_by_role("button", name="Submit decision").click()


def _a_price_in_yen(ada: Visitor) -> None:
    form = _form(ada, "Set a price")
    _submit(form)
    expect(form.get_by_text("Fill this in.")).to_have_count(3)
    ada.choose("Market", "Japan")
    ada.choose("Channel", "Own shop")
    ada.choose("Product", "Clear phone case")
    form.get_by_label("Price (JPY)").fill("2180")
    _submit(form)
    latest = ada.page.get_by_test_id("recent-decisions").locator("tbody tr.ant-table-row").first
    expect(latest).to_contain_text(re.compile(r"Japan · Own shop · Clear phone case · JPY\s2,180"))


def _a_bid_that_is_too_high(ada: Visitor) -> None:
    form = _form(ada, "Set the ad campaign of a category")
    ada.choose("Market", "Germany")
    ada.choose("Category", "Toys")
    bid = form.get_by_label(re.compile("Highest bid"))
    bid.fill("999999")
    _submit(form)
    expect(form.get_by_text("Between 0 and 1,000.")).to_be_visible()
    bid.fill("1.25")
    _submit(form)
    latest = ada.page.get_by_test_id("recent-decisions").locator("tbody tr.ant-table-row").first
    expect(latest).to_contain_text("¥1.25")


def _a_number_that_is_no_tax_number(ada: Visitor) -> None:
    form = _form(ada, "Collect tax at the checkout (IOSS and others)")
    ada.choose("Market", "Germany")
    ada.choose("Collect tax at the checkout", "Yes")
    form.get_by_label("Tax number").fill("IM0000000000")
    _submit(form)
    expect(form.get_by_text(re.compile("Not a valid number"))).to_be_visible()


def _a_standing_policy(ada: Visitor) -> None:
    _form(ada, "Set the standing answer to a kind of case")
    ada.choose("Kind of case", "Threatens a bad review")
    ada.choose("Answer", "Refuse")
    _submit(ada.page.locator("form.purchase"))
    latest = ada.page.get_by_test_id("recent-decisions").locator("tbody tr.ant-table-row").first
    expect(latest).to_contain_text("Kind of case: Threatens a bad review · Answer: Refuse")


def _play_a_day(lin: Visitor, ada: Visitor) -> None:
    before = lin.day()
    lin.page.get_by_test_id("next-day").click()
    for page in (lin.page, ada.page):
        clock = page.get_by_test_id("clock")
        expect(clock).to_have_attribute("data-day", str(before + 1), timeout=1000 * DAY_SECONDS)
    ada.page.reload()
    expect(ada.page.get_by_test_id("standing-policies")).to_be_visible()
