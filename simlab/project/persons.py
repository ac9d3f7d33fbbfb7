"""Commands of the command line for personal data and for the record of who did what."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simlab.project.starting import BAD_INPUT, look_for_tables, setup

if TYPE_CHECKING:
    from simlab.runs.models import Seat

person_app = typer.Typer(help="Personal data of one person: hand them out, or erase them.", no_args_is_help=True)
audit_app = typer.Typer(help="The record of who did what.", no_args_is_help=True)
ClassCode = Annotated[str, typer.Argument(help="Class code of the course; `simlab course list` tells it.")]
Number = Annotated[str, typer.Argument(help="Student or staff number of the person.")]


@person_app.command("export")
def export_person(
    class_code: ClassCode, number: Number, file: Annotated[Path, typer.Argument(help="The JSON file to write.")]
) -> None:
    """Write what a course keeps of a person into a file, to hand it to them."""
    seat = _seat(class_code, number)
    from django.core.serializers.json import DjangoJSONEncoder

    from simlab.classroom.privacy.handing_out import person_data, seat_data

    data = person_data(seat.user) if seat.user else seat_data(seat, None)
    file.write_text(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1), encoding="utf-8")
    typer.echo(f"{file}: {len(data['decisions'])} decisions 条决策, {len(data['texts'])} texts 条文字")


@person_app.command("erase")
def erase_one(
    class_code: ClassCode, number: Number, sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False
) -> None:
    """Erase a person for good: account, name, number, texts, tokens. Decisions and every proof stay, with a nameless seat."""
    seat = _seat(class_code, number)
    if not sure:
        typer.confirm("There is no way back. Erase this person? 无法撤销，确定清除此人的个人数据？", abort=True)
    from simlab.classroom.privacy.erasure import erase_person
    from simlab.classroom.wording import wording
    from simlab.runs.people.refusals import PeopleRefused

    try:
        erase_person(seat, None)
    except PeopleRefused as refused:
        typer.echo(wording(refused.code), err=True)
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(f"erased 已清除: seat 席位 {seat.public_id}")


@audit_app.command("verify")
def verify_audit() -> None:
    """Check the chain of the record: an entry that was changed, or before which one is missing, is named."""
    setup()
    look_for_tables()
    from simlab.runs.audit import broken_links
    from simlab.runs.models import AuditEntry

    broken = list(broken_links())
    for number in broken:
        typer.echo(f"entry {number} does not follow from the one before 第 {number} 条与前一条不相连", err=True)
    count = AuditEntry.objects.count()
    typer.echo(f"{count} entries 条记录: {'NOT whole 不完整' if broken else 'the chain holds 链条完整'}")
    raise typer.Exit(1 if broken else 0)


def _seat(class_code: str, number: str) -> Seat:
    setup()
    look_for_tables()
    from simlab.runs.models import Seat
    from simlab.runs.people.numbers import plain_class_code, plain_number

    wanted = {"course__class_code": plain_class_code(class_code), "student_number": plain_number(number)}
    seat = Seat.objects.exclude(student_number="").filter(**wanted).select_related("course", "user").first()
    if seat is None:
        typer.echo("no such person in this course 该课程中没有此人", err=True)
        raise typer.Exit(BAD_INPUT)
    return seat
