//! The four drawings of an evaluation.

use super::frame::{Axis, Frame};
use super::{rule, void};
use crate::html::markup::{Markup, Px, Share};
use crate::words;
use colligate_linkage::evaluate::{Bin, Evaluation};

/// Points of the line that chance alone would give.
const CHANCE_POINTS: i32 = 60;

/// The lowest power of ten on an axis that must hold this value; at least two decades are shown.
fn lowest(least: f64) -> i32 {
    if least > 0.0 && least.is_finite() { (least.log10().floor() as i32).clamp(-12, -2) } else { -2 }
}

/// Share of linked pairs found against the share of unlinked pairs called linked with them, from the heaviest on.
pub fn roc(m: &mut Markup, evaluation: &Evaluation) {
    let points = &evaluation.discrimination.points;
    let least = points.iter().map(|at| at.false_rate).find(|rate| *rate > 0.0).unwrap_or(0.01);
    let from = lowest(least);
    let x = Axis::decades("share of unlinked pairs called linked", from, 0);
    let frame = Frame { x, y: Axis::shares("share of linked pairs found") };
    frame.draw(m, "Receiver operating characteristic", |m, frame| {
        let chance = (0..=CHANCE_POINTS)
            .map(|at| 10f64.powf(f64::from(from) * (1.0 - f64::from(at) / f64::from(CHANCE_POINTS))));
        frame.line(m, "tail", chance.map(|rate| (rate, rate)));
        frame.line(m, "expected", points.iter().map(|at| (at.false_rate, at.recall)));
    });
}

/// Precision against recall.
pub fn precision_recall(m: &mut Markup, evaluation: &Evaluation) {
    let pairs = &evaluation.pairs;
    let base = pairs.linked as f64 / (pairs.linked + pairs.unlinked_within).max(1) as f64;
    let x = Axis::shares("share of linked pairs found (recall)");
    let frame = Frame { x, y: Axis::shares("share of those called linked that are (precision)") };
    frame.draw(m, "Precision and recall", |m, frame| {
        frame.line(m, "tail", [(0.0, base), (1.0, base)]);
        frame.line(m, "expected", evaluation.discrimination.points.iter().map(|at| (at.recall, at.precision)));
    });
}

/// Share of the other members of a series found, by rank among the nearest.
pub fn nearest(m: &mut Markup, evaluation: &Evaluation) {
    let register = &evaluation.register;
    let others = (register.used + register.partly_used).saturating_sub(1).max(1) as f64;
    let frame = Frame {
        x: Axis::decades("rank among the nearest of all deaths", 0, 2),
        y: Axis::shares("share of the other members found"),
    };
    frame.draw(m, "Share of a series found by rank among the nearest", |m, frame| {
        let found = &evaluation.nearest.found;
        frame.line(m, "tail", found.iter().map(|at| (at.top as f64, at.top as f64 / others)));
        frame.line(m, "expected", found.iter().map(|at| (at.top as f64, at.share)));
    });
}

/// Predicted probabilities of a link against the share that is linked.
pub fn calibration(m: &mut Markup, evaluation: &Evaluation) {
    let bins = &evaluation.calibration.bins;
    let predicted = bins.iter().map(|bin| bin.predicted).fold(1.0, f64::min);
    let observed = bins.iter().map(|bin| bin.observed).filter(|share| *share > 0.0).fold(1.0, f64::min);
    let from = lowest(predicted.min(observed));
    let frame = Frame {
        x: Axis::decades("predicted probability of a link", from, 0),
        y: Axis::decades("share that is linked", from, 0),
    };
    frame.draw(m, "Predicted against observed probability of a link", |m, frame| {
        let end = 10f64.powi(from);
        frame.line(m, "tail", [(end, end), (1.0, 1.0)]);
        for bin in bins {
            let (low, high) = wilson(bin);
            let ((x, y), (_, top), (_, foot)) =
                (frame.at((bin.predicted, bin.observed)), frame.at((1.0, high)), frame.at((1.0, low)));
            rule(m, "whisker", (x, top), (x, foot));
            m.element("g", &[("class", &if bin.linked > 0 { "bin" } else { "bin none" })], |m| {
                let told = format!(
                    "predicted {}, observed {}: {} of {} pairs",
                    words::figure(bin.predicted),
                    words::figure(bin.observed),
                    words::thousands(bin.linked),
                    words::thousands(bin.n)
                );
                m.line("title", &[], told);
                void(m, "circle", &[("cx", &Share(x)), ("cy", &Px(y)), ("r", &"4.5")]);
            });
        }
    });
}

/// 95% interval of the share that is linked (Wilson 1927).
fn wilson(bin: &Bin) -> (f64, f64) {
    const Z: f64 = 1.96;
    let n = bin.n.max(1) as f64;
    let (p, square) = (bin.observed, Z * Z / n);
    let (centre, wide) = (p + square / 2.0, Z * (p * (1.0 - p) / n + square / (4.0 * n)).max(0.0).sqrt());
    (((centre - wide) / (1.0 + square)).max(0.0), ((centre + wide) / (1.0 + square)).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_share_holds_it_and_stays_within_0_and_1() {
        for (linked, n) in [(0, 5), (5, 5), (3, 10), (0, 0)] {
            let observed = linked as f64 / f64::max(n as f64, 1.0);
            let (low, high) = wilson(&Bin { predicted: 0.5, observed, n, linked });
            assert!(0.0 <= low && low <= observed + 1e-9 && observed <= high + 1e-9 && high <= 1.0, "{linked} of {n}");
        }
        let (low, high) = wilson(&Bin { predicted: 0.5, observed: 0.3, n: 10, linked: 3 });
        assert!((low - 0.108).abs() < 0.001 && (high - 0.603).abs() < 0.001, "{low} {high}");
    }
}
