"""The privacy notice: what is kept of a person and why, in plain words. A changed text gets a new version and is shown again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from simlab.classroom.models import Profile
from simlab.classroom.problems import Refused
from simlab.runs.audit import record
from simlab.runs.models import Seat

VERSION = "2026-11"
Text = dict[str, str]
# Title and text of each part.
PARTS: tuple[tuple[Text, Text], ...] = (
    (
        {"en": "What is kept", "zh": "保存哪些信息"},
        {
            "en": "Your name and number as your class list has them, your course, section, team and role, extra time you were granted, when you "
            "signed in and were last seen, the decisions you take, what you write in your journal, the reports you open, and your marks. "
            "No e-mail address, telephone number or place is needed. Buyers, orders and parcels are invented.",
            "zh": "名单上的姓名和学号，课程、班级分组、小组和角色，获准的延长时间，登录和最近在线时间，你作出的决策，你写的决策日志，"
            "你打开的报告，以及你的成绩。不需要邮箱、电话或位置。买家、订单和包裹都是虚构的。",
        },
    ),
    (
        {"en": "Why, and who sees it", "zh": "用途与可见范围"},
        {
            "en": "Only to run this course and to mark it. Your team sees what you decide for the store. Those who teach the course see all of the above. "
            "Graders and enterprise mentors see an alias. Other teams see the name of your store and its public figures, never who is in it. "
            "Nothing is sold, used for advertising or sent to another company by the platform.",
            "zh": "仅用于开展和评定本课程。小组成员能看到你为店铺作出的决策。任课教师能看到上述全部内容。评分人和企业导师只看到代号。"
            "其他小组只看到店铺名称和公开数据，看不到成员。平台不会出售这些信息、用于广告或发送给其他公司。",
        },
    ),
    (
        {"en": "Opening a report is noted", "zh": "打开报告会被记录"},
        {
            "en": "That you opened a report is noted once per report and simulated day. One indicator of how a team works uses it; what you look at within a report is not noted.",
            "zh": "你打开某份报告会按报告和模拟日各记录一次，用于一项反映团队工作方式的指标；在报告内查看了什么不会被记录。",
        },
    ),
    (
        {"en": "Computed marks, decided by people", "zh": "机器计算，由人评定"},
        {
            "en": "The platform computes what your team's decisions were worth by playing the simulated world with and without them, and shows how sure it is. "
            "No mark is final by computation alone: a person checks and releases it. You may ask how it came about, give your view and have it looked at again "
            "by a person (PIPL article 24, GDPR article 22).",
            "zh": "平台通过在模拟世界中分别推演有无某项决策的结果，计算小组决策的价值，并给出其把握程度。任何成绩都不会仅凭计算生效，须由教师核对并发布。"
            "你可以要求说明成绩的由来、陈述意见并要求人工复核（《个人信息保护法》第二十四条、GDPR 第 22 条）。",
        },
    ),
    (
        {"en": "How long", "zh": "保存多久"},
        {
            "en": "As long as the course and so many days after its end as your institution has set, usually a year. Then account, name, number and texts are erased by themselves. "
            "Decisions stay for research and proof under a random number that leads to nobody.",
            "zh": "课程期间以及课程结束后由学校设定的天数（通常为一年）。期满后账号、姓名、学号和文字会自动清除；决策以无法关联到个人的随机编号保留，用于研究和核验。",
        },
    ),
    (
        {"en": "What you may ask for", "zh": "你的权利"},
        {
            "en": "You can download everything that is kept of you at any time from your account menu. Your instructor corrects your name or number and can erase you, also in mid-term. "
            "Ask your instructor, or the data protection contact of your institution.",
            "zh": "你可以随时在账号菜单中下载与你有关的全部信息。教师可以更正姓名或学号，也可以在学期中清除你的个人数据。请联系任课教师或学校的个人信息保护负责人。",
        },
    ),
)


def notice_for(user: Any) -> dict[str, Any]:
    """The notice, and whether this person has read this version of it."""
    read = Profile.objects.filter(user_id=user.pk, notice_version=VERSION).values_list("notice_at", flat=True).first()
    return {
        "version": VERSION,
        "contact": settings.PRIVACY_CONTACT,
        "parts": [{"title": title, "text": text} for title, text in PARTS],
        "read_at": read,
    }


@transaction.atomic
def mark_read(user: Any, version: str) -> None:
    """Raises Refused for a version that is not the present one: another text was shown."""
    if version != VERSION:
        raise Refused("notice_changed", "/version")
    Profile.objects.update_or_create(user=user, defaults={"notice_version": version, "notice_at": timezone.now()})
    for seat in Seat.objects.filter(user=user, left_at=None).select_related("course"):
        record("notice_read", actor=seat, course=seat.course, subject=str(seat.public_id), detail={"version": version})
