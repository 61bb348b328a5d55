//! The drawings of a comparison of writers.

use super::frame::{Axis, Frame};
use super::scale::{Scale, power_of_ten};
use super::{beside, rule, void};
use crate::html::markup::{Markup, Px, Share};
use colligate_documents::authorship::verbal::NEITHER;
use colligate_documents::authorship::{Comparison, ScoreBar, at_bound};

const RATIO: &str = "likelihood ratio";
/// Points of the calibration's line.
const POINTS: u32 = 80;
/// Heights in the drawing of the likelihood ratio: its line, its axis, and all of it.
const LINE: f64 = 30.0;
const FLOOR: f64 = 56.0;
const WHOLE: f64 = 92.0;

/// Powers of ten between which all likelihood ratios to be drawn lie; a tenth to ten at least.
fn decades(found: &Comparison) -> (i32, i32) {
    let bounds = &found.calibration.bounds;
    let all = [found.log10_lr, found.range.low, found.range.high, bounds.lower, bounds.upper];
    let tippett = found.validation.tippett.iter().map(|point| point.log10_lr);
    let (low, high) =
        all.into_iter().chain(tippett).fold((-1.0, 1.0), |(low, high), one| (f64::min(low, one), f64::max(high, one)));
    (low.floor() as i32, high.ceil() as i32)
}

/// Scores between which all to be drawn lie.
fn scores(found: &Comparison) -> (f64, f64) {
    let bars = &found.validation.scores;
    let (low, high) = (bars.first().map_or(-1.0, |bar| bar.from), bars.last().map_or(1.0, |bar| bar.to));
    (low.min(found.score), high.max(found.score))
}

/// The likelihood ratio on its axis, with its range, and where it would support neither.
pub fn note_ratio(m: &mut Markup, found: &Comparison) {
    let (low, high) = decades(found);
    let scale = Scale::over(f64::from(low), f64::from(high));
    let at = |log10_lr: f64| scale.at(log10_lr).clamp(0.0, 1.0);
    let label = format!(
        "Likelihood ratio {}, nine tenths of the resamples {}",
        at_bound(found.log10_lr, found.at_bound),
        found.range.words()
    );
    let height = Px(WHOLE);
    m.element(
        "svg",
        &[("class", &"plot framed"), ("height", &height), ("role", &"img"), ("aria-label", &label)],
        |m| {
            shade(m, (at(-NEITHER.log10()), at(NEITHER.log10())), (8.0, FLOOR));
            for bound in [found.calibration.bounds.lower, found.calibration.bounds.upper] {
                rule(m, "alert", (at(bound), 8.0), (at(bound), FLOOR));
            }
            rule(m, "axis", (0.0, FLOOR), (1.0, FLOOR));
            for power in scale.decades(8) {
                let x = at(f64::from(power));
                rule(m, "axis", (x, FLOOR), (x, FLOOR + 4.0));
                let (x, y) = (Share(x), Px(FLOOR + 18.0));
                m.line(
                    "text",
                    &[("class", &"tick"), ("x", &x), ("y", &y), ("text-anchor", &"middle")],
                    power_of_ten(power),
                );
            }
            rule(m, "whisker", (at(found.range.low), LINE), (at(found.range.high), LINE));
            dot(m, at(found.log10_lr), LINE);
            for (x, anchor, side) in [("0", "start", "← someone else"), ("100%", "end", "the same writer →")] {
                m.line(
                    "text",
                    &[("class", &"note"), ("x", &x), ("y", &Px(WHOLE - 2.0)), ("text-anchor", &anchor)],
                    side,
                );
            }
        },
    );
}

/// Share of the comparisons of known truth with at least a likelihood ratio, and where the questioned text stands.
pub fn note_tippett(m: &mut Markup, found: &Comparison) {
    let (low, high) = decades(found);
    let frame = Frame { x: Axis::decades(RATIO, low, high), y: Axis::shares("share with at least that") };
    let size = |log10_lr: f64| 10f64.powf(log10_lr);
    frame.draw(m, "Tippett plot: share of the comparisons with at least a likelihood ratio", |m, frame| {
        let down = (frame.at((1.0, 1.0)).1, frame.at((1.0, 0.0)).1);
        let across = |log10_lr: f64| frame.at((size(log10_lr), 0.0)).0;
        shade(m, (across(found.range.low), across(found.range.high)), down);
        rule(m, "mark", (across(0.0), down.0), (across(0.0), down.1));
        let points = &found.validation.tippett;
        frame.line(m, "expected", points.iter().map(|point| (size(point.log10_lr), point.same)));
        frame.line(m, "tail", points.iter().map(|point| (size(point.log10_lr), point.different)));
        upright(m, across(found.log10_lr), down);
    });
}

/// Scores of the comparisons of one writer and of two, and the questioned text's.
pub fn note_scores(m: &mut Markup, found: &Comparison) {
    let (low, high) = scores(found);
    let bars = &found.validation.scores;
    let top = bars.iter().map(|bar| bar.same.max(bar.different)).fold(0.0, f64::max);
    let frame = Frame { x: Axis::linear("score", low, high), y: Axis::shares_to("share of the comparisons", top) };
    frame.draw(m, "Scores of the comparisons of one writer and of two", |m, frame| {
        let steps =
            |of: fn(&ScoreBar) -> f64| bars.iter().flat_map(move |bar| [(bar.from, of(bar)), (bar.to, of(bar))]);
        frame.line(m, "expected", steps(|bar| bar.same));
        frame.line(m, "tail", steps(|bar| bar.different));
        upright(m, frame.x.at(found.score), (frame.at((0.0, top)).1, frame.at((0.0, 0.0)).1));
    });
}

/// What a score is turned into.
pub fn note_calibration(m: &mut Markup, found: &Comparison) {
    let ((left, right), (low, high)) = (scores(found), decades(found));
    let frame = Frame { x: Axis::linear("score", left, right), y: Axis::decades(RATIO, low, high) };
    frame.draw(m, "Likelihood ratio by score", |m, frame| {
        let one = frame.at((left, 1.0)).1;
        rule(m, "mark", (0.0, one), (1.0, one));
        let used = &found.calibration;
        let point = |k: u32| {
            let score = left + (right - left) * f64::from(k) / f64::from(POINTS);
            (score, 10f64.powf(used.bounds.hold(used.line.log10_lr(score))))
        };
        frame.line(m, "expected", (0..=POINTS).map(point));
        let at = |log10_lr: f64| frame.at((found.score, 10f64.powf(log10_lr)));
        rule(m, "whisker", at(found.range.low), at(found.range.high));
        let (x, y) = at(found.log10_lr);
        dot(m, x, y);
    });
}

fn upright(m: &mut Markup, x: f64, (top, floor): (f64, f64)) {
    rule(m, "visible", (x, top), (x, floor));
    beside(m, "note strong", x, top + 14.0, "questioned");
}

fn dot(m: &mut Markup, x: f64, y: f64) {
    m.element("g", &[("class", &"bin")], |m| void(m, "circle", &[("cx", &Share(x)), ("cy", &Px(y)), ("r", &"5.5")]));
}

fn shade(m: &mut Markup, (from, to): (f64, f64), (top, floor): (f64, f64)) {
    let (width, height) = (Share(to - from), Px(floor - top));
    void(
        m,
        "rect",
        &[("class", &"after"), ("x", &Share(from)), ("y", &Px(top)), ("width", &width), ("height", &height)],
    );
}
