"""What the record of who did what says of each action, in every language of the product."""

from __future__ import annotations

DEEDS: dict[str, dict[str, str]] = {
    "signed_in": {"en": "Signed in", "zh": "登录"},
    "sign_in_failed": {"en": "A sign-in failed", "zh": "登录失败"},
    "password_changed": {"en": "Changed the own password", "zh": "修改了自己的密码"},
    "course_created": {"en": "Made the course", "zh": "创建课程"},
    "course_changed": {"en": "Changed the course", "zh": "修改课程"},
    "class_code_renewed": {"en": "Renewed the class code", "zh": "更换班级码"},
    "section_added": {"en": "Added a section", "zh": "新增班级分组"},
    "section_renamed": {"en": "Renamed a section", "zh": "重命名班级分组"},
    "section_removed": {"en": "Removed a section", "zh": "删除班级分组"},
    "team_added": {"en": "Added a team", "zh": "新增小组"},
    "team_renamed": {"en": "Renamed a team", "zh": "重命名小组"},
    "team_removed": {"en": "Removed a team", "zh": "删除小组"},
    "seat_added": {"en": "Added a seat", "zh": "新增席位"},
    "seat_changed": {"en": "Changed a seat", "zh": "修改席位"},
    "role_changed": {"en": "Changed a role", "zh": "修改角色"},
    "anonymous_seats_added": {"en": "Added anonymous seats", "zh": "新增匿名席位"},
    "slips_made": {"en": "Made sign-in slips", "zh": "制作登录条"},
    "roster_imported": {"en": "Took over a class list", "zh": "导入名单"},
    "persons_erased": {"en": "Erased personal data", "zh": "清除个人数据"},
    "personal_data_exported": {"en": "Handed out personal data", "zh": "导出个人数据"},
    "notice_read": {"en": "Read the privacy notice", "zh": "已阅读隐私说明"},
    "scenario_uploaded": {"en": "Uploaded a scenario", "zh": "上传场景"},
    "run_created": {"en": "Made a run", "zh": "创建模拟"},
    "run_branched": {"en": "Branched a run", "zh": "从某日分出模拟"},
    "run_settings": {"en": "Changed the settings of a run", "zh": "修改模拟设置"},
    "run_open": {"en": "Opened a run", "zh": "开放模拟"},
    "run_running": {"en": "Started the clock", "zh": "启动时钟"},
    "run_paused": {"en": "Paused the clock", "zh": "暂停时钟"},
    "run_finished": {"en": "Ended a run", "zh": "结束模拟"},
    "run_released": {"en": "Released the results", "zh": "发布成绩"},
    "run_deleted": {"en": "Deleted a run", "zh": "删除模拟"},
    "run_exported": {"en": "Exported the tables of a run", "zh": "导出模拟数据表"},
    "run_archived": {"en": "Archived a run", "zh": "归档模拟"},
    "run_restored": {"en": "Brought a run back from its archive", "zh": "从归档恢复模拟"},
    "clock_set": {"en": "Set the clock", "zh": "设置时钟"},
    "days_requested": {"en": "Had days played", "zh": "推进模拟日"},
    "deadline_extended": {"en": "Extended the deadline", "zh": "延长截止时间"},
    "shock_thrown_in": {"en": "Threw in a shock", "zh": "投放突发事件"},
    "announced": {"en": "Announced something", "zh": "发布通知"},
    "work_tried_again": {"en": "Tried failed work again", "zh": "重试失败的任务"},
    "export": {"en": "Downloaded tables of a store", "zh": "下载店铺数据表"},
    "goal_rules_set": {"en": "Set the points for goals", "zh": "设定目标的奖惩分"},
    "token_created": {"en": "Made a token", "zh": "创建访问令牌"},
    "token_revoked": {"en": "Revoked a token", "zh": "撤销访问令牌"},
    "bot_seated": {"en": "Gave a seat to a bot", "zh": "由机器人代管席位"},
    "seat_given_back": {"en": "Took a seat back from a bot", "zh": "从机器人收回席位"},
}


def told(action: str) -> dict[str, str]:
    """The words of an action; one that has none is told by its name."""
    return DEEDS.get(action) or dict.fromkeys(("en", "zh"), action.replace("_", " "))
