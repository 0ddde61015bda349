"""The film as a strip: shots, joins and findings over the course of its luma and its loudness."""

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import TypeAlias

from stitching.quality.figures import Curve, Finding, JoinFigures, Quality

Across: TypeAlias = Callable[[float], float]

_WIDTH, _LEFT, _RIGHT = 1080.0, 46.0, 12.0
_PIN, _PINS, _SHOTS, _HIGH = 9.0, 12.0, 30.0, 34.0
_LUMA, _LOUD, _CURVE = 92.0, 176.0, 64.0
_BOTTOM = _LOUD + _CURVE
_LOUDEST, _SOFTEST = -4.0, -34.0
_COLOURS = {"fail": "var(--bad)", "warn": "var(--look)", "info": "var(--soft)"}
_LETTER = 6.2
"""Width of a letter, about."""


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def strip(quality: Quality) -> str:
    """The drawing, as SVG."""
    seconds = max(quality.integrity.seconds, 1e-6)

    def across(at: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * min(max(at / seconds, 0.0), 1.0)

    rate = quality.integrity.frames / seconds
    parts = [
        *_shots(quality, lambda frame: across(frame / rate)),
        *_pins(quality.findings, across),
        *_curve(quality.luma, across, _LUMA, 0.0, 255.0, "luma", ((0.0, "0"), (255.0, "255"))),
        *_curve(quality.loudness, across, _LOUD, _SOFTEST, _LOUDEST, "LUFS", _loudness_marks(quality)),
        *_times(seconds, across),
    ]
    label = f"The film over its time: {len(quality.shots)} shots, {len(quality.findings)} findings, luma and loudness"
    return (
        f'<svg viewBox="0 0 {_WIDTH:.0f} {_BOTTOM + 22:.0f}" role="img" aria-label="{escape(label)}">'
        + "".join(parts)
        + "</svg>"
    )


def _shots(quality: Quality, across: Across) -> Iterator[str]:
    joins = {join.after: join for join in quality.joins}
    for index, shot in enumerate(quality.shots):
        left, right = across(shot.start), across(shot.start + shot.frames)
        name, room = shot.id.rpartition("/")[2], right - left - 10
        colour = "var(--shot)" if index % 2 == 0 else "var(--other)"
        title = f"{shot.id}: frames {shot.start} to {shot.start + shot.frames - 1}"
        yield (
            f'<g><title>{escape(title)}</title><rect x="{left:.1f}" y="{_SHOTS}" width="{max(1.0, right - left - 1):.1f}"'
            f' height="{_HIGH}" rx="4" fill="{colour}"/>'
        )
        if (letters := int(room / _LETTER)) >= 3:
            shown = name if len(name) <= letters else f"{name[: letters - 1]}…"
            y = _SHOTS + _HIGH / 2 + 4
            yield f'<text x="{left + 6:.1f}" y="{y:.1f}" style="fill:var(--ink)">{escape(shown)}</text>'
        yield "</g>"
        if shot.id in joins:
            yield _join(joins[shot.id], shot.start, across)


def _join(join: JoinFigures, start: int, across: Across) -> str:
    """A cut is a line, a continuous join a dotted one, a transition a small lens."""
    x, title = across(start), escape(f"{join.joined} into {join.after}")
    if join.joined in ("cut", "continuous"):
        dotted = ' stroke-dasharray="2 3"' if join.joined == "continuous" else ""
        drawn = f'<path d="M{x:.1f} {_SHOTS - 3}v{_HIGH + 6}" stroke="var(--deep)" stroke-width="1.5"{dotted}/>'
    else:
        y = _SHOTS + _HIGH + 5
        drawn = f'<path d="M{x:.1f} {y}l5 5l-5 5l-5 -5z" fill="var(--deep)"/>'
    return f"<g><title>{title}</title>{drawn}</g>"


def _pins(findings: Sequence[Finding], across: Across) -> Iterator[str]:
    """A numbered pin for each finding with a time; those that would lie on one another stand side by side."""
    numbered = [(across(one.seconds), number, one) for number, one in enumerate(findings, 1) if one.seconds is not None]
    room = (_WIDTH - 2 * _PIN) / max(len(numbered), 1)
    apart, last = min(2 * _PIN + 1, room), -math.inf
    for index, (x, number, one) in enumerate(sorted(numbered, key=lambda pin: pin[:2])):
        at = max(min(x, _WIDTH - _PIN - apart * (len(numbered) - index - 1)), last + apart)
        last = at
        yield _pin(at, x, number, one)


def _pin(at: float, x: float, number: int, one: Finding) -> str:
    colour = _COLOURS[one.severity]
    return (
        f"<g><title>{escape(one.text)}</title>"
        f'<path d="M{at:.1f} {_PINS + 8}L{x:.1f} {_SHOTS - 1}V{_BOTTOM}" stroke="{colour}" fill="none" opacity=".5"/>'
        f'<circle cx="{at:.1f}" cy="{_PINS}" r="{_PIN}" fill="{colour}"/>'
        f'<text x="{at:.1f}" y="{_PINS + 4}" text-anchor="middle" style="fill:var(--card);font-weight:700">{number}</text></g>'
    )


def _loudness_marks(quality: Quality) -> tuple[tuple[float, str], ...]:
    return (
        (_SOFTEST, f"−{-_SOFTEST:.0f}"),
        *(() if quality.target is None else ((quality.target, f"{quality.target:.0f}"),)),
    )


def _curve(
    curve: Curve,
    across: Across,
    top: float,
    least: float,
    most: float,
    name: str,
    marks: Sequence[tuple[float, str]],
) -> Iterator[str]:
    def down(value: float) -> float:
        return top + _CURVE * (1 - (min(max(value, least), most) - least) / (most - least))

    for value, said in marks:
        y, dashed = down(value), ' stroke-dasharray="5 4"' if value not in (least, most) else ""
        line = "var(--deep)" if dashed else "var(--line)"
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="{line}"{dashed}/>'
        yield f'<text x="{_LEFT - 7}" y="{y + 4:.1f}" text-anchor="end">{escape(said.replace("-", "−"))}</text>'
    yield f'<text x="{_WIDTH - _RIGHT}" y="{top - 4:.1f}" text-anchor="end">{name}</text>'
    runs, run = list[str](), list[str]()
    for index, value in enumerate((*curve.values, None)):
        if value is None:
            runs += [" ".join(run)] if len(run) > 1 else []
            run = []
        else:
            run.append(f"{across(index * curve.step):.1f},{down(value):.1f}")
    for points in runs:
        yield f'<polyline points="{points}" fill="none" stroke="var(--curve)" stroke-width="1.8" stroke-linejoin="round"/>'


def _times(seconds: float, across: Across) -> Iterator[str]:
    every = next((step for step in (1, 2, 5, 10, 15, 30, 60, 120, 300) if seconds / step <= 12), 600)
    for at in range(0, int(seconds) + 1, every):
        x = across(at)
        yield f'<path d="M{x:.1f} {_BOTTOM}v4" stroke="var(--soft)"/>'
        yield f'<text x="{x:.1f}" y="{_BOTTOM + 17}" text-anchor="middle">{clock(at)}</text>'
