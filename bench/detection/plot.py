#!/usr/bin/env python3
"""Draws docs/images/calibration.svg and docs/images/detection.svg from the tables of the example `study`.

    python3 bench/detection/plot.py calibration COUNTIES.csv [SHUFFLED.csv] > docs/images/calibration.svg
    python3 bench/detection/plot.py detection DETECTION.csv > docs/images/detection.svg
"""

import csv
import math
import sys

INK, GREY, ONE, TWO = "#222", "#999", "#1b6ca8", "#c2571a"


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def text(x, y, words, anchor="middle", colour=INK, size=12):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-size="{size}">{words}</text>'


def page(width, height, parts):
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>' + "".join(parts) + "</svg>"
    )


def calibration(paths):
    """Mean number of series a register against the E-value, both on logarithmic axes, with two standard errors."""
    width, height, left, bottom, right, top = 520, 400, 70, 340, 500, 30
    low, high = math.log10(0.005), math.log10(20)

    def x(value):
        return left + (math.log10(value) - low) / (high - low) * (right - left)

    def y(value):
        return bottom - (math.log10(max(value, 0.005)) - low) / (high - low) * (bottom - top)

    parts = [f'<path d="M{x(0.005)},{y(0.005)}L{x(20)},{y(20)}" stroke="{GREY}" stroke-dasharray="4 3"/>']
    for tick in (0.01, 0.1, 1, 10):
        parts.append(f'<path d="M{x(tick)},{bottom}V{top}M{left},{y(tick)}H{right}" stroke="#eee"/>')
        parts += [text(x(tick), bottom + 18, f"{tick:g}"), text(left - 8, y(tick) + 4, f"{tick:g}", "end")]
    for at, (path, colour) in enumerate(zip(paths, (ONE, TWO))):
        for row in rows(path):
            level, mean, error = (float(row[name]) for name in ("level", "mean", "standard_error"))
            px = x(level) + (at * 6 - 3 if len(paths) > 1 else 0)
            parts.append(f'<path d="M{px:.1f},{y(mean - 2 * error):.1f}V{y(mean + 2 * error):.1f}" stroke="{colour}"/>')
            parts.append(f'<circle cx="{px:.1f}" cy="{y(mean):.1f}" r="4" fill="{colour}"/>')
    names = ["simulated counties of 5,000 deaths", "a real register, shuffled"]
    for at, (name, colour) in enumerate(list(zip(names, (ONE, TWO)))[: len(paths)]):
        parts += [f'<circle cx="{left + 16}" cy="{top + 12 + 20 * at}" r="4" fill="{colour}"/>']
        parts += [text(left + 28, top + 16 + 20 * at, name, "start")]
    parts.append(text((left + right) / 2, height - 14, "E-value reported at most"))
    parts.append(
        f'<g transform="translate(18 {(top + bottom) / 2}) rotate(-90)">{text(0, 0, "series a register without series")}</g>'
    )
    page(width, height, parts)


def detection(path):
    """Share found at E at most 1 (pale) and 0.1 (full), of series and of average linkage."""
    table = rows(path)
    plans = list(dict.fromkeys((r["size"], r["radius_m"], r["days"], r["rare_substance"]) for r in table))
    left, right, top, step = 290, 620, 50, 46
    height = top + step * len(plans) + 40
    parts = [text(left, 22, "share of planted series found: at E ≤ 1 (pale), at E ≤ 0.1 (full)", "start")]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        px = left + tick * (right - left)
        parts.append(f'<path d="M{px},{top - 8}V{height - 34}" stroke="#ddd"/>')
        parts.append(text(px, height - 16, f"{tick:.0%}"))
    for at, plan in enumerate(plans):
        y = top + step * at
        words = f"{plan[0]} in {float(plan[1]):g} m, {plan[2]} days" + ("" if plan[3] == "true" else ", nothing rare")
        parts.append(text(left - 10, y + 18, words, "end"))
        for k, (method, colour) in enumerate((("series", ONE), ("average linkage", TWO))):
            row = next(r for r in table if r["method"] == method and tuple(r[n] for n in ("size", "radius_m", "days", "rare_substance")) == plan)
            for name, opacity in (("at_1", 0.35), ("at_0.1", 1)):
                wide = float(row[name]) * (right - left)
                parts.append(f'<rect x="{left}" y="{y + 15 * k}" width="{wide:.1f}" height="12" fill="{colour}" opacity="{opacity}"/>')
    parts += [text(left, top - 14, "series", "start", ONE), text(left + 50, top - 14, "average linkage", "start", TWO)]
    page(640, height, parts)


if __name__ == "__main__":
    if sys.argv[1:2] == ["calibration"] and len(sys.argv) in (3, 4):
        calibration(sys.argv[2:])
    elif sys.argv[1:2] == ["detection"] and len(sys.argv) == 3:
        detection(sys.argv[2])
    else:
        sys.exit(__doc__)
