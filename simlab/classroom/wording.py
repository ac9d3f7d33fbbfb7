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
    "untuned": {
        "en": "This scenario is being tuned, which takes some minutes. The run can open once that is done.",
        "zh": "本场景正在校准，需要几分钟。校准完成后即可开放本场模拟。",
    },
    "day_opened": {
        "en": "Its day has opened: it can no longer be changed.",
        "zh": "该决策的生效日已开始，无法再更改。",
    },
    "decision_ended": {"en": "This decision has been settled already.", "zh": "该决策已有结果。"},
    "own_decision": {"en": "Another member of the team has to confirm it.", "zh": "需要由另一位队员确认。"},
    "key_reused": {
        "en": "This idempotency key was sent with something else before.",
        "zh": "该幂等键已用于其他内容。",
    },
    "changed_meanwhile": {
        "en": "A team mate has changed this meanwhile.",
        "zh": "队友刚刚修改了同一项内容。",
    },
    "anothers_role": {
        "en": "In this course another role of the team decides this.",
        "zh": "本课程中，该决策由团队中的其他角色负责。",
    },
    "token_refused": {"en": "This token is not valid or no longer valid.", "zh": "该令牌无效或已失效。"},
    "not_by_token": {
        "en": "This cannot be done with an access token; please sign in.",
        "zh": "不能使用访问令牌执行此操作，请登录后再试。",
    },
    "scope_missing": {"en": "The token's scopes do not cover this.", "zh": "该令牌的权限范围不包括此操作。"},
    "tokens_off": {
        "en": "Access tokens are off in this graded run.",
        "zh": "本场计分模拟不允许使用访问令牌。",
    },
    "named_twice": {"en": "Each may be named once.", "zh": "每一项只能出现一次。"},
    "too_many_tokens": {
        "en": "You hold as many tokens as you may; revoke one first.",
        "zh": "令牌数量已达上限，请先撤销一个。",
    },
    "error": {"en": "Something went wrong on our side.", "zh": "服务器出错了。"},
    "wrong_credentials": {"en": "The name or the password is wrong.", "zh": "用户名或密码不正确。"},
    "wrong_code_or_number": {
        "en": "Class code, number and pass phrase do not belong together.",
        "zh": "班级码、学号或口令不正确。",
    },
    "wrong_password": {"en": "This is not the present password.", "zh": "当前密码不正确。"},
    "seat_of_slip": {
        "en": "Whoever holds the slip holds this seat, so its pass phrase stays.",
        "zh": "该席位凭纸条使用，口令不能更改。",
    },
    "sign_in_incomplete": {
        "en": "Give a user name, or a class code and a number.",
        "zh": "请填写用户名，或填写班级码和学号。",
    },
    "unknown_code": {"en": "This run has no such code.", "zh": "本次模拟中没有这个代码。"},
    "unknown_filter": {"en": "There is no such filter.", "zh": "没有这个筛选条件。"},
    "bad_cursor": {"en": "This page no longer exists.", "zh": "该页已不存在。"},
    "timetable_missing": {"en": "A timetable needs at least one lesson.", "zh": "课表至少需要一次课。"},
    "name_taken": {"en": "There is one of this name already.", "zh": "已有同名的记录。"},
    "number_taken": {"en": "Somebody in this course has this number.", "zh": "本课程中已有人使用该学号。"},
    "odd_number": {
        "en": "A number has letters, digits and . _ / - only, and at most 40 of them.",
        "zh": "学号只能包含字母、数字和 . _ / -，且不超过 40 个字符。",
    },
    "group_not_empty": {"en": "Somebody is still in it. Move them first.", "zh": "其中还有成员，请先移出。"},
    "team_has_store": {
        "en": "This team has a store in a run, so it stays.",
        "zh": "该小组在模拟中已有店铺，不能删除。",
    },
    "team_of_staff": {"en": "Only students are in a team.", "zh": "只有学生可以加入小组。"},
    "last_instructor": {
        "en": "A course keeps at least one instructor.",
        "zh": "课程至少要保留一名教师。",
    },
    "notice_changed": {
        "en": "The notice has changed meanwhile. Please read it again.",
        "zh": "隐私说明已更新，请重新阅读。",
    },
    "person_erased": {"en": "This person's data have been erased.", "zh": "此人的个人数据已被清除。"},
    "unknown_team_role": {"en": "No decision has this role.", "zh": "没有任何决策属于该岗位。"},
    "roster_changed": {
        "en": "The course or the file has changed since. Look at the difference again.",
        "zh": "课程或文件已有变化，请重新查看差异。",
    },
    "seat_of_rival": {"en": "This store has no team.", "zh": "该店铺没有小组。"},
    "run_is_over": {"en": "This run is over.", "zh": "本次模拟已结束。"},
    "not_in_course": {"en": "This course has no such entry.", "zh": "本课程中没有该记录。"},
    "unknown_time_zone": {
        "en": "Not a time zone, such as Asia/Shanghai.",
        "zh": "不是有效的时区，例如 Asia/Shanghai。",
    },
    "decisions_frozen": {
        "en": "The instructor has frozen decisions for now.",
        "zh": "教师已暂时冻结决策提交。",
    },
    "not_tuned": {
        "en": "This scenario is not tuned, so its runs cannot be graded yet.",
        "zh": "该情景尚未完成评分校准，暂时不能评分。",
    },
    "not_ready": {"en": "The days before are still being copied.", "zh": "之前的各天仍在复制中。"},
    "no_deadline": {
        "en": "No clock is running, so there is no deadline to extend.",
        "zh": "时钟未运行，没有可延长的截止时间。",
    },
    "too_much_practice": {
        "en": "You have many unfinished practice runs. Delete one first.",
        "zh": "未完成的练习过多，请先删除一个。",
    },
    "day_not_closed": {
        "en": "This run has not closed so many days, or it ends there.",
        "zh": "该运行尚未完成这么多天，或已到结束日。",
    },
    "luck_would_repeat": {
        "en": "The same luck can be played again only when this run is over.",
        "zh": "只有在本次运行结束后才能使用相同的随机种子。",
    },
    "other_engine": {
        "en": "These days were closed by another version of the engine. Branch from the start of a round.",
        "zh": "这些天由另一版本的引擎完成，请从某一轮的起始日分支。",
    },
    "not_a_draft": {"en": "Only a draft can be deleted.", "zh": "只能删除草稿。"},
    "too_many_teams": {
        "en": "There is not room for so many teams in one market. Give each team a world of its own (parallel), or choose fewer.",
        "zh": "同一市场容纳不下这么多团队。请改为每队一个平行世界，或减少团队。",
    },
    "no_teams": {"en": "Choose at least one team.", "zh": "请至少选择一个团队。"},
    "unknown_team": {"en": "This course has no such team.", "zh": "本课程没有这个团队。"},
    "unknown_scenario": {"en": "This course has no such scenario.", "zh": "本课程没有这个情景。"},
    "pace_missing": {"en": "A paced clock needs its seconds per day.", "zh": "自动时钟需要填写每天的秒数。"},
}


def wording(code: str) -> str:
    """The text of a code in the language of the request."""
    return localised(WORDS.get(code, WORDS["error"]))


def localised(text: Mapping[str, str]) -> str:
    return text["zh" if (get_language() or "").startswith("zh") else "en"]
