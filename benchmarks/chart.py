# ruff: noqa: INP001 — scripts, not a package
"""A chart of seconds against updates, both by orders of magnitude, as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 190, 20, 44
COLOURS = {"afterlive": "#c0392b", "stock": "#2471a3", "hugo": "#8e44ad", "eleventy": "#1e8449"}
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#555}.grid{stroke:#8884;stroke-width:1}"
    "polyline{fill:none;stroke-width:2}.more{stroke-dasharray:5 4}"
    "@media(prefers-color-scheme:dark){text{fill:#bbb}}"
)


@dataclass(frozen=True)
class Line:
    """A line of the chart."""

    title: str
    builder: str
    dashed: bool
    points: Sequence[tuple[float, float]]
    """Updates and seconds."""


def draw(lines: Sequence[Line]) -> str:
    """Return the chart."""
    across = _Axis([x for line in lines for x, _ in line.points], LEFT, WIDTH - RIGHT)
    up = _Axis([y for line in lines for _, y in line.points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Seconds that a build takes, against the number of updates</title>",
        f"<style>{STYLE}</style>",
    ]
    for value in across.steps():
        x = across.at(value)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{value:,.0f}</text>')
    for value in up.steps():
        y = up.at(value)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g} s</text>')
    labels: list[float] = []
    for line in sorted(lines, key=lambda line: up.at(line.points[-1][1])):
        colour = COLOURS[line.builder]
        points = " ".join(f"{across.at(x):.1f},{up.at(y):.1f}" for x, y in line.points)
        more = ' class="more"' if line.dashed else ""
        parts.append(f'<polyline{more} stroke="{colour}" points="{points}"/>')
        place = max(up.at(line.points[-1][1]) + 4, labels[-1] + 16 if labels else 0)
        labels.append(place)
        text = (
            f'<text x="{WIDTH - RIGHT + 8}" y="{place:.1f}" style="fill:{colour}">{escape(line.title)}</text>'
        )
        parts.append(text)
    parts += [f'<text x="{LEFT}" y="{HEIGHT - 6}">updates</text>', "</svg>", ""]
    return "\n".join(parts)


class _Axis:
    """Whole orders of magnitude, from one end of a line to the other."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, self.high = floor(log10(min(values))), ceil(log10(max(values)))
        self.start, self.end = start, end

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)

    def steps(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]
