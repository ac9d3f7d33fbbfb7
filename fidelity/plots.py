"""One SVG per distribution: cumulative shares of the simulated and the real rows."""

from __future__ import annotations

from html import escape
from pathlib import Path

from fidelity.facts import Compared

_WIDTH, _HEIGHT, _MARGIN = 480, 300, 44
_SIM, _DATA = "#0b6e8a", "#c2571a"


def draw_all(lines: list[Compared], directory: Path) -> int:
    """Write a plot of every compared distribution; returns how many."""
    directory.mkdir(parents=True, exist_ok=True)
    drawn = [line for line in lines if line.fact.kind == "ks"]
    for line in drawn:
        name = f"{line.fact.world}-{line.fact.name}".replace(" ", "-").replace(",", "")
        (directory / f"{name}.svg").write_text(plot(line), encoding="utf-8")
    return len(drawn)


def plot(line: Compared) -> str:
    """An SVG document."""
    fact = line.fact
    last = next((place for place, share in enumerate(line.data.values) if share > 0.995), len(fact.grid) - 1)
    title = f"{fact.world}: {fact.name} (distance {line.distance:.3f}, noise floor {line.data.noise_floor:.3f})"
    size = f'width="{_WIDTH}" height="{_HEIGHT}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">',
            f'<rect {size} fill="white"/><text x="8" y="16">{escape(title)}</text>',
            _frame(fact.grid[: last + 1]),
            _steps(fact.grid[: last + 1], line.data.values, _DATA, "data", 34),
            _steps(fact.grid[: last + 1], line.sim, _SIM, "simulated", 48),
            "</svg>\n",
        ]
    )


def _across(place: int, points: int) -> float:
    return _MARGIN + place * (_WIDTH - 2 * _MARGIN) / max(points - 1, 1)


def _up(share: float) -> float:
    return _HEIGHT - _MARGIN + 12 - share * (_HEIGHT - 2 * _MARGIN)


def _frame(grid: tuple[float, ...]) -> str:
    floor = _up(0)
    ticks = [
        f'<text x="{_across(place, len(grid)):.0f}" y="{floor + 14:.0f}" text-anchor="middle">{grid[place]:g}</text>'
        for place in range(0, len(grid), max(len(grid) // 8, 1))
    ]
    shares = [f'<text x="8" y="{_up(share) + 4:.0f}">{share:.1f}</text>' for share in (0.0, 0.5, 1.0)]
    axis = f'<line x1="{_MARGIN}" y1="{floor:.0f}" x2="{_WIDTH - _MARGIN}" y2="{floor:.0f}" stroke="#888"/>'
    return "".join([axis, *ticks, *shares])


def _steps(grid: tuple[float, ...], shares: list[float], colour: str, name: str, label_y: int) -> str:
    points = " ".join(f"{_across(place, len(grid)):.1f},{_up(shares[place]):.1f}" for place in range(len(grid)))
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
        f'<text x="{_MARGIN + 8}" y="{label_y}" fill="{colour}">{name}</text>'
    )
