"""What the API says to people, in every language of the product."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

WORDS: dict[str, dict[str, str]] = {
    "invalid": {"en": "Some fields are not right.", "zh": "有些内容填写不正确。"},
    "parse_error": {"en": "The request is not valid JSON.", "zh": "请求不是有效的 JSON。"},
    "not_authenticated": {"en": "Please sign in first.", "zh": "请先登录。"},
    "authentication_failed": {"en": "Please sign in again.", "zh": "请重新登录。"},
    "permission_denied": {"en": "Your seat does not allow this.", "zh": "你的身份不允许此操作。"},
    "csrf_failed": {"en": "Your page is out of date. Reload it and try again.", "zh": "页面已过期，请刷新后重试。"},
    "not_found": {"en": "There is nothing here.", "zh": "这里没有内容。"},
    "method_not_allowed": {"en": "This address does not do that.", "zh": "该地址不支持此操作。"},
    "not_acceptable": {"en": "Only JSON can be returned.", "zh": "只能返回 JSON。"},
    "too_large": {"en": "That is more than this address takes.", "zh": "提交的内容过大。"},
    "unsupported_media_type": {"en": "Please send JSON.", "zh": "请发送 JSON。"},
    "throttled": {"en": "Too many tries. Wait a minute and try again.", "zh": "尝试次数过多，请一分钟后再试。"},
    "conflict": {"en": "That is not possible now.", "zh": "现在无法这样做。"},
    "error": {"en": "Something went wrong on our side.", "zh": "服务器出错了。"},
    "wrong_credentials": {"en": "The name or the password is wrong.", "zh": "用户名或密码不正确。"},
    "unknown_code": {"en": "This run has no such code.", "zh": "本次模拟中没有这个代码。"},
    "unknown_filter": {"en": "There is no such filter.", "zh": "没有这个筛选条件。"},
    "bad_cursor": {"en": "This page no longer exists.", "zh": "该页已不存在。"},
    "timetable_missing": {"en": "A timetable needs at least one lesson.", "zh": "课表至少需要一次课。"},
    "pace_missing": {"en": "A paced clock needs its seconds per day.", "zh": "自动时钟需要填写每天的秒数。"},
}


def wording(code: str) -> str:
    """The text of a code in the language of the request."""
    return localised(WORDS.get(code, WORDS["error"]))


def localised(text: Mapping[str, str]) -> str:
    return text["zh" if (get_language() or "").startswith("zh") else "en"]
