"""The table that is printed, and build/fidelity.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fidelity.facts import Compared


def printed(lines: list[Compared]) -> str:
    """One line a fact."""
    head = f"{'':3} {'world':9} {'kind':5} {'fact':44} {'sim':>10} {'data':>10} {'distance':>9} {'floor':>8}"
    return "\n".join([head, *(_line(line.as_json()) for line in lines)])


def _line(row: dict[str, Any]) -> str:
    verdict = "ok" if row["ok"] else "NO"
    numbers = f"{row['sim']:>10.4f} {row['data']:>10.4f} {row['distance']:>9.4f} {row['noise_floor']:>8.4f}"
    return f"{verdict:3} {row['world']:9} {row['kind']:5} {row['name']:44} {numbers}"


def summary(lines: list[Compared], compared_with: str, missing: list[str]) -> dict[str, Any]:
    """What build/fidelity.json holds."""
    return {
        "compared_with": compared_with,
        "facts": [line.as_json() for line in lines],
        "ok": sum(line.agrees for line in lines),
        "total": len(lines),
        "left_out": missing,
    }


def write(summed: dict[str, Any], file: Path) -> None:
    """Write the summary as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(summed, indent=1) + "\n", encoding="utf-8")
