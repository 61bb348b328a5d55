//! Charts as SVG. A chart that has an axis of time or strength is as wide as its page and keeps the size of its text:
//! it places things by percent across and by pixel down, and draws its curves in a stretched inner SVG.

mod basemap;
mod chance;
mod e_axis;
mod evaluation;
mod frame;
mod map;
mod note;
mod overview;
mod replay_curve;
mod scale;
pub mod scan;
mod timeline;
mod waterfall;

pub use chance::chance;
pub use e_axis::{EAxis, e_axis};
pub use evaluation::{calibration, nearest, precision_recall, roc};
pub use map::{has_map, map};
pub use note::{note_calibration, note_ratio, note_scores, note_tippett};
pub use overview::{overview, region};
pub use replay_curve::replay_curve;
pub use timeline::timeline;
pub use waterfall::waterfall;

use crate::html::markup::{Markup, Px, Share};
use crate::words;
use colligate_linkage::result::{Member, Series};
use colligate_register::Day;
use scale::Scale;

/// Radius of a numbered member, in pixels.
const BADGE: f64 = 10.0;

/// Share of the width below which two badges would touch on a telephone.
const BADGE_SHARE: f64 = 0.065;

/// Width of the inner SVG in which curves are drawn before they are stretched.
const STRETCHED: f64 = 1000.0;

/// Share of the width beyond which the name of a day below its tick would run out of the page on a telephone.
const LAST_MIDDLE: f64 = 0.95;

/// A numbered member at a share of the width.
fn badge(m: &mut Markup, x: f64, y: f64, number: usize, title: &str) {
    m.element("g", &[("class", &"badge")], |m| {
        m.line("title", &[], title);
        void(m, "circle", &[("cx", &Share(x)), ("cy", &Px(y)), ("r", &Px(BADGE))]);
        m.line("text", &[("x", &Share(x)), ("y", &Px(y)), ("dy", &"0.35em")], number);
    });
}

/// Lanes for things at these shares of a width, so that none touches another in its lane: lane 0 for the first.
fn lanes(shares: &[f64]) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    shares
        .iter()
        .map(|&share| {
            let free = ends.iter().position(|end| share - end >= BADGE_SHARE);
            let lane = free.unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(end) => *end = share,
                None => ends.push(share),
            }
            lane
        })
        .collect()
}

/// A path through these points, `M…L…`, closed with `Z` where it is a ring; points closer than half a pixel to the one
/// before are left out.
fn path(points: impl IntoIterator<Item = (f64, f64)>, ring: bool) -> String {
    let mut text = String::new();
    let mut last: Option<(f64, f64)> = None;
    for (x, y) in points {
        if last.is_some_and(|(lx, ly)| (x - lx).abs() < 0.5 && (y - ly).abs() < 0.5) {
            continue;
        }
        text.push(if last.is_none() { 'M' } else { 'L' });
        text.push_str(&format!("{} {}", Px(x), Px(y)));
        last = Some((x, y));
    }
    if ring && last.is_some() {
        text.push('Z');
    }
    text
}

/// Curves in a stretched inner SVG of this height.
fn stretched(m: &mut Markup, height: f64, inside: impl FnOnce(&mut Markup)) {
    m.element(
        "svg",
        &[
            ("class", &"stretched"),
            ("width", &"100%"),
            ("height", &Px(height)),
            ("viewBox", &format_args!("0 0 {STRETCHED} {}", Px(height))),
            ("preserveAspectRatio", &"none"),
        ],
        inside,
    );
}

/// Curve without a filling.
fn curve(m: &mut Markup, class: &'static str, points: impl IntoIterator<Item = (f64, f64)>) {
    let points = points.into_iter().map(|(share, y)| (share * STRETCHED, y));
    void(m, "path", &[("class", &class), ("d", &path(points, false))]);
}

/// An SVG element with nothing in it.
fn void(m: &mut Markup, name: &'static str, attributes: crate::html::markup::Attributes) {
    m.element(name, attributes, |_| ());
}

/// A line across or down the chart.
fn rule(m: &mut Markup, class: &'static str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    void(m, "line", &[("class", &class), ("x1", &Share(x1)), ("y1", &Px(y1)), ("x2", &Share(x2)), ("y2", &Px(y2))]);
}

/// Whatever comes after a day at this share of the width, shaded.
fn after(m: &mut Markup, x: f64, height: f64) {
    void(
        m,
        "rect",
        &[("class", &"after"), ("x", &Share(x)), ("y", &"0"), ("width", &Share(1.0 - x)), ("height", &Px(height))],
    );
}

/// Powers of ten at these heights, named at the left.
fn decades(m: &mut Markup, powers: impl Iterator<Item = (i32, f64)>) {
    for (power, y) in powers {
        rule(m, "grid", (0.0, y), (1.0, y));
        m.line(
            "text",
            &[("class", &"tick"), ("x", &"-8"), ("y", &Px(y)), ("dy", &"0.32em"), ("text-anchor", &"end")],
            scale::power_of_ten(power),
        );
    }
}

/// Text beside a vertical line: to its right in the left part of the chart, else to its left.
fn beside(m: &mut Markup, class: &'static str, x: f64, y: f64, text: &str) {
    let (anchor, dx) = if x > 0.5 { ("end", "-6") } else { ("start", "6") };
    m.line("text", &[("class", &class), ("x", &Share(x)), ("y", &Px(y)), ("dx", &dx), ("text-anchor", &anchor)], text);
}

/// Days along the bottom of a chart.
fn day_axis(m: &mut Markup, from: Day, to: Day, y: f64) {
    let scale = day_scale(from, to);
    rule(m, "axis", (0.0, y), (1.0, y));
    for (at, (day, name)) in scale::day_ticks(from, to, 7).into_iter().enumerate() {
        let x = scale.at(f64::from(day.0));
        rule(m, "axis", (x, y), (x, y + 4.0));
        let class = if at % 2 == 0 { "tick" } else { "tick odd" };
        let anchor = if x > LAST_MIDDLE { "end" } else { "middle" };
        m.line("text", &[("class", &class), ("x", &Share(x)), ("y", &Px(y + 18.0)), ("text-anchor", &anchor)], name);
    }
}

fn day_scale(from: Day, to: Day) -> Scale {
    Scale::over(f64::from(from.0), f64::from(to.0))
}

/// Members with their days and numbers.
fn dated(series: &Series) -> Vec<(usize, Day, String)> {
    let name = |number: usize, member: &Member| format!("{number}: {}, {}", member.id, words::died(member));
    series
        .members
        .iter()
        .enumerate()
        .filter_map(|(at, member)| member.on_timeline().map(|day| (at + 1, day, name(at + 1, member))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_that_would_touch_stand_in_different_lanes() {
        assert_eq!(lanes(&[0.1, 0.11, 0.12, 0.3, 0.31]), [0, 1, 2, 0, 1]);
    }

    #[test]
    fn a_path_leaves_out_what_nobody_would_see() {
        assert_eq!(path([(0.0, 0.0), (0.2, 0.1), (3.0, 4.04)], true), "M0 0L3 4Z");
        assert_eq!(path([], true), "");
    }
}
