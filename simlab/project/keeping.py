"""Commands of the command line for what is kept of a run: prove it, play a day again, delete it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from simlab.project.starting import BAD_INPUT, look_for_tables, setup

if TYPE_CHECKING:
    from simlab.engine.replay import Replayed
    from simlab.runs.models import Run


class Kind(StrEnum):
    PARQUET = "parquet"
    CSV = "csv"


keeping_app = typer.Typer()
RunNumber = Annotated[int, typer.Argument(metavar="RUN", help="Number of the run.")]


@keeping_app.command()
def verify(run: RunNumber) -> None:
    """Prove a run: play it again from seed and decisions, check the chain and the rows of every table."""
    found = _run(run)
    from simlab.engine.verify import verify_run

    checked = verify_run(found)
    for finding in checked.findings:
        typer.echo(finding, err=True)
    for span in checked.elsewhere:
        typer.echo(f"not played again: {span}", err=True)
    typer.echo(
        f"run {run}: {checked.days} days, digest {checked.digest}: {'verified' if checked.holds else 'NOT verified'}"
    )
    raise typer.Exit(0 if checked.holds else 1)


@keeping_app.command()
def replay(
    run: RunNumber,
    day: Annotated[int, typer.Option(min=0, help="A closed day; the first is 0.")],
    state: Annotated[Path | None, typer.Option(help="Write the state that the day leaves to this file.")] = None,
) -> None:
    """Play a closed day again from the nearest snapshot, and say whether it is the day that was closed."""
    found = _run(run)
    from simlab.engine.playing import NeedsEngine
    from simlab.engine.replay import replay_day
    from simlab.engine.state import to_bytes
    from simlab.runs.models import DayClose

    try:
        played = replay_day(found, day)
    except DayClose.DoesNotExist:
        _refuse(f"day {day} of run {run} is not closed; {found.day} days are")
    except NeedsEngine as other:
        _refuse(str(other))
    if state:
        state.write_bytes(to_bytes(played.state))
    _tell_day(played)
    raise typer.Exit(0 if played.holds else 1)


@keeping_app.command()
def export(
    run: RunNumber,
    folder: Annotated[Path, typer.Argument(help="Folder to write into; it is made if need be.")],
    kind: Annotated[Kind, typer.Option("--format")] = Kind.PARQUET,
) -> None:
    """Write every table of a run as Parquet or CSV, for study; people are not in it."""
    found = _run(run)
    from simlab.engine.export import export_run

    for file in export_run(found, folder, kind.value):
        typer.echo(f"{file.stat().st_size:>12} {file}")
    _note("run_exported", found)


@keeping_app.command()
def archive(run: RunNumber, file: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Put a run into one file, from which `restore` brings it back here or elsewhere. It holds the run's seed: keep it safe."""
    found = _run(run)
    from simlab.classroom.archives.writing import archive_run

    typer.echo(f"run {run}: {file}, digest {archive_run(found, file)}")
    _note("run_archived", found)


@keeping_app.command()
def restore(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Bring a run back from its file, under a new number; nothing is kept unless every digest holds."""
    setup()
    look_for_tables()
    from simlab.classroom.archives.reading import ArchiveDamaged, restore_run

    try:
        restored = restore_run(file)
    except ArchiveDamaged as damage:
        _refuse(f"{file}: {damage}")
    _note("run_restored", restored)
    typer.echo(f"run {restored.pk}: {restored.title}, {restored.day} days, {restored.state}")


@keeping_app.command()
def delete(run: RunNumber, sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete a run with everything of it. There is no way back but an archive."""
    found = _run(run)
    if not sure:
        typer.confirm(f"Delete run {run} ({found.title}, {found.day} days)? 确定删除？", abort=True)
    from simlab.engine.removal import delete_run
    from simlab.runs.partitions import drop_rooms_of_gone_runs

    _note("run_deleted", found)
    delete_run(run)
    drop_rooms_of_gone_runs()
    typer.echo(f"run {run} is deleted 已删除")


def _tell_day(played: Replayed) -> None:
    for name, rows in sorted(played.events.tables.items()):
        typer.echo(f"{name:20} {rows['world'].size:>9} rows")
    sums = played.events.tables["store_day"]
    columns = ("world", "store", "orders", "sales_minor", "cash_minor", "wealth_minor")
    typer.echo(" ".join(f"{name:>14}" for name in columns))
    for row in zip(*(sums[name].tolist() for name in columns), strict=True):
        typer.echo(" ".join(f"{value:>14}" for value in row))
    typer.echo(
        f"day {played.day}: digest {played.digest}: {'as closed' if played.holds else 'NOT the day that was closed'}"
    )


def _note(action: str, run: Run) -> None:
    from simlab.runs.audit import record

    record(action, actor=None, course=run.course, subject=f"run {run.pk}")


def _run(number: int) -> Run:
    setup()
    look_for_tables()
    from simlab.runs.models import Run

    found = Run.objects.select_related("scenario_version").filter(pk=number).first()
    return found or _refuse(f"there is no run {number}")


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(BAD_INPUT)
