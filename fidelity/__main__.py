"""`python -m fidelity fit DIR` fits the validation worlds on calibration data; `python -m fidelity compare [DIR]` compares them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fidelity import comparison, elasticity, plots, report
from fidelity.facts import Compared, Measured
from fidelity.worlds import WORLDS, ValidationWorld
from simlab.runs.scenario.files import shipped
from simlab.runs.scenario.resolve import resolve

_SIZE = 1.0
SCENARIO = "first-store"


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(prog="python -m fidelity", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fit = commands.add_parser("fit", help="fit on calibration data, keep parameters and measured facts")
    fit.add_argument("data", type=Path)
    compare = commands.add_parser("compare", help="play the fitted worlds and compare; never fits")
    compare.add_argument("data", type=Path, nargs="?")
    compare.add_argument("--json", type=Path, default=Path("build/fidelity.json"))
    told = parser.parse_args()
    if told.command == "fit":
        return fit_worlds(told.data)
    return compare_worlds(told.data, told.json)


def fit_worlds(data: Path) -> int:
    """Fit every world and keep what was fitted and measured."""
    for world in WORLDS:
        fitted = world.fit(data)
        world.keep(fitted)
        facts = comparison.from_data(world.facts(), world.read_tables(data))
        comparison.store(world.code, facts, fitted["source"], fitted["as_of"])
        print(f"{world.code}: fitted, {len(facts)} facts kept")
    return 0


def compare_worlds(data: Path | None, file: Path) -> int:
    """Compare every world with the data, or with the stored facts when there are none."""
    lines: list[Compared] = []
    missing: list[str] = []
    for world in WORLDS:
        measured = _measured(world, data)
        missing += comparison.left_out(world.facts(), measured)
        if measured:
            lines += comparison.compare(world.facts(), world.simulated(world.fitted(), _SIZE), measured)
    lines.append(elasticity.compared(resolve(shipped(SCENARIO))))
    against = f"data in {data.name}" if data else "the stored facts of the calibration data (no DATA given)"
    summed = report.summary(lines, against, missing)
    report.write(summed, file)
    drawn = plots.draw_all(lines, file.parent / "fidelity")
    print(report.printed(lines))
    for fact in missing:
        print(f"left out, no data: {fact}")
    print(f"compared with {against}; {drawn} plots in {file.parent / 'fidelity'}")
    print(f"{summed['ok']} of {summed['total']} facts agree")
    return 0


def _measured(world: ValidationWorld, data: Path | None) -> dict[str, Measured]:
    if data is None:
        return comparison.stored(world.code)
    fitted = comparison.stored(world.code)
    kinds = {fact.name: fact.kind for fact in world.facts()}
    found = comparison.from_data(world.facts(), world.read_tables(data))
    return {name: fact.beside(fitted[name], kinds[name]) for name, fact in found.items()}


if __name__ == "__main__":
    sys.exit(main())
