//! What chance alone gives at each strength, and where the observed series stand.

use super::scale::Scale;
use super::{beside, curve, decades, path, rule, stretched, void};
use crate::html::markup::{Markup, Px, Share};
use crate::words;
use colligate_linkage::result::LinkResult;

const HEIGHT: f64 = 300.0;

/// Space above the highest and below the lowest value, in decades.
const HEADROOM: f64 = 0.35;

/// Series beyond this many are dots without a number.
const NUMBERED: usize = 12;

/// The chart, or nothing where no null register was drawn.
pub fn chance(m: &mut Markup, result: &LinkResult) {
    let chance = &result.chance;
    let curve_points: Vec<(f64, f64, f64, f64)> = chance
        .curve
        .iter()
        .filter(|(strength, expected, ..)| strength.is_finite() && expected.is_finite() && *expected > 0.0)
        .map(|&(strength, expected, low, high)| (strength, expected, low, high))
        .collect();
    let (Some(&(first, ..)), Some(&(last, ..))) = (curve_points.first(), curve_points.last()) else { return };
    let observed: Vec<(usize, f64, f64, f64, f64)> = chance
        .observed
        .iter()
        .zip(&result.series)
        .filter(|(strength, series)| {
            strength.is_finite() && series.e_value.high > 0.0 && series.e_value.high.is_finite()
        })
        .map(|(&strength, series)| {
            let e = series.e_value;
            let value = if e.value > 0.0 { e.value } else { e.high };
            (series.rank, strength, value, if e.low > 0.0 { e.low } else { value }, e.high)
        })
        .collect();
    let farthest = observed.iter().map(|(_, strength, ..)| *strength).fold(last, f64::max);
    let nearest = observed.iter().map(|(_, strength, ..)| *strength).fold(first, f64::min);
    let x = Scale::over(nearest, farthest + 0.04 * (farthest - nearest));
    let tail = tail(result, &curve_points, x.high());
    let values = curve_points
        .iter()
        .map(|(_, expected, ..)| *expected)
        .chain(observed.iter().flat_map(|(_, _, e, low, _)| [*e, *low]));
    let (least, most) = values
        .chain([result.run.alert])
        .filter(|value| *value > 0.0)
        .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let y = Scale::over(least.log10() - HEADROOM, most.log10() + HEADROOM);
    let down = |value: f64| (1.0 - y.at(value.max(f64::MIN_POSITIVE).log10())).clamp(0.0, 1.0) * HEIGHT;
    m.element(
        "svg",
        &[
            ("class", &"plot chance"),
            ("height", &Px(HEIGHT + 44.0)),
            ("role", &"img"),
            ("aria-label", &"Expected number of chance series at each strength, with the observed series"),
        ],
        |m| {
            decades(m, y.decades(7).into_iter().map(|power| (power, down(10f64.powi(power)))));
            stretched(m, HEIGHT, |m| {
                let upper = curve_points
                    .iter()
                    .map(|&(s, e, _, high)| (s, if high > 0.0 && high.is_finite() { high } else { e }));
                let lower = curve_points.iter().rev().map(|&(s, _, low, _)| (s, low));
                let ring = upper.chain(lower).map(|(s, e)| (x.at(s) * super::STRETCHED, down(e)));
                void(m, "path", &[("class", &"band"), ("d", &path(ring, true))]);
                let counted = curve_points.iter().map(|&(s, e, ..)| (s, e));
                let counted = counted.filter(|&(s, _)| tail.first().is_none_or(|&(from, _)| s < from));
                let counted = counted.chain(tail.first().copied());
                curve(m, "expected", counted.map(|(s, e)| (x.at(s), down(e))));
                curve(m, "tail", tail.iter().map(|&(s, e)| (x.at(s), down(e))));
            });
            if result.run.alert > 0.0 {
                let level = down(result.run.alert);
                rule(m, "alert", (0.0, level), (1.0, level));
                m.line(
                    "text",
                    &[("class", &"note"), ("x", &"0"), ("dx", &"6"), ("y", &Px(level - 6.0))],
                    format_args!("alert level {}", words::figure(result.run.alert)),
                );
            }
            if let Some(&(from, _)) = tail.first() {
                rule(m, "mark", (x.at(from), HEIGHT - 46.0), (x.at(from), HEIGHT));
                beside(m, "note", x.at(from), HEIGHT - 34.0, "tail fitted from here");
            }
            for (at, &(rank, strength, value, low, high)) in observed.iter().enumerate() {
                let (sx, sy) = (x.at(strength), down(value));
                rule(m, "whisker", (sx, down(low)), (sx, down(high)));
                m.element("g", &[("class", &"badge")], |m| {
                    m.line(
                        "title",
                        &[],
                        format_args!("Series {rank}: strength {strength:.1}, E = {}", words::figure(value)),
                    );
                    let r = if at < NUMBERED { "10" } else { "3" };
                    void(m, "circle", &[("cx", &Share(sx)), ("cy", &Px(sy)), ("r", &r)]);
                    if at < NUMBERED {
                        m.line("text", &[("x", &Share(sx)), ("y", &Px(sy)), ("dy", &"0.35em")], rank);
                    }
                });
            }
            rule(m, "axis", (0.0, HEIGHT), (1.0, HEIGHT));
            for tick in x.ticks(6) {
                let at = x.at(tick);
                rule(m, "axis", (at, HEIGHT), (at, HEIGHT + 4.0));
                m.line(
                    "text",
                    &[("class", &"tick"), ("x", &Share(at)), ("y", &Px(HEIGHT + 18.0)), ("text-anchor", &"middle")],
                    words::figure(tick),
                );
            }
            m.line(
                "text",
                &[("class", &"note"), ("x", &"100%"), ("y", &Px(HEIGHT + 38.0)), ("text-anchor", &"end")],
                "strength of a series",
            );
        },
    );
}

/// The part of the curve that comes from the fitted tail.
fn tail(result: &LinkResult, curve: &[(f64, f64, f64, f64)], end: f64) -> Vec<(f64, f64)> {
    let Some(from) = result.chance.tail_from else { return Vec::new() };
    let Some(begin) = expected_at(curve, from).filter(|_| end > from) else { return Vec::new() };
    let beyond = curve.iter().filter(|point| point.0 > from && point.0 <= end).map(|point| (point.0, point.1));
    std::iter::once((from, begin)).chain(beyond).collect()
}

/// The curve between its points, straight in the logarithm.
fn expected_at(curve: &[(f64, f64, f64, f64)], strength: f64) -> Option<f64> {
    curve.windows(2).find_map(|pair| match *pair {
        [(a, low, ..), (b, high, ..)] if a <= strength && strength <= b => {
            let share = if b > a { (strength - a) / (b - a) } else { 0.0 };
            Some(10f64.powf(low.log10() + share * (high.log10() - low.log10())))
        }
        _ => None,
    })
}
