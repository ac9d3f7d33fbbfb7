"""Commands of the command line for the first people of an installation: an administrator, a course and who teaches it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from simlab.project.starting import BAD_INPUT, migrate, setup


class Language(StrEnum):
    EN = "en"
    ZH = "zh"


NOBODY_HERE = (
    'Nobody can sign in yet. In another window: simlab course create "Name of the course"\n'
    '目前还没有任何账号。请在另一个窗口运行：simlab course create "课程名称"'
)
course_app = typer.Typer(help="Courses: make one with its instructor, or list them.", no_args_is_help=True)
admin_app = typer.Typer(help="Administrators of the platform.", no_args_is_help=True)


@course_app.command("create")
def create_course(
    name: Annotated[str, typer.Argument(help="What the course is called.")],
    institution: Annotated[str, typer.Option(help="College or company; it is made if need be.")] = "SimLab",
    term: Annotated[str, typer.Option(help="Such as '2026 autumn'.")] = "1",
    number: Annotated[str, typer.Option(help="The instructor's staff number.")] = "T01",
    instructor: Annotated[str, typer.Option(help="The instructor's name.")] = "Instructor",
    language: Annotated[Language, typer.Option(help="Language of the course.")] = Language.EN,
    time_zone: Annotated[str, typer.Option(help="In which lessons are held.")] = "Asia/Shanghai",
) -> None:
    """Make a course and tell how its instructor signs in; the pass phrase is shown this once."""
    setup()
    migrate()
    import zoneinfo

    from simlab.classroom.wording import wording
    from simlab.runs.models import Institution
    from simlab.runs.people.courses import NewCourse
    from simlab.runs.people.openings import open_course
    from simlab.runs.people.refusals import PeopleRefused

    try:
        if time_zone not in zoneinfo.available_timezones():
            raise PeopleRefused("unknown_time_zone")
        place, _ = Institution.objects.get_or_create(name=institution)
        new = NewCourse(place, name, term, language.value, time_zone)
        opened = open_course(new, number=number, name=instructor)
    except PeopleRefused as refused:
        typer.echo(wording(refused.code), err=True)
        raise typer.Exit(BAD_INPUT) from None
    _tell_sign_in(opened.course.class_code, opened.seat.student_number, opened.pass_phrase)


@course_app.command("list")
def list_courses() -> None:
    """The courses of this installation and their class codes."""
    setup()
    migrate()
    from simlab.runs.models import Course

    for course in Course.objects.select_related("institution").order_by("pk"):
        typer.echo(f"{course.class_code}  {course.institution.name}  {course.name}  {course.term}")


@course_app.command("slip")
def new_slip(
    class_code: Annotated[str, typer.Argument(help="Class code of the course; `simlab course list` tells it.")],
    number: Annotated[str, typer.Argument(help="Number of the person.")],
) -> None:
    """A new pass phrase for one person, such as an instructor who has lost theirs."""
    setup()
    migrate()
    from simlab.runs.models import Seat
    from simlab.runs.people.numbers import plain_class_code, plain_number
    from simlab.runs.people.slips import make_slips

    seats = Seat.objects.filter(course__class_code=plain_class_code(class_code), student_number=plain_number(number))
    seat = seats.exclude(user=None).select_related("course", "user").first()
    if seat is None:
        typer.echo("no such person in this course 该课程中没有此人", err=True)
        raise typer.Exit(BAD_INPUT)
    [slip] = make_slips(seat.course, None, [seat])
    _tell_sign_in(seat.course.class_code, seat.student_number, slip.pass_phrase)


@admin_app.command("create")
def create_admin(
    username: Annotated[str, typer.Argument(help="With which the administrator signs in.")],
) -> None:
    """An administrator, who makes institutions and courses by the API; asked again, a new password."""
    setup()
    migrate()
    from django.contrib.auth.models import User

    from simlab.runs.people.slips import new_pass_phrase

    password = new_pass_phrase()
    user, is_new = User.objects.get_or_create(username=username, defaults={"is_superuser": True})
    if not (is_new or user.is_superuser):
        typer.echo("somebody else has this name 该用户名已被他人使用", err=True)
        raise typer.Exit(BAD_INPUT)
    user.set_password(password)
    user.save(update_fields=["password"])
    typer.echo(f"user name 用户名  {username}\npassword 密码    {password}")


def tell_if_nobody_is_here() -> None:
    from django.contrib.auth.models import User

    if not User.objects.exists():
        typer.echo(NOBODY_HERE)


def _tell_sign_in(class_code: str, number: str, pass_phrase: str) -> None:
    typer.echo(f"class code 班级码   {class_code}\nnumber 学号/工号   {number}\npass phrase 口令   {pass_phrase}")
