//! The strongest statistic of each draw, the distribution fitted to them, and where the clusters stand.

use crate::charts::scale::{Scale, round_step};
use crate::charts::{BADGE, badge, beside, curve, lanes, rule, stretched};
use crate::html::markup::{Markup, Px, Share};
use crate::words;
use colligate_scan::Simulated;

/// Height of the bars, in pixels.
const BARS: f64 = 170.0;

/// Height of one lane of clusters, in pixels.
const LANE: f64 = 25.0;

/// About how many bars there are.
const BARS_WANTED: f64 = 32.0;

/// Points of the fitted curve.
const POINTS: u32 = 160;

/// Draws above which the statistic that one in twenty reaches is marked.
const ENOUGH: usize = 99;

/// The chart of one set of draws with the statistics of clusters, each with its number; nothing where no draw was made.
pub fn draws(m: &mut Markup, simulated: &Simulated, clusters: &[(usize, f64)]) {
    let mut drawn: Vec<f64> = simulated.strongest.iter().copied().filter(|value| value.is_finite()).collect();
    drawn.sort_by(f64::total_cmp);
    let (Some(&least), Some(&most)) = (drawn.first(), drawn.last()) else { return };
    let mut observed: Vec<(usize, f64)> = clusters.iter().copied().filter(|(_, value)| value.is_finite()).collect();
    observed.sort_by(|a, b| a.1.total_cmp(&b.1));
    let width = round_step((most - least).max(1e-6) / BARS_WANTED);
    let first = (least / width).floor();
    let mut counts = vec![0_u32; ((most / width).floor() - first) as usize + 1];
    for value in &drawn {
        let bar = ((value / width).floor() - first).max(0.0) as usize;
        if let Some(count) = counts.get_mut(bar) {
            *count += 1;
        }
    }
    let start = first * width;
    let farthest = observed.last().map_or(most, |(_, value)| value.max(most)).max(start + width * counts.len() as f64);
    let nearest = observed.first().map_or(start, |(_, value)| value.min(start));
    let x = Scale::over(nearest, farthest + 0.03 * (farthest - nearest));
    let places: Vec<f64> = observed.iter().map(|(_, value)| x.at(*value)).collect();
    let lanes = lanes(&places);
    let top = 12.0 + LANE * (1 + lanes.iter().max().copied().unwrap_or(0)) as f64;
    let floor = top + BARS;
    let fitted = |value: f64| {
        simulated.gumbel.map_or(0.0, |fit| {
            let z = (value - fit.location) / fit.scale;
            drawn.len() as f64 * width / fit.scale * (-z - (-z).exp()).exp()
        })
    };
    let highest = simulated.gumbel.map_or(0.0, |fit| fitted(fit.location));
    let y = Scale::over(0.0, counts.iter().copied().max().map_or(1.0, f64::from).max(highest));
    let up = |count: f64| floor - y.at(count).clamp(0.0, 1.0) * BARS;
    let label = format!(
        "Strongest statistics of {} with {}",
        words::counted(drawn.len() as u64, "draw", "draws"),
        words::counted(observed.len() as u64, "cluster", "clusters")
    );
    let height = Px(floor + 44.0);
    m.element("svg", &[("class", &"plot"), ("height", &height), ("role", &"img"), ("aria-label", &label)], |m| {
        for tick in y.ticks(3).into_iter().filter(|tick| tick.fract() == 0.0) {
            rule(m, "grid", (0.0, up(tick)), (1.0, up(tick)));
            let place = Px(up(tick));
            m.line(
                "text",
                &[("class", &"tick"), ("x", &"-8"), ("y", &place), ("dy", &"0.32em"), ("text-anchor", &"end")],
                words::thousands(tick as u64),
            );
        }
        m.element("g", &[("class", &"bars")], |m| {
            for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let (low, high) = (start + at as f64 * width, start + (at + 1) as f64 * width);
                let (left, right, top) = (x.at(low), x.at(high), up(f64::from(count)));
                let (across, tall) = (Share((right - left) * 0.9), Px(floor - top));
                m.element(
                    "rect",
                    &[("x", &Share(left)), ("width", &across), ("y", &Px(top)), ("height", &tall)],
                    |m| {
                        let draws = words::counted(u64::from(count), "draw", "draws");
                        m.line(
                            "title",
                            &[],
                            format_args!("{} to {}: {draws}", words::figure(low), words::figure(high)),
                        );
                    },
                );
            }
        });
        if simulated.gumbel.is_some() {
            stretched(m, floor, |m| {
                let value = |at: u32| x.low() + (x.high() - x.low()) * f64::from(at) / f64::from(POINTS);
                curve(m, "expected", (0..=POINTS).map(|at| (x.at(value(at)), up(fitted(value(at))))));
            });
        }
        if let Some(level) = one_in_twenty(simulated, &drawn) {
            rule(m, "mark", (x.at(level), top), (x.at(level), floor));
            beside(m, "note", x.at(level), top + 12.0, "p = 0.05");
        }
        for (&(number, value), (&place, &lane)) in observed.iter().zip(places.iter().zip(&lanes)) {
            let level = BADGE + 2.0 + LANE * lane as f64;
            rule(m, "stem", (place, level), (place, floor));
            badge(m, place, level, number, &format!("Cluster {number}: {value:.3}"));
        }
        rule(m, "axis", (0.0, floor), (1.0, floor));
        for tick in x.ticks(6) {
            let at = x.at(tick);
            rule(m, "axis", (at, floor), (at, floor + 4.0));
            let (place, level) = (Share(at), Px(floor + 18.0));
            let tick = words::figure(tick);
            m.line("text", &[("class", &"tick"), ("x", &place), ("y", &level), ("text-anchor", &"middle")], tick);
        }
        let below = Px(floor + 38.0);
        m.line(
            "text",
            &[("class", &"note"), ("x", &"100%"), ("y", &below), ("text-anchor", &"end")],
            "statistic of the strongest window",
        );
    });
}

/// The statistic that a cluster must exceed for a rank of one in twenty; nothing where the draws are too few or were stopped.
fn one_in_twenty(simulated: &Simulated, drawn: &[f64]) -> Option<f64> {
    let rank = ((drawn.len() + 1) as f64 * 0.05).floor() as usize;
    let enough = drawn.len() >= ENOUGH && !simulated.stopped_early && rank > 0;
    drawn.get(drawn.len().checked_sub(rank)?).copied().filter(|_| enough)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_of_one_in_twenty_is_the_fiftieth_of_999() {
        let drawn: Vec<f64> = (1..=999).map(f64::from).collect();
        let simulated = Simulated { strongest: drawn.clone(), ..Simulated::default() };
        assert_eq!(one_in_twenty(&simulated, &drawn), Some(950.0));
        assert_eq!(one_in_twenty(&Simulated { stopped_early: true, ..simulated }, &drawn), None);
    }

    #[test]
    fn draws_that_are_all_the_same_or_no_numbers_are_drawn_too() {
        for strongest in [vec![2.0; 5], vec![f64::NAN, 1.0], vec![1e9, 1.0]] {
            let mut m = Markup::default();
            draws(&mut m, &Simulated { strongest, ..Simulated::default() }, &[(1, 4.0), (2, f64::NAN)]);
            let drawn = m.finish();
            assert!(drawn.contains("<rect") && !drawn.contains("NaN") && !drawn.contains("inf"));
        }
    }
}
