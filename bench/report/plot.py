"""plot.py -- grouped horizontal bars as SVG, readable on light and dark pages."""

import html
import math

WIDTH, LABELS, VALUES = 760, 210, 90  # pixels: all, the labels' column, room for a value
BAR, GAP, TOP = 13, 14, 64

STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 14px }
  .grid { stroke: #d0d7de }
  .s0 { fill: #0969da } .s1 { fill: #8250df } .s2 { fill: #bf8700 }
  .s3 { fill: #1a7f37 } .s4 { fill: #818b98 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .grid { stroke: #3d444d }
    .s0 { fill: #4493f8 } .s1 { fill: #ab7df8 } .s2 { fill: #d29922 }
    .s3 { fill: #3fb950 } .s4 { fill: #9198a1 }
  }
"""


def short(value):
    """Three digits that matter."""
    digits = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{min(digits, 2)}f}"


class Scale:
    """Values to pixels, from the labels' column on: from 0, or logarithmic from a power of 10."""

    def __init__(self, values, log):
        self.log = log
        self.room = WIDTH - LABELS - VALUES
        self.high = max(values)
        self.low = 10 ** math.floor(math.log10(min(values))) if log else 0

    def pixels(self, value):
        if not self.log:
            return self.room * value / self.high
        return self.room * (max(math.log10(value / self.low), 0.02)
                            / max(math.log10(self.high / self.low), 0.3))

    def ticks(self):
        if self.log:
            return [10 ** n for n in range(round(math.log10(self.low)),
                                           math.floor(math.log10(self.high)) + 1)]
        step = 10 ** math.floor(math.log10(self.high))
        step = next(s for s in (step / 5, step / 2, step, step * 2) if self.high / s <= 6)
        return [step * n for n in range(int(self.high / step) + 1)]


def legend(series):
    at, out = LABELS, []
    for i, name in enumerate(series):
        out.append(f'<rect class="s{i}" x="{at}" y="34" width="12" height="12"/>'
                   f'<text x="{at + 17}" y="44">{html.escape(name)}</text>')
        at += 42 + 7 * len(name)
    return out


def grid(scale, bottom):
    out = []
    for tick in scale.ticks():
        x = LABELS + scale.pixels(tick)
        out.append(f'<path class="grid" d="M{x:.1f} {TOP - 6}V{bottom}"/>'
                   f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{tick:g}</text>')
    return out


def bars(title, series, groups, log=False):
    """An SVG: GROUPS are (label, [a value or None for each of SERIES])."""
    values = [value for _, row in groups for value in row if value]
    scale, y, body = Scale(values, log), TOP, []
    for label, row in groups:
        shown = [(i, value) for i, value in enumerate(row) if value]
        middle = y + len(shown) * BAR / 2 + 4
        body.append(f'<text x="{LABELS - 10}" y="{middle:.1f}" text-anchor="end">'
                    f'{html.escape(label)}</text>')
        for i, value in shown:
            width = scale.pixels(value)
            body.append(f'<rect class="s{i}" x="{LABELS}" y="{y}" width="{width:.1f}" '
                        f'height="{BAR - 2}"/><text x="{LABELS + width + 5:.1f}" y="{y + 10}">'
                        f'{short(value)}</text>')
            y += BAR
        y += GAP
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y + 20}" '
        f'viewBox="0 0 {WIDTH} {y + 20}" role="img" aria-label="{html.escape(title)}">',
        f"<style>{STYLE}</style>",
        f'<text class="title" x="10" y="20">{html.escape(title)}</text>',
        *legend(series), *grid(scale, y - GAP + 4), *body, "</svg>", ""])
