//! The E-value of a series as it would have stood on each past day.

use super::scale::Scale;
use super::{
    BADGE, STRETCHED, after, badge, beside, curve, dated, day_axis, day_scale, decades, lanes, path, rule, stretched,
    void,
};
use crate::html::markup::{Markup, Px};
use crate::words;
use colligate_linkage::result::{Series, Visibility};
use colligate_register::Day;

/// Height of the curve, in pixels.
const HEIGHT: f64 = 190.0;

const LANE: f64 = 25.0;

/// Days shown before the first change and after the last one.
const MARGIN: i32 = 30;

/// The curve, or nothing where it has no points.
pub fn replay_curve(m: &mut Markup, series: &Series, visibility: &Visibility, alert: f64) {
    let points: Vec<(Day, f64)> =
        visibility.curve.iter().copied().filter(|(_, e_value)| e_value.is_finite() && *e_value > 0.0).collect();
    let (Some(&(begin, _)), Some(&(end, last))) = (points.first(), points.last()) else { return };
    let members = dated(series);
    let (from, to) = (
        begin.min(members.first().map_or(begin, |member| member.1)),
        end.max(members.last().map_or(end, |member| member.1)),
    );
    let (from, to) = (from + -MARGIN, to + MARGIN);
    let x = day_scale(from, to);
    let at = |day: Day| x.at(f64::from(day.0));
    let (least, most) = points
        .iter()
        .map(|(_, e_value)| *e_value)
        .chain([alert])
        .filter(|value| *value > 0.0)
        .fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let y = Scale::over(least.log10() - 0.35, most.log10() + 0.35);
    let places: Vec<f64> = members.iter().map(|(_, day, _)| at(*day)).collect();
    let lanes = lanes(&places);
    let top = 24.0 + LANE * (1 + lanes.iter().max().copied().unwrap_or(0)) as f64;
    let floor = top + HEIGHT;
    let down = |value: f64| top + (1.0 - y.at(value.log10())).clamp(0.0, 1.0) * HEIGHT;
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for &(day, e_value) in &points {
        steps.extend(steps.last().map(|&(_, before)| (at(day), before)));
        steps.push((at(day), down(e_value)));
    }
    steps.push((1.0, down(last)));
    m.element(
        "svg",
        &[
            ("class", &"plot replay"),
            ("height", &Px(floor + 26.0)),
            ("role", &"img"),
            ("aria-label", &"E-value of the series over time"),
        ],
        |m| {
            let visible = visibility.visible.map(|day| (day, at(day)));
            if let Some((_, x)) = visible {
                after(m, x, floor);
            }
            let ring = steps.iter().copied().chain([(1.0, floor), (at(begin), floor)]);
            stretched(m, floor, |m| {
                void(m, "path", &[("class", &"under"), ("d", &path(ring.map(|(x, y)| (x * STRETCHED, y)), true))]);
            });
            decades(m, y.decades(5).into_iter().map(|power| (power, down(10f64.powi(power)))));
            if alert > 0.0 {
                rule(m, "alert", (0.0, down(alert)), (1.0, down(alert)));
                m.line(
                    "text",
                    &[
                        ("class", &"note"),
                        ("x", &"100%"),
                        ("dx", &"-6"),
                        ("text-anchor", &"end"),
                        ("y", &Px(down(alert) - 6.0)),
                    ],
                    format_args!("alert level {}", words::figure(alert)),
                );
            }
            for (&place, &lane) in places.iter().zip(&lanes) {
                rule(m, "stem", (place, 24.0 + BADGE + LANE * lane as f64), (place, floor));
            }
            stretched(m, floor, |m| curve(m, "curve", steps.iter().copied()));
            if let Some((day, x)) = visible {
                rule(m, "visible", (x, 0.0), (x, floor));
                beside(m, "note strong", x, 13.0, &format!("visible from {}", words::day(day)));
            }
            for (&(number, _, ref title), (&x, &lane)) in members.iter().zip(places.iter().zip(&lanes)) {
                badge(m, x, 24.0 + BADGE + LANE * lane as f64, number, title);
            }
            day_axis(m, from, to, floor);
        },
    );
}
