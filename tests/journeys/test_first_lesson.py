"""A fresh installation on the first Monday: a class list, slips, and a student who joins with one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.platform import ROOT, Platform, platform
from tests.journeys.visitor import Visitor, visitor

pytestmark = pytest.mark.journey

LIST = "学号,姓名,班级,小组,岗位\n20240001,王小明,一班,第1组,财务\n20240002,李雷,一班,第1组,\n".encode("gbk")
MISTAKEN = "学号,姓名,小组\n,王小明,第1组\n20240002,,第1组\n".encode()


def new_course(home: Path, environ: dict[str, str]) -> str:
    """A course and nothing else; its instructor's class code, number and pass phrase."""
    command = [sys.executable, "-m", "simlab.project.cli", "course", "create", "跨境电商实务", "--language", "zh"]
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    return " ".join(line.split()[-1] for line in done.stdout.splitlines())


@pytest.fixture(scope="module")
def served(built_face: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with platform(tmp_path_factory.mktemp("platform"), new_course) as found:
        yield found


def test_a_class_joins(chrome: Browser, served: Platform, tmp_path: Path) -> None:
    with visitor(chrome, served, locale="zh-CN") as lin, visitor(chrome, served, locale="zh-CN", width=390) as ming:
        _join(lin, *served.password.split())
        expect(lin.page.get_by_role("heading", level=1)).to_have_text("人员")
        lin.check_page()
        _import(lin, tmp_path)
        phrase = _slip_of(lin, "王小明")
        code = lin.page.locator(".class-code").inner_text()
        ming.page.goto(f"{served.address}/join?code={code}")
        expect(ming.page.locator("#class_code")).to_have_value(code)
        ming.check_page()
        _join(ming, code, "20240001", phrase)
        expect(ming.page.get_by_role("button", name=re.compile("王小明"))).to_be_visible()
        lin.page.reload()
        row = lin.page.get_by_role("row", name=re.compile("王小明"))
        expect(row).not_to_contain_text("未登录")
        expect(lin.page.get_by_role("row", name=re.compile("李雷"))).to_contain_text("未登录")


def _join(person: Visitor, code: str, number: str, phrase: str) -> None:
    if "/join" not in person.page.url:
        person.page.goto(f"{person.platform.address}/join")
    person.page.locator("#class_code").fill(code)
    person.page.locator("#student_number").fill(number)
    person.page.locator("#password").fill(phrase)
    person.page.locator("button[type=submit]").click()


def _import(lin: Visitor, folder: Path) -> None:
    lin.page.get_by_role("button", name="导入名单").click()
    for name, content in (("mistaken.csv", MISTAKEN), ("list.csv", LIST)):
        (folder / name).write_bytes(content)
    field = lin.page.locator("input[type=file]")
    field.set_input_files(folder / "mistaken.csv")
    expect(lin.page.get_by_text("第 2 行 A 列（学号）：缺少学号。")).to_be_visible()
    expect(lin.page.get_by_text("第 3 行 B 列（姓名）：缺少姓名。")).to_be_visible()
    field.set_input_files(folder / "list.csv")
    expect(lin.page.get_by_text("新增 2，变更 0，退出 0，不变 0")).to_be_visible()
    lin.check_page()
    lin.page.get_by_test_id("take-list").click()
    expect(lin.page.get_by_test_id("take-list")).to_have_count(0)
    expect(lin.page.get_by_role("row", name=re.compile("李雷"))).to_contain_text("未发纸条")


def _slip_of(lin: Visitor, name: str) -> str:
    lin.page.get_by_role("button", name="打印纸条").click()
    slip = lin.page.locator(".slip").filter(has_text=name)
    expect(slip).to_contain_text("20240001")
    lin.check_page()
    phrase = slip.locator("dd").last.inner_text()
    lin.page.get_by_role("button", name="完成").click()
    return phrase
