"""The command line. Django is loaded inside the commands that need it: `simlab scenario check` starts at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from simlab.project.keeping import keeping_app
from simlab.project.people import admin_app, course_app
from simlab.project.persons import audit_app, person_app
from simlab.project.playing import playing_app
from simlab.project.starting import BAD_INPUT, migrate, setup

app = typer.Typer(
    help="SimLab: run virtual stores in a simulated world.", no_args_is_help=True, pretty_exceptions_enable=False
)
scenario_app = typer.Typer(
    help="Scenario files: check one, or make one of a company's own figures.", no_args_is_help=True
)
app.add_typer(scenario_app, name="scenario")
app.add_typer(keeping_app)
app.add_typer(course_app, name="course")
app.add_typer(admin_app, name="admin")
app.add_typer(person_app, name="person")
app.add_typer(audit_app, name="audit")
app.add_typer(playing_app)


def main() -> None:
    app()


@scenario_app.command("check")
def check_scenario(
    file: Annotated[Path, typer.Argument(help="A scenario file (YAML).")],
    language: Annotated[str, typer.Option("--lang", help="en or zh")] = "en",
) -> None:
    """Check a scenario file; every problem is named with its line and what is allowed. Writes nothing."""
    from simlab.runs.scenario.files import check

    problems = check(file)
    for problem in problems:
        typer.echo(f"{file}: {problem.sentence('zh' if language == 'zh' else 'en')}", err=True)
    if problems:
        raise typer.Exit(BAD_INPUT)
    typer.echo(f"{file}: 没有问题。" if language == "zh" else f"{file}: no problems.")


@scenario_app.command("import")
def import_company(
    catalogue: Annotated[Path, typer.Argument(help="The catalogue (CSV; also a Shopify product export).")],
    orders: Annotated[Path, typer.Option(help="Past orders (CSV; also a Shopify order export).")],
    output: Annotated[Path, typer.Option(help="The scenario file to write.")],
    start: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of the game, else 2026-09-14.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    language: Annotated[str, typer.Option("--lang", help="en or zh")] = "en",
) -> None:
    """Make a scenario of a catalogue and past orders; personal data is not read. Bad files: every mistake, nothing written."""
    from simlab.runs.scenario.importing.markets import USUAL_START
    from simlab.runs.scenario.importing.reading import ImportErrors
    from simlab.runs.scenario.importing.writing import import_scenario

    told: Literal["en", "zh"] = "zh" if language == "zh" else "en"
    if output.exists() and not force:
        typer.echo(
            f"{output}: 文件已存在；如需覆盖请加 --force。"
            if told == "zh"
            else f"{output} is there already; --force writes over it.",
            err=True,
        )
        raise typer.Exit(BAD_INPUT)
    try:
        text, report = import_scenario(catalogue, orders, start.date() if start else USUAL_START)
        output.write_text(text, encoding="utf-8")
    except ImportErrors as errors:
        for fault in errors.faults:
            typer.echo(fault.sentence(told), err=True)
        raise typer.Exit(BAD_INPUT) from None
    except OSError as error:
        typer.echo(f"{output}: {error.strerror}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    for line in report.lines(told):
        typer.echo(line)


@app.command()
def tune(scenario: Annotated[str, typer.Argument(help="Code of a shipped scenario, or a scenario file.")]) -> None:
    """Measure on bots what grading a scenario needs to know (minutes): into the library, or for a file into the database."""
    from scoring import tuning
    from simlab.runs.scenario.files import library, load_scenario
    from simlab.runs.scenario.problems import ScenarioErrors
    from simlab.runs.scenario.resolve import resolve

    try:
        document = resolve(load_scenario(library().get(scenario, Path(scenario))))
    except ScenarioErrors as errors:
        typer.echo(str(errors), err=True)
        raise typer.Exit(BAD_INPUT) from None
    tuned = tuning.tune(document)
    if scenario in library():
        tuning.save(tuned, tuning.library_file(scenario))
    else:
        _keep_tuning(document, tuned)
    for problem in tuned["problems"]:
        typer.echo(problem, err=True)


def _keep_tuning(document: dict[str, Any], tuned: dict[str, Any]) -> None:
    setup()
    migrate()
    from scoring.services import keep_tuning
    from simlab.runs.services import freeze_scenario

    keep_tuning(freeze_scenario(document), tuned)


@app.command()
def demo(
    days: Annotated[int, typer.Option(min=1, help="Days to play.")] = 60,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the class afterwards.")] = True,
    output: Annotated[Path, typer.Option(help="Where the figures are written.")] = Path("build/demo.json"),
) -> None:
    """Play `first-store` with four teams of bots, print leaderboard, scorecards and the digest check, then serve it."""
    setup()
    from simlab.classroom.serve import serve as serve_class
    from simlab.project.demo import play_demo

    verified = play_demo(days=days, output=output)
    if not verified:
        raise typer.Exit(1)
    if serve:
        typer.echo("http://127.0.0.1:8000  (Ctrl-C ends)")
        raise typer.Exit(serve_class())


@app.command()
def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option()] = 8000,
    live_port: Annotated[int, typer.Option()] = 8001,
    in_class: Annotated[
        bool, typer.Option("--class", help="For everybody in the local network; shows a QR code.")
    ] = False,
) -> None:
    """Web, live events and worker on this machine, with nothing to install."""
    setup()
    migrate()
    from simlab.classroom.serve import serve as serve_here
    from simlab.project import network
    from simlab.project.people import tell_if_nobody_is_here

    names: list[str] = []
    if in_class:
        host, names = network.EVERYWHERE, network.own_names()
        typer.echo(network.told(names, port, live_port))
    else:
        typer.echo(f"http://{host}:{port}  (Ctrl-C ends)")
    tell_if_nobody_is_here()
    raise typer.Exit(serve_here(host=host, port=port, live_port=live_port, names=names))


@app.command()
def doctor() -> None:
    """Say what is wrong with this installation and what to do about it 检查安装并说明如何修复."""
    try:
        setup(although_unsafe=True)
    except OSError as error:
        typer.echo(
            f"✗ {error.filename}: {error.strerror}. Set SIMLAB_HOME to a folder that can be written to.", err=True
        )
        typer.echo(f"  无法写入 {error.filename}：请用 SIMLAB_HOME 指定可写的文件夹。", err=True)
        raise typer.Exit(1) from None
    from simlab.project.doctor import findings

    found = list(findings())
    for finding in found:
        typer.echo(f"{'✗' if finding.grave else '!'} {finding.en}\n  {finding.zh}")
    if not found:
        typer.echo("✓ Nothing is wrong. 一切正常。")
    raise typer.Exit(1 if any(finding.grave for finding in found) else 0)


if __name__ == "__main__":
    main()
