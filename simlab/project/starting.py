"""What commands do before their work: load Django, look for a database, or set it up."""

from __future__ import annotations

import os

import typer

BAD_INPUT = 2


def setup(*, although_unsafe: bool = False) -> None:
    """Load Django. Ends where the platform is not safe to start, unless that is what the command is about."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
    import django

    django.setup()
    from simlab.project.dangers import refuse_dangers

    if not although_unsafe:
        refuse_dangers()


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def look_for_tables() -> None:
    """Ends with one plain line where there is no database to work on."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        typer.echo(f"the database does not answer 数据库没有响应: {error}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if missing:
        typer.echo(
            "the database is not set up 数据库尚未建立: simlab serve, simlab demo, python manage.py migrate", err=True
        )
        raise typer.Exit(BAD_INPUT)
